"""Beside the form: who belongs to an actor, with dates, and the passages in which it is used."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from annotator.acts.finding import ActorIndex
from annotator.model.actor import Actor, ActorKind, Membership
from annotator.model.document import DocumentInfo
from annotator.model.ids import ActorId, LabelId, SpanId
from annotator.operations.actors.actor_uses import Use
from annotator.ui.actors.loader import RegisterView
from annotator.ui.actors.side_panels import MembersPanel, UsesPanel, quoted
from annotator.ui.actors.workspace import ActorsWorkspace
from tests.projects import default_codebook, make_desk
from tests.ui.actors.desks import enter, settle
from tests.ui.windows import Stage


def test_members_are_those_of_the_day(stage: Stage, shipped: Path) -> None:
    workspace = enter(stage, shipped)
    workspace.show_actor(ActorId("org-eu"))
    workspace.members.day.setText("2004-04-30")
    assert workspace.members.title.text() == "15 members on 2004-04-30"
    workspace.members.day.setText("2004-05-01")
    assert workspace.members.title.text() == "25 members on 2004-05-01"
    workspace.members.day.setText("in May")
    assert "is no date" in workspace.members.problem.text() and workspace.members.model.rowCount() == 0
    workspace.members.day.setText("")
    assert "United Kingdom" in {row.title for row in workspace.members.model.rows}
    first = workspace.members.model.rows[0].title
    workspace.members.list.activated.emit(workspace.members.model.index(0))
    assert workspace.actor is not None and workspace.actor.name == first
    workspace.show_actor(ActorId("state-fra"))
    assert workspace.members.isHidden()


def test_from_a_passage_one_comes_to_its_words_in_the_text(stage: Stage, acts: Path) -> None:
    workspace = enter(stage, acts)
    workspace.show_actor(ActorId("rus"))
    settle(stage, workspace)
    assert [row.detail for row in workspace.uses.model.rows] == [
        "Addressee of: Warning · Readout of a call · Ana",
        "Addressee of: Appeal · Undated note · Ana",
    ]
    workspace.uses.list.setFocus()
    workspace.uses.list.setCurrentIndex(workspace.uses.model.index(0))
    stage.press("Return")
    assert stage.window.page.workspace is stage.window.coding and stage.active_quote() == "warned"


def test_a_coder_sees_the_passages_of_others_only_when_asking_for_all(stage: Stage, acts: Path) -> None:
    stage.open(acts, "Ben")
    stage.press("Ctrl+8")
    workspace = stage.window.workspaces.of(ActorsWorkspace)
    settle(stage, workspace)
    workspace.show_actor(ActorId("rus"))
    settle(stage, workspace)
    assert workspace.uses.model.rows == [] and workspace.uses.note.text() == "2 more in other layers."
    workspace.uses.whose.setCurrentIndex(1)
    workspace.uses.whose.activated.emit(1)
    assert len(workspace.uses.model.rows) == 2


def use(info: DocumentInfo, layer: str, quote: str) -> Use:
    return Use(info, LabelId("appeal"), layer, SpanId(layer), None, "Appeal", quote)


def test_every_member_stands_with_its_dates(qtbot: QtBot) -> None:
    group = Actor(id=ActorId("g"), name="Group", kind=ActorKind.OFFICE)
    periods = {"A": ("1993", "2004"), "B": ("1993", ""), "C": ("", "2004"), "D": ("", "")}
    members = [
        Actor(
            id=ActorId(name),
            name=name,
            kind=ActorKind.PERSON,
            memberships=(Membership(group=group.id, since=since, until=until),),
        )
        for name, (since, until) in periods.items()
    ]
    view = RegisterView(ActorIndex([group, *members]), members={group.id: tuple(one.id for one in members)})
    panel = MembersPanel()
    qtbot.addWidget(panel)
    panel.show_actor(group, view)
    assert [(row.title, row.detail) for row in panel.model.rows] == [
        ("A", "1993 – 2004"),
        ("B", "1993 – today"),
        ("C", "… – 2004"),
        ("D", "undated"),
    ]
    assert panel.title.text() == "4 holders, at any time"
    panel.show_actor(members[0], view)
    assert panel.isHidden()


def test_passages_are_counted_and_those_of_others_are_hidden_until_they_are_asked_for(
    qtbot: QtBot, tmp_path: Path
) -> None:
    info = make_desk(tmp_path).project.documents.all()[0]
    panel = UsesPanel()
    qtbot.addWidget(panel)
    panel.set_codebook(default_codebook())
    panel.wait()
    assert panel.note.text() == "Reading the passages…"
    panel.show_uses([use(info, "Ana", "urged"), use(info, "Ben", "دعا")], "Ana")
    assert panel.title.text() == "1 passage" and panel.note.text() == "1 more in other layers."
    panel.set_layer(None)
    assert [row.title for row in panel.model.rows] == ["“urged”", "“\u2068دعا\u2069”"] and panel.note.text() == ""
    panel.show_uses([], "Ana")
    assert panel.title.text() == "0 passages" and panel.note.text().startswith("No coding names this actor yet")


def test_a_long_quote_is_cut_and_none_is_the_whole_text(tmp_path: Path) -> None:
    info = make_desk(tmp_path).project.documents.all()[0]
    assert quoted(use(info, "Ana", "a \n b")) == "“a b”"
    assert quoted(use(info, "Ana", "x" * 301)) == f"“{'x' * 300}…”"
    assert quoted(use(info, "Ana", "")) == "the whole text"
