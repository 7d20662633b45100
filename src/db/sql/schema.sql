-- Creates the tables of the app that are missing. Source: the app's db/schema.sql.
CREATE TABLE IF NOT EXISTS public.users (
  uuid uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  display_name text NOT NULL,
  handle text NOT NULL,
  email text NOT NULL,
  cognito_user_id text NOT NULL,
  created_at timestamp DEFAULT current_timestamp NOT NULL
);
CREATE TABLE IF NOT EXISTS public.activities (
  uuid uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  user_uuid uuid NOT NULL,
  message text NOT NULL,
  replies_count integer DEFAULT 0,
  reposts_count integer DEFAULT 0,
  likes_count integer DEFAULT 0,
  reply_to_activity_uuid integer,
  expires_at timestamp,
  created_at timestamp DEFAULT current_timestamp NOT NULL
);
