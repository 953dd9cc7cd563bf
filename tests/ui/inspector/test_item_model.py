"""The list of spans stays in reading order whatever changes, and a change touches its own row alone."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from annotator.acts.saying import SaidWords, Saying, WordKind, of_text
from annotator.model.ids import UNKNOWN_VERSION, CodebookVersionId, LabelId
from annotator.model.span import Span
from annotator.ui.inspector.item_model import SpanModel, reading_order
from annotator.ui.kit.rows import ROW_ROLE, ListRow
from tests.projects import default_codebook
from tests.ui.inspector.spans import span

spans = st.lists(
    st.builds(
        lambda id, start, length, label: span(id, start, start + length, label),
        st.sampled_from("abcdefgh"),
        *[st.integers(0, 9)] * 2,
        st.sampled_from(["appeal", "warning", "actor", "unknown"]),
    ),
    max_size=8,
)


def test_it_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    model = SpanModel()
    model.show_spans([span("b", 5, 9), span("a", 1, 4), span("c")])
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.update_spans([span("a", 7, 8)], ["c"])
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


@given(spans, spans, st.lists(st.sampled_from("abcdefgh")))
def test_changes_lead_to_the_list_that_showing_all_anew_would_give(
    first: list[Span], changed: list[Span], removed: list[str]
) -> None:
    begun = {each.id: each for each in first}
    changes = {each.id: each for each in changed}
    gone = [id for id in removed if id not in changes]
    model = SpanModel()
    model.set_codebook(default_codebook())
    model.show_spans(begun.values())
    model.update_spans(list(changes.values()), gone)
    left = {id: each for id, each in (begun | changes).items() if id not in gone}
    assert model.spans == sorted(left.values(), key=reading_order)
    assert all(model.spans[model.row_of(id)] is left[id] for id in left)
    acts = [each.label in ("appeal", "warning") for each in model.spans]
    assert model.acts == sum(acts)
    for lacking in (left.keys() & set("bdfh"), set()):
        model.show_missing(dict.fromkeys(lacking, ("speaker",)))
        for row, _ in enumerate(model.spans):
            around = [*model.spans[row:], *model.spans[:row]]
            assert model.next_missing(row) == next((each for each in around if each.id in lacking), None)
            before = [each for each, is_act in zip(model.spans[:row], acts, strict=False) if is_act]
            assert model.act_before(row) == (before[-1] if before else None)
    assert model.next_missing(0) is None


def test_a_note_changes_its_row_and_moves_none(qtbot: QtBot) -> None:
    model = SpanModel()
    model.show_spans([span("a", 1, 4), span("b", 5, 9)])
    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.rowsRemoved):
        model.update_spans([span("b", 5, 9, note="why?")], [])


def test_a_row_names_its_label_and_what_is_to_be_noticed() -> None:
    model = SpanModel()
    model.set_codebook(default_codebook())
    model.show_spans([span("a", 1, 4, note="n", doubt=True), span("b", 5, 9, "unknown"), span("c")])
    rows: list[ListRow] = [model.data(model.index(row), ROW_ROLE) for row in range(3)]  # type: ignore[misc]
    assert [(row.title, row.detail) for row in rows] == [
        ("Appeal", "the whole document"),
        ("Appeal  ?  · note", "xxx"),
        ("unknown", "xxxx"),
    ]
    assert model.at_or_after(2) == 2 and model.at_or_after(99) == 3


VERSION = CodebookVersionId("v1")


def test_a_coding_under_an_older_definition_says_so_quietly_and_in_words() -> None:
    model = SpanModel()
    model.set_codebook(default_codebook())
    model.show_spans([replace(span("a", 1, 4, note="n", doubt=True), codebook_version=VERSION), span("b", 5, 9)])
    model.older = frozenset({(LabelId("appeal"), VERSION), (LabelId("warning"), UNKNOWN_VERSION)})
    titles = [model.data(model.index(row), ROW_ROLE).title for row in range(2)]  # type: ignore[attr-defined]
    assert titles == ["Appeal  ?  · older  · note", "Appeal"]
    said = [model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert said == ["Appeal, in doubt, coded under an older definition: xxx", "Appeal: xxxx"]
    tip = model.data(model.index(0), Qt.ItemDataRole.ToolTipRole)
    assert tip == "<p>Appeal: xxx; coded under an older definition</p>"


def test_the_tooltip_has_the_whole_quote_but_not_of_a_whole_book() -> None:
    model = SpanModel()
    model.set_codebook(default_codebook())
    model.show_spans([span("a", 1, 400), span("b", 500, 9000)])
    short, long = (str(model.data(model.index(row), Qt.ItemDataRole.ToolTipRole)) for row in range(2))
    assert short == f"<p>Appeal: {'x' * 399}</p>"
    assert len(long) < 1300 and long.endswith("…</p>")


def test_an_act_is_listed_and_found_by_its_sentence(qtbot: QtBot) -> None:
    model = SpanModel()
    model.set_codebook(default_codebook())
    model.show_spans([span("a", 1, 4), span("b", 5, 9)])
    with qtbot.waitSignal(model.dataChanged):
        model.update_said({"a": of_text("France urges China")})
    with qtbot.assertNotEmitted(model.dataChanged):
        model.update_said({"a": of_text("France urges China"), "b": None})
    assert [model.index(row).data(ROW_ROLE).title for row in (0, 1)] == ["France urges China", "Appeal"]
    assert "France urges China" in model.index(0).data(Qt.ItemDataRole.DisplayRole)
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Appeal, France urges China")


def test_a_long_name_leaves_room_for_the_verb_and_stands_whole_in_the_tooltip() -> None:
    model = SpanModel()
    model.set_codebook(default_codebook())
    model.show_spans([span("a", 1, 4)])
    name = "Arab Ministerial Contact Group on the Ukraine Crisis"
    model.update_said({"a": Saying((SaidWords(name), SaidWords("calls on", WordKind.VERB), SaidWords("Russia")))})
    assert model.index(0).data(ROW_ROLE).title == "Arab Ministerial… calls on Russia"
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
        assert f"{name} calls on Russia" in str(model.index(0).data(role))
