UPDATE public.users SET cognito_user_id = $1, handle = $2, display_name = $3, email = $4 WHERE uuid = $5::text::uuid;
