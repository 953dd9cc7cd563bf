"""People are invited to a hub: who, for how long, and where their files are written."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QSpinBox, QWidget

from annotator.hub.invitation import DAYS, MOST_DAYS
from annotator.model.ids import CoderId
from annotator.model.wording import counted
from annotator.ui.dialogs.hub.form import HubForm
from annotator.ui.dialogs.path_field import PathField
from annotator.ui.dialogs.ticks import TickEntry, TickModel, tick_list
from annotator.ui.kit.widgets import Look, labelled, words

_INTRO = "Each gets a login of their own and a file with it. Send each file to nobody but whom it is for."
_AGAIN = (
    "Whoever lost the invitation, the password or the copy is invited anew: their earlier login ends, and what they"
    " handed over stays."
)
_MOST = 7
"""So many people are seen without scrolling."""


@dataclass(frozen=True, slots=True)
class InviteChoice:
    """Who is invited, for so many days, and the folder of their files."""

    people: tuple[CoderId, ...]
    days: int
    folder: Path


class InviteDialog(HubForm):
    """Those without a login are ticked; the files are written by whoever hears `chosen`."""

    def __init__(
        self, hub: str, people: Sequence[TickEntry], without: Sequence[str], folder: Path, parent: QWidget | None = None
    ) -> None:
        """`people`: everybody but whoever invites, by their ids; `without`: the ids of those who have no login."""
        super().__init__(f"Invite to {hub}", _INTRO, parent)
        self.people = TickModel(people, without, self)
        self.list = tick_list(self.people, "People")
        self.list.setFixedHeight(28 * max(2, min(len(people), _MOST)) + 8)
        self.days = QSpinBox(minimum=1, maximum=MOST_DAYS, value=DAYS)
        self.days.setSuffix(" days")
        self.days.lineEdit().setTextMargins(6, 0, 0, 0)  # where the words of other fields begin
        self.folder = PathField("Folder", _choose)
        self.folder.set_path(folder)
        self.fields.addLayout(labelled("P&eople", self.list))
        self.fields.addWidget(words(_AGAIN, Look.SECONDARY))
        self.fields.addLayout(labelled("&Valid for", self.days))
        self.fields.addLayout(labelled("&Folder for the files", self.folder))
        self.people.ticked.connect(self.check)
        self.folder.changed.connect(self.check)
        self.build("Invite")
        self.list.setFocus()

    def missing(self) -> str:
        """Return what is missing or wrong."""
        if not self.people.entries:
            return "Nobody else is in the project; add somebody in Team first."
        if not self.people.chosen:
            return "Tick whom you invite."
        if self.folder.path is None:
            return "Say where the files are to be written."
        return "" if _is_folder(self.folder.path) else f"The folder {self.folder.path} does not exist; choose another."

    def choice(self) -> InviteChoice:
        """Return whom to invite, in the order of the list."""
        chosen = tuple(CoderId(one.id) for one in self.people.entries if one.id in self.people.chosen)
        return InviteChoice(chosen, self.days.value(), self.folder.path or Path())

    def check(self) -> None:
        """Say what is missing, and on the button how many are invited."""
        super().check()
        number = len(self.people.chosen)
        self.accept_button.setText(f"Invite {counted(number, 'person', 'people')}" if number > 1 else "Invite")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a folder that we may not enter, a name that no file can have
        return False


def _choose(parent: QWidget, current: Path | None) -> Path | None:
    chosen = QFileDialog.getExistingDirectory(parent, "The files are written into", str(current or ""))
    return Path(chosen) if chosen else None
