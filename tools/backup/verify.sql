-- The contents of a restored database, with sums over the same tables as in its description.
\set ON_ERROR_STOP 1
SET search_path = pg_catalog;
\ir formats.sql
BEGIN READ ONLY;
\set summed `cat "$WORKER/summed"`
\set checksum_if 'format(\'%I.%I\', nspname, relname) = ANY (string_to_array(:\'summed\', E\'\\n\'))'
\ir contents.sql
\if :has_check
\ir check.sql
\endif
