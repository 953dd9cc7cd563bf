"""The hub in Team: where it is, how it stands, who has a part in it, and what can be done about it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.ui.background.hub_state import HubState
from annotator.ui.commands.key_names import follow_keys, tell_keys
from annotator.ui.kit.rows import row_list
from annotator.ui.kit.widgets import LINK_SIDE, ElidedLabel, Look, button, pressed_by_enter, spaced, words
from annotator.ui.team.hub_members import HubMemberModel

_NONE = "No hub. With one, on a server of your institute, what is new goes to and fro while everybody works."
_WHAT = "What is done here is saved here first, and handed over by itself. Whoever administers the server can read it."
_OF_A_HUB = ("project.hand_over", "project.hub_password", "project.leave_hub")
_OF_MEMBERS = (
    ("project.invite_hub", "Invite…"),
    ("project.people", "Roles…"),
    ("project.revoke_member", "Revoke…"),
)
_LINKS = (
    ("project.hand_over", "Hand over now"),
    ("project.hub_password", "Password…"),
    ("project.share_hub", "Share over a hub…"),
    ("project.join_hub", "Join with an invitation…"),
    ("project.leave_hub", "Leave…"),
)
"""Commands, in two rows: about who has a part in it, and about the hub."""
_ROW, _MOST = 46, 6
"""Pixels of a member, and so many are seen at once; of more it scrolls."""


class HubSection(QWidget):
    """`command_requested` carries the command behind a link; `hub_chosen` the id of the hub that is looked at."""

    command_requested = Signal(str)
    hub_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._states: tuple[HubState, ...] = ()
        self._is_copy = False
        self.head, self.place = words("Hub", Look.STRONG), ElidedLabel(None, 480)
        self.choice = QComboBox()
        self.choice.setAccessibleName("Which hub")
        self.choice.currentIndexChanged.connect(self._on_chosen)
        self.state, self.what = words(""), words(_NONE, Look.SECONDARY)
        self.members = HubMemberModel()
        self.list = row_list("Members of the hub")
        self.list.setModel(self.members)
        self.members.setParent(self.list)
        self.members.modelReset.connect(self._fit)
        self.links = {id: self._link(id, text) for id, text in (*_OF_MEMBERS, *_LINKS)}
        self._build()
        follow_keys(self, lambda: tell_keys(self.links))
        self.show_hubs(())

    @property
    def hub(self) -> HubState:
        """The hub that is looked at; one without an id where there is none."""
        at = max(0, self.choice.currentIndex())
        return self._states[at] if at < len(self._states) else HubState()

    def show_as_copy(self, is_copy: bool) -> None:
        """Offer what is done in a coder's own copy, or what whoever leads does."""
        self._is_copy = is_copy
        self._show()

    def show_hubs(self, states: Sequence[HubState]) -> None:
        """Show how it stands with the hubs."""
        before = self.hub.id
        self._states = tuple(states)
        names = [_place(one) for one in self._states]
        if names != [self.choice.itemText(at) for at in range(self.choice.count())]:
            self.choice.blockSignals(True)
            self.choice.clear()
            self.choice.addItems(names)
            self.choice.setCurrentIndex(next((at for at, one in enumerate(self._states) if one.id == before), 0))
            self.choice.blockSignals(False)
        self._show()

    def _show(self) -> None:
        hub, leads = self.hub, not self._is_copy
        has_choice = len(self._states) > 1
        self.place.say(_place(hub) if hub.id else "")
        self.state.setText(hub.in_full())
        self.what.setText(_WHAT if hub.id else _NONE)
        self.members.show_members(hub.members)
        self.state.setVisible(bool(hub.id))
        self.place.setVisible(bool(hub.id) and not has_choice)
        self.choice.setVisible(has_choice)
        for id in _OF_A_HUB:
            self.links[id].setVisible(bool(hub.id))
        # Until it is known what one is there, inviting asks for the password.
        self.links["project.invite_hub"].setVisible(bool(hub.id) and leads and (hub.leads or not hub.role))
        for id in ("project.people", "project.revoke_member"):
            self.links[id].setVisible(hub.leads)
        self.links["project.share_hub"].setVisible(leads)
        self.links["project.share_hub"].setText("Share over another hub…" if hub.id else "Share over a hub…")

    @Slot(int)
    def _on_chosen(self, _: int) -> None:
        self._show()
        self.hub_chosen.emit(self.hub.id)

    @Slot()
    def _fit(self) -> None:
        count = self.members.rowCount()
        self.list.setFixedHeight(_ROW * min(count, _MOST) + 4)
        self.list.setVisible(bool(count))

    def _build(self) -> None:
        box = QVBoxLayout(self)
        spaced(box, 4)
        told = QVBoxLayout()
        spaced(told, 4, (LINK_SIDE, 0, 0, 0))
        for each in (self.head, self.choice, self.place, self.state, self.what, self.list):
            told.addWidget(each)
        box.addLayout(told)
        for commands in (_OF_MEMBERS, _LINKS):
            row = QHBoxLayout()
            spaced(row, 0)
            for id, _ in commands:
                row.addWidget(self.links[id])
            row.addStretch(1)
            box.addLayout(row)
        self._fit()

    def _link(self, id: str, text: str) -> QPushButton:
        made = pressed_by_enter(button(text, Look.LINK))
        made.clicked.connect(lambda: self.command_requested.emit(id))
        return made


def _place(hub: HubState) -> str:
    return f"{hub.name} · login {hub.login}"
