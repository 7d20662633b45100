INSERT INTO public.users (cognito_user_id, handle, display_name, email) VALUES ($1, $2, $3, $4);
