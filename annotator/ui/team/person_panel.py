"""The person at hand: what they do here and how far they are, and what whoever leads can do about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.model.wording import counted, isolated, word_list
from annotator.operations.team.people import Member, MemberStanding
from annotator.ui.kit.widgets import LINK_SIDE, Look, button, pressed_by_enter, spaced, words
from annotator.ui.team.people_table import when

_BLIND = "What is given out holds nobody else’s codings and no gold: nobody sees others’ work before it is released."


class PersonPanel(QWidget):
    """`command_requested`: a button that is a command."""

    command_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.facts = words("", Look.STRONG), words("")
        self.blind = words(_BLIND, Look.SECONDARY)
        self.rename, self.roles, self.release = (
            pressed_by_enter(button(text, Look.LINK))
            for text in ("Rename…", "Change roles…", "Release gold to the coders…")
        )
        commands = ((self.rename, "team.rename"), (self.roles, "project.people"), (self.release, "feedback.release"))
        box = QVBoxLayout(self)
        spaced(box, 4, (12 - LINK_SIDE, 4, 12, 12))
        for label in (self.name, self.facts, self.blind):
            label.setContentsMargins(LINK_SIDE, 0, 0, 0)
        box.addWidget(self.name)
        box.addWidget(self.facts)
        for each, command in commands:
            each.clicked.connect(lambda _=False, id=command: self.command_requested.emit(id))
            if each is self.release:
                box.addSpacing(8)
                box.addWidget(self.blind)
            box.addWidget(each, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)

    def show_member(
        self, one: Member | None, standing: MemberStanding = MemberStanding.UNKNOWN, leads: bool = True
    ) -> None:
        """Show a person; None: nobody is at hand. `leads`: whether whoever looks may change something about people."""
        self.name.setText(isolated(one.name) if one is not None else "Nobody is chosen")
        self.facts.setText("\n".join(facts(one, standing)) if one is not None else "")
        for each in (self.rename, self.roles):
            each.setVisible(one is not None and leads)
        for part in (self.blind, self.release):
            part.setVisible(leads)


def _at(time: str) -> str:
    """Return a time within a sentence: “at 18:22” today, “on 24 Nov, 18:22”."""
    said = when(time)
    return f"on {said}" if " " in said else f"at {said}"


def facts(one: Member, standing: MemberStanding) -> list[str]:
    """Return what is known of a person, a sentence each."""
    found = [word_list(one.roles).capitalize() + "."]
    if not one.is_shown:
        return found
    if one.documents:
        found.append(f"{one.done:,} of {counted(one.documents, 'document')} done.")
    if one.late:
        found.append(f"{counted(one.late, 'document')} should be done by now.")
    if one.post.sent:
        found.append(f"A file went out {_at(one.post.sent)}.")
    if one.post.came:
        found.append(f"{counted(one.post.brought, 'act')} came {_at(one.post.came)}.")
    if standing is MemberStanding.HERE:
        found.append("Works in this file: there is nothing to take in.")
    return found
