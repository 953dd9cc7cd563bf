"""What several commands do alike."""

from pathlib import Path

import pytest

from tests.cli.running import Cli


@pytest.mark.parametrize(
    ("coders", "sentence"), [("Ana,Zoë", "no coder “Zoë”"), ("Ana", "at least two"), ("", "at least two")]
)
def test_agree_and_adjudicate_need_two_coders_who_exist(cli: Cli, file: Path, coders: str, sentence: str) -> None:
    for arguments in (["agree"], ["adjudicate", "--policy", "majority"]):
        said = cli(arguments[0], file, *arguments[1:], "--coders", coders)
        assert said.code == 1 and sentence in said.sentence
