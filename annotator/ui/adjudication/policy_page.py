"""Policies as a page: what each would decide and leave, before it does; each proposal, or ten by lot, looked at."""

from collections.abc import Sequence
from random import Random

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QPushButton, QTableView, QVBoxLayout, QWidget

from annotator.adjudication.policies import POLICIES
from annotator.model.codebook import Label
from annotator.model.coder import Layer
from annotator.model.wording import counted, isolated, one_or_many
from annotator.operations.adjudication.adjudicate import PolicyPlan
from annotator.ui.adjudication.label_policies import LabelPolicies
from annotator.ui.adjudication.policy_rows import PolicyLine, PolicyModel, PolicyPreview, ProposalModel, ProposalRow
from annotator.ui.kit.table_view import line_table
from annotator.ui.kit.widgets import Look, beside_text, button, pressed_by_enter, spaced, words

WIDEST, TEN = 760, 10
_ROW, _NUMBER = 36, 76
_FIRST = "majority"
"""What all say alike was settled when the coders were compared: this is the first that has something to do."""
_NO_NAMES = "To prefer one coder is not offered while names are hidden."
_NOTHING = "It would settle nothing: every case that is left needs a person, or another policy."
_CHOOSE = "Choose a policy for at least one label."
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PolicyPage(QWidget):
    """Shows and asks; `previews_wanted`: what policies would do is to be worked out, for these rows of the table."""

    previews_wanted = Signal(object)
    place_chosen = Signal(str, str)
    """A document and a case of it that is looked at."""
    chosen = Signal(object)
    """The plan that is to be carried out."""
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model, self.proposals = PolicyModel(), ProposalModel()
        self.table = _table("Policies", self.model)
        self.list = _table("What it would decide", self.proposals)
        self.by_label = LabelPolicies()
        self.title, self.intro = words("Settle by a policy", Look.TITLE), words("", Look.SECONDARY)
        self.of_them, self.drawn = words(""), words("", Look.SECONDARY)
        self.no_names = words(_NO_NAMES, Look.SECONDARY)
        self.each, self.ten = (_link(text) for text in ("Look at each", "Ten by lot"))
        self.back = _link("All policies")
        self.accept_button = pressed_by_enter(button("Settle"))
        self.cancel = pressed_by_enter(button("Cancel"))
        self.undo = words("one step to undo", Look.SECONDARY)
        self._draws = 0
        self.setProperty("look", Look.PAGE.value)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build()
        self._connect()

    @property
    def row(self) -> int:
        """The policy at hand, by its row."""
        return self.table.currentIndex().row()

    @property
    def plan(self) -> PolicyPlan:
        """What the policy at hand comes to."""
        return self.plan_of(self.row)

    def plan_of(self, row: int) -> PolicyPlan:
        """Return what a policy comes to."""
        line = self.model.rows[row]
        return line.plan if line.plan is not None else self.by_label.plan

    def offer(self, labels: Sequence[Label], coders: Sequence[Layer], undecided: int, where: str = "") -> None:
        """Offer all policies; `coders`: who may be preferred, nobody while names are hidden.

        `where`: in which documents the cases are, in words that follow “are open”; empty for all.
        """
        is_open = f"{counted(undecided, 'case')} {one_or_many(undecided, 'is', 'are')} open{where}"
        self.intro.setText(
            f"{is_open}. Nothing is decided before you press the button, and what a person decided stays as it is."
        )
        self.no_names.setVisible(not coders)
        lines = [line for policy in POLICIES for line in _lines(policy.name, policy.title, coders, policy.needs_coder)]
        with QSignalBlocker(self.table.selectionModel()):
            self.model.show_rows([*lines, PolicyLine("A policy for each label", None)])
        # All policies are seen whole; where there are too many coders for that, the page gives the table what it has.
        self.table.setMaximumHeight(self.table.horizontalHeader().sizeHint().height() + len(self.model.rows) * _ROW + 6)
        self.by_label.offer(labels, coders)
        self._show_list(False)
        first = next(row for row, line in enumerate(lines) if line.plan and line.plan.policy == _FIRST)
        self.table.selectRow(first)
        self.table.setCurrentIndex(self.model.index(first, 0))
        self.renew()

    def renew(self) -> None:
        """Have all worked out anew."""
        self._ask(range(len(self.model.rows)))

    def show_preview(self, row: int, found: PolicyPreview) -> None:
        """Say what a policy would do."""
        self.model.show_found(row, found)
        if row == self.row:
            self._show_current()

    def take_keyboard(self, reason: Qt.FocusReason) -> None:
        """Put the keyboard on the policies, or on what one of them would decide."""
        (self.list if self.list.isVisibleTo(self) else self.table).setFocus(reason)

    # Inside.

    def _ask(self, rows: Sequence[int]) -> None:
        asked = [row for row in rows if self.plan_of(row).names]
        for row in rows:
            self.model.show_found(row, None if row in asked else PolicyPreview(refusal=_CHOOSE))
        self._show_current()
        if asked:
            self.previews_wanted.emit(asked)

    @Slot()
    def _show_current(self) -> None:
        found = self.model.found[self.row] if 0 <= self.row < len(self.model.rows) else None
        count = len(found.proposals) if found is not None else 0
        self.of_them.setText("Working out what it would settle…" if found is None else _told(found))
        self.accept_button.setText(f"Settle {counted(count, 'case')}" if count else "Settle")
        self.accept_button.setAccessibleName(self.accept_button.text())
        for part in (self.accept_button, self.each, self.ten):
            part.setEnabled(count > 0)
        self.by_label.setVisible(self.list.isHidden() and self._is_by_label())
        if self.list.isVisibleTo(self):
            self._show_rows(found.proposals if found is not None else (), "")

    def _is_by_label(self) -> bool:
        return 0 <= self.row < len(self.model.rows) and self.model.rows[self.row].plan is None

    def _show_list(self, shown: bool) -> None:
        """Show what the policy at hand would decide in place of the policies, or these again."""
        self.list.setVisible(shown)
        self.table.setVisible(not shown)
        self.back.setVisible(shown)
        self.drawn.setVisible(shown)
        self.by_label.setVisible(not shown and self._is_by_label())

    def _show_rows(self, rows: Sequence[ProposalRow], drawn: str) -> None:
        self.drawn.setText(drawn)
        with QSignalBlocker(self.list.selectionModel()):
            self.proposals.show_rows(rows)

    @Slot()
    def look_at_each(self) -> None:
        """List all that the policy at hand would decide, and begin with the first."""
        found = self.model.found[self.row]
        if found is not None and found.proposals:
            self._look_at(found.proposals, f"all {len(found.proposals)}")

    @Slot()
    def draw_ten(self) -> None:
        """List ten that are drawn, others each time; they come in the order of the texts."""
        found = self.model.found[self.row]
        if found is None or not found.proposals:
            return
        self._draws += 1
        count = len(found.proposals)
        rows = sorted(Random(self._draws).sample(range(count), min(TEN, count)))
        self._look_at([found.proposals[row] for row in rows], f"{len(rows)} of {count}, drawn by lot")

    def _look_at(self, rows: Sequence[ProposalRow], drawn: str) -> None:
        self._show_list(True)
        self._show_rows(rows, drawn)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.setCurrentIndex(self.proposals.index(0, 0))

    @Slot()
    def _go_back(self) -> None:
        self._show_list(False)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_label(self) -> None:
        self._ask([len(self.model.rows) - 1])

    @Slot()
    def _accept(self) -> None:
        self.chosen.emit(self.plan)

    @Slot(QModelIndex)
    def _on_proposal(self, index: QModelIndex) -> None:
        if index.isValid():
            self.place_chosen.emit(*self.proposals.rows[index.row()].place)

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.list.selectionModel().currentRowChanged.connect(self._on_proposal)
        self.table.activated.connect(self.look_at_each)
        self.each.clicked.connect(self.look_at_each)
        self.ten.clicked.connect(self.draw_ten)
        self.back.clicked.connect(self._go_back)
        self.by_label.changed.connect(self._on_label)
        self.accept_button.clicked.connect(self._accept)
        self.cancel.clicked.connect(self.left)
        for view in (self.table, self.list):
            view.installEventFilter(self)

    def _build(self) -> None:
        for table, stretched in ((self.table, 0), (self.list, 1)):
            heads = table.horizontalHeader()
            for column in range(3):
                mode = QHeaderView.ResizeMode.Stretch if column == stretched else QHeaderView.ResizeMode.Interactive
                heads.setSectionResizeMode(column, mode)
        for column in (1, 2):
            self.table.setColumnWidth(column, _NUMBER)
        links, foot = QHBoxLayout(), QHBoxLayout()
        spaced(links, 4)
        for link in (self.each, self.ten, self.back):
            links.addWidget(link)
        links.addWidget(self.drawn)
        links.addStretch(1)
        self.drawn.setWordWrap(False)
        spaced(foot, 8)
        foot.addWidget(self.accept_button)
        foot.addWidget(self.cancel)
        foot.addStretch(1)
        foot.addWidget(self.undo)
        self.undo.setWordWrap(False)
        lines = QVBoxLayout()
        spaced(lines, 8)
        for part in (self.title, self.intro, self.no_names):
            lines.addWidget(part)
        for view in (self.table, self.list, self.by_label):
            lines.addWidget(view, 100)
        lines.addWidget(self.of_them)
        lines.addLayout(links)
        lines.addLayout(foot)
        lines.addStretch(1)
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        across = QHBoxLayout(self)
        spaced(across, 0, (24, 24, 24, 16))
        across.addStretch(1)
        across.addWidget(inside, 100)
        across.addStretch(1)
        # At last: Qt styles all that is in a widget again at each move.
        inside.setLayout(lines)

    # Qt calls these.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column in (0, 2):
            self.list.setColumnWidth(column, min(event.size().width(), WIDEST) * 7 // 25)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        key = event if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) else None
        if key is not None and key.key() in _ENTER:
            # Not by `activated`, which a table on a Mac sends at no key.
            self.look_at_each() if watched is self.table else self.accept_button.setFocus()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.list.isVisibleTo(self):
            self._go_back()
        else:
            self.left.emit()


def _lines(name: str, title: str, coders: Sequence[Layer], needs_coder: bool) -> list[PolicyLine]:
    """Return the policy, or where it prefers a coder one for each."""
    if not needs_coder:
        return [PolicyLine(title, PolicyPlan(name))]
    return [PolicyLine(f"What {isolated(layer.name)} says", PolicyPlan(name, layer.id)) for layer in coders]


def _told(found: PolicyPreview) -> str:
    """Return what a policy would do, by label."""
    if found.refusal or not found.proposals:
        return found.refusal or _NOTHING
    kinds = ", ".join(f"{count} {isolated(label)}" for label, count in found.labels.items())
    return f"Of the {len(found.proposals)}: {kinds}."


def _link(text: str) -> QPushButton:
    return beside_text(button(text, Look.LINK))


def _table(name: str, model: PolicyModel | ProposalModel) -> QTableView:
    made = line_table(name, model)
    made.verticalHeader().setDefaultSectionSize(_ROW)
    made.setWordWrap(False)
    return made
