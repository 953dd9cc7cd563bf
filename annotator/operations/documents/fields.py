"""Fields of the documents that have a type in the project: defined, changed, and what in the documents does not fit."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from annotator.model.document import DocumentInfo, Metadata
from annotator.model.document_field import FieldKind, TypedField, kind_of_values, misfit, wants
from annotator.model.document_filter import FIELD, KEYS
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.field_values import texts_of, values_of
from annotator.model.filter_words import Term
from annotator.model.folding import folded
from annotator.model.ids import DocumentId, FieldId, new_id
from annotator.model.names import usable_name
from annotator.model.searching.terms import SEARCH_KEYS
from annotator.model.verbs import documents as verbs
from annotator.model.wording import counted, isolated, word_list
from annotator.store.project import Project

MOST_EXAMPLES = 3
"""So many values that do not fit a field are named in a sentence; of the others it says how many they are."""


@dataclass(frozen=True, slots=True)
class FieldMisfit:
    """A value that does not fit the type of its field. `why`: in one sentence."""

    document: DocumentId
    title: str
    field: str
    value: str
    why: str


class DoesNotFit(NotAllowed):
    """A type that values of the documents do not fit; nothing was changed."""

    def __init__(self, field: TypedField, misfits: Sequence[FieldMisfit]) -> None:
        self.misfits = tuple(misfits)
        first = misfits[0]
        values = counted(len(misfits), "value does", "values do")
        super().__init__(
            f"{values} not fit “{isolated(field.name)}” as {field.kind.value}, the first is that of"
            f" “{isolated(first.title)}”: {first.why} Nothing was changed; mend them, or say that they may stay."
        )


def misfits(project: Project, field: TypedField, infos: Iterable[DocumentInfo] | None = None) -> list[FieldMisfit]:
    """Return the values of documents that do not fit a field, in the order of the documents."""
    found = []
    for info in project.documents.all() if infos is None else infos:
        for value in values_of(info.metadata, field.name):
            for text in texts_of(value):
                if why := misfit(field, text):
                    found.append(FieldMisfit(info.id, info.title, field.name, text, why))
    return found


def all_misfits(project: Project, documents: Iterable[DocumentId] | None = None) -> list[FieldMisfit]:
    """Return all values that do not fit the types of their fields, or those of some documents, as after an import."""
    typed = project.document_fields.all()
    if not typed:
        return []
    wanted = None if documents is None else set(documents)
    infos = [info for info in project.documents.all() if wanted is None or info.id in wanted]
    return [one for field in typed for one in misfits(project, field, infos)]


def misfit_notices(project: Project, documents: Iterable[DocumentId]) -> list[str]:
    """Return a sentence for each field that has a type which values of these documents do not fit: how many, and which.

    Of the values, each named once, the first few stand there with the title of a document that says them.
    """
    found: dict[str, list[FieldMisfit]] = {}
    for one in all_misfits(project, documents):
        found.setdefault(one.field, []).append(one)
    return [_notice(typed, found[typed.name]) for typed in project.document_fields.all() if typed.name in found]


def _notice(field: TypedField, misfits: Sequence[FieldMisfit]) -> str:
    first = {one.value.strip(): one.title for one in reversed(misfits)}
    once = [(value, first[value]) for value in dict.fromkeys(one.value.strip() for one in misfits)]
    shown = [f"“{isolated(value)}” (“{isolated(title)}”)" for value, title in once[:MOST_EXAMPLES]]
    more = [f"{len(once) - len(shown):,} more"] if len(once) > len(shown) else []
    count = counted(len(misfits), "value does", "values do")
    return (
        f"{count} not fit the field “{isolated(field.name)}”, which holds {wants(field)}: {word_list([*shown, *more])}."
    )


def suggested(project: Project, name: str) -> TypedField:
    """Return a field as the values that are there suggest it; it is not defined yet."""
    texts = [
        text for info in project.documents.all() for value in values_of(info.metadata, name) for text in texts_of(value)
    ]
    kind = kind_of_values(texts)
    choices = tuple(dict.fromkeys(text.strip() for text in texts if text.strip())) if kind is FieldKind.CHOICE else ()
    once = {folded(one): one for one in reversed(choices)}
    return TypedField(FieldId(""), name, kind, tuple(sorted(once.values(), key=folded)))


def field_named(project: Project, name: str) -> TypedField | None:
    """Return the type of a field, None where it has none and is plain text."""
    return next((one for one in project.document_fields.all() if folded(one.name) == folded(name.strip())), None)


def define_field(
    project: Project, name: str, kind: FieldKind, choices: Sequence[str] = (), misfits_may_stay: bool = False
) -> TypedField:
    """Give a field a type, whether documents have it yet or not; raises `NotAllowed` where it has one.

    Raises `DoesNotFit`, which lists them, where values do not fit, unless they `may_stay` as they are.
    """
    kept = usable_name(name, "field")
    if field_named(project, kept) is not None:
        raise NotAllowed(f"The field “{isolated(kept)}” has a type already; change that.")
    made = TypedField(FieldId(new_id()), kept, kind, _usable_choices(kind, choices))
    made = replace(made, position=len(project.document_fields.all()))
    _refuse(project, made, misfits_may_stay)
    with project.transact(verbs.DefineField(field=made.id)):
        project.document_fields.add([made])
    return made


def change_field(
    project: Project, field: FieldId, kind: FieldKind, choices: Sequence[str] = (), misfits_may_stay: bool = False
) -> TypedField:
    """Give a field another type or other choices; the one that it has is no step. Raises as `define_field`."""
    before = project.document_fields.get(field)
    changed = replace(before, kind=kind, choices=_usable_choices(kind, choices))
    if changed != before:
        _refuse(project, changed, misfits_may_stay)
    with project.transact(verbs.ChangeField(field=field)):
        if changed != before:
            project.document_fields.put(changed)
    return changed


def known_name(project: Project, name: str) -> str:
    """Return what a field is called, whatever its case; raises `NotFound` where neither type nor document has it."""
    typed = field_named(project, name)
    said = (key for info in project.documents.all() for key in info.metadata if folded(key) == folded(name))
    found = typed.name if typed is not None else next(said, None)
    if found is None:
        raise NotFound(f"No document has a field “{isolated(name)}”.")
    return found


def rename_field(project: Project, before: str, after: str) -> int:
    """Call a field otherwise in all documents, in its type and in the filters of sets; return in how many documents.

    One step. Raises `NotAllowed` where another field is called so, `NotFound` where there is no such field.
    """
    new = usable_name(after, "field")
    infos, typed = project.documents.all(), field_named(project, before)
    changed = {info.id: (info.title, _renamed(info.metadata, before, new)) for info in infos if _has(info, before)}
    if not changed and typed is None:
        raise NotFound(f"No document has a field “{isolated(before)}”.")
    if folded(new) != folded(before) and (field_named(project, new) or any(_has(info, new) for info in infos)):
        raise NotAllowed(f"There is a field “{isolated(new)}” already; choose another name.")
    if new == before:
        return 0
    with project.transact(verbs.RenameField(before=before, after=new, documents=tuple(changed))):
        project.documents.change_many(changed)
        if typed is not None:
            project.document_fields.put(replace(typed, name=new))
        project.document_sets.rewrite(lambda term: _term_renamed(term, before, new, KEYS))
        taken = {*KEYS, *SEARCH_KEYS, *_attributes(project)}
        project.kept_searches.rewrite(lambda term: _term_renamed(term, before, new, taken))
    return len(changed)


def remove_field(project: Project, name: str, from_documents: bool = False) -> int:
    """Take the type of a field away, so that it is plain text; with `from_documents` its values too, of so many."""
    typed = field_named(project, name)
    infos = project.documents.all()
    changed = {info.id: (info.title, _without(info.metadata, name)) for info in infos if _has(info, name)}
    if typed is None and not (from_documents and changed):
        raise NotFound(f"There is no field “{isolated(name)}” with a type in this project.")
    gone = changed if from_documents else {}
    with project.transact(verbs.RemoveField(name=typed.name if typed else name, documents=tuple(gone))):
        project.documents.change_many(gone)
        if typed is not None:
            project.document_fields.delete([typed.id])
    return len(gone)


def _usable_choices(kind: FieldKind, choices: Sequence[str]) -> tuple[str, ...]:
    once: dict[str, str] = {}
    for choice in choices:
        name = usable_name(choice, "choice")
        once.setdefault(folded(name), name)
    kept = tuple(once.values())
    if kind is not FieldKind.CHOICE and kept:
        raise NotAllowed("Only a field that is one of several has choices.")
    if kind is FieldKind.CHOICE and not kept:
        raise NotAllowed("A field that is one of several needs its choices; name them.")
    return kept


def _refuse(project: Project, field: TypedField, may_stay: bool) -> None:
    if not may_stay and (found := misfits(project, field)):
        raise DoesNotFit(field, found)


def _has(info: DocumentInfo, name: str) -> bool:
    return any(folded(key) == folded(name) for key in info.metadata)


def _renamed(metadata: Metadata, before: str, after: str) -> Metadata:
    return {after if folded(key) == folded(before) else key: value for key, value in metadata.items()}


def _without(metadata: Metadata, name: str) -> Metadata:
    return {key: value for key, value in metadata.items() if folded(key) != folded(name)}


def _attributes(project: Project) -> Iterator[str]:
    """Yield the keys by which a search asks for attributes of codings."""
    for label in project.codebook.labels:
        for one in label.attributes:
            yield from map(folded, (one.id, one.name))


def _term_renamed(term: Term, before: str, after: str, taken: Collection[str]) -> Term:
    """`taken`: keys that are no fields."""
    key = term.key
    if folded(key).startswith(FIELD):
        key = key[len(FIELD) :]
    elif folded(key) in taken:
        return term
    if folded(key) != folded(before):
        return term
    return replace(term, key=f"{FIELD}{after}" if folded(after) in taken else after)
