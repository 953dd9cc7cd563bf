"""The numbers before paragraphs and headings, which stand in no text of an OpenDocument file."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.readers.registry import read_bytes
from tests.examples import examples
from tests.readers.samples import odt


def style(*levels: str) -> str:
    inner = "".join(
        f'<text:list-level-style-number text:level="{number}" {level}/>' for number, level in enumerate(levels, 1)
    )
    return f'<text:list-style style:name="L">{inner}</text:list-style>'


def items(*texts: str, attributes: str = "", inner: str = "") -> str:
    each = "".join(f"<text:list-item><text:p>{text}</text:p></text:list-item>" for text in texts)
    return f'<text:list text:style-name="L" {attributes}>{each}{inner}</text:list>'


def lines(body: str, automatic: str, **parts: str) -> list[str]:
    return read_bytes("a.odt", odt(body, automatic, **parts))[0].text.split("\n\n")


NUMBERED = style('style:num-format="1" style:num-suffix="."', 'style:num-format="a" style:num-prefix="("')


def test_items_are_counted_by_level_and_a_new_list_begins_anew() -> None:
    nested = (
        "<text:list-item><text:list><text:list-item><text:p>deep</text:p></text:list-item></text:list></text:list-item>"
    )
    assert lines(items("x", "y"), NUMBERED) == ["1. x", "2. y"]
    assert lines(items("x") + items("y"), NUMBERED) == ["1. x", "1. y"]
    assert lines(items("x", inner=nested), NUMBERED)[-1] == "(a deep"


def test_a_list_goes_on_where_it_says_so() -> None:
    named, going_on = 'xml:id="l1"', 'text:continue-list="l1"'
    assert lines(items("x", attributes=named) + items("y", attributes=going_on), NUMBERED) == ["1. x", "2. y"]
    following = items("y", attributes='text:continue-numbering="true"')
    assert lines(items("x") + following, NUMBERED) == ["1. x", "2. y"]


@settings(max_examples=examples(20))
@given(start=st.integers(1, 9999))
def test_a_number_that_is_said_counts(start: int) -> None:
    body = items("x", "y").replace("<text:list-item>", f'<text:list-item text:start-value="{start}">', 1)
    assert lines(body, NUMBERED) == [f"{start}. x", f"{start + 1}. y"]


@pytest.mark.parametrize(("kind", "label"), [("1", "4"), ("a", "d"), ("A", "D"), ("i", "iv"), ("I", "IV"), ("", "")])
def test_numbers_letters_and_roman_ones(kind: str, label: str) -> None:
    written = lines(items("w", "x", "y", "z"), style(f'style:num-format="{kind}"'))[-1]
    assert written == f"{label} z".strip()


def test_bullets_are_a_list_of_lines() -> None:
    bullets = '<text:list-style style:name="L"><text:list-level-style-bullet text:level="1"/></text:list-style>'
    assert lines(items("x", "y") + "<text:p>z</text:p>", bullets) == ["- x\n- y", "z"]


def test_headings_count_by_the_outline() -> None:
    level = '<text:outline-level-style text:level="{}" style:num-format="1" text:display-levels="{}"/>'
    levels = level.format(1, 1) + level.format(2, 2)
    outline = f"<office:styles><text:outline-style>{levels}</text:outline-style></office:styles>"
    body = "".join(f'<text:h text:outline-level="{depth}">h</text:h>' for depth in (1, 2, 2, 1))
    assert lines(body, "", styles=outline) == ["1 h", "1.1 h", "1.2 h", "2 h"]
