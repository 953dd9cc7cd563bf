"""What goes with what is erased: the rows that hang on it, in whatever state of the file they were, texts and names."""

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from annotator.model import verbs
from annotator.model.filter_words import Term, words_in
from annotator.model.folding import folded
from annotator.model.ids import DocumentId
from annotator.model.removal import Removal, RemovedKind, replacement_in
from annotator.model.searching.terms import conditions_in
from annotator.store.chain.table_rules import HANGS
from annotator.store.erasing.records import present_rows, said_of
from annotator.store.schema.tables import Table
from annotator.sync.settling_rules import Hang

_OWN = (Table.CODERS, Table.LAYERS, Table.DOCUMENTS, Table.REMOVALS)
"""What is looked for first; all else hangs on it, or is wanted by itself."""
_HANGING = tuple(table for table in HANGS if table not in (*_OWN, Table.LINKS))
_LATE = {(Table.SPANS, "label"), (Table.LINKS, "span"), (Table.DECISIONS, "gold"), (Table.REMARKS, "coder")}
"""What a row hangs on that can be another: only what it hangs on now counts."""


@dataclass(frozen=True, slots=True)
class ToErase:
    """The ids of what is to be erased. `coders`: whose names; `rows`: others, each a table and an id.

    `is_bin`: it is what lay in the recycle bin.
    """

    documents: frozenset[str] = frozenset()
    coders: frozenset[str] = frozenset()
    rows: frozenset[tuple[str, str]] = frozenset()
    is_bin: bool = False


@dataclass(slots=True)
class FoundToErase:
    """What goes. `rows`: ids by table; `texts`, `sources`: their hashes; `titles`: what documents and files are called.

    `names`: all that each coder was ever called; `renamed`: what rows of coders and layers are called from now on;
    `examples`: examples of the codebook that stand in these texts alone; `versions`: the codebooks that have some;
    `decisions`: those that stay and keep codings that go; `shared`: documents that have one of the texts, too; `sets`:
    those that name a document that goes, or a coder in their filter; `searches`: those kept that ask for one of these.
    """

    rows: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    texts: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    names: dict[str, set[str]] = field(default_factory=dict)
    renamed: dict[tuple[str, str], str] = field(default_factory=dict)
    examples: set[str] = field(default_factory=set)
    versions: set[str] = field(default_factory=set)
    decisions: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)
    sets: set[str] = field(default_factory=set)
    searches: set[str] = field(default_factory=set)

    @property
    def is_nothing(self) -> bool:
        """Whether the file never held any of it."""
        return not (any(self.rows.values()) or self.renamed)


def in_bin(connection: sqlite3.Connection) -> ToErase:
    """Return all that lies in the recycle bin, with what hangs on it.

    Earlier versions stay with their documents, and what is not shown for another reason, or not yet, stays too.
    """
    removals = connection.execute("SELECT id, kind, target, coder, time, content FROM removals")
    removed = (Removal(RemovedKind(kind), *rest) for _, kind, *rest in removals.fetchall())
    bin = {str(one.id) for one in removed if one.is_in_bin}
    held = connection.execute("SELECT table_name, row FROM hidden").fetchall()
    in_it = _held_by(connection, bin)
    rows = {(table, row) for table, row in held if f"{table}/{row}" in in_it} | {("removals", id) for id in bin}
    documents = {row for table, row in rows if table == Table.DOCUMENTS}
    return ToErase(frozenset(documents), rows=frozenset(rows), is_bin=bool(rows))


def _held_by(connection: sqlite3.Connection, holders: set[str]) -> set[str]:
    """Return what is hidden since these hold it, as “table/row”."""
    held = [
        (f"{table}/{row}", by) for table, row, by in connection.execute("SELECT table_name, row, held_by FROM hidden")
    ]
    found: set[str] = set()
    while new := {row for row, by in held if by in holders or by in found} - found:
        found |= new
    return found


def find(connection: sqlite3.Connection, wanted: ToErase) -> FoundToErase:
    """Return what goes with what is wanted, as far as this file ever held it."""
    found = FoundToErase()
    if wanted.documents or wanted.rows:
        _RowFinder(connection, wanted, found).find()
        _find_examples(connection, found)
    if wanted.coders:
        _find_coders(connection, wanted.coders, found)
    _find_sets(connection, found)
    _find_searches(connection, found)
    return found


def ever_called(connection: sqlite3.Connection, table: Table) -> dict[str, set[str]]:
    """Return what documents were ever titled, or coders named, by their ids; those that are gone, too."""
    column = "title" if table == Table.DOCUMENTS else "name"
    found: dict[str, set[str]] = defaultdict(set)
    for _, id, values in said_of(connection, [table]):
        if column in values:
            found[id].add(values[column])
    return found


class _RowFinder:
    """Looks for rows: what is wanted, then what was ever made to hang on it."""

    def __init__(self, connection: sqlite3.Connection, wanted: ToErase, found: FoundToErase) -> None:
        self._connection, self._found, self._gone = connection, found, found.rows
        self._wanted = {*wanted.rows, *((Table.DOCUMENTS.value, id) for id in wanted.documents)}

    def find(self) -> None:
        self._find_own()
        needles = {id for table in _OWN for id in self._gone[table]}
        others = {table for table, _ in self._wanted} - set(_OWN)
        self._take(_HANGING, None if others else needles)
        self._find_remarks()
        if self._gone[Table.SPANS] or Table.LINKS in others:
            self._take([Table.LINKS], None)
        if self._gone[Table.SPANS] and len(self._wanted) > len(self._gone[Table.DOCUMENTS]):
            self._find_candidates()

    def _find_own(self) -> None:
        texts: dict[str, set[str]] = defaultdict(set)
        sources: dict[str, set[str]] = defaultdict(set)
        called: dict[str, set[str]] = defaultdict(set)
        removals: dict[str, str] = {}
        names: dict[str, set[str]] = defaultdict(set)
        owners: dict[str, str] = {}
        versions: list[tuple[str, str]] = []
        for table, id, values in said_of(self._connection, _OWN):
            if (table, id) in self._wanted:
                self._gone[table].add(id)
            if table == Table.DOCUMENTS:
                texts[id].update([values["text_sha256"]] if "text_sha256" in values else [])
                sources[id].update([values["source_file"]] if values.get("source_file") else [])
                called[id].update(values[name] for name in ("title", "source") if values.get(name))
            elif table == Table.REMOVALS and "target" in values:
                removals[id] = values["target"]
            elif table == Table.CODERS and "name" in values:
                names[id].add(values["name"])
            elif table == Table.LAYERS and values.get("coder"):
                owners[id] = values["coder"]
            if table == Table.REMOVALS and (later := replacement_in(values.get("content", ""))) is not None:
                versions.append((values["target"], later))
        same = "SELECT row, held_by FROM hidden WHERE table_name = 'documents' AND held_by LIKE 'same/%'"
        versions += [(row, holder.partition("/")[2]) for row, holder in self._connection.execute(same)]
        self._take_versions(versions)
        self._gone[Table.LAYERS] |= {layer for layer, coder in owners.items() if coder in self._gone[Table.CODERS]}
        self._find_sources(sources)
        self._find_texts(texts)
        self._find_sources(sources)  # of those that went with the texts, too
        self._found.titles = {name for id in self._gone[Table.DOCUMENTS] for name in called[id]}
        self._found.names = {id: names[id] for id in self._gone[Table.CODERS]}
        for id, target in removals.items():
            if target in self._gone.get(id.partition("/")[0], ()):
                self._gone[Table.REMOVALS].add(id)

    def _take_versions(self, versions: Sequence[tuple[str, str]]) -> None:
        """Take all versions of a document of which one goes, and what is one with it: they have the same words."""
        gone = self._gone[Table.DOCUMENTS]
        while new := {id for pair in versions if gone & set(pair) for id in pair} - gone:
            gone |= new

    def _find_texts(self, texts: Mapping[str, set[str]]) -> None:
        """Find the texts that go: what documents have that are gone already goes with them, what others have stays."""
        gone = self._gone[Table.DOCUMENTS]
        there = {id: values["title"] for _, id, values in present_rows(self._connection, [Table.DOCUMENTS])}
        self._found.texts = {text for id in gone for text in texts[id]}
        for id in texts.keys() - gone:
            if texts[id] & self._found.texts and id not in there:
                gone.add(id)
        for id in there.keys() - gone:
            if same := texts[id] & self._found.texts:
                self._found.texts -= same
                self._found.shared.add(there[id])

    def _find_sources(self, sources: Mapping[str, set[str]]) -> None:
        """Find the source files that go, as texts do: one that a document has or had that stays, stays with it."""
        gone = self._gone[Table.DOCUMENTS]
        there = {id for _, id, _ in present_rows(self._connection, [Table.DOCUMENTS])}
        files = {file for id in gone for file in sources[id]}
        gone |= {id for id, has in sources.items() if has & files and id not in there}
        kept = {file for id, has in sources.items() if id not in gone for file in has}
        self._found.sources = {file for id in gone for file in sources[id]} - kept

    def _take(self, tables: Sequence[Table], needles: Collection[str] | None) -> None:
        """Take the rows that are wanted, and those that hang on what goes. Each table stands behind what it names."""
        if needles is not None and not needles:
            return
        for table, id, values in said_of(self._connection, tables, needles):
            if (table, id) in self._wanted or self._hangs(Table(table), values, is_now=False):
                self._gone[table].add(id)
        for table, id, values in present_rows(self._connection, tables):
            if self._hangs(Table(table), values, is_now=True):
                self._gone[table].add(id)

    def _hangs(self, table: Table, values: Mapping[str, Any], is_now: bool) -> bool:
        return any(
            values.get(hang.column) and not gone.isdisjoint(_named(hang, values[hang.column]))
            for hang in HANGS[table]
            if (gone := self._gone.get(hang.on)) and ((table, hang.column) in _LATE) == is_now
        )

    def _find_remarks(self) -> None:
        """Find what was remarked on steps that were done in these documents alone."""
        gone = self._gone[Table.DOCUMENTS]
        rows = self._connection.execute("SELECT sitting || '-' || place, verb, facts FROM steps WHERE verb <> ''")
        steps = set()
        for name, verb, facts in rows:
            documents = verbs.read(verb, facts).ids(DocumentId)
            if documents and gone.issuperset(documents):
                steps.add(name)
        for table, id, values in said_of(self._connection, [Table.REMARKS]):
            if values.get("step") in steps:
                self._gone[table].add(id)

    def _find_candidates(self) -> None:
        spans = self._gone[Table.SPANS]
        for table, id, values in said_of(self._connection, [Table.DECISIONS]):
            if id not in self._gone[table] and any(
                one[0] in spans for one in json.loads(values.get("candidates", "[]"))
            ):
                self._found.decisions.add(id)


def _named(hang: Hang, value: str) -> list[str]:
    """Return the ids that a column names."""
    return json.loads(value) if hang.is_list else [value]


def _find_examples(connection: sqlite3.Connection, found: FoundToErase) -> None:
    """Look for examples of labels that were taken from an erased text: they stand in no other."""
    versions: dict[str, set[str]] = defaultdict(set)
    for _, id, values in said_of(connection, [Table.CODEBOOK_VERSIONS]):
        for label in json.loads(values.get("codebook") or "{}").get("labels", ()):
            versions[id].update(label.get("examples", ()))
    examples = {example for some in versions.values() for example in some if example.strip()}
    if not examples or not found.texts:
        return
    elsewhere, here = set(), set()
    for sha256, text in connection.execute("SELECT sha256, text FROM texts"):
        standing = {example for example in examples if _stands_in(example, text)}
        if sha256 in found.texts:
            here |= standing
        else:
            elsewhere |= standing
    found.examples = here - elsewhere
    found.versions = {id for id, some in versions.items() if some & found.examples}


def _stands_in(example: str, text: str) -> bool:
    """Whether a text has an example, which may be of several pieces."""
    return all(piece.strip() in text for piece in example.split(" … "))


def _find_sets(connection: sqlite3.Connection, found: FoundToErase) -> None:
    """Look for sets that ever listed a document that goes, or asked for a coder whose name does."""
    documents = found.rows.get(Table.DOCUMENTS, set())
    names = {name for some in found.names.values() for name in some}
    if not documents and not names:
        return
    for _, id, values in said_of(connection, [Table.DOCUMENT_SETS]):
        listed = json.loads(values.get("documents") or "[]")
        said = f"{values.get('name') or ''} {words_in(values.get('filter') or '')}"
        if not documents.isdisjoint(listed) or (names and named(names, said)):
            found.sets.add(id)


def _find_searches(connection: sqlite3.Connection, found: FoundToErase) -> None:
    """Look for kept searches that ever had a name that goes, or asked for a document by the title that goes."""
    names = {name for some in found.names.values() for name in some}
    titles = set(map(folded, found.titles))
    if not names and not titles:
        return
    for _, id, values in said_of(connection, [Table.KEPT_SEARCHES]):
        search = values.get("search") or ""
        is_named = bool(names) and named(names, f"{values.get('name') or ''} {search}")
        if is_named or any(asks_for_title(term, titles) for term in conditions_in(search)):
            found.searches.add(id)


def asks_for_title(term: Term, titles: Collection[str]) -> bool:
    """Whether a condition asks for a document by one of these titles, without case."""
    return folded(term.key) == "title" and folded(term.value) in titles


def _find_coders(connection: sqlite3.Connection, coders: frozenset[str], found: FoundToErase) -> None:
    for _, id, values in said_of(connection, [Table.CODERS]):
        if id in coders and "name" in values:
            found.names.setdefault(id, set()).add(values["name"])
    owners: dict[str, str] = {}
    layers: dict[str, list[str]] = defaultdict(list)
    for _, id, values in said_of(connection, [Table.LAYERS]):
        if values.get("coder") in coders:
            owners[id] = values["coder"]
        if "name" in values:
            layers[id].append(values["name"])
    rows = present_rows(connection, [Table.CODERS])
    there = {id: (values["name"], values["pseudonym"]) for _, id, values in rows}
    taken = {name.casefold() for id, (name, _) in there.items() if id not in found.names}
    for id in sorted(found.names):
        found.renamed[Table.CODERS, id] = _free(there[id][1] if id in there else "a coder", taken)
    present = {id: values["name"] for _, id, values in present_rows(connection, [Table.LAYERS])}
    taken = {name.casefold() for id, name in present.items() if id not in owners}
    for id, owner in sorted(owners.items()):
        if owner not in found.names:
            continue
        called = [present[id]] if id in present else layers[id][-1:]
        if any(named(found.names[owner], name) for name in layers[id]):
            new = without_names(called[0], found.names[owner], found.renamed[Table.CODERS, owner])
            found.renamed[Table.LAYERS, id] = _free(new, taken)
        else:
            taken.update(name.casefold() for name in called)


def _free(name: str, taken: set[str]) -> str:
    """Return a name, with a number where it is taken, and take it."""
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{name} ({number})"
    taken.add(free.casefold())
    return free


def named(names: Iterable[str], text: str) -> bool:
    """Whether a text has one of these names as a word of its own."""
    return bool(_pattern(names).search(text))


def without_names(text: str, names: Iterable[str], instead: str) -> str:
    """Return a text with something else in the place of these names."""
    return _pattern(names).sub(lambda _: instead, text)


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(filter(None, names), key=len, reverse=True)
    words = "|".join(map(re.escape, longest_first))
    # A line below is no letter: files are called “Ana_2”.
    return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])" if words else r"(?!)", re.IGNORECASE)


def names_file(titles: Iterable[str], file: str) -> bool:
    """Whether a file is that of a document, by what documents and their files are called."""
    known = {title.casefold() for title in titles}
    known |= {PurePath(title).name.casefold() for title in titles}
    return bool({file.casefold(), PurePath(file).stem.casefold()} & known)
