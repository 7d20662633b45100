-- What the role $1 of the app needs, whether it exists, and the statement that creates it. Only RDS has the role rds_iam.
-- Source: PostgreSQL, "Access Privilege Inquiry Functions", and "CREATE ROLE", the notes; RDS user guide, "Creating a database account
-- using IAM authentication": nested memberships in rds_iam count too.
SELECT need.what, coalesce(need.has, false), need.statement
FROM (SELECT $1::text) AS wanted (name)
LEFT JOIN pg_catalog.pg_roles AS role ON role.rolname = wanted.name
-- A role that does not exist yet will have the privileges of PUBLIC, whose OID is 0.
CROSS JOIN LATERAL (SELECT coalesce(role.oid, 0::oid) AS oid) AS seen
CROSS JOIN LATERAL (
  SELECT 1 AS at, format('role %s', wanted.name) AS what, role.rolcanlogin AS has,
    -- From PostgreSQL 16 on, a user who creates a role becomes a member of it, and only a superuser can revoke that. The master user
    -- would become an indirect member of rds_iam, and RDS would refuse its password. So another role creates this one. It is dropped at
    -- once, and its membership with it.
    CASE
      WHEN role.oid IS NULL THEN format(
        'CREATE ROLE %1$I CREATEROLE; GRANT %1$I TO CURRENT_USER; SET LOCAL ROLE %1$I; CREATE ROLE %2$I LOGIN; '
          'SET LOCAL ROLE NONE; DROP ROLE %1$I',
        wanted.name || '_creator', wanted.name
      )
      ELSE format('ALTER ROLE %I LOGIN', wanted.name)
    END AS statement
  UNION ALL
  SELECT 2,
    CASE WHEN is_shared THEN format('membership in rds_iam without %I, which is a member of %I', current_user, wanted.name)
      ELSE 'membership in rds_iam' END,
    EXISTS (SELECT FROM pg_catalog.pg_auth_members AS member WHERE member.roleid = iam.oid AND member.member = role.oid),
    CASE WHEN is_shared THEN '' ELSE format('GRANT rds_iam TO %I', wanted.name) END
  FROM pg_catalog.pg_roles AS iam
  -- A member of the role would become one of rds_iam, and RDS would refuse its password.
  CROSS JOIN LATERAL (
    SELECT role.oid IS NOT NULL AND pg_has_role(role.oid, 'MEMBER') AND NOT pg_has_role(iam.oid, 'MEMBER') AS is_shared
  ) AS membership
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
