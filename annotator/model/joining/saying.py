"""Keys as people say them: `file=Filename`, `country`, a pattern whose parts are called like columns, or not.

What is left unsaid is found by what stands there: the column in which most of the documents' values are.
"""

from collections import Counter
from collections.abc import Sequence

from annotator.model.document import DocumentInfo
from annotator.model.errors import NotFound
from annotator.model.joining.keys import key_form
from annotator.model.joining.matching import (
    JoinKey,
    KeyPair,
    MetadataTable,
    Origin,
    document_forms,
    row_forms,
)
from annotator.model.joining.patterns import read_pattern
from annotator.model.joining.proposing import fields_of
from annotator.model.joining.taking import TakenColumn

_WORDS = {str(origin): origin for origin in (Origin.FILE, Origin.TITLE, Origin.TEXT)}
_MOST_NAMED = 20


def said_key(
    documents: Sequence[DocumentInfo],
    table: MetadataTable,
    said: Sequence[str],
    pattern: str = "",
    shared: bool = False,
) -> JoinKey:
    """Return the key that was said; raises `NotFound` for a name that neither side has, `NotAllowed` for a pattern.

    `said`: “WHAT=COLUMN” each, or one name for both. Parts of the pattern of which nothing is said are found.
    """
    parts = read_pattern(pattern).parts if pattern.strip() else ()
    pairs = [_pair(documents, table, one, pattern, parts) for one in said]
    named = {pair.name for pair in pairs if pair.origin is Origin.PART}
    for part in parts:
        if part not in named:
            column = _named(part, table.columns) or column_for(documents, table, Origin.PART, part, pattern)
            if not column:
                raise NotFound(_no_column(table, part))
            pairs.append(KeyPair(Origin.PART, column, part))
    return JoinKey(tuple(dict.fromkeys(pairs)), pattern.strip(), shared)


def said_columns(table: MetadataTable, said: Sequence[str]) -> list[TakenColumn]:
    """Return the columns that were said, each “COLUMN” or “COLUMN=FIELD”; raises `NotFound`."""
    taken = []
    for one in said:
        column, field = _named(one, table.columns), ""
        if not column:
            # The name of a column may have the sign too: the longest that is one counts.
            cuts = [at for at, char in enumerate(one) if char == "="]
            at = next((at for at in reversed(cuts) if _named(one[:at], table.columns)), -1)
            column, field = (_named(one[:at], table.columns), one[at + 1 :].strip()) if at >= 0 else ("", "")
        if not column:
            raise NotFound(_no_column(table, one.partition("=")[0].strip()))
        taken.append(TakenColumn(column, field or column))
    return taken


def column_for(
    documents: Sequence[DocumentInfo], table: MetadataTable, origin: Origin, name: str = "", pattern: str = ""
) -> str:
    """Return the column that has the values of most documents, "" where none has any."""
    (forms,) = document_forms(documents, JoinKey((KeyPair(origin, "", name),), pattern))
    counts = Counter(form for form in forms if form)
    best, most = "", 0
    for column in sorted(table.columns):
        values = {*row_forms(table, KeyPair(origin, column, name))}
        cover = sum(count for form, count in counts.items() if form in values)
        if cover > most:
            best, most = column, cover
    return best


def _pair(
    documents: Sequence[DocumentInfo], table: MetadataTable, said: str, pattern: str, parts: tuple[str, ...]
) -> KeyPair:
    what, equals, right = said.partition("=")
    column = _named(right, table.columns)
    if equals and not column and not _named(said, table.columns):
        raise NotFound(_no_column(table, right.strip()))
    if not column:
        what, column = said, _named(said, table.columns)
    origin, name = _origin(documents, what.strip(), parts)
    if not column:
        column = column_for(documents, table, origin, name, pattern)
    if not column:
        raise NotFound(_no_column(table, what.strip()))
    return KeyPair(origin, column, name)


def _origin(documents: Sequence[DocumentInfo], what: str, parts: tuple[str, ...]) -> tuple[Origin, str]:
    fields = fields_of(documents)
    if part := _named(what, parts):
        return Origin.PART, part
    if what.casefold() in _WORDS:
        return _WORDS[what.casefold()], ""
    if field := _named(what, fields):
        return Origin.FIELD, field
    known = ", ".join([*_WORDS, *(f"“{one}”" for one in (*parts, *fields)[:_MOST_NAMED])])
    raise NotFound(f"The documents have no “{what}” to find them by; say one of {known}, as in file=COLUMN.")


def _named(name: str, among: Sequence[str]) -> str:
    """Return the one of these that is called so, exactly or else whatever its capitals; "" where none is."""
    folded = key_form(name)
    return next((one for one in among if one == name.strip()), "") or next(
        (one for one in among if folded and key_form(one) == folded), ""
    )


def _no_column(table: MetadataTable, name: str) -> str:
    columns = ", ".join(f"“{one}”" for one in table.columns[:_MOST_NAMED])
    return f"{table.name} has no column for “{name}”; its columns are {columns}."
