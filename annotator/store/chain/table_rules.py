"""Each journaled table and column with its channel, its writers and its way of merging: one table, read by many.

Parts are written by it; what takes in others' parts hangs on it. A table or column without a line here fails a test.
"""

from collections.abc import Mapping

from annotator.store.schema.schema import SEARCH_TABLES
from annotator.store.schema.tables import Table
from annotator.sync.changes import Defaults
from annotator.sync.rules import ColumnRule, Merging, Place, TableRule, WriterRole
from annotator.sync.settling_rules import LABELS, Alike, Hang, Naming, SettlingRules, TableNames

_LEAD = frozenset({WriterRole.LEAD})
_HEADS = frozenset({WriterRole.LEAD, WriterRole.ADJUDICATOR})
_OWNER = frozenset({WriterRole.OWNER})

SHARED_SETTINGS = frozenset({"name", "offer_mentions", "code_final_punctuation", "pass_mark"})
"""The settings that a coder must know; all others are the lead's alone."""

_ONCE, _FIELD, _KEY, _ROW = (ColumnRule(one) for one in (Merging.NEVER, Merging.FIELD, Merging.KEY, Merging.ROW))


def _by(merging: Merging, default: object, writers: frozenset[WriterRole] = frozenset()) -> ColumnRule:
    return ColumnRule(merging, default, writers)


_FOLLOWED = _OWNER | _LEAD
"""Who writes what a merge of labels changes in a coder's layer; of actors it is whoever adjudicates, too."""
_MARK = {"document": _ONCE, "coder": _by(Merging.ROW, None), "time": _ROW}

RULES: Mapping[Table, TableRule] = {
    Table.SETTINGS: TableRule(Place.SETTING, _LEAD, {"value": _FIELD}),
    Table.DOCUMENTS: TableRule(
        Place.DOCUMENT,
        _LEAD,
        {
            "title": _FIELD,
            "text_sha256": _ONCE,
            "metadata": _by(Merging.KEY, "{}"),
            "source": _by(Merging.FIELD, ""),
            "position": _FIELD,
            "pages": _by(Merging.FIELD, "[]"),
            "source_file": _by(Merging.FIELD, None),
        },
    ),
    Table.CODEBOOK_VERSIONS: TableRule(
        Place.SHARED,
        _HEADS,
        {
            "number": _ONCE,
            "codebook": _ONCE,
            "note": _by(Merging.NEVER, ""),
            "coder": _by(Merging.NEVER, None),
            "time": _ONCE,
            "parents": _by(Merging.NEVER, "[]"),
        },
    ),
    Table.CODERS: TableRule(Place.CODER, _LEAD, {"name": _FIELD, "pseudonym": _FIELD, "roles": _by(Merging.FIELD, "")}),
    Table.LAYERS: TableRule(
        # A coder begins another pass of their own.
        Place.LAYER,
        _LEAD | _OWNER,
        {"name": _FIELD, "kind": _ONCE, "coder": _by(Merging.FIELD, None, _LEAD)},
    ),
    Table.ASSIGNMENTS: TableRule(
        Place.IN_LAYER,
        # A coder's row may begin with their calling a document done that nobody gave out.
        _LEAD | _OWNER,
        {
            **dict.fromkeys(("layer", "document"), _ONCE),
            "done": _by(Merging.FIELD, 0, _OWNER | _HEADS),
            "given": _by(Merging.FIELD, 0, _LEAD),
            "due": _by(Merging.FIELD, None, _LEAD),
        },
        edits_keep=True,
        named_by=("layer", "document"),
    ),
    Table.ACTORS: TableRule(
        Place.ACTOR,
        _HEADS | _OWNER,
        {
            "name": _FIELD,
            "kind": _FIELD,
            "aliases": _by(Merging.KEY, "[]"),
            "codes": _by(Merging.KEY, "{}"),
            "parent": _by(Merging.FIELD, None),
            "memberships": _by(Merging.KEY, "[]"),
        },
    ),
    Table.SPANS: TableRule(
        Place.IN_LAYER,
        # Whoever leads brings in the codings of others, too.
        _OWNER | _HEADS,
        {
            "layer": _ONCE,
            # Whoever leads moves a span to a new version of its document: these change together then.
            **dict.fromkeys(("document", "start", "stop", "quote"), ColumnRule(Merging.FIELD, writers=_FOLLOWED)),
            "extents": _by(Merging.FIELD, None, _FOLLOWED),
            "label": ColumnRule(Merging.FOLLOWED, writers=_FOLLOWED),
            "attributes": _by(Merging.FIELD, "{}"),
            "note": _by(Merging.FIELD, ""),
            "doubt": _by(Merging.FIELD, 0),
            "actor": _by(Merging.FOLLOWED, None, _OWNER | _HEADS),
            "codebook_version": _by(Merging.FOLLOWED, "", _FOLLOWED),
            "moved_from": _by(Merging.FIELD, None, _FOLLOWED),
        },
        groups=(
            ("document", "start", "stop", "extents", "quote", "moved_from"),
            ("label", "attributes", "codebook_version"),
        ),
        edits_keep=True,
    ),
    Table.LINKS: TableRule(
        Place.OF_ACT,
        _OWNER | _HEADS,
        {
            "act": _ONCE,
            "role": ColumnRule(Merging.FOLLOWED, writers=_FOLLOWED),
            "span": _by(Merging.FIELD, None),
            "actor": _by(Merging.FOLLOWED, None, _OWNER | _HEADS),
            "value": _by(Merging.FIELD, None),
            "extents": _by(Merging.FIELD, "[]", _FOLLOWED),
            "quote": _by(Merging.FIELD, "", _FOLLOWED),
            # A path of its own: another party is another link, so what changes in this one is what its party is called.
            "attributes": _by(Merging.FIELD, "{}", _FOLLOWED),
        },
        groups=(("span", "actor", "value", "extents", "quote"),),
    ),
    Table.DECISIONS: TableRule(
        Place.GOLD,
        _HEADS,
        {
            "document": _ROW,
            "rule": _ROW,
            "candidates": _ROW,
            "absent": _by(Merging.ROW, "[]"),
            "gold": _by(Merging.ROW, "[]"),
            "reason": _by(Merging.ROW, ""),
            "coder": _by(Merging.ROW, None),
            "time": _ROW,
            "links": _by(Merging.ROW, "[]"),
            "codebook_version": _by(Merging.ROW, ""),
        },
    ),
    Table.RELEASES: TableRule(
        Place.RELEASED, _LEAD, {**_MARK, "content": _by(Merging.ROW, "")}, named_by=("document",)
    ),
    Table.PRACTICE_DOCUMENTS: TableRule(Place.DOCUMENT, _LEAD, _MARK, named_by=("document",)),
    Table.PRACTICE_RESULTS: TableRule(
        Place.IN_LAYER,
        # Whoever leads notes the result of a copy, which held no gold to be compared with.
        _OWNER | _LEAD,
        {
            **dict.fromkeys(("layer", "document", "places", "just_so", "same", "own", "gold", "time"), _ROW),
            "content": _by(Merging.ROW, "", _LEAD),
        },
        named_by=("layer", "document"),
    ),
    Table.RECODE_SAMPLES: TableRule(
        Place.IN_LAYER, _LEAD, dict.fromkeys(("layer", "drawn_from", "done", "seed"), _ROW), named_by=("layer",)
    ),
    Table.REMARKS: TableRule(
        Place.OF_CODER,
        _HEADS | _OWNER,
        {
            **dict.fromkeys(("step", "coder", "author", "text", "time"), _ONCE),
            "recipient": _by(Merging.NEVER, None),
            "settled": _by(Merging.FIELD, 0),
        },
    ),
    Table.REMOVALS: TableRule(
        Place.REMOVED,
        _HEADS | _OWNER,
        {
            "kind": _ONCE,
            "target": _ONCE,
            "content": _by(Merging.NEVER, ""),
            "coder": _by(Merging.ROW, None),
            "time": _ROW,
        },
        named_by=("kind", "target"),
    ),
    Table.DOCUMENT_SETS: TableRule(
        Place.SHARED,
        _HEADS,
        {
            "name": _FIELD,
            "position": _FIELD,
            "filter": _by(Merging.FIELD, None),
            "documents": _by(Merging.KEY, None),
        },
    ),
    Table.DOCUMENT_FIELDS: TableRule(
        Place.SHARED,
        _LEAD,
        {"name": _FIELD, "kind": _FIELD, "choices": _by(Merging.KEY, "[]"), "position": _FIELD},
    ),
    Table.MEMOS: TableRule(
        Place.OF_AUTHOR,
        _LEAD | _OWNER,
        {
            **dict.fromkeys(("document", "author"), _by(Merging.NEVER, None)),
            **dict.fromkeys(("title", "text"), _by(Merging.FIELD, "")),
            "time": _ONCE,
            "changed": _ROW,
        },
    ),
    Table.DISTINCT_PAIRS: TableRule(Place.LEAD, _LEAD, {"document": _ONCE, "other": _ONCE}),
    Table.KEPT_SEARCHES: TableRule(
        Place.OF_KEEPER,
        # What a search calls by a name follows that, whosever the search is.
        _HEADS | _OWNER,
        {
            "name": _FIELD,
            "search": _FIELD,
            "position": _FIELD,
            "coder": _by(Merging.NEVER, None),
        },
    ),
    # With the document: whoever codes it needs them.
    Table.UNITS: TableRule(Place.DOCUMENT, _LEAD, {"document": _ONCE, "extents": _FIELD}, named_by=("document",)),
}

NOT_EXCHANGED: Mapping[str, str] = {
    **dict.fromkeys(("texts", "source_files"), "beside the strands, by their SHA-256"),
    **dict.fromkeys(("steps", "changes", "journal"), "of this file: a step's parts say what others need of it"),
    **dict.fromkeys(("strands", "parts", "segments"), "what is exchanged itself"),
    "tips": "follows from the parts",
    "hidden": "follows from what was removed, by `HANGS`",
    **dict.fromkeys(("forks", "contested", "settled", "kept"), "follows from the parts, by `fold` and `settle`"),
    **dict.fromkeys(("waiting", "takings"), "what came from others, and where it stands"),
    **dict.fromkeys(("deliveries", "packets", "sent"), "of this file: what came to it and went out of it"),
    **dict.fromkeys(("copy", "keys"), "of this file: whose copy it is, and the secrets by which packets are known"),
    **dict.fromkeys(("hubs", "outbox"), "of this copy: with which hubs it exchanges parts, and what they may lack"),
    "erased": "of this file: which of its parts and steps lack what was erased",
    **dict.fromkeys(SEARCH_TABLES, "follows from the texts: which words are in which"),
    **dict.fromkeys(("_sqlite_migrations", "sqlite_sequence"), "bookkeeping of this file"),
}
"""All other tables of a file, and why no rule is there for them."""

DEFAULTS: Mapping[str, Defaults] = {table: frozenset(rule.defaults().items()) for table, rule in RULES.items()}
"""What a new row has where its part says nothing, by table and column."""
PLACES: Mapping[str, Place] = {table: rule.place for table, rule in RULES.items()}
"""How the channel of a table's rows is found."""

MARKED = (Table.CODERS, Table.LAYERS, Table.DOCUMENTS)
"""The tables whose rows can be removed: a row of `removals` says so, and they are hidden as long as it is there."""

HANGS: Mapping[Table, tuple[Hang, ...]] = {
    Table.CODERS: (),
    Table.LAYERS: (Hang("coder", Table.CODERS),),
    Table.DOCUMENTS: (),
    Table.ASSIGNMENTS: (Hang("layer", Table.LAYERS), Hang("document", Table.DOCUMENTS)),
    Table.RELEASES: (Hang("document", Table.DOCUMENTS),),
    Table.PRACTICE_DOCUMENTS: (Hang("document", Table.DOCUMENTS),),
    Table.PRACTICE_RESULTS: (Hang("layer", Table.LAYERS), Hang("document", Table.DOCUMENTS)),
    Table.RECODE_SAMPLES: (Hang("layer", Table.LAYERS), Hang("drawn_from", Table.LAYERS)),
    Table.SPANS: (Hang("document", Table.DOCUMENTS), Hang("layer", Table.LAYERS), Hang("label", LABELS)),
    Table.REMARKS: (Hang("coder", Table.CODERS),),
    Table.MEMOS: (Hang("document", Table.DOCUMENTS), Hang("author", Table.CODERS)),
    Table.DISTINCT_PAIRS: (Hang("document", Table.DOCUMENTS), Hang("other", Table.DOCUMENTS)),
    Table.UNITS: (Hang("document", Table.DOCUMENTS),),
    Table.KEPT_SEARCHES: (Hang("coder", Table.CODERS),),
    Table.LINKS: (Hang("act", Table.SPANS), Hang("span", Table.SPANS)),
    Table.DECISIONS: (Hang("document", Table.DOCUMENTS), Hang("gold", Table.SPANS, is_list=True)),
}
"""What hangs on what: a row is shown if all that is named here is. Each table stands behind those that it names."""

_DOCUMENT, _DECIDED_BY = Naming("document", Table.DOCUMENTS), Naming("coder", Table.CODERS)
_BY_SOMEBODY = (Table.CODEBOOK_VERSIONS, Table.DECISIONS, Table.RELEASES, Table.PRACTICE_DOCUMENTS)

SETTLING = SettlingRules(
    # A link whose actor is not here is not shown; within one file SQLite sees to it that there is none.
    hangs={table: hangs + (Hang("actor", Table.ACTORS),) * (table is Table.LINKS) for table, hangs in HANGS.items()},
    marked=MARKED,
    follows={
        Table.CODEBOOK_VERSIONS: (_DECIDED_BY,),
        Table.LAYERS: (_DECIDED_BY,),
        Table.ASSIGNMENTS: (_DOCUMENT,),
        Table.ACTORS: (
            Naming("parent", Table.ACTORS),
            Naming("memberships", Table.ACTORS, is_list=True, key="group"),
        ),
        Table.SPANS: (_DOCUMENT, Naming("label", LABELS), Naming("actor", Table.ACTORS)),
        Table.LINKS: (Naming("actor", Table.ACTORS),),
        Table.DECISIONS: (_DOCUMENT, _DECIDED_BY),
        Table.RELEASES: (_DOCUMENT, _DECIDED_BY),
        Table.PRACTICE_DOCUMENTS: (_DOCUMENT, _DECIDED_BY),
        Table.PRACTICE_RESULTS: (_DOCUMENT,),
        Table.REMARKS: (_DECIDED_BY,),
        Table.DOCUMENT_SETS: (Naming("documents", Table.DOCUMENTS, is_list=True),),
        Table.MEMOS: (_DOCUMENT, Naming("author", Table.CODERS)),
        Table.DISTINCT_PAIRS: (_DOCUMENT, Naming("other", Table.DOCUMENTS)),
        Table.UNITS: (_DOCUMENT,),
        Table.KEPT_SEARCHES: (_DECIDED_BY,),
    },
    emptied={
        **dict.fromkeys(_BY_SOMEBODY, (_DECIDED_BY,)),
        Table.ACTORS: (Naming("parent", Table.ACTORS),),
        Table.SPANS: (Naming("actor", Table.ACTORS),),
    },
    kept={
        Table.ACTORS: ((Table.SPANS, "actor"), (Table.LINKS, "actor")),
        Table.LAYERS: ((Table.SPANS, "layer"),),
        Table.CODERS: (
            (Table.LAYERS, "coder"),
            *((table, "coder") for table in (*_BY_SOMEBODY, Table.REMARKS, Table.KEPT_SEARCHES)),
            (Table.MEMOS, "author"),
        ),
    },
    unique={
        Table.CODERS: ("name", "pseudonym"),
        Table.LAYERS: ("name",),
        Table.DOCUMENT_SETS: ("name",),
        Table.DOCUMENT_FIELDS: ("name",),
    },
    alike={
        Table.DOCUMENTS: Alike(("text_sha256",)),
        Table.ASSIGNMENTS: Alike(("layer", "document"), largest=("done", "given"), first=("due",)),
        Table.RELEASES: Alike(("document",)),
        Table.PRACTICE_DOCUMENTS: Alike(("document",)),
        Table.PRACTICE_RESULTS: Alike(("layer", "document")),
        Table.RECODE_SAMPLES: Alike(("layer",)),
        Table.DISTINCT_PAIRS: Alike(("document", "other")),
        Table.UNITS: Alike(("document",)),
        Table.LINKS: Alike(("act", "role", "span", "actor", "value", "extents")),
    },
    called=TableNames(
        documents=Table.DOCUMENTS,
        removals=Table.REMOVALS,
        decisions=Table.DECISIONS,
        spans=Table.SPANS,
        actors=Table.ACTORS,
        versions=Table.CODEBOOK_VERSIONS,
    ),
)
"""What settling does with rows of several copies; see `sync/settle.py`."""
