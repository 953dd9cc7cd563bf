"""What the rows of the tables say, in words: one wording for steps of the history and for what two copies said.

As the sentences of the history it is made when it is shown, from the names of that day.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from annotator.adjudication.ways import RULES
from annotator.model.codebook import Label
from annotator.model.decision import Rule
from annotator.model.ids import ActorId, AttributeId, CodebookVersionId, CoderId, DocumentId, LayerId, RoleId, SpanId
from annotator.model.settings import ProjectSettings
from annotator.model.values import in_words
from annotator.model.verbs.verb import Kind
from annotator.operations.project.history import Names, said
from annotator.store.project import Project
from annotator.store.schema.tables import Table

Values = Mapping[str, Any]
"""A row, by its columns."""
MOST_SENTENCES = 20
_LONGEST = 240
_REMOVED: Mapping[str, Kind] = {
    Table.DOCUMENTS: DocumentId,
    Table.CODERS: CoderId,
    Table.LAYERS: LayerId,
}


_GIVEN = ("", "yes", "as one of the first")
"""How a document is given to a coder, by the number in its row."""


class RowWords:
    """Tells what a row is called, and its fields; what nobody would ask for is left out."""

    def __init__(self, project: Project, names: Names | None = None) -> None:
        self._project, self._names = project, names or Names(project)
        self._fields: Mapping[str, Callable[[Values], Iterator[tuple[str, str]]]] = {
            Table.SPANS: self._span,
            Table.LINKS: self._link,
            Table.DOCUMENTS: self._document,
            Table.CODERS: self._coder,
            Table.LAYERS: lambda row: iter([("layer", row["name"])]),
            Table.ASSIGNMENTS: lambda row: iter(
                [
                    ("state", "done" if row["done"] else "to be coded"),
                    ("given", _GIVEN[row.get("given") or 0]),
                    ("due", row.get("due") or ""),
                ]
            ),
            Table.ACTORS: self._actor,
            Table.DECISIONS: self._decision,
            Table.SETTINGS: lambda row: iter([("", _value_said(json.loads(row["value"])))]),
            Table.RELEASES: lambda row: iter(
                [("gold", "released"), ("in copies", "shown" if row.get("content") else "")]
            ),
            Table.PRACTICE_DOCUMENTS: lambda row: iter([("training round", "in it")]),
            Table.PRACTICE_RESULTS: lambda row: iter(
                [
                    ("practice", f"{row['just_so']} of {row['places']} places alike"),
                    ("gold in copies", "shown" if row.get("content") else ""),
                ]
            ),
            Table.RECODE_SAMPLES: lambda row: iter([("drawn from", f"{row['done']:,} documents, seed {row['seed']}")]),
            Table.REMARKS: lambda row: iter([("remark", row["text"]), ("settled", "yes" if row["settled"] else "")]),
            Table.MEMOS: lambda row: iter([("title", row["title"]), ("memo", row["text"])]),
            Table.DISTINCT_PAIRS: lambda row: iter([("no duplicate of", self._names.of(DocumentId, row["other"]))]),
            Table.UNITS: lambda row: iter([("units", f"{len(json.loads(row['extents'])):,}")]),
            Table.REMOVALS: lambda row: iter([("", "in the recycle bin")]),
            Table.DOCUMENT_SETS: self._set,
            Table.KEPT_SEARCHES: lambda row: iter(
                [("search", row["name"]), ("asks for", row["search"]), ("place", f"{row['position'] + 1:,}")]
            ),
            Table.DOCUMENT_FIELDS: lambda row: iter(
                [("field", row["name"]), ("kind", row["kind"]), ("choices", ", ".join(json.loads(row["choices"])))]
            ),
        }

    def fields(self, table: str, values: Values) -> dict[str, str]:
        """Return the fields of a row by their names, each in words; empty where there is nothing."""
        tell = self._fields.get(table)
        return {name: line(words) for name, words in tell(values)} if tell else {}

    def called(self, table: str, id: str, values: Values) -> str:
        """Return what a row is called."""
        names = self._names
        if table in (Table.SPANS, Table.LINKS):
            act = values["act"] if table == Table.LINKS else id
            return names.of(SpanId, act)
        if table == Table.SETTINGS:
            field = ProjectSettings.model_fields.get(id)
            title = (field.title if field is not None else None) or id
            return title[:1].upper() + title[1:]
        if table == Table.REMOVALS:
            kind = _REMOVED.get(values["kind"])
            return names.of(kind, values["target"]) if kind is not None else names.label(values["target"])
        if table == Table.DOCUMENTS:
            return said(values["title"])
        if table == Table.MEMOS and values["document"] is None:
            return "The journal"
        if "document" in values:
            return names.of(DocumentId, values["document"])
        if table == Table.REMARKS:
            return f"{names.of(CoderId, values['author'])} writes"
        return said(values.get("name") or "") or ""

    def _span(self, row: Values) -> Iterator[tuple[str, str]]:
        yield "label", self._names.label(row["label"])
        yield "passage", row["quote"] or "the whole document"
        label = self._project.codebook.get(row["label"])
        for id, value in json.loads(row.get("attributes") or "{}").items():
            yield self._attribute(row["label"], label, id, value)
        yield "note", row.get("note") or ""
        yield "in doubt", "yes" if row.get("doubt") else ""
        if row.get("actor"):
            yield "actor", self._names.of(ActorId, row["actor"])
        version = self._project.codebooks.name_of(CodebookVersionId(str(row.get("codebook_version") or "")))
        yield "coded under", f"version {version} of the codebook" if version else ""

    def _attribute(self, id: str, label: Label | None, attribute: str, value: Any) -> tuple[str, str]:
        found = next((one for one in label.attributes if one.id == attribute), None) if label else None
        name = self._project.codebooks.last_names().get((id, "attributes", attribute), "attribute")
        return name, in_words(found, value) if found is not None else _value_said(value)

    def _coder(self, row: Values) -> Iterator[tuple[str, str]]:
        yield "name", row["name"]
        yield "roles", ", ".join((row.get("roles") or "").split())

    def _link(self, row: Values) -> Iterator[tuple[str, str]]:
        act = self._project.spans.last_values(("label",), [row["act"]]).get(row["act"], ("",))
        role = self._names.part(act[0], RoleId, row["role"])
        if row.get("actor"):
            party = self._names.of(ActorId, row["actor"])
        elif row.get("span"):
            party = self._names.of(SpanId, row["span"])
        else:
            party = row.get("value") or row.get("quote") or ""
        label = self._project.codebook.get(act[0])
        found = label.role(row["role"]) if label is not None else None
        for id, value in json.loads(row.get("attributes") or "{}").items():
            attribute = found.attribute(id) if found is not None else None
            name = attribute.name if attribute is not None else self._names.part(act[0], AttributeId, id)
            party += f" ({name}: {in_words(attribute, value) if attribute is not None else _value_said(value)})"
        yield role, party

    def _set(self, row: Values) -> Iterator[tuple[str, str]]:
        yield "set", row["name"]
        yield "filter", row.get("filter") or ""
        yield "place", f"{row['position'] + 1:,}"
        documents = json.loads(row.get("documents") or "[]")
        yield "documents", ", ".join(self._names.of(DocumentId, one) for one in documents[:MOST_SENTENCES])

    def _document(self, row: Values) -> Iterator[tuple[str, str]]:
        yield "title", row["title"]
        yield "source file", "kept" if row.get("source_file") else ""
        for key, value in json.loads(row.get("metadata") or "{}").items():
            yield str(key), _value_said(value)

    def _actor(self, row: Values) -> Iterator[tuple[str, str]]:
        yield "name", row["name"]
        yield "kind", row["kind"].replace("_", " ")
        yield "aliases", ", ".join(json.loads(row.get("aliases") or "[]"))
        for scheme, code in json.loads(row.get("codes") or "{}").items():
            yield str(scheme), str(code)
        yield "belongs to", self._names.of(ActorId, row["parent"]) if row.get("parent") else ""
        groups = [one["group"] for one in json.loads(row.get("memberships") or "[]")]
        yield "member of", ", ".join(self._names.of(ActorId, one) for one in groups)

    def _decision(self, row: Values) -> Iterator[tuple[str, str]]:
        yield "decided", RULES[Rule(row["rule"])].decided
        yield "reason", row.get("reason") or ""
        spans = json.loads(row.get("gold") or "[]")
        yield "gold", "; ".join(self._names.of(SpanId, span) for span in spans[:4])


def line(text: str) -> str:
    """Return words on one line, cut where they are longer than one reads."""
    return said(text, _LONGEST) if text else ""


def _value_said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(_value_said, value))
    return "" if value is None else json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
