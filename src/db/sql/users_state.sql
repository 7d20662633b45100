-- The state of the rows that the role can read: how many have no handle, and which ids several of them have.
SELECT
  (SELECT count(*) FROM public.users WHERE handle IS NULL OR btrim(handle::text) = ''),
  ARRAY(
    SELECT cognito_user_id::text FROM public.users
    WHERE cognito_user_id IS NOT NULL AND cognito_user_id::text NOT IN ('', $1::text)
    GROUP BY 1 HAVING count(*) > 1 ORDER BY 1 LIMIT 20
  ),
  row_security_active('public.users'),
  current_setting('transaction_read_only') = 'on';
