-- One user for each handle that is not there yet; a user who is there is left as is.
INSERT INTO public.users (display_name, handle, email, cognito_user_id)
SELECT new.display_name, new.handle, new.email, new.cognito_user_id
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS new (display_name, handle, email, cognito_user_id)
WHERE NOT EXISTS (SELECT FROM public.users AS old WHERE old.handle = new.handle)
RETURNING handle;
