-- What takes something out of the hub after an erasure of documents or names; for a lead alone. Hashes stay.
GRANT CREATE ON SCHEMA hub TO hub_eraser;
SET ROLE hub_eraser;

CREATE OR REPLACE FUNCTION hub.check_leading(p text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
    PERFORM FROM hub_tables.members m WHERE m.project = p AND m.login = session_user;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the hub has no such project for this login' USING ERRCODE = 'AN404';
    END IF;
    PERFORM FROM hub_tables.members m
        WHERE m.project = p AND m.login = session_user AND m.role = 'lead' AND m.state = 'joined';
    IF NOT FOUND OR pg_catalog.current_query() ~* 'explain' THEN
        RAISE EXCEPTION 'the hub does not allow this to this login' USING ERRCODE = 'AN403';
    END IF;
END $$;

-- Puts another body in the place of the runs from `first` to `last` of a strand each, which has to be runs of the hub.
CREATE OR REPLACE FUNCTION hub.erase_runs(
    p text, channels text[], sittings text[], firsts integer[], lasts integer[], bodies bytea[], packed boolean[])
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    run record;
    gone record;
BEGIN
    PERFORM hub.check_leading(p);
    IF (SELECT count(DISTINCT coalesce(n, -1)) FROM unnest(ARRAY[cardinality(channels), cardinality(sittings),
        cardinality(firsts), cardinality(lasts), cardinality(bodies), cardinality(packed)]) AS x (n)) > 1
    THEN
        RAISE EXCEPTION 'the lists are not of one length' USING ERRCODE = '22023';
    END IF;
    FOR run IN
        SELECT x.* FROM unnest(channels, sittings, firsts, lasts, bodies, packed) WITH ORDINALITY
            AS x (channel, sitting, first, last, body, is_packed, n)
        ORDER BY x.channel COLLATE "C", x.sitting COLLATE "C", x.n
    LOOP
        PERFORM FROM hub_tables.strands s
            WHERE s.project = p AND s.channel = run.channel AND s.sitting = run.sitting FOR UPDATE;
        WITH taken AS (
            DELETE FROM hub_tables.runs r WHERE r.project = p AND r.channel = run.channel AND r.sitting = run.sitting
                AND r.first >= run.first AND r.last <= run.last RETURNING r.first, r.last, r.hash, octet_length(r.body) AS size
        )
        SELECT min(t.first) AS first, max(t.last) AS last, (array_agg(t.hash ORDER BY t.last DESC))[1] AS hash,
            count(*) AS runs, sum(t.size) AS bytes INTO gone FROM taken t;
        IF (gone.first, gone.last) IS DISTINCT FROM (run.first, run.last) THEN
            RAISE EXCEPTION 'these are no runs of the hub' USING ERRCODE = '22023';
        END IF;
        INSERT INTO hub_tables.runs (project, channel, sitting, first, last, body, is_packed, hash)
            VALUES (p, run.channel, run.sitting, run.first, run.last, run.body, run.is_packed, gone.hash);
        UPDATE hub_tables.strands s SET runs = s.runs - gone.runs + 1, bytes = s.bytes - gone.bytes + octet_length(run.body)
            WHERE s.project = p AND s.channel = run.channel AND s.sitting = run.sitting;
    END LOOP;
END $$;

-- Takes out the texts and files of documents by their channels, but for those that another document has, too; nobody
-- brings them there again.
CREATE OR REPLACE FUNCTION hub.drop_contents(p text, channels text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM hub.check_leading(p);
    IF EXISTS (SELECT FROM unnest(channels) AS x (channel)
        WHERE (x.channel LIKE 'document/_%' AND length(x.channel) <= 200) IS NOT TRUE)
    THEN
        RAISE EXCEPTION 'these are no documents' USING ERRCODE = '22023';
    END IF;
    INSERT INTO hub_tables.erased_documents (project, channel)
        SELECT DISTINCT p, x.channel FROM unnest(channels) AS x (channel) ON CONFLICT DO NOTHING;
    DELETE FROM hub_tables.content_uses u WHERE u.project = p AND u.channel = ANY (channels);
    -- Also what came by a call that was under way when its document was erased.
    DELETE FROM hub_tables.contents c WHERE c.project = p AND NOT EXISTS (
        SELECT FROM hub_tables.content_uses u WHERE u.project = p AND u.owner = c.owner AND u.sha256 = c.sha256);
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA hub FROM hub_eraser;
