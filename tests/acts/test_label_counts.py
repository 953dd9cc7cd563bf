"""Labels counted by document, by coder, by what metadata say."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.acts.label_counts import (
    BY_CODER,
    BY_DOCUMENT,
    METADATA,
    labels_in_steps,
    metadata_keys,
    order_by,
    rows_by,
    told,
)
from annotator.acts.series import NOBODY, ActEvent, Matrix
from annotator.model.document import DocumentInfo
from annotator.model.ids import DocumentId, LabelId, LayerId, SpanId
from tests.acts.counting import finished

NAMES = {"appeal": "Appeal", "actor": "Actor"}
LAYERS = {LayerId("ana"): "Ana", LayerId("ben"): "Ben"}


def document(id: str, title: str, **metadata: object) -> DocumentInfo:
    return DocumentInfo(
        id=DocumentId(id), title=title, text_sha256="0" * 64, length=10, source="", position=int(id), metadata=metadata
    )


DOCUMENTS = [
    document("1", "Readout", kind="call", places=["Paris", "Beijing"]),
    document("2", "Readout", kind="call"),
    document("3", "Speech", kind="speech", note="once"),
    document("4", "Note"),
]


def coding(span: str, of: str, layer: str = "ana", label: str = "appeal", target: str = NOBODY) -> ActEvent:
    return ActEvent(SpanId(span), DocumentId(of), LayerId(layer), LabelId(label), "", NOBODY, target, "")


def table(events: list[ActEvent], by: str) -> Matrix:
    return finished(labels_in_steps(events, rows_by(by, DOCUMENTS, LAYERS), NAMES))


EVENTS = [
    coding("a", "1", target="China"),
    coding("a", "1", target="Russia"),
    coding("b", "2", "ben", "actor"),
    coding("c", "3"),
    coding("d", "4"),
]


def test_a_span_counts_once_in_its_document_however_many_addressees_it_has() -> None:
    found = table(EVENTS, BY_DOCUMENT)
    assert set(found.sources) == {"Readout", "Readout (2)", "Speech", "Note"}
    assert found.count("Readout", "Appeal") == 1 == found.count("Readout (2)", "Actor")
    assert found.targets == ("Appeal", "Actor") and found.received("Appeal") == 3


def test_labels_are_counted_by_coder_and_by_what_metadata_say() -> None:
    assert table(EVENTS, BY_CODER).cells[("Ben", "Actor")] == ("b",)
    by_kind = table(EVENTS, METADATA + "kind")
    assert by_kind.sources == ("call", "speech", NOBODY)
    assert by_kind.made("call") == 2 and by_kind.count(NOBODY, "Appeal") == 1


def test_metadata_are_offered_where_two_documents_share_a_value() -> None:
    assert metadata_keys(DOCUMENTS) == ["kind"]


def test_metadata_are_told_in_a_line() -> None:
    assert [told(value) for value in (None, "a  b", ["Paris", None, "Beijing"], 7, {"a": 1})] == [
        "",
        "a b",
        "Paris, Beijing",
        "7",
        "",
    ]


@given(
    st.lists(
        st.builds(
            coding,
            st.integers(0, 30).map(str),
            st.sampled_from("1234"),
            st.sampled_from(["ana", "ben"]),
            st.sampled_from([*NAMES]),
        ),
        max_size=30,
    ),
    st.sampled_from([BY_DOCUMENT, BY_CODER, METADATA + "kind", METADATA + "nothing"]),
)
def test_no_coding_is_lost_whatever_has_the_rows(events: list[ActEvent], by: str) -> None:
    found = table(events, by)
    assert {act for acts in found.cells.values() for act in acts} == {event.act for event in events}
    assert sum(found.made(row) for row in found.sources) == len({event.act for event in events})


def test_a_field_with_a_type_has_rows_as_it_is_grouped() -> None:
    row_of = rows_by(f"{METADATA}date", DOCUMENTS, LAYERS, {"date": {DocumentId("1"): "2026-01"}})
    assert [row_of(coding("a", "1")), row_of(coding("b", "2"))] == ["2026-01", NOBODY]
    kinds = rows_by(f"{METADATA}kind", DOCUMENTS, LAYERS, {"date": {}})
    assert kinds(coding("a", "3")) == "speech"


DAYS = st.dictionaries(
    st.sampled_from([info.id for info in DOCUMENTS]), st.sampled_from(["2024", "2025", "2026"]), max_size=4
)


@given(DAYS, st.lists(st.sampled_from([info.id for info in DOCUMENTS]), max_size=12), st.integers(1, 5))
def test_rows_of_a_field_with_a_type_stand_in_its_order_whatever_they_count(
    days: dict[DocumentId, str], coded: list[DocumentId], rows: int
) -> None:
    events = [coding(str(n), of) for n, of in enumerate(coded)]
    typed = {"date": dict(sorted(days.items(), key=lambda one: one[1]))}
    by = METADATA + "date"
    asked = events, rows_by(by, DOCUMENTS, LAYERS, typed), NAMES
    found = finished(labels_in_steps(*asked, rows=rows, order=order_by(by, typed)))
    plain = finished(labels_in_steps(*asked, rows=rows))
    said = [row for row in found.sources if row in days.values()]
    assert said == sorted(said) == list(found.sources[: len(said)])
    assert {*found.sources} == {*plain.sources} and found.cells == plain.cells
    behind = [row for row in plain.sources if row not in said]
    assert list(found.sources[len(said) :]) == behind


def test_rows_by_document_or_coder_or_plain_metadata_have_no_other_order() -> None:
    typed = {"date": {DocumentId("1"): "2026"}}
    assert [order_by(by, typed) for by in (BY_DOCUMENT, BY_CODER, METADATA + "kind", "date")] == [()] * 4
