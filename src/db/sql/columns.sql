-- The columns of those of the app's tables that exist.
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = 'public' AND table_name IN ('users', 'activities');
