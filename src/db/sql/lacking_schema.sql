-- The privileges that the role lacks on the schema public and the tables in it: USAGE, and if $1 is true, those to create and drop
-- tables.
SELECT format('%s on schema public', need.privilege)
FROM pg_catalog.pg_namespace AS namespace
CROSS JOIN (VALUES ('USAGE', true), ('CREATE', $1::boolean)) AS need (privilege, is_wanted)
WHERE namespace.nspname = 'public' AND need.is_wanted AND NOT has_schema_privilege(namespace.oid, need.privilege)
UNION ALL
SELECT format('ownership of public.%s', class.relname)
FROM pg_catalog.pg_class AS class
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = class.relnamespace AND namespace.nspname = 'public'
WHERE $1::boolean AND class.relname IN ('users', 'activities') AND NOT pg_has_role(class.relowner, 'USAGE');
