"""The column of actors: a line that filters, the list, and what can be done with the register as a whole."""

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.model.ids import ActorId
from annotator.model.wording import counted
from annotator.ui.actors.item_model import ActorModel
from annotator.ui.actors.loader import RegisterView
from annotator.ui.kit.flow_row import FlowRow
from annotator.ui.kit.rows import row_list, select_quietly
from annotator.ui.kit.widgets import Field, Look, button, pressed_by_enter, spaced, words

SHOWN = 500
"""So many of those that fit are listed: nobody reads on where another letter is quicker."""
EMPTY = "The register is empty. Add the shipped one, import a file, or register an actor."
READING = "Reading the register…"


class RegisterPanel(QWidget):
    """`chosen` carries an actor's id; `opened` asks for the keyboard in its form."""

    chosen = Signal(str)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ActorModel(self)
        self.filter = Field(placeholderText="Filter: name, alias, code, kind", clearButtonEnabled=True)
        self.filter.setAccessibleName("Filter the actors")
        self.list = row_list("Actors")
        self.list.setModel(self.model)
        self.empty = words(READING, Look.SECONDARY)
        self.count = words("", Look.SECONDARY)
        self.new_button = pressed_by_enter(button("New actor…"))
        self.shipped_button = pressed_by_enter(button("Add the shipped register"))
        self.import_button = pressed_by_enter(button("Import…", Look.LINK))
        self.export_button = pressed_by_enter(button("Export…", Look.LINK))
        self.import_button.setAccessibleName("Import a register")
        self.export_button.setAccessibleName("Export the register")
        self.shipped_button.setAccessibleName("Add the register that comes with the program")
        self._view, self._selected, self._known = RegisterView(), ActorId(""), False
        self._build()
        self._connect()
        self._say()

    def show_view(self, view: RegisterView) -> None:
        """Show a register as it is now; the filter and the actor at hand stay."""
        self._view, self._known = view, True
        self._filter(self.filter.text())

    def reset(self) -> None:
        """Show no register."""
        self.filter.clear()
        self.show_view(RegisterView())
        self._selected, self._known = ActorId(""), False
        self._say()

    def select(self, actor: ActorId | None) -> None:
        """Make an actor the current one without saying so; one that the filter hides takes the filter away."""
        self._selected = actor or ActorId("")
        if self._view.get(actor) is not None and self.model.row_of(actor) < 0:
            self.filter.clear()
        self._mark()

    def take_keyboard(self) -> None:
        """Put the keyboard into the filter, and what stands there is typed over."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    # Inside.

    def _build(self) -> None:
        buttons = FlowRow()
        for each in (self.new_button, self.shipped_button, self.import_button, self.export_button):
            buttons.put(each)
        box = QVBoxLayout(self)
        spaced(box, 8, (12, 12, 8, 12))
        for widget in (self.filter, self.empty, self.list, self.count):
            box.addWidget(widget, 1 if widget is self.list else 0)
        # Where there is no list to take the room.
        box.addStretch(0)
        box.addWidget(buttons)
        self.setMinimumWidth(196)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._filter)
        self.filter.returnPressed.connect(self._on_filter_done)
        self.filter.descended.connect(self._to_list)
        self.filter.left.connect(self._on_filter_left)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.activated.connect(lambda _: self.opened.emit())

    @Slot(str)
    def _filter(self, typed: str) -> None:
        found = self._view.index.search(typed, None, self._view.uses if typed.strip() else ())
        shown = found[:SHOWN] if typed.strip() else found
        quiet = self.list.selectionModel()
        quiet.blockSignals(True)
        self.model.show_actors(shown, self._view, typed)
        quiet.blockSignals(False)
        self._mark()
        self._say(len(found))

    def _mark(self) -> None:
        row = self.model.row_of(self._selected)
        select_quietly(self.list, self.model.index(row) if row >= 0 else QModelIndex())

    def _say(self, found: int = 0) -> None:
        all_of_them, shown = len(self._view.index), len(self.model.actors)
        nothing = "No actor matches. Names, aliases, codes and kinds are searched."
        self.empty.setText(EMPTY if self._known and not all_of_them else nothing if self._known else READING)
        self.empty.setVisible(not shown)
        self.list.setVisible(bool(shown))
        few = f"the first {shown:,} of {found:,} that fit" if shown < found else f"{shown:,} of {all_of_them:,}"
        self.count.setText(counted(all_of_them, "actor") if shown == all_of_them else few)
        self.count.setVisible(bool(all_of_them))

    @Slot()
    def _on_filter_done(self) -> None:
        """Choose the best one where the actor at hand is not among those that fit, and go to its form."""
        if not self.list.currentIndex().isValid() and self.model.actors:
            self.list.setCurrentIndex(self.model.index(0))
        self.opened.emit()

    @Slot()
    def _on_filter_left(self) -> None:
        self.filter.clear()
        self._to_list()

    @Slot()
    def _to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.list.currentIndex().isValid() and self.model.actors:
            self.list.setCurrentIndex(self.model.index(0))

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self._selected = self.model.actors[index.row()].id
            self.chosen.emit(self._selected)
