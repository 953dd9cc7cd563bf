"""Whether a project file holds what it should: SQLite's own check, and the rules that SQL cannot express."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice

from annotator.model import verbs
from annotator.model.codebook import Codebook, Role
from annotator.model.errors import BadCodebook, BadProject
from annotator.model.wording import counted
from annotator.store.check.chain_check import chain_problems
from annotator.store.check.quotes import given_unit_problems, span_problems
from annotator.store.check.shapes import shape_problems
from annotator.store.check.soundness import MOST, broken
from annotator.store.rows.codebook import Codebooks
from annotator.store.rows.settings import settings_of
from annotator.store.sqlite_errors import explained


def damage(connection: sqlite3.Connection) -> list[str]:
    """Return what SQLite finds wrong with the file; where that is nothing, tables and values of other shapes."""
    return broken(connection) or list(islice(shape_problems(connection), MOST))


def problems(connection: sqlite3.Connection, codebooks: Codebooks) -> list[str]:
    """Return a sentence for each thing that is wrong, `MOST` at most per rule.

    Where SQLite itself finds the file damaged there is no use in reading its rows, nor where tables or values have
    not the shapes in which the program writes them.
    """
    if found := damage(connection):
        return found
    return list(dict.fromkeys([*own_problems(connection, codebooks), *_first(chain_problems(connection))]))


def own_problems(connection: sqlite3.Connection, codebooks: Codebooks) -> list[str]:
    """Return what is wrong with a file that SQLite finds in order; as `problems`."""
    if found := list(islice(shape_problems(connection), MOST)):
        return found
    for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchmany(MOST):
        found.append(f"A row of {table} refers to a row of {parent} that does not exist.")
    texts = (_text_problems(connection), _source_problems(connection))
    rules = (_step_problems(connection), *texts, span_problems(connection), given_unit_problems(connection))
    whole = (_setting_problems(connection), _result_problems(connection), _sample_problems(connection))
    labels: tuple[Iterator[str], ...] = ()
    try:
        codebook = codebooks.current().codebook
        # Of versions that copies saved apart each is what somebody codes by, until they are brought together.
        known = [*(one.codebook for one in codebooks.heads()), codebook]
        labels = (_label_problems(connection, known), _slot_problems(connection, known))
    except BadCodebook as error:
        found.append(str(error))
    for rule in (*rules, *labels, *whole):
        found += _first(rule)
    return list(dict.fromkeys(found))


def _first(sentences: Iterator[str]) -> list[str]:
    found: list[str] = []
    try:
        with explained():
            found.extend(islice(sentences, MOST))
    except BadProject as error:
        found.append(str(error))  # what can be read no more; the other rules are looked at all the same
    return found


def _step_problems(connection: sqlite3.Connection) -> Iterator[str]:
    steps = connection.execute(
        "SELECT coalesce(nullif(label, ''), verb), time FROM steps WHERE kind = 'do'"
        " AND verb NOT IN (SELECT value FROM json_each(?))"
        " AND NOT EXISTS (SELECT 1 FROM changes WHERE changes.step = steps.number)"
        " AND number NOT IN (SELECT place FROM erased WHERE strand = 0)",
        [json.dumps([*verbs.NOTED, verbs.TAKE_IN])],
    )
    for label, time in steps:
        yield f"The history no longer says what “{label}” of {time[:10]} changed, so it cannot be undone."


def _text_problems(connection: sqlite3.Connection) -> Iterator[str]:
    for sha256, length, text in connection.execute("SELECT sha256, length, text FROM texts"):
        if hashlib.sha256(text.encode()).hexdigest() != sha256 or len(text) != length:
            yield f"The text {sha256[:12]}… has been changed outside the program."


def _source_problems(connection: sqlite3.Connection) -> Iterator[str]:
    # Row by row: together they may be larger than memory.
    for sha256, name, size, body in connection.execute("SELECT sha256, name, size, body FROM source_files"):
        if type(body) is not bytes or len(body) != size or hashlib.sha256(body).hexdigest() != sha256:
            yield f"The source file “{name}” has been changed outside the program."
    # What came over a hub may have stayed there; what was kept in this file is in it.
    lost = connection.execute(
        "SELECT title FROM documents WHERE source_file NOT IN (SELECT sha256 FROM source_files) AND EXISTS ("
        " SELECT 1 FROM changes JOIN steps ON steps.number = step WHERE table_name = 'documents' AND row = documents.id"
        " AND json_extract(after, '$.source_file') = source_file"
        " AND json_extract(before, '$.source_file') IS NOT source_file AND verb <> ?)",
        [verbs.DECIDE_CONFLICT],
    )
    for (title,) in lost:
        yield f"The source file of “{title}” was kept here, and is gone."


def _setting_problems(connection: sqlite3.Connection) -> Iterator[str]:
    for id, value in connection.execute("SELECT id, value FROM settings ORDER BY id"):
        try:
            settings_of({id: value})
        except BadProject as error:
            yield str(error)


def _result_problems(connection: sqlite3.Connection) -> Iterator[str]:
    found = connection.execute(
        "SELECT title FROM practice_results JOIN documents ON documents.id = document"
        " WHERE just_so > places OR same > own OR same > gold OR min(places, just_so, same, own, gold) < 0"
    )
    for (title,) in found:
        yield f"A result of practising on “{title}” counts more spans that are the same than there are."


def _sample_problems(connection: sqlite3.Connection) -> Iterator[str]:
    found = connection.execute(
        "SELECT again.name FROM recode_samples JOIN layers AS again ON again.id = layer"
        " JOIN layers AS first ON first.id = drawn_from"
        " WHERE again.id = first.id OR again.coder IS NOT first.coder OR done < 1"
    )
    for (name,) in found:
        yield f"The re-code sample “{name}” was not drawn from another layer of the same coder."


def _label_problems(connection: sqlite3.Connection, codebooks: Sequence[Codebook]) -> Iterator[str]:
    known = {str(label.id) for codebook in codebooks for label in codebook.labels}
    for label, count in connection.execute(
        "SELECT label, sum(spans) FROM"
        " (SELECT layer, label, count(*) AS spans FROM spans GROUP BY layer, label) GROUP BY 1 ORDER BY 1"
    ):
        if label not in known:
            yield f"{counted(count, 'span has', 'spans have')} the label “{label}”, which is not in the codebook."


def _slot_problems(connection: sqlite3.Connection, codebooks: Sequence[Codebook]) -> Iterator[str]:
    """Yield what is wrong with slots. `codebooks`: what is known, that in force last.

    Where copies came together what the codebook does not let a slot hold is nothing wrong with the file: it is listed
    among what is open between them, and can be decided there.
    """
    is_listed = connection.execute("SELECT 1 FROM takings LIMIT 1").fetchone() is not None
    labels = [label for codebook in codebooks for label in codebook.labels]
    roles = {(str(label.id), str(role.id)): role for label in labels for role in label.roles}
    counts = connection.execute(
        "SELECT label, role, count(*), count(*) - count(DISTINCT act),"
        " sum(links.actor IS NOT NULL), sum(span = act),"
        " sum(value IS NOT NULL AND (span IS NOT NULL OR links.actor IS NOT NULL OR links.extents <> '[]')),"
        " sum(span IS NOT NULL AND links.extents <> '[]')"
        " FROM links JOIN spans ON spans.id = act GROUP BY 1, 2 ORDER BY 1, 2"
    )
    for label, name, count, more, actors, own, mixed, doubled in counts:
        role = roles.get((label, name))
        slot = f"the slot “{name}” of “{label}”"
        if not is_listed:
            yield from _unfit(slot, role, count, more, actors)
        if own:
            yield f"{counted(own, 'act is its', 'acts are their')} own party in {slot}."
        if mixed or doubled:
            parties = counted(mixed + doubled, f"party in {slot} is", f"parties in {slot} are")
            yield f"{parties} several things at once: a value, a span, a passage."


def _unfit(slot: str, role: Role | None, count: int, more: int, actors: int) -> Iterator[str]:
    """Yield why a role does not let its slots hold what stands in them: so many parties, too many, and actors."""
    if role is None:
        yield f"{counted(count, 'party stands', 'parties stand')} in {slot}, which is not in the codebook."
    elif more and not role.several:
        yield f"{counted(more, 'party too many stands', 'parties too many stand')} in {slot}, which takes one."
    if actors and role is not None and not role.slot_type.actors:
        stand = counted(actors, "actor stands", "actors stand")
        yield f"{stand} in {slot}, which takes a {role.takes} of the text."
