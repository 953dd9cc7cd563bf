"""The project: its documents, its people, and what is imported."""

from typing import ClassVar

from annotator.model.coder import TeamRole
from annotator.model.ids import CoderId, DocumentId, LabelId, LayerId
from annotator.model.verbs.verb import Verb


class NewProject(Verb):
    """The project was made."""


class Rescue(Verb):
    """What could be read from a damaged file came in, beside the steps before. `file`: its name."""

    file: str


class RescueAll(Verb):
    """All of a damaged file could be read: the steps before. `file`: its name."""

    is_noted: ClassVar[bool] = True

    file: str


class AddDocuments(Verb):
    """Documents were added; what repeats one is not among them."""

    documents: tuple[DocumentId, ...] = ()


class Rename(Verb):
    """Something got another name: both names are facts, since it was about names."""

    before: str
    after: str


class RenameDocument(Rename):
    """A document got another title."""

    document: DocumentId


class ChangeMetadata(Verb):
    """The metadata of a document was replaced."""

    document: DocumentId


class KeepSource(Verb):
    """The file that a document was read from was kept, which its user still had."""

    document: DocumentId


class DescribeDocuments(Verb):
    """Documents got the titles and the metadata with which they had been coded elsewhere."""

    documents: tuple[DocumentId, ...] = ()


class RemoveDocuments(Verb):
    """Documents were removed, with so many codings in them."""

    documents: tuple[DocumentId, ...]
    spans: int = 0


class KeepApart(Verb):
    """It was said of two documents that neither is a duplicate of the other (`on`), or that was taken back."""

    documents: tuple[DocumentId, ...]
    on: bool


class ReadAnew(Verb):
    """Documents were read anew. `earlier`: the versions before; `spans`: so many moved, and `left` found no place."""

    documents: tuple[DocumentId, ...]
    earlier: tuple[DocumentId, ...] = ()
    spans: int = 0
    left: int = 0


class AddCoder(Verb):
    """A coder was added, with a first layer."""

    coder: CoderId
    layer: LayerId


class AddLayer(Verb):
    """A coder got another layer."""

    coder: CoderId
    layer: LayerId


class RenameCoder(Rename):
    """A coder got another name."""

    coder: CoderId


class MergeCoders(Verb):
    """Two entries turned out to be of one person: what the other did is shown as theirs."""

    coder: CoderId
    other: CoderId


class RemoveCoder(Verb):
    """A coder was removed, with their layers and so many codings in them."""

    coder: CoderId
    spans: int = 0


class AtLayer(Verb):
    """Something done to a whole layer, with so many codings in it. `coder`: its owner."""

    layer: LayerId
    coder: CoderId | None = None
    spans: int = 0


class RemoveLayer(AtLayer):
    """A layer was removed."""


class PutBackLayer(AtLayer):
    """A layer was put back from the recycle bin."""


class PutBack(Verb):
    """So many things were put back from the recycle bin, with so many codings. `version`: that labels came back in."""

    things: int
    documents: tuple[DocumentId, ...] = ()
    coders: tuple[CoderId, ...] = ()
    layers: tuple[LayerId, ...] = ()
    labels: tuple[LabelId, ...] = ()
    spans: int = 0
    version: int = 0


class ChangeRoles(Verb):
    """A person got other roles. `roles`: those that they have from then on."""

    coder: CoderId
    roles: tuple[TeamRole, ...]


class ShareCodebook(Verb):
    """Adjudicators may save the codebook too (`on`), or the lead alone."""

    on: bool


class ChooseLanguages(Verb):
    """The languages that texts may be in were chosen; there are so many now, none for all that are known."""

    languages: int


class DescribeDataset(Verb):
    """What the dataset says of itself was changed. `fields`: which of its fields are others now."""

    fields: tuple[str, ...]


class SeeOthers(Verb):
    """A coder asked to see what others coded, and saw it from then on. `place`: where it was asked."""

    is_noted: ClassVar[bool] = True

    place: str


class ImportFiles(Verb):
    """Files were imported. `files`: their names; `documents`: those that were new; `spans`: how many were."""

    files: tuple[str, ...]
    documents: tuple[DocumentId, ...] = ()
    spans: int = 0


class ImportAnnotations(Verb):
    """Annotations were imported: with so many new spans, and these new documents."""

    documents: tuple[DocumentId, ...] = ()
    spans: int = 0


class Erasure(Verb):
    """Something was taken out of the file, and out of all that its history says of it.

    `parts` and `steps`: so many have a gap since. `covers`: SHA-256 over the records of these gaps.
    """

    is_noted: ClassVar[bool] = True

    parts: int = 0
    steps: int = 0
    covers: str = ""


class EraseDocuments(Erasure):
    """Documents were erased, with all that was coded and decided in them."""

    documents: tuple[DocumentId, ...]


class EraseNames(Erasure):
    """The names of coders were erased, and what was called after them."""

    coders: tuple[CoderId, ...]


class EmptyBin(Erasure):
    """What lay in the recycle bin was erased: documents, layers, coders, labels, and what hung on them."""

    documents: tuple[DocumentId, ...] = ()
    layers: tuple[LayerId, ...] = ()
    coders: tuple[CoderId, ...] = ()
    labels: int = 0
