-- What a coder could guess of the others' work without reading a row of it: statistics, sizes, the place in the log, the
-- number of a transaction or of the next thing that is made, who is signed in, how an answer was found. Databases have
-- all of that open to everybody who signs in. Here it is closed; what an administrator who is no superuser cannot close
-- is reported, and what cannot be closed at all the manual says.
CREATE OR REPLACE FUNCTION hub.open_to_all() RETURNS TABLE (kind text, privilege text, name text)
LANGUAGE sql STABLE SET search_path = '' AS $$
    WITH
        schemas AS (
            SELECT n.oid, n.nspname, n.nspacl FROM pg_catalog.pg_namespace n
            WHERE n.nspname NOT IN ('hub', 'hub_tables', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
        ),
        tables AS (
            SELECT c.oid FROM pg_catalog.pg_class c JOIN schemas n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f', 'S') AND EXISTS (
                SELECT FROM pg_catalog.pg_attribute a, pg_catalog.aclexplode(a.attacl) x
                WHERE a.attrelid = c.oid AND x.grantee = 0
                UNION ALL SELECT FROM pg_catalog.aclexplode(c.relacl) x WHERE x.grantee = 0)
        ),
        -- What operators, types and indices are made of is needed for any query, and pure functions tell nothing.
        needed AS (
            SELECT o.oprcode::oid AS oid FROM pg_catalog.pg_operator o
            UNION ALL SELECT a.amproc::oid FROM pg_catalog.pg_amproc a
            UNION ALL SELECT a.aggfnoid::oid FROM pg_catalog.pg_aggregate a
            UNION ALL SELECT x.oid FROM pg_catalog.pg_type t, unnest(ARRAY[t.typinput::oid, t.typoutput::oid,
                t.typreceive::oid, t.typsend::oid, t.typmodin::oid, t.typmodout::oid, t.typanalyze::oid]) AS x (oid)
        ),
        functions AS (
            SELECT p.oid FROM pg_catalog.pg_proc p JOIN schemas n ON n.oid = p.pronamespace
            WHERE EXISTS (SELECT FROM pg_catalog.aclexplode(
                    coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) x WHERE x.grantee = 0)
                AND (n.nspname <> 'pg_catalog' OR p.provolatile <> 'i' AND p.oid NOT IN (SELECT needed.oid FROM needed) AND (
                    p.proname ~ '^(pg_|txid_|lo_|has_|brin_|gin_|binary_upgrade_|currtid|ts_stat$|to_regrole$)'
                    OR p.proname ~ '_to_xml' OR p.proname IN ('loread', 'lowrite', 'mxid_age')
                    OR p.oid IN ('pg_catalog.age(xid)'::regprocedure, 'pg_catalog.ts_rewrite(tsquery, text)'::regprocedure))
                    AND p.proname NOT IN ('pg_client_encoding', 'pg_sleep', 'pg_sleep_for', 'pg_sleep_until', 'pg_typeof'))
        )
    SELECT 'TABLE', 'SELECT', t.oid::regclass::text FROM tables t
    UNION ALL SELECT 'ROUTINE', 'EXECUTE', f.oid::regprocedure::text FROM functions f
    UNION ALL SELECT 'LANGUAGE', 'USAGE', l.lanname FROM pg_catalog.pg_language l
        WHERE l.lanpltrusted AND EXISTS (SELECT FROM pg_catalog.aclexplode(
            coalesce(l.lanacl, pg_catalog.acldefault('l', l.lanowner))) x WHERE x.grantee = 0)
    UNION ALL SELECT 'SCHEMA', 'USAGE', n.nspname FROM pg_catalog.pg_namespace n
        WHERE n.nspname NOT IN ('hub', 'hub_tables', 'pg_catalog') AND n.nspname !~ '^pg_(toast|temp)'
            AND EXISTS (SELECT FROM pg_catalog.aclexplode(n.nspacl) x WHERE x.grantee = 0)
    UNION ALL SELECT 'DATABASE', 'CONNECT', d.datname FROM pg_catalog.pg_database d
        WHERE d.datname = pg_catalog.current_database() AND EXISTS (SELECT FROM pg_catalog.aclexplode(
            coalesce(d.datacl, pg_catalog.acldefault('d', d.datdba))) x WHERE x.grantee = 0)
$$;
REVOKE ALL ON FUNCTION hub.open_to_all FROM PUBLIC;

DO $$
DECLARE
    is_superuser CONSTANT boolean := (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user);
    -- Who owns the database reads on, for backups and for this script.
    owner CONSTANT text := (SELECT d.datdba::regrole FROM pg_catalog.pg_database d WHERE d.datname = current_database());
    open record;
BEGIN
    IF is_superuser THEN
        -- What a query of a login's own may take of the disk while it runs; a login cannot change it.
        EXECUTE format('ALTER DATABASE %I SET temp_file_limit = ''2GB''', current_database());
        GRANT USAGE ON LANGUAGE sql, plpgsql TO hub_door, hub_keeper, hub_eraser;
        FOR open IN
            SELECT p.oid::regprocedure AS name FROM pg_catalog.pg_proc p WHERE p.pronamespace = 'pg_catalog'::regnamespace
                AND p.proname IN ('pg_stat_get_activity', 'pg_terminate_backend', 'pg_backend_pid')
        LOOP
            EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO hub_keeper', open.name);
        END LOOP;
    END IF;
    FOR open IN
        SELECT o.kind, o.privilege, CASE WHEN o.kind IN ('TABLE', 'ROUTINE') THEN o.name ELSE quote_ident(o.name) END AS name
        FROM hub.open_to_all() o
    LOOP
        BEGIN
            IF is_superuser THEN
                EXECUTE format('GRANT %s ON %s %s TO %s', open.privilege, open.kind, open.name, owner);
            END IF;
            EXECUTE format('REVOKE ALL ON %s %s FROM PUBLIC', open.kind, open.name);
        EXCEPTION WHEN insufficient_privilege THEN
            NULL;  -- reported
        END;
    END LOOP;
END $$;
