"""What rows refer to and is gone, given a stand-in, so that nothing that refers to it has to go.

A text is made of what its spans quote, at their places; people, layers, actors and documents get a name that says that
theirs is lost; labels and roles come into the codebook by their ids. What could have no stand-in is left out and named.
"""

import hashlib
import json
import sqlite3
from dataclasses import dataclass, field
from typing import Any

from annotator.model.actor import ActorKind
from annotator.model.codebook import Codebook, Label, Role
from annotator.model.codebook_rules import slug_for
from annotator.model.codebook_version import CodebookVersion
from annotator.model.errors import BadProject
from annotator.model.ids import CodebookVersionId, LabelId, RoleId, new_id
from annotator.model.role_kinds import Takes
from annotator.model.span import GAP
from annotator.model.wording import counted, one_or_many
from annotator.store.clock import now
from annotator.store.rows.codebook import Codebooks
from annotator.store.rows.settings import settings_of
from annotator.store.schema.naming import gold_id
from annotator.store.schema.tables import Table

LOST_SIGN = "\N{REPLACEMENT CHARACTER}"
"""Stands for each character of a text that nothing quotes."""
_LOST_TEXT = "[This text is lost.]"
_REFERRING = {
    "layers": (("spans", "layer"), ("assignments", "layer")),
    "coders": (
        *(("layers", "coder"), ("decisions", "coder"), ("codebook_versions", "coder")),
        *(("releases", "coder"), ("practice_documents", "coder"), ("remarks", "coder"), ("memos", "author")),
        ("kept_searches", "coder"),
    ),
    "documents": (("spans", "document"), ("decisions", "document"), ("memos", "document")),
    "actors": (("spans", "actor"), ("links", "actor"), ("actors", "parent")),
}
"""What gets a stand-in, and for which columns."""
_DROPPED = (
    *(("links", "act", "spans"), ("links", "span", "spans")),
    *(("assignments", "document", "documents"), ("releases", "document", "documents")),
    *(("practice_documents", "document", "documents"), ("practice_results", "document", "documents")),
    *(("practice_results", "layer", "layers"), ("recode_samples", "layer", "layers")),
    ("recode_samples", "drawn_from", "layers"),
    *(("distinct_pairs", "document", "documents"), ("distinct_pairs", "other", "documents")),
    ("units", "document", "documents"),
)
"""Rows that say nothing without what they refer to."""


@dataclass(slots=True)
class StandIns:
    """What stands for something lost: ids by table, and documents whose text is lost with the hash that it had."""

    rows: dict[Table, list[str]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)


def put_stand_ins(connection: sqlite3.Connection, origin: str) -> StandIns:
    """Let nothing refer to what is not there; within an open step."""
    found = StandIns()
    _drop_settings(connection, found)
    _put_rows(connection, found, origin)
    _put_texts(connection, found)
    _forget_sources(connection, found)
    _mend_quotes(connection, found)
    for table, column, parent in _DROPPED:
        _drop(connection, found, table, column, parent)
    _drop_samples(connection, found)
    _put_labels(connection, found)
    return found


def _missing(connection: sqlite3.Connection, parent: str) -> list[str]:
    query = " UNION ".join(
        f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT id FROM {parent})"
        for table, column in _REFERRING[parent]
    )
    return [id for (id,) in connection.execute(f"{query} ORDER BY 1").fetchall()]


def _put_rows(connection: sqlite3.Connection, found: StandIns, origin: str) -> None:
    run = connection.execute
    for number, id in enumerate(_missing(connection, "layers"), 1):
        if id == gold_id(origin):
            run("INSERT INTO layers (id, name, kind) VALUES (?, ?, 'gold')", [id, _free(connection, "layers", "Gold")])
            continue
        name = _free(connection, "layers", f"Coder {number} (name lost)")
        coder = new_id()
        person = _free(connection, "coders", f"Coder {number} (name lost)")
        run("INSERT INTO coders (id, name, pseudonym) VALUES (?, ?, ?)", [coder, person, person])
        run("INSERT INTO layers (id, name, kind, coder) VALUES (?, ?, 'coder', ?)", [id, name, coder])
        found.rows.setdefault(Table.LAYERS, []).append(id)
    for number, id in enumerate(_missing(connection, "coders"), 1):
        name = _free(connection, "coders", f"Coder {number} (name lost)")
        run("INSERT INTO coders (id, name, pseudonym) VALUES (?, ?, ?)", [id, name, name])
        found.rows.setdefault(Table.CODERS, []).append(id)
    for number, id in enumerate(_missing(connection, "actors"), 1):
        values = [id, f"Actor {number} (name lost)", ActorKind.PERSON]
        run("INSERT INTO actors (id, name, kind) VALUES (?, ?, ?)", values)
        found.rows.setdefault(Table.ACTORS, []).append(id)
    for number, id in enumerate(_missing(connection, "documents"), 1):
        run(
            "INSERT INTO documents (id, title, text_sha256, position)"
            " SELECT ?, ?, '', coalesce(max(position), 0) + 1 FROM documents",
            [id, f"Document {number} (title lost)"],
        )
        found.rows.setdefault(Table.DOCUMENTS, []).append(id)


def _free(connection: sqlite3.Connection, table: str, name: str) -> str:
    taken = {one for (one,) in connection.execute(f"SELECT name FROM {table}")}
    names = (name, *(f"{name} ({number})" for number in range(2, len(taken) + 3)))
    return next(one for one in names if one not in taken)


def _put_texts(connection: sqlite3.Connection, found: StandIns) -> None:
    """Give documents without a text one that has what is quoted of it where it stood."""
    run = connection.execute
    without = run(
        "SELECT id, title, text_sha256 FROM documents WHERE text_sha256 NOT IN (SELECT sha256 FROM texts)"
    ).fetchall()
    for id, title, sha256 in without:
        text = _quoted(connection, id)
        made = hashlib.sha256(text.encode()).hexdigest()
        run("INSERT OR IGNORE INTO texts (sha256, length, text) VALUES (?, ?, ?)", [made, len(text), text])
        run("UPDATE documents SET text_sha256 = ? WHERE id = ?", [made, id])
        found.texts[id] = sha256
        (count,) = run("SELECT count(*) FROM spans WHERE document = ?", [id]).fetchone()
        stand = one_or_many(count, "stands", "stand")
        codings = f"; {counted(count, 'coding')} {stand} in one that has what they quote, and {LOST_SIGN} for the rest"
        found.notices.append(f"The text of “{title}” is lost{codings if count else ''}.")


def _forget_sources(connection: sqlite3.Connection, found: StandIns) -> None:
    """Let documents name no source file that is lost: it can be chosen again, where the user still has it."""
    gone = "WHERE source_file IS NOT NULL AND source_file NOT IN (SELECT sha256 FROM source_files)"
    for (title,) in connection.execute(f"SELECT title FROM documents {gone} ORDER BY position").fetchall():
        found.notices.append(f"The file that “{title}” was read from is lost; its text is not.")
    connection.execute(f"UPDATE documents SET source_file = NULL {gone}")


def _quoted(connection: sqlite3.Connection, document: str) -> str:
    pieces: dict[int, str] = {}
    quotes = connection.execute("SELECT start, stop, extents, quote FROM spans WHERE document = ?", [document])
    further = connection.execute(
        "SELECT 0, 0, links.extents, links.quote FROM links JOIN spans ON spans.id = act WHERE document = ?", [document]
    )
    for start, stop, extents, quote in (*quotes, *further):
        places = [(start, stop)] if extents is None else _places(extents)
        for (first, last), piece in zip(places, quote.split(GAP) if len(places) > 1 else [quote], strict=False):
            if 0 <= first < last and last - first == len(piece) and last < 1 << 28:
                pieces[first] = max(pieces.get(first, ""), piece, key=len)
    length = max((first + len(piece) for first, piece in pieces.items()), default=0)
    signs = [LOST_SIGN] * length
    for first, piece in pieces.items():
        signs[first : first + len(piece)] = piece
    return "".join(signs) or _LOST_TEXT


def _places(extents: str) -> list[tuple[int, int]]:
    try:
        return [(int(first), int(last)) for first, last in json.loads(extents)]
    except (TypeError, ValueError):
        return []


def _mend_quotes(connection: sqlite3.Connection, found: StandIns) -> None:
    """Let each span quote what stands at its place; one whose place is outside its text is left out."""
    run = connection.execute
    texts = "FROM {} JOIN documents ON documents.id = document JOIN texts ON sha256 = text_sha256"
    spans = run(f"SELECT spans.id, title, start, stop, extents, quote, text {texts.format('spans')}")
    links = run(
        "SELECT links.id, title, 0, 0, links.extents, links.quote, text FROM links JOIN spans ON spans.id = act"
        " JOIN documents ON documents.id = document JOIN texts ON sha256 = text_sha256 WHERE links.extents <> '[]'"
    )
    wrong = [("spans", *one) for one in _unlike_text(spans)] + [("links", *one) for one in _unlike_text(links)]
    for table, id, title, quote, right in wrong:
        if right:
            run(f"UPDATE {table} SET quote = ? WHERE id = ?", [right, id])
            found.notices.append(f"A quote in “{title}” was damaged; it is what stands at its place: “{right[:60]}”.")
        else:
            run(f"DELETE FROM {table} WHERE id = ?", [id])
            found.notices.append(f"A coding of “{title}” has no place in the text and was left out: “{quote[:60]}”.")


def _unlike_text(rows: sqlite3.Cursor) -> list[tuple[str, str, str, str]]:
    wrong = []
    for id, title, start, stop, extents, quote, text in rows:
        places = [(start, stop)] if extents is None else _places(extents)
        is_within = bool(places) and all(0 <= first <= last <= len(text) for first, last in places)
        right = GAP.join(text[first:last] for first, last in places) if is_within else ""
        if right != quote:
            wrong.append((id, title, quote, right))
    return wrong


def _drop(connection: sqlite3.Connection, found: StandIns, table: str, column: str, parent: str) -> None:
    gone = f"WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT id FROM {parent})"
    names = "role, quote" if table == "links" else "id, ''"
    for name, quote in connection.execute(f"SELECT {names} FROM {table} {gone}").fetchall():
        said = f": “{quote[:60]}”" if quote else ""
        what = f"A {name} of an act" if table == "links" else f"The row “{name}” of {table}"
        found.notices.append(f"{what} was left out, since what it refers to is lost{said}.")
    connection.execute(f"DELETE FROM {table} {gone}")


def _drop_settings(connection: sqlite3.Connection, found: StandIns) -> None:
    for id, value in connection.execute("SELECT id, value FROM settings").fetchall():
        try:
            settings_of({id: value})
        except BadProject as error:
            connection.execute("DELETE FROM settings WHERE id = ?", [id])
            found.notices.append(str(error))


def _drop_samples(connection: sqlite3.Connection, found: StandIns) -> None:
    """Leave samples out of which nobody knows any more whose layer they were drawn from."""
    wrong = (
        "SELECT recode_samples.id FROM recode_samples JOIN layers AS again ON again.id = layer"
        " JOIN layers AS first ON first.id = drawn_from WHERE again.coder IS NOT first.coder OR again.id = first.id"
    )
    for (id,) in connection.execute(wrong).fetchall():
        connection.execute("DELETE FROM recode_samples WHERE id = ?", [id])
        found.notices.append(f"The row “{id}” of recode_samples was left out, since whose layers it is of is lost.")


def _put_labels(connection: sqlite3.Connection, found: StandIns) -> None:
    """Add a version of the codebook with what codings use and it does not have."""
    codebooks = Codebooks(connection)
    there = connection.execute("SELECT max(number) FROM codebook_versions").fetchone()[0]
    codebook = codebooks.current().codebook if there is not None else Codebook()
    labels = {label.id: label for label in codebook.labels}
    for (id,) in connection.execute("SELECT DISTINCT label FROM spans ORDER BY 1").fetchall():
        if id not in labels:
            slug = slug_for(id)
            connection.execute("UPDATE spans SET label = ? WHERE label = ? AND label <> ?", [slug, id, slug])
            labels.setdefault(LabelId(slug), Label(id=LabelId(slug), name=f"{id} (definition lost)"))
    used = connection.execute(
        "SELECT label, role, count(*) > count(DISTINCT act) FROM links JOIN spans ON spans.id = act"
        " GROUP BY 1, 2 ORDER BY 1, 2"
    ).fetchall()
    for id, name, is_several in used:
        labels[id] = _with_role(labels[id], name, bool(is_several))
    changed: dict[str, Any] = {"labels": tuple(labels.values())}
    if there is None or changed["labels"] != codebook.labels:
        made = Codebook.model_validate({**dict(codebook), **changed})
        version = CodebookVersion(CodebookVersionId(new_id()), (there or 0) + 1, made, "", None, now())
        codebooks.add([version])
        lost = "definitions of labels or roles were" if there is not None else "The codebook was"
        found.notices.append(f"{lost[0].upper()}{lost[1:]} lost: what codings use stands there by its id.")


def _with_role(label: Label, name: str, is_several: bool) -> Label:
    roles = {role.id: role for role in label.roles}
    role = roles.get(RoleId(name))
    if role is None:
        role = Role(id=RoleId(name), name=f"{name} (definition lost)", several=True, takes=Takes.PARTY)
    elif is_several and not role.several:
        role = role.model_copy(update={"several": True})
    return label.model_copy(update={"roles": tuple({**roles, role.id: role}.values())})
