"""Codebook: the labels at the left, a form in the middle, what it comes to at the right.

What is typed collects in a draft, which becomes a version when it is saved. The codings that it concerns are counted in
the background.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QTabWidget, QWidget

from annotator.model.codebook import Codebook
from annotator.model.ids import SpanId
from annotator.model.wording import counted
from annotator.operations.coding import annotate
from annotator.operations.people.roles import Right
from annotator.store.history.steps import Changes
from annotator.store.schema.tables import Table
from annotator.ui.background.session import Session
from annotator.ui.codebook.draft import Draft
from annotator.ui.codebook.editor import Editor
from annotator.ui.codebook.label_verbs import LabelVerbs
from annotator.ui.codebook.loader import CodebookLoader, Seen
from annotator.ui.codebook.saver import Saving
from annotator.ui.codebook.side_panel import LabelPreview, Unsaved, Versions
from annotator.ui.codebook.stale_panel import StalePanel
from annotator.ui.codebook.tree import VERBS, LabelTree
from annotator.ui.commands.commands import CommandScope, Fact, holding
from annotator.ui.workspace import MainKey, Workspace

_PREVIEW_MS = 80
_PREVIEW = 0
"""Its tab."""


class CodebookWorkspace(Workspace):
    """The codebook of the project, and what it asks of the coder at the desk."""

    place = CommandScope.CODEBOOK
    activity = "editing the codebook"
    sees_others = False
    left_widths = (232, 264, 320)
    right_widths = (336, 336, 400)
    main_keys = (
        (("codebook.add",), "add a label"),
        (("codebook.rename",), "rename it"),
        (("codebook.save",), "save as a new version"),
        (("move.to_right",), "stale codings"),
    )
    depends_on = frozenset({Table.SPANS, Table.CODEBOOK_VERSIONS, Table.CODERS, Table.LAYERS, Table.DOCUMENTS})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.draft = Draft(self)
        self.looker = CodebookLoader(session, self)
        self.labels = LabelTree(self.left)
        self.editor = Editor(self.draft, self)
        self.preview, self.unsaved, self.versions, self.stale = LabelPreview(), Unsaved(), Versions(), StalePanel()
        self.side = QTabWidget(self.right)
        self.saving = Saving(session, self.draft, self)
        self.verbs = LabelVerbs(session, self.draft, self.saving, lambda: self.labels.label, self)
        self.seen = Seen()
        self._meanwhile, self._gave_way = False, False
        self._soon = QTimer(self, singleShot=True, interval=_PREVIEW_MS)
        self._build()
        self._connect()
        self._refresh()

    # What is shown.

    def catch_up(self, changes: Changes | None) -> None:
        """Count the codings anew."""
        self._look()

    def may_leave(self, then: Callable[[], object]) -> bool:
        """Ask what becomes of a draft that is not saved."""
        return self.saving.settle(then)

    def take_keyboard(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the keyboard on the labels."""
        self.labels.tree.setFocus(reason)

    def show_document(self, document: str | None) -> None:
        """List the stale codings of whoever is at the desk; which document is shown says nothing here."""
        self._look()

    def set_codebook(self, codebook: Codebook) -> None:
        """Edit the codebook in force; a draft that is not saved is kept, and compared with it."""
        self.stale.model.set_codebook(codebook)
        if codebook == self.draft.base:
            return
        if self.draft.is_unsaved:
            self.draft.rebase(codebook)
            self._meanwhile = self.draft.is_unsaved
            self._refresh()
        else:
            self._meanwhile = False
            self.draft.begin(codebook)

    def refresh_theme(self) -> None:
        """Draw the marks anew, after the theme changed."""
        self.editor.form.refresh_theme()
        self._refresh()

    def reset(self) -> None:
        """Show nothing of this project any more."""
        super().reset()
        self.looker.drop()
        self._meanwhile = False
        self.seen = Seen()
        self.draft.begin(Codebook())
        self._show_seen()

    # Commands.

    def handlers(self) -> dict[str, Callable[[], object]]:
        verbs = {f"codebook.{verb}": partial(self.verbs.carry_out, verb) for verb in VERBS}
        moves = {f"codebook.{way}": partial(self.verbs.move, way) for way in ("up", "down", "in", "out")}
        return {
            **verbs,
            **moves,
            "codebook.add": self.verbs.add,
            "codebook.remove": self.verbs.remove,
            "codebook.remove_codings": self.verbs.remove_with_codings,
            "codebook.save": self.saving.save,
            "codebook.discard": self.saving.discard,
            "codebook.preset": self.saving.choose_preset,
            "codebook.load": self.saving.choose_file,
            "codebook.together": self.saving.bring_together,
            "codebook.write": self.saving.choose_target,
            "codebook.recode": self.recode,
            "codebook.confirm_all": self.stale.confirm_all,
            "codebook.passage": self.stale.go,
        }

    def shortcut_scopes(self) -> dict[str, tuple[QWidget, ...]]:
        return {"codebook.remove": (self.labels.tree,)}

    def keys_now(self) -> tuple[MainKey, ...]:
        """Return the keys that the foot names now: who may not change the codebook is told of no such key."""
        return self.main_keys if Right.CODEBOOK not in self.session.refused_acts else self.main_keys[-1:]

    def facts(self) -> frozenset[Fact]:
        """Return what holds here."""
        return holding(
            {
                Fact.LABEL: self.draft.get(self.labels.label) is not None,
                Fact.DRAFT: self.draft.is_unsaved,
                Fact.STALE: self.stale.span is not None,
            }
        )

    def take_label(self, purpose: str, label: str) -> None:
        """Recode the stale coding at hand."""
        span = self.stale.span
        if span is not None and self.session.run(annotate.relabel, [span.id], label) is not None:
            self.stale.take_out([span.id])

    def label_at_hand(self) -> str:
        return self.labels.label

    def show_named(self, id: str) -> None:
        """Show a label."""
        self.labels.choose(id)

    def show_stale(self) -> None:
        """Go to the stale codings."""
        self.side.setCurrentWidget(self.stale)
        self.stale.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def recode(self) -> None:
        """Ask for the label that the stale coding at hand gets."""
        if self.stale.span is not None:
            self.picker_requested.emit("relabel")

    # Inside.

    def _build(self) -> None:
        self.side.setDocumentMode(True)
        self.side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.side.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.side.tabBar().setAccessibleName("About the codebook")
        for page, title in (
            (self.preview, "Preview"),
            (self.unsaved, "Unsaved"),
            (self.versions, "Versions"),
            (self.stale, "Stale"),
        ):
            self.side.addTab(page, title)
        self.side.setMinimumWidth(188)
        self.left.hold(self.labels, self.take_keyboard)
        self.left.say("Labels")
        self.set_middle(self.editor)
        self.right.hold(self.side, self.show_stale)
        self.right.leave_out_head()

    def _connect(self) -> None:
        self.draft.changed.connect(self._on_draft)
        self.looker.seen.connect(self._on_seen)
        self.session.coder_changed.connect(self._refresh)
        self._soon.timeout.connect(self._show_preview)
        self.labels.chosen.connect(self._on_chosen)
        self.labels.opened.connect(self.editor.take_keyboard)
        self.labels.add_requested.connect(self.verbs.add)
        self.labels.remove_requested.connect(self.verbs.remove)
        self.labels.move_requested.connect(self.verbs.move)
        self.labels.verb_requested.connect(self.verbs.carry_out)
        self.verbs.made.connect(self._on_made)
        self.editor.save_requested.connect(self.saving.save)
        self.editor.discard_requested.connect(self.saving.discard)
        self.saving.saved.connect(self.take_keyboard)
        self.saving.faulty.connect(lambda: self.side.setCurrentWidget(self.unsaved))
        book, form = self.editor.book, self.editor.form
        book.preset_button.clicked.connect(self.saving.choose_preset)
        book.load_button.clicked.connect(self.saving.choose_file)
        book.save_button.clicked.connect(self.saving.choose_target)
        form.attributes.add_requested.connect(lambda: self.verbs.add_attribute(form))
        form.roles.add_requested.connect(lambda: self.verbs.add_role(form))
        form.of_slots.add_requested.connect(lambda: self.verbs.add_slot_attribute(form))
        form.of_slots.remove_requested.connect(form.of_slots.remove)
        form.attributes.remove_requested.connect(form.attributes.remove)
        form.roles.remove_requested.connect(form.roles.remove)
        self.versions.again_requested.connect(self._start_again)
        self.versions.together_requested.connect(self.saving.bring_together)
        self.stale.confirmed.connect(self._confirm)
        self.stale.recode_requested.connect(self.recode)
        self.stale.passage_requested.connect(self.passage_requested)
        self.stale.emptied.connect(self.take_keyboard)

    def _look(self) -> None:
        self.looker.ask(self.draft.codebook if self.draft.is_unsaved else None)

    def _refresh(self) -> None:
        wrong = [str(fault.label) for fault in self.draft.faults if fault.label is not None]
        self.labels.show_book(self.draft.as_shown(), self.seen.counts, wrong)
        self.editor.refresh()
        may = not self.session.is_open or Right.CODEBOOK not in self.session.refused_acts
        self.editor.stack.setEnabled(may)
        self.labels.tools.setVisible(may)
        self._show_changes()
        self._soon.start()
        self.state_changed.emit()

    def _show_changes(self) -> None:
        changes = self.draft.changes
        lost = self.seen.lost if changes else ()
        self.unsaved.show_changes(changes, [fault.sentence for fault in self.draft.faults], lost)
        self.side.setTabText(1, f"Unsaved {len(changes)}" if changes else "Unsaved")
        said = f"Unsaved: {counted(len(changes), 'change')}" if changes else "Saved"
        if self.draft.faults:
            said += f" · {self.draft.faults[0].sentence}"
        elif lost:
            said += f" · {lost[0]}"
        elif self._meanwhile:
            said += " · the codebook was changed meanwhile; saving puts this draft in its place"
        self.editor.say((self.session.is_open and self.session.why_not(Right.CODEBOOK)) or said)

    def _show_seen(self) -> None:
        self.versions.show_versions(self.seen.versions, self.seen.people)
        self.stale.show_codings(self.seen.stale, known=self.session.layer is not None)
        count = len(self.seen.stale)
        self.side.setTabText(3, f"Stale {count}" if count else "Stale")
        self._refresh()

    @Slot()
    def _show_preview(self) -> None:
        label = self.draft.get(self.labels.label)
        self.preview.show_label(label, self.draft.as_shown())
        if self.side.isTabVisible(_PREVIEW) != (label is not None):
            self._offer_preview(label is not None)

    def _offer_preview(self, offered: bool) -> None:
        """There is a preview of a label only; its place is taken by the versions, which the codebook as a whole has."""
        if offered:
            self.side.setTabVisible(_PREVIEW, True)
            if self.side.currentWidget() is self.versions and self._gave_way:
                self.side.setCurrentWidget(self.preview)
        else:
            self._gave_way = self.side.currentWidget() is self.preview
            if self._gave_way:
                self.side.setCurrentWidget(self.versions)
            self.side.setTabVisible(_PREVIEW, False)

    # What others say.

    @Slot()
    def _on_draft(self) -> None:
        self._refresh()
        # What codings say depends on the draft only by what it has a place for: typing a definition reads nothing.
        if self.is_shown and (self.seen.lost or self.draft.may_lose):
            self._look()

    @Slot(object)
    def _on_seen(self, seen: Seen) -> None:
        self.seen = seen
        self._show_seen()

    @Slot(str)
    def _on_chosen(self, label: str) -> None:
        self.editor.show_label(label)
        self._soon.start()
        self.state_changed.emit()

    @Slot(str)
    def _on_made(self, label: str) -> None:
        self.labels.choose(label)
        self.editor.form.setCurrentIndex(0)
        self.editor.form.texts["definition"].setFocus()

    @Slot(str)
    def _start_again(self, id: str) -> None:
        version = next((one for one in self.seen.versions if one.id == id), None)
        if version is not None:
            self.saving.start_again(version)

    @Slot(object)
    def _confirm(self, spans: list[SpanId]) -> None:
        if self.session.run(annotate.confirm, spans) is not None:
            self.stale.take_out(spans)
            count = len(spans)
            self.session.said.emit(f"{counted(count, 'coding')} confirmed · saved")
