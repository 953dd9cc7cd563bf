"""Who works in a project, said and changed on the command line; by whom, `test_acting.py` has."""

import json
from pathlib import Path

from tests.cli.running import Cli


def test_people_are_added_get_roles_and_are_told(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "p.annot"
    assert cli("new", file).code == 0
    assert "whoever is added first leads it" in cli("people", file).out
    assert cli("people", file, "--add", "Ana", "--add", "Ben").out.splitlines()[:2] == ["Ana: lead", "Ben: coder"]
    said = cli("people", file, "--roles", "ben", "adjudicator, Coder", "--share-codebook", "--as", "Ana")
    assert (said.code, said.out.splitlines()) == (
        0,
        ["Ana: lead", "Ben: coder, adjudicator", "Adjudicators may save the codebook too."],
    )
    assert json.loads(cli("people", file, "--keep-codebook", "--as", "Ana", "--json").out)["codebook_shared"] is False
    assert cli("people", file, "--roles", "Zoë", "lead", "--as", "Ana").code == 1
    assert "needs a role" in cli("people", file, "--roles", "Ben", "", "--as", "Ana").sentence
    assert cli("people", file, "--add", "BEN", "--as", "Ana").code == 1
