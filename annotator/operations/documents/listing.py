"""The documents of a project as rows: what they say of themselves, and how far each coder is with them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from annotator.model.coder import LayerKind, State
from annotator.model.document_row import DocumentRow
from annotator.model.ids import DocumentId, LayerId
from annotator.model.text_size import CountedIn, TextSize
from annotator.operations.adjudication.case_queue import open_counts
from annotator.operations.documents.memos import noted
from annotator.operations.people import roles
from annotator.operations.people.roles import Right
from annotator.operations.people.seeing import Sight, sight
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project


def document_rows(project: Project, cases: Mapping[DocumentId, int] | None = None) -> list[DocumentRow]:
    """Return all documents in order, with what whoever is at work may see of them.

    `cases`: how many are open in each, where somebody counted them (`open_cases`). In a few statements for each layer,
    however many documents there are.
    """
    sees_others = sight(project, project.person) is Sight.SHOWN
    sizes = project.documents.sizes()
    states = _states(project, sees_others)
    gold_layer = project.layers.gold() if sees_others else None
    gold = project.spans.counts_by_document(gold_layer.id) if gold_layer is not None else {}
    rows, notes, given, due = [], noted(project), given_layers(project), own_due(project)
    for info in project.documents.all():
        number, counted_in = sizes.get(info.text_sha256, (None, CountedIn.WORDS))
        known = cases.get(info.id, 0) if cases is not None and sees_others else None
        own = states.get(info.id, {})
        its_gold = gold.get(info.id, 0) if sees_others else None
        noted_here, of_whom, day = notes.get(info.id, 0), given.get(info.id, frozenset()), due.get(info.id, "")
        rows.append(DocumentRow(info, number, counted_in, own, its_gold, known, noted_here, of_whom, day))
    return rows


def sees_given(project: Project) -> bool:
    """Whether whoever is at work may know what others were given."""
    return not roles.why_not(project, Right.ASSIGN, project.person)


def given_layers(
    project: Project, documents: Sequence[DocumentId] | None = None
) -> dict[DocumentId, frozenset[LayerId]]:
    """Return the coders' layers in which documents (None: all) were given out, as far as whoever works may know."""
    sees, found = sees_given(project), dict[DocumentId, set[LayerId]]()
    own = {layer.id for layer in project.layers.of_coder(project.person)} if project.person is not None else set()
    table = project.assignments
    rows = table.all_given() if documents is None else chain.from_iterable(map(table.of_document, documents))
    for one in rows:
        if one.given and (sees or one.layer in own):
            found.setdefault(one.document, set()).add(one.layer)
    return {document: frozenset(layers) for document, layers in found.items()}


def own_due(project: Project, documents: Sequence[DocumentId] | None = None) -> dict[DocumentId, str]:
    """Return until when whoever is at work is to be done with documents (None: all), of several days the first."""
    layers = {layer.id for layer in project.layers.of_coder(project.person)} if project.person is not None else set()
    table, found = project.assignments, dict[DocumentId, str]()
    rows = map(table.of_layer, sorted(layers)) if documents is None else map(table.of_document, documents)
    for one in chain.from_iterable(rows):
        if one.given and one.due and one.layer in layers:
            found[one.document] = min(found.get(one.document, one.due), one.due)
    return found


def coder_layers(project: Project) -> list[tuple[LayerId, str]]:
    """Return the coders' layers whose states whoever is at work may see, with their names."""
    sees_others = sight(project, project.person) is Sight.SHOWN
    found = project.layers.all(LayerKind.CODER)
    return [(layer.id, layer.name) for layer in found if sees_others or layer.coder == project.person]


def _states(project: Project, sees_others: bool) -> dict[DocumentId, dict[LayerId, State]]:
    found: dict[DocumentId, dict[LayerId, State]] = {}
    for layer in project.layers.all(LayerKind.CODER):
        if sees_others or layer.coder == project.person:
            for document, state in project.assignments.states(layer.id).items():
                found.setdefault(document, {})[layer.id] = state
    return found


def open_cases(project: Project, progress: Progress = silent) -> dict[DocumentId, int] | None:
    """Return how many cases are open in each document; None for who does not see what others coded. It takes long."""
    if sight(project, project.person) is not Sight.SHOWN:
        return None
    return open_counts(project, project.layers.all(LayerKind.CODER), progress=progress)


def counted_sizes(project: Project) -> Iterator[dict[str, TextSize]]:
    """Count the texts that nobody has counted yet, a few at a time; yield how long they are by their hashes.

    It is kept where the project can be written, so that it is done once: in older files, in the background.
    """
    yield from project.documents.count_sizes(keep=not project.read_only)
