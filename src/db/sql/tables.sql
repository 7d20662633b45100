-- Which of the app's tables exist.
SELECT table_name FROM information_schema.tables
WHERE table_schema = 'public' AND table_name IN ('users', 'activities')
ORDER BY table_name;
