"""What follows when a dialog asked for long work: how far it is, with a button that stops it, then what came of it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from annotator.ui.background.progress_row import ProgressRow
from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.folded_report import FoldedReport
from annotator.ui.kit.widgets import Outcome, button, spaced


class StagedDialog(Dialog):
    """A form, then progress, then a report. Who does the work hears the request and calls `show_…` in turn.

    Closing the dialog while work runs asks for it to be stopped; the report then says how that went.
    """

    cancel_requested = Signal()
    more_requested = Signal()
    save_requested = Signal()
    """What the report offers besides is wanted; the dialog is closed then."""

    def __init__(self, title: str, parent: QWidget | None = None, intro: str = "") -> None:
        super().__init__(title, parent, intro)
        self.form = QWidget()
        self.form_box = QVBoxLayout(self.form)
        spaced(self.form_box, 12)
        self.progress = ProgressRow("Progress", stacked=True)
        self.report = FoldedReport("What was done")
        self.close_button = button("&Close")
        self.more_button = button("")
        self.more_button.hide()
        self.save_button = button("&Save the report…")
        self.save_button.hide()
        self.stages = QStackedWidget()
        self.stages.addWidget(self.form)
        self.stages.addWidget(self.progress)
        self.stages.addWidget(self._report_page())
        self.body.addWidget(self.stages, 1)
        self.progress.stop_requested.connect(self._on_cancel)
        self.close_button.clicked.connect(self.accept)
        self.more_button.clicked.connect(self._on_more)
        self.save_button.clicked.connect(self.save_requested)

    @property
    def working(self) -> bool:
        """Whether the work is under way."""
        return self.stages.currentIndex() == 1

    @Slot(object, object, str)
    def show_progress(self, done: int, total: int, text: str) -> None:
        """Show how far the work is; `total` 0: unknown."""
        if not self.working:
            self.buttons.hide()
            self.stages.setCurrentIndex(1)
            self.progress.stop_button.setEnabled(True)
            self.progress.stop_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.progress.show_progress(done, total)
        self.progress.say(text)

    def show_report(
        self,
        lines: Sequence[tuple[Outcome, str]],
        more: str = "",
        details: Mapping[int, Sequence[str]] | None = None,
        can_save: bool = False,
    ) -> None:
        """Show what came of it; the dialog can be closed from then on.

        `more`: what may follow, on a button. `details`: what some lines stand for, by their number. `can_save`: whether
        somebody hears that the report is to be saved.
        """
        self.save_button.setVisible(can_save)
        self.more_button.setText(more)
        self.more_button.setVisible(bool(more))
        self.buttons.hide()
        self.report.show_folded(lines, details or {})
        self.stages.setCurrentIndex(2)
        self.close_button.setDefault(True)
        self.report.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_form(self) -> None:
        """Go back to what was asked, e.g. after the work was stopped."""
        self.stages.setCurrentIndex(0)
        self.buttons.show()

    def _report_page(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        spaced(box, 12)
        box.addWidget(self.report, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.more_button)
        foot.addWidget(self.save_button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        box.addLayout(foot)
        return page

    @Slot()
    def _on_more(self) -> None:
        self.accept()
        self.more_requested.emit()

    @Slot()
    def _on_cancel(self) -> None:
        self.progress.stop_button.setEnabled(False)
        self.progress.say("Stopping…")
        self.cancel_requested.emit()

    # Qt calls these.

    def reject(self) -> None:
        if self.working:
            self._on_cancel()
        else:
            super().reject()
