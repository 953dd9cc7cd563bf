"""What one row of a table of ours says, and what of it is counted as left out."""

from annotator.formats.losses import Losses
from annotator.formats.tables.own_facts import OwnFacts
from annotator.formats.tables.own_spans import OwnCoded, OwnDocuments, OwnSpans
from annotator.formats.tables.rows import Row, RowTable
from annotator.model.span import Extent

DOCUMENTS = RowTable(("document_id", "document", "text", "pages", "units", "meta_date"), ())
COLUMNS = ("span_id", "label", "start", "stop", "extents", "quote", "of", "unit")


def document(units: str = "") -> tuple[OwnCoded, Losses]:
    losses = Losses()
    row = ["d", "Note", "France urged China.", "7 x", units, "2023"]
    return OwnDocuments(DOCUMENTS).read(row, 0, losses), losses


def taken(*rows: Row, units: str = "") -> tuple[OwnCoded, Losses]:
    """Return a document with the spans of some rows at their places."""
    (coded, _), losses = document(units), Losses()
    reading = OwnSpans(RowTable(COLUMNS, ()), OwnFacts("x", None, ""))
    for number, row in enumerate(rows, 1):
        reading.read(row, reading.cells(row), number, coded, losses)
    coded.settle(losses)
    return coded, losses


def test_a_document_has_its_pages_its_units_and_what_is_known_of_it() -> None:
    coded, losses = document("0 6;7 19")
    assert (coded.pages, coded.units, coded.document.metadata) == (
        (7,),
        (Extent(0, 6), Extent(7, 19)),
        {"date": "2023"},
    )
    assert not losses.sentences()
    coded, losses = document("0 60")
    assert coded.units == () and "do not fit its text: “Note”" in losses.sentences()[0]


def test_a_row_stands_by_its_extents_its_ends_its_unit_or_for_the_whole() -> None:
    coded, losses = taken(
        ["a", "appeal", "", "", "0 6;13 18"], ["b", "appeal", "7", "12"], ["c", "calm"],
        ["e", "appeal", "", "", "", "", "", "2"], units="0 6;7 19",
    )  # fmt: skip
    assert {span.id: span.quote for span in coded.spans} == {
        "a": "France … China", "b": "urged", "c": "", "e": "urged China."
    }  # fmt: skip
    assert coded.labels.keys() == {"a", "b", "c", "e"} and not losses.sentences()


def test_what_a_row_lacks_is_counted_and_a_quote_beside_its_place_is_found() -> None:
    coded, losses = taken(
        ["a", ""], [], ["b", "appeal", "", "", "", "", "passages"], ["c", "appeal", "1", "7", "", "France"],
        ["e", "appeal", "90", "99"],
    )  # fmt: skip
    assert [(span.id, span.extents) for span in coded.spans] == [("c", (Extent(0, 6),))]
    told = " ".join(losses.sentences())
    assert "1 row without a label" in told and "1 row that counts passages" in told
    assert "1 passage stood beside its quote" in told and "its place is not in the text" in told


def test_while_it_is_learnt_only_claims_are_kept() -> None:
    (coded, _), losses = document(), Losses()
    reading = OwnSpans(RowTable(COLUMNS, ()), OwnFacts("x", None, ""))
    row = ["a", "appeal", "0", "6"]
    reading.read(row, reading.cells(row), 1, coded, losses, is_learning=True)
    assert len(coded.claims) == 1 and coded.spans == []
