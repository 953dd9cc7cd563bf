"""The records of our JSONL and of the files beside it, as pydantic models: their JSON Schemas stand in schemas/.

The order of the fields is the order of the keys in the files. Offsets are Unicode code points, half-open.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from annotator.model.actor import Actor
from annotator.model.codebook import Codebook
from annotator.model.coder import LayerKind, TeamRole
from annotator.model.decision import Rule
from annotator.model.document_field import FieldKind
from annotator.model.settings import ProjectSettings
from annotator.model.span import AttributeValue, SlotValue

SCHEMA_VERSION = 1
"""Rises when a reader of the older files would misread the newer ones."""


class _JsonlRecord(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class ExtentRecord(_JsonlRecord):
    """One piece of a discontinuous span."""

    start: int = Field(ge=0, description="First code point.")
    stop: int = Field(ge=1, description="One past the last code point.")
    quote: str = Field(description="text[start:stop]")


Chances = dict[str, Annotated[float, Field(ge=0, le=1)]]


class PosteriorRecord(_JsonlRecord):
    """How likely what coders said of a passage is, under a model of coders who err."""

    labels: Chances = Field(
        default_factory=dict, description="That the passage has it, for each label that somebody gave, each by itself."
    )
    attributes: dict[str, Chances] = Field(
        default_factory=dict, description="Each value, by the ids of the attributes of the span's label."
    )
    slots: dict[str, Chances] = Field(default_factory=dict, description="Each party, by the ids of the roles.")


class PlaceRecord(_JsonlRecord):
    """A half-open range of code points in another text than the line's."""

    start: int = Field(ge=0, lt=2**63)
    stop: int = Field(ge=1, lt=2**63)


class MovedFromRecord(_JsonlRecord):
    """Where a span stood in the version of its document that was read before."""

    document: str = Field(min_length=1, description="Id of that version.")
    extents: list[PlaceRecord] = Field(description="Its pieces there; none for a label on the whole document.")
    quote: str = Field(description="What stood there.")
    time: str = Field(default="", description="When it was moved: UTC, ISO 8601.")


class SpanRecord(_JsonlRecord):
    """A coded passage, or a label on the whole document."""

    id: str = Field(min_length=1, description="Stays the same in every copy and export of the project.")
    label: str = Field(min_length=1, description="Id of a label of the codebook.")
    start: int = Field(ge=0, description="First code point; 0 for a label on the whole document.")
    stop: int = Field(ge=0, description="One past the last code point; 0 for a label on the whole document.")
    quote: str = Field(description="text[start:stop], or the quotes of the extents joined by “ … ”.")
    page: int | None = Field(default=None, ge=1, description="The page of a paged source on which it begins.")
    last_page: int | None = Field(default=None, ge=1, description="The page on which it ends, where that is another.")
    extents: list[ExtentRecord] | None = Field(
        default=None,
        description="Only where the span has several pieces (each of them), or none: a label on the whole document.",
    )
    attributes: dict[str, AttributeValue] = Field(
        default_factory=dict, description="Values by the ids of the label's attributes."
    )
    note: str = Field(default="", description="What the coder noted.")
    doubt: bool = Field(default=False, description="Whether the coder marked the span as in doubt.")
    actor: str | None = Field(default=None, description="Name of the registered actor that the passage mentions.")
    actor_id: str | None = Field(default=None, description="Id of that actor in the file .project.json.")
    codebook_version: int = Field(
        default=0,
        ge=0,
        lt=2**63,
        description="Number of the codebook it was coded or last confirmed under; 0 if not known.",
    )
    codebook_version_id: str = Field(
        default="", description="Id of that version, by which copies of a project know it; empty if not known."
    )
    moved_from: MovedFromRecord | None = Field(
        default=None, description="Only where the document was read anew since it was coded."
    )
    layer: str = Field(min_length=1, description="The pass over the texts that it belongs to, e.g. Gold.")
    coder: str | None = Field(
        default=None, min_length=1, description="Pseudonym of the layer's coder; null in the gold layer."
    )
    decision: str | None = Field(default=None, description="For gold: id of the decision that made it.")
    rule: Rule | None = Field(default=None, description="For gold: what settled it.")
    votes: dict[str, str | None] | None = Field(
        default=None,
        description="Only where soft labels were asked for: the label that each layer has there; null for nothing.",
    )
    posterior: PosteriorRecord | None = Field(
        default=None, description="Likewise: how likely each label, value and party is; needs three coders."
    )


class LinkRecord(_JsonlRecord):
    """Act --role--> party: what fills a slot of an act.

    A span, an actor, both (the span mentions the actor), a passage that is no span of its own, or a value.
    """

    id: str = Field(min_length=1)
    act: str = Field(min_length=1, description="Id of the span that is the act.")
    role: str = Field(min_length=1, description="Id of the role, e.g. speaker, addressee.")
    span: str | None = Field(default=None, description="Id of the span that names the party.")
    actor: str | None = Field(default=None, description="Name of the registered actor.")
    actor_id: str | None = Field(default=None, description="Id of that actor in the file .project.json.")
    value: SlotValue | None = Field(
        default=None,
        description="An explicit value: implicit, collective, unclear, or from the document (document).",
    )
    start: int | None = Field(default=None, ge=0, description="First code point of a passage that is no span.")
    stop: int | None = Field(default=None, ge=1, description="One past the last code point of that passage.")
    quote: str = Field(default="", description="The text of that passage.")
    extents: list[ExtentRecord] | None = Field(
        default=None, description="Only where that passage has several pieces: each of them."
    )
    attributes: dict[str, AttributeValue] = Field(
        default_factory=dict, description="What is said of it in this slot, by the ids of the role's attributes."
    )


class DecisionRecord(_JsonlRecord):
    """What an adjudicator, or a policy, decided of one case, of several that became one span, or of what all missed."""

    id: str = Field(min_length=1)
    rule: Rule = Field(description="What settled the case.")
    reason: str = Field(default="", description="Why, in the adjudicator's words.")
    coder: str | None = Field(
        default=None,
        min_length=1,
        description="Pseudonym of who decided, or ran the policy; null for nobody in particular.",
    )
    time: str = Field(default="", description="UTC, ISO 8601.")
    codebook_version: int = Field(default=1, ge=0, lt=2**63, description="Number of the codebook that was in force.")
    codebook_version_id: str = Field(default="", description="Id of that version; empty if not known.")
    candidates: list[SpanRecord] = Field(
        description="The coders' spans as they were then: of joined cases case by case, none for what was added."
    )
    absent: list[str] = Field(default_factory=list, description="Compared layers that had no span there.")
    gold: list[str] = Field(default_factory=list, description="Ids of the gold spans that came of it.")
    links: list[LinkRecord] = Field(default_factory=list, description="The slots of the candidates as they were then.")


class AssignmentRecord(_JsonlRecord):
    """That the document is to be coded in a layer."""

    layer: str = Field(min_length=1)
    done: bool = False
    given: bool = Field(default=False, description="Whether somebody who leads gave the document out.")
    first: bool = Field(default=False, description="Whether it is to be coded before the others, in a pilot round.")
    due: str | None = Field(
        default=None, pattern=r"^\d{4}-\d{2}-\d{2}$", description="Until when it is to be done, an ISO date."
    )


class SourceFileRecord(_JsonlRecord):
    """The file that a document was read from, kept in the project and beside the lines."""

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the file, by which it is called.")
    name: str = Field(description="How it was called.")
    size: int = Field(ge=0, description="Its bytes.")


class DocumentRecord(_JsonlRecord):
    """One line of the JSONL: a text and all that is said about it."""

    id: str = Field(min_length=1, description="Stays the same in every copy and export of the project.")
    title: str
    metadata: dict[str, JsonValue] = Field(
        default_factory=dict, description="What is known about the document, by name."
    )
    source: str = Field(default="", description="Name of the file that it was read from.")
    source_file: SourceFileRecord | None = Field(default=None, description="That file, where it is kept.")
    position: int = Field(default=0, description="Its place in the list of documents.")
    text: str = Field(description="The canonical text: line ends are line feeds, no byte-order mark.")
    text_sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the UTF-8 form of the text.")
    spans: list[SpanRecord] = Field(description="In order of their start, the longer first.")
    links: list[LinkRecord] = Field(default_factory=list, description="Who does what to whom.")
    decisions: list[DecisionRecord] = Field(default_factory=list, description="How the gold spans came to be.")
    assignments: list[AssignmentRecord] = Field(default_factory=list, description="Who codes it, and how far.")
    pages: list[Annotated[int, Field(ge=0)]] = Field(
        default_factory=list, description="First code points of the pages after the first, of a paged source."
    )
    units: list[PlaceRecord] = Field(
        default_factory=list, description="The units that the text was cut into, in their order, which share nothing."
    )
    split: str = Field(default="", description="The part of the dataset that it was drawn into: train, dev, test.")


class EarlierRecord(_JsonlRecord):
    """An earlier version of a document, and what found no place when it was read anew."""

    replaced_by: str = Field(min_length=1, description="Id of the version that took its place.")
    time: str = Field(default="", description="When: UTC, ISO 8601.")
    coder: str | None = Field(default=None, description="Pseudonym of who read it anew; null for nobody in particular.")
    document: DocumentRecord = Field(description="Its text, and what is left there.")
    slots_of_moved: list[LinkRecord] = Field(
        default_factory=list, description="Slots of acts that moved, whose parties did not."
    )


class CoderRecord(_JsonlRecord):
    """A person who codes or decides."""

    id: str = Field(min_length=1)
    pseudonym: str = Field(min_length=1, description="How the lines of the JSONL call them.")
    name: str = Field(min_length=1, description="The name, or again the pseudonym where names were left out.")
    own_pseudonym: str = Field(
        default="", description="The project's pseudonym, where another coder has the same and this one got a number."
    )
    roles: list[TeamRole] = Field(
        default_factory=lambda: [TeamRole.CODER], min_length=1, description="What the person does in the project."
    )


class LayerRecord(_JsonlRecord):
    """A pass over the texts."""

    id: str = Field(min_length=1)
    layer: str = Field(min_length=1, description="How the lines of the JSONL call it.")
    name: str = Field(min_length=1, description="Its name in the project.")
    kind: LayerKind
    coder: str | None = Field(
        default=None, min_length=1, description="Pseudonym of its coder; null for the gold layer."
    )
    whole: bool = Field(
        default=False,
        description="Whether the lines hold all that stands in it, in their documents: what is not there is gone.",
    )


class CodebookVersionRecord(_JsonlRecord):
    """A codebook as it was saved, in force until the next one."""

    id: str = Field(min_length=1)
    number: int = Field(ge=1)
    codebook: Codebook | None = Field(description="Null for the one in force, which is the file .codebook.json.")
    note: str = Field(default="", description="What its author noted.")
    coder: str | None = Field(default=None, description="Pseudonym of its author; null for nobody in particular.")
    time: str = Field(default="", description="UTC, ISO 8601.")
    parents: list[str] = Field(default_factory=list, description="Ids of the versions that it was made from.")


_CONTENT = "The gold that a coder's copy was given, as JSON; empty where none was."


class PracticeDocumentRecord(_JsonlRecord):
    """That a document is practised on."""

    document: str = Field(min_length=1, description="Id of the document.")
    coder: str | None = Field(default=None, description="Pseudonym of who said so; null for nobody in particular.")
    time: str = Field(default="", description="Since when: UTC, ISO 8601.")


class ReleaseRecord(PracticeDocumentRecord):
    """That the gold of a document is shown to its coders."""

    content: str = Field(default="", description=_CONTENT)


class PracticeResultRecord(_JsonlRecord):
    """What a coder had when they first marked a practice document done."""

    layer: str = Field(min_length=1, description="The coder's layer, as the lines call it.")
    document: str = Field(min_length=1, description="Id of the document.")
    places: int = Field(ge=0, description="Places where the coder or gold has a span.")
    just_so: int = Field(ge=0, description="Those in which nothing differs.")
    same: int = Field(ge=0, description="Those where both have a span with the same label.")
    own: int = Field(ge=0, description="The coder's spans.")
    gold: int = Field(ge=0, description="Spans of gold.")
    time: str = Field(default="", description="When: UTC, ISO 8601.")
    content: str = Field(default="", description=_CONTENT)


class RecodeSampleRecord(_JsonlRecord):
    """A layer in which documents that were done in another are coded once more."""

    layer: str = Field(min_length=1, description="The layer of the second pass, as the lines call it.")
    drawn_from: str = Field(min_length=1, description="The layer of the first.")
    done: int = Field(ge=1, description="How many documents were done in that when the sample was drawn.")
    seed: int = Field(ge=-(2**63), lt=2**63, description="What the draw hangs on.")


class RemarkRecord(_JsonlRecord):
    """What one person wrote to another at a step of the history."""

    id: str = Field(min_length=1, description="Id of the remark.")
    step: str = Field(min_length=1, description="Name of the step: its sitting, a hyphen, its place in that.")
    coder: str = Field(min_length=1, description="Pseudonym of the coder who may read it, besides whoever leads.")
    author: str = Field(min_length=1, description="Pseudonym of who wrote it.")
    recipient: str | None = Field(default=None, description="Pseudonym of whom it is to; null for whoever leads.")
    text: str = Field(min_length=1, description="What it says.")
    time: str = Field(default="", description="When: UTC, ISO 8601.")
    settled: bool = Field(default=False, description="Whether nobody waits for an answer any more.")


class DistinctPairRecord(_JsonlRecord):
    """Two documents that look alike and are two all the same."""

    document: str = Field(min_length=1, description="Id of the one.")
    other: str = Field(min_length=1, description="Id of the other.")


class DocumentSetRecord(_JsonlRecord):
    """A set of documents: a filter that keeps itself up to date, or a list."""

    id: str = Field(min_length=1, description="Id of the set.")
    name: str = Field(min_length=1, description="What it is called.")
    position: int = Field(default=0, description="Its place among the sets.")
    filter: str | None = Field(default=None, description="Which documents are in it, in words; null for a list.")
    documents: list[str] | None = Field(default=None, description="Ids of its documents; null for a filter.")


class KeptSearchRecord(_JsonlRecord):
    """A search over all texts that is kept under a name."""

    id: str = Field(min_length=1, description="Id of the kept search.")
    name: str = Field(min_length=1, description="What it is called.")
    search: str = Field(min_length=1, description="What it asks for: conditions and words, in one line.")
    position: int = Field(default=0, description="Its place among the searches of whoever keeps it.")
    coder: str | None = Field(default=None, description="Pseudonym of whose it is; null for everybody's.")


class TypedFieldRecord(_JsonlRecord):
    """What a field of the metadata holds."""

    id: str = Field(min_length=1, description="Id of the type.")
    name: str = Field(min_length=1, description="Name of the field, as in the metadata.")
    kind: FieldKind = Field(description="A text, a date, a number, or a choice.")
    choices: list[str] = Field(default_factory=list, description="What a choice may be, in order.")
    position: int = Field(default=0, description="Its place among the fields.")


class MemoRecord(_JsonlRecord):
    """A line of .memos.jsonl: what somebody noted down on a document, or in the journal of the project."""

    id: str = Field(min_length=1, description="Id of the memo.")
    document: str | None = Field(default=None, description="Id of the document; null in the journal of the project.")
    author: str | None = Field(default=None, description="Pseudonym of who wrote it; null for nobody in particular.")
    title: str = Field(default="", description="Its title.")
    text: str = Field(default="", description="What it says.")
    time: str = Field(default="", description="When it was written: UTC, ISO 8601.")
    changed: str = Field(default="", description="When it was last changed: UTC, ISO 8601.")


class ProjectRecord(_JsonlRecord):
    """The file .project.json: what the lines refer to by name, in full."""

    name: str = Field(default="", description="Name of the project.")
    schema_version: int = Field(ge=1, le=SCHEMA_VERSION)
    codebook_version: int = Field(ge=0, description="Number of the codebook in the project.")
    codebook_version_id: str = Field(default="", description="Id of that version; empty if not known.")
    coders: list[CoderRecord] = Field(default_factory=list)
    layers: list[LayerRecord] = Field(default_factory=list)
    actors: list[Actor] = Field(default_factory=list, description="The registered actors, with aliases and codes.")
    settings: ProjectSettings | None = Field(
        default=None, description="What holds for all who work in the project; what nobody chose is not there."
    )
    codebook_versions: list[CodebookVersionRecord] = Field(
        default_factory=list, description="The codebook as it was and is; only in an export of everything."
    )
    coded_under: list[CodebookVersionRecord] = Field(
        default_factory=list,
        description="Earlier versions that codings name; in an export of everything they stand above.",
    )
    releases: list[ReleaseRecord] = Field(default_factory=list, description="Whose gold the coders may see.")
    practice_documents: list[PracticeDocumentRecord] = Field(
        default_factory=list, description="The documents of the training round."
    )
    practice_results: list[PracticeResultRecord] = Field(
        default_factory=list, description="How coders did in the training round."
    )
    recode_samples: list[RecodeSampleRecord] = Field(default_factory=list, description="Layers coded for stability.")
    remarks: list[RemarkRecord] = Field(default_factory=list, description="What people wrote to each other at steps.")
    document_sets: list[DocumentSetRecord] = Field(default_factory=list, description="The sets of documents.")
    document_fields: list[TypedFieldRecord] = Field(
        default_factory=list, description="The fields of the metadata that have a type."
    )
    distinct_pairs: list[DistinctPairRecord] = Field(
        default_factory=list, description="Documents that look alike and are no duplicates of each other."
    )
    kept_searches: list[KeptSearchRecord] = Field(
        default_factory=list, description="Searches over all texts that are kept."
    )


class ProgramRecord(_JsonlRecord):
    """What wrote the files."""

    name: str
    version: str
    schema_version: int


class LayerCount(_JsonlRecord):
    """What a layer holds."""

    layer: str
    kind: LayerKind
    coder: str | None = None
    documents: int = Field(description="Documents with a span in it.")
    spans: int


class CountsRecord(_JsonlRecord):
    """How much there is."""

    documents: int
    characters: int = Field(description="Code points of all texts.")
    spans: int
    links: int
    decisions: int
    actors: int = Field(description="Registered actors.")
    spans_by_label: dict[str, int] = Field(description="By label id, all labels of the codebook, in its order.")
    layers: list[LayerCount]


class FileRecord(_JsonlRecord):
    """A file of the dataset."""

    name: str
    bytes: int
    sha256: str


class CardRecord(_JsonlRecord):
    """The dataset card: what a data user asks first. It has no time stamp: the same project gives the same bytes."""

    name: str
    licence: str = Field(description="Empty where none was given.")
    program: ProgramRecord
    codebook_version: int
    open_conflicts: int = Field(
        default=0,
        description="Places where copies of the project differ and nobody decided; what stands is provisional.",
    )
    counts: CountsRecord
    coders: list[str] = Field(description="Pseudonyms.")
    agreement: JsonValue = Field(
        default=None, description="Only in cards of before 0.4.0; since then in .agreement.json beside."
    )
    files: list[FileRecord]
