"""The list of documents: titles, states, open cases, progress in words."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from annotator.model.coder import State
from annotator.model.document import DocumentInfo
from annotator.model.ids import DocumentId
from annotator.model.wording import counted
from annotator.ui.kit.rows import ROW_ROLE, ListRow
from annotator.ui.window.document_model import FOUND_BY, DocumentModel, short_day

METADATA: list[dict[str, Any]] = [{"date": "2023-04-06", "kind": "readout"}, {}, {"date": None}]
INFOS = [
    DocumentInfo(DocumentId(f"d{number}"), f"Title {number}", "0" * 64, 9, metadata, "", number)
    for number, metadata in enumerate(METADATA)
]


def model() -> DocumentModel:
    made = DocumentModel()
    made.show_documents(INFOS, {"d1": State.BEGUN, "d2": State.DONE})
    return made


def rows(made: DocumentModel) -> list[ListRow]:
    return [made.data(made.index(row), ROW_ROLE) for row in range(made.rowCount())]  # type: ignore[misc]


def test_it_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model())  # type: ignore[no-untyped-call]


def test_a_state_is_a_sign_and_a_word() -> None:
    assert [(row.mark, row.detail) for row in rows(model())] == [
        ("○", "6 Apr 2023 · readout"),
        ("◐", "begun"),
        ("●", "done"),
    ]
    made = model()
    assert made.data(made.index(1), Qt.ItemDataRole.AccessibleTextRole) == "Title 1, begun"
    said = made.data(made.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Title 0, untouched, 6 Apr 2023, readout"


def test_the_filter_looks_in_title_date_and_kind_whichever_way_the_date_is_written() -> None:
    made = model()
    found = str(made.data(made.index(0), FOUND_BY))
    assert all(part in found for part in ("Title 0", "6 Apr 2023", "2023-04-06", "readout"))


def test_progress_is_said_in_words() -> None:
    made = model()
    assert made.progress() == "1 of 3 done" and made.first_not_done() == "d0"
    made.set_state("d0", State.DONE)
    made.set_state("d1", State.DONE)
    assert made.progress() == "3 of 3 done" and made.first_not_done() is None
    assert DocumentModel().progress() == ""


@given(st.lists(st.tuples(st.integers(0, 7), st.sampled_from(State), st.booleans()), max_size=12))
def test_what_is_counted_as_it_changes_is_what_a_look_at_all_documents_counts(
    changes: list[tuple[int, State, bool]],
) -> None:
    infos = [replace(INFOS[1], id=DocumentId(f"d{number}")) for number in range(6)]
    states, made = {"d2": State.DONE, "d7": State.DONE}, DocumentModel()
    made.show_documents(infos, states)
    due: dict[DocumentId, str] = {}
    for number, state, is_due in changes:
        states[f"d{number}"] = state
        made.set_state(f"d{number}", state)
        if is_due:
            due[DocumentId(f"d{number}")] = f"2001-01-0{number + 1}"
            made.show_due(due, True)
        left = [info.id for info in infos if states.get(info.id) is not State.DONE]
        days = [due[id] for id in left if id in due]
        said = f" · next due {short_day(min(days))}" if days else ""
        assert made.progress() == f"{len(infos) - len(left)} of {len(infos)} done{said}"
        assert made.first_not_done() == (left[0] if left else None)
        behind = [infos.index(info) for info in infos if info.id in left]
        at = made.row_of(f"d{number}")
        assert [*made.left_from(f"d{number}")] == sorted(behind, key=lambda row: (row <= at, row))
    counts: dict[str, int] = {}
    made.show_cases(counts)
    for number, _, _ in changes:
        counts[f"d{number}"] = number
        made.set_cases(f"d{number}", number)
        total = sum(counts.values())
        assert made.progress() == (f"{counted(total, 'case')} open" if total else "Every case is decided")


def test_cases_stand_in_place_of_states() -> None:
    made = model()
    made.show_cases(None)
    assert made.progress() == "Comparing the coders…" and rows(made)[0].mark == "·"
    made.show_cases({"d0": 1})
    assert made.progress() == "1 case open"
    assert [row.mark for row in rows(made)] == ["≠", "=", "="]
    made.set_cases("d0", 0)
    assert made.progress() == "Every case is decided"
    made.show_cases(None, shown=False)
    assert made.progress() == "1 of 3 done"


def test_a_document_that_is_not_there_has_no_row() -> None:
    made = model()
    assert (made.row_of("d2"), made.row_of("gone"), made.row_of(None)) == (2, -1, -1)
    made.set_state("gone", State.DONE)
    assert made.progress() == "1 of 3 done"


def test_the_tooltip_shows_the_whole_title_as_it_is() -> None:
    made = DocumentModel()
    made.show_documents([replace(INFOS[0], title="A <b>long</b> title")], {})
    assert made.data(made.index(0), Qt.ItemDataRole.ToolTipRole) == "<p>A &lt;b&gt;long&lt;/b&gt; title</p>"


def test_what_is_known_of_a_document_is_put_in_its_place() -> None:
    made = model()
    touched: list[int] = []
    made.dataChanged.connect(lambda first, last: touched.append(first.row()))
    made.put_documents({"d1": replace(INFOS[1], title="Another")})
    assert [info.title for info in made.documents] == ["Title 0", "Another", "Title 2"] and touched == [1]


def test_a_day_until_which_a_document_is_to_be_done_is_shown_until_it_is() -> None:
    made = model()
    made.show_due({DocumentId("d0"): "2099-12-24", DocumentId("d2"): "2001-01-31"}, are_given=True)
    made.set_state("d1", State.DONE)
    made.set_state("d2", State.BEGUN)
    assert [row.detail.partition(" · ")[0] for row in rows(made)] == ["due 24 Dec 2099", "done", "was due 31 Jan 2001"]
    assert made.progress() == "1 of 3 done · next due 31 Jan 2001" and made.are_given
    said = made.data(made.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Title 0, untouched, due 24 Dec 2099, 6 Apr 2023, readout"
    for id in ("d0", "d2"):
        made.set_state(id, State.DONE)
    assert made.progress() == "3 of 3 done" and not any("due" in row.detail for row in rows(made))
    made.show_due({}, are_given=False)
    assert not made.are_given
