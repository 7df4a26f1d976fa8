-- What PgBouncer may do: ask, for one role at a time, what it logs in with.
SET log_statement = 'none';
SET log_min_duration_statement = -1;
SET log_min_error_statement = 'panic';
SET client_min_messages = 'warning';

SELECT 'CREATE ROLE pgbouncer' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'pgbouncer') \gexec
ALTER ROLE pgbouncer LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 5;
GRANT CONNECT ON DATABASE postgres TO pgbouncer;

CREATE SCHEMA IF NOT EXISTS pooling;
CREATE OR REPLACE FUNCTION pooling.login(INOUT name text, OUT verifier text)
  RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT rolname::text, rolpassword FROM pg_authid
    WHERE rolname = $1 AND rolcanlogin AND NOT rolsuper AND NOT rolreplication
      AND (rolvaliduntil IS NULL OR rolvaliduntil > now())
  $$;
REVOKE ALL ON FUNCTION pooling.login(text) FROM PUBLIC;
GRANT USAGE ON SCHEMA pooling TO pgbouncer;
GRANT EXECUTE ON FUNCTION pooling.login(text) TO pgbouncer;
