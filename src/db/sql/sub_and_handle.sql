-- The sender of a message by the id in the user pool, and the receiver by handle.
SELECT 'sender', uuid::text, coalesce(display_name::text, handle::text), handle::text FROM public.users
WHERE cognito_user_id::text = $1::text AND uuid IS NOT NULL AND handle IS NOT NULL
UNION ALL
SELECT 'receiver', uuid::text, coalesce(display_name::text, handle::text), handle::text FROM public.users
WHERE handle::text = $2::text AND uuid IS NOT NULL
ORDER BY 1, 2;
