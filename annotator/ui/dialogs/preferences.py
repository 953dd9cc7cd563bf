"""The settings as one page with a search: each takes effect at once, so that one sees what one chooses."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from annotator.model.settings import ProjectSettings
from annotator.model.wording import counted
from annotator.ui.dialogs.base import Dialog
from annotator.ui.dialogs.keys_page import KeysPage
from annotator.ui.dialogs.setting_fields import KEYS, SECTIONS, SettingRow
from annotator.ui.kit.announcing import announce
from annotator.ui.kit.fuzzy_match import fold
from annotator.ui.kit.widgets import Field, Look, begin_at, button, pressed_by_enter, spaced, words
from annotator.ui.settings.settings import Settings

_SIZE = (760, 540)
_SIDE = 132
_LOOKED_FOR = "key keys shortcut shortcuts keyboard command"
"""Words by which the page of keys is found, besides what stands on it."""


class PreferencesDialog(Dialog):
    """A reading of `Settings`: captions and hints are the model's titles and descriptions."""

    changed = Signal(object)
    """The settings as they now are."""
    project_changed = Signal(str, object)
    """A setting of the project by its name, and what it is to be."""

    def __init__(
        self,
        settings: Settings,
        parent: QWidget | None = None,
        project: ProjectSettings | None = None,
        fresh: Settings | None = None,
    ) -> None:
        """`project`: the settings of the project that is open; without one they cannot be set.

        `fresh`: the defaults on this screen.
        """
        super().__init__("Settings", parent)
        self._settings, self._project, self._fresh = settings, project, fresh or Settings()
        self._why_not = ""
        self.sections = QListWidget()
        self.sections.addItems([*SECTIONS, KEYS])
        self.sections.setAccessibleName("Sections of the settings")
        self.sections.setFixedWidth(_SIDE)
        self.sections.setProperty("look", Look.QUIET.value)
        self.field = Field(placeholderText="Search the settings")
        self.field.setAccessibleName("Search the settings")
        self.rows = {kind.name: SettingRow(kind, section) for section, kinds in SECTIONS.items() for kind in kinds}
        self._heads = {section: words(section, Look.HEADING) for section in SECTIONS}
        self.keys = KeysPage(settings.shortcuts)
        self.keys_link = pressed_by_enter(button("", Look.LINK))
        self.found = words("", Look.SECONDARY)
        self.defaults_button = self.add_side_button("Restore defaults")
        self._build()
        self._connect()
        self._show()
        begin_at(self.sections, 0)
        self.add_buttons("Close", "")
        self.resize(*_SIZE)
        self.field.setFocus()

    @property
    def settings(self) -> Settings:
        """The settings as they now are."""
        return self._settings

    def show_section(self, title: str) -> None:
        """Show a section, by its title."""
        self.field.clear()
        self.sections.setCurrentRow([*SECTIONS, KEYS].index(title))

    def _build(self) -> None:
        inner = QWidget()
        listed = QVBoxLayout(inner)
        spaced(listed, 0, (0, 0, 12, 0))
        listed.addWidget(self.found)
        for section, kinds in SECTIONS.items():
            listed.addWidget(self._heads[section])
            self._heads[section].setContentsMargins(0, 12, 0, 4)
            for kind in kinds:
                listed.addWidget(self.rows[kind.name])
        listed.addWidget(self.keys_link)
        listed.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setProperty("look", Look.QUIET.value)
        area.setFocusPolicy(area.focusPolicy().NoFocus)
        self._area = area
        self.stack = QStackedWidget()
        self.stack.addWidget(area)
        self.stack.addWidget(self.keys)
        right = QVBoxLayout()
        spaced(right, 8)
        right.addWidget(self.field)
        right.addWidget(self.stack, 1)
        across = QHBoxLayout()
        spaced(across, 20)
        across.addWidget(self.sections)
        across.addLayout(right, 1)
        self.body.addLayout(across, 1)

    def _connect(self) -> None:
        for row in self.rows.values():
            row.changed.connect(self._on_changed)
        self.keys.changed.connect(self._on_keys)
        self.sections.currentRowChanged.connect(self._on_section)
        self.field.textChanged.connect(self._search)
        self.field.left.connect(self._on_left)
        self.field.descended.connect(self._descend)
        self.keys_link.clicked.connect(self._to_keys)
        self.defaults_button.clicked.connect(self._on_defaults)

    def _show(self) -> None:
        for row in self.rows.values():
            self._show_row(row)

    def _show_row(self, row: SettingRow) -> None:
        shown = (self._project or ProjectSettings()) if row.is_projects else self._settings
        row.control.setEnabled(not row.is_projects or (self._project is not None and not self._why_not))
        if row.is_projects and self._why_not:
            row.control.setToolTip(self._why_not)
        row.show_value(getattr(shown, row.name))

    # What is shown.

    @property
    def section(self) -> str:
        """The section that is shown; while one searches the one that was shown before."""
        item = self.sections.currentItem()
        return item.text() if item is not None else next(iter(SECTIONS))

    @Slot()
    def _on_section(self) -> None:
        if self.field.text():
            self.field.clear()
        else:
            self._search("")

    @Slot(str)
    def _search(self, query: str) -> None:
        """Show what fits of all sections, each below its title; without a query the section that is chosen."""
        query = query.strip()
        shown = 0
        for section, kinds in SECTIONS.items():
            rows = [self.rows[kind.name] for kind in kinds]
            for row in rows:
                row.setVisible(row.fits(query) if query else section == self.section)
            fitting = sum(not row.isHidden() for row in rows)
            self._heads[section].setVisible(bool(query and fitting))
            shown += fitting
        keys = self._keys_found(query)
        self.keys_link.setText(f"Keys: {counted(keys, 'command')}…" if keys else "Keys…")
        self.keys_link.setAccessibleName(self.keys_link.text().rstrip("…"))
        self.keys_link.setVisible(bool(query) and keys > 0)
        said = counted(shown, "setting") if shown else "No setting is called that."
        self.found.setText(said)
        self.found.setVisible(bool(query))
        if query:
            self.field.setAccessibleDescription(said)
            announce(self.field, said)
        on_keys = not query and self.section == KEYS
        self.stack.setCurrentWidget(self.keys if on_keys else self._area)

    def _keys_found(self, query: str) -> int:
        """Return how many lines of the page of keys a query would leave."""
        if not query:
            return 0
        whole = fold(query)
        lines = self.keys.lines()
        found = sum(whole in line for line in lines)
        return found or (len(lines) if whole in _LOOKED_FOR.split() else 0)

    @Slot()
    def _to_keys(self) -> None:
        query = self.field.text().strip()
        self.show_section(KEYS)
        fits = any(fold(query) in line for line in self.keys.lines())
        self.keys.filter.setText(query if fits else "")
        self.keys.filter.setFocus()

    @Slot()
    def _on_left(self) -> None:
        if self.field.text():
            self.field.clear()
        else:
            self.reject()

    @Slot()
    def _descend(self) -> None:
        """Go to the first setting that is shown."""
        if self.stack.currentWidget() is self.keys:
            self.keys.filter.setFocus()
            return
        shown = [row.control for row in self.rows.values() if not row.isHidden()]
        if shown or not self.keys_link.isHidden():
            (shown[0] if shown else self.keys_link).setFocus()

    # What is set.

    @Slot(str, object)
    def _on_changed(self, name: str, value: object) -> None:
        if not self.rows[name].is_projects:
            self._set(**{name: value})
        elif self._project is not None:
            self._project = self._project.model_copy(update={name: value})
            self.project_changed.emit(name, value)

    def lock_project(self, why_not: str) -> None:
        """Show what holds for the project and let nobody change it; `why_not`: a sentence, empty where one may."""
        self._why_not = why_not
        self._show()

    def show_project(self, project: ProjectSettings) -> None:
        """Show what the settings of the project are now."""
        self._project = project
        self._show()

    @Slot(object)
    def _on_keys(self, shortcuts: dict[str, str]) -> None:
        self._set(shortcuts=shortcuts)

    @Slot()
    def _on_defaults(self) -> None:
        """Restore the keys where they are shown, else all settings of this computer but the keys."""
        if self.stack.currentWidget() is self.keys:
            self.keys.reset_all()
            return
        own = (name for name, row in self.rows.items() if not row.is_projects)
        self._set(**{name: getattr(self._fresh, name) for name in own})
        self._show()

    def _set(self, **values: object) -> None:
        self._settings = self._settings.model_copy(update=values)
        self.changed.emit(self._settings)
