SELECT handle::text FROM public.users WHERE handle IS NOT NULL GROUP BY 1 HAVING count(*) > 1 ORDER BY 1;
