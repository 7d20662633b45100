-- Lets one run create the schema at a time: CREATE TABLE IF NOT EXISTS can fail if another run creates the same table. The lock ends
-- with the transaction. Its number is this tool's own ("cruddur" in ASCII).
SET LOCAL lock_timeout = '20s';
SELECT pg_advisory_xact_lock(27991871215400306);
