"""What comes of leaving a hub, or of revoking members, is said before it is done."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from annotator.model.ids import CoderId
from annotator.ui.dialogs.hub.form import HubForm
from annotator.ui.dialogs.ticks import TickEntry, TickModel, tick_list
from annotator.ui.kit.widgets import labelled, words

_MOST = 7
"""So many people are seen without scrolling."""
_REVOKED = (
    "Whom you tick can sign in no more, at once. What they handed over stays, and so does what they have on their own"
    " computer."
)


class LeaveHubDialog(HubForm):
    """`chosen` tells that the hub is to be left."""

    def __init__(self, hub: str, sentences: Sequence[str], parent: QWidget | None = None) -> None:
        """`sentences`: what comes of it."""
        super().__init__("Leave the hub", f"This copy hands over to {hub} no more; everything in it stays.", parent)
        for sentence in sentences:
            self.fields.addWidget(words(sentence))
        self.setAccessibleDescription(" ".join(sentences))
        self.build("Leave", 480)
        self.accept_button.setFocus()

    def choice(self) -> bool:
        """Return that it is to be left."""
        return True


class RevokeDialog(HubForm):
    """`chosen` carries the ids of the people who are to be shut out."""

    def __init__(self, hub: str, people: Sequence[TickEntry], parent: QWidget | None = None) -> None:
        super().__init__(f"Revoke members of {hub}", _REVOKED, parent)
        self.people = TickModel(people, (), self)
        self.list = tick_list(self.people, "Members")
        self.list.setFixedHeight(28 * max(2, min(len(people), _MOST)) + 8)
        self.fields.addLayout(labelled("&Members", self.list))
        self.people.ticked.connect(self.check)
        self.build("Revoke", 480)
        self.list.setFocus()

    def missing(self) -> str:
        """Return what is missing."""
        if not self.people.entries:
            return "Nobody else has a login there."
        return "" if self.people.chosen else "Tick who is to be shut out."

    def choice(self) -> tuple[CoderId, ...]:
        """Return who is ticked, in the order of the list."""
        return tuple(CoderId(one.id) for one in self.people.entries if one.id in self.people.chosen)
