-- What a comparison with the user pool needs of every user, where the role may read no e-mail address.
SELECT handle::text, cognito_user_id::text, NULL::text FROM public.users;
