-- No other run inserts or renames users between reading and writing; readers go on. Whoever holds the table for longer is
-- not waited for, since everybody who writes would wait behind this.
SET LOCAL lock_timeout = '20s';
LOCK TABLE public.users IN SHARE ROW EXCLUSIVE MODE;
