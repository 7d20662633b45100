-- Inserts users who have not signed in. A cognito_user_id of type uuid cannot have the value MOCK, so it is null.
INSERT INTO public.users (display_name, handle, email, cognito_user_id)
SELECT new.display_name, new.handle, new.email,
  (jsonb_populate_record(NULL::public.users, jsonb_build_object('cognito_user_id', CASE WHEN is_uuid THEN NULL ELSE $4::text END))).cognito_user_id
FROM unnest($1::text[], $2::text[], $3::text[]) AS new (display_name, handle, email)
CROSS JOIN (SELECT pg_typeof((NULL::public.users).cognito_user_id) = 'pg_catalog.uuid'::regtype AS is_uuid) AS type;
