-- Candidates for near matches: handles with the same first letter, or with the text anywhere. The caller ranks them.
SELECT DISTINCT handle::text FROM public.users
WHERE lower(left(handle::text, 1)) = lower(left($1::text, 1)) OR strpos(lower(handle::text), lower($1::text)) > 0
ORDER BY 1
LIMIT 1000;
