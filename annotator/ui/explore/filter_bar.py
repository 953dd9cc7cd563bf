"""The line above the pictures that says what is counted, in which choices are chips: layer, force, parties, days."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from annotator.acts.finding import ActorIndex
from annotator.acts.label_counts import BY_DOCUMENT
from annotator.acts.series import FITTING
from annotator.model.codebook import Label
from annotator.ui.explore.choices import GOLD, ExploreChoices
from annotator.ui.explore.filter_fields import DayField, DocumentField, NameField, WholeField
from annotator.ui.explore.searches import SET
from annotator.ui.kit.choice_chips import LONGEST_NAME, TickChip, choice_chip, toggle_chip
from annotator.ui.kit.flow_row import FlowRow
from annotator.ui.kit.swatch import label_icon
from annotator.ui.kit.widgets import Look, button, pressed_by_enter

_ANY = "any force"
_NONE = "no force given"
_ACROSS = 6
_PERIODS = ((FITTING, "periods that fit"), ("week", "by week"), ("month", "by month"), ("year", "by year"))


class FilterBar(FlowRow):
    """`choices`: what is chosen. `changed` tells of every change; `unknown` says that something typed is nothing."""

    changed = Signal()
    unknown = Signal(str)
    left = Signal()
    """Done here: on to the pictures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, across=_ACROSS)
        self.choices = ExploreChoices()
        self.line = QLabel()
        self.line.setProperty("look", Look.SECONDARY.value)
        self.layer, self.force, self.period = choice_chip("Layer"), choice_chip("Force"), choice_chip("Period")
        self.rows = choice_chip("Rows")
        self.ticks = TickChip("Labels", "labels")
        self._has_acts, self._of_labels, self._has_rows = True, False, True
        self._labels: Sequence[Label] = ()
        self.actor = NameField(
            "Speaker or addressee",
            "No act has “{}” as its speaker or addressee; choose one of the names offered.",
        )
        self.document, self.days = DocumentField(), DayField()
        self._sets: dict[str, frozenset[str]] = {}
        self.expand = toggle_chip(
            "groups by their members",
            "Count an act of a group, such as the G7, for each who was a member on the day of the text",
        )
        self.by_state = toggle_chip(
            "offices and people for their state",
            "Count what a president, a minister or a ministry says, and what is said to them, for their state",
        )
        self.all_button = pressed_by_enter(button("Show all acts", Look.LINK))
        self._build()

    @property
    def toggles(self) -> list[QAction]:
        """The ticks of the labels."""
        return self.ticks.ticks

    @property
    def fields(self) -> tuple[WholeField, ...]:
        """The chips to type in."""
        return self.actor, self.document, self.days

    def tell(self, count: str, whole: str) -> None:
        """Say before the choices how much is counted; `whole`: with all that is chosen, for whoever hears it."""
        self.line.setText(f"{count} of")
        self.line.setAccessibleName(whole)

    def offer_layers(self, options: Sequence[tuple[str, str]]) -> None:
        """List the layers; one that is gone gives way to the first."""
        _fill(self.layer, options, self.choices.layer)
        self.choices = replace(self.choices, layer=self.layer.currentData() or GOLD)

    def begin_with(self, layer: str) -> None:
        """Choose a layer before anybody has chosen one; nothing is told of it."""
        self.choices = replace(self.choices, layer=layer)

    def offer_labels(self, labels: Sequence[Label]) -> None:
        """List the labels that are acts; those that were hidden stay so."""
        hidden = {label.id for label, tick in zip(self._labels, self.toggles, strict=True) if not tick.isChecked()}
        self._labels, self._has_acts = labels, bool(labels)
        self.ticks.offer([(label.name, label_icon(label), label.id not in hidden) for label in labels])
        self._show_controls()
        self.choices = replace(self.choices, labels=self._chosen_labels())

    def offer_values(self, forces: Sequence[str], names: Sequence[str], index: ActorIndex) -> None:
        """List the forces and the actors that occur; what is chosen stays, though no act may have it any more.

        `index`: those of the actors that are registered, who are found by alias and code as well.
        """
        values = [*forces, *([self.choices.force] if self.choices.force not in (None, *forces) else [])]
        options = [(None, _ANY), *((force, force or _NONE) for force in values)]
        _fill(self.force, options, self.choices.force)
        self.actor.offer(names, index)

    def offer_documents(self, titles: Mapping[str, str], sets: Mapping[str, frozenset[str]] | None = None) -> None:
        """List the documents (titles by id), and the sets (their documents by name); what is chosen stays so."""
        self._sets = {f"{SET}{name}": members for name, members in (sets or {}).items()}
        self.document.offer_documents({key: key for key in self._sets} | dict(titles))
        members = self._sets.get(self.document.document, frozenset())
        self.choices = replace(self.choices, title=self.document.whole, members=members)

    def offer_rows(self, options: Sequence[tuple[str, str]]) -> None:
        """List what may have a row where labels are counted."""
        _fill(self.rows, options, self.choices.by)
        self.choices = replace(self.choices, by=self.rows.currentData() or BY_DOCUMENT)

    def show_for(self, of_labels: bool, has_rows: bool = True) -> None:
        """Show the choices that count in a view: of labels (True), or of the acts; `has_rows`: of what has a row."""
        self._of_labels, self._has_rows = of_labels, has_rows
        self._show_controls()

    def show_names(self, every: bool) -> None:
        """Count all names apart, or those that are few together."""
        self.choices = replace(self.choices, all_names=every)
        self.changed.emit()

    def show_all(self) -> None:
        """Take all filters away but the layer."""
        self.force.blockSignals(True)
        self.force.setCurrentIndex(0)
        self.force.blockSignals(False)
        self.ticks.tick_all()
        for field in self.fields:
            field.forget()
        self._on_changed()

    def choose_layer(self, layer: str) -> None:
        """Choose another layer, as its option says."""
        self.layer.setCurrentIndex(self.layer.findData(layer))

    def reset(self) -> None:
        """Begin anew with the next project."""
        self.choices = ExploreChoices()
        self.offer_labels(())
        for widget in self._all_controls():
            widget.blockSignals(True)
        self.layer.clear()
        self.rows.clear()
        self.force.clear()
        self.period.setCurrentIndex(0)
        self.expand.setChecked(False)
        self.by_state.setChecked(False)
        for field in self.fields:
            field.forget()
        for widget in self._all_controls():
            widget.blockSignals(False)

    def refresh_theme(self) -> None:
        """Draw the labels' marks anew, after the theme changed."""
        for label, each in zip(self._labels, self.toggles, strict=True):
            each.setIcon(label_icon(label))

    # Inside.

    def _all_controls(self) -> tuple[QWidget, ...]:
        of_acts = self.ticks, self.force, self.actor
        return self.layer, self.rows, *of_acts, self.document, self.days, self.expand, self.by_state, self.period

    def _show_controls(self) -> None:
        self.rows.setVisible(self._of_labels and self._has_rows)
        for widget in (self.force, self.actor, self.expand, self.by_state, self.ticks):
            widget.setVisible(self._has_acts and not self._of_labels)
        self.period.setVisible(self._has_rows or not self._of_labels)
        are_codings = self._of_labels or not self._has_acts
        self.all_button.setText("Show all codings" if are_codings else "Show all acts")
        self.all_button.setVisible(self.choices.narrows_documents if are_codings else self.choices.narrows)

    def _build(self) -> None:
        _fill(self.period, _PERIODS, FITTING)
        for widget in (self.line, *self._all_controls(), self.all_button):
            self.put(widget)
        self.all_button.hide()
        for box in (self.layer, self.rows, self.force, self.period):
            box.currentIndexChanged.connect(self._on_changed)
        self.ticks.changed.connect(self._on_changed)
        for each in (self.expand, self.by_state):
            each.toggled.connect(self._on_changed)
        for field in self.fields:
            field.changed.connect(self._on_changed)
            field.unknown.connect(self.unknown)
            for done in (field.done, field.left, field.descended):
                done.connect(self.left)
        self.all_button.clicked.connect(self.show_all)
        self._show_controls()

    def _chosen_labels(self) -> frozenset[str] | None:
        chosen = frozenset(label.id for label, box in zip(self._labels, self.toggles, strict=True) if box.isChecked())
        return None if len(chosen) == len(self._labels) else chosen

    @Slot()
    def _on_changed(self) -> None:
        before = self.choices
        self.choices = ExploreChoices(
            layer=self.layer.currentData() or GOLD,
            labels=self._chosen_labels(),
            force=self.force.currentData(),
            actor=self.actor.whole,
            document=self.document.document,
            title=self.document.whole,
            members=self._sets.get(self.document.document, frozenset()),
            when=self.days.whole,
            expand=self.expand.isChecked(),
            by_state=self.by_state.isChecked(),
            period=self.period.currentData() or FITTING,
            by=self.rows.currentData() or BY_DOCUMENT,
            all_names=before.all_names,
        )
        self._show_controls()
        if self.choices != before:
            self.changed.emit()


def _fill(box: QComboBox, options: Sequence[tuple[str | None, str]], chosen: str | None) -> None:
    """List options without anybody hearing of it; the chosen one stays, the first comes where it is gone."""
    box.blockSignals(True)
    box.clear()
    for value, title in options:
        shown = box.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, LONGEST_NAME)
        box.addItem(shown, value)
    values = [value for value, _ in options]
    box.setCurrentIndex(values.index(chosen) if chosen in values else 0)
    box.blockSignals(False)
