"""The choices above the numbers: who and what is compared, by which unit, with which coefficients."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from annotator.agreement.input.units import Uncoded, UnitKind, Unmarked
from annotator.operations.agreement.study_names import StudyNames
from annotator.ui.agreement.choices import TEXTS, UNCODED, UNITS, UNMARKED, CoefficientRange, StudyChoices, counted
from annotator.ui.agreement.interval_dialog import IntervalDialog
from annotator.ui.agreement.numbers import Columns
from annotator.ui.agreement.study_runner import Stock
from annotator.ui.agreement.tick_dialog import TickDialog
from annotator.ui.kit.flow_row import FlowRow
from annotator.ui.kit.widgets import Look, button, pressed_by_enter

_LONGEST = 240


class ChoiceBar(FlowRow):
    """`choices`: what is chosen; `changed` tells of every change. `between`: of whom numbers are shown."""

    changed = Signal()
    between_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices, self.stock = StudyChoices(), Stock()
        self.sets: Callable[[], Sequence[tuple[str, Collection[str]]]] = tuple
        """Called for the sets by which documents may be chosen, when these are asked for."""
        self.coders, self.documents, self.labels, self.intervals = (pressed_by_enter(button("")) for _ in range(4))
        self.unit, self.unmarked = _box("Unit"), _box("Units that nobody marked")
        self.uncoded, self.texts = _box("Units without a code"), _box("Texts")
        self.extent, self.whose = _box("Coefficients"), _box("Numbers of which coders")
        self.all_button = pressed_by_enter(button("Compare all", Look.LINK))
        self._build()
        self._say()

    @property
    def between(self) -> Columns:
        """The columns of the coders whose numbers are shown, empty while there are none."""
        return tuple(self.whose.currentData() or ())

    def offer(self, stock: Stock) -> None:
        """Offer what there is in the project; what is gone is not chosen any more."""
        if stock.usual is not self.stock.usual:
            self._choose_unit(stock)
        self.stock = stock
        wanted = self.choices.among([info.id for info in stock.documents], [label.id for label in stock.labels])
        known = [layer.id for layer in stock.offered]
        self.choices = replace(wanted, layers=tuple(id for id in wanted.layers if id in known))
        self._say()

    def offer_groups(self, groups: Sequence[Columns], names: StudyNames) -> None:
        """Offer whose numbers may be shown; who is shown stays where they still are compared."""
        before = self.whose.currentText()
        self.whose.blockSignals(True)
        self.whose.clear()
        for group in groups:
            text = f"of {names.between(group)}"
            shown = self.whose.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, _LONGEST)
            self.whose.addItem(shown, list(group))
        self.whose.setCurrentIndex(max(0, self.whose.findText(before)))
        self.whose.blockSignals(False)
        self._show(self.whose, len(groups) > 1)

    def compare_all(self) -> None:
        """Leave nothing out any more."""
        self._choose(layers=(), documents=(), labels=())

    def compare_layers(self) -> None:
        """Compare all layers in which something is coded, re-code samples too."""
        self._choose(layers=tuple(layer.id for layer in self.stock.begun))

    def compare_begun_too(self) -> None:
        """Compare coders also in the texts that they have begun and not done."""
        _set(self.texts, True)
        self._choose(begun_too=True)

    def reset(self) -> None:
        """Begin anew with the next project."""
        self.choices = StudyChoices()
        self.offer(Stock())
        self.offer_groups((), StudyNames())
        _set(self.unit, self.choices.unit)
        _set(self.unmarked, self.choices.unmarked)
        _set(self.uncoded, self.choices.uncoded)
        _set(self.texts, self.choices.begun_too)
        _set(self.extent, self.choices.extent)

    # Asking.

    def ask_coders(self) -> None:
        """Ask which layers are compared."""
        options = [(str(layer.id), layer.name) for layer in self.stock.offered]
        stock, anybody = self.stock, replace(self.choices, layers=())
        usual = tuple(str(layer.id) for layer in anybody.compared(stock.begun, stock.samples, None, stock.unfinished))
        gold = " Gold, where it is ticked, is what the others are compared with." if self.stock.gold is not None else ""
        self._ask(
            "Coders to compare",
            f"Two or more. Several layers of one coder can be compared too: that is stability.{gold}",
            options,
            self.choices.layers or usual,
            lambda ids: self._choose(layers=() if ids == usual else ids),
            2,
        )

    def ask_documents(self) -> None:
        """Ask which documents are looked at."""
        every = tuple(info.id for info in self.stock.documents)
        self._ask(
            "Documents to compare",
            "A coder counts in those that they have marked as done, and in those begun too where that is chosen.",
            [(info.id, info.title) for info in self.stock.documents],
            self.choices.documents or every,
            lambda ids: self._choose(documents=() if ids == every else ids),
            groups=self.sets(),
        )

    def ask_labels(self) -> None:
        """Ask which labels are looked at."""
        every = tuple(label.id for label in self.stock.labels)
        self._ask(
            "Labels to compare",
            "Spans with other labels are taken as if they were not there.",
            [(label.id, label.name) for label in self.stock.labels],
            self.choices.labels or every,
            lambda ids: self._choose(labels=() if ids == every else ids),
        )

    def ask_intervals(self) -> None:
        """Ask how intervals are found."""
        dialog = IntervalDialog(self.choices.level, self.choices.seed, self)
        dialog.chosen.connect(lambda level, seed: self._choose(level=level, seed=seed))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask(
        self,
        title: str,
        intro: str,
        options: Sequence[tuple[str, str]],
        ticked: Collection[str],
        take: Callable[[tuple[str, ...]], None],
        least: int = 1,
        groups: Sequence[tuple[str, Collection[str]]] = (),
    ) -> None:
        """Ask which of the options are meant; all of them stay all when others come, which `take` sees to."""
        dialog = TickDialog(title, intro, options, ticked, min(least, len(options)), self, groups)
        dialog.chosen.connect(take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # Inside.

    def _build(self) -> None:
        for unit, title in UNITS.items():
            if unit is not UnitKind.UNITS:
                self.unit.addItem(f"by {title}", unit)
        for unmarked, title in UNMARKED.items():
            self.unmarked.addItem(title, unmarked)
        for uncoded, title in UNCODED.items():
            self.uncoded.addItem(title, uncoded)
        for begun_too, title in TEXTS.items():
            self.texts.addItem(title, begun_too)
        for extent in CoefficientRange:
            self.extent.addItem(extent.value, extent)
        first = (self.coders, self.documents, self.texts, self.labels, self.unit, self.unmarked, self.uncoded)
        for control in (*first, self.extent, self.intervals, self.whose, self.all_button):
            self.put(control)
        self.whose.hide()
        self.coders.clicked.connect(self.ask_coders)
        self.documents.clicked.connect(self.ask_documents)
        self.labels.clicked.connect(self.ask_labels)
        self.intervals.clicked.connect(self.ask_intervals)
        self.all_button.clicked.connect(self.compare_all)
        for box in (self.unit, self.unmarked, self.uncoded, self.texts, self.extent):
            box.currentIndexChanged.connect(self._on_box)
        self.whose.currentIndexChanged.connect(self.between_changed)

    def _choose(self, **chosen: Any) -> None:
        before = self.choices
        self.choices = replace(before, **chosen)
        self._say()
        if self.choices != before:
            self.changed.emit()

    def _say(self) -> None:
        """Write on the buttons what is chosen."""
        stock, chosen = self.stock, self.choices
        many = len(stock.begun), len(stock.documents), len(stock.labels)
        compared = chosen.compared(stock.begun, stock.samples, stock.gold, stock.unfinished)
        with_gold = stock.gold is not None and stock.gold in compared
        coders = counted(len(compared) - with_gold, many[0], "coder", "coders")
        coders += " and gold" if with_gold else ""
        documents = counted(len(chosen.documents) or many[1], many[1], "document", "documents")
        labels = counted(len(chosen.labels) or many[2], many[2], "label", "labels")
        for one, name, text in (
            (self.coders, "Coders", coders),
            (self.documents, "Documents", documents),
            (self.labels, "Labels", labels),
            (self.intervals, "Intervals", f"{chosen.level:.0%} intervals"),
        ):
            one.setText(f"{text[:1].upper()}{text[1:]}…")
            one.setAccessibleName(f"{name}: {text}")
        self.intervals.setToolTip(f"Seed of gamma {chosen.seed}")
        self._show(self.all_button, chosen.narrows)
        of_units = chosen.unit is UnitKind.UNITS
        is_missing = of_units and chosen.uncoded is Uncoded.MISSING
        self._show(self.unmarked, chosen.unit is not UnitKind.SPANS and not is_missing)
        self._show(self.uncoded, of_units)
        self.rearrange()

    def _choose_unit(self, stock: Stock) -> None:
        """Offer given units where a project has some, and compare by what is usual in it."""
        at = self.unit.findData(UnitKind.UNITS)
        self.unit.blockSignals(True)
        if stock.has_units and at < 0:
            self.unit.insertItem(0, f"by {UNITS[UnitKind.UNITS]}", UnitKind.UNITS)
        elif not stock.has_units and at >= 0:
            self.unit.removeItem(at)
        self.unit.blockSignals(False)
        _set(self.unit, stock.usual)
        self.choices = replace(self.choices, unit=stock.usual)

    def _show(self, control: QWidget, shown: bool) -> None:
        control.setVisible(shown)
        self.rearrange()

    @Slot()
    def _on_box(self) -> None:
        self._choose(
            unit=UnitKind(self.unit.currentData()),
            unmarked=Unmarked(self.unmarked.currentData()),
            uncoded=Uncoded(self.uncoded.currentData()),
            begun_too=bool(self.texts.currentData()),
            extent=CoefficientRange(self.extent.currentData()),
        )


def _box(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return made


def _set(box: QComboBox, value: object) -> None:
    box.blockSignals(True)
    box.setCurrentIndex(box.findData(value))
    box.blockSignals(False)
