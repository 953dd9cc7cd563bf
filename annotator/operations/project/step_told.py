"""What a step did, row by row: what was before and what was after, in words, and the passage that it was done at.

As the sentences of the history it is made when it is shown, from the names of that day.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from annotator.model.codebook import Codebook
from annotator.model.codebook_diff import changes_between
from annotator.model.errors import NotFound
from annotator.model.ids import CoderId, LabelId
from annotator.operations.project.history import is_hidden
from annotator.operations.project.row_words import MOST_SENTENCES, RowWords, Values, line
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from annotator.sync.changes import RowChange

MOST = 12
"""So many rows of a step are told; the others are counted."""
_AROUND, _LONGEST = 70, 240


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
    teller = _Teller(project)
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
    if change.table == Table.KEPT_SEARCHES:
        return values["coder"] in (None, eyes)
    if change.table == Table.ACTORS:
        return not project.actors.was_proposed_besides([change.row], eyes)
    return change.table != Table.DECISIONS


class _Teller:
    def __init__(self, project: Project) -> None:
        self._project, self._words = project, RowWords(project)

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
            yield RowTold(self._words.called(change.table, change.row, whole), fields, *passages)

    def _compared(self, table: str, before: Values | None, after: Values | None) -> Iterator[FieldTold]:
        old, new = (self._words.fields(table, values) if values is not None else {} for values in (before, after))
        for name in dict.fromkeys([*old, *new]):
            was, now = old.get(name, ""), new.get(name, "")
            if was != now:
                yield FieldTold(name, was, now)

    def _codebook(self, before: Values | None, after: Values | None) -> Iterator[RowTold]:
        values = after or before
        if values is None:
            return
        old = self._project.codebooks.before(values["number"], json.loads(values.get("parents") or "[]")) or Codebook()
        sentences = changes_between(old, Codebook.from_json(values["codebook"], "the codebook"))
        lines = tuple(
            FieldTold("", *((line(one), "") if after is None else ("", line(one))))
            for one in sentences[:MOST_SENTENCES]
        )
        more = len(sentences) - len(lines)
        note = (FieldTold("", "", f"and {more:,} more differences"),) if more > 0 else ()
        yield RowTold(f"Codebook, version {values['number']:,}", lines + note)

    def _passage(self, values: Values | None) -> PassageTold | None:
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
