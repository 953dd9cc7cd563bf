"""Windows at which a team on a real PostgreSQL works by keyboard: share, invite, join, hand over, code, rename."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from annotator.operations.people import people
from annotator.operations.team.hubs.words import HubReach
from annotator.ui.background.hub_door import HubDoor, HubPlace
from annotator.ui.background.hub_state import HubState
from annotator.ui.dialogs.hub.form import HubForm
from annotator.ui.dialogs.hub.invite import InviteDialog
from annotator.ui.dialogs.hub.join import JoinHubDialog
from annotator.ui.dialogs.hub.share import ShareHubDialog
from annotator.ui.dialogs.reason import ReasonDialog
from annotator.ui.dialogs.report import ReportDialog
from tests.operations.team.hubs.hub_team import password
from tests.postgres import Postgres
from tests.ui.windows import Stage

MOST_MS = 60_000
"""A server is waited for so long, on a machine that does other things as well."""


@dataclass
class OwnKeyring(HubDoor):
    """The operations themselves, with a keyring of the test's own."""

    kept: dict[str, str] = field(default_factory=dict)

    def known_password(self, place: HubPlace) -> str | None:
        return self.kept.get(place.url)

    def keep_password(self, place: HubPlace, password: str) -> bool:
        self.kept[place.url] = password
        return True

    def forget_password(self, place: HubPlace) -> None:
        self.kept.pop(place.url, None)


@dataclass
class HubStage:
    """Lea, who leads, at her window, and a hub that she may share over."""

    lea: Stage
    postgres: Postgres
    url: str
    secret: str
    path: Path
    folder: Path
    patch: pytest.MonkeyPatch
    chosen: list[str] = field(default_factory=list)

    def share(self) -> None:
        """Share the project by the dialog."""
        self.lea.press("Ctrl+Shift+B")
        dialog = self.lea.dialog(ShareHubDialog)
        dialog.address.selectAll()
        self.lea.write(self.url)
        self.lea.press("Tab", "Tab")
        self.lea.write(self.secret)
        self.lea.press("Tab")
        self.lea.write(str(self.postgres.certificate_file))
        agree(self.lea, dialog)
        self.lea.without_dialog()
        stands(self.lea, HubReach.IN_STEP)
        known_as(self.lea, "lead")

    def invite(self, name: str) -> Path:
        """Invite one person by the dialog."""
        self.lea.activate()
        self.lea.press("Ctrl+Shift+V")
        dialog = self.lea.dialog(InviteDialog)
        dialog.people.choose([one.id for one in dialog.people.entries if one.title == name])
        dialog.folder.edit.setFocus()
        dialog.folder.edit.selectAll()
        self.lea.write(str(self.folder))
        self.lea.press("Return")
        report = self.lea.dialog(ReportDialog)
        path = self.folder / f"{name}.invitation"
        assert path.name in report.list.as_text() and path.exists()
        self.lea.press("Escape")
        self.lea.without_dialog()
        return path

    def join(self, stage: Stage, invitation: Path) -> Path:
        """Join by the dialog, in another window; return where the copy is."""
        stage.activate()
        self.patch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(invitation), ""))
        stage.press("Ctrl+Shift+K")
        dialog = stage.dialog(JoinHubDialog)
        self.chosen.append(chosen := password())
        copy = self.folder / f"copy of {invitation.stem}.annot"
        for text in (chosen, chosen, str(copy)):
            stage.press("Ctrl+A")
            stage.write(text)
            stage.press("Tab")
        dialog.first.setFocus()
        agree(stage, dialog)
        stage.qtbot.waitUntil(lambda: stage.window.session.path == copy, timeout=MOST_MS)
        return copy


def agree(stage: Stage, dialog: HubForm) -> None:
    """Press Return, and wait until the dialog is closed since it was done; what it says instead fails the test."""
    ended: list[int] = []
    dialog.finished.connect(ended.append)
    stage.press("Return")
    stage.qtbot.waitUntil(lambda: bool(ended) or bool(dialog.problem.text()), timeout=MOST_MS)
    assert ended, dialog.problem.text()


def hub(stage: Stage) -> HubState:
    """Return how it stands with the hub in a window."""
    return stage.window.session.hubs[0] if stage.window.session.hubs else HubState()


def stands(stage: Stage, reach: HubReach) -> None:
    """Wait until it stands so."""
    stage.qtbot.waitUntil(lambda: hub(stage).told.reach is reach, timeout=MOST_MS)


def known_as(stage: Stage, role: str) -> None:
    stage.qtbot.waitUntil(lambda: hub(stage).role == role, timeout=MOST_MS)


def hand_over(stage: Stage) -> None:
    """Hand over by the key, and wait until it is said how that ended."""
    stage.activate()
    stage.press("Ctrl+Shift+Y")
    stage.qtbot.waitUntil(lambda: stage.said.startswith("Saved."), timeout=MOST_MS)


def code(stage: Stage, quote: str) -> None:
    """Code a passage as an appeal, in Code."""
    stage.activate()
    stage.press("Ctrl+2")
    stage.qtbot.waitUntil(lambda: stage.window.document is not None)
    stage.select(quote)
    stage.reader.setFocus()
    stage.press("1")
    stage.qtbot.waitUntil(lambda: quote in [found for found, _ in stage.spans()])


def quotes(stage: Stage, name: str) -> list[str]:
    """Return what somebody coded, as a window's project has it."""
    project = stage.window.session.project
    layers = [one.id for one in project.layers.of_coder(people.person_named(project, name).id)]
    infos = project.documents.all()
    found = [span for info in infos for layer in layers for span in project.spans.of_document(info.id, layer)]
    return sorted(span.quote for span in found)


def titles(stage: Stage) -> list[str]:
    return [info.title for info in stage.window.session.project.documents.all()]


def rename(stage: Stage, title: str) -> None:
    """Give the document another title by the dialog."""
    stage.activate()
    stage.press("Ctrl+2")
    stage.qtbot.waitUntil(lambda: stage.window.document is not None)
    stage.action("document.rename").trigger()
    stage.dialog(ReasonDialog)
    stage.press("Ctrl+A")
    stage.write(title)
    stage.press("Return")
    stage.without_dialog()
    assert title in titles(stage)
