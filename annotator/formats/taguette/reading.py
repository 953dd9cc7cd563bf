"""The database of Taguette: documents, tags and highlights of its projects, in any version of its schema.

A highlight is a range of bytes in a document, with a piece of HTML as its words, and has any number of tags. Who made
it stands in the log of commands alone.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from annotator.formats.format import ReadOptions
from annotator.formats.losses import Loss
from annotator.formats.making import BundleMaker, DocumentMaker, derived_id
from annotator.formats.placing import PlaceClaim, Unit
from annotator.formats.taguette.html_text import TaguetteText, taguette_text
from annotator.formats.trees import sound_parents
from annotator.model.bundle import Bundle
from annotator.model.ids import LabelId, LayerId, MemoId
from annotator.model.memo import Memo
from annotator.store.connections.foreign import ForeignDatabase, foreign_database, number_of, text_of

ORIGIN = "taguette"
NO_TAG = "Highlight without a tag"
_UNITS = (Unit.BYTES, Unit.CODE_POINTS, Unit.UTF16)
_LONG_AGO = "1970-01-01T00:00:00Z"

UNTAGGED = Loss(
    f"1 highlight has no tag; it is coded as “{NO_TAG}”", f"{{n}} highlights have no tags; they are coded as “{NO_TAG}”"
)
DANGLING = Loss(
    "1 highlight of a document that is not there is left out",
    "{n} highlights of documents that are not there are left out",
)


def read_database(path: Path, options: ReadOptions) -> Bundle:
    """Read a database; raises `BadFile` where it is damaged."""
    with foreign_database(path) as database:
        return _TaguetteReading(database, path.stem, options.coder).bundle()


class _TaguetteReading:
    def __init__(self, database: ForeignDatabase, name: str, coder: str) -> None:
        self._database, self._coder = database, coder
        self._projects = {number_of(key): (text_of(title), text_of(said), text_of(made)) for key, title, said, made
                          in database.rows("projects", "id", "name", "description", "created")}  # fmt: skip
        names = [title for title, _, _ in self._projects.values() if title]
        self._maker = BundleMaker(names[0] if len(names) == 1 else name or ORIGIN, ORIGIN, ids_stay=True)
        self._labels: dict[int, LabelId] = {}
        self._documents: dict[int, tuple[DocumentMaker, TaguetteText]] = {}
        self._memos: list[Memo] = []

    def bundle(self) -> Bundle:
        self._take_tags()
        self._take_documents()
        self._take_highlights()
        for key, (title, said, made) in self._projects.items():
            if said.strip():
                self._memo(f"project {key}", None, title, said, made)
        return replace(self._maker.bundle(), memos=tuple(self._memos))

    def _take_tags(self) -> None:
        rows = self._database.rows("tags", "id", "path", "description", "parent_id")
        found = {id: (text_of(path), text_of(said), number_of(above)) for key, path, said, above in rows
                 if (id := number_of(key)) is not None}  # fmt: skip
        for id, (path, _, _) in found.items():
            self._labels[id] = self._maker.codes.label(path or f"Tag {id}")
        parents = sound_parents({id: above for id, (_, _, above) in found.items()})
        above_of: dict[LabelId, LabelId | None] = {}
        for id, (_, said, _) in found.items():
            above = parents[id]
            above_of.setdefault(self._labels[id], self._labels[above] if above is not None else None)
            if said:
                self._maker.codes.describe(self._labels[id], definition=said)
        # Tags of several projects that are called alike are one label, which may close a circle.
        for label, parent in sound_parents(above_of).items():
            self._maker.codes.describe(label, parent=parent)

    def _take_documents(self) -> None:
        columns = ("id", "name", "description", "filename", "project_id", "contents", "created")
        for key, name, said, file, project, contents, made in self._database.rows("documents", *columns):
            if (id := number_of(key)) is None:
                continue
            metadata: dict[str, Any] = {}
            if len(self._projects) > 1:
                metadata["project"] = self._projects.get(number_of(project), ("", "", ""))[0]
            text = taguette_text(text_of(contents))
            title = text_of(name) or text_of(file) or f"Document {id}"
            made_of = self._maker.document(title, text.text, source=text_of(file), metadata=metadata, units=_UNITS)
            self._documents[id] = made_of, text
            if text_of(said).strip():
                self._memo(f"document {id}", made_of, "", text_of(said), text_of(made))

    def _take_highlights(self) -> None:
        tags: dict[int | None, list[LabelId]] = {}
        for highlight, tag in self._database.rows("highlight_tags", "highlight_id", "tag_id"):
            if (label := self._labels.get(number_of(tag) or 0)) is not None:
                tags.setdefault(number_of(highlight), []).append(label)
        people: dict[int | None, str] = dict(self._people())
        columns = ("id", "document_id", "start_offset", "end_offset", "snippet")
        for key, document_id, start, stop, snippet in self._database.rows("highlights", *columns):
            id, found = number_of(key), self._documents.get(number_of(document_id) or 0)
            if found is None:
                self._maker.losses.add(DANGLING, f"highlight {text_of(key)}")
                continue
            document, text = found
            first, last = text.moved(number_of(start) or 0, number_of(stop) or 0)
            claim = PlaceClaim(((first, last),), taguette_text(text_of(snippet)).text or None)
            layer = self._layer(people.get(id, ""))
            if id not in tags:
                self._maker.losses.add(UNTAGGED, f"highlight {text_of(key)} in “{document.document.title}”")
            for label in tags.get(id) or [self._maker.codes.label(NO_TAG)]:
                document.span(f"highlight {text_of(key)} {label}", layer, label, claim)

    def _people(self) -> Iterator[tuple[int, str]]:
        """Yield (highlight, login of who made it or changed it last)."""
        for login, payload in self._database.rows("commands", "user_login", "payload"):
            try:
                said = from_json(text_of(payload))
            except ValueError:
                continue
            if isinstance(said, dict) and said.get("type") == "highlight_add":
                made = said.get("highlight_id", said.get("id"))
                if isinstance(made, int):
                    yield made, text_of(login)

    def _layer(self, login: str) -> LayerId:
        if login:
            return self._maker.layer_of(login)
        return self._maker.layer_of(self._coder) if self._coder else self._maker.unsaid_layer()

    def _memo(self, key: str, document: DocumentMaker | None, title: str, text: str, made: str) -> None:
        time = f"{made[:10]}T{made[11:19]}Z" if len(made) >= 19 else _LONG_AGO
        id = MemoId(derived_id(ORIGIN, "memo", self._maker.name, key))
        about = document.document.id if document is not None else None
        self._memos.append(Memo(id, about, None, title, text, time, time))
