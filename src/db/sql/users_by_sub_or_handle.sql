SELECT uuid::text, display_name, handle, email, cognito_user_id FROM public.users
WHERE cognito_user_id = $1 OR handle = $2
ORDER BY created_at, uuid;
