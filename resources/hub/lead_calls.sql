-- What a lead asks of a project and says of its people. All of it runs as hub_keeper, and asks first who calls: by
-- hub.caller in login_calls.sql.
GRANT CREATE ON SCHEMA hub TO hub_keeper;
SET ROLE hub_keeper;

-- What a person is called by now, with all logins that they have or had.
CREATE OR REPLACE FUNCTION hub.name_person(p text, coder text, name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE me hub_tables.members := hub.caller(p, '{lead}', '{joined}');
BEGIN
    IF (length(name) <= 1000) IS NOT TRUE THEN
        RAISE EXCEPTION 'this is no name of a person' USING ERRCODE = '22023';
    END IF;
    UPDATE hub_tables.members m SET name = name_person.name WHERE m.project = p AND m.coder = name_person.coder;
END $$;

CREATE OR REPLACE FUNCTION hub.members(p text) RETURNS TABLE (
    login text, coder text, name text, role text, state text, since timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
#variable_conflict use_column
DECLARE me hub_tables.members := hub.caller(p, '{lead,adjudicator,coder}', '{joined}');
BEGIN
    RETURN QUERY SELECT m.login::text, m.coder, m.name, m.role, m.state, m.since FROM hub_tables.members m
        WHERE m.project = p AND (me.role = 'lead' OR m.login = session_user) ORDER BY m.login;
END $$;

CREATE OR REPLACE FUNCTION hub.grants_of(p text, login text) RETURNS TABLE (channel text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
#variable_conflict use_column
DECLARE me hub_tables.members := hub.caller(p, '{lead}', '{joined}');
BEGIN
    RETURN QUERY SELECT g.channel FROM hub_tables.grants g WHERE g.project = p AND g.login = grants_of.login ORDER BY g.channel;
END $$;

-- Lets a coder see channels of documents; returns how many are new.
CREATE OR REPLACE FUNCTION hub.grant_channels(p text, login text, channels text[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me hub_tables.members := hub.caller(p, '{lead}', '{joined}');
    other hub_tables.members := hub.other_member(me, login);
    given integer;
BEGIN
    IF other.role <> 'coder' OR other.state NOT IN ('invited', 'joined') OR EXISTS (SELECT FROM unnest(channels) AS x (channel)
        WHERE ((x.channel LIKE 'document/_%' OR x.channel LIKE 'released/_%') AND length(x.channel) <= 200) IS NOT TRUE)
    THEN
        RAISE EXCEPTION 'this cannot be given to this member' USING ERRCODE = '22023';
    END IF;
    INSERT INTO hub_tables.grants (project, login, channel, may_write)
        SELECT DISTINCT p, other.login, x.channel, false FROM unnest(channels) AS x (channel) ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS given = ROW_COUNT;
    RETURN given;
END $$;

-- What each person brought.
CREATE OR REPLACE FUNCTION hub.size(p text) RETURNS TABLE (login_name text, strands bigint, runs bigint, bytes bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
#variable_conflict use_column
DECLARE me hub_tables.members := hub.caller(p, '{lead}', '{joined}');
BEGIN
    RETURN QUERY SELECT coalesce(max(m.login::text), ''), sum(s.strands)::bigint, sum(s.runs)::bigint, sum(s.bytes)::bigint
        FROM (SELECT x.person, count(*) AS strands, sum(x.runs) AS runs, sum(x.bytes) AS bytes
            FROM hub_tables.strands x WHERE x.project = p GROUP BY x.person) AS s
        LEFT JOIN (SELECT DISTINCT ON (y.coder) y.* FROM hub_tables.members y WHERE y.project = p
            ORDER BY y.coder, y.since DESC) AS m ON m.coder = s.person
        GROUP BY coalesce(m.login::text, '') ORDER BY 1;
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA hub FROM hub_keeper;
