-- What stands beside the strands: what was erased from them, texts and files, keys of packets; and that the hub was put
-- back from a backup. All of it runs as hub_door, like calls.sql.
GRANT CREATE ON SCHEMA hub TO hub_door;
SET ROLE hub_door;

-- Of these strands, behind a part each, the parts whose line lacks something since an erasure, and the hash it had.
CREATE OR REPLACE FUNCTION hub.erasures(p text, channels text[], sittings text[], afters integer[])
RETURNS TABLE (place integer, counter integer, hash bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
#variable_conflict use_column
DECLARE me hub_tables.members := hub.joined(p);
BEGIN
    PERFORM hub.check_lengths(cardinality(channels), cardinality(sittings), cardinality(afters));
    RETURN QUERY SELECT x.n::integer, e.counter, e.hash
        FROM (SELECT * FROM unnest(channels, sittings, afters) WITH ORDINALITY AS y (channel, sitting, after, n)
            WHERE hub.sees(p, y.channel) OFFSET 0) AS x
        JOIN hub_tables.erased e ON e.project = p AND e.channel = x.channel AND e.sitting = x.sitting AND e.counter > x.after
        ORDER BY x.n, e.counter;
END $$;

-- Says of parts of the caller's own strands (of all, for who holds everything) that their lines lack something.
CREATE OR REPLACE FUNCTION hub.note_erased(p text, channels text[], sittings text[], counters integer[], hashes bytea[])
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE me hub_tables.members := hub.joined(p);
BEGIN
    PERFORM hub.check_lengths(
        cardinality(channels), cardinality(sittings), cardinality(counters), cardinality(hashes));
    PERFORM hub.check_writing(me, channels, array_fill(me.coder, ARRAY[cardinality(channels)]));
    IF EXISTS (SELECT FROM unnest(sittings, counters, hashes) AS x (sitting, counter, hash)
        WHERE (octet_length(hash) = 32 AND counter >= 1 AND length(sitting) BETWEEN 1 AND 200) IS NOT TRUE)
    THEN
        RAISE EXCEPTION 'this is no hash of a part' USING ERRCODE = '22023';
    ELSIF me.role = 'coder' AND EXISTS (SELECT FROM unnest(channels, sittings) AS x (channel, sitting)
        JOIN hub_tables.strands s ON s.project = p AND s.channel = x.channel AND s.sitting = x.sitting
        WHERE s.person <> me.coder)
    THEN
        RAISE EXCEPTION 'the hub does not allow this to this login' USING ERRCODE = 'AN403';
    END IF;
    PERFORM hub.spend(me, cardinality(channels) * 256, 'part_bytes', 0);
    INSERT INTO hub_tables.erased (project, channel, sitting, counter, hash)
        SELECT p, x.channel, x.sitting, x.counter, x.hash
        FROM unnest(channels, sittings, counters, hashes) AS x (channel, sitting, counter, hash)
        ON CONFLICT DO NOTHING;
END $$;

-- Which of these contents, each for a channel into which the caller may write, the hub has no use of there; not those of
-- documents that were erased.
CREATE OR REPLACE FUNCTION hub.lacking(p text, channels text[], sha256s bytea[]) RETURNS TABLE (place integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE me hub_tables.members := hub.joined(p);
BEGIN
    PERFORM hub.check_lengths(cardinality(channels), cardinality(sha256s));
    PERFORM hub.check_writing(me, channels, array_fill(me.coder, ARRAY[cardinality(channels)]));
    RETURN QUERY SELECT x.n::integer FROM unnest(channels, sha256s) WITH ORDINALITY AS x (channel, sha256, n)
        WHERE NOT EXISTS (
            SELECT FROM hub_tables.content_uses u WHERE u.project = p AND u.sha256 = x.sha256 AND u.channel = x.channel)
        AND NOT EXISTS (SELECT FROM hub_tables.erased_documents e WHERE e.project = p AND e.channel = x.channel)
        ORDER BY x.n;
END $$;

-- Puts texts and files, each for a channel. A body may be left out where the caller sees the contents already: else who
-- knows a hash alone could ask whether there is such a text, and read it. What is brought counts, new or not. What is of
-- an erased document is let fall.
CREATE OR REPLACE FUNCTION hub.put_contents(
    p text, channels text[], sha256s bytea[], kinds text[], names text[], bodies bytea[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me hub_tables.members := hub.joined(p);
    own text := CASE me.role WHEN 'coder' THEN me.coder ELSE '' END;
BEGIN
    PERFORM hub.check_lengths(
        cardinality(channels), cardinality(sha256s), cardinality(kinds), cardinality(names), cardinality(bodies));
    PERFORM hub.check_writing(me, channels, array_fill(me.coder, ARRAY[cardinality(channels)]));
    IF EXISTS (SELECT FROM unnest(kinds, names, bodies, sha256s) AS x (kind, name, body, sha256)
        WHERE (x.kind IN ('text', 'file') AND length(x.name) <= 1000
            AND (x.body IS NULL OR pg_catalog.sha256(x.body) = x.sha256)) IS NOT TRUE)
    THEN
        RAISE EXCEPTION 'these are not the contents of this hash' USING ERRCODE = '22023';
    ELSIF EXISTS (SELECT FROM unnest(sha256s, bodies) AS x (sha256, body) WHERE x.body IS NULL AND NOT EXISTS (
        SELECT FROM hub_tables.content_uses u WHERE u.project = p AND u.sha256 = x.sha256))
    THEN
        RAISE EXCEPTION 'the hub does not allow this to this login' USING ERRCODE = 'AN403';
    END IF;
    PERFORM hub.spend(me, sum(coalesce(octet_length(x.body), 0) + length(x.name) + 256), 'content_bytes',
            max(octet_length(x.body)))
        FROM unnest(bodies, names) AS x (body, name) HAVING count(*) > 0;
    INSERT INTO hub_tables.contents (project, owner, sha256, body)
        SELECT p, own, x.sha256, x.body FROM unnest(channels, sha256s, bodies) AS x (channel, sha256, body)
        WHERE x.body IS NOT NULL
            AND NOT EXISTS (SELECT FROM hub_tables.erased_documents e WHERE e.project = p AND e.channel = x.channel)
        ORDER BY x.sha256 ON CONFLICT DO NOTHING;
    INSERT INTO hub_tables.content_uses (project, channel, sha256, owner, kind, name)
        SELECT p, x.channel, x.sha256, CASE WHEN x.body IS NULL THEN (SELECT min(u.owner) FROM hub_tables.content_uses u
            WHERE u.project = p AND u.sha256 = x.sha256) ELSE own END, x.kind, x.name
        FROM unnest(channels, sha256s, kinds, names, bodies) AS x (channel, sha256, kind, name, body)
        WHERE NOT EXISTS (SELECT FROM hub_tables.erased_documents e WHERE e.project = p AND e.channel = x.channel)
        ORDER BY x.sha256, x.channel ON CONFLICT DO NOTHING;
END $$;

CREATE OR REPLACE FUNCTION hub.contents(p text, sha256s bytea[])
RETURNS TABLE (sha256 bytea, kind text, name text, body bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
#variable_conflict use_column
DECLARE me hub_tables.members := hub.joined(p);
BEGIN
    RETURN QUERY SELECT u.sha256, u.kind, u.name, c.body
        FROM (SELECT DISTINCT ON (v.sha256) v.* FROM hub_tables.content_uses v
            WHERE v.project = p AND v.sha256 = ANY (sha256s) ORDER BY v.sha256, v.channel) AS u
        JOIN hub_tables.contents c ON c.project = p AND c.owner = u.owner AND c.sha256 = u.sha256;
END $$;

CREATE OR REPLACE FUNCTION hub.put_keys(p text, coders text[], keys bytea[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE me hub_tables.members := hub.joined(p);
BEGIN
    PERFORM hub.check_lengths(cardinality(coders), cardinality(keys));
    IF EXISTS (SELECT FROM unnest(coders, keys) AS x (coder, key) WHERE (
        (x.coder = me.coder OR me.role <> 'coder') AND octet_length(x.key) <= 1000) IS NOT TRUE)
    THEN
        RAISE EXCEPTION 'the hub does not allow this to this login' USING ERRCODE = 'AN403';
    END IF;
    PERFORM hub.spend(me, cardinality(coders) * 1256, 'part_bytes', 0);
    INSERT INTO hub_tables.keys SELECT p, x.coder, x.key FROM unnest(coders, keys) AS x (coder, key)
        ON CONFLICT DO NOTHING;
END $$;

CREATE OR REPLACE FUNCTION hub.keys(p text) RETURNS TABLE (coder text, key bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
#variable_conflict use_column
DECLARE me hub_tables.members := hub.joined(p);
BEGIN
    RETURN QUERY SELECT k.coder, k.key FROM hub_tables.keys k WHERE k.project = p
        AND (k.coder = me.coder OR me.role <> 'coder') ORDER BY k.coder, k.key;
END $$;

-- Somebody saw that the hub was put back from a backup. Said once it is enough, and everybody compares everything then:
-- so not more often than every ten minutes. The number is not the next one alone: a hub that is put back twice from one
-- backup would come to the same number twice.
CREATE OR REPLACE FUNCTION hub.note_restored(p text, seen integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE me hub_tables.members := hub.joined(p);
BEGIN
    UPDATE hub_tables.projects o SET restored_at = clock_timestamp(), restored = greatest(o.restored + 1,
            extract(epoch FROM clock_timestamp() - timestamptz '2026-01-01 00:00:00 UTC')::integer)
        WHERE o.project = p AND o.restored = seen AND o.restored_at < clock_timestamp() - interval '10 minutes';
    RETURN (SELECT o.restored FROM hub_tables.projects o WHERE o.project = p);
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA hub FROM hub_door;
