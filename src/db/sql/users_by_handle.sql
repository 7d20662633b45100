SELECT uuid::text, display_name, handle, email, cognito_user_id FROM public.users
WHERE handle = ANY($1)
ORDER BY handle, uuid;
