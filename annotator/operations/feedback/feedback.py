"""What goes back to the coders: one's own spans against gold, with the reasons, and examples for the codebook.

Only two layers are read, the coder's own and gold. What other coders said stays unknown: of a decision its rule, its
reason and its time are told, not whose span was taken nor who else was asked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.adjudication.cases import Case, CaseKind, find_cases
from annotator.model.codebook import Label
from annotator.model.decision import Decision, Rule
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import DocumentId, LabelId, LayerId
from annotator.model.practice import Score
from annotator.model.shown_gold import key
from annotator.model.span import Link, Span
from annotator.model.verbs.codebook import MakeExample
from annotator.model.wording import word_list
from annotator.operations.codebook import codebook
from annotator.operations.feedback.releases import GoldVisibility, standing
from annotator.operations.feedback.shown_gold import gold_for
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project


@dataclass(frozen=True, slots=True)
class FeedbackPlace:
    """One place of a text as the coder has it and as gold has it; at least one of them has something there.

    `case`: the two compared, and nobody else. `rule`, `reason`, `time`: of the decision behind it; without one the rule
    is None. `time` is UTC, ISO 8601 to the second.
    """

    case: Case
    mine: Span | None
    gold: Span | None
    rule: Rule | None = None
    reason: str = ""
    time: str = ""

    @property
    def as_in_gold(self) -> bool:
        """Whether the coder has it just so: label, extents, attributes, actor and slots."""
        return self.case.kind is CaseKind.AGREED

    @property
    def is_missing(self) -> bool:
        """Whether gold has something here and the coder nothing."""
        return self.mine is None

    @property
    def is_extra(self) -> bool:
        """Whether the coder has something here and gold nothing."""
        return self.gold is None


@dataclass(frozen=True, slots=True)
class DocumentFeedback:
    """A document of a coder against gold, in reading order; nothing where `standing` says that gold is not shown."""

    document: DocumentId
    standing: GoldVisibility
    places: tuple[FeedbackPlace, ...] = ()

    @property
    def differences(self) -> tuple[FeedbackPlace, ...]:
        """The places in which something differs."""
        return tuple(place for place in self.places if not place.as_in_gold)

    @property
    def score(self) -> Score:
        """How much is the same."""
        both = [place for place in self.places if place.mine is not None and place.gold is not None]
        return Score(
            places=len(self.places),
            just_so=sum(place.as_in_gold for place in self.places),
            same=sum(CaseKind.LABEL not in place.case.differs for place in both),
            own=sum(place.mine is not None for place in self.places),
            gold=sum(place.gold is not None for place in self.places),
        )


def compare(project: Project, layer: LayerId, document: DocumentId) -> DocumentFeedback:
    """Return the coder's spans of a document against gold; no places as long as they may not see it."""
    stands = standing(project, layer, document)
    places = places_of(project, layer, document) if stands is GoldVisibility.SHOWN else ()
    return DocumentFeedback(document, stands, places)


def places_of(project: Project, layer: LayerId, document: DocumentId) -> tuple[FeedbackPlace, ...]:
    """Return every place of a document that a layer or gold has, whoever may see it; each span is in exactly one.

    Spans are put together as in adjudicating, one to one.
    """
    gold = gold_for(project, layer, document)
    id = gold.spans[0].layer if gold.spans else project.gold_id
    spans = {layer: project.spans.of_document(document, layer), id: list(gold.spans)}
    cases = find_cases(document, spans, [*_links_of(project, document, spans, layer), *gold.links])
    found = []
    for case in cases:
        mine, made = case.of(layer), case.of(id)
        behind = gold.behind.get(made.id if made else key(mine.id) if mine else "")
        found.append(FeedbackPlace(case, mine, made, *(behind or (None, "", ""))))
    return tuple(found)


def scores(project: Project, layer: LayerId, progress: Progress = silent) -> dict[DocumentId, Score]:
    """Return how much is as in gold in each document whose gold the coder may see, in the order of the documents."""
    found: dict[DocumentId, Score] = {}
    documents = project.documents.all()
    for number, info in enumerate(documents):
        progress(number, len(documents), info.title)
        if standing(project, layer, info.id) is GoldVisibility.SHOWN:
            found[info.id] = compare(project, layer, info.id).score
    progress(len(documents), len(documents), "")
    return found


def _links_of(
    project: Project, document: DocumentId, spans: Mapping[LayerId, Sequence[Span]], layer: LayerId
) -> list[Link]:
    acts = {span.id for span in spans[layer]}
    return [link for link in project.links.of_document(document) if link.act in acts]


@dataclass(frozen=True, slots=True)
class Learned:
    """What became of a decision in the codebook. `version`: the codebook in force now; `sentence`: what to say.

    `added`: (label, "example" or "near miss", text), empty where all of it was there already.
    """

    added: tuple[tuple[LabelId, str, str], ...]
    version: int
    sentence: str


def example_from(project: Project, decision: Decision) -> Learned:
    """Make a settled case an example in a new version of the codebook, as one step.

    The quote of each gold span becomes an example of its label; where nothing belongs, the quote of each candidate
    becomes a near miss of its label, with the reason where one was given. What is there already is not added twice.
    Raises `NotFound` for a decision that was taken back, `NotAllowed` where there are no words to quote or nothing
    was settled.
    """
    (known,) = project.decisions.get_many([decision.id]) or (None,)
    if known is None:
        raise NotFound("This decision was taken back, so that it is no example of anything; decide the case first.")
    wanted = _wanted(project, known)
    book = project.codebook
    labels = {label.id: label for label in book.labels}
    added = []
    for id, kind, text in wanted:
        changed = _with(labels[id], kind, text)
        if changed != labels[id]:
            labels[id] = changed
            added.append((id, kind, text))
    example = MakeExample(
        document=known.document, decision=known.id, labels=tuple(dict.fromkeys(id for id, _, _ in added))
    )
    with project.transact(example) as step:
        version = codebook.save(project, book.with_labels(labels.values()), "An example from a decided case")
        step.verb = example.model_copy(update={"version": version})
    return Learned(tuple(added), version, _told(labels, wanted, added, version))


def _wanted(project: Project, decision: Decision) -> list[tuple[LabelId, str, str]]:
    """Return (label, kind, text) of what a decision shows, each once."""
    if not decision.rule.settles:
        raise NotAllowed("The case was left for later, so that it is no example of anything yet; decide it first.")
    settled = project.spans.get_many(decision.gold) if decision.gold else decision.candidates
    kind = "example" if decision.gold else "near miss"
    book = project.codebook
    reason = f" {decision.reason}" if decision.reason and not decision.gold else ""
    found = []
    for span in settled:
        quote = " ".join(span.quote.split())
        if quote and book.get(span.label) is not None:
            found.append((span.label, kind, quote if decision.gold else f"“{quote}”{reason}"))
    if not found:
        raise NotAllowed(
            "There are no words to quote: the case is about a whole document, or its label has left the codebook."
        )
    return list(dict.fromkeys(found))


def _with(label: Label, kind: str, text: str) -> Label:
    field = "examples" if kind == "example" else "near_misses"
    there: tuple[str, ...] = getattr(label, field)
    return label if text in there else label.model_copy(update={field: (*there, text)})


def _told(
    labels: Mapping[LabelId, Label],
    wanted: Iterable[tuple[LabelId, str, str]],
    added: Sequence[tuple[LabelId, str, str]],
    version: int,
) -> str:
    """Return what was added, in a sentence."""
    if not added:
        named = _named(labels, wanted)
        return f"The codebook has this as {named} already; nothing was added."
    again = " Codings with that label are to be looked at again." if added[0][1] == "near miss" else ""
    return f"Added as {_named(labels, added)}: codebook version {version}.{again}"


def _named(labels: Mapping[LabelId, Label], entries: Iterable[tuple[LabelId, str, str]]) -> str:
    return word_list(
        dict.fromkeys(f"{'an' if kind == 'example' else 'a'} {kind} of “{labels[id].name}”" for id, kind, _ in entries)
    )
