-- The roles of a hub. They are of the whole server, so another database may have made them: each line may be run again.
-- hub_door    runs what members call; row level security binds it to what the one who signed in may see
-- hub_keeper  runs what makes and shuts logins
-- hub_eraser  runs what takes something out after an erasure
-- hub_member  may call what members call; hub_lead may share a project
-- Whoever waits longer for the tables lets nobody else use them: better that it is given again.
SET LOCAL lock_timeout = '20s';
DO $$
DECLARE role text;
BEGIN
    FOREACH role IN ARRAY '{hub_door,hub_keeper,hub_eraser,hub_member,hub_lead}'::text[] LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = role) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', role);
        END IF;
    END LOOP;
    IF NOT (SELECT rolcreaterole FROM pg_catalog.pg_roles WHERE rolname = 'hub_keeper') THEN
        ALTER ROLE hub_keeper CREATEROLE;
    END IF;
    -- Since PostgreSQL 16 who makes roles may put them only into those over which they have this option.
    FOREACH role IN ARRAY '{hub_member,hub_lead}'::text[] LOOP
        IF NOT EXISTS (
            SELECT FROM pg_catalog.pg_auth_members
            WHERE roleid = role::regrole AND member = 'hub_keeper'::regrole AND admin_option
        ) THEN
            EXECUTE format('GRANT %I TO hub_keeper WITH ADMIN OPTION', role);
        END IF;
    END LOOP;
    -- An administrator who is no superuser makes functions of a role only as a member of it.
    IF NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
        FOREACH role IN ARRAY '{hub_door,hub_keeper,hub_eraser}'::text[] LOOP
            IF NOT pg_has_role(current_user, role, 'USAGE') THEN
                EXECUTE format('GRANT %I TO %I', role, current_user);
            END IF;
        END LOOP;
    END IF;
END $$;
