-- Opens a cursor of every user. The rows are fetched in pages, so that a slow reader meets no statement_timeout.
DECLARE listed_users NO SCROLL CURSOR FOR
SELECT handle::text, uuid::text, display_name::text, cognito_user_id::text, NULL::text FROM public.users ORDER BY 1, 2;
