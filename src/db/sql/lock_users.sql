-- Lets one run of this tool or of its Lambda function write users at a time. The lock is an advisory lock, whose number is this
-- tool's own ("users" in ASCII): LOCK TABLE requires a privilege on the table, and a role may have privileges on columns alone.
-- lock_timeout also limits the wait for a lock on the table itself.
SET LOCAL lock_timeout = '20s';
SELECT pg_advisory_xact_lock(504447201907), row_security_active('public.users') AS row_security;
