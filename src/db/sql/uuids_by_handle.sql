SELECT uuid::text FROM public.users WHERE handle::text = $1::text AND uuid IS NOT NULL ORDER BY 1;
