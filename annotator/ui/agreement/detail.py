"""What stands at the right of the numbers: the one at hand in words, its prevalence, its convention, its source."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from annotator.agreement.registry import BY_NAME
from annotator.agreement.study.study import Figure
from annotator.operations.agreement.study_names import StudyNames
from annotator.ui.agreement.wording import planned, prevalence, valued
from annotator.ui.kit.widgets import Look, spaced, words


class Detail(QWidget):
    """What there is to know of the number at hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = words("")
        self.prevalence = words("", Look.SECONDARY)
        self.convention = words("", Look.SECONDARY)
        self.difference = words("")
        self.plan = words("", Look.SECONDARY)
        box = QVBoxLayout(self)
        spaced(box, 6, (12, 0, 12, 10))
        for line in (self.sentence, self.difference, self.plan, self.prevalence, self.convention):
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            box.addWidget(line)
        self.difference.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_difference(self, said: str) -> None:
        """Say how the number at hand compares with the one that was chosen for it."""
        self.difference.setText(said)
        self.difference.setVisible(bool(said))

    def show_figure(self, figure: Figure | None, names: StudyNames) -> None:
        """Show what there is to know of a number, nothing where none is at hand."""
        if figure is None:
            for line in (self.sentence, self.plan, self.prevalence, self.convention):
                line.setText("")
            return
        listed = BY_NAME[figure.coefficient]
        shares = prevalence(figure, names)
        self.sentence.setText(valued(figure, names, listed.title))
        self.prevalence.setText(f"Prevalence: {shares}." if shares else "")
        self.convention.setText(f"{figure.result.convention} {listed.citation}".strip())
        self.plan.setText(planned(figure))
        for line in (self.plan, self.prevalence, self.convention):
            line.setVisible(bool(line.text()))
