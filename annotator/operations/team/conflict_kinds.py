"""Each kind of conflict with what can be chosen, as sentences."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from annotator.model.codebook import Codebook
from annotator.model.codebook_diff import changes_between
from annotator.model.errors import BadCodebook
from annotator.model.ids import ActorId, CodebookVersionId, CoderId, DocumentId, RoleId
from annotator.model.verbs.team import Subject
from annotator.model.wording import counted, isolated, word_list
from annotator.operations.codebook.merging import merge_codebooks
from annotator.operations.project.history import NOBODY, Names
from annotator.operations.project.row_words import RowWords
from annotator.operations.team import conflict_ways, more_conflicts
from annotator.operations.team.coding_conflicts import CodingConflict
from annotator.operations.team.conflict_types import LETTERS, ConflictChoice, OpenConflict, SaidBy, Way
from annotator.operations.team.conflict_versions import columns_of, versions_of
from annotator.operations.team.slot_conflicts import SlotConflict
from annotator.store.chain.table_rules import RULES
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from annotator.sync.delivery import Conflict, ConflictKind, Said
from annotator.sync.paths import EXISTS, said_of

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
    Table.UNITS: Subject.DOCUMENT,
    Table.KEPT_SEARCHES: Subject.SEARCH,
}


def found(project: Project) -> Iterator[OpenConflict]:
    """Yield all that is open, whoever may know of it."""
    teller = ConflictTeller(project)
    for together in in_one_column(project.taking.conflicts()):
        if not teller.goes_with_coder(together[0]):
            yield from teller.tell(together)
    yield from more_conflicts.found(project)


def in_one_column(conflicts: Iterable[Conflict]) -> list[list[Conflict]]:
    """Return conflicts, those together that one write decides: of the keys of a column, and not of it as a whole."""
    groups: dict[tuple[str, ...], list[Conflict]] = {}
    for one in conflicts:
        place = (one.table, one.row, one.path.partition("/")[0]) if one.kind is ConflictKind.FIELD else ()
        groups.setdefault((one.kind, *(place or (one.table, one.row, one.path))), []).append(one)
    return [[one for one in some if "/" in one.path] or some for some in groups.values()]


class ConflictTeller:
    """Tells conflicts in words, with the names of this project."""

    def __init__(self, project: Project) -> None:
        self._project, self._names = project, Names(project)
        self._words = RowWords(project, self._names)

    def goes_with_coder(self, one: Conflict) -> bool:
        """Whether it is about the name of a layer whose coder is called like another one, too."""
        if one.kind is not ConflictKind.NAME or one.table != Table.LAYERS:
            return False
        layer = self._project.decided_rows.values(Table.LAYERS, one.row) or {}
        return self._project.decided_rows.is_settled(Table.CODERS, str(layer.get("coder")))

    def tell(self, together: Sequence[Conflict]) -> Iterator[OpenConflict]:
        """Yield what one decision settles; nothing where what it is about is gone."""
        one = together[0]
        if one.kind is ConflictKind.FIELD:
            yield from self._existence(one) if one.path == said_of(EXISTS) else self._field(together)
        else:
            tell = {
                ConflictKind.NAME: self._name,
                ConflictKind.CODEBOOK: self._codebook,
                ConflictKind.DECISION: self._decision,
                ConflictKind.KEPT: self._kept,
                ConflictKind.SLOT: self._slot,
                ConflictKind.TWICE: self._twice,
            }[one.kind]
            yield from tell(one)

    # Of a row two said different things.

    def _field(self, together: Sequence[Conflict]) -> Iterator[OpenConflict]:
        one, table = together[0], Table(together[0].table)
        row = self._project.decided_rows.values(table, one.row)
        if row is None:
            return
        columns = columns_of(table, one.path.partition("/")[0])
        versions = versions_of(row, together)
        words = self._told_apart(table, row, [values for values, _ in versions])
        choices: list[tuple[str, Way, Sequence[Said]]] = [
            (said, partial(conflict_ways.write, table, one.row, values, columns), voices)
            for said, (values, voices) in zip(words, versions, strict=True)
        ]
        keys = [each.path.partition("/")[2].strip('"') for each in together]
        field = ", ".join(filter(None, keys)) or self._field_name(table, columns)
        called = self._called(table, one.row, row)
        voices = [each for _, some in versions for each in some]
        yield self._conflict(one, f"{called}, {field}" if field else called, self._unseen(voices), choices, row)

    def _told_apart(self, table: Table, row: Mapping[str, Any], versions: Sequence[Mapping[str, Any]]) -> list[str]:
        """Return in words what each version would make of a row, as far as they differ."""
        told = [self._words.fields(table, {**row, **values}) for values in versions]
        names = list(dict.fromkeys(name for fields in told for name in fields))
        other = [name for name in names if len({fields.get(name, "") for fields in told}) > 1]
        found = []
        for fields, values in zip(told, versions, strict=True):
            words = [(name, fields.get(name) or "–") for name in other]
            said = [f"{name}: {word}" if len(words) > 1 and name else word for name, word in words]
            found.append("; ".join(said) or "; ".join(map(str, values.values())))
        return found

    def _field_name(self, table: Table, columns: Sequence[str]) -> str:
        if len(columns) > 1 or table in (Table.SETTINGS, Table.REMOVALS, Table.MEMOS, Table.REMARKS):
            return ""
        return columns[0].replace("_", " ")

    def _existence(self, one: Conflict) -> Iterator[OpenConflict]:
        """Yield that one removed what another changed."""
        table, row = Table(one.table), self._project.decided_rows.values(Table(one.table), one.row)
        if row is None:
            return
        stays, gone = (_saying(one.said, value) for value in ("true", "false"))
        choices: list[tuple[str, Way, Sequence[Said]]] = [
            ("it stays", partial(conflict_ways.restate, table, one.row, tuple(RULES[table].columns)[:1]), stays),
            ("it goes", partial(conflict_ways.drop, table, one.row), gone),
        ]
        why = f"{self._people(gone)} removed it, {self._people(stays)} changed it meanwhile."
        yield self._conflict(one, self._called(table, one.row, row), why, choices, row)

    # A name twice.

    def _name(self, one: Conflict) -> Iterator[OpenConflict]:
        table, row = Table(one.table), self._project.decided_rows.values(Table(one.table), one.row)
        if row is None or not one.said:
            return
        called, others = str(json.loads(one.said[0].value)), [said for said in one.said if said.row != one.row]
        free = conflict_ways.free_name(self._project, table, one.path, called)
        both = (f"both stay, this one as “{isolated(free)}”", partial(conflict_ways.call, table, one.row, free), ())
        choices: list[tuple[str, Way, Sequence[Said]]] = [both]
        if table is Table.CODERS and others:
            merge = partial(conflict_ways.merge_coders, CoderId(others[0].row), CoderId(one.row))
            choices.append(("these two are one person", merge, ()))
        why = f"Two in the project have this name; one is shown as “{isolated(str(row[one.path]))}” until then."
        yield self._conflict(one, f"Two called “{isolated(called)}”", why, choices, row)

    # Two codebooks.

    def _codebook(self, one: Conflict) -> Iterator[OpenConflict]:
        versions = {version.id: version for version in self._project.codebooks.all()}
        heads = [(versions[CodebookVersionId(said.row)], said) for said in one.said if said.row in versions]
        if len(heads) < 2:
            return
        shown = next((version for version, said in heads if said.is_shown), heads[0][0])
        parents, choices = tuple(version.id for version, _ in heads), list[tuple[str, Way, Sequence[Said]]]()
        for version, said in heads:
            words = "as it is now" if version is shown else _some(changes_between(shown.codebook, version.codebook))
            choices.append((words, partial(conflict_ways.join, version.codebook, parents), (said,)))
        both = joined_codebooks([shown.codebook, *(version.codebook for version, _ in heads if version is not shown)])
        if both is not None and all(both != version.codebook for version, _ in heads):
            added = _some(changes_between(shown.codebook, both))
            choices.append((f"both: {added}", partial(conflict_ways.join, both, parents), ()))
        why = "Two versions of the codebook were made from one, neither knowing of the other."
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
            choices.append((words, partial(conflict_ways.keep_decision, others), (said,)))
        if len(choices) > 1:
            title = self._names.of(DocumentId, str(row["document"]))
            yield self._conflict(one, f"A case in {title}", "One case was decided twice.", choices, row)

    # Removed and in use.

    def _kept(self, one: Conflict) -> Iterator[OpenConflict]:
        table, row = Table(one.table), self._project.decided_rows.values(Table(one.table), one.row)
        if row is None:
            return
        choices: list[tuple[str, Way, Sequence[Said]]] = [
            ("it stays", partial(conflict_ways.restate, table, one.row, tuple(row)[1:2]), _saying(one.said, "true"))
        ]
        why = f"{self._people(one.said)} removed it while others used it."
        yield self._conflict(one, self._called(table, one.row, row), why, choices, row, stands=0)

    # A slot that holds what it cannot, and what was coded twice.

    def _slot(self, one: Conflict) -> Iterator[OpenConflict]:
        row = self._project.decided_rows.values(Table.SPANS, one.row) or {}
        found = SlotConflict(self._project, self._words, one)
        called = f"{self._called(Table.SPANS, one.row, row)}, {self._slot_name(str(row['label']), one.path)}"
        yield self._conflict(one, called, found.why, found.choices(), row)

    def _slot_name(self, label: str, role: str) -> str:
        """Return what a slot is called, be it by another label than the act has now."""
        labels = self._project.codebook.labels
        there = (one.role(role) for one in sorted(labels, key=lambda one: one.id != label))
        return next((one.name for one in there if one is not None), self._names.part(label, RoleId, role))

    def _twice(self, one: Conflict) -> Iterator[OpenConflict]:
        row = self._project.decided_rows.values(Table.SPANS, one.row) or {}
        found = CodingConflict(self._project, self._words, one)
        yield self._conflict(one, self._called(Table.SPANS, one.row, row), found.why, found.choices(), row)

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
        found = {Table.CODERS: id, Table.MEMOS: row.get("author")}.get(table)
        if table in (Table.LAYERS, Table.KEPT_SEARCHES):
            found = row.get("coder")
        return CoderId(str(found)) if found else None

    def _voices(self, said: Sequence[Said]) -> tuple[SaidBy, ...]:
        return tuple(SaidBy(self._names.of(CoderId, one.person) if one.person else NOBODY, one.time) for one in said)

    def _people(self, said: Sequence[Said]) -> str:
        names = dict.fromkeys(voice.name for voice in self._voices(said))
        return word_list(names) if names else NOBODY

    def _unseen(self, said: Sequence[Said]) -> str:
        names = list(dict.fromkeys(voice.name for voice in self._voices(said)))
        if len(names) < 2:
            return f"{word_list(names) if names else NOBODY} said different things in two copies."
        return f"{word_list(names)} said different things, neither knowing of the other."


def _some(sentences: Sequence[str]) -> str:
    first = " ".join(sentences[:2])
    return f"{first} And {counted(len(sentences) - 2, 'more difference')}." if len(sentences) > 2 else first


def _saying(said: Sequence[Said], value: str) -> tuple[Said, ...]:
    return tuple(one for one in said if one.value == value)


def joined_codebooks(codebooks: Sequence[Codebook]) -> Codebook | None:
    """Return the first codebook with what only the others have; None where there can be no such codebook."""
    first, *others = codebooks
    try:
        for other in others:
            first = merge_codebooks(first, other).codebook
    except BadCodebook:
        return None
    return first
