"""The line above the pictures that says what is counted, in which choices are chips: layer, labels, force, parties."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QCompleter, QLabel, QWidget

from annotator.acts.finding import ActorIndex, folded
from annotator.acts.label_counts import BY_DOCUMENT
from annotator.acts.series import FITTING
from annotator.model.codebook import Label
from annotator.ui.explore.choices import GOLD, ExploreChoices
from annotator.ui.kit.choice_chips import LONGEST_NAME, TickChip, choice_chip, toggle_chip
from annotator.ui.kit.flow_row import FlowRow
from annotator.ui.kit.swatch import label_icon
from annotator.ui.kit.widgets import Field, Look, button, pressed_by_enter

_ANY = "any force"
_NONE = "no force given"
_ACROSS = 6
_FIELD = 170
_PERIODS = ((FITTING, "periods that fit"), ("week", "by week"), ("month", "by month"), ("year", "by year"))


class FilterBar(FlowRow):
    """`choices`: what is chosen. `changed` tells of every change; `unknown` of a name that no act has."""

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
        self._has_acts, self._of_labels = True, False
        self._labels: Sequence[Label] = ()
        self._names: dict[str, str] = {}
        self._index = ActorIndex(())
        self.actor = Field(placeholderText="Speaker or addressee", clearButtonEnabled=True)
        self.actor.setAccessibleName("Speaker or addressee")
        self.actor.setProperty("look", Look.CHIP.value)
        self.actor.setFixedWidth(_FIELD)
        self._known = QStringListModel(self)
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
        self._names, self._index = {name.casefold(): name for name in names}, index
        self._offer_names(self.actor.text())

    def offer_rows(self, options: Sequence[tuple[str, str]]) -> None:
        """List what may have a row where labels are counted."""
        _fill(self.rows, options, self.choices.by)
        self.choices = replace(self.choices, by=self.rows.currentData() or BY_DOCUMENT)

    def show_for(self, of_labels: bool) -> None:
        """Show the choices that count in a view: that of the labels (True), or of the acts."""
        self._of_labels = of_labels
        self._show_controls()

    def show_names(self, every: bool) -> None:
        """Count all names apart, or those that are few together."""
        self.choices = replace(self.choices, all_names=every)
        self.changed.emit()

    def show_all(self) -> None:
        """Take all filters away but the layer."""
        for widget in (self.force, self.actor):
            widget.blockSignals(True)
        self.force.setCurrentIndex(0)
        self.actor.clear()
        self.ticks.tick_all()
        for widget in (self.force, self.actor):
            widget.blockSignals(False)
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
        self.actor.clear()
        for widget in self._all_controls():
            widget.blockSignals(False)

    def refresh_theme(self) -> None:
        """Draw the labels' marks anew, after the theme changed."""
        for label, each in zip(self._labels, self.toggles, strict=True):
            each.setIcon(label_icon(label))

    # Inside.

    def _all_controls(self) -> tuple[QWidget, ...]:
        return (*(self.layer, self.rows, self.ticks, self.force, self.actor, self.expand, self.by_state, self.period),)

    def _show_controls(self) -> None:
        self.rows.setVisible(self._of_labels)
        for widget in (self.force, self.actor, self.expand, self.by_state, self.ticks):
            widget.setVisible(self._has_acts and not self._of_labels)
        self.all_button.setVisible(self.choices.narrows and not self._of_labels)

    def _build(self) -> None:
        completer = QCompleter(self._known, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(12)
        self.actor.setCompleter(completer)
        _fill(self.period, _PERIODS, FITTING)
        for widget in (self.line, *self._all_controls(), self.all_button):
            self.put(widget)
        self.all_button.hide()
        for box in (self.layer, self.rows, self.force, self.period):
            box.currentIndexChanged.connect(self._on_changed)
        self.ticks.changed.connect(self._on_changed)
        for each in (self.expand, self.by_state):
            each.toggled.connect(self._on_changed)
        self.actor.textEdited.connect(self._offer_names)
        self.actor.textChanged.connect(self._on_typed)
        self.actor.returnPressed.connect(self._on_actor_done)
        self.actor.left.connect(self.left)
        self.actor.descended.connect(self.left)
        self.all_button.clicked.connect(self.show_all)
        self._show_controls()

    def _chosen_labels(self) -> frozenset[str] | None:
        chosen = frozenset(label.id for label, box in zip(self._labels, self.toggles, strict=True) if box.isChecked())
        return None if len(chosen) == len(self._labels) else chosen

    def _typed_name(self) -> str:
        """Return the known name that stands in the field, an empty text for none."""
        return self._names.get(_one_line(self.actor.text()).casefold(), "")

    def _meant(self, typed: str) -> str:
        """Return the name of the one whose alias or code was typed, an empty text for none."""
        for actor in self._index.search(typed, 1):
            if folded(typed) in map(folded, (*actor.aliases, *actor.codes.values())):
                return _one_line(actor.name)
        return ""

    @Slot(str)
    def _offer_names(self, typed: str) -> None:
        """Offer those who fit: registered ones by name, alias or code, the best first, then others by their words."""
        letters = folded(typed)
        found = [_one_line(actor.name) for actor in self._index.search(typed)]
        found += [name for name in self._names.values() if letters in folded(name)]
        self._known.setStringList(list(dict.fromkeys(found)))

    @Slot()
    def _on_changed(self) -> None:
        before = self.choices
        self.choices = ExploreChoices(
            layer=self.layer.currentData() or GOLD,
            labels=self._chosen_labels(),
            force=self.force.currentData(),
            actor=self._typed_name() or (before.actor if self.actor.text() else ""),
            expand=self.expand.isChecked(),
            by_state=self.by_state.isChecked(),
            period=self.period.currentData() or FITTING,
            by=self.rows.currentData() or BY_DOCUMENT,
            all_names=before.all_names,
        )
        self._show_controls()
        if self.choices != before:
            self.changed.emit()

    @Slot()
    def _on_typed(self) -> None:
        # What is typed halfway counts nothing: the pictures follow a name, or its being taken away.
        if self._typed_name() or not self.actor.text():
            self._on_changed()

    @Slot()
    def _on_actor_done(self) -> None:
        typed = self.actor.text().strip()
        if typed and not self._typed_name() and (meant := self._meant(typed)):
            self.actor.setText(meant)
        if typed and not self._typed_name():
            self.unknown.emit(typed)
        else:
            self._on_changed()
            self.left.emit()


def _one_line(name: str) -> str:
    return " ".join(name.split())


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
