"""In place of the text where there is no gold to compare with: why that is, in a sentence, and the way on."""

from PySide6.QtWidgets import QWidget

from annotator.operations.feedback.releases import GoldVisibility
from annotator.ui.commands.key_names import follow_keys, key_or_none
from annotator.ui.feedback.wording import nothing_to_show
from annotator.ui.kit.empty_state import EmptyState

TO_CODE, WHO = "view.code", "project.who"
"""The commands that lead on: to the own texts, or to who one is."""
_LATER = "Once the gold of your texts is released, each difference from what you coded stands here."
_NOBODY = "What somebody coded is compared with gold here, once it is said who is at the desk."


class NothingYet(EmptyState):
    """`command`: the one that its button stands for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("differs", "No gold yet", "Go on coding", parent)
        self.command, self._why = TO_CODE, _LATER
        follow_keys(self, self._say)

    def show_why(self, somebody: bool, standing: GoldVisibility = GoldVisibility.NOT_RELEASED) -> None:
        """Say why; `somebody`: whether anybody codes, `standing`: what is true of the text at hand."""
        self.command = TO_CODE if somebody else WHO
        self.title.setText("No gold yet" if somebody else "Nobody codes yet")
        self.button.setText("Go on coding" if somebody else "Say who codes…")
        self.button.setAccessibleName(self.button.text().rstrip("…"))
        is_special = standing not in (GoldVisibility.NOT_RELEASED, GoldVisibility.SHOWN)
        self._why = _NOBODY if not somebody else nothing_to_show(standing, 0) if is_special else _LATER
        self._say()

    def _say(self) -> None:
        self.say(self._why, key_or_none(self.command))
