-- Who may call what: whatever stood here before, nobody but those named.
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA hub FROM PUBLIC, hub_member, hub_lead;
GRANT EXECUTE ON FUNCTION hub.version, hub.hello, hub.push, hub.grown, hub.pull, hub.erasures, hub.note_erased,
    hub.lacking, hub.put_contents, hub.contents, hub.put_keys, hub.keys, hub.note_restored,
    hub.invite, hub.join, hub.revoke, hub.leave, hub.change_role, hub.members, hub.grants_of, hub.grant_channels, hub.size,
    hub.erase_runs, hub.drop_contents TO hub_member;
GRANT EXECUTE ON FUNCTION hub.share TO hub_lead;
