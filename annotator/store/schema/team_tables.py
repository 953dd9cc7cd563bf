"""The tables by which copies of a project come together: what came of others' parts, what was handed over, and to whom.

None of them is journaled: each follows from the parts that a copy holds, or is of this copy alone.
"""

from annotator.store.schema.schema import OUTSIDE

TEAMS = """
ALTER TABLE assignments ADD COLUMN given INTEGER NOT NULL DEFAULT 0;
ALTER TABLE assignments ADD COLUMN due TEXT;
CREATE TABLE versions_by_id (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    codebook TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    coder TEXT REFERENCES coders (id),
    time TEXT NOT NULL,
    parents TEXT NOT NULL DEFAULT '[]'
) WITHOUT ROWID;
INSERT INTO versions_by_id SELECT id, number, codebook, note, coder, time, '[]' FROM codebook_versions;
DROP TABLE codebook_versions;
ALTER TABLE versions_by_id RENAME TO codebook_versions;
CREATE INDEX codebook_versions_by_number ON codebook_versions (number);
CREATE TABLE removals_and_marks (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('documents', 'layers', 'coders', 'labels', 'actors')),
    target TEXT NOT NULL,
    content TEXT NOT NULL DEFAULT '',
    coder TEXT,
    time TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO removals_and_marks SELECT id, kind, target, content, coder, time FROM removals;
DROP TABLE removals;
ALTER TABLE removals_and_marks RENAME TO removals;
CREATE TABLE forks (
    row TEXT NOT NULL,
    table_name TEXT NOT NULL,
    strand INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    PRIMARY KEY (row, table_name, strand, counter)
) WITHOUT ROWID;
CREATE TABLE contested (
    table_name TEXT NOT NULL,
    row TEXT NOT NULL,
    path TEXT NOT NULL,
    strand INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    value TEXT,
    PRIMARY KEY (table_name, row, path, strand, counter)
) WITHOUT ROWID;
CREATE TABLE settled (
    table_name TEXT NOT NULL,
    row TEXT NOT NULL,
    said TEXT NOT NULL,
    PRIMARY KEY (table_name, row)
) WITHOUT ROWID;
CREATE TABLE kept (
    table_name TEXT NOT NULL,
    row TEXT NOT NULL,
    PRIMARY KEY (table_name, row)
) WITHOUT ROWID;
CREATE TABLE waiting (
    strand INTEGER NOT NULL REFERENCES strands (id),
    counter INTEGER NOT NULL,
    line TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN ('gap', 'over', 'newer', 'refused', 'aside')),
    PRIMARY KEY (strand, counter)
) WITHOUT ROWID;
CREATE TABLE takings (
    step INTEGER NOT NULL REFERENCES steps (number),
    strand INTEGER NOT NULL REFERENCES strands (id),
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (step, strand)
) WITHOUT ROWID;
CREATE INDEX takings_by_strand ON takings (strand);
CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY,
    step INTEGER REFERENCES steps (number),
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    made TEXT NOT NULL,
    came TEXT NOT NULL,
    acts INTEGER NOT NULL,
    activity TEXT NOT NULL DEFAULT '{}'
);
CREATE TABLE copy (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    person TEXT NOT NULL,
    key BLOB NOT NULL,
    made TEXT NOT NULL,
    name TEXT NOT NULL
);
CREATE TABLE keys (
    coder TEXT NOT NULL,
    key BLOB NOT NULL,
    PRIMARY KEY (coder, key)
) WITHOUT ROWID;
CREATE TABLE sent (
    person TEXT NOT NULL,
    strand INTEGER NOT NULL REFERENCES strands (id),
    counter INTEGER NOT NULL,
    PRIMARY KEY (person, strand)
) WITHOUT ROWID;
CREATE TABLE packets (
    id INTEGER PRIMARY KEY,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    time TEXT NOT NULL,
    acts INTEGER NOT NULL
);
"""
"""What copies that are worked on apart need to come together.

`assignments.given`: that somebody who leads gave the document out; `due`: until when, an ISO date. Of versions of the
codebook two may have one number; `parents`: ids of the versions that each was made from. `removals` also has marks of
what was merged into something else. All others name a row by its table and id, a part by its strand and counter:

* `forks`: parts that wrote a row last without having seen each other, besides its tip.
* `contested`: what such parts say of a path of the row (see `sync/fold.py`), as JSON, where it differs.
* `settled`: columns whose shown value is not what was said, with what was said, as JSON; see `sync/settle.py`.
* `kept`: rows that were deleted and are shown, since something names them.
* `waiting`: lines that came and do not count: a gap before them ('gap'), they write over what has not come ('over'),
  they are of a newer version ('newer'), their author may not ('refused'), what they came with was undone ('aside').
* `takings`: the parts that came with a step of taking in. A strand that stands here, or whose sitting did no step
  here, is another copy's.
* `deliveries`: what came, from whom, and when; `step`: with which it was taken in, NULL: it was only looked at;
  `activity`: when its person worked, as JSON.
* `copy`: whose copy this is, with its key and a name; without a row it is a whole one. `keys`: those of copies that
  were given out, by person; '' among whole copies.
* `sent`: up to where a person has each strand; `packets`: what was written for somebody, or by them.
"""

GUARDED = ("forks", "contested", "settled", "kept", "waiting", "takings")
"""What says how a row is shown, or which parts count: nothing but a step changes that.

The others are notes of what came and went. Handing in is no step, since nobody takes it back, so they have no guard.
"""

TEAM_GUARDS = "".join(
    f"CREATE TRIGGER {table}_{event} BEFORE {event.upper()} ON {table} BEGIN\n"
    f"    SELECT RAISE(ABORT, '{OUTSIDE}') FROM journal WHERE step IS NULL;\nEND;\n"
    for table in GUARDED
    for event in ("insert", "update", "delete")
)
