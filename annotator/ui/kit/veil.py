"""What a coder is asked before what others coded is shown to them: the same page and words wherever it is."""

from PySide6.QtWidgets import QWidget

from annotator.model.wording import isolated
from annotator.ui.kit.empty_state import EmptyState


class Veil(EmptyState):
    """`pressed`: whoever codes wants to see it all the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("eye-off", "You code blind", "Show it all the same", parent)

    def ask(self, what: str, name: str) -> None:
        """Ask somebody at the desk. `what`: what would be seen, as a sentence begins with it."""
        self.say(
            f"{what} shows what others coded. While you still code these texts, {isolated(name)}, leave it: it is for "
            "who leads or adjudicates. The history will say that you looked."
        )
