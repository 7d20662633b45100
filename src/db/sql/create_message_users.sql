-- Both ends of a message: the sender by handle or by the id in the user pool (the other one is null), the receiver by handle.
SELECT 'sender', uuid::text, display_name, handle, email, cognito_user_id FROM public.users
WHERE handle = $1::text OR cognito_user_id = $2::text
UNION ALL
SELECT 'receiver', uuid::text, display_name, handle, email, cognito_user_id FROM public.users
WHERE handle = $3::text
ORDER BY 1, 2;
