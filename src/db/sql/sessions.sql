-- The other sessions of this database. A role without pg_read_all_stats sees the state of its own sessions alone.
-- Source: PostgreSQL, "pg_stat_activity".
SELECT pid::text, usename::text, nullif(application_name, ''), host(client_addr), state, wait_event_type || '/' || wait_event,
  to_char(backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'),
  to_char(state_change AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')
FROM pg_catalog.pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
ORDER BY backend_start, pid;
