"""The form of the actor at hand. A field that is left asks for what stands there to be saved."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from annotator.model.actor import Actor, ActorKind
from annotator.ui.actors.draft import SCHEMES, ActorDraft, draft_of
from annotator.ui.actors.loader import RegisterView
from annotator.ui.actors.memberships import DATE_HINT, MembershipTable
from annotator.ui.acts.actor_field import ActorField
from annotator.ui.kit.fields import Choice, Fields, LinesArea
from annotator.ui.kit.flow_row import FlowRow
from annotator.ui.kit.widgets import ElidedLabel, Look, button, pressed_by_enter, spaced, words

NOBODY = "Choose an actor at the left, or register one."


_PROVISIONAL = "Two copies say different things of this actor: what stands here is provisional. Team has the choice."


class ActorForm(QScrollArea):
    """`left`: a field was left, and what stands in the form is to be saved where it differs."""

    left = Signal()
    changed = Signal()
    """Something was typed or shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.base: Actor | None = None
        self._base_draft: ActorDraft | None = None
        self._view = RegisterView()
        self.setProperty("look", Look.QUIET.value)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._make()
        self._build()
        self._connect()
        self.setMinimumWidth(300)
        self.show_actor(None)

    # What is shown.

    def set_view(self, view: RegisterView) -> None:
        """Offer the actors of a register, and call groups as it does."""
        self._view = self.memberships.view = view
        self._say_provisional()
        self.parent_field.set_index(view.index)

    def show_actor(self, actor: Actor | None) -> None:
        """Show an actor, or (None) that there is none."""
        self.base = actor
        self._say_provisional()
        self._body.setVisible(actor is not None)
        self._nobody.setVisible(actor is None)
        if actor is not None:
            self._show(draft_of(actor))
        self._base_draft = self.draft() if actor is not None else None
        self._check()

    def _say_provisional(self) -> None:
        self.provisional.setVisible(self.base is not None and self.base.id in self._view.provisional)

    def refresh(self, actor: Actor) -> None:
        """Show the actor at hand as it is now, unless something is being written that is not saved."""
        if not self.is_changed and actor != self.base:
            self.show_actor(actor)

    def saved(self, actor: Actor) -> None:
        """Take an actor as what is in the project: it was saved so. What was typed since stays typed."""
        current, self.base = self.draft(), actor
        self._show(draft_of(actor))
        self._base_draft = self.draft()
        if current.faults() or current.actor(actor.id) != actor:
            self._show(current)
        self._check()

    def show_draft(self, draft: ActorDraft) -> None:
        """Put what was typed earlier and is not saved yet into the fields."""
        self._show(draft)
        self._check()

    def refuse(self, sentence: str) -> None:
        """Say why what stands here was not saved."""
        self.state.setText(f"Not saved. {sentence}")
        self.state.show()

    @property
    def is_changed(self) -> bool:
        """Whether something stands here that is not saved."""
        return self.base is not None and self.draft() != self._base_draft

    def to_save(self) -> Actor | None:
        """Return the actor as it stands here, None where it is as it was or not right yet."""
        if self.base is None or not self.is_changed:
            return None
        draft = self.draft()
        return None if draft.faults() else draft.actor(self.base.id)

    def draft(self) -> ActorDraft:
        """Return what stands here."""
        return ActorDraft(
            name=self.name.text(),
            kind=ActorKind(self.kind.currentData()),
            aliases=self.aliases.items(),
            codes={scheme: field.text() for scheme, field in self.codes.items()},
            other_codes=self.other_codes.items(),
            parent=self.parent_field.actor,
            parent_typed=self.parent_field.text(),
            memberships=self.memberships.drafts(),
        )

    def revert(self) -> None:
        """Show the actor as it was saved."""
        self.show_actor(self.base)

    def take_keyboard(self) -> None:
        """Put the keyboard on the name."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    # Inside.

    def _make(self) -> None:
        self.title = ElidedLabel(Look.HEADING, 400)
        self.state = words("", Look.PROBLEM)
        self.provisional = words(_PROVISIONAL, Look.SECONDARY)
        self.name = QLineEdit()
        self.kind = Choice()
        for kind in ActorKind:
            self.kind.addItem(kind.value.capitalize(), kind.value)
        self.kind.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.setMinimumContentsLength(10)
        self.aliases = LinesArea(3)
        self.codes = {scheme: QLineEdit() for scheme in SCHEMES}
        self.other_codes = LinesArea(1)
        self.parent_field = ActorField()
        self.memberships = MembershipTable()
        self.add_button = pressed_by_enter(button("Add a membership", Look.LINK))
        self.take_button = pressed_by_enter(button("Remove this line", Look.LINK))

    def _build(self) -> None:
        self._fields = Fields()
        self._fields.add_row(("name", "Name", self.name), ("kind", "Kind", self.kind))
        self._fields.add("aliases", "Aliases", self.aliases, "One on each line, in any language.")
        for pair in (("iso3", "cow"), ("cow_abb",)):
            self._fields.add_row(*((scheme, SCHEMES[scheme], self.codes[scheme]) for scheme in pair))
        self._fields.add("codes", "Other codes", self.other_codes, "One on each line, as scheme = code.")
        self._fields.add("parent", "Parent", self.parent_field, "The actor that this one is a part of.")
        hint = f"A date is written as {DATE_HINT}; empty where it is not known."
        self._fields.add("memberships", "Memberships and offices", self.memberships, hint)
        lines = FlowRow()
        lines.put(self.add_button)
        lines.put(self.take_button)
        self._body, self._nobody = QWidget(), words(NOBODY, Look.SECONDARY)
        page = QWidget()
        self.setWidget(page)
        outer = QVBoxLayout(page)
        spaced(outer, 12, (20, 16, 20, 16))
        outer.addWidget(self._nobody)
        outer.addWidget(self._body)
        outer.addStretch(1)
        box = QVBoxLayout(self._body)
        spaced(box, 12)
        box.addWidget(self.title)
        box.addWidget(self.provisional)
        box.addWidget(self.state)
        box.addLayout(self._fields)
        box.addWidget(lines)

    def _connect(self) -> None:
        for field in (self.name, *self.codes.values(), self.parent_field):
            field.textChanged.connect(self._check)
            field.returnPressed.connect(self.left)
            field.installEventFilter(self)
        for area in (self.aliases, self.other_codes):
            area.edited.connect(self._check)
            area.installEventFilter(self)
        self.parent_field.changed.connect(self._check)
        self.kind.activated.connect(self._on_done)
        self.memberships.edited.connect(self._on_done)
        self.add_button.clicked.connect(self.memberships.add_line)
        self.take_button.clicked.connect(self.memberships.take_line)

    def _show(self, draft: ActorDraft) -> None:
        if self.name.text() != draft.name:
            self.name.setText(draft.name)
            self.name.setCursorPosition(0)
        self.kind.setCurrentIndex(self.kind.findData(draft.kind.value))
        self.aliases.show_items(draft.aliases)
        for scheme, field in self.codes.items():
            if field.text() != draft.codes.get(scheme, ""):
                field.setText(draft.codes.get(scheme, ""))
        self.other_codes.show_items(draft.other_codes)
        self.parent_field.show_actor(draft.parent, draft.parent_typed)
        if self.memberships.drafts() != draft.memberships:
            self.memberships.show_drafts(draft.memberships)

    @Slot()
    def _check(self) -> None:
        self.title.say(self.name.text())
        self._fields.say(self.draft().faults() if self.is_changed else {})
        self.state.setText("Not saved yet." if self.is_changed else "")
        self.state.setVisible(self.is_changed)
        self.changed.emit()

    @Slot()
    def _on_done(self) -> None:
        self._check()
        self.left.emit()

    # Qt calls this.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)
