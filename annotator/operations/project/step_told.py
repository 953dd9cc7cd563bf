"""What a step did, row by row: what was before and what was after, in words, and the passage that it was done at.

As the sentences of the history it is made when it is shown, from the names of that day.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from annotator.adjudication.ways import RULES
from annotator.model.codebook import Codebook, Label
from annotator.model.codebook_diff import changes_between
from annotator.model.decision import Rule
from annotator.model.errors import NotFound
from annotator.model.ids import ActorId, CodebookVersionId, CoderId, DocumentId, LabelId, LayerId, RoleId, SpanId
from annotator.model.settings import ProjectSettings
from annotator.model.values import in_words
from annotator.model.verbs.verb import Kind
from annotator.operations.project.history import Names, is_hidden, said
from annotator.store.history.steps import Step
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from annotator.sync.changes import RowChange

MOST = 12
"""So many rows of a step are told; the others are counted."""
_AROUND, _LONGEST, _MOST_SENTENCES = 70, 240, 20
_Values = Mapping[str, Any]
_REMOVED: Mapping[str, Kind] = {
    Table.DOCUMENTS: DocumentId,
    Table.CODERS: CoderId,
    Table.LAYERS: LayerId,
}


@dataclass(frozen=True, slots=True)
class PassageTold:
    """A passage in its text: `words`, with what stands before and behind them. `label`: an id, empty for no coding."""

    before: str
    words: str
    after: str
    label: LabelId | None = None


@dataclass(frozen=True, slots=True)
class FieldTold:
    """A field of a row as it was and is, in words; empty where there was or is nothing."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowTold:
    """What a step did to one thing. `what`: what it is called; `before`, `after`: the passage, of a coding alone."""

    what: str
    fields: tuple[FieldTold, ...] = ()
    before: PassageTold | None = None
    after: PassageTold | None = None


@dataclass(frozen=True, slots=True)
class StepTold:
    """What a step did. `more`: to how many other things."""

    rows: tuple[RowTold, ...] = ()
    more: int = 0


NOTHING_TOLD = StepTold()


def told(project: Project, number: int, eyes: CoderId | None = None) -> StepTold:
    """Return what a step did; nothing where there is none, or it is not for these `eyes`: see `history.lines`."""
    step = project.journal.get(number)
    if step is None or is_hidden(project, step, eyes):
        return NOTHING_TOLD
    changes, count = project.journal.rows_of(step, MOST)
    seen = [one for one in changes if eyes is None or _may_see(project, one, eyes)]
    teller = _Teller(project, step)
    rows = tuple(_joined((_thing(change), row) for change in seen for row in teller.row(change)))
    # Of what is not seen not even the number is told.
    return StepTold(rows, count - len(changes) if eyes is None else 0)


def _thing(change: RowChange) -> str:
    """Return what a row is a part of: a slot of its act."""
    if change.table == Table.LINKS:
        return str(json.loads(change.after or change.before or "{}")["act"])
    return change.row if change.table == Table.SPANS else f"{change.table}/{change.row}"


def _joined(rows: Iterable[tuple[str, RowTold]]) -> Iterable[RowTold]:
    """Return what was done to each thing as one."""
    found: dict[str, RowTold] = {}
    for thing, row in rows:
        known = found.get(thing)
        if known is not None:
            fields = (*row.fields, *known.fields) if row.after or row.before else (*known.fields, *row.fields)
            row = replace(row, fields=fields, before=row.before or known.before, after=row.after or known.after)
        found[thing] = row
    return found.values()


def _may_see(project: Project, change: RowChange, eyes: CoderId) -> bool:
    """Whether a coder who does not see what others coded sees a row that a step changed, which may be of others."""
    values = json.loads(change.after or change.before or "{}")
    own = {layer.id for layer in project.layers.of_coder(eyes)}
    if change.table == Table.LINKS:
        act = project.spans.last_values(("layer",), [values["act"]]).get(values["act"])
        return act is not None and act[0] in own
    if "layer" in values:
        return values["layer"] in own
    if change.table == Table.REMARKS:
        return bool(values["coder"] == eyes)
    if change.table == Table.MEMOS:
        return bool(values["author"] == eyes)
    if change.table == Table.ACTORS:
        return not project.actors.was_proposed_besides([change.row], eyes)
    return change.table != Table.DECISIONS


class _Teller:
    def __init__(self, project: Project, step: Step) -> None:
        self._project, self._step, self._names = project, step, Names(project)
        self._fields: Mapping[str, Callable[[_Values], Iterator[tuple[str, str]]]] = {
            Table.SPANS: self._span,
            Table.LINKS: self._link,
            Table.DOCUMENTS: self._document,
            Table.CODERS: self._coder,
            Table.LAYERS: lambda row: iter([("layer", row["name"])]),
            Table.ASSIGNMENTS: lambda row: iter([("state", "done" if row["done"] else "to be coded")]),
            Table.ACTORS: self._actor,
            Table.DECISIONS: self._decision,
            Table.SETTINGS: lambda row: iter([("", _value_said(json.loads(row["value"])))]),
            Table.RELEASES: lambda row: iter([("gold", "released")]),
            Table.PRACTICE_DOCUMENTS: lambda row: iter([("training round", "in it")]),
            Table.PRACTICE_RESULTS: lambda row: iter(
                [("practice", f"{row['just_so']} of {row['places']} places alike")]
            ),
            Table.RECODE_SAMPLES: lambda row: iter([("drawn from", f"{row['done']:,} documents, seed {row['seed']}")]),
            Table.REMARKS: lambda row: iter([("remark", row["text"]), ("settled", "yes" if row["settled"] else "")]),
            Table.MEMOS: lambda row: iter([("title", row["title"]), ("memo", row["text"])]),
            Table.DISTINCT_PAIRS: lambda row: iter([("no duplicate of", self._names.of(DocumentId, row["other"]))]),
            Table.REMOVALS: lambda row: iter([("", "in the recycle bin")]),
            Table.DOCUMENT_SETS: self._set,
            Table.DOCUMENT_FIELDS: lambda row: iter(
                [("field", row["name"]), ("kind", row["kind"]), ("choices", ", ".join(json.loads(row["choices"])))]
            ),
        }

    def row(self, change: RowChange) -> Iterator[RowTold]:
        """Yield a changed row in words; nothing where what was changed has none."""
        before, after = (json.loads(one) if one else None for one in (change.before, change.after))
        if change.table == Table.CODEBOOK_VERSIONS:
            yield from self._codebook(before, after)
            return
        whole = after or before or {}
        fields = tuple(self._compared(change.table, before, after))
        passages = [self._passage(values) if change.table == Table.SPANS else None for values in (before, after)]
        if fields or passages[0] != passages[1]:
            yield RowTold(self._called(change.table, change.row, whole), fields, *passages)

    def _compared(self, table: str, before: _Values | None, after: _Values | None) -> Iterator[FieldTold]:
        tell = self._fields.get(table)
        old, new = (dict(tell(values)) if tell and values is not None else {} for values in (before, after))
        for name in dict.fromkeys([*old, *new]):
            was, now = old.get(name, ""), new.get(name, "")
            if was != now:
                yield FieldTold(name, _line(was), _line(now))

    def _called(self, table: str, id: str, values: _Values) -> str:
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

    def _span(self, row: _Values) -> Iterator[tuple[str, str]]:
        yield "label", self._names.label(row["label"])
        yield "passage", row["quote"] or "the whole document"
        label = self._project.codebook.get(row["label"])
        for id, value in json.loads(row.get("attributes") or "{}").items():
            yield self._attribute(row["label"], label, id, value)
        yield "note", row.get("note") or ""
        yield "in doubt", "yes" if row.get("doubt") else ""
        if row.get("actor"):
            yield "actor", self._names.of(ActorId, row["actor"])
        version = self._project.codebooks.number_of(CodebookVersionId(str(row.get("codebook_version") or "")))
        yield "coded under", f"version {version:,} of the codebook" if version else ""

    def _attribute(self, id: str, label: Label | None, attribute: str, value: Any) -> tuple[str, str]:
        found = next((one for one in label.attributes if one.id == attribute), None) if label else None
        name = self._project.codebooks.last_names().get((id, "attributes", attribute), "attribute")
        return name, in_words(found, value) if found is not None else _value_said(value)

    def _coder(self, row: _Values) -> Iterator[tuple[str, str]]:
        yield "name", row["name"]
        yield "roles", ", ".join((row.get("roles") or "").split())

    def _link(self, row: _Values) -> Iterator[tuple[str, str]]:
        act = self._project.spans.last_values(("label",), [row["act"]]).get(row["act"], ("",))
        role = self._names.part(act[0], RoleId, row["role"])
        if row.get("actor"):
            party = self._names.of(ActorId, row["actor"])
        elif row.get("span"):
            party = self._names.of(SpanId, row["span"])
        else:
            party = row.get("value") or row.get("quote") or ""
        yield role, party

    def _set(self, row: _Values) -> Iterator[tuple[str, str]]:
        yield "set", row["name"]
        yield "filter", row.get("filter") or ""
        yield "place", f"{row['position'] + 1:,}"
        documents = json.loads(row.get("documents") or "[]")
        yield "documents", ", ".join(self._names.of(DocumentId, one) for one in documents[:_MOST_SENTENCES])

    def _document(self, row: _Values) -> Iterator[tuple[str, str]]:
        yield "title", row["title"]
        yield "source file", "kept" if row.get("source_file") else ""
        for key, value in json.loads(row.get("metadata") or "{}").items():
            yield str(key), _value_said(value)

    def _actor(self, row: _Values) -> Iterator[tuple[str, str]]:
        yield "name", row["name"]
        yield "kind", row["kind"].replace("_", " ")
        yield "aliases", ", ".join(json.loads(row.get("aliases") or "[]"))
        for scheme, code in json.loads(row.get("codes") or "{}").items():
            yield str(scheme), str(code)
        yield "belongs to", self._names.of(ActorId, row["parent"]) if row.get("parent") else ""
        groups = [one["group"] for one in json.loads(row.get("memberships") or "[]")]
        yield "member of", ", ".join(self._names.of(ActorId, one) for one in groups)

    def _decision(self, row: _Values) -> Iterator[tuple[str, str]]:
        yield "decided", RULES[Rule(row["rule"])].decided
        yield "reason", row.get("reason") or ""
        spans = json.loads(row.get("gold") or "[]")
        yield "gold", "; ".join(self._names.of(SpanId, span) for span in spans[:4])

    def _codebook(self, before: _Values | None, after: _Values | None) -> Iterator[RowTold]:
        values = after or before
        if values is None:
            return
        old = self._project.codebooks.before(values["number"]) or Codebook()
        sentences = changes_between(old, Codebook.from_json(values["codebook"], "the codebook"))
        lines = tuple(
            FieldTold("", *((_line(one), "") if after is None else ("", _line(one))))
            for one in sentences[:_MOST_SENTENCES]
        )
        more = len(sentences) - len(lines)
        note = (FieldTold("", "", f"and {more:,} more differences"),) if more > 0 else ()
        yield RowTold(f"Codebook, version {values['number']:,}", lines + note)

    def _passage(self, values: _Values | None) -> PassageTold | None:
        if values is None or values["start"] == values["stop"]:
            return None
        try:
            text = self._project.documents.get(values["document"]).text
        except NotFound:
            return None
        start, stop = values["start"], values["stop"]
        words = text[start:stop]
        if len(words) > _LONGEST:
            words = f"{words[: _LONGEST // 2]} … {words[-_LONGEST // 2 :]}"
        return PassageTold(_head(text[:start]), _flat(words), _tail(text[stop:]), LabelId(values["label"]))


def _head(text: str) -> str:
    """Return the end of what stands before a passage, from a word on."""
    near = text[-_AROUND:]
    if len(text) > _AROUND and " " in near[:-20]:
        near = near[near.index(" ") + 1 :]
    return ("… " if len(text) > len(near) else "") + _flat(near)


def _tail(text: str) -> str:
    near = text[:_AROUND]
    if len(text) > _AROUND and " " in near[20:]:
        near = near[: near.rindex(" ")]
    return _flat(near) + (" …" if len(text) > len(near) else "")


def _flat(text: str) -> str:
    return "".join(" " if sign in "\n\r\t\u2028\u2029" else sign for sign in text)


def _line(text: str) -> str:
    return said(text, _LONGEST) if text else ""


def _value_said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(_value_said, value))
    return "" if value is None else json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
