-- Candidates for "did you mean": the same first letter, or the text anywhere inside; ranked by the caller.
SELECT DISTINCT handle FROM public.users
WHERE lower(left(handle, 1)) = lower(left($1, 1)) OR strpos(lower(handle), lower($1)) > 0
ORDER BY handle
LIMIT 1000;
