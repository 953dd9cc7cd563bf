"""What is done to the label at hand: in the draft (added, moved, taken out), or at once with its codings."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Label, Role
from annotator.model.codebook_rules import slug_for
from annotator.model.ids import AttributeId, LabelId, RoleId
from annotator.model.names import tidied
from annotator.model.wording import counted
from annotator.operations.codebook.label_plans import LabelPlanPreview
from annotator.operations.people.roles import Right
from annotator.operations.recycle_bin import removing
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Progress
from annotator.ui.codebook.dialogs import AskDialog
from annotator.ui.codebook.draft import Draft
from annotator.ui.codebook.edits import lifted, nested, shifted
from annotator.ui.codebook.label_form import LabelForm
from annotator.ui.codebook.saver import Saving
from annotator.ui.codebook.verb_dialogs import (
    LabelWork,
    MergeDialog,
    MoveDialog,
    RenameDialog,
    RetireDialog,
    SplitLabelDialog,
    VerbDialog,
)
from annotator.ui.commands.key_names import key_of
from annotator.ui.dialogs.base import Dialog, open_dialog
from annotator.ui.dialogs.reason import ReasonDialog
from annotator.ui.kit.fields import OKABE_ITO
from annotator.ui.kit.widgets import words


class LabelVerbs(QObject):
    """`label` asks for the id of the label at hand. `made` carries the id of a label that was added."""

    made = Signal(str)

    def __init__(
        self, session: Session, draft: Draft, saving: Saving, label: Callable[[], str], window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._draft, self._saving = session, draft, saving
        self._label, self._window = label, window
        self._reading = LatestTask(session, self)

    # In the draft.

    def add(self) -> None:
        """Ask for the name of a new label and put it behind the one at hand."""
        if not self._session.allows(Right.CODEBOOK):
            return
        hint = "Its id is made from it, and stays the same whatever it is called later."
        dialog = ReasonDialog("New label", "Name", hint=hint, accept="Add", parent=self._window)
        dialog.given.connect(self._add)
        open_dialog(dialog)

    def remove(self) -> None:
        """Take the label at hand out of the draft; one that has codings can only be merged or retired."""
        if not self._session.allows(Right.CODEBOOK):
            return
        label = self._draft.get(self._label())
        if label is None:
            self._session.refused.emit("Choose a label first.")
        elif self._draft.base.get(label.id) is None:
            self._draft.remove(label.id)
        else:
            id = label.id
            self._reading.start(
                lambda project, _: project.spans.labels_in_use().get(id, 0), lambda count: self._remove(label, count)
            )

    def move(self, way: str) -> None:
        """Move the label at hand in the draft: up, down, in (below the one above) or out (beside its parent)."""
        if not self._session.allows(Right.CODEBOOK):
            return
        label = self._draft.get(self._label())
        if label is None:
            return
        labels = self._draft.labels
        moved = {
            "up": lambda: shifted(labels, label.id, -1),
            "down": lambda: shifted(labels, label.id, 1),
            "in": lambda: nested(labels, label.id),
            "out": lambda: lifted(labels, label.id),
        }[way]()
        if moved == labels:
            self._session.refused.emit(f"{label.name} cannot be moved that way any further.")
        self._draft.arrange(moved)

    def add_attribute(self, form: LabelForm) -> None:
        """Ask for the name of a new attribute of the label that a form shows."""
        if not self._session.allows(Right.CODEBOOK):
            return

        def add(name: str) -> None:
            if name and form.label is not None:
                id = AttributeId(slug_for(name, frozenset(part.id for part in form.label.attributes)))
                form.attributes.add(Attribute(id=id, name=name, kind=AttributeKind.FLAG))

        self._ask_name("New attribute", add)

    def add_slot_attribute(self, form: LabelForm) -> None:
        """Ask for the name of a new attribute of the role at hand, said of each party in the slot."""
        if not self._session.allows(Right.CODEBOOK):
            return

        def add(name: str) -> None:
            role = form.roles.at_hand
            if name and role is not None:
                id = AttributeId(slug_for(name, frozenset(part.id for part in role.attributes)))
                form.of_slots.add(Attribute(id=id, name=name, kind=AttributeKind.FLAG))

        self._ask_name("New attribute of the role", add)

    def add_role(self, form: LabelForm) -> None:
        """Ask for the name of a new role of the label that a form shows."""
        if not self._session.allows(Right.CODEBOOK):
            return

        def add(name: str) -> None:
            if name and form.label is not None:
                id = RoleId(slug_for(name, frozenset(part.id for part in form.label.roles)))
                form.roles.add(Role(id=id, name=name))

        self._ask_name("New role", add)

    # With the codings.

    def carry_out(self, verb: str) -> None:
        """Ask for what a verb needs, show what it touches, and do it; an unsaved draft is settled first."""
        if not self._session.allows(Right.LABELS if verb in ("merge", "split") else Right.CODEBOOK):
            return
        label = self._draft.get(self._label())
        if label is None:
            self._session.refused.emit("Choose a label first.")
        elif self._saving.settle(lambda: self.carry_out(verb), "This changes codings too, so that is settled first."):
            dialog = self._dialog(verb, label)
            dialog.confirmed.connect(self._do)
            open_dialog(dialog)

    def remove_with_codings(self) -> None:
        """Ask whether the label at hand is to go into the recycle bin with its codings."""
        if not self._session.allows(Right.LABELS):
            return
        label = self._draft.get(self._label())
        if label is None:
            self._session.refused.emit("Choose a label first.")
        elif self._saving.settle(self.remove_with_codings, "This changes codings too, so that is settled first."):
            id = label.id
            self._reading.start(
                lambda project, _: project.spans.labels_in_use().get(id, 0), lambda count: self._ask(label, count)
            )

    def _ask(self, label: Label, count: int) -> None:
        dialog = Dialog(f"Remove {label.name} with its codings", self._window)
        said = f"With it {counted(count, 'coding of all coders and gold goes', 'codings of all coders and gold go')}."
        dialog.body.addWidget(words(f"{said} It can be undone, and put back from the recycle bin."))
        dialog.add_buttons("Remove")
        dialog.accepted.connect(lambda: self._remove_with_codings(label))
        open_dialog(dialog)

    def _remove_with_codings(self, label: Label) -> None:
        def do(project: Project, progress: Progress) -> None:
            removing.remove_label(project, label.id, with_codings=True)

        said = f"Removed: {label.name} · in the recycle bin"
        self._session.in_background(do, returned=lambda _: self._session.said.emit(said), errored=self._session.tell)

    def _dialog(self, verb: str, label: Label) -> VerbDialog:
        book, window = self._draft.base, self._window
        match verb:
            case "rename":
                return RenameDialog(label, self._session, window)
            case "merge":
                return MergeDialog(label, book, self._session, window)
            case "split":
                return SplitLabelDialog(label, book, self._session, window)
            case "move":
                return MoveDialog(label, book, self._session, window)
        return RetireDialog(label, self._session, window)

    def _do(self, work: LabelWork) -> None:
        def do(project: Project, progress: Progress) -> LabelPlanPreview:
            return work.do(project)

        def tell(preview: LabelPlanPreview) -> None:
            count = sum(preview.spans.values())
            self._session.said.emit(f"Done, with {counted(count, 'coding')}; {key_of('edit.undo')} takes it back")

        self._session.in_background(do, returned=tell, errored=self._session.tell)

    # Inside.

    def _add(self, name: str) -> None:
        name = tidied(name)
        if not name:
            self._session.refused.emit("A label needs a name.")
            return
        used = {label.colour.upper() for label in self._draft.labels}
        free = (colour for colour in OKABE_ITO.values() if colour not in used)
        beside = self._draft.get(self._label())
        self.made.emit(self._draft.add(name, beside.id if beside else None, next(free, OKABE_ITO["Grey"])))

    def _ask_name(self, title: str, given: Callable[[str], None]) -> None:
        dialog = ReasonDialog(title, "Name", accept="Add", parent=self._window)
        dialog.given.connect(given)
        open_dialog(dialog)

    def _remove(self, label: Label, count: int) -> None:
        if not count:
            self._draft.remove(LabelId(label.id))
            return
        have = counted(count, "coding has", "codings have")
        said = f"{have} the label {label.name}, so it cannot go alone: merge it, retire it, or remove it with them."
        title = f"{label.name} has codings"
        dialog = AskDialog(title, said, "Merge into another…", "Retire…", "Leave it", self._window)
        dialog.first.connect(lambda: self.carry_out("merge"))
        dialog.second.connect(lambda: self.carry_out("retire"))
        open_dialog(dialog)
