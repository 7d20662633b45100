SELECT DISTINCT handle::text FROM public.users WHERE handle::text = ANY($1::text[]);
