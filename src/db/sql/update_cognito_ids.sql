UPDATE public.users SET cognito_user_id = pool.sub
FROM unnest($1::text[], $2::text[]) AS pool (handle, sub)
WHERE users.handle = pool.handle AND users.cognito_user_id <> pool.sub;
