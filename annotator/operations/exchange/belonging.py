"""Which documents of a project belong together, so that a division into parts leaves them on one side."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from annotator.model.document import Document, DocumentInfo
from annotator.model.errors import NotAllowed
from annotator.model.field_values import texts_of, values_of
from annotator.model.folding import folded
from annotator.model.ids import DocumentId
from annotator.model.together import Together
from annotator.model.versions import versions_of
from annotator.model.wording import counted, word_list
from annotator.operations.documents import duplicates
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project

Groups = Sequence[Sequence[DocumentId]]
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Belonging:
    """Groups of documents: nearly the same, versions of one, with one value in a field that was named.

    `unclear`: names that several documents have, of which nobody can tell which are versions of each other.
    """

    near: Groups
    versions: Groups
    valued: Groups
    unclear: tuple[str, ...]

    @property
    def groups(self) -> Groups:
        """All of them; they may share documents."""
        return [*self.near, *self.versions, *self.valued]

    def largest(self, among: Collection[DocumentId]) -> int:
        """Return how many of some documents the largest group has that hangs together."""
        together = Together(among)
        for group in self.groups:
            together.join(*(one for one in group if one in among))
        return max(map(len, together.groups()), default=0)

    def said(self) -> Iterator[str]:
        """Yield what stayed together and why, and of what it is unknown."""
        for groups, what in ((self.near, "nearly the same"), (self.versions, "versions of one document")):
            if groups:
                count = len({one for group in groups for one in group})
                yield f"{counted(count, 'document')} in {counted(len(groups), 'group')} stayed together, being {what}."
        if self.unclear:
            named = word_list(f"“{name}”" for name in self.unclear[:_MOST_NAMED])
            more = f" and {len(self.unclear) - _MOST_NAMED} more" if len(self.unclear) > _MOST_NAMED else ""
            yield (
                f"Several documents are called {named}{more}, in more than one language; which of them are versions of "
                "each other is not known, so they may stand in several parts. Name a field that says it "
                "(--split-together)."
            )


def belonging(project: Project, fields: Sequence[str], progress: Progress = silent) -> Belonging:
    """Return what belongs together of all documents of a project; `fields`: whose values join too.

    Read it within `project.snapshot()`.
    """
    near = duplicates.near_groups(project, progress)
    text_of = {id: group[0] for group in near for id in group}
    infos = project.documents.all()
    versions = versions_of(infos, lambda id: text_of.get(id, id))
    valued = [group for name in fields for group in _of_one_value(infos, name)]
    return Belonging(near, versions.groups, valued, versions.unclear)


def check_fields(project: Project, fields: Sequence[str]) -> None:
    """Raise `NotAllowed` for a field that no document has."""
    known = {name for info in project.documents.all() for name in info.metadata}
    forms = set(map(folded, known))
    for name in fields:
        if folded(name) not in forms:
            there = f"there are {word_list(sorted(known))}" if known else "they have no fields"
            raise NotAllowed(f"No document has a field “{name}”; {there}.")


def texts_in(document: Document | DocumentInfo, field: str) -> set[str]:
    """Return what a document has in a field, in words, each once."""
    return {text for value in values_of(document.metadata, field) for text in texts_of(value) if text.strip()}


def _of_one_value(infos: Sequence[DocumentInfo], field: str) -> Iterator[list[DocumentId]]:
    by_value: dict[str, list[DocumentId]] = {}
    for info in infos:
        for text in texts_in(info, field):
            by_value.setdefault(text, []).append(info.id)
    yield from (group for group in by_value.values() if len(group) > 1)
