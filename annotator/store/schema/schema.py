"""The tables of a project file, as of its first release; later changes are migrations.

Texts and the journal are not journaled: texts are immutable and named by their hash. All other tables have a text
column `id`, which is how the journal names a row, and hold lists and mappings as JSON text.
"""

from collections.abc import Sequence

from annotator.store.schema.tables import Table

TABLES = """
CREATE TABLE texts (
    sha256 TEXT PRIMARY KEY,
    length INTEGER NOT NULL,
    text TEXT NOT NULL
);
CREATE TABLE properties (
    id TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    text_sha256 TEXT NOT NULL REFERENCES texts (sha256),
    metadata TEXT NOT NULL DEFAULT '{}',
    source TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL,
    pages TEXT NOT NULL DEFAULT '[]'
) WITHOUT ROWID;
CREATE INDEX documents_by_text ON documents (text_sha256);
CREATE INDEX documents_by_position ON documents (position);
CREATE TABLE codebook_versions (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    codebook TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    coder TEXT REFERENCES coders (id),
    time TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE coders (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    pseudonym TEXT NOT NULL UNIQUE
) WITHOUT ROWID;
CREATE TABLE layers (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('coder', 'gold', 'suggestions')),
    coder TEXT REFERENCES coders (id)
) WITHOUT ROWID;
CREATE TABLE assignments (
    id TEXT PRIMARY KEY,
    layer TEXT NOT NULL REFERENCES layers (id),
    document TEXT NOT NULL REFERENCES documents (id),
    done INTEGER NOT NULL DEFAULT 0,
    UNIQUE (layer, document)
) WITHOUT ROWID;
CREATE INDEX assignments_by_document ON assignments (document);
CREATE TABLE actors (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    aliases TEXT NOT NULL DEFAULT '[]',
    codes TEXT NOT NULL DEFAULT '{}',
    parent TEXT REFERENCES actors (id),
    memberships TEXT NOT NULL DEFAULT '[]'
) WITHOUT ROWID;
CREATE TABLE spans (
    id TEXT PRIMARY KEY,
    layer TEXT NOT NULL REFERENCES layers (id),
    document TEXT NOT NULL REFERENCES documents (id),
    label TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    extents TEXT,
    quote TEXT NOT NULL,
    attributes TEXT NOT NULL DEFAULT '{}',
    note TEXT NOT NULL DEFAULT '',
    doubt INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX spans_by_document ON spans (document, layer, start);
CREATE INDEX spans_by_layer ON spans (layer, document);
CREATE INDEX spans_by_label ON spans (label);
CREATE TABLE links (
    id TEXT PRIMARY KEY,
    act TEXT NOT NULL REFERENCES spans (id),
    role TEXT NOT NULL,
    span TEXT REFERENCES spans (id),
    actor TEXT REFERENCES actors (id),
    value TEXT,
    CHECK (span IS NOT NULL OR actor IS NOT NULL OR value IS NOT NULL)
) WITHOUT ROWID;
CREATE INDEX links_by_act ON links (act);
CREATE INDEX links_by_span ON links (span);
CREATE INDEX links_by_actor ON links (actor);
CREATE TABLE decisions (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents (id),
    rule TEXT NOT NULL,
    candidates TEXT NOT NULL,
    absent TEXT NOT NULL DEFAULT '[]',
    gold TEXT NOT NULL DEFAULT '[]',
    reason TEXT NOT NULL DEFAULT '',
    coder TEXT REFERENCES coders (id),
    time TEXT NOT NULL,
    codebook_version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX decisions_by_document ON decisions (document);
"""

ACTS = """
DROP TRIGGER spans_update;
ALTER TABLE spans ADD COLUMN actor TEXT REFERENCES actors (id);
ALTER TABLE spans ADD COLUMN codebook_version INTEGER NOT NULL DEFAULT 0;
CREATE INDEX spans_by_actor ON spans (actor) WHERE actor IS NOT NULL;
CREATE TABLE links_with_passages (
    id TEXT PRIMARY KEY,
    act TEXT NOT NULL REFERENCES spans (id),
    role TEXT NOT NULL,
    span TEXT REFERENCES spans (id),
    actor TEXT REFERENCES actors (id),
    value TEXT,
    extents TEXT NOT NULL DEFAULT '[]',
    quote TEXT NOT NULL DEFAULT '',
    CHECK (span IS NOT NULL OR actor IS NOT NULL OR value IS NOT NULL OR extents <> '[]')
) WITHOUT ROWID;
INSERT INTO links_with_passages SELECT id, act, role, span, actor, value, '[]', '' FROM links;
DROP TABLE links;
ALTER TABLE links_with_passages RENAME TO links;
CREATE INDEX links_by_act ON links (act);
CREATE INDEX links_by_span ON links (span);
CREATE INDEX links_by_actor ON links (actor);
ALTER TABLE decisions ADD COLUMN links TEXT NOT NULL DEFAULT '[]';
CREATE INDEX changes_of_the_codebook ON changes (step) WHERE table_name = 'codebook_versions';
CREATE TEMPORARY TABLE coded (span TEXT PRIMARY KEY, step INTEGER NOT NULL);
INSERT INTO coded SELECT row, max(step) FROM changes WHERE table_name = 'spans' GROUP BY row;
CREATE TEMPORARY TABLE saved (number INTEGER PRIMARY KEY, step INTEGER NOT NULL);
INSERT INTO saved SELECT codebook_versions.number, min(step) FROM codebook_versions
    JOIN changes ON table_name = 'codebook_versions' AND changes.row = codebook_versions.id GROUP BY 1;
CREATE TEMPORARY TABLE under (span TEXT PRIMARY KEY, number INTEGER NOT NULL);
INSERT INTO under SELECT span, coalesce(max(saved.number), 1) FROM coded LEFT JOIN saved ON saved.step <= coded.step
    GROUP BY 1;
UPDATE spans SET codebook_version = coalesce((SELECT number FROM under WHERE span = spans.id), 1);
UPDATE changes SET before = json_set(before, '$.codebook_version', under.number),
    after = json_set(after, '$.codebook_version', under.number)
    FROM under WHERE table_name = 'spans' AND row = under.span;
DROP TABLE under;
DROP TABLE saved;
DROP TABLE coded;
"""
"""What the first release lacked. A span was coded under the codebook that was in force at its last change.

The journal is told that too: a span that undo or redo brings back would not know it otherwise.
"""

SETTINGS = """
CREATE TABLE settings (
    id TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE releases (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL UNIQUE REFERENCES documents (id),
    coder TEXT REFERENCES coders (id),
    time TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE practice_documents (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL UNIQUE REFERENCES documents (id),
    coder TEXT REFERENCES coders (id),
    time TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE practice_results (
    id TEXT PRIMARY KEY,
    layer TEXT NOT NULL REFERENCES layers (id),
    document TEXT NOT NULL REFERENCES documents (id),
    places INTEGER NOT NULL,
    just_so INTEGER NOT NULL,
    same INTEGER NOT NULL,
    own INTEGER NOT NULL,
    gold INTEGER NOT NULL,
    time TEXT NOT NULL,
    UNIQUE (layer, document)
) WITHOUT ROWID;
CREATE INDEX practice_results_by_document ON practice_results (document);
CREATE TABLE recode_samples (
    id TEXT PRIMARY KEY,
    layer TEXT NOT NULL UNIQUE REFERENCES layers (id),
    drawn_from TEXT NOT NULL REFERENCES layers (id),
    done INTEGER NOT NULL,
    seed INTEGER NOT NULL
) WITHOUT ROWID;
"""
"""What stood in `properties` before, a text by a name; see `properties.py`."""

VERBS = """
ALTER TABLE steps ADD COLUMN verb TEXT NOT NULL DEFAULT '';
ALTER TABLE steps ADD COLUMN facts TEXT NOT NULL DEFAULT '{}';
CREATE INDEX changes_that_deleted ON changes (row) WHERE after IS NULL;
"""
"""What was done, as a verb and its facts; the `label` of older steps is a sentence, and empty in newer ones."""

ROLES = "ALTER TABLE coders ADD COLUMN roles TEXT NOT NULL DEFAULT ''"
"""What each person does in the project; empty where nobody has said so, as in older files: see `Coders`."""

CHAIN = """
ALTER TABLE steps ADD COLUMN sitting TEXT NOT NULL DEFAULT '';
ALTER TABLE steps ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
ALTER TABLE steps ADD COLUMN clock INTEGER NOT NULL DEFAULT 0;
ALTER TABLE steps ADD COLUMN seal BLOB;
ALTER TABLE journal ADD COLUMN origin TEXT NOT NULL DEFAULT '';
ALTER TABLE journal ADD COLUMN clock INTEGER NOT NULL DEFAULT 0;
ALTER TABLE journal ADD COLUMN packing INTEGER NOT NULL DEFAULT 0;
CREATE TABLE strands (
    id INTEGER PRIMARY KEY,
    sitting TEXT NOT NULL,
    channel TEXT NOT NULL,
    person TEXT NOT NULL,
    format INTEGER NOT NULL,
    UNIQUE (sitting, channel)
);
CREATE TABLE parts (
    strand INTEGER NOT NULL REFERENCES strands (id),
    counter INTEGER NOT NULL,
    line TEXT NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (strand, counter)
) WITHOUT ROWID;
CREATE TABLE segments (
    strand INTEGER NOT NULL REFERENCES strands (id),
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    body BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (strand, first)
);
CREATE TABLE tips (
    row TEXT NOT NULL,
    table_name TEXT NOT NULL,
    strand INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    PRIMARY KEY (row, table_name)
) WITHOUT ROWID;
"""
"""Names for steps, and what copies exchange of them; see `sync/parts.py`, `strands.py` and `seals.py`.

`journal.origin`: the id of the project, the same in all copies; `journal.clock`: the largest number that a step has.
"""

LAYERS_INDEX = """
DROP INDEX spans_by_layer;
DROP INDEX spans_by_label;
CREATE INDEX spans_by_layer ON spans (layer, label);
"""
"""One index in place of two: a million spans take a tenth less room, and each is written a little sooner."""

COUNTS_INDEX = """
DROP INDEX spans_by_layer;
CREATE INDEX spans_by_layer ON spans (layer, label, document);
"""
"""With the document, labels are counted by documents from the index alone: a million in a seventh of the time."""

REMARKS = """
CREATE TABLE remarks (
    id TEXT PRIMARY KEY,
    step TEXT NOT NULL,
    coder TEXT NOT NULL REFERENCES coders (id),
    author TEXT NOT NULL,
    recipient TEXT,
    text TEXT NOT NULL,
    time TEXT NOT NULL,
    settled INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX remarks_by_step ON remarks (step);
"""
"""Remarks at steps, by the steps' names; see `model/remark.py`. A coder's copy need not know who wrote to them."""

SETS_AND_FIELDS = """
CREATE TABLE document_sets (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    position INTEGER NOT NULL,
    filter TEXT,
    documents TEXT
) WITHOUT ROWID;
CREATE TABLE document_fields (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('text', 'date', 'number', 'choice')),
    choices TEXT NOT NULL DEFAULT '[]',
    position INTEGER NOT NULL
) WITHOUT ROWID;
ALTER TABLE texts ADD COLUMN words INTEGER;
ALTER TABLE texts ADD COLUMN counted TEXT;
DROP TRIGGER texts_update;
"""
"""Sets of documents, by a filter or a list; types of metadata fields; how long a text is, and in what it is counted.

`texts.words` is empty until somebody counts: it follows from the text, so it may be written by no step.
"""

SIZE_GUARDS = """
CREATE TRIGGER texts_update BEFORE UPDATE OF sha256, length, text ON texts BEGIN
    SELECT RAISE(ABORT, 'a text is immutable');
END;
"""

OUTSIDE = "write outside transact()"
"""What SQLite says when a row is written without an open step."""

BIN = """
CREATE TABLE removals (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('documents', 'layers', 'coders', 'labels')),
    target TEXT NOT NULL,
    content TEXT NOT NULL DEFAULT '',
    coder TEXT,
    time TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE hidden (
    table_name TEXT NOT NULL,
    row TEXT NOT NULL,
    held_by TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (table_name, row)
) WITHOUT ROWID;
CREATE INDEX hidden_by_holder ON hidden (held_by);
"""
"""The recycle bin: what was removed by whom, and the rows that are not shown for it; see `history/hiding.py`.

`removals.id`: “kind/target”; `hidden.held_by`: the same of one thing that is not shown and that the row hangs on.
"""

HIDDEN_GUARDS = f"""
CREATE TRIGGER hidden_insert BEFORE INSERT ON hidden BEGIN
    SELECT RAISE(ABORT, '{OUTSIDE}') FROM journal WHERE step IS NULL;
END;
CREATE TRIGGER hidden_update BEFORE UPDATE ON hidden BEGIN
    SELECT RAISE(ABORT, '{OUTSIDE}') FROM journal WHERE step IS NULL;
END;
CREATE TRIGGER hidden_delete BEFORE DELETE ON hidden BEGIN
    SELECT RAISE(ABORT, '{OUTSIDE}') FROM journal WHERE step IS NULL;
END;
"""

ERASED = """
CREATE TABLE erased (
    erasure INTEGER NOT NULL,
    strand INTEGER NOT NULL,
    place INTEGER NOT NULL,
    hash BLOB NOT NULL,
    now BLOB NOT NULL,
    gone INTEGER NOT NULL,
    PRIMARY KEY (erasure, strand, place)
) WITHOUT ROWID;
"""
"""The gaps that erasures left; see `chain/gaps.py`. `erasure`: the number of its step."""

MOVED_SPANS = "ALTER TABLE spans ADD COLUMN moved_from TEXT"
"""Where a span stood in an earlier version of its document, as JSON; see `MovedFrom` in `model/span.py`."""

SLOT_VALUES = "ALTER TABLE links ADD COLUMN attributes TEXT NOT NULL DEFAULT '{}'"
"""What is said of who fills a slot, by the attributes of its role, as JSON."""

SOURCES = """
CREATE TABLE source_files (
    sha256 TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    body BLOB NOT NULL
);
ALTER TABLE documents ADD COLUMN source_file TEXT REFERENCES source_files (sha256);
"""
"""The files that documents were read from, where they are kept: by their hash, once, as texts are.

`body` stands last, so that a name or a size is read without it.
"""

INDEX = "CREATE VIRTUAL TABLE text_index USING fts5 (words, content='', tokenize='ascii')"
SEARCH = f"""
CREATE TABLE indexed_texts (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE
);
{INDEX};
"""
"""Which texts have which words (SQLite's FTS5); see `search/search_index.py`. The words themselves are not kept."""
INDEX_PARTS = {
    "data": "id INTEGER PRIMARY KEY, block BLOB",
    "idx": "segid, term, pgno, PRIMARY KEY (segid, term)",
    "docsize": "id INTEGER PRIMARY KEY, sz BLOB",
    "config": "k PRIMARY KEY, v",
}
"""The tables of FTS5 behind `text_index`, with their columns."""
SEARCH_TABLES = ("indexed_texts", "text_index", *(f"text_index_{part}" for part in INDEX_PARTS))
"""The tables of the index, those in which FTS5 keeps it among them; all follows from the texts."""

KEPT_SEARCHES = """
CREATE TABLE kept_searches (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    search TEXT NOT NULL,
    position INTEGER NOT NULL,
    coder TEXT REFERENCES coders (id)
) WITHOUT ROWID;
"""
"""Searches kept under a name; see `model/kept_search.py`. Two people may call theirs alike."""

# Like texts: added within a step, and never changed.
SOURCE_GUARDS = f"""
CREATE TRIGGER source_files_insert BEFORE INSERT ON source_files BEGIN
    SELECT RAISE(ABORT, '{OUTSIDE}') FROM journal WHERE step IS NULL;
END;
CREATE TRIGGER source_files_update BEFORE UPDATE ON source_files BEGIN
    SELECT RAISE(ABORT, 'a source file is immutable');
END;
CREATE TRIGGER source_files_delete BEFORE DELETE ON source_files BEGIN
    SELECT RAISE(ABORT, 'a source file is immutable');
END;
"""

FIRST_JOURNALED = (
    *("properties", "documents", "codebook_versions", "coders", "layers"),
    *("assignments", "actors", "spans", "links", "decisions"),
)
"""The tables of the first release that are journaled."""

JOURNALED = tuple(Table)
"""The tables whose triggers record each change of a row."""

JOURNAL = """
CREATE TABLE steps (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
    label TEXT NOT NULL,
    person TEXT NOT NULL,
    time TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'dropped')),
    target INTEGER REFERENCES steps (number)
);
CREATE INDEX steps_by_state ON steps (state, kind, person);
CREATE TABLE changes (
    number INTEGER PRIMARY KEY,
    step INTEGER NOT NULL REFERENCES steps (number),
    table_name TEXT NOT NULL,
    row TEXT NOT NULL,
    before TEXT,
    after TEXT
);
CREATE INDEX changes_by_step ON changes (step);
CREATE TABLE journal (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    step INTEGER,
    recording INTEGER NOT NULL
);
INSERT INTO journal VALUES (1, NULL, 1);
"""

# Texts may be added within a step, and never changed: spans point into them.
TEXT_GUARDS = f"""
CREATE TRIGGER texts_insert BEFORE INSERT ON texts BEGIN
    SELECT RAISE(ABORT, '{OUTSIDE}') FROM journal WHERE step IS NULL;
END;
CREATE TRIGGER texts_update BEFORE UPDATE ON texts BEGIN SELECT RAISE(ABORT, 'a text is immutable'); END;
CREATE TRIGGER texts_delete BEFORE DELETE ON texts BEGIN SELECT RAISE(ABORT, 'a text is immutable'); END;
"""


# What is recorded stays: only an open step adds to it, and the steps themselves change their state alone.
JOURNAL_GUARDS = f"""
CREATE TRIGGER changes_insert BEFORE INSERT ON changes BEGIN
    SELECT RAISE(ABORT, '{OUTSIDE}') FROM journal WHERE step IS NULL;
END;
CREATE TRIGGER changes_update BEFORE UPDATE ON changes BEGIN SELECT RAISE(ABORT, 'the journal is immutable'); END;
CREATE TRIGGER changes_delete BEFORE DELETE ON changes BEGIN SELECT RAISE(ABORT, 'the journal is immutable'); END;
CREATE TRIGGER steps_update BEFORE UPDATE ON steps BEGIN
    SELECT RAISE(ABORT, '{OUTSIDE}') FROM journal WHERE step IS NULL;
END;
CREATE TRIGGER steps_delete BEFORE DELETE ON steps BEGIN SELECT RAISE(ABORT, 'the journal is immutable'); END;
"""


# Only an open step may say what it did; afterwards it has its state alone to change.
VERB_GUARDS = """
CREATE TRIGGER steps_content BEFORE UPDATE OF number, kind, verb, facts, label, person, time ON steps BEGIN
    SELECT RAISE(ABORT, 'the journal is immutable') FROM journal WHERE step IS NOT OLD.number;
END;
"""


# The chain only grows; its tail moves into segments when that is said to be what is done.
CHAIN_GUARDS = f"""
CREATE TRIGGER strands_insert BEFORE INSERT ON strands BEGIN
    SELECT RAISE(ABORT, '{OUTSIDE}') FROM journal WHERE step IS NULL;
END;
CREATE TRIGGER strands_update BEFORE UPDATE ON strands BEGIN SELECT RAISE(ABORT, 'the chain is immutable'); END;
CREATE TRIGGER strands_delete BEFORE DELETE ON strands BEGIN SELECT RAISE(ABORT, 'the chain is immutable'); END;
CREATE TRIGGER parts_insert BEFORE INSERT ON parts BEGIN
    SELECT RAISE(ABORT, '{OUTSIDE}') FROM journal WHERE step IS NULL;
END;
CREATE TRIGGER parts_update BEFORE UPDATE ON parts BEGIN SELECT RAISE(ABORT, 'the chain is immutable'); END;
CREATE TRIGGER parts_delete BEFORE DELETE ON parts BEGIN
    SELECT RAISE(ABORT, 'the chain is immutable') FROM journal WHERE NOT packing;
END;
CREATE TRIGGER segments_insert BEFORE INSERT ON segments BEGIN
    SELECT RAISE(ABORT, '{OUTSIDE}') FROM journal WHERE step IS NULL AND NOT packing;
END;
CREATE TRIGGER segments_update BEFORE UPDATE ON segments BEGIN SELECT RAISE(ABORT, 'the chain is immutable'); END;
CREATE TRIGGER segments_delete BEFORE DELETE ON segments BEGIN SELECT RAISE(ABORT, 'the chain is immutable'); END;
CREATE TRIGGER steps_name BEFORE UPDATE OF sitting, place, clock, seal ON steps BEGIN
    SELECT RAISE(ABORT, 'the journal is immutable') FROM journal WHERE step IS NOT OLD.number;
END;
CREATE UNIQUE INDEX steps_by_name ON steps (sitting, place);
"""


# What was erased is said in a copy, whose guards are lifted for that: nothing else writes there.
ERASED_GUARDS = "".join(
    f"CREATE TRIGGER erased_{event} BEFORE {event.upper()} ON erased BEGIN\n"
    "    SELECT RAISE(ABORT, 'what was erased is immutable');\nEND;\n"
    for event in ("insert", "update", "delete")
)


def journal_triggers(table: str, columns: list[str]) -> str:
    """Return the SQL that makes SQLite itself record each change of `table`, and abort one outside a step.

    A migration that alters a table runs this again, so that the new columns are recorded too.
    """
    parts = []
    for event, row, before, after in (
        ("insert", "NEW", "NULL", as_json("NEW", columns)),
        ("update", "NEW", as_json("OLD", columns), as_json("NEW", columns)),
        ("delete", "OLD", as_json("OLD", columns), "NULL"),
    ):
        parts.append(f"""
DROP TRIGGER IF EXISTS {table}_{event};
CREATE TRIGGER {table}_{event} AFTER {event.upper()} ON {table} BEGIN
    SELECT RAISE(ABORT, '{OUTSIDE}') FROM journal WHERE step IS NULL;
    INSERT INTO changes (step, table_name, row, before, after)
        SELECT step, '{table}', {row}.id, {before}, {after} FROM journal WHERE recording;
END;""")
    return "".join(parts)


def as_json(row: str, columns: Sequence[str]) -> str:
    """Return the SQL of a row as the journal records it: JSON of its columns."""
    return "json_object(" + ", ".join(f"'{column}', {row}.{column}" for column in columns) + ")"


MEMOS = """
CREATE TABLE memos (
    id TEXT PRIMARY KEY,
    document TEXT REFERENCES documents (id),
    author TEXT REFERENCES coders (id),
    title TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    time TEXT NOT NULL,
    changed TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX memos_by_document ON memos (document);
"""
"""What people note down on documents, or in the journal of the project; see `model/memo.py`."""

SHOWN_GOLD = """
ALTER TABLE releases ADD COLUMN content TEXT NOT NULL DEFAULT '';
ALTER TABLE practice_results ADD COLUMN content TEXT NOT NULL DEFAULT '';
"""
"""The gold that a coder's copy is shown, which holds no other: of a released document, or once practised on it.

JSON, empty where there is none; see `model/shown_gold.py`.
"""

DISTINCT_PAIRS = """
CREATE TABLE distinct_pairs (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents (id),
    other TEXT NOT NULL REFERENCES documents (id)
) WITHOUT ROWID;
CREATE INDEX distinct_pairs_by_document ON distinct_pairs (document);
CREATE INDEX distinct_pairs_by_other ON distinct_pairs (other);
"""
"""Documents that look alike and are two all the same; see `model/distinct.py`."""

UNITS = """
CREATE TABLE units (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL UNIQUE REFERENCES documents (id),
    extents TEXT NOT NULL
) WITHOUT ROWID;
"""
"""The units that a document was cut into, as pairs of code points in their order; a row a document, whose id it has.

One row, so that a cut is whole in every copy, whoever else cut it.
"""
