"""What Windows shows of the two programs."""

import ast
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tools.bundling.freezing.windows_version import PROGRAMS, numbers, text, write
from tools.bundling.places import version

FORMS = {"VSVersionInfo", "FixedFileInfo", "StringFileInfo", "StringTable", "StringStruct", "VarFileInfo", "VarStruct"}


@given(st.lists(st.integers(0, 65_535), min_size=2, max_size=3), st.sampled_from(["", "rc1", ".dev3", "+local"]))
@settings(max_examples=examples(100))
def test_each_version_has_four_numbers_in_its_order(parts: list[int], end: str) -> None:
    four = numbers(".".join(map(str, parts)) + end)
    assert four[: len(parts)] == tuple(parts) and four[len(parts) :] == (0,) * (4 - len(parts))


def test_what_is_no_version_is_said() -> None:
    with pytest.raises(ValueError, match="is no version"):
        numbers("newest")


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_resource_is_one_expression_of_the_forms_that_are_known_and_says_which_program(
    program: str, tmp_path: Path
) -> None:
    written = write(tmp_path / "new", program).read_text(encoding="utf-8")
    assert written == text(program, version())
    tree = ast.parse(written, mode="eval")
    calls = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert calls == FORMS
    said = {
        ast.literal_eval(node.args[0]): ast.literal_eval(node.args[1])
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "StringStruct"
    }
    assert said["OriginalFilename"] == f"{program}.exe" and said["ProductVersion"] == version()
    assert said["CompanyName"] == "The Annotator developers"


def test_no_two_programs_are_one_file_where_case_does_not_count() -> None:
    assert len({name.casefold() for name in PROGRAMS}) == len(PROGRAMS) == 2
