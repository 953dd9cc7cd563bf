"""The codebook, to be read while coding: what each label means, what to include and exclude, and examples."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from annotator.model.asking import condition_words
from annotator.model.codebook import Attribute, Codebook, Label, Role
from annotator.ui.commands.label_choices import title_of
from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit import theme
from annotator.ui.kit.swatch import HEIGHT, WIDTH, label_icon
from annotator.ui.kit.widgets import Look, spaced, words


class CodebookDialog(Dialog):
    """Read only; the workspace Codebook is where it is edited."""

    def __init__(self, codebook: Codebook, label: str = "", parent: QWidget | None = None) -> None:
        """`label`: the id of the label to show first."""
        super().__init__(codebook.name, parent, codebook.description)
        self._codebook = codebook
        self.list = QListWidget()
        self.list.setAccessibleName("Labels")
        self.list.setIconSize(QSize(WIDTH, HEIGHT))
        self.text = QTextBrowser()
        self.text.setAccessibleName("The label’s definition")
        self.text.setTabChangesFocus(True)
        self.text.document().setDocumentMargin(12)
        for entry in codebook.labels:
            item = QListWidgetItem(f"{title_of(entry)}   {entry.key}".rstrip())
            item.setData(Qt.ItemDataRole.AccessibleTextRole, entry.name + (f", key {entry.key}" if entry.key else ""))
            self.list.addItem(item)
        self._build()
        self.add_buttons("Close", "")
        self.list.currentRowChanged.connect(self._show)
        self._colour()
        rows = [row for row, entry in enumerate(codebook.labels) if entry.id == label]
        self.list.setCurrentRow(rows[0] if rows else 0)
        self.resize(760, 520)

    def _build(self) -> None:
        empty = words("This codebook has no labels; add some in the workspace Codebook.", Look.SECONDARY)
        self.body.addWidget(empty)
        row = QHBoxLayout()
        spaced(row, 12)
        self.list.setFixedWidth(200)
        row.addWidget(self.list)
        row.addWidget(self.text, 1)
        self.body.addLayout(row, 1)
        empty.setVisible(not self._codebook.labels)
        for part in (self.list, self.text):
            part.setVisible(bool(self._codebook.labels))

    @Slot(int)
    def _show(self, row: int) -> None:
        if 0 <= row < len(self._codebook.labels):
            self.text.setHtml(label_html(self._codebook.labels[row], self._codebook))

    def _colour(self) -> None:
        for row, entry in enumerate(self._codebook.labels):
            self.list.item(row).setIcon(label_icon(entry))

    # Qt calls these.

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()
            self._show(self.list.currentRow())
        super().changeEvent(event)


def label_html(label: Label, codebook: Codebook) -> str:
    """Return all that a codebook says about a label, as Qt's rich text."""
    look = theme.current()
    parent = codebook.get(label.parent) if label.parent else None
    facts = [f"key {label.key}" if label.key else "no key", f"id {label.id}"]
    if parent is not None:
        facts.append(f"a kind of {parent.name}")
    if label.scope == "document":
        facts.append("on the whole document")
    if label.names_actors:
        facts.append("marks mentions of actors")
    if label.code:
        facts.insert(0, label.code)
    if label.heading:
        facts = ["a heading: nothing is coded with it", *(fact for fact in facts if fact != "no key")]
    if label.retired:
        facts.append("retired: no longer used for new codings")
    parts = [
        f'<p style="font-size:17px; font-weight:600; margin:0 0 2px 0">{escape(label.name)}</p>',
        f'<p style="font-size:11px; color:{look.secondary}; margin:0 0 12px 0">{escape(" · ".join(facts))}</p>',
        _paragraph(label.definition or "No definition yet."),
        _section("Include", label.include),
        _section("Exclude", label.exclude),
        _section("Examples", *(f"“{example}”" for example in label.examples)),
        _section("Near misses", *label.near_misses),
        _section("Attributes", *(line for each in label.attributes for line in _attribute(each, label.attributes))),
        _section("Roles", *(line for each in label.roles for line in _role(each, codebook))),
    ]
    return "".join(parts)


def _attribute(attribute: Attribute, among: Sequence[Attribute]) -> list[str]:
    """Return a line on an attribute, and one on each value that has a meaning; `among`: those that it may hang on."""
    between = " < " if attribute.kind == "ordinal" else ", "
    listed = f" ({between.join(attribute.values)})" if attribute.values else ""
    where = f", only where {condition_words(among, attribute)}" if attribute.when else ""
    first = f"{attribute.name}{listed}{', required' if attribute.required else ''}{where}"
    said = ((value, attribute.meanings.get(value)) for value in attribute.values)
    meanings = [f"    {value}: {meaning}" for value, meaning in said if meaning]
    return [f"{first}: {attribute.definition}" if attribute.definition else first, *meanings]


def _role(role: Role, codebook: Codebook) -> list[str]:
    names = [found.name for id in role.labels if (found := codebook.get(id)) is not None]
    facts = [
        "required" if role.required else "",
        "several" if role.several else "",
        f"filled by {' or '.join(names)}" if names else "",
    ]
    said = ", ".join([role.name, *(fact for fact in facts if fact)])
    asked = (f"    {line}" for each in role.attributes for line in _attribute(each, role.attributes))
    return [f"{said}: {role.definition}" if role.definition else said, *asked]


def _section(title: str, *lines: str) -> str:
    shown = [line for line in lines if line]
    if not shown:
        return ""
    return f'<p style="font-weight:600; margin:14px 0 2px 0">{title}</p>' + "".join(_paragraph(line) for line in shown)


def _paragraph(text: str) -> str:
    return f'<p style="margin:0 0 6px 0; line-height:135%">{_kept(text)}</p>'


def _kept(text: str) -> str:
    """Return a text with its lines, and with the blanks that set a value off from its attribute."""
    return escape(text).replace(chr(10), "<br>").replace("    ", "&nbsp;" * 4)
