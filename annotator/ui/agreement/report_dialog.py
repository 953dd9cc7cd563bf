"""Which report is written, and how it calls the coders."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QVBoxLayout, QWidget

from annotator.operations.agreement.report.kinds import REPORTS, ReportKind
from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.widgets import Look, spaced, words


class StudyReportDialog(Dialog):
    """`chosen` carries the kind of report, and whether coders are called by their names."""

    chosen = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Reliability report", parent)
        self.kinds: dict[ReportKind, QRadioButton] = {}
        self._group = QButtonGroup(self)
        for kind, entry in REPORTS.items():
            tick = QRadioButton(entry.title)
            tick.setAccessibleDescription(entry.said)
            self.kinds[kind] = tick
            self._group.addButton(tick)
            box = QVBoxLayout()
            spaced(box, 2)
            box.addWidget(tick)
            box.addWidget(words(entry.said, Look.SECONDARY))
            self.body.addLayout(box)
        self.kinds[ReportKind.APPENDIX].setChecked(True)
        self.by_name = QCheckBox("Call the coders by their names")
        self.body.addWidget(self.by_name)
        self.body.addWidget(words("Otherwise they are Coder A, Coder B …", Look.SECONDARY))
        self.body.addStretch(1)
        self.add_buttons("Save as…")
        self.resize(420, 320)

    # Qt calls this.

    def accept(self) -> None:
        super().accept()
        kind = next(kind for kind, tick in self.kinds.items() if tick.isChecked())
        self.chosen.emit(kind.value, self.by_name.isChecked())
