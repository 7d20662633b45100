-- A user without a display name goes by the handle, as one who signs up without a name does.
SELECT uuid::text, coalesce(display_name::text, handle::text), handle::text FROM public.users
WHERE handle::text = ANY($1::text[]) AND uuid IS NOT NULL
ORDER BY 3, 1;
