"""The database of a QualCoder project: what its tables say, in any of their versions (v1 of 2019 to v14).

Positions are code points over the text of a source, half-open, with the words that were selected beside them. Who
coded is said by name. Categories become headings, attributes of files and of cases that are whole files metadata.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from annotator.formats.losses import Loss, Part
from annotator.formats.making import BundleMaker, DocumentMaker, derived_id
from annotator.formats.placing import PlaceClaim
from annotator.formats.qualcoder.describing import metadata_of, text_sources
from annotator.formats.trees import sound_parents
from annotator.model.bundle import Bundle
from annotator.model.ids import CoderId, DocumentId, LabelId, LayerId, MemoId
from annotator.model.memo import Memo
from annotator.model.span import AttributeValue
from annotator.store.connections.foreign import Cell, ForeignDatabase, foreign_database, number_of, text_of

ORIGIN = "qualcoder"
ANNOTATION, IMPORTANT = "Annotation", "Important"
"""The label of a note on a passage without a code, and the attribute of a coding that is marked so."""

MEDIA = Loss(
    "1 coding of a picture, a recording or a page as a picture is left out",
    "{n} codings of pictures, recordings or pages as pictures are left out",
)
DANGLING = Loss(
    "1 coding of a text or by a code that is not there is left out",
    "{n} codings of texts or by codes that are not there are left out",
)
UNTOLD = Loss("1 memo of a case is left out", "{n} memos of cases are left out", Part.MEMOS)

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2}).*", re.ASCII | re.DOTALL)
_LONG_AGO = "1970-01-01T00:00:00Z"


def read_project(path: Path, name: str) -> Bundle:
    """Read the database of a project; raises `BadFile` where it is damaged."""
    with foreign_database(path) as database:
        return _QualCoderReading(database, name).bundle()


class _QualCoderReading:
    def __init__(self, database: ForeignDatabase, name: str) -> None:
        self._database, self._maker = database, BundleMaker(name or "QualCoder", ORIGIN, ids_stay=True)
        self._documents: dict[int, DocumentMaker] = {}
        self._labels: dict[int, LabelId] = {}
        self._people: dict[str, CoderId] = {}

    def bundle(self) -> Bundle:
        self._take_codes(self._take_categories())
        self._take_sources()
        self._take_codings()
        self._take_annotations()
        for table in ("code_image", "code_av"):
            for _ in self._database.rows(table, "cid"):
                self._maker.losses.add(MEDIA, f"in {table}")
        for name, memo in self._database.rows("cases", "name", "memo"):
            if text_of(memo).strip():
                self._maker.losses.add(UNTOLD, f"“{text_of(name)}”")
        memos = tuple({memo.id: memo for memo in self._memos()}.values())
        return replace(self._maker.bundle(), memos=memos)

    def _take_categories(self) -> dict[int, LabelId]:
        rows = self._database.rows("code_cat", "catid", "name", "memo", "supercatid")
        found = {id: (text_of(name), text_of(memo), number_of(above)) for key, name, memo, above in rows
                 if (id := number_of(key)) is not None}  # fmt: skip
        codes = {text_of(name).casefold() for (name,) in self._database.rows("code_name", "name")}
        labels = {}
        for id, (name, _, _) in found.items():
            shown = name or f"Category {id}"
            labels[id] = self._maker.codes.label(f"{shown} (category)" if shown.casefold() in codes else shown)
        parents = sound_parents({id: above for id, (_, _, above) in found.items()})
        for id, (_, memo, _) in found.items():
            above = parents[id]
            parent = labels[above] if above is not None and labels[above] != labels[id] else None
            self._maker.codes.describe(labels[id], definition=memo, parent=parent, heading=True)
        return labels

    def _take_codes(self, categories: dict[int, LabelId]) -> None:
        for key, name, memo, category, colour in self._database.rows(
            "code_name", "cid", "name", "memo", "catid", "color"
        ):
            if (id := number_of(key)) is None:
                continue
            label = self._labels[id] = self._maker.codes.label(text_of(name) or f"Code {id}")
            said = {"colour": text_of(colour).upper()} if _COLOUR.fullmatch(text_of(colour)) else {}
            parent = categories.get(number_of(category) or 0)
            self._maker.codes.describe(label, definition=text_of(memo), parent=parent, **said)

    def _take_sources(self) -> None:
        metadata = metadata_of(self._database, self._maker.losses)
        for id, name, text in text_sources(self._database, self._maker.losses):
            made = self._maker.document(name, text, source=name, metadata=metadata.get(id, {}))
            self._documents[id] = made

    def _take_codings(self) -> None:
        columns = ("ctid", "cid", "fid", "seltext", "pos0", "pos1", "owner", "memo", "important")
        for key, code, source, quote, start, stop, owner, memo, important in self._database.rows("code_text", *columns):
            label, document = self._labels.get(number_of(code) or 0), self._documents.get(number_of(source) or 0)
            if label is None or document is None:
                self._maker.losses.add(DANGLING, f"coding {text_of(key) or text_of(quote)[:40]}")
                continue
            attributes: dict[str, AttributeValue] = {}
            if number_of(important):
                attributes[self._maker.codes.attribute(label, IMPORTANT, True)] = True
            claim = _claim(start, stop, quote)
            own = f"{ORIGIN} {text_of(key)}" if key is not None else ""
            document.span(own, self._layer(owner), label, claim, attributes, text_of(memo))

    def _take_annotations(self) -> None:
        for key, source, start, stop, memo, owner in self._database.rows(
            "annotation", "anid", "fid", "pos0", "pos1", "memo", "owner"
        ):
            document = self._documents.get(number_of(source) or 0)
            if document is None:
                self._maker.losses.add(DANGLING, f"annotation {text_of(key)}")
                continue
            label = self._maker.codes.label(ANNOTATION)
            own = f"annotation {text_of(key)}"
            document.span(own, self._layer(owner), label, _claim(start, stop, None), note=text_of(memo))

    def _layer(self, owner: Cell) -> LayerId:
        name = text_of(owner).strip()
        if not name:
            return self._maker.unsaid_layer()
        self._people.setdefault(name, CoderId(derived_id(ORIGIN, "coder", name)))
        return self._maker.layer_of(name)

    def _memos(self) -> Iterator[Memo]:
        rows = self._database.rows("journal", "jid", "name", "jentry", "owner", "date")
        for key, title, entry, owner, date in rows:
            if text_of(entry).strip():
                yield self._memo(f"journal {text_of(key)}", None, text_of(title), text_of(entry), owner, date)
        for key, memo, owner, date in self._database.rows("source", "id", "memo", "owner", "date"):
            made = self._documents.get(number_of(key) or 0)
            if made is not None and text_of(memo).strip():
                yield self._memo(f"source {text_of(key)}", made.document.id, "", text_of(memo), owner, date)
        for memo, date in self._database.rows("project", "memo", "date"):
            if text_of(memo).strip():
                yield self._memo("project", None, self._maker.name, text_of(memo), None, date)

    def _memo(self, key: str, document: DocumentId | None, title: str, text: str, owner: Cell, date: Cell) -> Memo:
        found = _TIME.fullmatch(text_of(date))
        time = f"{found[1]}T{found[2]}Z" if found else _LONG_AGO
        id = MemoId(derived_id(ORIGIN, "memo", self._maker.name, key))
        return Memo(id, document, self._people.get(text_of(owner).strip()), title, text, time, time)


def _claim(start: Cell, stop: Cell, quote: Cell) -> PlaceClaim:
    first, last = number_of(start), number_of(stop)
    place = (first if first is not None else 0, last if last is not None else -1)
    return PlaceClaim((place,), text_of(quote) or None)
