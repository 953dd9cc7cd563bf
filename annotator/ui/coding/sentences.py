"""Each act of the document as a small sentence in the margin, and what of it is still empty.

A step costs what it touches: its acts, the acts of its links, and those whose parties it changed. Of very many acts
the ones near the caret come first and the others while the program is idle.
"""

from collections.abc import Generator, Iterable, Sequence

from PySide6.QtCore import QObject

from annotator.acts.acts import Act, acts_of
from annotator.acts.saying import Saying, saying_of
from annotator.model.actor import Actor
from annotator.model.ids import ActorId, LinkId, SpanId
from annotator.model.span import Span
from annotator.store.history.steps import Changes
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from annotator.ui.acts.rows import empty_required
from annotator.ui.background.session import Session
from annotator.ui.background.visible_first import WhenIdle
from annotator.ui.inspector.item_model import SpanModel
from annotator.ui.reader.view import ReaderView

_AT_ONCE = 400
_SLICE = 200


class ActSentences(QObject):
    """Tells `reader` and the list's `model` of the acts among the spans that are shown."""

    def __init__(self, session: Session, reader: ReaderView, model: SpanModel, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._reader, self._model = session, reader, model
        self._act_of: dict[LinkId, SpanId] = {}
        self._told: dict[SpanId, Act] = {}
        self._waiting: list[SpanId] = []
        self._doubted: list[SpanId] = []
        self._changed: dict[Table, set[str]] = {Table.SPANS: set(), Table.LINKS: set(), Table.ACTORS: set()}
        self._rest = WhenIdle(self)

    @property
    def is_telling(self) -> bool:
        """Whether there are acts that nothing was said of yet."""
        return bool(self._waiting or self._doubted) or any(self._changed.values())

    def show(self, spans: Sequence[Span], place: int) -> None:
        """Say what the acts among these spans are, and nothing of any others; those near `place` first."""
        self._stop()
        self._act_of.clear()
        self._told = {}
        self._model.show_missing({})
        self._reader.board.set_sentences({})
        acts = self._acts_among(spans)
        if len(acts) > _AT_ONCE:
            acts.sort(key=lambda span: abs(span.start - place))
        self._tell([span.id for span in acts[:_AT_ONCE]])
        self._wait(span.id for span in acts[_AT_ONCE:])

    def add(self, spans: Sequence[Span]) -> None:
        """Say what more acts are, when there is time for it."""
        self._wait(span.id for span in self._acts_among(spans))

    def look_again(self, spans: Sequence[Span]) -> None:
        """Say anew what is not as it was said, where these spans are all there are, when there is time to look."""
        self._doubted = [*dict.fromkeys([*(span.id for span in self._acts_among(spans)), *self._told])]
        self._wake()

    def follow(self, changes: Changes) -> None:
        """Say anew what a step has changed, once the key that made it has been answered."""
        for table, ids in self._changed.items():
            ids |= changes.ids(table)
        self._wake()

    def finish(self) -> None:
        """Say at once what is left."""
        self._rest.finish()

    # Inside.

    def _acts_among(self, spans: Iterable[Span]) -> list[Span]:
        book = self._session.project.codebook if self._session.is_open else None
        kinds = {label.id for label in book.labels if label.is_act} if book is not None else set()
        return [span for span in spans if span.label in kinds]

    def _naming(self, actors: Iterable[str]) -> set[SpanId]:
        """Return the acts that name one of the actors; those of other documents are sorted out later."""
        project, acts = self._session.project, set()
        for actor in actors:
            parties = [span.id for span in project.spans.mentioning(actor) if self._model.get(span.id)]
            named = [*project.links.naming(actor), *project.links.of_spans(parties)]
            acts |= {link.act for link in named if self._model.get(link.act)}
        return acts

    def _tell(self, ids: Sequence[SpanId]) -> None:
        """Say what these spans are, as far as they are acts of this document and layer."""
        acts = {act.span.id: act for act in self._read([id for id in ids if self._model.get(id)])}
        register = register_of(self._session.project, acts.values()) if acts else {}
        told = [id for id in ids if id in acts or id in self._told]
        self._told.update(acts)
        for id in told:
            if id not in acts:
                del self._told[id]
        if told:
            said: dict[str, Saying | None] = {id: saying_of(acts[id], register) if id in acts else None for id in told}
            self._reader.board.update_sentences(said)
            self._model.update_said(said)
            self._model.update_missing({id: empty_required(acts[id]) if id in acts else () for id in told})

    def _read(self, ids: Sequence[SpanId]) -> list[Act]:
        if not ids:
            return []
        project, wanted = self._session.project, set(ids)
        spans = [span for span in (self._model.get(id) for id in ids) if span is not None]
        links = [link for link in project.links.of_spans(ids) if link.act in wanted]
        self._act_of.update((link.id, link.act) for link in links)
        parties = project.spans.get_many(sorted({link.span for link in links if link.span} - wanted))
        return [act for act in acts_of(project.codebook, [*spans, *parties], links) if act.span.id in wanted]

    def _differing(self, ids: Sequence[SpanId]) -> list[SpanId]:
        acts = {act.span.id: act for act in self._read([id for id in ids if self._model.get(id)])}
        return [id for id in ids if acts.get(id) != self._told.get(id)]

    def _wait(self, ids: Iterable[SpanId]) -> None:
        self._waiting += ids
        self._wake()

    def _wake(self) -> None:
        if self.is_telling and not self._rest.is_busy:
            self._rest.start(self._slices(), self._tell)

    def _stop(self) -> None:
        self._waiting, self._doubted = [], []
        self._forget_changes()
        self._rest.stop()

    def _forget_changes(self) -> None:
        for ids in self._changed.values():
            ids.clear()

    def _acts_changed(self) -> list[SpanId]:
        """Return the acts that the steps since have changed: themselves, their links, their parties, their actors."""
        links_of, spans = self._session.project.links, self._changed[Table.SPANS]
        links = sorted(self._changed[Table.LINKS])
        acts = {SpanId(id) for id in spans} | {link.act for link in links_of.get_many(links)}
        acts |= {self._act_of[LinkId(id)] for id in links if id in self._act_of}
        acts |= {link.act for link in links_of.of_spans(sorted(spans))}
        return sorted(acts | self._naming(self._changed[Table.ACTORS]))

    def _slices(self) -> Generator[Sequence[SpanId], None, None]:
        """Yield what is to be said next, what steps have changed before all else."""
        while self.is_telling:
            if any(self._changed.values()):
                changed = self._acts_changed()
                self._forget_changes()
                yield changed
            elif self._waiting:
                some, self._waiting = self._waiting[:_SLICE], self._waiting[_SLICE:]
                yield some
            else:
                some, self._doubted = self._doubted[:_SLICE], self._doubted[_SLICE:]
                yield self._differing(some)


def register_of(project: Project, acts: Iterable[Act]) -> dict[ActorId, Actor]:
    """Return the registered actors that fill the slots of acts or are mentioned by them, by id."""
    acts = list(acts)
    filled = {one.actor for act in acts for fillings in act.fillings.values() for one in fillings}
    named = {act.span.actor for act in acts} | filled
    return {actor.id: actor for actor in project.actors.get_many(sorted(id for id in named if id is not None))}
