"""The passages behind the numbers of a study: where coders differ, and what each of them said there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.acts.acts import Act, Filling, acts_of, filling_of
from annotator.acts.dyads import date_of
from annotator.acts.sentence import sentence_of
from annotator.agreement.input.passages import CodedPassage
from annotator.agreement.study.disputes import disputed
from annotator.agreement.study.study import Aspect, Figure, Study
from annotator.model.actor import Actor
from annotator.model.codebook import Codebook, Label
from annotator.model.document import DocumentInfo, pages_said
from annotator.model.ids import ActorId, DocumentId, SpanId
from annotator.model.span import Span
from annotator.model.values import in_words
from annotator.model.wording import isolated
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project

AWAY, UNCODED, NOTHING = "did not code this document", "gave this unit no code", "nothing"
_AT_ONCE = 200
"""Places that are read between two looks at whether to go on."""


@dataclass(frozen=True, slots=True)
class Disputed:
    """A place in words. `quote`: the longest that anybody marked; `said`: by coder, in the order of the study.

    `pages`: “p. 2”, or empty.
    """

    document: DocumentInfo
    date: str
    place: CodedPassage
    quote: str
    said: tuple[str, ...]
    pages: str = ""

    @property
    def span(self) -> Span:
        """The span that one goes to: the first that somebody has here."""
        return self.place.found[0]


def places_behind(project: Project, study: Study, figure: Figure, progress: Progress = silent) -> list[int]:
    """Return the places on which the coders of a figure differ in its aspect, by their numbers in the study."""
    labels = {str(label.id): label for label in project.codebook.labels}
    fillings: list[dict[SpanId, list[Filling]]] = [{} for _ in study.by_document]
    if figure.aspect in (Aspect.SLOT, Aspect.SLOT_VALUE, Aspect.ACT, Aspect.DYAD):
        acts = {label.id for label in labels.values() if label.is_act and figure.label in (None, label.id)}
        wanted = sorted({place.document for place in study.places if any(span.label in acts for span in place.found)})
        for done, number in enumerate(wanted):
            progress(done, len(wanted), "")
            fillings[number] = _fillings(project, study.by_document[number].document)
    return disputed(study.places, figure, labels, fillings)


def passages(project: Project, study: Study, numbers: Sequence[int], progress: Progress = silent) -> list[Disputed]:
    """Return places of a study in words, by their numbers; those whose document is gone are left out."""
    words = _DisputeWords(project.codebook, {actor.id: actor for actor in project.actors.all()})
    documents = {info.id: info for info in project.documents.all()}
    starts: dict[str, tuple[int, ...]] = {}
    found = []
    for first in range(0, len(numbers), _AT_ONCE):
        progress(first, len(numbers), "")
        places = [study.places[number] for number in numbers[first : first + _AT_ONCE]]
        acts = _acts(project, [span for place in places for span in place.found])
        for place in places:
            info = documents.get(place.found[0].document)
            if info is not None:
                if info.id not in starts:
                    starts[info.id] = project.documents.pages(info.id)
                found.append(words.of(place, info, acts, starts[info.id]))
    return found


def _fillings(project: Project, document: DocumentId) -> dict[SpanId, list[Filling]]:
    links = project.links.of_document(document)
    by_id = {span.id: span for span in project.spans.of_document(document)} if links else {}
    found: dict[SpanId, list[Filling]] = {}
    for link in links:
        found.setdefault(link.act, []).append(filling_of(link, by_id.get(link.span) if link.span else None))
    return found


def _acts(project: Project, spans: Sequence[Span]) -> dict[SpanId, Act]:
    """Return the acts among spans, with who fills their slots now."""
    links = project.links.of_spans([span.id for span in spans])
    known = {span.id for span in spans}
    parties = {link.span for link in links if link.span is not None} - known
    everything = [*spans, *project.spans.get_many(sorted(parties))]
    return {act.span.id: act for act in acts_of(project.codebook, everything, links) if act.span.id in known}


class _DisputeWords:
    """Says in words what coders said of a place."""

    def __init__(self, codebook: Codebook, register: Mapping[ActorId, Actor]) -> None:
        self._labels: dict[str, Label] = {label.id: label for label in codebook.labels}
        self._register = register

    def of(
        self, place: CodedPassage, info: DocumentInfo, acts: Mapping[SpanId, Act], starts: Sequence[int]
    ) -> Disputed:
        """Return a place in words; `starts`: where the pages after the first begin."""
        longest = max(place.found, key=lambda span: len(span.quote))
        quote, away = longest.quote, UNCODED if place.is_unit else AWAY
        said = tuple(
            self._said(span, quote, acts) if span is not None else NOTHING if present else away
            for span, present in zip(place.spans, place.present, strict=True)
        )
        return Disputed(info, date_of(info.metadata), place, quote, said, pages_said(starts, longest.extents))

    def _said(self, span: Span, quote: str, acts: Mapping[SpanId, Act]) -> str:
        label, act = self._labels.get(span.label), acts.get(span.id)
        actor = self._register.get(span.actor) if span.actor is not None else None
        parts = [
            label.name if label is not None else span.label,
            f"“{isolated(' '.join(span.quote.split()))}”" if span.quote != quote else "",
            sentence_of(act, self._register) if act is not None else "",
            isolated(actor.name) if actor is not None else "",
            *(self._attributes(span, label, act) if label is not None else ()),
        ]
        return " · ".join(part for part in parts if part)

    def _attributes(self, span: Span, label: Label, act: Act | None) -> Iterable[str]:
        """Yield what the sentence does not say already."""
        force = act.force if act is not None else None
        for attribute in label.attributes:
            value = span.attributes.get(attribute.id)
            if value is not None and (force is None or attribute.id != force.id):
                yield f"{attribute.name}: {in_words(attribute, value)}"
