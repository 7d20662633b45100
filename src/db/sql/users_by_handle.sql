-- The handle is the display name of a user without one, as it is for a user who signs up without a name.
SELECT uuid::text, coalesce(display_name::text, handle::text), handle::text FROM public.users
WHERE handle::text = ANY($1::text[]) AND uuid IS NOT NULL
ORDER BY 3, 1;
