"""The bundle of dist/ reaches a hub as it must be reached: encrypted, and by a server that proves who it is."""

import subprocess
from pathlib import Path

import pytest

from tests.bundling.in_dist import PROGRAM, needs_bundle
from tests.postgres import Postgres
from tools.bundling.smoke import Bundle

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"


@needs_bundle
@pytest.mark.timeout(900)
def test_a_database_becomes_a_hub_over_tls_and_not_where_the_certificate_is_not_known(
    postgres: Postgres, hub_database: str, tmp_path: Path
) -> None:
    bundle = Bundle(PROGRAM, PROGRAM, tmp_path)

    def init(*more: str | Path) -> "subprocess.CompletedProcess[str]":
        url = postgres.url(hub_database, postgres.superuser)
        return subprocess.run(
            [PROGRAM, "hub", "init", url, "--password-stdin", *more],
            input=f"{postgres.superuser_password}\n",
            env=bundle.environment | {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"},
            capture_output=True,
            text=True,
            check=False,
        )

    unknown = init()
    assert unknown.returncode == 1 and "does not prove who it is" in unknown.stderr
    assert not postgres.execute_as_superuser(TABLES, hub_database)
    known = init("--certificate", postgres.certificate_file)
    assert (known.returncode, known.stderr) == (0, "")
    # The server takes nobody who does not encrypt.
    assert postgres.execute_as_superuser(TABLES, hub_database)
