"""Actors: the register at the left, the actor at hand in its form, who belongs to it and where it is used at the right.

Changes are saved when a field is left. Whatever reads or writes the register does so in the background.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from annotator.model.actor import Actor
from annotator.model.codebook import Codebook
from annotator.model.ids import ActorId
from annotator.operations.people.roles import Right
from annotator.store.history.steps import Changes
from annotator.store.schema.tables import Table
from annotator.ui.actors.buttons import FormButtons
from annotator.ui.actors.draft import ActorDraft, draft_of
from annotator.ui.actors.form import ActorForm
from annotator.ui.actors.list_panel import RegisterPanel
from annotator.ui.actors.loader import RegisterReading, RegisterView, UsesReading
from annotator.ui.actors.saver import Saver
from annotator.ui.actors.side_panels import MembersPanel, UsesPanel
from annotator.ui.actors.verbs import RegisterVerbs
from annotator.ui.background.session import Session
from annotator.ui.commands.commands import CommandScope, Fact
from annotator.ui.kit.widgets import hairline, spaced
from annotator.ui.workspace import Workspace

_WAIT_MS = 120
"""How long a walk through the list waits before passages are read."""


class ActorsWorkspace(Workspace):
    """The register of the project."""

    place = CommandScope.ACTORS
    activity = "keeping the register"
    sees_others = False
    left_widths = (232, 264, 320)
    right_widths = (250, 300, 360)
    main_keys = (
        (("actors.new",), "register an actor"),
        (("actors.form",), "its form"),
        (("actors.save",), "save"),
        (("actors.merge",), "merge"),
    )
    depends_on = frozenset(
        {Table.ACTORS, Table.SPANS, Table.LINKS, Table.DOCUMENTS, Table.LAYERS, Table.CODEBOOK_VERSIONS}
    )
    wait_ms = 120

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.register, self.form = RegisterPanel(), ActorForm()
        self.members, self.uses = MembersPanel(), UsesPanel()
        self.buttons = FormButtons()
        self.reading, self.uses_reading = RegisterReading(session, self), UsesReading(session, self)
        self.verbs = RegisterVerbs(session, lambda: self.form.base, lambda: self.reading.view, self)
        self.saver = Saver(session, self.verbs, self)
        self._wanted: ActorId | None = None
        self._kept: dict[ActorId, ActorDraft] = {}
        self._to_form = False
        self._uses_later = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._build()
        self._connect()

    # What is shown.

    @property
    def actor(self) -> Actor | None:
        """The actor at hand."""
        return self.form.base

    def leave(self) -> None:
        """Save what stands in the form; read nothing more."""
        self.save()
        super().leave()

    def catch_up(self, changes: Changes | None) -> None:
        """Read the register."""
        self.reading.read()

    def take_keyboard(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the keyboard into the filter."""
        self.register.take_keyboard()

    def set_codebook(self, codebook: Codebook) -> None:
        """Call labels and slots as in this codebook."""
        self.uses.set_codebook(codebook)
        if self.session.is_open and self.is_shown:
            self._uses_later.start()

    def reset(self) -> None:
        """Save what stands in the form, and show nothing of this project any more."""
        if self.session.is_open:
            self.saver.save_all_now(self.form.to_save())
        super().reset()
        self.saver.reset()
        self._uses_later.stop()
        self.reading.reset()
        self.uses_reading.drop()
        self._wanted, self._to_form = None, False
        self._kept.clear()
        self.form.set_view(RegisterView())
        self.form.show_actor(None)
        self._show_beside()
        self.register.reset()

    # Commands.

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this workspace do."""
        return {
            **self.verbs.handlers(),
            "actors.form": self.form.take_keyboard,
            "actors.save": self.save,
            "actors.revert": self.form.revert,
        }

    def shortcut_scopes(self) -> dict[str, tuple[QWidget, ...]]:
        """Return where alone some keys count: elsewhere Delete takes a letter out."""
        return {"actors.remove": (self.register.list,)}

    def facts(self) -> frozenset[Fact]:
        """Return what holds here."""
        return frozenset({Fact.ACTOR}) if self.actor is not None else frozenset()

    def save(self) -> None:
        """Save what stands in the form where it differs and is right."""
        if (actor := self.form.to_save()) is not None:
            self.saver.save(actor)

    def show_named(self, id: str) -> None:
        """Show an actor."""
        self.show_actor(ActorId(id))

    def show_actor(self, actor: ActorId | None) -> None:
        """Show an actor, as soon as it is known; what is not right yet in the form at hand waits there."""
        self._put_aside()
        self._wanted = actor
        found = self.reading.view.get(actor)
        if found is not None or actor is None:
            self._show(found)
        self.register.select(actor)

    # Inside.

    def _build(self) -> None:
        self.left.hold(self.register, self.register.take_keyboard)
        self.left.say("Actors")
        middle, beside = QWidget(self), QSplitter(Qt.Orientation.Vertical)
        box = QVBoxLayout(middle)
        spaced(box, 0)
        box.addWidget(self.form, 1)
        box.addWidget(hairline())
        box.addWidget(self.buttons)
        beside.addWidget(self.members)
        beside.addWidget(self.uses)
        beside.setHandleWidth(1)
        beside.setChildrenCollapsible(False)
        beside.setMinimumWidth(150)
        self.set_middle(middle)
        self.right.hold(beside)
        self.right.leave_out_head()

    def _connect(self) -> None:
        self.session.coder_changed.connect(self._show_uses)
        self.session.sight_changed.connect(self._start_over)
        self._uses_later.timeout.connect(self._read_uses)
        self.reading.found.connect(self._on_view)
        self.uses_reading.found.connect(self._show_uses)
        self.register.chosen.connect(self.show_actor)
        self.register.opened.connect(self.form.take_keyboard)
        self.members.chosen.connect(self.show_actor)
        self.uses.chosen.connect(self.passage_requested)
        self.form.left.connect(self.save)
        self.form.changed.connect(self._on_form)
        self.saver.saved.connect(self._on_saved)
        self.saver.refused.connect(self._on_refused)
        self.verbs.made.connect(self._on_made)
        self.verbs.busy_changed.connect(self._on_form)
        self.buttons.connect_to(self)
        register, verbs = self.register, self.verbs
        for each, handler in (
            (register.new_button, verbs.new),
            (register.shipped_button, verbs.add_shipped),
            (register.import_button, verbs.import_),
            (register.export_button, verbs.export),
        ):
            each.clicked.connect(handler)

    def _put_aside(self) -> None:
        """Save what is right in the form, and keep what is not for when its actor is shown again."""
        base = self.form.base
        if base is None or not self.form.is_changed:
            return
        draft = self.form.draft()
        if faults := draft.faults():
            self._kept[base.id] = draft
            self.session.refused.emit(f"“{base.name}” is not saved: {next(iter(faults.values()))}")
        else:
            self.save()

    def _show(self, actor: Actor | None) -> None:
        self.form.show_actor(actor)
        if actor is not None and (kept := self._kept.pop(actor.id, None)) is not None:
            self.form.show_draft(kept)
        self._show_beside()
        self._on_form()
        self.state_changed.emit()

    def _show_beside(self) -> None:
        self.members.show_actor(self.actor, self.reading.view)
        self.uses_reading.drop()
        if self.actor is None:
            self._uses_later.stop()
            self.uses.clear("Choose an actor at the left.")
        else:
            self.uses.wait()
            self._uses_later.start()

    @Slot()
    def _read_uses(self) -> None:
        if self.actor is not None:
            self.uses_reading.read(self.actor.id)

    # What others say.

    @Slot(object)
    def _on_view(self, view: RegisterView) -> None:
        self.form.set_view(view)
        self.register.show_view(view)
        if self._wanted is None and self.register.model.actors and not self._kept:
            self._wanted = view.most_used() or self.register.model.actors[0].id
        found = view.get(self._wanted)
        if found is None or self.actor is None or self.actor.id != found.id:
            self._show(found)
        else:
            self.form.refresh(found)
            self.members.show_actor(found, view)
            self._uses_later.start()
        self.register.select(self._wanted)
        if self._to_form and found is not None:
            self._to_form = False
            self.form.aliases.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _start_over(self) -> None:
        """Show no register before it is read for whoever is here now."""
        self.reading.reset()
        self.register.reset()
        if self.is_shown and self.session.is_open:
            self.catch_up_now()
        else:
            self.set_stale()

    @Slot(object)
    def _show_uses(self, uses: object = None) -> None:
        layer = self.session.layer.name if self.session.layer is not None else None
        self.uses.set_blind(self.session.is_open and not self.session.may_see_others)
        if isinstance(uses, list):
            self.uses.show_uses(uses, layer)
        else:
            self.uses.set_layer(layer)

    @Slot(object)
    def _on_saved(self, actor: Actor) -> None:
        if self.actor is not None and self.actor.id == actor.id:
            self.form.saved(actor)
            self._on_form()

    @Slot(object, str)
    def _on_refused(self, actor: Actor, sentence: str) -> None:
        if self.actor is not None and self.actor.id == actor.id:
            self.form.refuse(sentence)
        else:
            self._kept[actor.id] = draft_of(actor)

    @Slot(str)
    def _on_made(self, actor: str) -> None:
        self._wanted, self._to_form = ActorId(actor) if actor else None, bool(actor)
        self.catch_up_soon()

    @Slot()
    def _on_form(self) -> None:
        may = not self.session.is_open or Right.ACTORS not in self.session.refused_acts
        self.form.setEnabled(may)
        self.buttons.setVisible(may)
        self.buttons.show_state(self.actor is not None, self.form.is_changed, self.verbs.is_busy)
