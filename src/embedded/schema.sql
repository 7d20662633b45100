-- The app's tables in SQLite, as in db/sql/schema.sql.
CREATE TABLE IF NOT EXISTS users (
  uuid TEXT PRIMARY KEY,
  display_name TEXT NOT NULL,
  handle TEXT NOT NULL,
  email TEXT NOT NULL,
  cognito_user_id TEXT NOT NULL,
  created_at TEXT DEFAULT current_timestamp NOT NULL
);
CREATE INDEX IF NOT EXISTS users_handle ON users (handle);
CREATE TABLE IF NOT EXISTS activities (
  uuid TEXT PRIMARY KEY,
  user_uuid TEXT NOT NULL,
  message TEXT NOT NULL,
  replies_count INTEGER DEFAULT 0,
  reposts_count INTEGER DEFAULT 0,
  likes_count INTEGER DEFAULT 0,
  reply_to_activity_uuid INTEGER,
  expires_at TEXT,
  created_at TEXT DEFAULT current_timestamp NOT NULL
);
