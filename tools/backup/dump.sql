-- Describes a database in the file :header and dumps it, both as of one moment: the dump shares the transaction's snapshot.
\set ON_ERROR_STOP 1
SET search_path = pg_catalog;
\ir formats.sql
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SELECT pg_export_snapshot() AS snapshot, :SERVER_VERSION_NUM >= 150000 AS since15, :SERVER_VERSION_NUM >= 170000 AS since17 \gset
\setenv SNAPSHOT :snapshot
\set provider '''c'''
\set locale 'NULL'
\if :since15
\set provider datlocprovider
\set locale daticulocale
\endif
\if :since17
\set locale datlocale
\endif
\o :header
SELECT 'owndom-backup', 1;
SELECT 'client', :'client';
SELECT 'taken', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"');
SELECT 'server', current_setting('server_version_num');
SELECT 'database', current_database();
SELECT 'bytes', pg_database_size(current_database());
SELECT 'locale', pg_encoding_to_char(encoding), datcollate, datctype, :provider, coalesce(:locale, '')
  FROM pg_database WHERE datname = current_database();
SELECT 'extension', extname, nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = extnamespace
  WHERE extname <> 'plpgsql' ORDER BY e.oid;
-- Roles that something in the database was given to, beside the client's own.
SELECT DISTINCT 'role', rolname FROM pg_shdepend JOIN pg_roles r ON r.oid = refobjid
  WHERE refclassid = 'pg_authid'::regclass AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND rolname <> :'role' AND rolname <> 'postgres' AND rolname !~ E'^pg_|[\t\n]' ORDER BY 2;
-- Rights in the database itself, which pg_dump leaves out too; those of everyone are the estate's to give.
SELECT 'grant', rolname, privilege_type, is_grantable FROM pg_database, aclexplode(datacl) JOIN pg_roles r ON r.oid = grantee
  WHERE datname = current_database() AND grantee <> datdba AND rolname !~ E'^pg_|[\t\n]' AND NOT rolsuper ORDER BY 2, 3;
-- Settings of the database, which pg_restore leaves out where it does not create the database.
SELECT 'setting', split_part(s, '=', 1), regexp_replace(substr(s, strpos(s, '=') + 1), E'[\t\n]', ' ', 'g')
  FROM pg_db_role_setting, unnest(setconfig) s
  WHERE setrole = 0 AND setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database()) ORDER BY 2;
\set checksum_if 'pg_table_size(c.oid) <= 67108864'
\ir contents.sql
\if :has_check
\ir check.sql
\endif
\o
\! exec sh "$LIBRARY/stream"
