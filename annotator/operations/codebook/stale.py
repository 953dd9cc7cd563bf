"""Stale codings: spans coded under a version of the codebook since when the meaning of their label has changed.

They are right until somebody looks: `annotate.confirm` says that one holds, `annotate.relabel` that it is something
else. What counts as meaning is in `meaning_changes`. A span is not stale where nobody knows under which version it was
coded, or where that version is not in the project or does not have its label.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from annotator.model.codebook_diff import meaning_changes
from annotator.model.ids import CodebookVersionId, LabelId, LayerId
from annotator.model.span import Span
from annotator.store.project import Project

Pair = tuple[LabelId, CodebookVersionId]
"""A label, and the version of the codebook under which some of its spans were coded."""


@dataclass(frozen=True, slots=True)
class Stale:
    """A span that is to be looked at again. `changes`: what is otherwise since it was coded, in sentences."""

    span: Span
    changes: tuple[str, ...]


def codings(project: Project, layer: LayerId) -> list[Stale]:
    """Return the stale spans of a layer, in the order of the documents and texts."""
    pairs = {(label, version) for (of, label, version) in project.spans.versions() if of == layer}
    found = [
        Stale(span, changes)
        for (label, version), changes in changed(project, pairs).items()
        for span in project.spans.coded_under(layer, label, version)
    ]
    place = {info.id: number for number, info in enumerate(project.documents.all())}
    return sorted(found, key=lambda one: (place[one.span.document], one.span.start, -one.span.stop, one.span.id))


def changed(project: Project, pairs: Iterable[Pair]) -> dict[Pair, tuple[str, ...]]:
    """Return the pairs whose label means something else now, with what is otherwise."""
    current = project.codebooks.current()
    earlier = sorted(pair for pair in pairs if pair[1] != current.id)
    books = project.codebooks.get_many(version for _, version in earlier)
    found: dict[Pair, tuple[str, ...]] = {}
    for label, version in earlier:
        then, now = books[version].get(label) if version in books else None, current.codebook.get(label)
        if then is not None and now is not None and (changes := meaning_changes(then, now)):
            found[label, version] = changes
    return found


def counts(project: Project) -> dict[LayerId, int]:
    """Return how many spans of each layer are stale; a layer without any is left out."""
    versions = project.spans.versions()
    otherwise = changed(project, {(label, version) for _, label, version in versions})
    found: Counter[LayerId] = Counter()
    for (layer, label, version), count in versions.items():
        if (label, version) in otherwise:
            found[layer] += count
    return dict(found)
