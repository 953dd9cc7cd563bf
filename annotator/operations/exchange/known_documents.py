"""The documents of the project, for files that speak of texts that they do not hold."""

from collections.abc import Iterable
from pathlib import PurePath

from annotator.model.document import Document, DocumentInfo
from annotator.model.ids import DocumentId
from annotator.store.project import Project

_Names = dict[str, DocumentId | None]


class KnownDocuments:
    """Finds a document by what it is called; a name that several have says nothing. Texts are read one by one."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._names: tuple[_Names, _Names] | None = None

    def find(self, *called: str) -> Document | None:
        """Return the one document that is called so: by its id, the SHA-256 of its text, its title or its file.

        Of several names the first that is known counts.
        """
        if self._names is None:
            self._names = _by_name(self._project.documents.all())
        exact, alike = self._names
        for name in filter(None, called):
            found = exact[name] if name in exact else alike.get(_folded(name))
            if found is not None:
                return self._project.documents.get(found)
        return None


def _by_name(infos: Iterable[DocumentInfo]) -> tuple[_Names, _Names]:
    """Return documents by their names as they stand and as they are alike; None for what several are called."""
    exact: _Names = {}
    alike: _Names = {}
    for info in infos:
        for name in dict.fromkeys((info.id, info.text_sha256, info.title, info.source)):
            exact[name] = None if name in exact else info.id
        file = PurePath(info.source.replace("\\", "/")).name
        for name in dict.fromkeys(map(_folded, (info.title, info.source, file, file.rpartition(".")[0]))):
            alike[name] = None if name in alike else info.id
    return exact, alike


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
