"""What TEI's elements are to a reader: by their names alone, in P5 as in P4."""

from itertools import islice, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from annotator.readers.tei_elements import (
    CONTAINERS,
    DROPPED,
    LINES,
    PARAGRAPHS,
    QUOTED,
    chosen_of,
    has_marks,
    id_of,
    is_block_note,
    is_layout,
    local,
    markers_of,
)

P5 = 'xmlns="http://www.tei-c.org/ns/1.0"'


def element(xml: str) -> etree._Element:
    return etree.fromstring(xml)


def test_an_element_is_one_kind_of_thing() -> None:
    kinds = [PARAGRAPHS, LINES, DROPPED, QUOTED]
    assert all(one.isdisjoint(other) for one, other in permutations(kinds, 2))
    assert CONTAINERS <= PARAGRAPHS


@pytest.mark.parametrize("name", sorted(PARAGRAPHS | LINES | DROPPED | QUOTED))
def test_a_name_is_the_same_with_and_without_a_namespace(name: str) -> None:
    assert local(element(f"<{name}/>")) == local(element(f"<{name} {P5}/>")) == name


def test_what_is_no_element_has_no_name() -> None:
    text = element("<p>a<!-- b --><?c d?></p>")
    assert [local(one) for one in text] == ["", ""]
    assert local(None) == ""


def test_an_identity_has_the_name_of_p5_or_of_p4() -> None:
    assert id_of(element('<p xml:id="a" id="b"/>')) == "a"
    assert id_of(element('<p id="b"/>')) == "b"
    assert id_of(element("<p/>")) == ""


@pytest.mark.parametrize("readings", list(permutations(["sic", "corr", "orig"])))
def test_the_corrected_reading_is_chosen_wherever_it_stands(readings: tuple[str, ...]) -> None:
    found = chosen_of(element(f"<choice><!-- x -->{''.join(f'<{name}/>' for name in readings)}</choice>"))
    assert local(found) == "corr"


def test_of_readings_that_none_prefers_the_first_is_chosen_and_of_none_none() -> None:
    first = chosen_of(element("<app><rdg wit='a'/><rdg wit='b'/></app>"))
    assert first is not None and first.get("wit") == "a"
    assert local(chosen_of(element("<choice><sic/><orig/></choice>"))) == "sic"
    assert chosen_of(element("<choice><!-- nothing --></choice>")) is None


def test_a_note_between_paragraphs_is_one_of_them_unless_it_has_a_number_or_a_place() -> None:
    body = element("<div><note>The chair:</note><note n='1'/><note place='foot'/><p><note/></p></div>")
    assert [is_block_note(one) for one in body.iter("note")] == [True, False, False, False]


@given(st.integers(1, 30), st.sampled_from(["ordered", "Numbered"]))
def test_items_of_an_ordered_list_are_numbered_from_one(count: int, kind: str) -> None:
    markers = markers_of(element(f"<list rend='{kind}'>{'<item/>' * count}</list>"))
    assert list(islice(markers, count)) == [f"{number}. " for number in range(1, count + 1)]


@pytest.mark.parametrize(
    ("inner", "kind", "marker"),
    [
        ("<item>a</item>", "", "- "),
        ("<item>a</item>", "bulleted", "- "),
        ("<item>a</item>", "gloss", ""),
        ("<item>a</item><item>(b) own</item>", "", ""),
        ("<item>iv. own</item>", "", ""),
        ("<item>• own</item>", "", ""),
        ("<item>Section 4. no mark</item>", "", "- "),
    ],
)
def test_items_have_a_dash_where_they_need_a_marker_and_have_none(inner: str, kind: str, marker: str) -> None:
    assert list(islice(markers_of(element(f"<list type='{kind}'>{inner}</list>")), 3)) == [marker] * 3


@pytest.mark.parametrize(
    ("cell", "layout"),
    [
        ("words", False),
        ("<p>one</p>", False),
        ("<p>one</p><p>two</p>", True),
        ("<p>one</p><list/>", True),
        ("<table/>", True),
    ],
)
def test_a_table_arranges_a_page_where_a_cell_has_several_blocks_or_a_table(cell: str, layout: bool) -> None:
    assert is_layout(element(f"<table><row><cell>x</cell><cell>{cell}</cell></row></table>")) is layout


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("<p>said “<q>no</q>”</p>", True),
        ("<p>said <q>'no'</q></p>", True),
        ("<p>a <hi>b</hi>«<q>no</q>»</p>", True),
        ("<p>said <q>no</q></p>", False),
        ("<p>“said” and <q>no</q></p>", False),
        ("<q>no</q>", False),
    ],
)
def test_quotation_marks_of_the_file_stand_right_before_or_within(text: str, marked: bool) -> None:
    assert has_marks(next(element(text).iter("q"))) is marked
