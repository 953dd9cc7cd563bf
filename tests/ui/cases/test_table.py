"""A case as a table: who says the same shares a column, what differs has a row, what is alike is said once."""

from dataclasses import replace

from hypothesis import given

from annotator.adjudication.cases import Case
from annotator.adjudication.content import content_of
from annotator.model.wording import plain
from annotator.ui.cases.table import CaseTable, Speaker, table_of
from tests.adjudication.builders import Coded, coded_layers, only_case, span
from tests.ui.cases.builders import LABELS, REGISTER, case


def told(found: Case, layers: str = "ABC") -> CaseTable:
    """Return the table of a case between layers."""
    speakers = [
        Speaker(layer, layer, next((one for one in found.candidates if one.layer == layer), None)) for layer in layers
    ]
    return table_of(found, speakers, LABELS, REGISTER)


@given(coded_layers())
def test_each_stands_in_one_column_with_those_of_the_same_content(coded: Coded) -> None:
    for found in coded.cases():
        layers = "".join(sorted({*(one.layer for one in found.candidates), *found.absent}))
        table = told(found, layers)
        assert sorted(letter for column in table.columns for letter in column.letters) == list(layers)
        for column in table.columns:
            spans = [one for one in found.candidates if one.layer in column.letters]
            assert column.has_span == bool(spans) and len(spans) in (0, len(column.letters))
            assert len({content_of(one, found.slots_of(one)) for one in spans}) <= 1
        different = {content_of(one, found.slots_of(one)) for one in found.candidates}
        assert len(table.columns) == len(different) + bool(found.absent)
        assert all(len(row.cells) == len(table.columns) for row in table.rows)


@given(coded_layers())
def test_label_and_passage_have_a_row_where_they_differ_and_nowhere_else(coded: Coded) -> None:
    for found in coded.cases():
        table = told(found, "".join(sorted({*(one.layer for one in found.candidates), *found.absent})))
        names = [row.name for row in table.rows]
        assert len(set(names)) == len(names)
        # The same words may stand at two places.
        assert all(len({cell.text for cell in row.cells}) > 1 for row in table.rows if row.name != "Passage")
        labels = {one.label for one in found.candidates}
        assert ("Label" in names) == (bool(found.absent) or len(labels) > 1)
        assert ("Passage" in names) == (len({one.extents for one in found.candidates}) > 1)
        assert not table.rows or found.differs


def test_ordinal_values_have_their_place_and_what_is_alike_is_one_line() -> None:
    table = told(case(), "AB")
    assert [(row.name, [(plain(cell.text), cell.small) for cell in row.cells]) for row in table.rows] == [
        ("Force", [("urges", "4 of 5"), ("calls on", "3 of 5")]),
        ("Addressee", [("China", ""), ("China, Russia", "")]),
        ("Content", [("–", ""), ("دعا", "")]),
    ]
    assert table.alike.startswith("Alike: ") and "Speaker France" in table.alike and "Appeal" in table.alike


def test_the_ends_of_a_scale_are_called_so() -> None:
    force = next(one for one in LABELS["appeal"].attributes if one.id == "force")
    first, last, count = force.values[0], force.values[-1], len(force.values)
    table = told(only_case(span("A1", 0, 9, force=first), span("B1", 0, 9, force=last)), "AB")
    assert [cell.small for cell in table.rows[0].cells] == [f"weakest of {count}", f"strongest of {count}"]


def test_who_marked_less_marked_so_many_characters_less() -> None:
    quoted = only_case(replace(span("A1", 0, 30), quote="x" * 30), replace(span("B1", 0, 9), quote="x" * 9))
    (row,) = told(quoted, "AB").rows
    assert [cell.small for cell in row.cells] == ["", "21 characters shorter"]
    long = only_case(replace(span("A1", 0, 90), quote="begins " + "x" * 76 + " at end"), span("B1", 0, 9))
    words = told(long, "AB").rows[0].cells[0].text
    assert words.startswith("“begins ") and words.endswith(" at end”") and " … " in words and len(words) < 50


def test_two_who_say_the_same_against_one_with_nothing_share_a_column() -> None:
    table = told(only_case(span("A1", 0, 9), span("C1", 0, 9), layers="ABC"))
    assert [column.letters for column in table.columns] == [("A", "C"), ("B",)]
    assert [row.name for row in table.rows] == ["Label"] and table.alike.startswith("Alike for A and C: ")
    assert told(only_case(span("B1", 0, 9), layers="ABC")).alike.startswith("B: ")


def test_notes_and_doubts_are_said_by_the_letter() -> None:
    noted = only_case(replace(span("A1", 0, 9), note="or a wish?", doubt=True), replace(span("B1", 0, 8), doubt=True))
    assert told(noted, "AB").notes == ("A’s note “or a wish?” ?", "B is in doubt ?")
