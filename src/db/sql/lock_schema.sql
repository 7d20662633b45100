-- One run creates the schema at a time: CREATE TABLE IF NOT EXISTS is no guard against another that is under way. The number
-- is this tool's own ("cruddur" in ASCII), and the lock goes with the transaction.
SET LOCAL lock_timeout = '20s';
SELECT pg_advisory_xact_lock(27991871215400306);
