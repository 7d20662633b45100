-- No other run inserts or renames users between reading and writing; readers go on.
LOCK TABLE public.users IN SHARE ROW EXCLUSIVE MODE;
