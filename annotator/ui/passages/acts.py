"""What is done with the ticked lines, or with the one at hand: coded, relabelled, given a value, noted; in one step."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from annotator.model.codebook import Attribute
from annotator.model.span import AttributeValue
from annotator.model.wording import counted
from annotator.operations.passages import acting
from annotator.operations.passages.acting import Acted, CodedPart
from annotator.operations.passages.finding import PassageLine
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project
from annotator.ui.background.session import Session
from annotator.ui.commands.key_names import key_of
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.reason import ReasonDialog
from annotator.ui.passages.line_list import LineList
from annotator.ui.passages.value_choice import ValueChoice

_FEW = 50
"""So many passages are acted on at once; more in the background."""


class PassageActs(QObject):
    """`picker_requested` asks for a label; `done` tells that something was done, so that nothing is ticked any more."""

    picker_requested = Signal(str)
    done = Signal()

    def __init__(self, session: Session, lines: LineList, part: Callable[[], CodedPart], parent: QObject) -> None:
        """`part`: what of a hit is coded."""
        super().__init__(parent)
        self._session, self._lines, self._part = session, lines, part
        self.is_acting = False

    @property
    def chosen(self) -> list[PassageLine]:
        """The ticked lines; where none is, the one at hand."""
        ticked, at_hand = self._lines.model.ticked_lines(), self._lines.at_hand
        return ticked or ([at_hand] if at_hand is not None else [])

    def code(self, label: str) -> None:
        """Code what is ticked with a label."""
        if not self._lines.model.ticked:
            tick = key_of("passages.tick")
            self._session.refused.emit(f"A label codes the lines that are ticked, and none is: {tick} ticks one.")
            return
        layer, part = self._session.layer, self._part()
        if layer is None:
            self._session.refused.emit(f"Nobody codes yet: say who is coding with {key_of('project.who')}.")
            return
        lines = self.chosen
        self._act(
            lines, lambda project, progress: acting.code_passages(project, layer.id, lines, label, part, progress)
        )

    def ask_label(self) -> None:
        """Ask for the label that codings are to have."""
        if self._codings():
            self.picker_requested.emit("relabel")

    def relabel(self, label: str) -> None:
        """Give the chosen codings another label."""
        lines = self.chosen
        self._act(lines, lambda project, progress: acting.relabel_passages(project, lines, label, progress))

    def ask_value(self) -> None:
        """Ask for an attribute of the chosen codings, and for the value that it is to have."""
        lines = self._codings()
        if not lines:
            return
        book, ids = self._session.project.codebook, dict.fromkeys(line.label for line in lines if line.label)
        labels = [label for id in ids if (label := book.get(id)) is not None]
        choice = ValueChoice(
            labels,
            len(lines),
            self._lines.window(),
            lambda attribute, value: self._give(lines, attribute, value),
            self._session.refused.emit,
        )
        if not choice.offered:
            self._session.refused.emit("What is coded here has no attribute: the codebook gives labels theirs.")
            return
        choice.ask()

    def _give(self, lines: Sequence[PassageLine], attribute: Attribute, value: AttributeValue | None) -> None:
        self._act(
            lines, lambda project, progress: acting.set_on_passages(project, lines, attribute.id, value, progress)
        )

    def ask_note(self) -> None:
        """Ask for the note of the chosen codings; of one alone it is there to be changed."""
        lines = self._codings()
        if not lines:
            return
        row = self._lines.row
        shown = self._lines.model.words_at(row) if len(lines) == 1 else None
        note = shown.note if shown is not None and shown.line == lines[0] else ""
        title = f"Note on {counted(len(lines), 'passage')}"
        hint = "An empty line takes the note away."
        dialog = ReasonDialog(title, "Note", note, hint, parent=self._lines.window())
        dialog.given.connect(lambda text: self._note(lines, text))
        open_dialog(dialog)

    def _note(self, lines: Sequence[PassageLine], text: str) -> None:
        self._act(lines, lambda project, progress: acting.note_passages(project, lines, text, progress))

    def _codings(self) -> list[PassageLine]:
        lines = self.chosen
        if lines and all(line.span is None for line in lines):
            self._session.refused.emit(f"{acting.NOT_CODED} Tick it, and press the key of a label.")
            return []
        return lines

    def _act(self, lines: Sequence[PassageLine], act: Callable[[Project, Progress], Acted]) -> None:
        if self.is_acting or not lines:
            return
        if len(lines) <= _FEW:
            found = self._session.run(lambda project: act(project, silent))
            if found is not None:
                self._tell(found)
            return
        self.is_acting = True
        self._session.in_background(act, returned=self._on_done, errored=self._on_failed)

    def _on_done(self, found: Acted) -> None:
        self.is_acting = False
        self._tell(found)

    def _on_failed(self, error: Exception) -> None:
        self.is_acting = False
        self._session.tell(error)

    def _tell(self, found: Acted) -> None:
        self._session.said.emit(found.sentence)
        if found.spans:
            self._lines.model.untick_all()
            self.done.emit()
