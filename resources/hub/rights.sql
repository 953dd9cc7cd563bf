-- Who sees which rows. session_user is the one who signed in, in a function of another owner too: a mistake in such a
-- function cannot show more than these policies do. The owner of the tables is not bound (no FORCE), so as to back them up;
-- nothing that members call runs as the owner.
DO $$
DECLARE named record;
BEGIN
    FOR named IN SELECT policyname, tablename FROM pg_catalog.pg_policies WHERE schemaname = 'hub_tables' LOOP
        EXECUTE format('DROP POLICY %I ON hub_tables.%I', named.policyname, named.tablename);
    END LOOP;
    FOR named IN SELECT relname FROM pg_catalog.pg_class WHERE relnamespace = 'hub_tables'::regnamespace AND relkind IN ('r', 'p') LOOP
        EXECUTE format('ALTER TABLE hub_tables.%I ENABLE ROW LEVEL SECURITY', named.relname);
        EXECUTE format('CREATE POLICY keeper ON hub_tables.%I TO hub_keeper USING (true)', named.relname);
    END LOOP;
END $$;

CREATE POLICY own ON hub_tables.members FOR SELECT TO hub_door, hub_eraser USING (login = session_user);
CREATE POLICY own ON hub_tables.grants FOR SELECT TO hub_door USING (login = session_user);
CREATE POLICY own ON hub_tables.usage TO hub_door USING (login = session_user);
CREATE POLICY all_of_them ON hub_tables.limits FOR SELECT TO hub_door USING (true);
CREATE POLICY own ON hub_tables.projects TO hub_door USING (EXISTS (
    SELECT FROM hub_tables.members m WHERE m.project = projects.project AND m.login = session_user));

DO $$
DECLARE
    named text;
    -- Twice the whole key: asked for one of two channels, a planner that knows little of the table yet walks over all
    -- grants of the login, for each row.
    granted text := '(EXISTS (SELECT FROM hub_tables.grants g WHERE g.project = %1$I.project AND g.login = session_user'
        ' AND g.channel = %1$I.channel%2$s) OR EXISTS (SELECT FROM hub_tables.grants g'
        ' WHERE g.project = %1$I.project AND g.login = session_user AND g.channel = ''*''%2$s))';
    led text := 'EXISTS (SELECT FROM hub_tables.members m WHERE m.project = %1$I.project AND m.login = session_user'
        ' AND m.role = ''lead'' AND m.state = ''joined'')';
BEGIN
    FOREACH named IN ARRAY '{strands,runs,erased,content_uses,erased_documents}'::text[] LOOP
        EXECUTE format('CREATE POLICY seen ON hub_tables.%1$I FOR SELECT TO hub_door USING ' || granted, named, '');
    END LOOP;
    FOREACH named IN ARRAY '{runs,erased,content_uses}'::text[] LOOP
        EXECUTE format('CREATE POLICY added ON hub_tables.%1$I FOR INSERT TO hub_door WITH CHECK ' || granted, named,
            ' AND g.may_write');
    END LOOP;
    -- Only who leads the project takes anything out.
    FOREACH named IN ARRAY '{strands,runs,contents,content_uses,erased_documents}'::text[] LOOP
        EXECUTE format('CREATE POLICY led ON hub_tables.%1$I TO hub_eraser USING (' || led || ')', named);
    END LOOP;
END $$;
-- A coder's strands are their own; who holds everything brings others' too, which came by packets. What an update may
-- change (below) is nothing that this asks for, so that it is asked of the row as it was alone.
DO $$
DECLARE
    written text := '(EXISTS (SELECT FROM hub_tables.members m WHERE m.project = strands.project AND m.login = session_user'
        ' AND m.state = ''joined'' AND (EXISTS (SELECT FROM hub_tables.grants g'
        ' WHERE g.project = strands.project AND g.login = session_user AND g.channel = ''*'' AND g.may_write)'
        ' OR m.coder = strands.person AND EXISTS (SELECT FROM hub_tables.grants g'
        ' WHERE g.project = strands.project AND g.login = session_user AND g.channel = strands.channel AND g.may_write))))';
BEGIN
    EXECUTE 'CREATE POLICY added ON hub_tables.strands FOR INSERT TO hub_door WITH CHECK ' || written;
    EXECUTE 'CREATE POLICY grown ON hub_tables.strands FOR UPDATE TO hub_door USING ' || written || ' WITH CHECK (true)';
END $$;
CREATE POLICY used ON hub_tables.contents FOR SELECT TO hub_door USING (EXISTS (
    SELECT FROM hub_tables.content_uses u WHERE u.project = contents.project AND u.owner = contents.owner
        AND u.sha256 = contents.sha256));
CREATE POLICY added ON hub_tables.contents FOR INSERT TO hub_door WITH CHECK (EXISTS (
    SELECT FROM hub_tables.members m WHERE m.project = contents.project AND m.login = session_user AND m.state = 'joined'
        AND contents.owner = CASE m.role WHEN 'coder' THEN m.coder ELSE '' END));
CREATE POLICY own ON hub_tables.keys TO hub_door USING (EXISTS (
    SELECT FROM hub_tables.members m WHERE m.project = keys.project AND m.login = session_user
        AND (m.coder = keys.coder OR m.role <> 'coder')));

REVOKE ALL ON SCHEMA hub, hub_tables FROM PUBLIC, hub_member, hub_lead;
REVOKE ALL ON ALL TABLES IN SCHEMA hub_tables FROM PUBLIC, hub_door, hub_keeper, hub_eraser, hub_member, hub_lead;
GRANT USAGE ON SCHEMA hub TO hub_door, hub_keeper, hub_eraser, hub_member, hub_lead;
GRANT USAGE ON SCHEMA hub_tables TO hub_door, hub_keeper, hub_eraser;
GRANT SELECT ON hub_tables.members, hub_tables.grants, hub_tables.limits TO hub_door;
GRANT SELECT, UPDATE (restored, restored_at) ON hub_tables.projects TO hub_door;
GRANT SELECT, INSERT ON hub_tables.runs, hub_tables.erased, hub_tables.contents, hub_tables.content_uses, hub_tables.keys TO hub_door;
GRANT SELECT ON hub_tables.erased_documents TO hub_door;
GRANT SELECT, INSERT, UPDATE (top, tip, runs, bytes, changed) ON hub_tables.strands TO hub_door;
GRANT SELECT, INSERT, UPDATE (bytes) ON hub_tables.usage TO hub_door;
GRANT SELECT, INSERT, UPDATE ON hub_tables.projects, hub_tables.members TO hub_keeper;
GRANT SELECT, INSERT, UPDATE, DELETE ON hub_tables.grants TO hub_keeper;
GRANT SELECT ON hub_tables.strands TO hub_keeper;
GRANT SELECT, UPDATE (value) ON hub_tables.limits TO hub_keeper;
GRANT SELECT, INSERT ON hub_tables.leads TO hub_keeper;
GRANT SELECT ON hub_tables.members TO hub_eraser;
GRANT SELECT, INSERT, DELETE ON hub_tables.runs TO hub_eraser;
GRANT SELECT, UPDATE (runs, bytes) ON hub_tables.strands TO hub_eraser;
GRANT SELECT, DELETE ON hub_tables.contents, hub_tables.content_uses TO hub_eraser;
GRANT SELECT, INSERT ON hub_tables.erased_documents TO hub_eraser;
