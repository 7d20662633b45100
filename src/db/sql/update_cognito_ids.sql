-- Writes the new ids of users who still have the ids that were read. jsonb_populate_record converts an id to the type of the column,
-- which may be uuid or varchar.
UPDATE public.users
SET cognito_user_id = (jsonb_populate_record(NULL::public.users, jsonb_build_object('cognito_user_id', change.new))).cognito_user_id
FROM unnest($1::text[], $2::text[], $3::text[]) AS change (handle, old, new)
WHERE users.handle::text = change.handle AND users.cognito_user_id::text IS NOT DISTINCT FROM change.old;
