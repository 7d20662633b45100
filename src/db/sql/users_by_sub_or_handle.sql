-- The users with the sub, or with the handle regardless of case.
SELECT uuid::text, display_name::text, handle::text, email::text, cognito_user_id::text FROM public.users
WHERE (cognito_user_id::text = $1::text OR lower(handle::text) = lower($2::text)) AND uuid IS NOT NULL
ORDER BY created_at, uuid;
