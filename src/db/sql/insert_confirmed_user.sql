INSERT INTO public.users (cognito_user_id, handle, display_name, email)
VALUES (
  (jsonb_populate_record(NULL::public.users, jsonb_build_object('cognito_user_id', $1::text))).cognito_user_id,
  $2::text, $3::text, $4::text
);
