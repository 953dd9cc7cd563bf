"""Many passages acted on in one step: coded, relabelled, given a value, noted; in layers of one's own alone.

Each is acted on as if it were the only one, by the verbs of coding. What these refuse (coded so already, gone since,
against a rule of the codebook) is left out, and counted by the sentence with which they refuse it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import NoReturn

from annotator.model.codebook import CodingUnit
from annotator.model.errors import NotAllowed, NotFound, UserError
from annotator.model.ids import AttributeId, DocumentId, LabelId, LayerId, SpanId
from annotator.model.span import AttributeValue, Extent, Span
from annotator.model.text import TextIndex
from annotator.model.verbs import coding as verbs
from annotator.model.wording import counted, isolated
from annotator.operations.coding import annotate, punctuation
from annotator.operations.passages.finding import PassageLine
from annotator.operations.passages.names import SearchNames
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project


class CodedPart(StrEnum):
    """What is coded of a hit: the words that were found, or the sentences or paragraphs that they stand in."""

    HIT = "hit"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Acted:
    """What came of it. `what`: was done, “coded as Appeal”; `left`: how many were left out, by the reason."""

    what: str
    spans: tuple[SpanId, ...]
    left: Mapping[str, int]

    @property
    def sentence(self) -> str:
        """All of it in words; each reason by itself."""
        done = f"{counted(len(self.spans), 'passage')} {self.what}."
        return " ".join([done, *(f"{counted(n, 'is', 'are')} left out: {why}" for why, n in self.left.items())])


NOT_CODED = "Nothing is coded at this place; code it first."
_Act = Callable[[], Span]


def code_passages(
    project: Project,
    layer: LayerId,
    lines: Sequence[PassageLine],
    label: str,
    part: CodedPart = CodedPart.HIT,
    progress: Progress = silent,
) -> Acted:
    """Code passages in a layer, those that are coded already too; whole units where these are given.

    Raises `NotAllowed` where the layer is not one's own, and `NotFound` for an unknown label.
    """
    annotate.must_be_own(project, layer)
    found = annotate.known_label(project, label)
    verb = verbs.CodePassages(documents=(), layers=(layer,), spans=(), labels=(), label=LabelId(found.id))
    acts = _codings(_Passages(project, lines, part), layer, found.id)
    return _each(project, verb, acts, f"coded as {isolated(found.name)}", len(lines), progress)


def relabel_passages(project: Project, lines: Sequence[PassageLine], label: str, progress: Progress = silent) -> Acted:
    """Give codings another label, as `annotate.relabel` does; raises `NotAllowed` where one is somebody else's."""
    found = annotate.known_label(project, label)

    def relabelled(span: Span) -> Span:
        if span.label == found.id:
            raise NotAllowed(f"This passage is already coded as {isolated(found.name)}.")
        return annotate.relabel(project, [span.id], found.id)[0]

    before = _own(project, lines)
    verb = verbs.RelabelPassages(**verbs.at_spans(before), label=LabelId(found.id))
    acts = _on_spans(project, lines, relabelled)
    return _each(project, verb, acts, f"relabelled as {isolated(found.name)}", len(lines), progress, before)


def set_on_passages(
    project: Project,
    lines: Sequence[PassageLine],
    attribute: str,
    value: AttributeValue | None,
    progress: Progress = silent,
) -> Acted:
    """Give codings a value, or take it away with None, each where its label has the attribute.

    Raises `NotAllowed` where one is somebody else's.
    """
    verb = verbs.SetOnPassages(**verbs.at_spans(_own(project, lines)), attribute=AttributeId(attribute))
    acts = _on_spans(project, lines, lambda span: annotate.set_attribute(project, span.id, attribute, value))
    names = SearchNames(project).attributes(attribute)
    name = next((one.name for one in names.values()), attribute)
    what = f"without {isolated(name)} now" if value is None else f"given a value of {isolated(name)}"
    return _each(project, verb, acts, what, len(lines), progress)


def note_passages(project: Project, lines: Sequence[PassageLine], note: str, progress: Progress = silent) -> Acted:
    """Write the note of codings; an empty one removes theirs. Raises `NotAllowed` where one is somebody else's."""
    verb = verbs.NotePassages(**verbs.at_spans(_own(project, lines)))
    acts = _on_spans(project, lines, lambda span: annotate.set_note(project, span.id, note))
    return _each(project, verb, acts, "noted on" if note.strip() else "without a note now", len(lines), progress)


def _each(
    project: Project,
    verb: verbs.AtSpans,
    acts: Iterable[_Act],
    what: str,
    total: int,
    progress: Progress,
    before: Sequence[Span] = (),
) -> Acted:
    """Do each act that is allowed within one step, whose verb gets the spans that it was done to, as they were."""
    done: dict[SpanId, Span] = {}
    left: Counter[str] = Counter()
    with project.transact(verb) as step:
        for number, act in enumerate(acts):
            progress(min(number, total), total, "")
            try:
                span = act()
            except (NotAllowed, NotFound) as error:
                left[str(error)] += 1
            else:
                done[span.id] = span
        done |= {span.id: span for span in before if span.id in done}
        step.verb = verb.model_copy(update=verbs.at_spans(list(done.values())) if done else {})
    return Acted(what, tuple(done), left)


def _on_spans(project: Project, lines: Sequence[PassageLine], act: Callable[[Span], Span]) -> Iterator[_Act]:
    for line in lines:
        if line.span is None:
            yield partial(_refused, NotAllowed(NOT_CODED))
        else:
            yield partial(_on_span, project, line.span, act)


def _on_span(project: Project, span: SpanId, act: Callable[[Span], Span]) -> Span:
    return act(annotate.own_span(project, span))


def _refused(error: UserError) -> NoReturn:
    raise error


def _own(project: Project, lines: Sequence[PassageLine]) -> list[Span]:
    """Return the codings that are there still; raises `NotAllowed` where one is somebody else's."""
    spans = project.spans.get_many([line.span for line in lines if line.span is not None])
    for layer in dict.fromkeys(span.layer for span in spans):
        annotate.must_be_own(project, layer)
    return spans


def _codings(passages: "_Passages", layer: LayerId, label: LabelId) -> Iterator[_Act]:
    for line in passages.lines:
        try:
            found = list(passages.of(line))
        except NotFound as error:
            yield partial(_refused, error)
            continue
        for extents in found:
            yield partial(annotate.add_span, passages.project, line.document, layer, extents, label)


class _Passages:
    """What is coded of each line: the text at hand is kept for the next one."""

    def __init__(self, project: Project, lines: Sequence[PassageLine], part: CodedPart) -> None:
        self.project, self.lines, self._part = project, lines, part
        seen = {layer.id for layer in SearchNames(project).layers}
        spans = project.spans.get_many([line.span for line in lines if line.span is not None])
        self._spans = {span.id: span for span in spans if span.layer in seen}
        self._are_given = project.codebook.unit is not CodingUnit.FREE
        self._at_hand: tuple[DocumentId, TextIndex, tuple[Extent, ...]] | None = None

    def of(self, line: PassageLine) -> Iterator[Sequence[Extent]]:
        """Yield the extents of each coding to be made; raises `NotFound` where the line is gone since."""
        if line.span is None:
            extents: tuple[Extent, ...] = (Extent(line.start, line.stop),)
        elif line.span in self._spans:
            extents = self._spans[line.span].extents
        else:
            raise NotFound("The span is not there any more.")
        index, units = self._text(line.document)
        if not extents:
            yield ()
            return
        if line.span is None or self._part is not CodedPart.HIT:
            extents = (self._whole(index, extents[0].start, extents[-1].stop),)
        if not self._are_given or not units:
            yield extents
            return
        for unit in units:
            if any(unit.start < one.stop and one.start < unit.stop for one in extents):
                yield (unit,)

    def _whole(self, index: TextIndex, start: int, stop: int) -> Extent:
        if stop > len(index.text):
            raise NotFound("The text is another by now; search again.")
        at = {CodedPart.SENTENCE: index.sentence_at, CodedPart.PARAGRAPH: index.paragraph_at}.get(self._part)
        if at is not None:
            start, stop = at(start).start, at(max(start, stop - 1)).stop
        return punctuation.tidied(self.project, index, start, stop)

    def _text(self, document: DocumentId) -> tuple[TextIndex, tuple[Extent, ...]]:
        if self._at_hand is None or self._at_hand[0] != document:
            text = self.project.documents.get(document).text
            units = self.project.units.of_document(document) if self._are_given else ()
            self._at_hand = document, TextIndex(text), units
        return self._at_hand[1:]
