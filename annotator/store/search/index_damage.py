"""What may be wrong with the index of all texts, and the index made anew; nothing else in the file hangs on it."""

import sqlite3
from collections.abc import Generator
from contextlib import closing, suppress
from itertools import zip_longest

from annotator.store.connections.connecting import private
from annotator.store.schema.schema import INDEX, INDEX_PARTS, SEARCH, SEARCH_TABLES

INDEX_SENTENCE = (
    "The search index does not say what is in the texts, so that a search may miss some; texts and codings are as they"
    " were. Open the project to have it made anew; where it is said again, use “annotator check --repair”."
)
_SAMPLED, _WORDS = 100, 3
"""So many texts are looked up in the index, each by so many words that follow each other."""


INDEX_ERRORS = (sqlite3.DatabaseError, MemoryError)
"""As what damage of the index shows; FTS5 may take any number that stands in it for how much room it needs."""


def is_of_index(error: Exception) -> bool:
    """Whether a statement on the index failed since the index is damaged, and not the file, or the disk is full."""
    if isinstance(error, MemoryError):
        return True
    code = getattr(error, "sqlite_errorcode", 0)
    return code == sqlite3.SQLITE_CORRUPT_VTAB or code & 0xFF in (sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_ERROR)


def index_problems(connection: sqlite3.Connection) -> bool:
    """Whether FTS5 finds something wrong with its tables, or a sample of texts with what the index says of them."""
    run = connection.execute
    try:
        (differing,) = run(
            "SELECT (SELECT count(*) FROM indexed_texts) <> (SELECT count(*) FROM text_index_docsize)"
            " OR EXISTS (SELECT 1 FROM indexed_texts WHERE id NOT IN (SELECT id FROM text_index_docsize))"
        ).fetchone()
        return bool(differing) or not all(_is_found(connection, *row) for row in _sample(connection))
    except INDEX_ERRORS as error:
        if not is_of_index(error):
            raise
        return True


def says_other(connection: sqlite3.Connection) -> bool:
    """Whether a word stands in the index where it is not in a text, or the other way round: all are looked at.

    A connection that can write nothing cannot ask FTS5 for its words; what a sample says must do there.
    """
    if connection.execute("PRAGMA query_only").fetchone() == (1,):
        return False
    with closing(private(connection)) as fresh:
        _index_anew(connection, fresh)
        try:
            with closing(_places(connection)) as held, closing(_places(fresh)) as right:
                return any(here != there for here, there in zip_longest(held, right))
        except INDEX_ERRORS as error:
            if not is_of_index(error):
                raise
            return True


def _index_anew(connection: sqlite3.Connection, fresh: sqlite3.Connection) -> None:
    """Index the texts that are indexed once more, in another database."""
    from annotator.model.searching.words import indexed  # noqa: PLC0415 - seldom looked at

    texts = connection.execute("SELECT indexed_texts.id, text FROM indexed_texts JOIN texts USING (sha256)")
    for statement in ("PRAGMA journal_mode = OFF", INDEX, "BEGIN"):
        fresh.execute(statement)
    rows = ((number, indexed(text)) for number, text in texts)
    fresh.executemany("INSERT INTO text_index (rowid, words) VALUES (?, ?)", rows)
    fresh.execute("COMMIT")


def _places(connection: sqlite3.Connection) -> Generator[tuple[bytes, int, int], None, None]:
    """Yield each word of an index with the number of its text and its place there, in the order of words and texts."""
    connection.execute("CREATE VIRTUAL TABLE temp.indexed_words USING fts5vocab (main, text_index, instance)")
    try:
        # As bytes: what is damaged need not be text.
        yield from connection.execute('SELECT CAST(term AS BLOB), doc, "offset" FROM temp.indexed_words')
    finally:
        connection.execute("DROP TABLE temp.indexed_words")


def _sample(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    (number,) = connection.execute("SELECT count(*) FROM indexed_texts").fetchone()
    return connection.execute(
        "SELECT indexed_texts.id, text FROM indexed_texts JOIN texts USING (sha256) WHERE indexed_texts.id % ? = 0",
        [max(number // _SAMPLED, 1)],
    ).fetchall()


def _is_found(connection: sqlite3.Connection, number: int, text: str) -> bool:
    from annotator.model.searching.words import words_of  # noqa: PLC0415 - seldom looked at

    words = words_of(text)
    middle = len(words) // 2
    asked = words[middle : middle + _WORDS]
    if not asked:
        return True
    query = "SELECT 1 FROM text_index WHERE text_index MATCH ? AND rowid = ?"
    return connection.execute(query, [f'"{" ".join(asked)}"', number]).fetchone() is not None


def make_anew(connection: sqlite3.Connection) -> None:
    """Make the tables of the index anew, empty, within the open transaction, whatever there is left of them."""
    run = connection.execute
    names = {name for (name,) in run("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if "text_index" in names:
        # What it has gathered is forgotten; where it cannot read its tables it has gathered nothing.
        with suppress(*INDEX_ERRORS):
            run("INSERT INTO text_index (text_index) VALUES ('delete-all')")
        # FTS5 lets its table go only as long as it finds these, of a version that it knows.
        for part, columns in INDEX_PARTS.items():
            run(f"CREATE TABLE IF NOT EXISTS text_index_{part} ({columns})")
        run("REPLACE INTO text_index_config VALUES ('version', 4)")
        run("REPLACE INTO text_index_data VALUES (10, x'0000000000')")
    for table in SEARCH_TABLES:
        run(f"DROP TABLE IF EXISTS {table}")
    for statement in filter(None, map(str.strip, SEARCH.split(";"))):
        run(statement)


def faults(connection: sqlite3.Connection, check: str, most: int) -> list[str]:
    """Return what SQLite's `quick_check` or `integrity_check` reports of all but the index; so many lines at most.

    Raises what SQLite raises where it cannot go on.
    """
    try:
        return _lines(connection, f"PRAGMA {check}({most + 1})")[:most]
    except INDEX_ERRORS as error:
        if not is_of_index(error):
            raise
    # Where FTS5 cannot open its table the whole check ends with that: then one table after the other.
    query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'text_index' ORDER BY name"
    found: list[str] = []
    for (name,) in connection.execute(query).fetchall():
        found += _lines(connection, "PRAGMA {}('{}')".format(check, name.replace("'", "''")))
    return found[:most]


def _lines(connection: sqlite3.Connection, check: str) -> list[str]:
    found = [message for (message,) in connection.execute(check)]
    return [one for one in found if one != "ok" and not ("FTS5 table" in one and "text_index" in one)]
