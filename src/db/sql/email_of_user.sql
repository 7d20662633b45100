SELECT email::text FROM public.users WHERE uuid::text = $1;
