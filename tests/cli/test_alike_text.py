"""Documents that look alike on the command line: pairs with likeness and difference, also of a filter alone."""

import json
from pathlib import Path

from annotator.operations.documents import duplicates
from tests.cli.running import Cli
from tests.operations.documents.test_duplicates import alike_project


def test_pairs_are_listed_with_how_much_and_in_what_they_differ(cli: Cli, tmp_path: Path) -> None:
    desk = alike_project(tmp_path)
    first = duplicates.find(desk.project).pairs[0]
    duplicates.keep_apart(desk.project, first.document, first.other)
    desk.project.close()
    file = desk.project.path
    lines = cli("documents", file, "--duplicates").out.splitlines()
    assert lines[0].endswith("header of 1 line more in the second (no duplicates, as was said)")
    assert lines[0].lstrip().startswith("99") and "Talks ↔ Talks, printed" in lines[0]
    assert lines[-1] == "3 pairs of documents that look alike"
    found = json.loads(cli("documents", file, "--duplicates", "--json", "--likeness", "0.999").out)
    (pair,) = found["pairs"]
    assert (pair["document"], pair["other"], pair["no_duplicate"]) == (first.document, first.other, True)
    assert pair["resemblance"] == first.likeness.resemblance and found["is_cut"] is False
    assert "1 pair of" in cli("documents", file, "--duplicates", "--filter", "-again").out
    assert cli("documents", file, "--duplicates", "--likeness", "2").code == 2
