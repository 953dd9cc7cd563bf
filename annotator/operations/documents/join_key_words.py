"""The key of a join in words: what it is, what both sides have of it, and that it finds so little that one asks."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from annotator.model.document import DocumentInfo
from annotator.model.joining.keys import cell_words, stem_of
from annotator.model.joining.matching import JoinKey, JoinMatches, KeyPair, MetadataTable, Origin
from annotator.model.joining.patterns import read_pattern
from annotator.model.wording import counted, isolated, one_or_many, word_list

_SHOWN, _LONGEST = 3, 60


def key_words(key: JoinKey) -> str:
    """Return a key in words: “file name = Filename”; a pattern alone where its parts are columns."""
    parts = [pair for pair in key.pairs if pair.origin is Origin.PART]
    columns = f" = {', '.join(pair.column for pair in parts)}" if any(one.name != one.column for one in parts) else ""
    said = [f"{key.pattern}{columns}"] if parts else []
    said += [f"{_what(pair)} = {pair.column}" for pair in key.pairs if pair.origin is not Origin.PART]
    return word_list(said)


def _what(pair: KeyPair) -> str:
    of_all = {Origin.FILE: "file name", Origin.TITLE: "title", Origin.TEXT: "text"}
    return of_all.get(pair.origin, pair.name)


def few_words(documents: Sequence[DocumentInfo], table: MetadataTable, key: JoinKey, matches: JoinMatches) -> str:
    """Say that a key finds less than can have been meant, and what it does not find, as a clause; else "".

    That is so where a pattern is that of fewer than half of the names; and where fewer than half of the documents
    belong to fewer than half of the rows, since a table may tell of many others, or of a few alone.
    """
    if said := _few_names(documents, key):
        return said
    found, used, rows = len(matches.pairs), len({row for _, row in matches.pairs}), len(table.rows) - matches.repeats
    if 2 * found >= len(documents) or 2 * used >= rows:
        return ""
    here = document_keys([documents[place] for place in matches.documents], key)
    lacking = [f"no row has the key of {_some(here)}"] if matches.documents else []
    if matches.rows:
        lacking.append(f"no document has the key of {_some(row_key(table, key, row) for row in matches.rows)}")
    if several := len(matches.ambiguous):
        lacking.append(f"{counted(several, 'key')} {one_or_many(several, 'is', 'are')} of several")
    return (
        f"only {found:,} of {counted(len(documents), 'document')} and {used:,} of {counted(rows, 'row')} of "
        f"{table.name} belong together by this key ({key_words(key)}): {word_list(lacking)}"
    )


def _few_names(documents: Sequence[DocumentInfo], key: JoinKey) -> str:
    if not any(pair.origin is Origin.PART for pair in key.pairs):
        return ""
    pattern = read_pattern(key.pattern)
    others = [one for one in documents if pattern.parts_of(one) is None]
    of_it = len(documents) - len(others)
    if 2 * of_it >= len(documents):
        return ""
    names = _some(quoted(stem_of(one.source) or one.title) for one in others)
    return (
        f"only {of_it:,} of {counted(len(documents), 'name')} {one_or_many(of_it, 'is', 'are')} of the pattern "
        f"{quoted(pattern.text)}, not {names}"
    )


def _some(keys: Iterable[str]) -> str:
    each = [*dict.fromkeys(keys)]
    more = [f"{len(each) - _SHOWN:,} more"] if len(each) > _SHOWN else []
    return word_list([*each[:_SHOWN], *more], "or")


def document_keys(documents: Sequence[DocumentInfo], key: JoinKey) -> Iterator[str]:
    """Yield the key of each document as it stands there, in quotes."""
    pattern = read_pattern(key.pattern) if key.pattern.strip() else None
    for document in documents:
        parts = (pattern.parts_of(document) if pattern else None) or {}
        own = {Origin.FILE: stem_of(document.source), Origin.TITLE: document.title, Origin.TEXT: "its text"}
        said = (
            own.get(pair.origin)
            or (parts.get(pair.name) if pair.origin is Origin.PART else cell_words(document.metadata.get(pair.name)))
            for pair in key.pairs
        )
        yield _key(said)


def row_key(table: MetadataTable, key: JoinKey, row: int) -> str:
    """Return the key of a row as it stands there, in quotes."""
    return _key(cell_words(table.rows[row][table.places[pair.column]]) for pair in key.pairs)


def shown(keys: Iterable[str]) -> str:
    """Return the first keys in a row."""
    return word_list(islice(dict.fromkeys(keys), _SHOWN)) or "none"


def _key(parts: Iterable[str | None]) -> str:
    return quoted(" · ".join(part or "(nothing)" for part in parts))


def quoted(text: str) -> str:
    """Return what stands in the project or the table, in quotes, on one line and cut where it is long."""
    line = " ".join(text.split())
    return f"“{isolated(line if len(line) <= _LONGEST else f'{line[: _LONGEST - 1]}…')}”"
