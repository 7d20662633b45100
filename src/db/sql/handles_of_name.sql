-- The handles of users with a display name that was given as a handle.
SELECT DISTINCT handle::text FROM public.users
WHERE lower(trim(display_name::text)) = lower(trim($1::text)) AND handle IS NOT NULL
ORDER BY 1
LIMIT 3;
