"""Databases as other programs make them, from the facts of their schemas: for tests of what reads them."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

Rows = Mapping[str, Any]


def make_database(path: Path, schema: Sequence[str], rows: Rows) -> Path:
    """Write a database; `schema`: what follows CREATE TABLE, `rows`: by table, in the order of its columns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        for table in schema:
            connection.execute(f"CREATE TABLE {table}")
        for name, filled in rows.items():
            for row in filled:
                connection.execute(f"INSERT INTO {name} VALUES ({', '.join('?' * len(row))})", tuple(row))
        connection.commit()
    return path


def bytes_below(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# QualCoder, https://github.com/ccbogel/QualCoder: v1 of 2019, and v14.
QUALCODER_V1 = (
    "project (databaseversion text, date text, memo text, about text)",
    "source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text,"
    " unique(name))",
    "code_image (imid integer primary key, id integer, x1 integer, y1 integer, width integer, height integer,"
    " cid integer, memo text, date text, owner text)",
    "code_av (avid integer primary key, id integer, pos0 integer, pos1 integer, cid integer, memo text, date text,"
    " owner text)",
    "annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text, owner text, date text)",
    "attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text, valuetype text)",
    "attribute (attrid integer primary key, name text, attr_type text, value text, id integer, date text, owner text)",
    "case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer, owner text,"
    " date text, memo text)",
    "cases (caseid integer primary key, name text, memo text, owner text, date text, constraint ucm unique(name))",
    "code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer,"
    " unique(name))",
    "code_text (cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, date text, memo text,"
    " unique(cid, fid, pos0, pos1, owner))",
    "code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text,"
    " unique(name))",
    "journal (jid integer primary key, name text, jentry text, date text, owner text)",
)
_NEWER = {
    "project": "project (databaseversion text, date text, memo text, about text, bookmarkfile integer,"
    " bookmarkpos integer, codername text, recently_used_codes text)",
    "source": "source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text,"
    " date text, av_text_id integer, risid integer, unique(name))",
    "code_text": "code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer,"
    " pos1 integer, owner text, date text, memo text, avid integer, important integer,"
    " unique(cid, fid, pos0, pos1, owner))",
}
QUALCODER_V14 = tuple(_NEWER.get(table.split(" ")[0], table) for table in QUALCODER_V1)

# Taguette, https://gitlab.com/remram44/taguette: as SQLAlchemy makes it; and the later one, whose tags have parents.
TAGUETTE = (
    "users (login VARCHAR(30) NOT NULL, created DATETIME NOT NULL, hashed_password VARCHAR(192), PRIMARY KEY (login))",
    "projects (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL, description TEXT NOT NULL,"
    " created DATETIME NOT NULL)",
    "documents (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL, description TEXT NOT NULL,"
    " filename VARCHAR(200) NOT NULL, created DATETIME NOT NULL, project_id INTEGER NOT NULL,"
    " text_direction VARCHAR(13) NOT NULL, contents TEXT NOT NULL)",
    "highlights (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, document_id INTEGER NOT NULL,"
    " start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, snippet TEXT NOT NULL)",
    "tags (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, project_id INTEGER NOT NULL, path VARCHAR(200) NOT NULL,"
    " description TEXT NOT NULL, UNIQUE (project_id, path))",
    "highlight_tags (highlight_id INTEGER NOT NULL, tag_id INTEGER NOT NULL, PRIMARY KEY (highlight_id, tag_id))",
    "commands (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, date DATETIME NOT NULL, user_login VARCHAR(30) NOT NULL,"
    " project_id INTEGER NOT NULL, document_id INTEGER, payload TEXT NOT NULL)",
)
TAGUETTE_WITH_PARENTS = tuple(
    table.replace("UNIQUE (project_id", "parent_id INTEGER, UNIQUE (project_id") for table in TAGUETTE
)

# Discourse Network Analyzer, https://github.com/leifeld/dna: version 2, version 3, and the schema with roles.
_DNA = (
    "CODERS (ID INTEGER NOT NULL PRIMARY KEY, Name TEXT, Red INTEGER, Green INTEGER, Blue INTEGER)",
    "DOCUMENTS (ID INTEGER NOT NULL PRIMARY KEY, Title TEXT, Text TEXT, Coder INTEGER, Author TEXT, Source TEXT,"
    " Section TEXT, Notes TEXT, Type TEXT, Date INTEGER)",
    "STATEMENTTYPES (ID INTEGER NOT NULL PRIMARY KEY, Label TEXT, Red INTEGER, Green INTEGER, Blue INTEGER)",
    "STATEMENTS (ID INTEGER NOT NULL PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER,"
    " Stop INTEGER, Coder INTEGER)",
    "STATEMENTLINKS (ID INTEGER PRIMARY KEY NOT NULL, SourceId INTEGER NOT NULL, TargetId INTEGER NOT NULL)",
)
DNA_2 = (
    *_DNA,
    "VARIABLES (ID INTEGER NOT NULL PRIMARY KEY, Variable TEXT, DataType TEXT, StatementTypeId INTEGER)",
    *(
        f"{table} (ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL,"
        f" StatementTypeId INTEGER, Value {kind})"
        for table, kind in (
            ("DATABOOLEAN", "INTEGER"),
            ("DATAINTEGER", "INTEGER"),
            ("DATASHORTTEXT", "TEXT"),
            ("DATALONGTEXT", "TEXT"),
        )
    ),
)


def _dna_3(entries: str, column: str, link: str) -> tuple[str, ...]:
    return (
        *(
            f"{table} (ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, {link} INTEGER NOT NULL,"
            f" {name} {kind} NOT NULL)"
            for table, name, kind in (
                ("DATABOOLEAN", "Value", "INTEGER"),
                ("DATAINTEGER", "Value", "INTEGER"),
                ("DATASHORTTEXT", column, "INTEGER"),
                ("DATALONGTEXT", "Value", "TEXT"),
            )
        ),
        f"{entries} (ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL, Value TEXT NOT NULL DEFAULT '',"
        " Red INTEGER, Green INTEGER, Blue INTEGER, ChildOf INTEGER)",
    )


DNA_3_ALPHA = (*_DNA, DNA_2[len(_DNA)], *_dna_3("ATTRIBUTES", "Value", "VariableId"))
DNA_3 = (*_DNA, DNA_2[len(_DNA)], *_dna_3("ENTITIES", "Entity", "VariableId"))
DNA_ROLES = (
    *_DNA,
    "VARIABLES (ID INTEGER NOT NULL PRIMARY KEY, Variable TEXT NOT NULL, DataType TEXT NOT NULL, UNIQUE (Variable))",
    "ROLES (ID INTEGER NOT NULL PRIMARY KEY, RoleName TEXT NOT NULL, StatementTypeId INTEGER, Position INTEGER)",
    "ROLEVARIABLELINKS (ID INTEGER NOT NULL PRIMARY KEY, RoleId INTEGER, VariableId INTEGER)",
    "DOCUMENTTAGS (ID INTEGER NOT NULL PRIMARY KEY, Tag TEXT NOT NULL, DocumentId INTEGER)",
    *_dna_3("ENTITIES", "Entity", "RoleVariableLinkId"),
)
