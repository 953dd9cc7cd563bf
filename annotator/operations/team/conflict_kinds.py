"""Each kind of conflict with what can be chosen, as sentences, and how the choice is written."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from annotator.model.codebook_diff import changes_between
from annotator.model.ids import ActorId, CoderId, DocumentId
from annotator.model.verbs.team import Subject
from annotator.model.wording import counted, isolated, word_list
from annotator.operations.actors import actors
from annotator.operations.project.history import NOBODY, Names
from annotator.operations.project.row_words import RowWords
from annotator.operations.team import more_conflicts
from annotator.operations.team.conflict_types import LETTERS, ConflictChoice, OpenConflict, Voice, Way
from annotator.store.chain.table_rules import RULES
from annotator.store.history.journal import OpenStep
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from annotator.sync.delivery import Conflict, ConflictKind, Said
from annotator.sync.paths import EXISTS, RowPaths, said_of
from annotator.sync.rules import Merging

SUBJECTS: Mapping[Table, Subject] = {
    Table.SETTINGS: Subject.SETTING,
    Table.DOCUMENTS: Subject.DOCUMENT,
    Table.CODEBOOK_VERSIONS: Subject.CODEBOOK,
    Table.CODERS: Subject.CODER,
    Table.LAYERS: Subject.LAYER,
    Table.ASSIGNMENTS: Subject.ASSIGNMENT,
    Table.ACTORS: Subject.ACTOR,
    Table.SPANS: Subject.CODING,
    Table.LINKS: Subject.CODING,
    Table.DECISIONS: Subject.CASE,
    Table.RELEASES: Subject.RELEASE,
    Table.PRACTICE_DOCUMENTS: Subject.RELEASE,
    Table.PRACTICE_RESULTS: Subject.CODING,
    Table.RECODE_SAMPLES: Subject.LAYER,
    Table.REMARKS: Subject.REMARK,
    Table.REMOVALS: Subject.REMOVAL,
    Table.DOCUMENT_SETS: Subject.SET,
    Table.DOCUMENT_FIELDS: Subject.FIELD,
    Table.MEMOS: Subject.MEMO,
    Table.DISTINCT_PAIRS: Subject.PAIR,
}


def found(project: Project) -> Iterator[OpenConflict]:
    """Yield all that is open, whoever may know of it."""
    teller = ConflictTeller(project)
    conflicts = project.conflicts()
    whole = {(one.table, one.row, one.path.partition("/")[0]) for one in conflicts if "/" in one.path}
    for one in conflicts:
        if (one.table, one.row, one.path) not in whole:  # its keys are listed themselves
            yield from teller.tell(one)
    yield from more_conflicts.found(project)


class ConflictTeller:
    """Tells conflicts in words, with the names of this project."""

    def __init__(self, project: Project) -> None:
        self._project, self._names = project, Names(project)
        self._words = RowWords(project, self._names)

    def tell(self, one: Conflict) -> Iterator[OpenConflict]:
        """Yield a conflict as it is shown; nothing where what it is about is gone."""
        tell = {
            ConflictKind.FIELD: self._field,
            ConflictKind.NAME: self._name,
            ConflictKind.CODEBOOK: self._codebook,
            ConflictKind.DECISION: self._decision,
            ConflictKind.KEPT: self._kept,
        }[one.kind]
        yield from tell(one)

    # Of a row two said different things.

    def _field(self, one: Conflict) -> Iterator[OpenConflict]:
        table = Table(one.table)
        row = self._project.decided_rows.values(table, one.row)
        if row is None and one.path != said_of(EXISTS):
            return
        if one.path == said_of(EXISTS):
            yield from self._existence(one, table, row)
            return
        columns = columns_of(table, one.path)
        values = {said.value: values_of(row or {}, columns, one.path, said.value) for said in one.said}
        words = self._told_apart(table, row or {}, values)
        called, field = self._called(table, one.row, row or {}), self._field_name(table, columns, one.path)
        choices = [
            (words[value], partial(_write, table, one.row, values[value], columns), _saying(one.said, value))
            for value in values
        ]
        what = f"{called}, {field}" if field else called
        yield self._conflict(one, what, self._unseen(one.said), choices, row or {})

    def _told_apart(
        self, table: Table, row: Mapping[str, Any], values: Mapping[str, Mapping[str, Any]]
    ) -> dict[str, str]:
        """Return in words what each value would make of a row, as far as they differ."""
        told = {value: self._words.fields(table, {**row, **of}) for value, of in values.items()}
        names = list(dict.fromkeys(name for fields in told.values() for name in fields))
        other = [name for name in names if len({fields.get(name, "") for fields in told.values()}) > 1]
        found = {}
        for value, fields in told.items():
            parts = [f"{name}: {fields.get(name) or '–'}" if len(other) > 1 else fields.get(name) or "–" for name in other]
            found[value] = "; ".join(parts) or plain_value(value)
        return found

    def _field_name(self, table: Table, columns: Sequence[str], path: str) -> str:
        if "/" in path:
            return path.partition("/")[2].strip('"')
        if len(columns) > 1 or table in (Table.SETTINGS, Table.REMOVALS, Table.MEMOS, Table.REMARKS):
            return ""
        return columns[0].replace("_", " ")

    def _existence(self, one: Conflict, table: Table, row: Mapping[str, Any] | None) -> Iterator[OpenConflict]:
        """Yield that one removed what another changed."""
        if row is None:
            return
        stays, gone = (_saying(one.said, value) for value in ("true", "false"))
        choices: list[tuple[str, Way, Sequence[Said]]] = [
            ("it stays", partial(_restate, table, one.row, tuple(RULES[table].columns)[:1]), stays),
            ("it goes", partial(_drop, table, one.row), gone),
        ]
        why = f"{self._people(gone)} removed it, {self._people(stays)} changed it meanwhile."
        yield self._conflict(one, self._called(table, one.row, row), why, choices, row)

    # A name twice.

    def _name(self, one: Conflict) -> Iterator[OpenConflict]:
        table, row = Table(one.table), self._project.decided_rows.values(Table(one.table), one.row)
        if row is None:
            return
        name, others = str(row[one.path]), [said for said in one.said if said.row != one.row]
        both = (f"both stay, this one as “{isolated(name)}”", partial(_restate, table, one.row, (one.path,)), ())
        choices: list[tuple[str, Way, Sequence[Said]]] = [both]
        if table is Table.CODERS and others:
            merge = partial(_merge_coders, CoderId(others[0].row), CoderId(one.row))
            choices.append(("these two are one person", merge, ()))
        said = isolated(str(json.loads(one.said[0].value)) if one.said else name)
        why = f"Two in the project have this name; one is shown as “{isolated(name)}”."
        yield self._conflict(one, f"Two called “{said}”", why, choices, row, stands=0)

    # Two codebooks.

    def _codebook(self, one: Conflict) -> Iterator[OpenConflict]:
        versions = {version.id: version for version in self._project.codebooks.all()}
        heads = [said for said in one.said if said.row in versions]
        if len(heads) < 2:
            return
        shown = next((versions[said.row] for said in heads if said.is_shown), versions[heads[0].row])
        choices: list[tuple[str, Way, Sequence[Said]]] = []
        for said in heads:
            version = versions[said.row]
            differs = changes_between(shown.codebook, version.codebook)
            what = "as it is in force" if version is shown else _some(differs)
            parents = tuple(versions[each.row].id for each in heads)
            choices.append((what, partial(_save_codebook, version.id, parents), (said,)))
        why = "Two versions of the codebook were made from one, neither from the other; one is in force until then."
        yield self._conflict(one, "Codebook", why, choices, {})

    # Two decisions on a case.

    def _decision(self, one: Conflict) -> Iterator[OpenConflict]:
        rows = self._project.decided_rows
        choices: list[tuple[str, Way, Sequence[Said]]] = []
        row: Mapping[str, Any] = {}
        for said in one.said:
            values = rows.values(Table.DECISIONS, said.row)
            if values is None:
                continue
            row = row or values
            others = [each.row for each in one.said if each.row != said.row]
            fields = self._words.fields(Table.DECISIONS, values)
            words = "; ".join(fields[name] for name in ("decided", "gold", "reason") if fields.get(name))
            choices.append((words, partial(_keep_decision, said.row, others), (said,)))
        if len(choices) > 1:
            title = self._names.of(DocumentId, str(row["document"]))
            yield self._conflict(one, f"A case in {title}", "One case was decided twice.", choices, row)

    # Removed and in use.

    def _kept(self, one: Conflict) -> Iterator[OpenConflict]:
        table, row = Table(one.table), self._project.decided_rows.values(Table(one.table), one.row)
        if row is None:
            return
        choices: list[tuple[str, Way, Sequence[Said]]] = [
            ("it stays", partial(_restate, table, one.row, tuple(row)[1:2]), _saying(one.said, "true"))
        ]
        if table is Table.ACTORS:
            choices.append(
                ("it goes, and nothing names it", partial(_remove_actor, ActorId(one.row)), _saying(one.said, "false"))
            )
        why = f"{self._people(one.said)} removed it while others used it."
        yield self._conflict(one, self._called(table, one.row, row), why, choices, row, stands=0)

    # Inside.

    def _called(self, table: Table, id: str, row: Mapping[str, Any]) -> str:
        name = self._words.called(table, id, row)
        kind = SUBJECTS[table].value.removeprefix("a ").removeprefix("an ").removeprefix("the ")
        return f"{kind.capitalize()} “{name}”" if name else kind.capitalize()

    def _conflict(
        self,
        one: Conflict,
        what: str,
        why: str,
        choices: Iterable[tuple[str, Way, Sequence[Said]]],
        row: Mapping[str, Any],
        stands: int = -1,
    ) -> OpenConflict:
        table = Table(one.table)
        made = tuple(
            ConflictChoice(letter, words, way, self._voices(said), at == stands or any(each.is_shown for each in said))
            for at, (letter, (words, way, said)) in enumerate(zip(LETTERS, choices, strict=False))
        )
        document = one.row if table is Table.DOCUMENTS else row.get("document")
        return OpenConflict(
            key="/".join((one.kind, one.table, one.row, one.path)),
            what=what,
            why=why,
            choices=made,
            subject=SUBJECTS[table],
            table=one.table,
            row=one.row,
            document=DocumentId(str(document)) if document else None,
            actor=ActorId(one.row) if table is Table.ACTORS else None,
            coder=self._whose(table, one.row, row),
        )

    def _whose(self, table: Table, id: str, row: Mapping[str, Any]) -> CoderId | None:
        """Return the coder in whose layer a row is, or who it is about."""
        if table is Table.LINKS:
            row = self._project.decided_rows.values(Table.SPANS, str(row.get("act", ""))) or {}
        if row.get("layer"):
            layer = self._project.decided_rows.values(Table.LAYERS, str(row["layer"])) or {}
            return CoderId(str(layer["coder"])) if layer.get("coder") else None
        found = {Table.CODERS: id, Table.LAYERS: row.get("coder"), Table.MEMOS: row.get("author")}.get(table)
        return CoderId(str(found)) if found else None

    def _voices(self, said: Sequence[Said]) -> tuple[Voice, ...]:
        return tuple(Voice(self._names.of(CoderId, one.person) if one.person else NOBODY, one.time) for one in said)

    def _people(self, said: Sequence[Said]) -> str:
        names = dict.fromkeys(voice.name for voice in self._voices(said))
        return word_list(names) if names else NOBODY

    def _unseen(self, said: Sequence[Said]) -> str:
        names = list(dict.fromkeys(voice.name for voice in self._voices(said)))
        if len(names) < 2:
            return f"{word_list(names) if names else NOBODY} said different things in two copies."
        return f"{word_list(names)} said different things, neither knowing of the other."


def columns_of(table: Table, path: str) -> tuple[str, ...]:
    """Return the columns that a path of a table stands for."""
    first, paths = path.partition("/")[0], RowPaths(RULES[table])
    return paths.columns.get((first,), (first,))


def values_of(row: Mapping[str, Any], columns: Sequence[str], path: str, value: str) -> dict[str, Any]:
    """Return the columns of a row as they are with a value of a path, which is JSON; `value` of a key: its own."""
    said = json.loads(value) if value else None
    column, slash, key = path.partition("/")
    if not slash:
        given = said if isinstance(said, list) and len(said) == len(columns) else [said]
        return dict(zip(columns, given, strict=False))
    whole = json.loads(row.get(column) or "{}")
    if isinstance(whole, dict):
        whole = {name: each for name, each in whole.items() if name != key}
        if said is not None:
            whole[key] = json.loads(said) if isinstance(said, str) else said
    else:
        element = json.loads(key)
        whole = [each for each in whole if each != element] + ([element] if said else [])
    return {column: json.dumps(whole, ensure_ascii=False, separators=(",", ":"), sort_keys=True)}


def plain_value(value: str) -> str:
    """Return a value that has no words of its own as it stands."""
    said = json.loads(value) if value else None
    while isinstance(said, list) and len(said) == 1:
        said = said[0]
    return "–" if said in (None, "", []) else str(said)


def _some(sentences: Sequence[str]) -> str:
    first = " ".join(sentences[:2])
    return f"{first} And {counted(len(sentences) - 2, 'more difference')}." if len(sentences) > 2 else first


def _saying(said: Sequence[Said], value: str) -> tuple[Said, ...]:
    return tuple(one for one in said if one.value == value)


# What is written.


def _write(
    table: Table, row: str, values: Mapping[str, Any], columns: Sequence[str], project: Project, step: OpenStep
) -> None:
    project.decided_rows.write(table, row, values)
    step.restate(table, row, columns)


def _restate(table: Table, row: str, columns: Sequence[str], project: Project, step: OpenStep) -> None:
    step.restate(table, row, columns)


def _drop(table: Table, row: str, project: Project, step: OpenStep) -> None:
    project.decided_rows.drop(table, row)


def _merge_coders(keep: CoderId, other: CoderId, project: Project, step: OpenStep) -> None:
    raise NotImplementedError


def _save_codebook(chosen: str, parents: Sequence[str], project: Project, step: OpenStep) -> None:
    raise NotImplementedError


def _keep_decision(chosen: str, others: Sequence[str], project: Project, step: OpenStep) -> None:
    raise NotImplementedError


def _remove_actor(actor: ActorId, project: Project, step: OpenStep) -> None:
    step.restate(Table.ACTORS, actor, ("name",))
    actors.remove(project, actor)


_KEYED = Merging.KEY
