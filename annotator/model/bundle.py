"""Bundle: a project, or a part of it, as plain objects: what the formats read and write.

`documents` may be any iterable and is gone through once, so that a large export need not stand in memory.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from annotator.model.actor import Actor
from annotator.model.codebook import Codebook
from annotator.model.codebook_version import CodebookVersion, number_in
from annotator.model.coder import Assignment, Coder, Layer, RecodeSample
from annotator.model.decision import Decision
from annotator.model.distinct import DistinctPair
from annotator.model.document import Document, KeptFile
from annotator.model.document_field import TypedField
from annotator.model.document_set import DocumentSet
from annotator.model.ids import UNKNOWN_VERSION, CodebookVersionId, CoderId, DocumentId, LayerId, SpanId
from annotator.model.kept_search import KeptSearch
from annotator.model.memo import Memo
from annotator.model.practice import PracticeDocument, PracticeResult, Release
from annotator.model.remark import Remark
from annotator.model.settings import ProjectSettings
from annotator.model.soft_label import SoftLabel
from annotator.model.span import Extent, Link, Span


@dataclass(frozen=True, slots=True)
class CodedDocument:
    """A document with what was said about it, over all the layers of the bundle.

    `pages`: the code points at which the pages after the first begin, of a paged source. `units`: what it was cut into,
    where units are given. `soft`: votes and chances of gold spans and of the candidates of decisions, where they were
    asked for. `source_file`: the kept file that it was read from, whose bytes the bundle gives. `split`: the part of
    the dataset that it was drawn into, such as “train”, empty where none was. `coded_by`: who has coded it, whether or
    not they marked something and their layers are in the bundle; empty where nobody says.
    """

    document: Document
    spans: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()
    decisions: tuple[Decision, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    pages: tuple[int, ...] = ()
    soft: Mapping[SpanId, SoftLabel] = field(default_factory=dict)
    source_file: KeptFile | None = None
    units: tuple[Extent, ...] = ()
    split: str = ""
    coded_by: frozenset[CoderId] = field(default=frozenset(), compare=False)

    @property
    def lacks_source(self) -> bool:
        """Whether a file that it was read from is kept, and not in this copy: it stayed on a hub."""
        return self.document.source_file is not None and self.source_file is None


@dataclass(frozen=True, slots=True)
class EarlierDocument:
    """A document as it was before it was read anew, with what found no place in the later version.

    `replaced_by`: that version; `time`: when, `coder`: by whom. Links may have acts that moved.
    """

    coded: CodedDocument
    replaced_by: DocumentId
    time: str
    coder: CoderId | None


def no_body(sha256: str) -> bytes | None:
    """Give the bytes of no source file: what a bundle without them has for `source_body`."""
    return None


@dataclass(frozen=True, slots=True)
class Bundle:
    """A project, or what a format has of one.

    `codebook_version`: its number in the project it comes from, 0 where the format has none; `codebook_id`: its id
    there, `version_numbers`: the numbers of versions by their ids, as far as they are known. `name`: what the whole is
    called where it comes from. `settings`: None where nothing is said of them. `codebook_versions`: all that there
    were, the one in force among them, or none. `source_body`: gives the bytes of a kept file by its hash, or None.
    `coded_under`: earlier ones that codings name, where not all are there.
    `open_conflicts`: how many places two copies left undecided, of which what stands is provisional.
    `metadata_fields`: the names of all that is known of documents, in order, for tables whose columns they are.
    `tells_done`: whether it says which documents are done, so that of those of which it does not none is.
    `lost`: of the notices, those on what does not come in as it stands in the file.
    `pseudonyms`: of the coders, where the project says more of them than the coders themselves.
    `without_text`: how many rows speak of documents, by what these are called, whose texts are nowhere to be found.
    `held`: the layers of which the documents hold all that stands in them, so that what is not there is gone;
    `held_documents`: the same of single documents, of a format whose spans have ids and that says whose they are.
    """

    codebook: Codebook
    documents: Iterable[CodedDocument]
    coders: tuple[Coder, ...] = ()
    layers: tuple[Layer, ...] = ()
    actors: tuple[Actor, ...] = ()
    name: str = ""
    codebook_version: int = 0
    notices: tuple[str, ...] = field(default=())
    lost: tuple[str, ...] = field(default=(), compare=False)
    settings: ProjectSettings | None = None
    codebook_versions: tuple[CodebookVersion, ...] = ()
    coded_under: tuple[CodebookVersion, ...] = ()
    codebook_id: CodebookVersionId = UNKNOWN_VERSION
    version_numbers: Mapping[CodebookVersionId, int] = field(default_factory=dict)
    releases: tuple[Release, ...] = ()
    practice_documents: tuple[PracticeDocument, ...] = ()
    practice_results: tuple[PracticeResult, ...] = ()
    recode_samples: tuple[RecodeSample, ...] = ()
    remarks: tuple[Remark, ...] = ()
    earlier: tuple[EarlierDocument, ...] = ()
    memos: tuple[Memo, ...] = ()
    document_sets: tuple[DocumentSet, ...] = ()
    document_fields: tuple[TypedField, ...] = ()
    distinct_pairs: tuple[DistinctPair, ...] = ()
    kept_searches: tuple[KeptSearch, ...] = ()
    held: frozenset[LayerId] = frozenset()
    held_documents: frozenset[tuple[LayerId, DocumentId]] = frozenset()
    metadata_fields: tuple[str, ...] = field(default=(), compare=False)
    open_conflicts: int = 0
    tells_done: bool = field(default=True, compare=False)
    without_text: Mapping[str, int] = field(default_factory=dict, compare=False)
    source_body: Callable[[str], bytes | None] = field(default=no_body, compare=False)
    pseudonyms: Mapping[CoderId, str] = field(default_factory=dict, compare=False)

    def number_of(self, version: CodebookVersionId) -> int:
        """Return the number of a version of the codebook, 0 where nobody knows it."""
        return self.version_numbers.get(version) or number_in(version)
