-- The schemas other than public that have a table users, quoted for SQL.
SELECT quote_ident(namespace.nspname)
FROM pg_catalog.pg_class AS class
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = class.relnamespace
WHERE class.relname = 'users' AND class.relkind IN ('r', 'p', 'v', 'm', 'f') AND namespace.nspname <> 'public'
  AND namespace.nspname <> 'information_schema' AND namespace.nspname NOT LIKE 'pg\_%'
ORDER BY 1
LIMIT 5;
