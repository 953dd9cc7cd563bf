"""`annotator errors` lists what looks wrong, the likeliest first, and changes nothing."""

import json
from pathlib import Path

from tests.cli.running import Cli
from tests.operations.adjudication.test_posterior import crowd

NOTHING_DONE = "No text was marked as done yet, so coders were compared in all that they had begun."


def test_a_line_says_how_wrong_it_looks_where_it_is_and_why(cli: Cli, tmp_path: Path) -> None:
    table = crowd(tmp_path, 1)
    table.project.close()
    cli("errors", table.project.path)  # That somebody sees others' work is a step, the first time.
    before = table.project.path.read_bytes()
    said = cli("errors", table.project.path, "--most", "3")
    assert (said.code, said.err) == (0, "")
    texts, *lines, rest = said.out.splitlines()
    assert texts == NOTHING_DONE
    assert len(lines) == 3 and rest.startswith("… and ") and rest.endswith("--most lists more of them.")
    assert all("Words, " in line and "Warning is right with a probability of" in line for line in lines)
    assert [line[:4] for line in lines] == sorted((line[:4] for line in lines), reverse=True)
    assert table.project.path.read_bytes() == before


def test_the_json_has_the_signs(cli: Cli, tmp_path: Path) -> None:
    table = crowd(tmp_path, 1)
    table.project.close()
    told = json.loads(cli("errors", table.project.path, "--json", "--at-least", "0.3").out)
    assert told["found"] >= len(told["errors"]) > 0
    assert all(one["score"] >= 0.3 and one["of"] == "coding" and one["why"] for one in told["errors"])
    assert set(told["errors"][0]["like"]) == {"others", "same", "usual", "label", "entropy"}


def test_where_nothing_looks_wrong_it_says_so(cli: Cli, file: Path) -> None:
    assert cli("errors", file, "--at-least", "0.99").out == f"{NOTHING_DONE}\nNothing looks wrong.\n"
