"""What is said where no numbers are shown."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.operations.agreement import recoding
from annotator.operations.coding import annotate
from annotator.operations.people import people
from annotator.store.project import Project
from annotator.ui.agreement.choices import StudyChoices
from annotator.ui.agreement.empty import WayOn
from tests.ui.agreement.desk import Desk, copied, opened
from tests.ui.windows import FIRST, code_as, make_project


def test_nothing_is_computed_for_whoever_is_still_to_be_asked(few: Path, tmp_path: Path, qtbot: QtBot) -> None:
    with opened(copied(few, tmp_path / "blind.annot"), qtbot, "Dana", asked=False) as desk:
        workspace, page = desk.workspace, desk.page
        assert page.is_empty and workspace.found is None and not workspace.is_busy
        desk.session.see_others("Agreement")
        workspace.enter()
        desk.settled()
        assert not page.is_empty
        workspace.leave()
        desk.session.set_coder(next(one for one in desk.session.coders() if one.name == "Ben"))
        assert page.is_empty and workspace.table.numbers_model.rowCount() == 0


EMPTY = "There are no documents in this project yet"


@pytest.mark.parametrize(
    ("texts", "coded", "said"),
    [
        ((), (), EMPTY),
        ((FIRST,), (), "Nobody has coded anything yet"),
        ((FIRST,), ("Ana",), "Only Ana has coded so far."),
    ],
)
def test_where_there_is_nothing_to_compare_it_is_said_what_would_help(
    texts: tuple[str, ...], coded: tuple[str, ...], said: str, tmp_path: Path, qtbot: QtBot
) -> None:
    path = make_project(tmp_path / "few.annot", texts, ("Ana", "Ben"))
    for name in coded:
        code_as(path, name, ("France", "actor"))
    with opened(path, qtbot) as desk:
        assert desk.page.is_empty and desk.page.empty.text().startswith(said)
        assert not desk.page.report_button.isEnabled() and not desk.page.way_button.isVisible()
        desk.workspace.handlers()["agreement.report"]()
        assert desk.refused == ["There is nothing to report: no numbers are shown."]


def test_documents_that_no_two_coded_leave_nothing_to_compare(tmp_path: Path, qtbot: QtBot) -> None:
    path = make_project(tmp_path / "apart.annot")
    code_as(path, "Ana", ("France", "actor"))
    code_as(path, "Ben", ("two sides", "actor"), document=1)
    with opened(path, qtbot) as desk:
        assert desk.page.empty.text().startswith("No document here was coded by two of Ana and Ben")
        document = desk.session.project.documents.all()[0]
        with desk.away("Ben") as ben:
            desk.session.run(annotate.add_span, document.id, ben.id, [(0, 6)], "actor")
        desk.settled()
        assert not desk.page.is_empty


def test_texts_that_are_only_begun_are_compared_when_that_is_asked_for(tmp_path: Path, qtbot: QtBot) -> None:
    path = make_project(tmp_path / "begun.annot")
    code_as(path, "Ana", ("France", "actor"), done=True)
    code_as(path, "Ben", ("France", "actor"))
    with opened(path, qtbot) as desk:
        said = desk.page.empty.text()
        assert said.startswith("No document here was marked as done by two coders.") and "1 text of Ben" in said
        assert desk.page.way_button.text() == WayOn.BEGUN.value
        desk.page.way_button.click()
        desk.settled()
        assert not desk.page.is_empty and len(desk.study.coders) == 2 and desk.study.design.begun_too
        assert desk.bar.texts.currentText() == "begun texts too" and " · begun texts too · " in desk.page.line.text()


def test_who_has_begun_a_text_and_done_none_is_no_coder_of_the_study_and_that_is_said(
    tmp_path: Path, qtbot: QtBot
) -> None:
    path = make_project(tmp_path / "fourth.annot")
    for name in ("Ana", "Ben"):
        code_as(path, name, ("France", "actor"), done=True)
    code_as(path, "Cem", ("China", "actor"))
    with opened(path, qtbot) as desk:
        found = desk.workspace.found
        assert found is not None and [layer.name for layer in found.layers] == ["Ana", "Ben"]
        assert len(desk.study.coders) == 2
        line, left_out = desk.page.line.text().split("\n")
        assert " · done texts · " in line and left_out == "Begun and not done, and so left out: 1 text of Cem."
        assert desk.bar.coders.text() == "2 of 3 coders…"
        desk.bar.texts.setCurrentIndex(desk.bar.texts.findText("begun texts too"))
        desk.settled()
        assert len(desk.study.coders) == 3 and desk.bar.coders.text() == "All 3 coders…"
        desk.bar.reset()
        assert desk.bar.texts.currentText() == "done texts" and not desk.bar.choices.begun_too


def test_chosen_coders_of_whom_fewer_than_two_are_left_are_all_compared_again(desk: Desk) -> None:
    desk.bar.choices = StudyChoices(layers=(desk.study.coders[0],))
    desk.workspace.measure()
    desk.settled()
    assert desk.page.empty.text().startswith("Fewer than two of the chosen coders")
    assert desk.page.way_button.text() == WayOn.ALL.value
    desk.page.way_button.click()
    desk.settled()
    assert not desk.page.is_empty and len(desk.study.coders) == 3


def test_a_coder_is_compared_with_their_re_code_sample_when_that_is_asked_for(tmp_path: Path, qtbot: QtBot) -> None:
    path = make_project(tmp_path / "stable.annot", coders=("Ana",))
    for document, quote in enumerate(("France", "two sides")):
        code_as(path, "Ana", (quote, "actor"), document=document, done=True)
    with Project.open(path) as project:
        ana = people.layers_named(project, ["Ana"])[0]
        project.person = ana.coder
        again = recoding.sample(project, ana.id, 1, 1)
        (drawn,) = recoding.documents_of(project, again)
        annotate.add_span(project, drawn.id, again.id, [(0, 6)], "actor")
        annotate.mark_done(project, again.id, drawn.id)
    with opened(path, qtbot) as desk:
        assert desk.page.empty.text().startswith("Only Ana has coded so far, and once more in a re-code sample")
        desk.page.way_button.click()
        desk.settled()
        assert desk.study.coders == (ana.id, again.id) and not desk.page.is_empty
