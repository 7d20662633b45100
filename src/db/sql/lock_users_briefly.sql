-- As lock_users.sql, for a Lambda function, which has a few seconds and may be frozen within its transaction. The server then ends
-- the transaction, and the lock with it.
SET LOCAL lock_timeout = '1500ms';
SET LOCAL statement_timeout = '3s';
SET LOCAL idle_in_transaction_session_timeout = '1s';
SELECT pg_advisory_xact_lock(504447201907), row_security_active('public.users') AS row_security;
