-- As lock_users.sql, for a caller who has a few seconds and may be frozen in the middle of its transaction, as a Lambda function
-- is: the server then ends it, and the lock with it.
SET LOCAL lock_timeout = '1500ms';
SET LOCAL statement_timeout = '3s';
SET LOCAL idle_in_transaction_session_timeout = '1s';
SELECT pg_advisory_xact_lock(504447201907), row_security_active('public.users') AS row_security;
