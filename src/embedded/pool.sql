-- The embedded user pool.
CREATE TABLE IF NOT EXISTS pool_users (
  id INTEGER PRIMARY KEY,
  sub TEXT NOT NULL UNIQUE,
  handle TEXT,
  email TEXT,
  status TEXT NOT NULL DEFAULT 'CONFIRMED',
  enabled INTEGER NOT NULL DEFAULT 1,
  created TEXT NOT NULL
);
