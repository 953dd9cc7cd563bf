"""The palette: what can be done stands first, what cannot says why, and documents, actors and labels are found too."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.model.actor import Actor, ActorKind
from annotator.model.codebook import Label
from annotator.model.document import DocumentInfo
from annotator.model.ids import ActorId, DocumentId, LabelId
from annotator.operations.actors import actors
from annotator.ui.commands.commands import COMMANDS, CommandScope
from annotator.ui.commands.palette import finder, found_items
from annotator.ui.kit import theme
from annotator.ui.kit.picker import Picker, PickItem
from tests.ui.windows import Stage, make_project

Find = Callable[[str], list[PickItem]]
DOCUMENTS = [
    DocumentInfo(DocumentId(f"d{at}"), f"Readout {at} of the call", "0" * 64, 9, {}, "", at) for at in range(99)
]
POLAND = Actor(
    id=ActorId("state-pol"), name="Poland", kind=ActorKind.STATE, aliases=("Warsaw", "République de Pologne")
)
LABELS = [Label(id=LabelId("warning"), name="Warning", key="3"), Label(id=LabelId("appeal"), name="Appeal", key="1")]


@pytest.fixture
def find(stage: Stage, tmp_path: Path) -> Find:
    window = stage.open(make_project(tmp_path / "palette.annot"), "Ana").window
    return finder(found_items(window.actions_, DOCUMENTS, [POLAND], LABELS))


def ids(items: list[PickItem]) -> list[str]:
    return [item.id for item in items]


@pytest.mark.parametrize("typed", ["", "s", "the", "settle", ">code", "undo"])
def test_what_can_be_done_now_stands_before_what_cannot_and_that_says_why(find: Find, typed: str) -> None:
    found = find(typed)
    assert [item.enabled for item in found] == sorted((item.enabled for item in found), reverse=True)
    assert all(bool(item.why) is not item.enabled for item in found)


def test_what_belongs_to_another_workspace_names_it(find: Find) -> None:
    why = {item.id: item.why for item in find("")}
    assert why["adjudicate.settle"] == "needs Adjudicate" and why["code.relabel"] == "needs a span"
    assert why["edit.undo"] == "nothing to take back" and why["project.new"] == ""


def test_each_command_is_listed_before_anything_is_typed_unless_it_is_not_there(find: Find) -> None:
    named = {command.id for command in COMMANDS if command.is_named}
    assert {command.id for command in COMMANDS} - named - {"edit.palette"} <= set(ids(find("")))
    assert not any(":" in id for id in ids(find("")))


def test_dark_finds_the_dark_colours_first(find: Find) -> None:
    assert find("dark")[0].id == "view.dark"
    assert find("light")[0].id == "view.light" and "view.contrast" in ids(find("contrast"))


def test_documents_actors_and_labels_are_found_by_name_and_actors_by_alias(find: Find) -> None:
    assert ids(find("readout 42"))[0] == "document:d42"
    assert "actor:state-pol" in ids(find("warsaw")) and "actor:state-pol" in ids(find("republique"))
    assert [item.title for item in find("@war")] == ["Poland, “Warsaw”"]
    assert [item.title for item in find("@pol warsaw")] == ["Poland"]
    assert {"actor:state-pol", "label:warning"} <= set(ids(find("wa")))
    assert len(find("readout")) < len(DOCUMENTS)


def test_a_sign_asks_for_one_kind(find: Find) -> None:
    assert ids(find("@")) == ["actor:state-pol"] and ids(find("#")) == ["label:warning", "label:appeal"]
    assert ids(find("#app")) == ["label:appeal"] and find("@readout") == []
    assert not any(":" in id for id in ids(find("> wa")))


def test_what_is_found_is_gone_to(stage: Stage, tmp_path: Path) -> None:
    window = stage.open(make_project(tmp_path / "go.annot"), "Ana").window
    actors.add(window.session.project, POLAND)
    places = {"document 2": CommandScope.CODE, "@warsaw": CommandScope.ACTORS, "#warn": CommandScope.CODEBOOK}
    for typed, place in places.items():
        stage.press("Ctrl+K")
        stage.dialog(Picker)
        stage.write(typed)
        stage.press("Return")
        stage.without_dialog()
        assert window.place is place
    assert window.page.document == window.session.project.documents.all()[1].id


def test_a_label_that_is_found_codes_what_is_selected(stage: Stage, tmp_path: Path) -> None:
    stage.open(make_project(tmp_path / "label.annot"), "Ana")
    stage.select("France")
    stage.press("Ctrl+K")
    stage.dialog(Picker)
    stage.write("code as wa")
    stage.press("Return")
    stage.without_dialog()
    assert stage.spans() == [("France", "warning")]


def test_colours_are_commands_and_contrast_is_turned_on_and_off(stage: Stage) -> None:
    actions = stage.window.actions_.actions
    for id, name in (
        ("view.dark", "dark"),
        ("view.contrast", "dark, high contrast"),
        ("view.light", "light, high contrast"),
        ("view.contrast", "light"),
    ):
        actions[id].trigger()
        assert theme.current().name == name
