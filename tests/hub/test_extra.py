"""Where the extra is not installed that is one sentence, and another module that is missing is our own mistake."""

import pytest

from annotator.hub.extra import of_extra
from annotator.hub.problems import HubProblem
from tests.cli.running import program


@pytest.mark.parametrize("name", ["psycopg", "psycopg.rows", "psycopg_binary", "keyring", None])
def test_a_library_of_the_extra_is_said_to_be_missing(name: str | None) -> None:
    with pytest.raises(HubProblem, match=r"install it: pip install \"diplomatic-annotator\[hub\]\"\.$"), of_extra():
        raise ImportError("gone", name=name)


def test_another_one_is_a_bug() -> None:
    with pytest.raises(ImportError), of_extra():
        raise ImportError("gone", name="annotator.hub.serve")


def test_the_commands_say_so_and_their_list_is_there() -> None:
    without = (
        "import sys; sys.modules['psycopg'] = None; from annotator.cli.main import run; "
        "sys.exit(run({!r}, lambda path: ''))"
    )
    said = program(code=without.format(["hub", "exchange", "x.annot"]))
    assert said.returncode == 1 and said.stderr.count("\n") == 1 and "diplomatic-annotator[hub]" in said.stderr
    said = program(code=without.format(["hub", "--help"]))
    assert said.returncode == 0 and "exchange" in said.stdout
