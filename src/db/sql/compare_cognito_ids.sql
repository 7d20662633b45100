-- Every handle on either side, with both ids: the whole report in one statement.
SELECT coalesce(pool.handle, users.handle), users.cognito_user_id, pool.sub
FROM unnest($1::text[], $2::text[]) AS pool (handle, sub)
FULL JOIN public.users ON users.handle = pool.handle
ORDER BY 1;
