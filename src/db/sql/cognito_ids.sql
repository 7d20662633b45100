-- The columns of every user that the comparison with the user pool needs, without the e-mail address, which the role may not read.
SELECT handle::text, cognito_user_id::text, NULL::text FROM public.users;
