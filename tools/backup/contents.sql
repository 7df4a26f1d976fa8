-- How many rows each table has, and where :checksum_if says so a sum over them that does not depend on their order.
SELECT 'large-objects', count(*) FROM pg_largeobject_metadata;
SELECT format('SELECT ''table'', %L, count(*), %s FROM ONLY %I.%I AS counted', format('%I.%I', nspname, relname),
    CASE WHEN :checksum_if THEN 'coalesce(sum(hashtextextended(ROW(counted.*)::text, 0)::numeric), 0)' ELSE '''-''' END,
    nspname, relname)
  FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
  WHERE relkind = 'r' AND relpersistence <> 't' AND nspname !~ '^pg_' AND nspname <> 'information_schema'
    AND relname !~ E'[\t\n]' AND nspname !~ E'[\t\n]'
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype = 'e')
  ORDER BY nspname COLLATE "C", relname COLLATE "C" \gexec
