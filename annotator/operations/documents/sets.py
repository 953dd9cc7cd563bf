"""Sets of documents: made, changed and removed; those that there always are; and which documents are in them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from annotator.model.document_row import DocumentRow
from annotator.model.document_set import DocumentSet
from annotator.model.errors import BadFilter, NotAllowed, NotFound
from annotator.model.field_values import text_of_value, values_of
from annotator.model.filter_words import FilterSign, Term
from annotator.model.folding import folded
from annotator.model.ids import DocumentId, SetId, new_id
from annotator.model.names import usable_name
from annotator.model.verbs import documents as verbs
from annotator.model.wording import isolated, word_list
from annotator.operations.documents import filtering
from annotator.operations.documents.listing import document_rows
from annotator.operations.people.seeing import Sight, sight
from annotator.store.project import Project


@dataclass(frozen=True, slots=True)
class BuiltInSet:
    """A set that every project has: a filter with a name. `is_others`: it asks for what others coded.

    `is_given`: it asks for what whoever looks was given, and is there for whom anything was.
    """

    name: str
    filter: str
    is_others: bool = False
    is_given: bool = False


BUILT_IN = (
    BuiltInSet("All documents", ""),
    BuiltInSet("Given to you, not done", "given:me -state:done", is_given=True),
    BuiltInSet("Begun, not done", "state:begun"),
    BuiltInSet("Coded by two or more", "coded:>=2", is_others=True),
    BuiltInSet("Cases open", "open:>0", is_others=True),
)
"""In the order in which they are shown."""


def built_in(project: Project) -> list[BuiltInSet]:
    """Return the sets that there always are, those that whoever is at work may ask for."""
    sees_others = sight(project, project.person) is Sight.SHOWN
    own = project.layers.of_coder(project.person) if project.person is not None else []
    has_given = any(project.assignments.has_given(layer.id) for layer in own)
    has_own = project.person is not None and bool(project.layers.of_coder(project.person))
    return [
        one
        for one in BUILT_IN
        if (sees_others or not one.is_others)
        and (has_own or not one.filter.startswith("state:"))
        and (has_given or not one.is_given)
    ]


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A value of a field with the number of documents that have it, and the filter that finds them."""

    value: str
    count: int
    filter: str


def values_of_field(rows: Sequence[DocumentRow], field: str) -> list[FieldValue]:
    """Return the values of a field, the most frequent first; the documents without one last, as an empty value."""
    counts: Counter[str] = Counter()
    for row in rows:
        counts.update({text_of_value(value) for value in values_of(row.info.metadata, field)} or {""})
    empty = counts.pop("", 0)
    ordered = sorted(counts.items(), key=lambda one: (-one[1], folded(one[0])))
    found = [FieldValue(value, count, str(Term(value, field, FilterSign.IS))) for value, count in ordered]
    return [*found, *([FieldValue("", empty, str(Term("", field)))] if empty else [])]


def make_set(
    project: Project, name: str, filter: str | None = None, documents: Iterable[DocumentId] | None = None
) -> DocumentSet:
    """Make a set of what a filter lets in, or of these documents; raises `BadFilter`, `NotAllowed` for a taken name."""
    made = DocumentSet(SetId(new_id()), _usable(project, name), len(project.document_sets.all()))
    made = _with_content(project, made, filter, documents)
    with project.transact(verbs.MakeSet(set=made.id)):
        project.document_sets.add([made])
    return made


def change_set(
    project: Project, set: SetId, filter: str | None = None, documents: Iterable[DocumentId] | None = None
) -> DocumentSet:
    """Give a set another filter, or another list; the one that it has is no step."""
    before = project.document_sets.get(set)
    changed = _with_content(project, before, filter, documents)
    with project.transact(verbs.ChangeSet(set=set)):
        if changed != before:
            project.document_sets.put(changed)
    return changed


def rename_set(project: Project, set: SetId, name: str) -> DocumentSet:
    """Give a set another name, in filters of other sets and kept searches too; the one that it has is no step."""
    before = project.document_sets.get(set)
    changed = replace(before, name=_usable(project, name, besides=set))
    with project.transact(verbs.RenameSet(set=set, before=before.name, after=changed.name)):
        if changed != before:
            project.document_sets.put(changed)
            for table in (project.document_sets, project.kept_searches):
                table.rewrite(lambda term: _renamed(term, before.name, changed.name))
    return changed


def _renamed(term: Term, before: str, after: str) -> Term:
    is_it = folded(term.key) == "set" and folded(term.value) == folded(before)
    return replace(term, value=after) if is_it else term


def order_sets(project: Project, order: Sequence[SetId]) -> None:
    """Put sets in this order; those that are not named come behind, in theirs."""
    there = {one.id: one for one in project.document_sets.all()}
    ids = dict.fromkeys([*(id for id in order if id in there), *there])
    with project.transact(verbs.OrderSets()):
        for position, id in enumerate(ids):
            if there[id].position != position:
                project.document_sets.put(replace(there[id], position=position))


def remove_set(project: Project, set: SetId) -> None:
    """Remove a set; its documents stay. Raises `NotAllowed` where the filter of another asks for it."""
    gone = project.document_sets.get(set)
    asking = [one.name for one in project.document_sets.all() if one.id != set and _asks_for(one, gone.name)]
    if asking:
        raise NotAllowed(
            f"The set “{isolated(gone.name)}” is asked for by {word_list([f'“{isolated(one)}”' for one in asking])};"
            " change that filter first."
        )
    with project.transact(verbs.RemoveSet(set=set)):
        project.document_sets.delete([set])


def set_named(project: Project, name: str) -> DocumentSet:
    """Return the set with this name, whatever its case; raises `NotFound`, which names those that there are."""
    there = project.document_sets.all()
    found = next((one for one in there if folded(one.name) == folded(name.strip())), None)
    if found is None:
        known = ", ".join(f"“{isolated(one.name)}”" for one in there) or "none yet"
        raise NotFound(f"There is no set of documents called “{isolated(name)}”; the sets are: {known}.")
    return found


def documents_of(
    project: Project, one: DocumentSet | BuiltInSet, rows: Sequence[DocumentRow] | None = None
) -> tuple[DocumentId, ...]:
    """Return the documents of a set that are there, in the order of the list.

    `rows`: all documents, where they are at hand; without them a filter that asks for open cases counts them, which
    takes a while. Raises `BadFilter` where the filter asks for what there is no more, or what is not shown.
    """
    if isinstance(one, BuiltInSet):
        return filtering.matching(project, one.filter, rows)
    return filtering.members(project, one, rows)


def counted_in(project: Project, one: DocumentSet | BuiltInSet, rows: Sequence[DocumentRow]) -> tuple[int | None, str]:
    """Return how many documents are in a set; or None, and in a sentence why its filter cannot be answered."""
    try:
        return len(documents_of(project, one, rows)), ""
    except BadFilter as error:
        return None, str(error)


def any_set_named(project: Project, name: str) -> DocumentSet | BuiltInSet:
    """Return the set with this name, one of those that there always are too; raises `NotFound`."""
    found = next((one for one in built_in(project) if folded(one.name) == folded(name.strip())), None)
    return found or set_named(project, name)


def names(project: Project) -> list[str]:
    """Return what sets are called that one may choose some documents by: those that there always are, then others."""
    always = [one.name for one in built_in(project) if one.filter]
    return [*always, *(one.name for one in project.document_sets.all())]


def filled(project: Project) -> list[tuple[str, frozenset[DocumentId]]]:
    """Return the sets with their documents, for choosing some by them at once: those in which there are any.

    All documents are no choice, and sets by open cases are left out, since counting those takes long.
    """
    rows = document_rows(project)
    every: list[DocumentSet | BuiltInSet] = [*built_in(project), *project.document_sets.all()]
    quick = [one for one in every if one.filter != "" and not _counts(one)]
    found: list[tuple[str, frozenset[DocumentId]]] = []
    for one in quick:
        with suppress(BadFilter):
            found.append((one.name, frozenset(documents_of(project, one, rows))))
    return [(name, ids) for name, ids in found if ids]


def _counts(one: DocumentSet | BuiltInSet) -> bool:
    return any(folded(term.key) == "open" for term in filtering.terms(one.filter or ""))


def in_sets(project: Project, names: Sequence[str]) -> tuple[DocumentId, ...]:
    """Return the documents of sets by their names, in order; none where no name is given.

    Raises `NotFound` where there is no such set or nothing in it, `BadFilter` where its filter cannot be answered.
    """
    chosen = {id for name in names for id in documents_of(project, any_set_named(project, name))}
    if names and not chosen:
        raise NotFound(f"There is no document in {word_list([f'“{isolated(name)}”' for name in names], 'or')}.")
    return tuple(info.id for info in project.documents.all() if info.id in chosen) if names else ()


def _usable(project: Project, name: str, besides: SetId | None = None) -> str:
    kept = usable_name(name, "set")
    taken = [one.name for one in project.document_sets.all() if one.id != besides]
    if folded(kept) in map(folded, [*taken, *(one.name for one in BUILT_IN)]):
        raise NotAllowed(f"There is a set called “{isolated(kept)}” already; choose another name.")
    return kept


def _with_content(
    project: Project, one: DocumentSet, filter: str | None, documents: Iterable[DocumentId] | None
) -> DocumentSet:
    if (filter is None) == (documents is None):
        raise NotAllowed("A set has a filter or a list of documents, one of the two.")
    if filter is not None:
        understood = filtering.understood(project, filter)
        changed = replace(one, filter=str(understood), documents=None)
        if _asks_for(changed, one.name):
            raise BadFilter(f"The set “{isolated(one.name)}” asks for itself; change its filter.")
        filtering.members(project, changed)
        return changed
    listed = set(documents or ())
    there = [info.id for info in project.documents.all()]
    if unknown := listed - set(there):
        raise NotFound(f"There is no document “{isolated(min(unknown))}” in this project.")
    return replace(one, filter=None, documents=tuple(id for id in there if id in listed))


def _asks_for(one: DocumentSet, name: str) -> bool:
    if one.filter is None:
        return False
    return any(folded(term.key) == "set" and folded(term.value) == folded(name) for term in filtering.terms(one.filter))
