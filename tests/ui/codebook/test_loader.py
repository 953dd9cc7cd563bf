"""What the codings come to: counts of all layers, stale codings of one's own, and one reading after several changes."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from annotator.operations.codebook import codebook as verbs
from annotator.operations.coding import acts
from annotator.operations.people import people
from annotator.ui.background.session import Session
from annotator.ui.codebook.loader import CodebookLoader, Seen, look
from tests.projects import Desk, make_desk


def coded(folder: Path) -> Desk:
    """Ana and Ben have coded; the meaning of an appeal has changed since."""
    desk = make_desk(folder)
    _, ben = people.add_coder(desk.project, "Ben")
    desk.code("urged China")
    desk.code("undertook to help", "commitment")
    desk.code("China undertook", layer=ben)
    book = desk.project.codebook
    (appeal, *others) = book.labels
    verbs.save(desk.project, book.with_labels([appeal.model_copy(update={"definition": "Sharper."}), *others]))
    return desk


def test_codings_of_all_layers_are_counted_and_ones_own_are_stale(tmp_path: Path) -> None:
    desk = coded(tmp_path)
    seen = look(desk.project, desk.layer.id, None)
    assert seen.counts == {"appeal": 2, "commitment": 1}
    assert [(one.title, one.stale.span.quote) for one in seen.stale] == [("Document 1", "urged China")]
    assert [version.number for version in seen.versions] == [1, 2]
    assert set(seen.people.values()) == {"Ana", "Ben"} and seen.lost == ()


def test_with_nobody_at_the_desk_nothing_is_stale(tmp_path: Path) -> None:
    assert look(coded(tmp_path).project, None, None).stale == ()


def test_what_a_draft_has_no_place_for_is_counted(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    acts.fill_slot(desk.project, desk.code("urged China").id, "speaker", acts.SlotFiller(value="implicit"))
    book = desk.project.codebook
    (appeal, *others) = book.labels
    assert look(desk.project, desk.layer.id, book).lost == ()
    without = book.with_labels([appeal.model_copy(update={"roles": ()}), *others])
    assert look(desk.project, desk.layer.id, without).lost == (
        "Appeal: 1 slot is filled as “Speaker”, a role that would be gone.",
    )


def test_several_changes_are_looked_at_once_and_none_after_it_was_dropped(tmp_path: Path, qtbot: QtBot) -> None:
    desk = coded(tmp_path)
    session = Session()
    session.open(desk.project)
    session.set_coder(desk.ana, desk.layer)
    loader, seen = CodebookLoader(session, session), list[Seen]()
    loader.seen.connect(seen.append)
    for _ in range(3):
        loader.ask(None)
    assert loader.is_busy
    qtbot.waitUntil(lambda: not loader.is_busy)
    assert [len(one.stale) for one in seen] == [1]
    loader.ask(None)
    loader.drop()
    assert not loader.is_busy
    qtbot.wait(200)
    assert len(seen) == 1
    session.close()
