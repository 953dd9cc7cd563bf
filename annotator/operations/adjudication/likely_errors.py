"""Likely errors: codings and gold that look wrong, the likeliest first. To look at: nothing is ever changed by it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.agreement.input.passages import CodedPassage
from annotator.agreement.likely_errors.near_duplicates import Labelled, labels_elsewhere, shingles_of
from annotator.agreement.likely_errors.suspicion import Likeness, Suspicion, likeness
from annotator.agreement.posterior.codings import Question
from annotator.agreement.study.parts import said_at
from annotator.agreement.study.study import Aspect
from annotator.model.codebook import Label
from annotator.model.coder import Layer
from annotator.model.document import DocumentInfo
from annotator.model.ids import DocumentId, SpanId
from annotator.model.span import Span
from annotator.model.text import sentences
from annotator.operations.adjudication.gold_questions import GoldQuestions, gold_questions
from annotator.operations.adjudication.posterior import PosteriorEstimate, estimate
from annotator.operations.people.taken_texts import TakenTexts
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project

AT_LEAST = 0.5
"""How far something looks wrong to be listed."""
ALIKE = 0.8
"""How much two passages share to be of nearly the same words."""


class Of(StrEnum):
    """What looks wrong: a coder's coding, a span of gold, or that nothing became gold."""

    CODING = "coding"
    GOLD = "gold"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class LikelyError:
    """Something that looks wrong. `span`: where; of what was rejected the likely candidate. `layer`: its name."""

    document: DocumentInfo
    of: Of
    span: Span
    layer: str
    suspicion: Suspicion


def find(
    project: Project,
    layers: Sequence[Layer],
    at_least: float = AT_LEAST,
    progress: Progress = silent,
    begun_too: bool = False,
) -> list[LikelyError]:
    """Return what looks wrong in the layers and in gold, the likeliest error first.

    With fewer than three coders there is no model, and only passages of like words are compared. `begun_too`: also in
    texts that coders have begun and not done; else what is not coded there is not done yet, and no error.
    """
    with project.snapshot():
        documents = {info.id: info for info in project.documents.all()}
        asked = gold_questions(project, layers, begun_too)
        model = estimate(project, layers, progress=progress, also=asked.places, begun_too=begun_too)
        codings, gold = _spans(project, asked.taken)
        names = {layer.id: layer.name for layer in project.layers.all()}
        rules = _Rules({label.id: label for label in project.codebook.labels}, model, asked)
        found = [
            *_judged(Of.CODING, codings, rules.of_codings(), _like(project, codings, rules.places())),
            *_judged(Of.GOLD, gold, rules.of_gold(gold), _like(project, gold, {})),
            *((Of.REJECTED, span, suspicion) for span, suspicion in rules.of_rejected()),
        ]
    errors = [
        LikelyError(documents[span.document], of, span, names.get(span.layer, ""), suspicion)
        for of, span, suspicion in found
        if suspicion.score >= at_least
    ]
    place = {id: number for number, id in enumerate(documents)}
    return sorted(
        errors, key=lambda one: (-one.suspicion.score, place[one.document.id], one.span.start, one.of, one.span.id)
    )


def _judged(
    of: Of, spans: Sequence[Span], against: Mapping[SpanId, tuple[float, str]], like: Mapping[SpanId, Likeness]
) -> Iterator[tuple[Of, Span, Suspicion]]:
    for span in spans:
        chance, part = against.get(span.id, (0.0, ""))
        yield of, span, Suspicion(chance, part, like.get(span.id, Likeness()))


@dataclass(frozen=True, slots=True)
class _Rules:
    """What the model has against what was said: by span, how likely something else is right, and of which part."""

    labels: Mapping[str, Label]
    model: PosteriorEstimate
    asked: GoldQuestions

    def places(self) -> dict[SpanId, int]:
        """Return the number of the case in which each coder's span stands."""
        return {span.id: number for number in self.model.cases.values() for span in self.model.places[number].found}

    def of_codings(self) -> dict[SpanId, tuple[float, str]]:
        """Return it of the coders' spans."""
        found = {}
        for number in self.model.cases.values():
            for column, span in enumerate(self.model.places[number].spans):
                if span is not None:
                    said = {one: row[column] for one, row in self._rows(span, number)}
                    found[span.id] = self._against(span, number, said)
        return found

    def of_gold(self, gold: Sequence[Span]) -> dict[SpanId, tuple[float, str]]:
        """Return it of gold: of its label and attributes."""
        first, found = len(self.model.cases), {}
        for span in gold:
            if span.id in self.asked.of_span:
                alone = CodedPassage(0, (span,), (True,))
                label = self.labels.get(span.label)
                said: dict[Question, object] = {}
                for one in self.model.beliefs.parts.get(span.label, ()):
                    if one.aspect is Aspect.ATTRIBUTE:
                        said[one] = (said_at(span.label, label, one.part)(alone) or (None,))[0]
                found[span.id] = self._against(span, first + self.asked.of_span[span.id][0], said)
        return found

    def of_rejected(self) -> Iterator[tuple[Span, Suspicion]]:
        """Yield the candidates of what was rejected whose label is the likeliest, with how likely it is."""
        first = len(self.model.cases)
        for decision, place in self.asked.rejected:
            chances = self.model.of_place(first + place).labels
            spans = {span.label: span for span in self.asked.places[place].spans}
            likely = max(chances.items(), key=lambda pair: (pair[1], pair[0]), default=None)
            if likely is not None and likely[0] in spans and decision.candidates:
                yield spans[likely[0]], Suspicion(likely[1])

    def _rows(self, span: Span, number: int) -> Iterator[tuple[Question, tuple[object, ...]]]:
        for question in self.model.beliefs.parts.get(span.label, ()):
            row = self.model.beliefs.rows[question].get(number)
            if row is not None:
                yield question, row

    def _against(self, span: Span, number: int, said: Mapping[Question, object]) -> tuple[float, str]:
        chance = self.model.beliefs.of_label(span.label, number)
        against = [(0.0 if chance is None else 1 - chance, "")]
        for question, value in said.items():
            chances = self.model.beliefs.of(question, number)
            likely = max(chances.items(), key=lambda pair: (pair[1], str(pair[0])), default=(None, 0.0))[0]
            # Of words in a slot one more or less is no error: where a party begins and ends is seen in the cases.
            if chances and value is not None and not (_has_words(value) or _has_words(likely)):
                against.append((1 - chances.get(value, 0.0), question.part))
        return max(against, key=lambda pair: (pair[0], pair[1] == ""))


def _has_words(value: object) -> bool:
    return isinstance(value, frozenset) and any(str(name).startswith("“") for name in value)


def _spans(project: Project, taken: TakenTexts) -> tuple[list[Span], list[Span]]:
    """Return the spans of the layers in the texts in which they count, and those of gold."""
    gold = project.layers.gold()
    every = [span for info in project.documents.all() for span in project.spans.of_document(info.id)]
    return (
        [span for span in every if taken.counts(span.layer, span.document)],
        [span for span in every if gold is not None and span.layer == gold.id],
    )


def _like(project: Project, spans: Sequence[Span], places: Mapping[SpanId, int]) -> dict[SpanId, Likeness]:
    """Return how passages of nearly the same words are coded elsewhere, those without a span among them."""
    passages = [
        Labelled(shingles_of(span.quote), span.label, (span.document, places.get(span.id, span.id))) for span in spans
    ]
    elsewhere = labels_elsewhere([*passages, *_uncoded(project, spans)], ALIKE)
    return {span.id: likeness(span.label, labels) for span, labels in zip(spans, elsewhere, strict=False)}


def _uncoded(project: Project, spans: Sequence[Span]) -> Iterator[Labelled]:
    """Yield the sentences, of documents in which something is coded, in which nothing is."""
    by_document: dict[DocumentId, list[Span]] = {}
    for span in spans:
        by_document.setdefault(span.document, []).append(span)
    for document, found in by_document.items():
        text = project.documents.get(document).text
        coded = sorted(extent for span in found for extent in span.extents)
        reach, at = 0, 0
        for sentence in sentences(text):
            while at < len(coded) and coded[at].start < sentence.stop:
                reach = max(reach, coded[at].stop)
                at += 1
            if reach <= sentence.start:
                yield Labelled(shingles_of(text[sentence.start : sentence.stop]), None, (document, sentence))
