-- The columns of the app's tables that exist. information_schema leaves out columns on which the role has no privilege.
SELECT class.relname::text, attribute.attname::text
FROM pg_catalog.pg_attribute AS attribute
JOIN pg_catalog.pg_class AS class ON class.oid = attribute.attrelid
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = class.relnamespace
WHERE namespace.nspname = 'public' AND class.relname IN ('users', 'activities') AND class.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND attribute.attnum > 0 AND NOT attribute.attisdropped;
