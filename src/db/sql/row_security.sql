-- Whether row-level security may hide rows from the role.
SELECT row_security_active('public.users');
