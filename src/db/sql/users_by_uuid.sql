-- The array has the type of the column, so that the index of a uuid and that of a text serve alike.
SELECT uuid::text, display_name::text, handle::text FROM public.users
WHERE uuid = ANY (ARRAY(
  SELECT (jsonb_populate_record(NULL::public.users, jsonb_build_object('uuid', id))).uuid FROM unnest($1::text[]) AS id
))
ORDER BY 1;
