UPDATE public.users
SET cognito_user_id = (jsonb_populate_record(NULL::public.users, jsonb_build_object('cognito_user_id', $1::text))).cognito_user_id,
  handle = $2::text, display_name = $3::text, email = $4::text
WHERE uuid::text = $5::text;
