SELECT handle FROM public.users GROUP BY handle HAVING count(*) > 1 ORDER BY handle;
