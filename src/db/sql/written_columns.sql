-- The columns that insert_users.sql writes.
SELECT display_name, handle, email, cognito_user_id FROM public.users;
