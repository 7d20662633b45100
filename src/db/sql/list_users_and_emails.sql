-- As list_users.sql, with the e-mail address of each user.
DECLARE listed_users NO SCROLL CURSOR FOR
SELECT handle::text, uuid::text, display_name::text, cognito_user_id::text, email::text FROM public.users ORDER BY 1, 2;
