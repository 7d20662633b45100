-- The columns of every user that the comparison with the user pool needs.
SELECT handle::text, cognito_user_id::text, email::text FROM public.users;
