-- One run of this tool or of its function writes users at a time. The lock is an advisory one, whose number is this tool's own
-- ("users" in ASCII): LOCK TABLE takes a privilege on the whole table, and a role may have some columns alone. Whoever holds the
-- table itself for longer is not waited for.
SET LOCAL lock_timeout = '20s';
SELECT pg_advisory_xact_lock(504447201907), row_security_active('public.users') AS row_security;
