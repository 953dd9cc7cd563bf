"""The form of a label, on five pages: what it means, how it looks and where it stands, attributes, roles, schemes."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from annotator.model.codebook import Attribute, Codebook, Cue, Label, Role, Scope
from annotator.ui.codebook.attribute_form import AttributeForm
from annotator.ui.codebook.conditions import with_renamed
from annotator.ui.codebook.counterparts import COLUMNS, as_row, from_rows, renamed
from annotator.ui.codebook.edits import as_tree, descendants
from annotator.ui.codebook.faults import CodebookFault
from annotator.ui.codebook.grid import Grid
from annotator.ui.codebook.parts import PartsEditor
from annotator.ui.codebook.role_form import RoleForm
from annotator.ui.kit.fields import Choice, ColourField, Fields, LinesArea, TextArea
from annotator.ui.kit.swatch import HEIGHT, WIDTH, swatch
from annotator.ui.kit.widgets import Look, spaced

READABLE = 660
"""Pixels of a form at most: longer lines are hard to read."""
_PAGES = ("Meaning", "Look and place", "Attributes", "Roles", "Schemes")
_MEANING, _LOOK, _ATTRIBUTES, _ROLES, _SCHEMES = range(5)
_PAGE_OF = {
    **dict.fromkeys(("colour", "cue", "key", "scope", "parent", "heading", "code"), _LOOK),
    **{"attributes": _ATTRIBUTES, "roles": _ROLES, "counterparts": _SCHEMES},
}
_NO_ATTRIBUTES = (
    "Nothing is asked about spans of this label. An attribute is asked for: how strong, whether conditional …"
)
_NO_ROLES = "This label is no act. A role makes it one: a speaker, an addressee, what is asked for …"


class LabelForm(QTabWidget):
    """`edited` carries the label as it is after a change by hand."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label: Label | None = None
        self._offered: object = None
        self.setDocumentMode(True)
        # The policy goes on to the bar, which alone is to have the keyboard.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabBar().setAccessibleName("Pages of the label")
        self.name, self.id = QLineEdit(), QLineEdit(readOnly=True)
        self.texts = {name: TextArea(3 if name == "definition" else 2) for name in ("definition", "include", "exclude")}
        self.lists = {name: LinesArea() for name in ("examples", "near_misses")}
        self.colour, self.cue, self.key = ColourField(), Choice(), QLineEdit(maxLength=1)
        self.scope, self.parent_label = Choice(), Choice()
        self.names_actors = QCheckBox("Its spans are mentions of actors")
        self.heading = QCheckBox("A heading: nothing is coded with it")
        self.code = QLineEdit(maxLength=64)
        self.attributes = PartsEditor[Attribute]("attribute", _NO_ATTRIBUTES, AttributeForm())
        self.roles = PartsEditor[Role]("role", _NO_ROLES, RoleForm())
        self.counterparts = Grid("Counterparts in other schemes", "counterpart", COLUMNS, (72, 76, 96, 110))
        self.fields = Fields()
        self._build()
        self._connect()

    @property
    def of_slots(self) -> PartsEditor[Attribute]:
        """The attributes of the role at hand."""
        form = self.roles.form
        assert isinstance(form, RoleForm)
        return form.attributes

    def show_label(self, label: Label, codebook: Codebook) -> None:
        """Show a label of a codebook without telling of it."""
        self.label = label
        if self.name.text() != label.name:
            self.name.setText(label.name)
        self.id.setText(label.id)
        for name, area in self.texts.items():
            area.show_text(getattr(label, name))
        for name, lines in self.lists.items():
            lines.show_items(getattr(label, name))
        self.colour.show_colour(label.colour, label.cue)
        self.cue.setCurrentIndex(self.cue.findData(label.cue))
        if self.key.text() != label.key:
            self.key.setText(label.key)
        self.scope.setCurrentIndex(self.scope.findData(label.scope))
        self._offer_parents(label, codebook)
        with QSignalBlocker(self.names_actors):
            self.names_actors.setChecked(label.names_actors)
        with QSignalBlocker(self.heading):
            self.heading.setChecked(label.heading)
        self.key.setEnabled(not label.heading)
        if self.code.text().strip() != label.code:
            self.code.setText(label.code)
        self.attributes.show_parts(label.attributes)
        form = self.roles.form
        assert isinstance(form, RoleForm)
        named = {id for role in label.roles for id in role.labels}
        form.offer([one for one in codebook.labels if not one.heading or one.id in named])
        self.roles.show_parts(label.roles)
        self.counterparts.show_rows([as_row(one) for one in label.counterparts])

    def say(self, faults: Sequence[CodebookFault]) -> None:
        """Show what is wrong with the label at hand, at the fields and on the tabs."""
        mine = [fault for fault in faults if self.label is not None and fault.label == self.label.id]
        first = {str(fault.path[0]) if fault.path else "name": fault.sentence for fault in reversed(mine)}
        self.fields.say(first)
        for name, parts in (("attributes", self.attributes), ("roles", self.roles)):
            parts.say([(fault.path[1:], fault.sentence) for fault in mine if fault.path[:1] == (name,)])
        wrong = {_PAGE_OF.get(name, _MEANING) for name in first}
        for page, title in enumerate(_PAGES):
            self.setTabText(page, f"{title} (!)" if page in wrong else title)

    def take_keyboard(self) -> None:
        """Put the keyboard into the label's name."""
        self.setCurrentIndex(_MEANING)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def refresh_theme(self) -> None:
        """Draw the bars anew, after the theme changed."""
        self.colour.refresh_theme()
        self._draw_cues()

    # Inside.

    def _build(self) -> None:
        for cue in Cue:
            self.cue.addItem(cue.capitalize(), cue)
        self.cue.setIconSize(QSize(WIDTH, HEIGHT))
        self.key.setFixedWidth(64)
        self.scope.addItem("Passages of the text", Scope.SPAN)
        self.scope.addItem("Whole documents", Scope.DOCUMENT)
        pages = [Fields() for _ in _PAGES]
        made = self.fields
        row = QHBoxLayout()
        spaced(row, 16)
        row.addLayout(made.made("name", "Name", self.name), 3)
        row.addLayout(made.made("id", "Id (permanent)", self.id), 2)
        pages[_MEANING].addLayout(row)
        for name, caption in (("definition", "Definition"), ("include", "Include"), ("exclude", "Exclude")):
            pages[_MEANING].addLayout(made.made(name, caption, self.texts[name]))
        for name, caption in (("examples", "Examples"), ("near_misses", "Near misses, with the answer")):
            hint = "One to a line; Shift and Enter break a line within one." if name == "examples" else ""
            pages[_MEANING].addLayout(made.made(name, caption, self.lists[name], hint))
        pages[_LOOK].addLayout(made.made("colour", "Colour", self.colour))
        pages[_LOOK].addLayout(made.made("cue", "Bar, told apart without the colour", self.cue))
        pages[_LOOK].addLayout(made.made("key", "Key", self.key, "One of 1 to 9 or a to z; empty for none."))
        code_hint = "What it is called in the scheme that it comes from, such as 504; the picker finds it by that, too."
        pages[_LOOK].addLayout(made.made("code", "External code", self.code, code_hint))
        pages[_LOOK].addLayout(made.made("scope", "Put on", self.scope))
        pages[_LOOK].addLayout(made.made("parent", "A kind of", self.parent_label))
        pages[_LOOK].addWidget(self.heading)
        pages[_LOOK].addWidget(self.names_actors)
        pages[_ATTRIBUTES].addLayout(made.made("attributes", "", self.attributes))
        pages[_ROLES].addLayout(made.made("roles", "", self.roles))
        hint = (
            "What a coding is called elsewhere; the first row of a scheme that fits is taken. When: attribute = value "
            "| value; another = value. Without a code the note says that the scheme has nothing for it."
        )
        pages[_SCHEMES].addLayout(made.made("counterparts", "Counterparts", self.counterparts, hint))
        for title, fields in zip(_PAGES, pages, strict=True):
            scrolled(fields, partial(self._add_page, title))
        self._draw_cues()

    def _add_page(self, title: str, page: QWidget) -> None:
        self.addTab(page, title)

    def _connect(self) -> None:
        self.name.textEdited.connect(lambda text: self._change(name=text))
        for name, area in self.texts.items():
            area.edited.connect(lambda name=name, area=area: self._change(**{name: area.toPlainText()}))
        for name, lines in self.lists.items():
            lines.edited.connect(lambda name=name, lines=lines: self._change(**{name: lines.items()}))
        self.colour.edited.connect(lambda: self._change(colour=self.colour.colour))
        self.cue.activated.connect(lambda: self._change(cue=Cue(self.cue.currentData())))
        self.key.textEdited.connect(lambda text: self._change(key=text.lower()))
        self.scope.activated.connect(lambda: self._change(scope=Scope(self.scope.currentData())))
        self.parent_label.activated.connect(lambda: self._change(parent=self.parent_label.currentData() or None))
        self.heading.toggled.connect(self._on_heading)
        self.code.textEdited.connect(lambda text: self._change(code=text.strip()))
        self.names_actors.toggled.connect(lambda ticked: self._change(names_actors=ticked))
        self.attributes.edited.connect(self._on_attributes)
        self.roles.edited.connect(lambda: self._change(roles=self.roles.parts))
        self.counterparts.edited.connect(self._on_counterparts)

    def _change(self, **fields: Any) -> None:
        if self.label is None:
            return
        changed = self.label.model_copy(update=fields)
        if changed != self.label:
            self.label = changed
            self.edited.emit(changed)

    @Slot(bool)
    def _on_heading(self, ticked: bool) -> None:
        """Take the key away with which nothing could be coded any more."""
        self.key.setEnabled(not ticked)
        if ticked:
            self.key.clear()
        self._change(heading=ticked, **({"key": ""} if ticked else {}))

    @Slot()
    def _on_attributes(self) -> None:
        form, at = self.attributes.form, self.attributes.at_hand
        assert isinstance(form, AttributeForm) and self.label is not None
        counterparts = self.label.counterparts
        if at is not None and form.renamed:
            counterparts = renamed(counterparts, at.id, form.renamed)
            self.counterparts.show_rows([as_row(one) for one in counterparts])
            self.attributes.parts = with_renamed(self.attributes.parts, at.id, form.renamed)
        self._change(attributes=self.attributes.parts, counterparts=counterparts)

    @Slot()
    def _on_counterparts(self) -> None:
        assert self.label is not None
        counterparts = from_rows(self.counterparts.rows_and_origins(), self.label.counterparts)
        self.counterparts.settle()
        self._change(counterparts=counterparts)

    def _offer_parents(self, label: Label, codebook: Codebook) -> None:
        offered = label.id, [(one.id, one.name, one.parent, one.retired) for one in codebook.labels]
        if offered == self._offered:
            self.parent_label.setCurrentIndex(max(0, self.parent_label.findData(label.parent or "")))
            return
        self._offered = offered
        below = descendants(codebook.labels, label.id)
        with QSignalBlocker(self.parent_label):
            self.parent_label.clear()
            self.parent_label.addItem("nothing: it stands at the top", "")
            for other, depth in as_tree(codebook.labels):
                if other.id not in below:
                    self.parent_label.addItem(f"{'    ' * depth}{other.name}", other.id)
            self.parent_label.setCurrentIndex(max(0, self.parent_label.findData(label.parent or "")))

    def _draw_cues(self) -> None:
        for row in range(self.cue.count()):
            self.cue.setItemIcon(row, swatch("#5B6470", Cue(self.cue.itemData(row))))


def scrolled(fields: Fields, put: Callable[[QWidget], object]) -> None:
    """Let `put` take in a page of fields, no wider than is readable, in an area that scrolls.

    It does so before the fields stand in it: Qt styles all that is in a widget again at each move.
    """
    area = QScrollArea()
    area.setProperty("look", Look.QUIET.value)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    put(area)
    page = QWidget()
    area.setWidget(page)
    row = QHBoxLayout(page)
    spaced(row, 0)
    inner = QWidget()
    inner.setMaximumWidth(READABLE)
    row.addWidget(inner)
    column = QVBoxLayout(inner)
    spaced(column, 0, (16, 16, 16, 16))
    column.addLayout(fields)
    column.addStretch(1)
