"""Mentions of registered actors: shown as suggestions where the project offers them, accepted by key.

They are looked for off the window's thread, once for a text and a version of the register. After that a step costs
what it touches.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from annotator.acts.mentions import Mention, MentionFinder
from annotator.model.errors import NotAllowed
from annotator.model.ids import ActorId, LabelId
from annotator.model.wording import counted
from annotator.operations.actors.seen_actors import seen_actors
from annotator.operations.coding import mentions
from annotator.store.history.steps import Changes
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.coding.open_mentions import OpenMentions
from annotator.ui.coding.register_loader import MadeOfRegister
from annotator.ui.coding.selection import Shown
from annotator.ui.commands.menus import pop_up
from annotator.ui.reader.suggestions import Suggestion, Suggestions

_MANY = 6
"""So many actors of one alias are named in a title; the others are counted."""


class CodingMentions(QObject):
    """`open`: the mentions of the text that is shown on which no actor is coded yet."""

    said = Signal(str)
    changed = Signal()
    """Others are offered now, or none."""

    def __init__(self, session: Session, shown: Shown, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._shown = session, shown
        self.finder: MadeOfRegister[MentionFinder] = MadeOfRegister(session, mentions.finder, self)
        self.finder.ready.connect(self.look)
        self.open, self._suggestions = OpenMentions((), ()), Suggestions()
        self._label: LabelId | None = None
        self._names: dict[ActorId, str] = {}
        self._looking = LatestTask(session, self)
        self._is_stale = False

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands do."""
        return {
            "code.offer_mentions": self.toggle,
            "code.accept_mention": self.accept_one,
            "code.accept_mentions": self.accept_all,
            "code.next_mention": lambda: self.go(1),
            "code.previous_mention": lambda: self.go(-1),
        }

    @property
    def are_offered(self) -> bool:
        """Whether the project offers mentions, and somebody codes to whom."""
        session = self._session
        return session.is_open and session.layer is not None and mentions.are_offered(session.project)

    # What is shown.

    def show(self) -> None:
        """Look for the mentions of the document that is shown now; until they are found none is offered."""
        self._offer_none()
        self.look()

    def follow(self, changes: Changes) -> None:
        """Offer what is open after a step."""
        if changes.touches(Table.ACTORS):
            self.finder.renew()
        if changes.touches(Table.SETTINGS, Table.CODEBOOK_VERSIONS) or (
            changes.is_bulk and changes.touches(Table.SPANS)
        ):
            self.show()
        elif changes.touches(Table.SPANS) and changes.concerns(self._shown.document):
            # What is being looked for may have been read before this step.
            self._is_stale = True
            ids = changes.ids(Table.SPANS)
            found = (self._shown.inspector.model.get(id) for id in ids)
            coded = {str(span.id): span.extents for span in found if span is not None and span.label == self._label}
            if self.open.follow(coded, [id for id in ids if id not in coded]):
                self._show_open()

    def look(self) -> None:
        """Look for mentions in the background, if the project offers any."""
        shown, session = self._shown, self._session
        self._looking.drop()
        if not self.are_offered or shown.document is None or session.layer is None:
            return
        self.finder.ask()
        finder = self.finder.value
        if finder is None:
            return
        text, document, layer = shown.index.text, shown.document, session.layer.id
        self._is_stale = False

        def work(project: Project, _: object) -> FoundMentions:
            label = mentions.label_for(project)
            found = finder.find(text)
            coded = {
                span.id: span.extents for span in project.spans.of_document(document, layer) if span.label == label.id
            }
            names = {actor.id: actor.name for actor in seen_actors(project)}
            made = OpenMentions([one for one in found if names.keys() >= set(one.actors)], coded.items())
            offered = [Suggestion(one.start, one.stop, _title(one, names)) for one in made.every()]
            return FoundMentions(made, Suggestions(offered), label.id, names)

        self._looking.start(work, self._on_found, self._on_failed)

    def reset(self) -> None:
        """Another project comes."""
        self._looking.drop()
        self.finder.reset()
        self._offer_none()

    # Commands.

    def toggle(self) -> None:
        """Offer mentions in this project, or no more."""
        on = not mentions.are_offered(self._session.project)
        if self._session.did(mentions.offer, on):
            self.said.emit(f"Mentions of actors are {'offered' if on else 'no longer offered'} · saved")

    def accept_one(self) -> None:
        """Code the mention at the caret; where it names several actors, ask which."""
        mention = self.open.at(self._shown.reader.caret)
        if mention is None:
            self._refuse("No mention of a registered actor lies under the caret.")
        elif len(mention.actors) == 1:
            self.accept(mention, mention.actors[0])
        else:
            pop_up(self._menu(mention), QCursor.pos())

    def accept(self, mention: Mention, actor: ActorId) -> None:
        """Code a mention as the actor that it names."""
        shown, session = self._shown, self._session
        if shown.document is None or session.layer is None:
            return
        document = session.project.documents.info(shown.document).id
        made = session.run(mentions.accept, document, session.layer.id, [(mention, actor)])
        if made:
            shown.select(made[0].id)
            self.said.emit(f"Accepted: {self._names.get(actor, '')} · saved")

    def accept_all(self) -> None:
        """Code all mentions of the document that name one actor, in the background, as one step."""
        shown, session = self._shown, self._session
        accepted, left = self.open.certain()
        if shown.document is None or session.layer is None:
            return
        if not accepted:
            self._refuse("There is no open mention that names one actor alone." if left else "No mention is open here.")
            return
        document, layer = session.project.documents.info(shown.document).id, session.layer.id
        session.in_background(
            lambda project, _: mentions.accept(project, document, layer, accepted),
            returned=lambda made: self.said.emit(_accepted(len(made), left)),
            errored=session.tell,
        )

    def go(self, steps: int) -> None:
        """Put the caret on the next open mention, or (negative) the one before."""
        found = self.open.beside(self._shown.reader.caret, steps)
        if found is None:
            self._refuse(f"There is no open mention {'after' if steps > 0 else 'before'} this place.")
            return
        self._shown.reader.set_selection(found.start, found.start)
        self._shown.reader.reveal_range(found.start, found.stop)
        self.said.emit(f"A mention of {_title(found, self._names)}")

    # Inside.

    def _on_found(self, made: "FoundMentions") -> None:
        if self._is_stale:
            self.look()
            return
        self.open, self._suggestions, self._label, self._names = made
        self._show_open()

    def _on_failed(self, error: Exception) -> None:
        # A codebook without a label for actors has nothing to be offered for; whoever accepts is told so.
        if not isinstance(error, NotAllowed):
            self._session.tell(error)

    def _offer_none(self) -> None:
        self.open, self._suggestions = OpenMentions((), ()), Suggestions()
        self._show_open()

    def _show_open(self) -> None:
        self._shown.reader.board.set_suggestions(self._suggestions.only(self.open.which()))
        self.changed.emit()

    def _refuse(self, sentence: str) -> None:
        if self.are_offered:
            self._session.refused.emit(sentence)
        else:
            self._session.refused.emit("Mentions of actors are not offered in this project: see the menu Code.")

    def _menu(self, mention: Mention) -> QMenu:
        menu = QMenu(self._shown.reader)
        menu.aboutToHide.connect(menu.deleteLater)
        for actor in mention.actors:
            action = menu.addAction(self._names.get(actor, actor).replace("&", "&&"))
            action.triggered.connect(lambda _, one=actor: self.accept(mention, one))
        return menu


class FoundMentions(NamedTuple):
    """What was found in a text, how it is shown, the label of mentions, and how actors are called."""

    open: OpenMentions
    suggestions: Suggestions
    label: LabelId
    names: dict[ActorId, str]


def _title(mention: Mention, known: Mapping[ActorId, str]) -> str:
    """Return whom a mention names, in words."""
    names = [known.get(actor, "") for actor in mention.actors]
    more = f" or {len(names) - _MANY} others" if len(names) > _MANY else ""
    return " or ".join(names[:_MANY]) + more


def _accepted(count: int, left: int) -> str:
    several = counted(left, "that names several actors is left", "that name several actors are left")
    return f"Accepted {counted(count, 'mention')} · saved{f'; {several}' if left else ''}"
