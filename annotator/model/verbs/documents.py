"""Documents as a list: what is known of several changed at once, sets of them, and types of their fields."""

from annotator.model.ids import DocumentId, FieldId, SetId
from annotator.model.verbs.project import Rename
from annotator.model.verbs.verb import Verb


class ChangeDocument(Verb):
    """What is known of a document was changed. `field`: the one thing that was, None of several."""

    document: DocumentId
    field: str | None = None


class ChangeDocuments(Verb):
    """What is known of several documents was changed. `field`: the one thing that was, None of several."""

    documents: tuple[DocumentId, ...]
    field: str | None = None


class JoinTable(Verb):
    """Documents learnt what a table says of them: so many fields were filled, so many got another value."""

    file: str
    documents: tuple[DocumentId, ...] = ()
    filled: int = 0
    changed: int = 0


class MakeSet(Verb):
    """A set of documents was made."""

    set: SetId


class RenameSet(Rename):
    """A set of documents got another name."""

    set: SetId


class ChangeSet(Verb):
    """A set of documents got another filter, or other documents."""

    set: SetId


class OrderSets(Verb):
    """The sets of documents got another order."""


class RemoveSet(Verb):
    """A set of documents was removed; its documents stay."""

    set: SetId


class DefineField(Verb):
    """A field of the documents got its first type."""

    field: FieldId


class ChangeField(Verb):
    """A field of the documents got another type, or other choices."""

    field: FieldId


class RenameField(Rename):
    """A field got another name, in its type, in these documents and in filters of sets."""

    documents: tuple[DocumentId, ...] = ()


class RemoveField(Verb):
    """A field lost its type, or was taken out of these documents too."""

    name: str
    documents: tuple[DocumentId, ...] = ()
