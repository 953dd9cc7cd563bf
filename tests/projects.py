"""Small projects that many tests begin with."""

import zlib
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

from annotator.model.codebook import Codebook
from annotator.model.coder import Coder, Layer
from annotator.model.document import Document, DocumentDraft
from annotator.model.span import Span
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.operations.project import history
from annotator.resources import resource
from annotator.store.connections.connecting import is_in_use, unlock
from annotator.store.project import Project

T = TypeVar("T")

TEXT = "The French President urged China to use its influence. 🕊 China undertook to help.\nA second paragraph."


def default_codebook() -> Codebook:
    """Return the codebook that new projects begin with."""
    return Codebook.from_json(resource("codebook.json").read_bytes())


def said(project: Project) -> str:
    """Return what the history says of the latest step."""
    return history.sentence(project, project.history(1)[0].verb)


OPENED: list[Project] = []
"""The projects that `make_desk` made: closed after the test."""


@dataclass(frozen=True)
class _MadeProject:
    """A project that many tests begin with: its file, and what making it returned."""

    packed: bytes
    returned: object

    @classmethod
    def of(cls, path: Path, returned: object) -> "_MadeProject":
        return cls(zlib.compress(path.read_bytes(), 1), returned)

    @property
    def file(self) -> bytes:
        return zlib.decompress(self.packed)


_MADE: dict[Hashable, _MadeProject] = {}
"""By what is in them."""
IN_USE: dict[Hashable, Path] = {}
"""Where each of them stands in the test that runs: forgotten after it."""
HOLDING: dict[Path, Hashable] = {}
"""What is in each of the files of the test that runs, as long as nobody else has written to it: forgotten after it."""


def write_project(
    path: Path,
    contents: Hashable,
    make: Callable[[Project], object],
    codebook: Codebook | None = None,
    passphrase: str = "",
) -> None:
    """Create a project in `path`, the default codebook in it or another, which `make` fills; it is closed again.

    `contents` tells apart what `make` fills in; `passphrase`: of one that is encrypted. Made once: see `write_once`.
    """

    def create(path: Path) -> None:
        with Project.create(path, codebook or default_codebook(), passphrase=passphrase) as project:
            make(project)

    write_once(path, contents, create, passphrase)


def write_once(path: Path, contents: Hashable, write: Callable[[Path], object], passphrase: str = "") -> None:
    """Let `write` write a project into `path` and close it.

    To make the same one anew for each of a thousand tests takes minutes: later ones of the same name and `contents` are
    copies of the first. Two that one test has at a time are made each by itself: no two projects have the same ids.
    """
    key = (path.stem, contents, passphrase)
    before = IN_USE.get(key)
    if key in _MADE and not path.exists() and (before is None or not before.exists()):
        path.write_bytes(_MADE[key].file)
        if passphrase:
            unlock(path, passphrase)
    else:
        write(path)
        _MADE.setdefault(key, _MadeProject.of(path, None))
    IN_USE[key] = path
    HOLDING[path] = key


def go_on_once(path: Path, contents: Hashable, write: Callable[[Path], T]) -> T:
    """Let `write` go on with a closed project, and return what it returns: once for all tests that do so.

    `contents`: what it adds. For projects of `write_once` that nobody wrote to but this; any other it just writes to.
    """
    before = HOLDING.get(path)
    if before is None or is_in_use(path) or path.read_bytes() != _MADE[before].file:
        return write(path)
    key = HOLDING[path] = (before, contents)
    if key in _MADE:
        path.write_bytes(_MADE[key].file)
    else:
        _MADE[key] = _MadeProject.of(path, write(path))
    return cast(T, _MADE[key].returned)


@dataclass
class Desk:
    """A project with Ana at the desk: her layer, and its documents."""

    project: Project
    ana: Coder
    layer: Layer
    documents: list[Document]

    def code(self, quote: str, label: str = "appeal", document: int = 0, layer: Layer | None = None) -> Span:
        """Code the first occurrence of a quote, in Ana's layer or another coder's."""
        target, layer = self.documents[document], layer or self.layer
        start = target.text.index(quote)
        was, self.project.person = self.project.person, layer.coder
        try:
            extents = [(start, start + len(quote))]
            return annotate.add_span(self.project, target.id, layer.id, extents, label)
        finally:
            self.project.person = was


def make_desk(folder: Path, texts: Sequence[str] = (TEXT,), passphrase: str = "") -> Desk:
    """Create a project in `folder` with one document a text, and Ana as its coder; `passphrase`: an encrypted one."""

    def make(project: Project) -> None:
        people.add_coder(project, "Ana")
        drafts = [DocumentDraft(f"Document {number}", text) for number, text in enumerate(texts, 1)]
        documents.add_drafts(project, drafts)

    path = folder / "project.annot"
    write_project(path, ("desk", *texts), make, passphrase=passphrase)
    project = Project.open(path)
    OPENED.append(project)
    (ana,), (layer,) = project.coders.all(), project.layers.all()
    project.person = ana.id
    return Desk(project, ana, layer, [project.documents.get(one.id) for one in project.documents.all()])
