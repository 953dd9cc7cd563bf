"""Whether SQLite searches by as many columns as a statement has conditions on, and not by fewer.

Where two indexes have some of them each, it takes either: `+column` says which conditions are not to be searched by.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator

_SEARCH = re.compile(r"SEARCH (\w+) USING (?:COVERING )?(?:INTEGER )?(INDEX (\w+)|PRIMARY KEY) \((.*)\)")
_TABLE = re.compile(r"\b(?:FROM|JOIN|UPDATE|,)\s+(\w+)(?:\s+AS\s+(\w+))?", re.IGNORECASE)
_CONDITION = re.compile(
    r"(?<![\w.+])(?:(\w+)\.)?(\w+)\s*(?:=|<(?!>)|>|\bIS\b(?! NOT)|\bIN\b|\bBETWEEN\b)", re.IGNORECASE
)
_VALUE = re.compile(r"'(?:[^']|'')*'|\b\d+\b")


def unlike(statements: Iterable[str]) -> list[str]:
    """Return statements of which no two differ in values alone."""
    return list({_VALUE.sub("?", one): one for one in statements}.values())


def too_short(connection: sqlite3.Connection, statement: str) -> list[str]:
    """Return the searches of a statement that have fewer columns than it has conditions on indexed ones.

    Where all columns of a unique index are equal to something, no more than one row is looked at: that is enough.
    """
    if not re.match(r"(WITH|SELECT|UPDATE|DELETE|INSERT|REPLACE)\b", statement):
        return []
    found = []
    for *_, detail in connection.execute(f"EXPLAIN QUERY PLAN {statement}"):
        search = _SEARCH.match(detail)
        if search is None:
            continue
        name, index = search[1], search[3]
        searched = [re.split(r"[=<>]", one)[0] for one in search[4].split(" AND ")]
        if index is None or _is_one_row(connection, index, search[4]):
            continue
        for table, conditions in _blocks(statement):
            is_it = name == table or name in _aliases(statement, table)
            if is_it and len(conditions & _indexed(connection, table)) > len(set(searched)):
                found.append(f"{detail}: {statement}")
    return found


def _blocks(statement: str) -> Iterator[tuple[str, set[str]]]:
    """Yield each table of a statement with the columns that there are conditions on, where it is read or written."""
    text = _VALUE.sub("?", statement)
    while True:
        inner = re.search(r"\(([^()]*)\)", text)
        yield from _in_block(inner[1] if inner else text)
        if inner is None:
            return
        text = f"{text[: inner.start()]} ? {text[inner.end() :]}"


def _in_block(text: str) -> Iterator[tuple[str, set[str]]]:
    head, _, where = re.sub(r"\s+", " ", text).partition(" WHERE ")
    where = re.split(r" (?:ORDER BY|GROUP BY|LIMIT|RETURNING) ", where)[0]
    if " OR " in where:
        return
    tables = [(table, alias or table) for table, alias in _TABLE.findall(head)]
    for table, alias in tables:
        met = _CONDITION.findall(where)
        yield table, {column for of, column in met if of in (alias, table) or (not of and len(tables) == 1)}


def _aliases(statement: str, table: str) -> set[str]:
    return {alias for name, alias in _TABLE.findall(statement) if name == table and alias}


def _indexed(connection: sqlite3.Connection, table: str) -> set[str]:
    """Return the columns of a table that some index has."""
    columns = {name for _, name, *_, is_key in connection.execute(f"PRAGMA table_info({table})") if is_key}
    for _, index, *_ in connection.execute(f"PRAGMA index_list({table})").fetchall():
        columns |= {name for *_, name in connection.execute(f"PRAGMA index_info({index})")}
    return columns


def _is_one_row(connection: sqlite3.Connection, index: str, searched: str) -> bool:
    """Whether all columns of a unique index are equal to something."""
    (table,) = connection.execute("SELECT tbl_name FROM sqlite_schema WHERE name = ?", [index]).fetchone()
    is_unique = {name: unique for _, name, unique, *_ in connection.execute(f"PRAGMA index_list({table})")}[index]
    columns = len(connection.execute(f"PRAGMA index_info({index})").fetchall())
    return bool(is_unique) and searched.count("=?") == columns
