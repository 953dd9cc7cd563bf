"""What several commands do alike."""

import json
from itertools import combinations
from pathlib import Path

import pytest

from annotator.model.name_lists import quoted
from tests.cli.running import Cli
from tests.operations.desks import make_table

COMPARING = (("agree",), ("plan",), ("accuracy",), ("errors",), ("adjudicate", "--policy", "majority"))
"""Commands that compare coders, with what they need besides."""


@pytest.mark.parametrize(
    ("coders", "sentence"), [("Ana,Zoë", "no coder “Zoë”"), ("Ana", "at least two"), ("", "at least two")]
)
def test_what_compares_coders_needs_two_who_exist_and_says_so_in_the_same_words(
    cli: Cli, file: Path, coders: str, sentence: str
) -> None:
    said = [cli(name, file, *more, "--coders", coders) for name, *more in COMPARING]
    assert [one.code for one in said] == [1] * len(said)
    assert sentence in said[0].sentence and len({one.sentence for one in said}) == 1


def test_a_coder_whose_name_has_the_marks_of_a_list_is_named_in_quotes(cli: Cli, tmp_path: Path) -> None:
    odd = ("a,b", 'c "d"; e=f', '"g", h')
    table = make_table(tmp_path, *odd)
    for name in odd:
        table.code(name, "actor", "France")
    table.project.close()
    file = table.project.path
    for first, second in combinations(odd, 2):
        both = f"{quoted(first)},{quoted(second)}"
        for name, *more in COMPARING:
            assert cli(name, file, *more, "--coders", both).code == 0
        assert json.loads(cli("agree", file, "--json", "--coders", both).out)["coders"] == [first, second]
        said = cli("agree", file, "--compare", f"coders={both}; label=actor", f'label="actor";coders={both}')
        assert (said.code, said.err) == (0, "")
    unknown = cli("agree", file, "--coders", "a,b")
    assert unknown.code == 1 and 'its coders are: "a,b", "c ""d""; e=f"' in unknown.sentence
    assert "do not end" in cli("agree", file, "--coders", 'Ana,"a,b').sentence


@pytest.mark.parametrize("name", [name for name, *_ in COMPARING])
def test_help_says_how_a_name_with_a_comma_is_written(cli: Cli, name: str) -> None:
    assert "double quotes" in " ".join(cli(name, "--help").out.split())
