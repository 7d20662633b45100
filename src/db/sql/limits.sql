-- The columns of public.users that take a text of limited length.
SELECT format('%s is %s', attribute.attname, format_type(attribute.atttypid, attribute.atttypmod))
FROM pg_catalog.pg_attribute AS attribute
JOIN pg_catalog.pg_class AS class ON class.oid = attribute.attrelid AND class.relname = 'users'
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = class.relnamespace AND namespace.nspname = 'public'
WHERE attribute.attname = ANY($1::text[]) AND attribute.atttypmod > 0
  AND attribute.atttypid IN ('varchar'::regtype, 'bpchar'::regtype)
ORDER BY attribute.attnum;
