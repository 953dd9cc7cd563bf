"""Units that are given: walked by keys, coded by one, counted at the foot; split and joined by whoever leads."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.codebook import CodesPerUnit, CodingUnit
from annotator.model.coder import TeamRole
from annotator.operations.codebook import codebook
from annotator.operations.documents import units
from annotator.operations.people import people
from annotator.store.project import Project
from annotator.ui.dialogs.units_dialog import UnitsDialog
from tests.ui.windows import FIRST, Stage, make_project


def opened(stage: Stage, path: Path, codes: CodesPerUnit = CodesPerUnit.ONE) -> Stage:
    make_project(path)
    with Project.open(path) as project:
        given = project.codebook.model_copy(update={"unit": CodingUnit.SENTENCE, "codes_per_unit": codes})
        codebook.save(project, given)
        units.cut_units(project)
    return stage.open(path, "Ana")


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Ana at the desk, at a document that is cut into sentences."""
    yield opened(stage, tmp_path / "units.annot")


def quotes(stage: Stage) -> list[tuple[str, str]]:
    session = stage.window.session
    assert session.layer is not None
    spans = session.project.spans.of_document(stage.window.document or "", session.layer.id)
    return [(span.quote, span.label) for span in sorted(spans, key=lambda one: (one.start, one.label))]


def units_of(stage: Stage) -> list[str]:
    return [FIRST[start:stop] for start, stop in stage.window.coding.units.given]


def test_one_key_codes_the_unit_and_goes_on_until_none_is_left(ana: Stage) -> None:
    coding, many = ana.window.coding, units_of(ana)
    assert ana.reader.selection() == coding.units.given[0]
    assert ana.window.page.strip.count.text() == f"{len(many)} of {len(many)} units left"
    for place in range(len(many)):
        assert ana.reader.selection() == coding.units.given[place]
        ana.press("1")
    assert quotes(ana) == [(quote, "appeal") for quote in many]
    assert ana.window.page.strip.count.text() == f"all {len(many)} units coded"
    assert "all units have a code" in ana.said and "goes on" in ana.said
    assert "unit" not in coding.left_open()


def test_another_key_takes_the_place_of_a_code_and_undo_is_seen(ana: Stage) -> None:
    many = units_of(ana)
    ana.press("1", "Alt+Up", "2")
    assert quotes(ana) == [(many[0], quotes(ana)[0][1])] and quotes(ana)[0][1] != "appeal"
    ana.press("Ctrl+Z")
    assert quotes(ana) == [(many[0], "appeal")]


def test_a_selection_takes_the_units_that_it_touches(ana: Stage) -> None:
    many, given = units_of(ana), ana.window.coding.units.given
    ana.reader.set_selection(given[0].stop - 2, given[1].start + 2)
    ana.press("1")
    assert quotes(ana) == [(quote, "appeal") for quote in many[:2]]


def test_the_next_unit_without_a_code_is_found(ana: Stage) -> None:
    given = ana.window.coding.units.given
    ana.press("1", "Alt+Down")
    ana.press("1")
    ana.reader.set_selection(0, 0)
    ana.press("F12")
    assert ana.reader.selection() == given[1]
    ana.press("Alt+Up")
    assert ana.reader.selection() == given[0]
    ana.press("Alt+Up")
    assert ana.said == "There is no unit before this place."


def test_where_several_codes_are_allowed_one_stays_at_the_unit(stage: Stage, tmp_path: Path) -> None:
    opened(stage, tmp_path / "several.annot", CodesPerUnit.SEVERAL)
    many = units_of(stage)
    stage.press("1", "2")
    assert [quote for quote, _ in quotes(stage)] == [many[0]] * 2


def test_a_unit_is_split_at_the_caret_after_what_follows_was_listed(ana: Stage) -> None:
    given = ana.window.coding.units.given
    place = FIRST.index(" ", given[0].start + 3) + 1
    ana.press("1")
    ana.reader.set_selection(place, place)
    ana.press("Ctrl+Shift+Return")
    dialog = ana.dialog(UnitsDialog)
    assert dialog.list.count() == 1 and FIRST[given[0].start : given[0].start + 9] in dialog.list.item(0).text()
    assert len(ana.window.coding.units.given) == len(given)
    dialog.accept()
    assert len(ana.window.coding.units.given) == len(given) + 1
    assert [label for _, label in quotes(ana)] == ["appeal", "appeal"]
    ana.action("edit.undo").trigger()
    assert ana.window.coding.units.given == given


def test_what_has_no_code_is_split_and_joined_at_once(ana: Stage) -> None:
    given = ana.window.coding.units.given
    place = FIRST.index(" ", given[0].start + 3) + 1
    ana.reader.set_selection(place, place)
    ana.press("Ctrl+Shift+Return")
    assert len(ana.window.coding.units.given) == len(given) + 1
    ana.reader.set_selection(given[0].start, given[0].stop)
    ana.action("code.join_units").trigger()
    assert ana.window.coding.units.given == given and ana.said == "2 units are joined · saved"


def test_documents_are_cut_by_a_command_and_until_then_nothing_is_coded(stage: Stage, tmp_path: Path) -> None:
    make_project(tmp_path / "uncut.annot")
    with Project.open(tmp_path / "uncut.annot") as project:
        codebook.save(project, project.codebook.model_copy(update={"unit": CodingUnit.SENTENCE}))
    stage.open(tmp_path / "uncut.annot", "Ana")
    stage.select("France")
    stage.press("1")
    assert stage.said.startswith("This document is not cut into units yet") and quotes(stage) == []
    stage.action("code.cut_units").trigger()
    stage.qtbot.waitUntil(lambda: stage.said.endswith("saved"))
    assert stage.window.coding.units.given and stage.reader.selection() == stage.window.coding.units.given[0]


def test_a_document_that_is_shown_again_is_at_the_unit_where_one_was_also_where_units_touch(
    stage: Stage, tmp_path: Path
) -> None:
    path = make_project(tmp_path / "zh.annot", ["我们呼吁停火。各方同意。会谈继续。"])
    with Project.open(path) as project:
        codebook.save(project, project.codebook.model_copy(update={"unit": CodingUnit.SENTENCE}))
        units.cut_units(project)
    stage.open(path, "Ana")
    coding = stage.window.coding
    for place in range(3):
        assert stage.reader.selection() == coding.units.given[place]
        coding.show_document(stage.window.document)
        assert stage.reader.selection() == coding.units.given[place]
        stage.press("1")
    assert [quote for quote, _ in quotes(stage)] == ["我们呼吁停火。", "各方同意。", "会谈继续。"]


def test_what_to_do_is_said_beside_the_text_before_and_after_it_is_cut(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "uncut.annot")
    with Project.open(path) as project:
        codebook.save(project, project.codebook.model_copy(update={"unit": CodingUnit.SENTENCE}))
    lead = stage.open(path, "Ana")
    card = lead.window.coding.inspector.card
    assert "“Cut the documents into units” (menu Code, Units)" in card.empty.text()
    lead.action("code.cut_units").trigger()
    stage.qtbot.waitUntil(lambda: card.empty.text().startswith("A label’s key gives the unit its code."))
    lead.press("Alt+Down", "1")
    assert len(quotes(lead)) == 1
    lead.press("Ctrl+Z", "Ctrl+Z")
    stage.qtbot.waitUntil(lambda: "not cut yet" in card.empty.text())


def test_a_coder_is_not_sent_to_a_command_of_the_lead(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "uncut.annot", coders=("Lead", "Ana"))
    with Project.open(path) as project:
        codebook.save(project, project.codebook.model_copy(update={"unit": CodingUnit.SENTENCE}))
        people.set_roles(project, people.coder_for(project, "Lead").id, [TeamRole.LEAD])
    coder = stage.open(path, "Ana", role=TeamRole.CODER)
    assert coder.window.coding.inspector.card.empty.text().endswith("whoever leads cuts it.")
