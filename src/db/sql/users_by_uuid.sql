-- The array has the type of the column, uuid or text, so that the index of the column is used.
SELECT uuid::text, display_name::text, handle::text FROM public.users
WHERE uuid = ANY (ARRAY(
  SELECT (jsonb_populate_record(NULL::public.users, jsonb_build_object('uuid', id))).uuid FROM unnest($1::text[]) AS id
))
ORDER BY 1;
