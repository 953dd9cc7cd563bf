-- What members call. All of it runs as hub_door, so that the policies of rights.sql bind it.
GRANT CREATE ON SCHEMA hub TO hub_door;
SET ROLE hub_door;

CREATE OR REPLACE FUNCTION hub.version() RETURNS integer LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = ''
AS 'SELECT 1';

-- The first version of annotator that knows this schema, which one that does not can name; it changes with the version.
CREATE OR REPLACE FUNCTION hub.needs() RETURNS text LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = ''
AS 'SELECT ''0.4.0''';

-- Who asks, or an error; the same words whatever there is. EXPLAIN would show how much was walked over below the calls.
CREATE OR REPLACE FUNCTION hub.joined(p text) RETURNS hub_tables.members
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE me hub_tables.members;
BEGIN
    SELECT * INTO me FROM hub_tables.members m WHERE m.project = p AND m.login = session_user;
    IF me.login IS NULL THEN
        RAISE EXCEPTION 'the hub has no such project for this login' USING ERRCODE = 'AN404';
    ELSIF me.state <> 'joined' OR pg_catalog.current_query() ~* 'explain' THEN
        RAISE EXCEPTION 'the hub does not allow this to this login' USING ERRCODE = 'AN403';
    END IF;
    RETURN me;
END $$;

-- All arguments are lists of one length, or an error.
CREATE OR REPLACE FUNCTION hub.check_lengths(VARIADIC lengths integer[]) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    IF (lengths[1] = ALL (lengths)) IS NOT TRUE THEN
        RAISE EXCEPTION 'the lists are not of one length' USING ERRCODE = '22023';
    END IF;
END $$;

-- Does the caller see a channel?
CREATE OR REPLACE FUNCTION hub.sees(p text, seen text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT EXISTS (SELECT FROM hub_tables.grants g
            WHERE g.project = p AND g.login = session_user AND g.channel = seen)
        OR EXISTS (SELECT FROM hub_tables.grants g
            WHERE g.project = p AND g.login = session_user AND g.channel = '*')
$$;

-- May the caller write into all these channels, as these persons? An error where not.
CREATE OR REPLACE FUNCTION hub.check_writing(me hub_tables.members, channels text[], persons text[]) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM hub_tables.grants g
            WHERE g.project = me.project AND g.login = session_user AND g.channel = '*' AND g.may_write)
        AND EXISTS (SELECT FROM (SELECT DISTINCT * FROM unnest(channels, persons)) AS x (channel, person)
            WHERE (x.person = me.coder AND EXISTS (SELECT FROM hub_tables.grants g WHERE g.project = me.project
                AND g.login = session_user AND g.channel = x.channel AND g.may_write)) IS NOT TRUE)
    THEN
        RAISE EXCEPTION 'the hub does not allow this to this login' USING ERRCODE = 'AN403';
    END IF;
END $$;

-- So much more was brought today: an error where that is too much, or one piece is larger than the limit of that name.
CREATE OR REPLACE FUNCTION hub.spend(me hub_tables.members, more numeric, limited text, largest bigint) RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
    total bigint;
    most bigint;
    most_of_one bigint;
BEGIN
    INSERT INTO hub_tables.usage AS u VALUES (me.project, session_user, (clock_timestamp() AT TIME ZONE 'UTC')::date, more)
    ON CONFLICT (project, login, day) DO UPDATE SET bytes = u.bytes + excluded.bytes
    RETURNING u.bytes, (SELECT value FROM hub_tables.limits WHERE name = limited), (SELECT value FROM hub_tables.limits
        WHERE name = CASE me.role WHEN 'coder' THEN 'coder_day_bytes' ELSE 'whole_day_bytes' END)
    INTO total, most_of_one, most;
    IF largest > most_of_one THEN
        RAISE EXCEPTION 'larger than the hub takes' USING ERRCODE = 'AN413';
    ELSIF total > most THEN
        RAISE EXCEPTION 'more than the hub takes from a login in a day' USING ERRCODE = 'AN429';
    END IF;
END $$;

CREATE OR REPLACE FUNCTION hub.hello(p text) RETURNS TABLE (
    project_name text, login text, coder text, role text, state text, restored integer, now timestamptz, part_bytes bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT o.name, m.login::text, m.coder, m.role, m.state, o.restored, clock_timestamp(),
        (SELECT value FROM hub_tables.limits WHERE name = 'part_bytes')
    FROM hub_tables.members m JOIN hub_tables.projects o ON o.project = m.project
    WHERE m.project = p AND m.login = session_user
$$;

-- Appends to one strand what goes on from its end, of the runs at these places of the lists; returns the other places.
-- First as if the strand ended where the first of them goes on, which is one statement; else it is looked where it ends.
CREATE OR REPLACE FUNCTION hub.append(
    p text, channel text, sitting text, places integer[], persons text[], formats integer[], firsts integer[],
    lasts integer[], befores bytea[], bodies bytea[], hashes bytea[])
RETURNS integer[]
LANGUAGE plpgsql SET search_path = '' AS $$
<<had>>
DECLARE
    i integer := places[1];
    old_top integer := firsts[i] - 1;
    old_tip bytea := befores[i];
    top integer;
    tip bytea;
    size bigint;
    missed integer[];
BEGIN
    FOR attempt IN 1..3 LOOP
        top := old_top;
        tip := old_tip;
        missed := '{}';
        size := 0;
        FOREACH i IN ARRAY places LOOP
            IF firsts[i] - 1 = top AND befores[i] = coalesce(tip, befores[i]) THEN
                top := lasts[i];
                tip := hashes[i];
                size := size + octet_length(bodies[i]);
            ELSE
                missed := missed || i;
            END IF;
        END LOOP;
        IF cardinality(missed) = cardinality(places) THEN
            RETURN missed;
        ELSIF old_top > 0 THEN
            UPDATE hub_tables.strands s SET top = had.top, tip = had.tip, bytes = s.bytes + size,
                    runs = s.runs + cardinality(places) - cardinality(missed), changed = clock_timestamp()
                WHERE s.project = p AND s.channel = append.channel AND s.sitting = append.sitting
                    AND s.top = old_top AND s.tip = old_tip;
        ELSE
            i := places[1];
            INSERT INTO hub_tables.strands (project, channel, sitting, person, format, top, tip, runs, bytes, changed)
                VALUES (p, channel, sitting, persons[i], formats[i], top, tip, cardinality(places) - cardinality(missed),
                    size, clock_timestamp())
                ON CONFLICT DO NOTHING;
        END IF;
        IF FOUND THEN
            RETURN missed;
        END IF;
        SELECT s.top, s.tip INTO old_top, old_tip FROM hub_tables.strands s
            WHERE s.project = p AND s.channel = append.channel AND s.sitting = append.sitting FOR UPDATE;
        old_top := coalesce(old_top, 0);
    END LOOP;
    -- It is there, since it cannot be made, and cannot be seen: it is not the caller's.
    RAISE EXCEPTION 'the hub does not allow this to this login' USING ERRCODE = 'AN403';
END $$;

-- The next runs of strands, each appended where it goes on from what is here. Those that do not come back with what the
-- hub has. Strands are locked in one order, so that two who bring the same wait for each other and do no more.
CREATE OR REPLACE FUNCTION hub.push(
    p text, channels text[], sittings text[], persons text[], formats integer[], firsts integer[], lasts integer[],
    befores bytea[], bodies bytea[], packed boolean[], hashes bytea[])
RETURNS TABLE (place integer, top integer, tip bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
#variable_conflict use_column
DECLARE
    me hub_tables.members := hub.joined(p);
    overhead CONSTANT bigint := 256;
    strand record;
    missed integer[] := '{}';
BEGIN
    PERFORM hub.check_lengths(cardinality(channels), cardinality(sittings), cardinality(persons), cardinality(formats),
        cardinality(firsts), cardinality(lasts), cardinality(befores), cardinality(bodies), cardinality(packed),
        cardinality(hashes));
    PERFORM hub.check_writing(me, channels, persons);
    FOR strand IN
        SELECT x.channel, x.sitting, array_agg(x.n::integer ORDER BY x.n) AS places, bool_and((
            format >= 1 AND first >= 1 AND last >= first AND octet_length(before) = 32 AND octet_length(hash) = 32
            AND length(sitting) BETWEEN 1 AND 200 AND length(channel) BETWEEN 1 AND 200 AND length(person) <= 200) IS TRUE)
            AS is_right
        FROM unnest(channels, sittings, persons, formats, firsts, lasts, befores, hashes) WITH ORDINALITY
            AS x (channel, sitting, person, format, first, last, before, hash, n)
        GROUP BY x.channel, x.sitting ORDER BY x.channel COLLATE "C", x.sitting COLLATE "C"
    LOOP
        IF NOT strand.is_right THEN
            RAISE EXCEPTION 'this is no run of a strand' USING ERRCODE = '22023';
        END IF;
        missed := missed || hub.append(
            p, strand.channel, strand.sitting, strand.places, persons, formats, firsts, lasts, befores, bodies, hashes);
    END LOOP;
    INSERT INTO hub_tables.runs (project, channel, sitting, first, last, body, is_packed, hash)
        SELECT p, x.channel, x.sitting, x.first, x.last, x.body, x.is_packed, x.hash
        FROM unnest(channels, sittings, firsts, lasts, bodies, packed, hashes) WITH ORDINALITY
            AS x (channel, sitting, first, last, body, is_packed, hash, n)
        WHERE x.n <> ALL (missed);
    PERFORM hub.spend(
            me, coalesce(sum(octet_length(x.body) + overhead), 0), 'part_bytes', max(octet_length(x.body)))
        FROM unnest(bodies) WITH ORDINALITY AS x (body, n) WHERE x.n <> ALL (missed);
    IF cardinality(missed) > 0 THEN
        RETURN QUERY SELECT x.n, coalesce(s.top, 0), s.tip FROM unnest(missed) AS x (n) LEFT JOIN hub_tables.strands s
            ON s.project = p AND s.channel = channels[x.n] AND s.sitting = sittings[x.n] ORDER BY x.n;
    END IF;
END $$;

-- Which strands grew since a time, or came into the caller's sight. Transactions end in another order than they look at
-- the clock, so that it is asked with some overlap: a strand that is named twice is no harm.
CREATE OR REPLACE FUNCTION hub.grown(p text, since timestamptz) RETURNS TABLE (
    channel text, sitting text, person text, format integer, top integer, tip bytea, bytes bigint, changed timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
#variable_conflict use_column
DECLARE
    me hub_tables.members := hub.joined(p);
    own text := 'coder/' || me.coder;
    after timestamptz := since - interval '2 minutes';
    everything timestamptz := (SELECT g.changed FROM hub_tables.grants g
        WHERE g.project = p AND g.login = session_user AND g.channel = '*');
BEGIN
    IF everything IS NOT NULL AND (after IS NULL OR everything > since - interval '5 seconds') THEN
        RETURN QUERY SELECT s.channel, s.sitting, s.person, s.format, s.top, s.tip, s.bytes, s.changed
            FROM hub_tables.strands s WHERE s.project = p;
    ELSIF everything IS NOT NULL THEN
        RETURN QUERY SELECT s.channel, s.sitting, s.person, s.format, s.top, s.tip, s.bytes, s.changed
            FROM hub_tables.strands s WHERE s.project = p AND s.changed > after;
    ELSIF after IS NULL THEN
        RETURN QUERY SELECT s.channel, s.sitting, s.person, s.format, s.top, s.tip, s.bytes, s.changed
            FROM hub_tables.grants g JOIN hub_tables.strands s ON s.project = p AND s.channel = g.channel
            WHERE g.project = p AND g.login = session_user;
    ELSE
        RETURN QUERY SELECT s.channel, s.sitting, s.person, s.format, s.top, s.tip, s.bytes, s.changed
            FROM hub_tables.strands s WHERE s.project = p AND s.channel = own AND s.changed > after;
        RETURN QUERY SELECT s.channel, s.sitting, s.person, s.format, s.top, s.tip, s.bytes, s.changed
            FROM hub_tables.strands s JOIN hub_tables.grants g ON g.project = p AND g.login = session_user AND g.channel = s.channel
            WHERE s.project = p AND s.is_common AND s.changed > after;
        RETURN QUERY SELECT s.channel, s.sitting, s.person, s.format, s.top, s.tip, s.bytes, s.changed
            FROM hub_tables.grants g JOIN hub_tables.strands s ON s.project = p AND s.channel = g.channel AND s.changed <= after
            WHERE g.project = p AND g.login::text = session_user::text AND g.changed > after;
    END IF;
END $$;

-- Runs that end behind a part of each strand, by place, at most so many. Only channels that the caller sees are looked
-- into: walking over others' runs would take the longer the more there are.
CREATE OR REPLACE FUNCTION hub.pull(p text, channels text[], sittings text[], afters integer[], most integer)
RETURNS TABLE (place integer, first integer, last integer, body bytea, is_packed boolean, hash bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
#variable_conflict use_column
DECLARE
    me hub_tables.members := hub.joined(p);
    found bigint;
    strand record;
BEGIN
    PERFORM hub.check_lengths(cardinality(channels), cardinality(sittings), cardinality(afters));
    FOR strand IN
        SELECT x.n::integer AS n, x.channel, x.sitting, coalesce(x.after, 0) AS after
        FROM unnest(channels, sittings, afters) WITH ORDINALITY AS x (channel, sitting, after, n)
        WHERE hub.sees(p, x.channel) ORDER BY x.n
    LOOP
        EXIT WHEN most <= 0;
        RETURN QUERY SELECT strand.n, r.first, r.last, r.body, r.is_packed, r.hash FROM hub_tables.runs r
            WHERE r.project = p AND r.channel = strand.channel AND r.sitting = strand.sitting AND r.last > strand.after
                AND r.first >= coalesce((SELECT max(x.first) FROM hub_tables.runs x WHERE x.project = p
                    AND x.channel = strand.channel AND x.sitting = strand.sitting
                    AND x.first <= strand.after::bigint + 1), 0)
            ORDER BY r.first LIMIT most;
        GET DIAGNOSTICS found = ROW_COUNT;
        most := most - found::integer;
    END LOOP;
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA hub FROM hub_door;
