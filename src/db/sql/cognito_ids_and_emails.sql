-- What a comparison with the user pool needs of every user.
SELECT handle::text, cognito_user_id::text, email::text FROM public.users;
