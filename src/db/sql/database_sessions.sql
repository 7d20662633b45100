-- How many sessions use a database; no row if the server does not have it.
SELECT (SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE datname = database.datname)
FROM pg_catalog.pg_database AS database WHERE datname::text = $1;
