"""What stands at the right: the label as coders see it, what is not saved yet, the versions before."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QListWidget, QTextBrowser, QVBoxLayout, QWidget

from annotator.model.codebook import Codebook, Label
from annotator.model.codebook_diff import changes_between
from annotator.model.codebook_version import CodebookVersion, heads_of, parents_of, version_names
from annotator.model.ids import CodebookVersionId
from annotator.model.wording import counted, word_list
from annotator.ui.commands.key_names import follow_keys, key_of
from annotator.ui.dialogs.codebook_dialog import label_html
from annotator.ui.kit.swatch import HEIGHT, WIDTH, label_icon
from annotator.ui.kit.widgets import Look, Outcome, ReportList, button, pressed_by_enter, spaced, words


class LabelPreview(QWidget):
    """A label as the strip and the definition of a label show it to coders."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chip = button("", Look.KEY)
        self.chip.setIconSize(QSize(WIDTH, HEIGHT))
        self.chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.text = QTextBrowser()
        self.text.setAccessibleName("The label as coders see it")
        self.text.setTabChangesFocus(True)
        self.text.document().setDocumentMargin(8)
        self._empty = words("", Look.SECONDARY)
        box = QVBoxLayout(self)
        spaced(box, 12, (12, 12, 12, 12))
        box.addWidget(self._empty)
        box.addWidget(self.chip)
        box.addWidget(self.text, 1)
        self.show_label(None, Codebook())
        follow_keys(self, self._say_empty)

    def show_label(self, label: Label | None, codebook: Codebook) -> None:
        """Show a label of a codebook, or (None) what would be shown."""
        self._empty.setVisible(label is None)
        self.chip.setVisible(label is not None)
        self.text.setVisible(label is not None)
        if label is not None:
            self.chip.setText(f"{label.key}  {' '.join(label.name.split())}".strip().replace("&", "&&"))
            self.chip.setAccessibleName(f"Code as {label.name}")
            self.chip.setIcon(label_icon(label))
            place = self.text.verticalScrollBar().value()
            self.text.setHtml(label_html(label, codebook))
            self.text.verticalScrollBar().setValue(place)

    def _say_empty(self) -> None:
        self._empty.setText(f"Choose a label: here it stands as coders see it with {key_of('help.label')}.")


class Unsaved(QWidget):
    """What the draft changes, in words, and what codings would lose by it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = words("")
        self._is_faulty = self._is_changed = False
        self.list = ReportList("Changes that are not saved")
        box = QVBoxLayout(self)
        spaced(box, 12, (12, 12, 12, 12))
        box.addWidget(self.state)
        box.addWidget(self.list, 1)
        follow_keys(self, self._say_state)

    def show_changes(self, changes: Sequence[str], faults: Sequence[str], lost: Sequence[str]) -> None:
        """Show what is to be mended first, then what is lost, then what changes."""
        lines = [(Outcome.FAILED, sentence) for sentence in (*faults, *lost)]
        lines += [(Outcome.NOTICE, sentence) for sentence in changes]
        self._is_faulty, self._is_changed = bool(faults), bool(changes)
        self._say_state()
        self.list.setVisible(bool(lines))
        self.list.show_lines(lines)

    def _say_state(self) -> None:
        if self._is_faulty:
            self.state.setText("Something must be corrected before this can be saved.")
        elif self._is_changed:
            self.state.setText(f"Not saved yet. {key_of('codebook.save')} makes a new version of it.")
        else:
            self.state.setText("Everything is saved: coders see the codebook as it is shown here.")


class Versions(QWidget):
    """All versions, the newest first; choosing one says what it changed. `again_requested` carries its id."""

    again_requested = Signal(str)
    together_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._versions: tuple[CodebookVersion, ...] = ()
        self._parents: Mapping[CodebookVersionId, tuple[CodebookVersionId, ...]] = {}
        self._names: Mapping[CodebookVersionId, str] = {}
        self.list = QListWidget()
        self.list.setAccessibleName("Versions of the codebook")
        self.list.setWordWrap(True)
        self.caption: QLabel = words("", Look.SECONDARY)
        self.changes = ReportList("What the version changed")
        self.again = pressed_by_enter(button("Go back to this version"))
        box = QVBoxLayout(self)
        spaced(box, 8, (12, 12, 12, 12))
        self.apart = words("", Look.PROBLEM)
        self.together = pressed_by_enter(button("Bring together…"))
        self.together.clicked.connect(self.together_requested)
        for part in (self.apart, self.together):
            part.hide()
            box.addWidget(part)
        box.addWidget(self.list, 2)
        box.addWidget(self.caption)
        box.addWidget(self.changes, 3)
        box.addWidget(self.again)
        self.list.currentRowChanged.connect(self._show)
        self.again.clicked.connect(self._on_again)

    @property
    def chosen(self) -> CodebookVersion | None:
        """The version at hand."""
        row = self.list.currentRow()
        return self._versions[row] if 0 <= row < len(self._versions) else None

    def show_versions(self, versions: Sequence[CodebookVersion], people: Mapping[str, str]) -> None:
        """Show versions, given oldest first; the one at hand stays at hand."""
        shown = tuple(reversed(versions))
        if [one.id for one in shown] == [one.id for one in self._versions]:
            return
        kept = self.chosen.id if self.chosen is not None and self.list.currentRow() > 0 else None
        self._versions, self._parents = shown, parents_of(shown)
        self._names = version_names((one.id, one.number) for one in shown)
        self._say_apart([self._names[one.id] for one in heads_of(shown)])
        with QSignalBlocker(self.list):
            self.list.clear()
            self.list.addItems([_line(one, self._names[one.id], people) for one in shown])
            rows = [row for row, one in enumerate(shown) if one.id == kept]
            self.list.setCurrentRow(rows[0] if rows else 0)
        self._show(self.list.currentRow())

    def _say_apart(self, heads: Sequence[str]) -> None:
        """Say that versions were saved apart, where it is so; the last of these is in force."""
        are_apart = len(heads) > 1
        for part in (self.apart, self.together):
            part.setVisible(are_apart)
        said = f"Versions {word_list(heads)} were saved apart; {heads[-1]} is in force." if are_apart else ""
        self.apart.setText(said)

    @Slot(int)
    def _show(self, row: int) -> None:
        version = self.chosen
        self.again.setEnabled(version is not None and row > 0)
        if version is None:
            self.caption.setText("")
            self.changes.show_lines([])
            return
        before = next((one for one in self._versions if one.id in self._parents[version.id]), None)
        if before is None:
            self.caption.setText("The first version: the codebook that the project began with.")
            self.changes.show_lines([(Outcome.NOTICE, f"It has {counted(len(version.codebook.labels), 'label')}.")])
            return
        self.caption.setText(f"Changes from version {self._names[before.id]} to version {self._names[version.id]}:")
        told = changes_between(before.codebook, version.codebook) or ("Nothing.",)
        self.changes.show_lines([(Outcome.NOTICE, sentence) for sentence in told])

    @Slot()
    def _on_again(self) -> None:
        if self.chosen is not None:
            self.again_requested.emit(self.chosen.id)


def _line(version: CodebookVersion, name: str, people: Mapping[str, str]) -> str:
    when = datetime.fromisoformat(version.time).astimezone().strftime("%Y-%m-%d %H:%M")
    who = people.get(version.coder or "", "")
    facts = " · ".join(part for part in (name, when, who) if part)
    return f"{facts}\n{version.note}" if version.note else facts
