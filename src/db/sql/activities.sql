-- Reads the newest activities, of everyone or of one user. Their times are in UTC.
SELECT activities.uuid::text, users.display_name::text, users.handle::text, activities.message::text,
  coalesce(activities.replies_count, 0)::bigint, coalesce(activities.reposts_count, 0)::bigint,
  coalesce(activities.likes_count, 0)::bigint, activities.reply_to_activity_uuid::text,
  to_char(activities.expires_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'),
  to_char(activities.created_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')
FROM public.activities LEFT JOIN public.users ON users.uuid = activities.user_uuid
WHERE $1::text IS NULL OR users.handle::text = $1::text
ORDER BY activities.created_at DESC, activities.uuid LIMIT 100;
