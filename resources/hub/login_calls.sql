-- What makes and shuts logins. All of it runs as hub_keeper, whom no policy binds: each call asks first who calls, and
-- takes the names of roles as names alone.
GRANT CREATE ON SCHEMA hub TO hub_keeper;
SET ROLE hub_keeper;

-- Ends the connections of a login, but not the one that asks.
CREATE OR REPLACE FUNCTION hub.disconnect(login name) RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    PERFORM pg_catalog.pg_terminate_backend(a.pid) FROM pg_catalog.pg_stat_get_activity(NULL) a
        WHERE a.usesysid = quote_ident(login)::regrole AND a.pid <> pg_catalog.pg_backend_pid();
EXCEPTION WHEN undefined_object OR insufficient_privilege THEN
    NULL;  -- the login was dropped, or not made here: nobody is held by it
END $$;

-- Who asks, or an error. `changes`: the logins that will be changed, whose rows are held then, in one order, so that of
-- two who change the same the second sees what the first did. Who is changed is disconnected: they could hold their row.
CREATE OR REPLACE FUNCTION hub.caller(p text, roles text[], states text[], changes text[] = '{}') RETURNS hub_tables.members
LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE me hub_tables.members;
BEGIN
    FOR attempt IN 1..2 LOOP
        SELECT * INTO me FROM hub_tables.members m WHERE m.project = p AND m.login = session_user;
        IF me.login IS NULL THEN
            RAISE EXCEPTION 'the hub has no such project for this login' USING ERRCODE = 'AN404';
        ELSIF me.role <> ALL (roles) OR me.state <> ALL (states) OR pg_catalog.current_query() ~* 'explain' THEN
            RAISE EXCEPTION 'the hub does not allow this to this login' USING ERRCODE = 'AN403';
        END IF;
        EXIT WHEN changes = '{}';
        IF attempt = 1 THEN
            PERFORM hub.disconnect(m.login) FROM hub_tables.members m
                WHERE m.project = p AND m.login::text = ANY (changes) AND m.login <> session_user;
        END IF;
        PERFORM FROM hub_tables.members m WHERE m.project = p AND (m.login = session_user OR m.login::text = ANY (changes))
            ORDER BY m.login FOR UPDATE;
    END LOOP;
    RETURN me;
END $$;

CREATE OR REPLACE FUNCTION hub.check_verifier(verifier text) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    -- A password in the clear would stand in the server's log.
    IF (verifier ~ '^SCRAM-SHA-256\$[0-9]{4,7}:[A-Za-z0-9+/]{11,200}={0,2}\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$')
        IS NOT TRUE
    THEN
        RAISE EXCEPTION 'this is no SCRAM verifier of a password' USING ERRCODE = '22023';
    END IF;
END $$;

-- Who may connect is said of each login, not of hub_member: those of a hub in another database of this server are members
-- of that, too. One after the other: the server refuses to change the rights on a database twice at once.
CREATE OR REPLACE FUNCTION hub.let_in(login text, is_in boolean) RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    PERFORM FROM hub_tables.limits FOR UPDATE;
    EXECUTE format(CASE WHEN is_in THEN 'GRANT CONNECT ON DATABASE %I TO %I' ELSE 'REVOKE CONNECT ON DATABASE %I FROM %I' END,
        current_database(), login);
END $$;

-- Makes a login, or an error where there is a role of this name.
CREATE OR REPLACE FUNCTION hub.make_login(login text, verifier text, until timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    PERFORM hub.check_verifier(verifier);
    IF (login ~ '^[a-z][a-z0-9_]{2,62}$' AND login !~ '^(pg|hub)_') IS NOT TRUE THEN
        RAISE EXCEPTION 'this is no name of a login' USING ERRCODE = '22023';
    END IF;
    BEGIN
        EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L VALID UNTIL %L CONNECTION LIMIT 8 IN ROLE hub_member',
            login, verifier, until);
    EXCEPTION WHEN duplicate_object THEN
        RAISE EXCEPTION 'there is a login of this name' USING ERRCODE = '42710';
    END;
    EXECUTE format('ALTER ROLE %I SET statement_timeout = ''1h''', login);
    EXECUTE format('ALTER ROLE %I SET lock_timeout = ''20s''', login);
    EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = ''30s''', login);
    PERFORM hub.let_in(login, true);
    -- So that who is shut out can be disconnected.
    EXECUTE format('GRANT %I TO hub_keeper', login);
END $$;

-- Gives a login that was made here another password; one that the administrator dropped since is made again.
CREATE OR REPLACE FUNCTION hub.renew_login(login text, verifier text, until timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    PERFORM hub.check_verifier(verifier);
    EXECUTE format('ALTER ROLE %I LOGIN PASSWORD %L VALID UNTIL %L', login, verifier, until);
    PERFORM hub.let_in(login, true);
EXCEPTION WHEN undefined_object THEN
    PERFORM hub.make_login(login, verifier, until);
END $$;

-- What a role sees: a coder what all share and their own; who leads or adjudicates everything.
CREATE OR REPLACE FUNCTION hub.grant_role(member hub_tables.members) RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    IF member.role = 'coder' THEN
        DELETE FROM hub_tables.grants g WHERE g.project = member.project AND g.login = member.login AND g.channel = '*';
        INSERT INTO hub_tables.grants (project, login, channel, may_write) VALUES
            (member.project, member.login, 'shared', false),
            (member.project, member.login, 'coder/' || member.coder, true) ON CONFLICT DO NOTHING;
    ELSE
        DELETE FROM hub_tables.grants g WHERE g.project = member.project AND g.login = member.login AND g.channel <> '*';
        INSERT INTO hub_tables.grants (project, login, channel, may_write) VALUES (member.project, member.login, '*', true)
            ON CONFLICT DO NOTHING;
    END IF;
END $$;

CREATE OR REPLACE FUNCTION hub.shut_out(member hub_tables.members, state text) RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    DELETE FROM hub_tables.grants g WHERE g.project = member.project AND g.login = member.login;
    UPDATE hub_tables.members m SET state = shut_out.state, since = clock_timestamp()
        WHERE m.project = member.project AND m.login = member.login;
    BEGIN
        EXECUTE format('ALTER ROLE %I NOLOGIN PASSWORD NULL', member.login);
        PERFORM hub.let_in(member.login, false);
    EXCEPTION WHEN undefined_object THEN
        NULL;  -- the administrator dropped the login
    END;
    PERFORM hub.disconnect(member.login);
END $$;

-- The member of this login whom a lead changes; somebody else than the caller.
CREATE OR REPLACE FUNCTION hub.other_member(me hub_tables.members, asked text) RETURNS hub_tables.members
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE other hub_tables.members;
BEGIN
    SELECT * INTO other FROM hub_tables.members m WHERE m.project = me.project AND m.login = asked AND m.login <> me.login;
    IF other.login IS NULL THEN
        RAISE EXCEPTION 'the project has no such member' USING ERRCODE = '22023';
    END IF;
    RETURN other;
END $$;

-- The administrator's: a login that may share a project here. Again: another password.
CREATE OR REPLACE FUNCTION hub.make_lead(login text, verifier text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF EXISTS (SELECT FROM hub_tables.leads l WHERE l.login = make_lead.login) THEN
        PERFORM hub.renew_login(login, verifier, 'infinity');
    ELSE
        PERFORM hub.make_login(login, verifier, 'infinity');
        INSERT INTO hub_tables.leads (login) VALUES (login);
    END IF;
    EXECUTE format('GRANT hub_lead TO %I', login);
END $$;

CREATE OR REPLACE FUNCTION hub.share(p text, name text, coder text, coder_name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE me hub_tables.members;
BEGIN
    IF NOT EXISTS (SELECT FROM hub_tables.leads l WHERE l.login = session_user)
        OR EXISTS (SELECT FROM hub_tables.members m WHERE m.login = session_user AND m.project <> p)
    THEN
        RAISE EXCEPTION 'the hub does not allow this to this login' USING ERRCODE = 'AN403';
    ELSIF (length(p) BETWEEN 1 AND 200 AND length(coder) BETWEEN 1 AND 200) IS NOT TRUE THEN
        RAISE EXCEPTION 'this is no project' USING ERRCODE = '22023';
    END IF;
    INSERT INTO hub_tables.projects (project, name) VALUES (p, share.name) ON CONFLICT DO NOTHING;
    IF FOUND THEN
        INSERT INTO hub_tables.members VALUES (p, session_user, coder, coder_name, 'lead', 'joined') RETURNING * INTO me;
    ELSE
        UPDATE hub_tables.members m SET state = 'joined' WHERE m.project = p AND m.login = session_user
            AND m.role = 'lead' AND m.state IN ('joined', 'left') RETURNING * INTO me;
    END IF;
    IF me.login IS NULL THEN
        RAISE EXCEPTION 'the project is on the hub already' USING ERRCODE = 'AN409';
    END IF;
    PERFORM hub.grant_role(me);
END $$;

-- Lets somebody in: a login with a password for once. What the same person was given before does no more.
CREATE OR REPLACE FUNCTION hub.invite(
    p text, login text, verifier text, coder text, coder_name text, role text, days integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me hub_tables.members := hub.caller(p, '{lead}', '{joined}', login || ARRAY(
        SELECT m.login::text FROM hub_tables.members m WHERE m.project = p AND m.coder = invite.coder));
    until timestamptz := clock_timestamp() + make_interval(days => days);
    other hub_tables.members;
BEGIN
    IF (role IN ('lead', 'adjudicator', 'coder') AND days BETWEEN 1 AND 366 AND length(coder) BETWEEN 1 AND 200
        AND length(coder_name) <= 1000 AND coder <> me.coder AND login <> me.login) IS NOT TRUE
    THEN
        RAISE EXCEPTION 'this is no invitation' USING ERRCODE = '22023';
    END IF;
    FOR other IN SELECT m.* FROM hub_tables.members m WHERE m.project = p AND m.coder = invite.coder AND m.login <> invite.login
        AND m.state IN ('invited', 'joined')
    LOOP
        PERFORM hub.shut_out(other, 'revoked');
    END LOOP;
    SELECT * INTO other FROM hub_tables.members m WHERE m.project = p AND m.login = invite.login;
    IF other.login IS NULL THEN
        PERFORM hub.make_login(login, verifier, until);
    ELSIF other.coder <> coder THEN
        RAISE EXCEPTION 'there is a login of this name' USING ERRCODE = '42710';
    ELSE
        PERFORM hub.renew_login(login, verifier, until);
    END IF;
    INSERT INTO hub_tables.members AS m VALUES (p, login, coder, coder_name, role, 'invited')
        ON CONFLICT ON CONSTRAINT members_pkey DO UPDATE
        SET name = excluded.name, role = excluded.role, state = excluded.state, since = excluded.since
        RETURNING * INTO other;
    PERFORM hub.grant_role(other);
END $$;

CREATE OR REPLACE FUNCTION hub.join(p text, verifier text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE me hub_tables.members := hub.caller(p, '{lead,adjudicator,coder}', '{invited,joined}', ARRAY[session_user::text]);
BEGIN
    PERFORM hub.check_verifier(verifier);
    EXECUTE format('ALTER ROLE %I PASSWORD %L VALID UNTIL %L', session_user, verifier, 'infinity');
    UPDATE hub_tables.members m SET state = 'joined', since = clock_timestamp() WHERE m.project = p AND m.login = session_user;
END $$;

CREATE OR REPLACE FUNCTION hub.revoke(p text, login text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE me hub_tables.members := hub.caller(p, '{lead}', '{joined}', ARRAY[login]);
BEGIN
    PERFORM hub.shut_out(hub.other_member(me, login), 'revoked');
END $$;

CREATE OR REPLACE FUNCTION hub.leave(p text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE me hub_tables.members := hub.caller(p, '{lead,adjudicator,coder}', '{invited,joined}', ARRAY[session_user::text]);
BEGIN
    PERFORM hub.shut_out(me, 'left');
END $$;

CREATE OR REPLACE FUNCTION hub.change_role(p text, login text, role text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me hub_tables.members := hub.caller(p, '{lead}', '{joined}', ARRAY[login]);
    other hub_tables.members := hub.other_member(me, login);
BEGIN
    IF (role IN ('lead', 'adjudicator', 'coder') AND other.state IN ('invited', 'joined')) IS NOT TRUE THEN
        RAISE EXCEPTION 'this is no role for this member' USING ERRCODE = '22023';
    END IF;
    UPDATE hub_tables.members m SET role = change_role.role WHERE m.project = p AND m.login = other.login RETURNING * INTO other;
    PERFORM hub.grant_role(other);
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA hub FROM hub_keeper;
