"""What a codebook's file comes to before it is put into the draft: what it changes, and what is lost of it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.widgets import Outcome, ReportList, labelled

_ABOUT = "It goes into the draft. Nothing is kept before you save it as a new version."


class LoadDialog(Dialog):
    """`changes`: what the file changes, by whether labels that it lacks stay; one where it lacks none.

    `notices`: what of the file has no place here, and what codings would lose. `given` carries whether they stay.
    """

    given = Signal(bool)

    def __init__(
        self,
        name: str,
        changes: Mapping[bool, Sequence[str]],
        notices: Sequence[str],
        keeps_others: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"Load {name}", parent, _ABOUT)
        self._by_choice, self._notices = changes, notices
        self.keep = QCheckBox("&Keep labels that the file does not have")
        self.keep.setChecked(keeps_others)
        self.keep.setVisible(len(changes) > 1)
        self.changes = ReportList("What it changes")
        self.body.addWidget(self.keep)
        self.body.addLayout(labelled("What it changes", self.changes), 1)
        self.add_buttons("Put into the draft")
        self.keep.toggled.connect(self._show)
        self._show()
        self.resize(560, 420)

    def _show(self) -> None:
        said = self._by_choice.get(self.keep.isChecked()) or next(iter(self._by_choice.values()))
        lines = [(Outcome.FAILED, sentence) for sentence in self._notices]
        self.changes.show_lines([*lines, *((Outcome.NOTICE, sentence) for sentence in said)])

    # Qt calls this.

    def accept(self) -> None:
        super().accept()
        self.given.emit(self.keep.isChecked())
