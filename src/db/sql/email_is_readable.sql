-- Whether users has a column email that the role may read. Source: PostgreSQL, "Access Privilege Inquiry Functions".
SELECT EXISTS (
  SELECT FROM pg_catalog.pg_attribute
  WHERE attrelid = to_regclass('public.users') AND attname = 'email' AND attnum > 0 AND NOT attisdropped
    AND has_column_privilege(attrelid, attnum, 'SELECT')
);
