-- Who has the sub, or the handle in any case.
SELECT uuid::text, display_name::text, handle::text, email::text, cognito_user_id::text FROM public.users
WHERE (cognito_user_id::text = $1::text OR lower(handle::text) = lower($2::text)) AND uuid IS NOT NULL
ORDER BY created_at, uuid;
