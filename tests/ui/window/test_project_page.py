"""One document in one workspace: whatever leads where, list, text, strip and commands agree on it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from annotator.model.coder import TeamRole
from annotator.model.document import DocumentDraft
from annotator.model.ids import DocumentId, SpanId
from annotator.model.verbs.project import SeeOthers
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.operations.team import copies
from annotator.store.project import Project
from annotator.ui.adjudication.workspace import AdjudicationWorkspace
from annotator.ui.background.hub_state import HubState
from annotator.ui.coding.workspace import CodingWorkspace
from annotator.ui.commands.commands import CommandScope
from annotator.ui.dialogs.import_dialog import ImportDialog
from annotator.ui.window.project_page import ProjectPage
from annotator.ui.workspace import BLIND
from tests.examples import examples
from tests.ui.windows import FIRST, SECOND, THIRD, Stage, code_as, make_project

PLACES = [place for place in CommandScope if place.is_workspace]


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Ana at the desk, at the first of two documents."""
    yield stage.open(make_project(tmp_path / "small.annot"), "Ana")


@pytest.fixture
def both(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Ana at the desk; she and Ben have coded the second of three documents."""
    path = make_project(tmp_path / "both.annot", [FIRST, SECOND, THIRD])
    code_as(path, "Ana", ("two sides", "actor"), document=1)
    code_as(path, "Ben", ("appealed", "appeal"), ("two sides", "actor"), ("the table", "actor"), document=1)
    yield stage.open(path, "Ana")


def settled(stage: Stage) -> None:
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy)


def span_of(stage: Stage, name: str, quote: str) -> tuple[str, str]:
    """Return the document and the id of a coder's span."""
    project = stage.window.session.project
    layer = next(one for one in project.layers.all() if one.name == name)
    found = [span for info in project.documents.all() for span in project.spans.of_document(info.id, layer.id)]
    span = next(one for one in found if one.quote == quote)
    return span.document, span.id


def selected(page: ProjectPage) -> str | None:
    """Return the document that the list has at hand."""
    index = page.documents.list.currentIndex()
    titles = {info.title: info.id for info in page.documents.model.documents}
    return titles[str(index.data())] if index.isValid() else None


STEPS = st.one_of(st.sampled_from(PLACES), st.integers(0, 2), st.sampled_from(["ana", "removed", "undone"]))


@given(st.lists(STEPS, min_size=1, max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=examples(20))
def test_after_any_steps_the_document_of_the_page_is_the_one_in_the_list_and_in_the_text(
    both: Stage, steps: list[CommandScope | int | str]
) -> None:
    page, session = both.window.page, both.window.session
    for step in steps:
        infos = session.project.documents.all()
        if isinstance(step, CommandScope):
            page.show_workspace(page.workspaces.at(step))
            assert page.workspace.place is step
        elif isinstance(step, int):
            page.show_document(infos[step % len(infos)].id)
        elif step == "ana":
            session.set_coder(next(one for one in session.coders() if one.name == "Ana"))
        elif step == "removed" and len(infos) > 1 and page.document is not None:
            session.run(documents.remove, [DocumentId(page.document)], with_codings=True)
        elif step == "undone" and len(infos) < 3:
            session.undo()
    shown = {info.id: info for info in session.project.documents.all()}
    assert page.document in shown and selected(page) == page.document
    assert both.window.header.desk.said == f"Ana · {BLIND if page.is_veiled else page.workspace.doing()}"
    assert [each for each in page.workspaces.all if each.isVisible()] == [page.workspace]
    if page.workspace.pane is not None and not page.is_veiled and page.workspace.place is not CommandScope.FEEDBACK:
        assert page.workspace.pane.reader.text_index().text == both.text
    while len(session.project.documents.all()) < 3:
        session.undo()
    settled(both)


@pytest.mark.parametrize("place", PLACES)
def test_a_workspace_that_is_entered_shows_the_document_that_is_at_hand(both: Stage, place: CommandScope) -> None:
    page = both.window.page
    for document in both.window.session.project.documents.all():
        page.show_workspace(page.workspaces.at(CommandScope.CODE))
        page.show_document(document.id)
        page.show_workspace(page.workspaces.at(place))
        settled(both)
        # Adjudicate goes on to the first open case, wherever it is.
        assert page.document == document.id or place is CommandScope.ADJUDICATE
        assert selected(page) == page.document
        if page.workspace.pane is not None:
            # Feedback shows no text where no gold may be seen.
            expected = "" if place is CommandScope.FEEDBACK else both.text
            assert page.workspace.pane.reader.text_index().text == expected


def test_three_workspaces_show_a_text(both: Stage) -> None:
    panes = [one for one in map(both.window.page.workspaces.at, PLACES) if one.pane is not None]
    assert len(panes) == 3


def test_a_passage_of_ones_own_is_selected_as_a_span_and_that_of_another_as_words(both: Stage) -> None:
    page = both.window.page
    for name, quote, is_own in (("Ana", "two sides", True), ("Ben", "appealed", False)):
        for place in (CommandScope.ACTORS, CommandScope.CODE):
            page.show_workspace(page.workspaces.at(place))
            page.show_document(both.window.session.project.documents.all()[0].id)
            page.show_passage(*span_of(both, name, quote))
            assert isinstance(page.workspace, CodingWorkspace) and both.text == SECOND
            assert (both.active_quote() == quote) == is_own
            assert is_own or both.selected == quote
    settled(both)


def test_a_passage_that_is_gone_leads_to_its_document_all_the_same(both: Stage) -> None:
    document, span = span_of(both, "Ana", "two sides")
    both.window.session.run(annotate.remove_spans, [SpanId(span)])
    both.window.page.show_passage(document, span)
    assert both.text == SECOND and both.active_quote() == "" and both.selected == ""


def test_the_case_of_a_span_is_shown_once_it_is_found(both: Stage) -> None:
    both.window.page.show_case(*span_of(both, "Ben", "the table"))
    assert isinstance(both.window.page.workspace, AdjudicationWorkspace) and both.text == SECOND
    adjudication = both.window.adjudication
    both.qtbot.waitUntil(lambda: adjudication.current is not None)
    settled(both)
    assert adjudication.current is not None
    assert [one.quote for one in adjudication.current.case.candidates] == ["the table"]


def test_who_may_not_leave_stays_and_goes_on_when_asked_again(both: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    page = both.window.page
    waiting: list[Callable[[], object]] = []
    monkeypatch.setattr(page.workspace, "may_leave", waiting.append)
    before = page.workspace
    page.show_workspace(page.workspaces.at(CommandScope.ACTORS))
    page.show_passage(*span_of(both, "Ana", "two sides"))
    page.show_case(*span_of(both, "Ana", "two sides"))
    assert page.workspace is before and both.text == FIRST and len(waiting) == 3
    monkeypatch.undo()
    waiting[0]()
    assert page.workspace.place is CommandScope.ACTORS


def test_a_document_that_leaves_gives_way_to_the_first_and_without_any_nothing_is_shown(both: Stage) -> None:
    session, page = both.window.session, both.window.page
    infos = session.project.documents.all()
    page.show_document(infos[2].id)
    session.run(documents.remove, [infos[2].id], with_codings=True)
    assert page.document == infos[0].id and both.text == FIRST
    session.run(documents.remove, [info.id for info in infos[:2]], with_codings=True)
    assert page.document is None and selected(page) is None


def test_who_sits_down_goes_on_with_the_first_text_that_is_not_done(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "done.annot", [FIRST, SECOND, THIRD])
    code_as(path, "Ana", ("France", "actor"), done=True)
    assert stage.open(path, "Ana").text == SECOND
    assert stage.window.page.documents.model.progress() == "1 of 3 done"


def test_nobody_at_the_desk_is_told_by_which_key_to_sit_down_as_it_is_now(stage: Stage, tmp_path: Path) -> None:
    window = stage.open(make_project(tmp_path / "nobody.annot")).window
    assert window.header.desk.said == "Nobody codes yet: Ctrl+U says who"
    window.actions_.set_keys({"project.who": "F8"})
    QApplication.processEvents()
    assert window.header.desk.said == "Nobody codes yet: F8 says who"


def test_lists_fields_and_text_are_reached_and_left_by_keys(ana: Stage) -> None:
    window = ana.window
    ana.press("Space", "4", "Ctrl+J")
    assert window.coding.inspector.list.hasFocus()
    ana.press("Return")
    assert ana.reader.hasFocus()
    ana.press("Ctrl+L")
    assert window.documents.filter.hasFocus()
    ana.write("2")
    ana.press("Down")
    assert window.documents.list.hasFocus() and ana.text == SECOND
    ana.press("Return")
    assert ana.reader.hasFocus()
    ana.press("Ctrl+L", "Esc")
    assert ana.reader.hasFocus() and window.documents.filter.text() == ""
    ana.press("Ctrl+L", "Ctrl+T")
    assert ana.reader.hasFocus()


def test_what_was_said_in_one_workspace_is_not_said_in_the_other(ana: Stage) -> None:
    ana.press("Space", "1", "F8")
    assert ana.said
    for place in ("Ctrl+4", "Ctrl+2"):
        ana.window.say("Coded as Appeal · saved")
        ana.press(place)
        settled(ana)
        assert ana.said == ""


@pytest.mark.parametrize("key", ["Ctrl+2", "Ctrl+4"])
def test_a_project_without_texts_offers_to_import_some(stage: Stage, tmp_path: Path, key: str) -> None:
    window = stage.open(make_project(tmp_path / "empty.annot", []), "Ana").window
    stage.press(key)
    offer = window.page.no_texts
    assert offer.isVisible() and offer.key.text() == "Ctrl+I" and not window.reader.isVisible()
    offer.button.click()
    stage.dialog(ImportDialog).close()
    stage.without_dialog()
    documents.add_drafts(window.session.project, [DocumentDraft("One", "A text.")])
    assert not offer.isVisible() and window.reader.isVisible()
    stage.press("Ctrl+7")
    assert not offer.isVisible()


def test_a_copy_without_texts_says_how_they_come_and_offers_no_import(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "round.annot", coders=["Lea", "Ana"])
    with Project.open(path) as project:
        ana = people.person_named(project, "Ana").id
        copies.give_out(project, tmp_path, [ana])
    window, offer = stage.window, stage.window.page.no_texts
    window.projects.open(tmp_path / "round – Ana.annot")
    stage.qtbot.waitUntil(lambda: offer.isVisible() and offer.button.hasFocus())
    assert offer.button.text() == "Take in files…" and "packet" in offer.text.text()
    window.session.tell_hubs([HubState(1)])
    assert offer.button.text() == "Ask the hub now" and "over the hub" in offer.text.text()
    assert window.actions_.actions["project.hand_over"].isEnabled()
    offer.button.click()
    assert "not shared over a hub" in stage.said, "the command was given"


def looks(stage: Stage) -> list[str]:
    """Return where the history says that somebody asked to see what others coded."""
    steps = stage.window.session.project.journal.history()
    return [step.verb.place for step in steps if isinstance(step.verb, SeeOthers)]


def test_a_coder_is_asked_before_adjudicate_is_shown_and_the_answer_is_a_step(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "veil.annot")
    code_as(path, "Ana", ("France", "actor"))
    code_as(path, "Ben", ("China", "actor"))
    page = stage.open(path, "Ana", asked=False).window.page
    stage.press("Ctrl+4")
    settled(stage)
    assert page.is_veiled and page.veil.isVisible() and page.veil.button.hasFocus()
    sides = (page.workspace.left, page.workspace.right, page.workspace.middle)
    assert not any(each is not None and each.isVisible() for each in sides)
    assert not any(stage.action(id).isEnabled() for id in ("adjudicate.settle", "adjudicate.next", "adjudicate.coders"))
    assert looks(stage) == [] and "case" not in page.strip.count.text()
    stage.press("Return")
    stage.qtbot.waitUntil(lambda: stage.window.adjudication.current is not None)
    assert not page.is_veiled and not page.veil.isVisible() and stage.reader.hasFocus()
    assert looks(stage) == ["Adjudicate"]
    stage.press("Ctrl+2", "Ctrl+4")
    settled(stage)
    assert not page.is_veiled and looks(stage) == ["Adjudicate"], "nobody is asked twice"
    stage.window.session.undo()
    assert looks(stage) == ["Adjudicate"], "what was seen cannot be taken back"


@pytest.mark.parametrize("place", [CommandScope.ADJUDICATE, CommandScope.AGREEMENT])
def test_the_same_page_asks_wherever_others_work_is_shown(stage: Stage, tmp_path: Path, place: CommandScope) -> None:
    path = make_project(tmp_path / "veil.annot", coders=["Ben"])
    code_as(path, "Ana", ("France", "actor"))
    page = stage.open(path, "Ana", asked=False).window.page
    page.show_place(place)
    assert page.is_veiled and page.veil.isVisible() and page.veil.button.hasFocus()
    assert page.veil.text.text().startswith(f"{place.capitalize()} shows what others coded.")
    stage.press("Return")
    settled(stage)
    assert not page.is_veiled and looks(stage) == [place.capitalize()]


def test_while_a_coder_is_asked_desk_and_foot_promise_nothing(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "veil.annot", coders=["Ana", "Ben"])
    code_as(path, "Ana", ("France", "actor"))
    window = stage.open(path, "Ana", asked=False).window
    stage.press("Ctrl+4")
    settled(stage)
    desk, keys = window.header.desk, window.strip.keys
    assert (desk.doing, desk.sees, keys.parts) == ("coder · blind", False, [])
    stage.press("Return")
    settled(stage)
    assert (desk.doing, desk.sees) == ("adjudicator · names shown", True)
    assert "next open" in [does for _, does in keys.parts]
    ben = next(one for one in window.session.coders() if one.name == "Ben")
    people.set_roles(window.session.project, ben.id, [TeamRole.LEAD])
    window.session.set_coder(ben)
    window.bring_up_to_date()
    assert (desk.sees, keys.parts) == (False, [])


def test_whoever_sits_down_in_adjudicate_is_asked_again(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "veil.annot", coders=["Ben"])
    code_as(path, "Ana", ("France", "actor"))
    window = stage.open(path, "Ana").window
    stage.press("Ctrl+4")
    settled(stage)
    assert not window.page.is_veiled
    ben = next(one for one in window.session.coders() if one.name == "Ben")
    people.set_roles(window.session.project, ben.id, [TeamRole.LEAD])
    window.session.set_coder(ben)
    assert window.page.is_veiled and not window.reader.isVisible()
    stage.press("Ctrl+2")
    assert not window.page.is_veiled and window.reader.isVisible() and stage.text


def test_nobody_in_particular_is_asked_nothing(stage: Stage, tmp_path: Path) -> None:
    page = stage.open(make_project(tmp_path / "veil.annot", coders=["Ana"])).window.page
    stage.press("Ctrl+4")
    settled(stage)
    assert not page.is_veiled
