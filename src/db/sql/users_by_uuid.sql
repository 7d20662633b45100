SELECT uuid::text, display_name, handle, email, cognito_user_id FROM public.users
WHERE uuid = ANY($1::text[]::uuid[])
ORDER BY uuid;
