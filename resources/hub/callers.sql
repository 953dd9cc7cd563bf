-- Who may call what: whatever stood here before, nobody but those named.
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA hub FROM PUBLIC, hub_member, hub_lead;
GRANT EXECUTE ON FUNCTION hub.version, hub.needs, hub.hello, hub.push, hub.grown, hub.pull, hub.erasures, hub.note_erased,
    hub.lacking, hub.put_contents, hub.contents, hub.put_keys, hub.keys, hub.note_restored,
    hub.invite, hub.join, hub.revoke, hub.leave, hub.change_role, hub.name_person, hub.members, hub.grants_of,
    hub.grant_channels, hub.size, hub.erase_runs, hub.drop_contents TO hub_member;
GRANT EXECUTE ON FUNCTION hub.share TO hub_lead;

-- What holds within the calls, whatever the caller has set: a plan that looks at the rows of a table one by one would
-- take the longer the more others wrote, and what the planner prints on request would say how much that is.
DO $$
DECLARE
    settings CONSTANT text[] := ARRAY[
        'client_min_messages = warning', 'row_security = on', 'jit = off', 'lock_timeout = ''20s''',
        'plan_cache_mode = auto', 'max_parallel_workers_per_gather = 0', 'work_mem = ''16MB''',
        'effective_cache_size = ''4GB''', 'enable_seqscan = off', 'enable_indexscan = on', 'enable_indexonlyscan = on',
        'enable_bitmapscan = on', 'enable_nestloop = on', 'enable_hashjoin = on', 'enable_mergejoin = on',
        'enable_hashagg = on', 'enable_sort = on', 'seq_page_cost = 1', 'random_page_cost = 1.1', 'cpu_tuple_cost = 0.01',
        'cpu_index_tuple_cost = 0.005', 'cpu_operator_cost = 0.0025'];
    call regprocedure;
    setting text;
BEGIN
    FOR call IN SELECT p.oid FROM pg_catalog.pg_proc p WHERE p.pronamespace = 'hub'::regnamespace AND p.prosecdef LOOP
        FOREACH setting IN ARRAY settings LOOP
            EXECUTE format('ALTER FUNCTION %s SET %s', call, setting);
        END LOOP;
    END LOOP;
    -- What is new is planned anew each time, since “a minute ago” and “a year ago” want different ways.
    ALTER FUNCTION hub.grown SET plan_cache_mode = force_custom_plan;
    -- What is appended to is found by its whole key, always; planning that anew for the first acts of each connection
    -- would cost more than they do.
    ALTER FUNCTION hub.push SET plan_cache_mode = force_generic_plan;
END $$;

-- Who may connect: each login by itself. Members of a hub in another database of this server are hub_member, too.
DO $$
DECLARE known record;
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO hub_keeper WITH GRANT OPTION', current_database());
    SET LOCAL ROLE hub_keeper;
    FOR known IN
        SELECT m.login FROM hub_tables.members m WHERE m.state IN ('invited', 'joined') UNION SELECT l.login FROM hub_tables.leads l
    LOOP
        BEGIN
            EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), known.login);
        EXCEPTION WHEN undefined_object THEN
            NULL;  -- it was dropped, or is not on this server
        END;
    END LOOP;
    RESET ROLE;
END $$;
