DROP TABLE IF EXISTS public.activities, public.users;
