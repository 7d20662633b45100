-- What the role $1 of the app needs, whether it exists, and the statement that creates it. Only RDS has the role rds_iam.
-- Source: PostgreSQL, "Access Privilege Inquiry Functions"; RDS user guide, "Creating a database account using IAM authentication".
SELECT need.what, coalesce(need.has, false), need.statement
FROM (SELECT $1::text) AS wanted (name)
LEFT JOIN pg_catalog.pg_roles AS role ON role.rolname = wanted.name
-- A role that does not exist yet will have the privileges of PUBLIC, whose OID is 0.
CROSS JOIN LATERAL (SELECT coalesce(role.oid, 0::oid) AS oid) AS seen
CROSS JOIN LATERAL (
  SELECT 1 AS at, format('role %s', wanted.name) AS what, role.rolcanlogin AS has,
    format(CASE WHEN role.oid IS NULL THEN 'CREATE ROLE %I LOGIN' ELSE 'ALTER ROLE %I LOGIN' END, wanted.name) AS statement
  UNION ALL
  SELECT 2, 'membership in rds_iam',
    EXISTS (SELECT FROM pg_catalog.pg_auth_members AS member WHERE member.roleid = iam.oid AND member.member = role.oid),
    format('GRANT rds_iam TO %I', wanted.name)
  FROM pg_catalog.pg_roles AS iam
  WHERE iam.rolname = 'rds_iam'
  UNION ALL
  SELECT 3, format('CONNECT on database %s', current_database()),
    has_database_privilege(seen.oid, current_database(), 'CONNECT'),
    format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), wanted.name)
  UNION ALL
  SELECT 4, 'USAGE on schema public', has_schema_privilege(seen.oid, 'public', 'USAGE'),
    format('GRANT USAGE ON SCHEMA public TO %I', wanted.name)
  UNION ALL
  SELECT 5, format('SELECT on public.%s', name), has_table_privilege(seen.oid, format('public.%I', name), 'SELECT'),
    format('GRANT SELECT ON public.%I TO %I', name, wanted.name)
  FROM unnest(ARRAY['users', 'activities']) AS name
  UNION ALL
  SELECT 6, format('%s on public.users (display_name, handle, email, cognito_user_id)', privilege),
    (
      SELECT bool_and(has_column_privilege(seen.oid, 'public.users', name, privilege))
      FROM unnest(ARRAY['display_name', 'handle', 'email', 'cognito_user_id']) AS name
    ),
    format('GRANT %s (display_name, handle, email, cognito_user_id) ON public.users TO %I', privilege, wanted.name)
  FROM unnest(ARRAY['INSERT', 'UPDATE']) AS privilege
  UNION ALL
  SELECT 7, 'INSERT on public.activities', has_table_privilege(seen.oid, 'public.activities', 'INSERT'),
    format('GRANT INSERT ON public.activities TO %I', wanted.name)
) AS need
ORDER BY need.at;
