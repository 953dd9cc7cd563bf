"""What is left of a row, of facts, or of an older version's sentence without what is erased."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from annotator.model import verbs
from annotator.model.filter_words import Term, rewritten
from annotator.model.folding import folded
from annotator.model.searching import terms
from annotator.model.verbs import coding, documents, project, searches
from annotator.store.erasing.finding import FoundToErase, asks_for_title, named, names_file, without_names
from annotator.store.rows.spans import Spans
from annotator.store.schema.tables import Table
from annotator.sync.parts import encoded

ERASED = "(erased)"
"""Stands where a step said how something was called that is erased."""

_NOTE = Spans.columns.index("note")
"""Where a candidate of a decision has its note."""
_RENAME_DOCUMENT = verbs.id_of_kind(project.RenameDocument)
_RENAME_CODER = verbs.id_of_kind(project.RenameCoder)
_RENAME_SET = verbs.id_of_kind(documents.RenameSet)
_RENAME_SEARCH = verbs.id_of_kind(searches.RenameSearch)
_IMPORTS = (verbs.id_of_kind(project.ImportFiles), verbs.id_of_kind(coding.ImportOwn))


class Redaction:
    """Takes out what was found, wherever it is said."""

    def __init__(self, found: FoundToErase) -> None:
        self._found = found
        self._names = {name for some in found.names.values() for name in some}
        self._titles = set(map(folded, found.titles))

    def goes(self, table: str, row: str) -> bool:
        """Whether a row goes, with all that was ever said of it."""
        return row in self._found.rows.get(table, ())

    def touches(self, table: str, row: str) -> bool:
        """Whether a row goes, or may be another."""
        changes = table == Table.CODEBOOK_VERSIONS and row in self._found.versions
        changes |= table == Table.DECISIONS and row in self._found.decisions
        changes |= table == Table.DOCUMENT_SETS and row in self._found.sets
        changes |= table == Table.KEPT_SEARCHES and row in self._found.searches
        return changes or (table, row) in self._found.renamed or self.goes(table, row)

    def is_named_in(self, text: str) -> bool:
        """Whether a name that goes stands in a text, or how something was called that goes."""
        return any(name in text for name in (*self._names, *self._found.titles) if name)

    def fields(self, table: str, row: str, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the columns of a row that stays as they are to stand; `values` itself where nothing is another."""
        name = self._found.renamed.get((table, row))
        if name is not None and values.get("name", name) != name:
            return {**values, "name": name}
        if table == Table.CODEBOOK_VERSIONS and "codebook" in values:
            codebook = self._codebook(values["codebook"])
            if codebook != values["codebook"]:
                return {**values, "codebook": codebook}
        if table == Table.DECISIONS and values.get("candidates"):
            candidates = json.loads(values["candidates"])
            if any(self._has_words(one) for one in candidates):
                return {**values, "candidates": encoded([self._without_words(one) for one in candidates])}
        if table == Table.KEPT_SEARCHES:
            return self._search(values)
        return self._set(values) if table == Table.DOCUMENT_SETS else values

    def _set(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the columns of a set without the documents that go, and without the names."""
        new = dict(values)
        if listed := values.get("documents"):
            gone = self._found.rows.get(Table.DOCUMENTS, set())
            kept = [id for id in json.loads(listed) if id not in gone]
            new["documents"] = listed if len(kept) == len(json.loads(listed)) else encoded(kept)
        if said := values.get("name"):
            new["name"] = self.unnamed(said)
        if said := values.get("filter"):
            new["filter"] = self.unnamed(rewritten(said, self._term))
        return values if new == values else new

    def _search(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the columns of a kept search without the names, and the titles that it asks for."""
        new = dict(values)
        if said := values.get("name"):
            new["name"] = self.unnamed(said)
        if said := values.get("search"):
            new["search"] = self.unnamed(terms.rewritten(said, self._condition))
        return values if new == values else new

    def _condition(self, term: Term) -> Term:
        gone = asks_for_title(term, self._titles)
        return replace(term, value=ERASED) if gone else self._term(term)

    def _term(self, term: Term) -> Term:
        return replace(term, key=self.unnamed(term.key), value=self.unnamed(term.value))

    def unnamed(self, text: str) -> str:
        """Return a text with what coders are called from now on in the place of their names."""
        for id, names in self._found.names.items():
            text = without_names(text, names, self._found.renamed.get((Table.CODERS, id), ERASED))
        return text

    def _has_words(self, candidate: list[Any]) -> bool:
        return candidate[0] in self._found.rows.get(Table.SPANS, ()) and bool(candidate[_NOTE])

    def _without_words(self, candidate: list[Any]) -> list[Any]:
        """Return a candidate without what its coder wrote, where the coding goes that it is of."""
        return [*candidate[:_NOTE], "", *candidate[_NOTE + 1 :]] if self._has_words(candidate) else candidate

    def record(self, table: str, row: str, text: str | None) -> str | None:
        """Return a row that stays as the journal has it."""
        if text is None:
            return None
        values = json.loads(text)
        new = self.fields(table, row, values)
        return text if new is values else encoded(new)

    def _codebook(self, text: str) -> str:
        codebook = json.loads(text)
        for label in codebook.get("labels", ()):
            if self._found.examples & set(label.get("examples", ())):
                label["examples"] = [one for one in label["examples"] if one not in self._found.examples]
        return encoded(codebook)

    def facts(self, verb: str, facts: dict[str, Any]) -> dict[str, Any]:
        """Return the facts of a step as they are to stand; `facts` itself where nothing is another."""
        changed = dict(facts)
        if verb == _RENAME_DOCUMENT and self.goes(Table.DOCUMENTS, facts.get("document", "")):
            changed |= {"before": ERASED, "after": ERASED}
        elif verb in (_RENAME_SET, _RENAME_SEARCH):
            changed |= {name: self.unnamed(facts[name]) for name in ("before", "after") if name in facts}
        elif verb == _RENAME_CODER:
            name = self._found.renamed.get((Table.CODERS, facts.get("coder", "")))
            if name is None and self.goes(Table.CODERS, facts.get("coder", "")):
                name = ERASED
            changed |= {} if name is None else {"before": name, "after": name}
        elif verb in _IMPORTS:
            changed["files"] = [ERASED if self._is_file(file) else file for file in facts.get("files", ())]
        elif verb == verbs.TAKE_IN and facts.get("file"):
            changed["file"] = self.unnamed(facts["file"])
        return facts if changed == facts else changed

    def sentence(self, text: str) -> str:
        """Return what an older version wrote in the place of a verb as it is to stand."""
        return without_names(text, {*self._names, *self._found.titles}, ERASED)

    def _is_file(self, name: str) -> bool:
        return names_file(self._found.titles, name) or named(self._names, name)
