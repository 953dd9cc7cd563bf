"""What of a server makes a hub less safe or less blind than it can be: closed where that is possible, else told."""

from annotator.hub.database_server import DatabaseServer

MAINTENANCE = ("postgres", "template1")
"""The databases that each server has, in which nothing is kept."""
_OPEN_DATABASES = """
    SELECT d.datname, pg_has_role(d.datdba, 'USAGE') FROM pg_catalog.pg_database d
    WHERE d.datallowconn AND d.datname <> current_database() AND EXISTS (
        SELECT FROM aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) x
        WHERE x.grantee = 0 AND x.privilege_type = 'CONNECT')
    ORDER BY d.datname"""
_OPEN_LINES = """
    SELECT r.line_number FROM pg_catalog.pg_hba_file_rules r
    WHERE r.error IS NULL AND r.auth_method <> 'reject'
        AND r.database && ARRAY['all', 'sameuser', 'samerole', current_database()::text]
        AND CASE WHEN r.type = 'local' THEN r.auth_method = 'trust'
            ELSE r.type NOT IN ('hostssl', 'hostgssenc') OR r.auth_method NOT IN ('scram-sha-256', 'cert') END
    ORDER BY r.line_number"""
_ENTERED = """
    SELECT d.datname FROM pg_catalog.pg_database d WHERE EXISTS (
        SELECT FROM pg_catalog.pg_hba_file_rules r
        WHERE r.error IS NULL AND r.auth_method <> 'reject'
            AND r.database && ARRAY['all', 'sameuser', 'samerole', d.datname::text]
            AND NOT r.user_name <@ (SELECT array_agg(rolname::text) FROM pg_catalog.pg_roles WHERE rolsuper))"""
"""The databases into which some line of pg_hba.conf lets others than superusers."""
_ENGLISH = ("", "C", "POSIX")
_READS_LINES = """
    SELECT has_table_privilege('pg_catalog.pg_hba_file_rules', 'SELECT')
        AND has_function_privilege('pg_catalog.pg_hba_file_rules()', 'EXECUTE')"""


def closed_databases(server: DatabaseServer) -> tuple[str, ...]:
    """Let nobody connect to the maintenance databases but who was named, and return those that were open.

    The rights on catalogs are each database's own: from another one a member reads the statistics of all of them.
    """
    found = tuple(name for name, is_ours in server.run(_OPEN_DATABASES) if is_ours and name in MAINTENANCE)
    for name in found:
        server.script(f"REVOKE CONNECT ON DATABASE {name} FROM PUBLIC")
    return found


def warnings(server: DatabaseServer) -> tuple[str, ...]:
    """Return, a sentence each, what its administrator should change."""
    reads_lines = bool(server.run(_READS_LINES)[0][0])
    return (*_settings(server), *_lines(server, reads_lines), *_databases(server, reads_lines))


def _settings(server: DatabaseServer) -> list[str]:
    query = "SELECT current_setting('ssl'), current_setting('password_encryption'), current_setting('lc_messages')"
    [(ssl, passwords, messages)] = server.run(query)
    found = []
    if ssl != "on":
        found.append("The server speaks without TLS, and programs refuse that: set ssl = on, with a certificate.")
    if passwords != "scram-sha-256":
        found.append("Passwords that are set on the server are kept weakly: set password_encryption = scram-sha-256.")
    if messages.partition(".")[0] not in _ENGLISH and not messages.startswith("en"):
        found.append(
            "Programs tell a full server from a wrong password by its words, and this one speaks another language: set"
            " lc_messages = 'C'."
        )
    return found


def _lines(server: DatabaseServer, reads_lines: bool) -> list[str]:
    if not reads_lines:
        return ["Who may sign in how (pg_hba.conf) could not be looked at: let it be hostssl and scram-sha-256 alone."]
    numbers = ", ".join(str(number) for (number,) in server.run(_OPEN_LINES))
    if not numbers:
        return []
    return [f"Lines of pg_hba.conf let people in without TLS or without SCRAM ({numbers}): change or drop them."]


def _databases(server: DatabaseServer, reads_lines: bool) -> list[str]:
    names = [name for name, _ in server.run(_OPEN_DATABASES)]
    if reads_lines:
        entered = {name for (name,) in server.run(_ENTERED)}
        names = [name for name in names if name in entered]
    if not names:
        return []
    told = ", ".join(f"“{name}”" for name in names)
    return [
        "Members can look at the statistics of this database from others that are open to all who sign in"
        f" ({told}): let pg_hba.conf name this one alone, or a superuser close each by REVOKE CONNECT ON DATABASE …"
        " FROM PUBLIC (--close-databases does that for those that each server has)."
    ]
