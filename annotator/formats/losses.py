"""What a format cannot carry: counted while it is written, told in one sentence a kind.

A bundle has parts. Of a part that a format does not carry, each piece that a document has is counted for it
(`count_unsaid`); what is lost of a part that it does carry, its writer counts where it leaves it out. What is lost with
a span that is left out whole is lost with that span and counted as one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.document import Document
from annotator.model.settings import ProjectSettings
from annotator.model.span import Span
from annotator.model.wording import one_or_many

QUOTE_LENGTH = 40


class Part(StrEnum):
    """What a bundle may hold besides spans with their labels, each in words."""

    TEXTS = "texts"
    METADATA = "metadata"
    GAPS = "gaps of spans in pieces"
    OVERLAPS = "spans that overlap"
    DOCUMENT_LABELS = "labels on whole documents"
    ATTRIBUTES = "attributes"
    NOTES = "notes"
    DOUBT = "marks of doubt"
    MENTIONS = "actors that passages mention"
    LINKS = "links between acts and their parties"
    SLOT_VALUES = "what is said of parties in their slots"
    DECISIONS = "decisions"
    LAYERS = "several layers"
    CODERS = "the name of a coder alone"
    ASSIGNMENTS = "who codes which document, and how far"
    CODEBOOK = "the codebook"
    ACTORS = "the register of actors"
    SPLIT = "the part of the dataset that a document is in"
    PAGES = "where the pages of a document begin"
    SOURCES = "the files that documents were read from, where they are kept"
    SETTINGS = "the settings of the project"
    CODEBOOK_VERSIONS = "earlier versions of the codebook"
    RELEASES = "whose gold is released"
    PRACTICE = "the training round and its results"
    RECODE_SAMPLES = "which layers are re-code samples"
    REMARKS = "remarks at steps of the history"
    MEMOS = "memos"
    MOVES = "where spans stood before their document was read anew"
    EARLIER = "earlier versions of documents"
    SETS = "sets of documents"
    FIELDS = "types of fields of the documents"
    SEARCHES = "kept searches"
    DISTINCT = "which documents are no duplicates"
    UNITS = "the units that documents were cut into"


EVERYTHING = frozenset(Part)
OF_THE_PROJECT = frozenset(
    {Part.SETTINGS, Part.CODEBOOK_VERSIONS, Part.RELEASES, Part.PRACTICE, Part.RECODE_SAMPLES, Part.REMARKS}
    | {Part.EARLIER, Part.MEMOS, Part.SETS, Part.FIELDS, Part.DISTINCT, Part.SEARCHES}
)
"""The parts that belong to no document."""
_ONCE = OF_THE_PROJECT | {Part.ACTORS, Part.CODEBOOK, Part.LAYERS, Part.CODERS}
"""What all documents have in common."""


@dataclass(frozen=True, slots=True)
class Loss:
    """A kind of loss, in the words for one and for several ("{n} notes are not carried").

    `part`: what of a bundle it takes something of; None: spans themselves, with their labels and places, or documents.
    """

    one: str
    many: str
    part: Part | None = None

    def words(self, count: int) -> str:
        """Return what is lost, so many times."""
        return one_or_many(count, self.one, self.many).format(n=f"{count:,}")

    def sentence(self, count: int, first: str) -> str:
        """Return the sentence that the user reads."""
        return f"{self.words(count)}{one_or_many(count, ': ', '; the first is ')}{first}."


@dataclass(frozen=True, slots=True)
class Lost:
    """What was lost of one kind: how many, and the place of the first."""

    loss: Loss
    count: int
    first: str

    @property
    def sentence(self) -> str:
        """The sentence that the user reads."""
        return self.loss.sentence(self.count, self.first)


NOTE = Loss("1 note is left out", "{n} notes are left out", Part.NOTES)
DOUBT = Loss("1 mark of doubt is left out", "{n} marks of doubt are left out", Part.DOUBT)
ATTRIBUTE = Loss("The attributes of 1 span are left out", "The attributes of {n} spans are left out", Part.ATTRIBUTES)
MENTION = Loss(
    "1 actor that a passage mentions is left out", "{n} actors that passages mention are left out", Part.MENTIONS
)
LINK = Loss(
    "1 link between an act and its party is left out",
    "{n} links between acts and their parties are left out",
    Part.LINKS,
)
SLOT_VALUES = Loss(
    "What is said of 1 party in its slot is left out",
    "What is said of {n} parties in their slots is left out",
    Part.SLOT_VALUES,
)
LINK_WITHOUT_SPAN = Loss(
    "1 link is left out, since a span that it joins is not part of the export",
    "{n} links are left out, since a span that they join is not part of the export",
    Part.LINKS,
)
NOBODY = Loss(
    "1 slot is left out, since it is not said who fills it",
    "{n} slots are left out, since it is not said who fills them",
    Part.LINKS,
)
DECISION = Loss(
    "1 decision is left out with its reason and candidates",
    "{n} decisions are left out with reasons and candidates",
    Part.DECISIONS,
)
DOCUMENT_LABEL = Loss(
    "1 label of a whole document is left out, since it has no place in the text",
    "{n} labels of whole documents are left out, since they have no place in the text",
    Part.DOCUMENT_LABELS,
)
TEXT = Loss("The text of 1 document is left out", "The texts of {n} documents are left out", Part.TEXTS)
METADATA = Loss("The metadata of 1 document are left out", "The metadata of {n} documents are left out", Part.METADATA)
PAGES = Loss(
    "Where the pages of 1 document begin is left out", "Where the pages of {n} documents begin is left out", Part.PAGES
)
SPLIT = Loss(
    "In which part of the dataset 1 document is, is left out",
    "In which parts of the dataset {n} documents are, is left out",
    Part.SPLIT,
)
SOURCE_FILE = Loss(
    "The file that 1 document was read from is left out",
    "The files that {n} documents were read from are left out",
    Part.SOURCES,
)
SOURCE_ELSEWHERE = Loss(
    "The file that 1 document was read from is left out, since it is not in this copy (the page of the document fetches"
    " it from the hub)",
    "The files that {n} documents were read from are left out, since they are not in this copy (the page of each"
    " document fetches its file from the hub)",
    Part.SOURCES,
)
ASSIGNMENT = Loss(
    "1 assignment of a document is left out, with how far its coder is",
    "{n} assignments of documents are left out, with how far their coders are",
    Part.ASSIGNMENTS,
)
ACTOR = Loss("1 actor of the register is left out", "{n} actors of the register are left out", Part.ACTORS)
SETTING = Loss("1 setting of the project is left out", "{n} settings of the project are left out", Part.SETTINGS)
VERSION = Loss(
    "1 earlier version of the codebook is left out",
    "{n} earlier versions of the codebook are left out",
    Part.CODEBOOK_VERSIONS,
)
RELEASE = Loss("1 release of gold is left out", "{n} releases of gold are left out", Part.RELEASES)
PRACTICE = Loss(
    "1 document or result of the training round is left out",
    "{n} documents and results of the training round are left out",
    Part.PRACTICE,
)
SAMPLE = Loss(
    "That 1 layer is a re-code sample is left out",
    "That {n} layers are re-code samples is left out",
    Part.RECODE_SAMPLES,
)
MOVE = Loss(
    "Where 1 span stood before its document was read anew is left out",
    "Where {n} spans stood before their documents were read anew is left out",
    Part.MOVES,
)
EARLIER = Loss(
    "1 earlier version of a document is left out, with what was coded in it alone",
    "{n} earlier versions of documents are left out, with what was coded in them alone",
    Part.EARLIER,
)
MEMO = Loss("1 memo is left out", "{n} memos are left out", Part.MEMOS)
SET = Loss("1 set of documents is left out", "{n} sets of documents are left out", Part.SETS)
SEARCH = Loss("1 kept search is left out", "{n} kept searches are left out", Part.SEARCHES)
TYPE = Loss(
    "The type of 1 field of the documents is left out",
    "The types of {n} fields of the documents are left out",
    Part.FIELDS,
)
DISTINCT = Loss(
    "That 1 pair of documents is no duplicate is left out",
    "That {n} pairs of documents are no duplicates is left out",
    Part.DISTINCT,
)
REMARK = Loss(
    "1 remark at a step of the history is left out", "{n} remarks at steps of the history are left out", Part.REMARKS
)
UNIT = Loss(
    "The units that 1 document was cut into are left out",
    "The units that {n} documents were cut into are left out",
    Part.UNITS,
)


@dataclass(slots=True)
class _Count:
    count: int
    first: str


class Losses:
    """Counts by kind, in the order in which the kinds turned up, with the first place of each."""

    def __init__(self) -> None:
        self._counts: dict[Loss, _Count] = {}
        self._told: dict[Loss, _Count] = {}

    def tell(self, what: Loss, place: str) -> None:
        """Count one thing that is to be known of what is written, and of which nothing is lost."""
        self._told.setdefault(what, _Count(0, place)).count += 1

    def add(self, loss: Loss, place: str | Callable[[], str]) -> None:
        """Count one loss; `place`: where, or what says where, since of a kind the first place alone is kept."""
        found = self._counts.get(loss)
        if found is None:
            self._counts[loss] = _Count(1, place if isinstance(place, str) else place())
        else:
            found.count += 1

    def take(self, other: "Losses") -> None:
        """Count what was counted elsewhere too, over other documents."""
        for mine, theirs in ((self._counts, other._counts), (self._told, other._told)):
            for loss, said in theirs.items():
                found = mine.setdefault(loss, _Count(0, said.first))
                found.count = max(found.count, said.count) if loss.part in _ONCE else found.count + said.count

    def lost(self) -> tuple[Lost, ...]:
        """Return what was counted, a kind each."""
        return tuple(Lost(loss, said.count, said.first) for loss, said in self._counts.items())

    def sentences(self) -> tuple[str, ...]:
        """Return one sentence for each kind that was counted, those of losses first."""
        told = (Lost(what, said.count, said.first) for what, said in self._told.items())
        return tuple(one.sentence for one in (*self.lost(), *told))


def summed(each: Iterable[Losses]) -> Losses:
    """Return the losses of several passes, each over a part of the documents; what is the project's is lost once."""
    of_all = Losses()
    for one in each:
        of_all.take(one)
    return of_all


def place_of(span: Span, document: Document) -> str:
    """Return where a span stands, for a sentence: its quote, its document, its range."""
    quote = " ".join(span.quote.split())
    short = quote if len(quote) <= QUOTE_LENGTH else quote[: QUOTE_LENGTH - 1].rstrip() + "…"
    if not span.extents:
        return f"{span.label} of “{document.title}”"
    return f"“{short}” in “{document.title}” at [{span.start}, {span.stop})"


Places = Callable[[CodedDocument], Iterable[str]]
"""Finds each piece of a part in a document, as the place that a sentence names."""


def _of_spans(has: Callable[[Span], object]) -> Places:
    return lambda coded: (place_of(span, coded.document) for span in coded.spans if has(span))


def _title(coded: CodedDocument) -> str:
    return f"“{coded.document.title}”"


UNSAID: Mapping[Part, tuple[Loss, Places]] = {
    Part.TEXTS: (TEXT, lambda coded: [_title(coded)]),
    Part.NOTES: (NOTE, _of_spans(lambda span: span.note)),
    Part.DOUBT: (DOUBT, _of_spans(lambda span: span.doubt)),
    Part.ATTRIBUTES: (ATTRIBUTE, _of_spans(lambda span: span.attributes)),
    Part.DOCUMENT_LABELS: (DOCUMENT_LABEL, _of_spans(lambda span: not span.extents)),
    Part.MENTIONS: (MENTION, _of_spans(lambda span: span.actor)),
    Part.MOVES: (MOVE, _of_spans(lambda span: span.moved_from)),
    Part.LINKS: (LINK, lambda coded: [f"in {_title(coded)}"] * len(coded.links)),
    Part.SLOT_VALUES: (
        SLOT_VALUES,
        lambda coded: [f"in {_title(coded)}"] * sum(bool(link.attributes) for link in coded.links),
    ),
    Part.DECISIONS: (DECISION, lambda coded: [f"in {_title(coded)}"] * len(coded.decisions)),
    Part.METADATA: (METADATA, lambda coded: [_title(coded)] if coded.document.metadata else []),
    Part.ASSIGNMENTS: (ASSIGNMENT, lambda coded: [f"in {_title(coded)}"] * len(coded.assignments)),
    Part.SOURCES: (
        SOURCE_FILE,
        lambda coded: [_title(coded)] if coded.source_file or coded.lacks_source else [],
    ),
    Part.PAGES: (PAGES, lambda coded: [_title(coded)] if coded.pages else []),
    Part.SPLIT: (SPLIT, lambda coded: [_title(coded)] if coded.split else []),
    Part.UNITS: (UNIT, lambda coded: [_title(coded)] if coded.units else []),
}
"""The parts that can be counted without knowing what a format makes of them."""


def _settings(bundle: Bundle) -> list[str]:
    chosen = bundle.settings.model_fields_set - {"name"} if bundle.settings is not None else set()
    fields = ProjectSettings.model_fields
    return [fields[name].title or name for name in fields if name in chosen]


UNSAID_OF_PROJECT: Mapping[Part, tuple[Loss, Callable[[Bundle], Iterable[str]]]] = {
    Part.ACTORS: (ACTOR, lambda bundle: [actor.name for actor in bundle.actors]),
    Part.SETTINGS: (SETTING, _settings),
    Part.CODEBOOK_VERSIONS: (
        VERSION,
        lambda bundle: [
            f"version {one.number}" for one in bundle.codebook_versions if one.number < bundle.codebook_version
        ],
    ),
    Part.RELEASES: (RELEASE, lambda bundle: [f"that of {one.time[:10]}" for one in bundle.releases]),
    Part.PRACTICE: (
        PRACTICE,
        lambda bundle: [
            *(f"that of {one.time[:10]}" for one in bundle.practice_documents),
            *(f"that of {one.time[:10]}" for one in bundle.practice_results),
        ],
    ),
    Part.RECODE_SAMPLES: (SAMPLE, lambda bundle: [f"that of seed {one.seed}" for one in bundle.recode_samples]),
    Part.REMARKS: (REMARK, lambda bundle: [f"that of {one.time[:10]}" for one in bundle.remarks]),
    Part.EARLIER: (EARLIER, lambda bundle: [f"that of “{one.coded.document.title}”" for one in bundle.earlier]),
    Part.MEMOS: (MEMO, lambda bundle: [f"that of {one.time[:10]}" for one in bundle.memos]),
    Part.SETS: (SET, lambda bundle: [f"“{one.name}”" for one in bundle.document_sets]),
    Part.SEARCHES: (SEARCH, lambda bundle: [f"“{one.name}”" for one in bundle.kept_searches]),
    Part.FIELDS: (TYPE, lambda bundle: [f"that of “{one.name}”" for one in bundle.document_fields]),
    Part.DISTINCT: (DISTINCT, lambda bundle: [f"“{one.document}” and “{one.other}”" for one in bundle.distinct_pairs]),
}
"""The same of the parts that belong to no document."""


Says = Mapping[Part, Loss | None]
"""In which words of its own a format says that a part is lost; None where its writer counts it by itself."""


def unsaid_of(carries: frozenset[Part], says: Says) -> tuple[tuple[Loss, Places], ...]:
    """Return what is counted for a format that carries these parts."""
    left_out = [(part, loss, places) for part, (loss, places) in UNSAID.items() if part not in carries]
    worded = [(says.get(part, loss), places) for part, loss, places in left_out]
    return tuple((loss, places) for loss, places in worded if loss is not None)


def count_unsaid_of_project(bundle: Bundle, carries: frozenset[Part], says: Says, losses: Losses) -> None:
    """Count what a bundle has of the parts that belong to no document and that a format does not carry."""
    for part, (loss, places) in UNSAID_OF_PROJECT.items():
        worded = says.get(part, loss)
        if worded is not None and part not in carries:
            for place in places(bundle):
                losses.add(worded, place)


def count_unsaid(coded: CodedDocument, unsaid: Iterable[tuple[Loss, Places]], losses: Losses) -> None:
    """Count what a document has of the parts that a format does not carry."""
    for loss, places in unsaid:
        for place in places(coded):
            losses.add(loss, place)
