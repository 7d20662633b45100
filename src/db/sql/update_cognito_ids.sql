-- Gives users the ids that were decided, where they still have those that were read. The column may be of any type, uuid or
-- varchar: jsonb_populate_record makes what its row type has.
UPDATE public.users
SET cognito_user_id = (jsonb_populate_record(NULL::public.users, jsonb_build_object('cognito_user_id', change.new))).cognito_user_id
FROM unnest($1::text[], $2::text[], $3::text[]) AS change (handle, old, new)
WHERE users.handle::text = change.handle AND users.cognito_user_id::text IS NOT DISTINCT FROM change.old;
