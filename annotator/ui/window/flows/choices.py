"""What is chosen from a list: a command, a label, the coders to compare; and the settings."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRect, Signal, Slot
from PySide6.QtWidgets import QWidget

from annotator.model.actor import Actor
from annotator.model.codebook import Label
from annotator.model.document import DocumentInfo
from annotator.operations.actors.seen_actors import seen_actors
from annotator.operations.adjudication import without_names
from annotator.operations.coding import mentions, punctuation
from annotator.operations.documents.languages import choose_languages
from annotator.operations.people.roles import Right
from annotator.store.project import Project
from annotator.ui.background.session import Session
from annotator.ui.commands.action_set import ActionSet
from annotator.ui.commands.label_choices import finder_of, label_items
from annotator.ui.commands.label_keys import taken_keys, with_free_keys
from annotator.ui.commands.palette import LEGEND, finder, found_items
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.kit import theme
from annotator.ui.kit.picker import Picker
from annotator.ui.kit.theme import ThemeChoice
from annotator.ui.settings.preferences import Preferences

if TYPE_CHECKING:
    from annotator.ui.dialogs.preferences import PreferencesDialog

_OF_PROJECT: Mapping[str, Callable[[Project, Any], None]] = {
    "adjudicate_without_names": without_names.hide_names,
    "code_final_punctuation": punctuation.code,
    "languages": choose_languages,
    "names_after_last_decision": without_names.show_at_the_end,
    "offer_mentions": mentions.offer,
}
"""What sets those of the project's settings that stand among the settings."""
_CHOICES = {
    (False, False): ThemeChoice.LIGHT,
    (True, False): ThemeChoice.DARK,
    (False, True): ThemeChoice.LIGHT_CONTRAST,
    (True, True): ThemeChoice.DARK_CONTRAST,
}
"""By whether it is dark, and whether it is in high contrast."""


class ChoiceFlows(QObject):
    """Offers a list and hands on what was chosen. `actions` is asked for late: it needs these handlers first."""

    found = Signal(str, str)
    """Something that is no command was found: document, actor or label, and its id."""
    keys_changed = Signal()
    """There are other keys now, which labels may have had."""

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        actions: Callable[[], ActionSet],
        codes: Callable[[], bool],
        window: QWidget,
    ) -> None:
        """`codes`: whether a label, chosen now, codes."""
        super().__init__(window)
        self._session, self._preferences, self._actions, self._window = session, preferences, actions, window
        self._codes = codes

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this flow do."""
        return {
            "edit.palette": self.command,
            "edit.preferences": self.settings,
            "view.light": lambda: self._colour(dark=False),
            "view.dark": lambda: self._colour(dark=True),
            "view.as_system": lambda: self._put_theme(ThemeChoice.SYSTEM),
            "view.contrast": self._turn_contrast,
        }

    def command(self) -> Picker:
        """Offer all commands by name, and documents, actors and labels by theirs."""
        items = found_items(self._actions(), *self._named(), codes=self._codes())
        find = finder(items)
        picker = Picker(
            find(""), "Go to or do", "Type a name", "Nothing is called that.", self._window, find=find, legend=LEGEND
        )
        picker.chosen.connect(self._on_found)
        open_dialog(picker)
        return picker

    def _named(self) -> tuple[Sequence[DocumentInfo], Sequence[Actor], Sequence[Label]]:
        if not self._session.is_open:
            return (), (), ()
        project = self._session.project
        labels = with_free_keys(project.codebook.in_use, taken_keys(self._actions().keys))
        return project.documents.all(), seen_actors(project), labels

    @Slot(str)
    def _on_found(self, id: str) -> None:
        kind, colon, named = id.partition(":")
        if colon:
            self.found.emit(kind, named)
        else:
            self._actions().actions[id].trigger()

    def _colour(self, dark: bool) -> None:
        contrast = theme.theme_for(self._preferences.value.theme).high_contrast
        self._put_theme(_CHOICES[dark, contrast])

    def _turn_contrast(self) -> None:
        now = theme.theme_for(self._preferences.value.theme)
        self._put_theme(_CHOICES[now.dark, not now.high_contrast])

    def _put_theme(self, choice: ThemeChoice) -> None:
        self._preferences.put(self._preferences.value.model_copy(update={"theme": choice}))

    def label(self, title: str, chosen: Callable[[str], object], beside: QRect | None = None) -> Picker:
        """Offer all labels; `title`: what the choice is for, `beside`: the passage, on the screen."""
        book = self._session.project.codebook
        items = label_items(book, with_free_keys(book.in_use, taken_keys(self._actions().keys)))
        have_codes = any(label.code for label in book.in_use)
        asked = "Type its key, its code or its name" if have_codes else "Type its key or its name"
        empty = "No label is called that, and none has that key" + (" or code." if have_codes else ".")
        find = finder_of(items, book)
        picker = Picker(items, title, asked, empty, self._window, beside, takes_hints=True, find=find)
        picker.chosen.connect(chosen)
        open_dialog(picker)
        return picker

    def settings(self) -> "PreferencesDialog":
        """Offer the settings; they apply at once."""
        # Its page is imported when it is shown first: the window comes the sooner.
        from annotator.ui.dialogs.preferences import PreferencesDialog  # noqa: PLC0415

        project = self._session.project.settings.get() if self._session.is_open else None
        dialog = PreferencesDialog(self._preferences.value, self._window, project, self._preferences.fresh)
        dialog.lock_project(self._session.why_not(Right.SETTINGS) if project is not None else "")
        dialog.changed.connect(self._preferences.put)
        dialog.project_changed.connect(partial(self._put_projects, dialog))
        dialog.keys.changed.connect(self._on_keys)
        open_dialog(dialog)
        return dialog

    def _put_projects(self, dialog: "PreferencesDialog", name: str, value: object) -> None:
        """Set something of the project, as a step; what was refused is shown as it was."""
        self._session.did(_OF_PROJECT[name], value)
        dialog.show_project(self._session.project.settings.get())

    @Slot(object)
    def _on_keys(self, keys: dict[str, str]) -> None:
        self._actions().set_keys(keys)
        self.keys_changed.emit()
