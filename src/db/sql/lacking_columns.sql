-- The privileges on columns of public.users that the role lacks. Source: PostgreSQL, "Access Privilege Inquiry Functions".
SELECT need.privilege, array_agg(need.name ORDER BY need.at)
FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS need (privilege, name, at)
JOIN pg_catalog.pg_class AS class ON class.relname = 'users'
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = class.relnamespace AND namespace.nspname = 'public'
JOIN pg_catalog.pg_attribute AS attribute
  ON attribute.attrelid = class.oid AND attribute.attname = need.name AND attribute.attnum > 0 AND NOT attribute.attisdropped
WHERE NOT has_column_privilege(class.oid, attribute.attnum, need.privilege)
GROUP BY need.privilege
ORDER BY 1;
