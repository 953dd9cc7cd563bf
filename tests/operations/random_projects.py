"""Random projects for properties of import and export: whatever a project can hold, in any script."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

from hypothesis import strategies as st
from pydantic import JsonValue

from annotator.model.actor import Actor, ActorKind, Membership
from annotator.model.codebook import Codebook
from annotator.model.codebook_version import known_by_number
from annotator.model.coder import Assignment, Coder, Layer, LayerKind, RecodeSample, TeamRole
from annotator.model.decision import Decision, Rule
from annotator.model.distinct import distinct
from annotator.model.document import Document, canonical, sha256_of
from annotator.model.document_field import FieldKind, TypedField
from annotator.model.document_set import DocumentSet
from annotator.model.ids import (
    ActorId,
    CoderId,
    DecisionId,
    DocumentId,
    FieldId,
    LayerId,
    LinkId,
    MemoId,
    RemarkId,
    RoleId,
    SearchId,
    SetId,
    SpanId,
    new_id,
)
from annotator.model.kept_search import KeptSearch
from annotator.model.memo import Memo
from annotator.model.names import tidied
from annotator.model.practice import PracticeDocument, PracticeResult, Release, Score
from annotator.model.remark import Remark, StepName
from annotator.model.settings import LONGEST_REASON
from annotator.model.span import AttributeValue, Extent, Link, MovedFrom, SlotValue, Span, quote_of, tidy
from annotator.model.verbs.verb import Told
from annotator.operations.codebook import codebook
from annotator.store.project import Project
from annotator.store.schema.schema import SEARCH_TABLES
from tests.operations.desks import BOOK

PIECES = st.sampled_from(
    [
        *("urged ", " ", "\n", "\n\n", "\t", "\u2028", "\u0085", "\x0b", "\x0c", "\x1c", "\x00", "\ufeff", "e\u0301"),
        *(
            "🕊",
            "👩‍👩‍👧‍👦",
            "𠮷",
            "中国。",
            "دعا",
            "السلام ",
            "שלום",
            "हिन्दी",
            "ไทย",
            "한국",
            "Ω",
            "ﷺ",
            '"',
            "\\",
            "…",
            " … ",
        ),
    ]
)
WORDS = st.lists(PIECES, max_size=8).map("".join)
TEXTS = st.lists(PIECES, max_size=30).map("".join).map(canonical)
NAMES = WORDS.map(tidied).filter(bool)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=5,
)
ATTRIBUTES: dict[str, st.SearchStrategy[AttributeValue]] = {
    "force": st.sampled_from(["invites", "calls on", "urges"]),
    "means": st.lists(st.sampled_from(["aid", "talks"]), unique=True),
    "public": st.booleans(),
    "year": st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    "remark": WORDS,
}
BOOKS = (BOOK, BOOK.model_copy(update={"name": "第二版"}), BOOK.model_copy(update={"description": "third"}), Codebook())


@st.composite
def coders(draw: st.DrawFn) -> list[Coder]:
    names = draw(st.lists(NAMES, min_size=1, max_size=3, unique_by=str.casefold))
    roles = st.sets(st.sampled_from(TeamRole), min_size=1).map(tuple)
    return [
        Coder(id=CoderId(new_id()), name=name, pseudonym=f"coder-{number}", roles=draw(roles))
        for number, name in enumerate(names, 1)
    ]


@st.composite
def layers(draw: st.DrawFn, people: Sequence[Coder]) -> list[Layer]:
    """Draw one or two layers of each coder, and perhaps gold and suggestions."""
    owned = [(LayerKind.CODER, coder.id) for coder in people for _ in range(draw(st.integers(1, 2)))]
    others = draw(st.lists(st.sampled_from([LayerKind.GOLD, LayerKind.SUGGESTIONS]), unique=True))
    kinds: list[tuple[LayerKind, CoderId | None]] = [*owned, *((kind, None) for kind in others)]
    names = draw(st.lists(NAMES, min_size=len(kinds), max_size=len(kinds), unique_by=str.casefold))
    return [
        # As the program calls gold: the ids begin alike, so that the layers have one order in all copies.
        Layer(id=LayerId(("gold-" if kind is LayerKind.GOLD else "") + new_id()), name=name, kind=kind, coder=coder)
        for name, (kind, coder) in zip(names, kinds, strict=True)
    ]


@st.composite
def actors(draw: st.DrawFn) -> list[Actor]:
    """Draw a forest of actors; ids are drawn, so that parents do not stand before their children by themselves."""
    ids = draw(st.lists(st.integers(0, 10**6).map(lambda n: ActorId(f"actor-{n}")), max_size=4, unique=True))
    return [
        Actor(
            id=id,
            name=draw(NAMES),
            kind=draw(st.sampled_from(list(ActorKind))),
            aliases=tuple(draw(st.lists(NAMES, max_size=2))),
            codes=draw(st.dictionaries(st.sampled_from(["iso3", "cow"]), WORDS.map(f"X{place}".__add__))),
            parent=draw(st.sampled_from([None, *ids[:place]])),
            memberships=tuple(
                Membership(group=group, since="1993")
                for group in (draw(st.lists(st.sampled_from(ids[:place]), max_size=2)) if place else ())
            ),
        )
        for place, id in enumerate(ids)
    ]


@st.composite
def units(draw: st.DrawFn, length: int) -> list[Extent]:
    """Draw what a text is cut into, with gaps or without."""
    edges = sorted(draw(st.sets(st.integers(0, length), max_size=6)))
    pieces = [Extent(start, stop) for start, stop in pairwise(edges)]
    return [piece for piece in pieces if draw(st.booleans())]


@st.composite
def spans(draw: st.DrawFn, of: Document, within: Sequence[Layer], known: Sequence[Actor]) -> Span:
    """Draw a span of one piece or several, or a label on the whole document."""
    position = st.integers(0, len(of.text))
    pieces = draw(st.lists(st.tuples(position, position).filter(lambda two: two[0] != two[1]), max_size=3))
    extents = tidy((min(two), max(two)) for two in pieces) if of.text else ()
    return Span(
        SpanId(new_id()),
        draw(st.sampled_from(within)).id,
        of.id,
        draw(st.sampled_from(BOOK.labels[:3] if extents else BOOK.labels[3:])).id,
        extents,
        quote_of(of.text, extents),
        draw(st.fixed_dictionaries({}, optional=ATTRIBUTES)),
        draw(WORDS),
        draw(st.booleans()),
        draw(st.sampled_from([None, *(one.id for one in known)])),
        known_by_number(draw(st.integers(0, 3))),
        draw(st.none() | moves(extents)),
    )


def moves(extents: tuple[Extent, ...]) -> st.SearchStrategy[MovedFrom]:
    """Return where a span may have stood in an earlier version of its document."""
    before = st.sampled_from([extents, ()])
    return st.builds(MovedFrom, st.builds(lambda: DocumentId(new_id())), before, WORDS, TIMES)


@st.composite
def links(draw: st.DrawFn, of: Document, among: Sequence[Span], parties: Sequence[Actor]) -> list[Link]:
    """Draw links of some of the spans to spans, actors, both, passages, or values, as their slots take them."""
    acts = [(span, role) for span in among if (label := BOOK.get(span.label)) for role in label.roles]
    some = st.lists(st.sampled_from(acts), max_size=3, unique_by=lambda slot: (slot[0].id, slot[1].id))
    found: list[Link] = []
    for act, role in draw(some) if acts else ():
        near = [one for one in among if one.layer == act.layer and one.id != act.id]
        span = draw(st.sampled_from([None, *(one.id for one in near)]))
        actor = draw(st.sampled_from([None, *(one.id for one in parties)]))
        extents = draw(st.sampled_from([(), draw(st.sampled_from(among)).extents])) if span is None else ()
        is_filled = span is not None or actor is not None or extents
        value: SlotValue | None = None if is_filled else draw(st.sampled_from(get_args(SlotValue)))
        quote = quote_of(of.text, extents)
        values = draw(st.fixed_dictionaries({}, optional=ATTRIBUTES))
        found.append(Link(LinkId(new_id()), act.id, RoleId(role.id), span, actor, value, extents, quote, values))
    return found


@st.composite
def decisions(
    draw: st.DrawFn,
    of: Document,
    among: Sequence[Span],
    people: Sequence[Coder],
    register: Sequence[Actor],
    versions: int,
) -> Decision:
    """Draw a decision on some of the spans, or on none, whose slots it keeps without the spans that filled them."""
    candidates = draw(st.lists(st.sampled_from(among), max_size=3, unique_by=lambda span: span.id))
    kept = [replace(link, span=None) for link in draw(links(of, candidates, register))]
    return Decision(
        DecisionId(new_id()),
        of.id,
        draw(st.sampled_from(list(Rule))),
        tuple(candidates),
        tuple({span.layer: None for span in draw(st.lists(st.sampled_from(among), max_size=1))}),
        tuple(span.id for span in draw(st.lists(st.sampled_from(among), max_size=2, unique_by=lambda span: span.id))),
        draw(WORDS),
        draw(st.sampled_from([None, *(coder.id for coder in people)])),
        draw(st.sampled_from(["", "2026-01-02T03:04:05Z"])),
        known_by_number(draw(st.integers(1, versions))),
        tuple(link for link in kept if link.actor or link.value or link.extents),
    )


FILTERS = st.sampled_from(["", "kind:readout", "-title:x date>=2026-01", 'set:"Round 1"', "coded:>=2", '"', "中国"])
"""What sets hold, one of them broken by hand: it is kept as it is."""
SEARCHES = st.sampled_from(['label:appeal "peace  talks"', "warn* coded:no", "/a  b/ coder:all", "a OR", "中国", '"'])
"""What is kept, some broken by hand."""
KINDS = st.sampled_from(FieldKind)
TIMES = st.sampled_from(["2026-01-02T03:04:05Z", "2026-01-03T00:00:00Z"])
REASONS = NAMES.map(lambda name: name[:LONGEST_REASON].strip()).filter(bool)
SETTINGS: dict[str, st.SearchStrategy[JsonValue]] = {
    "adjudicate_without_names": st.booleans(),
    "names_after_last_decision": st.booleans(),
    "reasons": st.lists(REASONS, max_size=3, unique_by=str.casefold).map(list),
    "offer_mentions": st.booleans(),
    "code_final_punctuation": st.booleans(),
    "adjudicator_saves_codebook": st.booleans(),
    "pass_mark": st.sampled_from([0.5, 0.8, 1]),
    "languages": st.lists(st.sampled_from(["en", "fr", "zh"]), max_size=3, unique=True).map(list),
    "description": st.fixed_dictionaries(
        {},
        optional={
            "title": NAMES,
            "authors": st.lists(st.fixed_dictionaries({"name": NAMES}), max_size=2),
            "licence": st.sampled_from(["CC-BY-4.0", "cc0-1.0", ""]),
            "languages": st.just(["en", "zh-Hant"]),
        },
    ),
}


@st.composite
def wholes(
    draw: st.DrawFn, texts: Sequence[Document], within: Sequence[Layer], people: Sequence[Coder]
) -> Callable[[Project], None]:
    """Draw what a project says as a whole, as a function that writes it within a step."""
    chosen = draw(st.fixed_dictionaries({}, optional=SETTINGS))
    some = st.sets(st.sampled_from([of.id for of in texts]))
    contents = st.sampled_from(["", '{"spans":[]}'])
    by = st.sampled_from([None, *(coder.id for coder in people)])
    released = [Release(of, draw(TIMES), draw(by), draw(contents)) for of in draw(some)]
    practised = [PracticeDocument(of, draw(TIMES), draw(by)) for of in draw(some)]
    count, more = st.integers(0, 4), st.integers(4, 6)
    places = st.sampled_from([(layer.id, of.id) for layer in within for of in texts])
    results = [
        PracticeResult(
            layer,
            of,
            Score(9 + draw(count), draw(count), draw(count), draw(more), draw(more)),
            draw(TIMES),
            draw(contents),
        )
        for layer, of in draw(st.sets(places, max_size=3))
    ]
    pairs = [(one, two) for one in within for two in within if one.id != two.id and one.coder == two.coder is not None]
    drawn = draw(st.lists(st.sampled_from(pairs), max_size=2, unique_by=lambda pair: pair[0].id)) if pairs else []
    samples = [
        RecodeSample(layer=again.id, drawn_from=first.id, done=1 + draw(count), seed=draw(st.integers(-5, 2**40)))
        for again, first in drawn
    ]

    who = st.sampled_from([coder.id for coder in people]) if people else st.nothing()
    remarks = [
        Remark(
            RemarkId(new_id()),
            StepName(step),
            draw(who),
            draw(who),
            draw(by),
            draw(NAMES),
            draw(TIMES),
            draw(st.booleans()),
        )
        for step in (draw(st.sets(st.sampled_from(["0" * 16 + "-1", "f" * 16 + "-12"]))) if people else ())
    ]

    memos = [
        Memo(MemoId(new_id()), on, draw(by), draw(WORDS), draw(WORDS), draw(TIMES), draw(TIMES))
        for on in draw(st.lists(st.sampled_from([None, *(of.id for of in texts)]), max_size=3))
    ]
    two_texts = [(one.id, two.id) for one in texts for two in texts if one.id < two.id]
    apart = [distinct(*pair) for pair in draw(st.sets(st.sampled_from(two_texts)))] if two_texts else []

    chosen_ids = st.lists(st.sampled_from([of.id for of in texts]), unique=True).map(tuple)
    chosen_by = st.tuples(FILTERS, st.none()) | st.tuples(st.none(), chosen_ids)
    names = draw(st.lists(NAMES, max_size=2, unique_by=str.casefold))
    sets = [DocumentSet(SetId(new_id()), name, draw(count), *draw(chosen_by)) for name in names]
    names = draw(st.lists(NAMES, max_size=2, unique_by=str.casefold))
    fields = [
        TypedField(FieldId(new_id()), name, draw(KINDS), tuple(draw(st.lists(NAMES, max_size=2))), draw(count))
        for name in names
    ]

    kept = [
        KeptSearch(SearchId(new_id()), draw(NAMES), draw(SEARCHES), draw(count), draw(by))
        for _ in range(draw(st.integers(0, 2)))
    ]

    cuts = {of.id: draw(units(len(of.text))) for of in texts if draw(st.booleans())}

    def write(project: Project) -> None:
        project.units.put(cuts)
        project.document_sets.add(sets)
        project.kept_searches.add(kept)
        project.document_fields.add(fields)
        project.settings.put(**chosen)
        project.releases.add(released)
        project.practice_documents.add(practised)
        project.practice_results.add(results)
        project.recode_samples.add(samples)
        project.remarks.add(remarks)
        project.memos.add(memos)
        project.distinct_pairs.add(apart)

    return write


@st.composite
def fillings(draw: st.DrawFn) -> Callable[[Path], Project]:
    """Draw the content of a project, as a function that makes the project at a path."""
    people = draw(coders())
    passes = draw(layers(people))
    register = draw(actors())
    books = draw(st.lists(st.sampled_from(BOOKS[:3]), min_size=1, max_size=3))
    texts = draw(st.lists(TEXTS, min_size=1, max_size=3, unique=True))
    gaps = draw(st.lists(st.integers(1, 5), min_size=len(texts), max_size=len(texts)))
    begun = Codebook() if draw(st.booleans()) else books[0]
    notes = draw(st.lists(WORDS, min_size=len(books), max_size=len(books)))
    authors = draw(st.lists(st.sampled_from([None, *people]), min_size=len(books), max_size=len(books)))
    sources: dict[DocumentId, tuple[str, bytes] | None] = {}
    content: list[tuple[Document, tuple[int, ...], list[Span], list[Link], list[Decision], list[Assignment]]] = []
    for place, text in enumerate(texts):
        metadata = draw(st.dictionaries(WORDS, JSON, max_size=2))
        of = Document(
            DocumentId(new_id()), draw(WORDS), text, sha256_of(text), metadata, draw(WORDS), sum(gaps[: place + 1])
        )
        coded = draw(st.lists(spans(of, passes, register), max_size=5))
        joined = draw(links(of, coded, register))
        decided = draw(st.lists(decisions(of, coded, people, register, len(books)), max_size=2)) if coded else []
        done = draw(st.fixed_dictionaries({}, optional={layer.id: st.booleans() for layer in passes}))
        due = st.sampled_from([None, "2026-12-24"])
        assigned = [
            Assignment(layer=layer, document=of.id, done=is_done, given=given, first=given and first, due=draw(due))
            for layer, is_done in done.items()
            for given, first in [(draw(st.booleans()), draw(st.booleans()))]
        ]
        pages = tuple(sorted(draw(st.sets(st.integers(0, len(text)), max_size=3))))
        sources[of.id] = draw(st.none() | st.tuples(WORDS, st.sampled_from([b"", b"%PDF-1.7", b"\x00\xff" * 40])))
        content.append((of, pages, coded, joined, decided, assigned))
    whole = draw(wholes([of for of, *_ in content], passes, people))

    def fill(path: Path) -> Project:
        project = Project.create(path, begun, "Random")
        with project.transact(Told(sentence="Join")):
            project.coders.add(people)
        for book, note, author in zip(books, notes, authors, strict=True):
            project.person = author.id if author else None
            codebook.save(project, book, note)
        project.person = None
        ids = {known_by_number(number): id for id, number in project.codebooks.numbers().items()}
        latest = project.codebooks.current().id

        def named(span: Span) -> Span:
            return replace(span, codebook_version=ids.get(span.codebook_version, span.codebook_version))

        with project.transact(Told(sentence="Fill")):
            project.layers.add(passes)
            project.actors.add(register)
            for of, pages, coded, joined, decided, assigned in content:
                project.documents.add([(of, pages)])
                if (source := sources[of.id]) is not None:
                    project.documents.put_source(of.id, project.source_files.add(*source).sha256)
                project.spans.add(map(named, coded))
                project.links.add(joined)
                # A book that is saved twice in a row is one version, so that there may be fewer than books.
                project.decisions.add(
                    replace(one.with_spans(named), codebook_version=ids.get(one.codebook_version, latest))
                    for one in decided
                )
                project.assignments.put(assigned)
            whole(project)
        return project

    return fill


NOT_CARRIED = {
    **dict.fromkeys(("steps", "changes", "journal"), "the history is of this file: what was done in it, by whom"),
    **dict.fromkeys(("strands", "parts", "segments", "tips", "erased"), "the same, as it is told other copies"),
    **dict.fromkeys(("forks", "contested", "settled", "kept", "waiting", "takings"), "the same, of others' copies"),
    **dict.fromkeys(("deliveries", "packets", "sent"), "what came to this file and went out of it"),
    **dict.fromkeys(("copy", "keys"), "whose copy this file is, and the secrets of the team"),
    **dict.fromkeys(("hubs", "outbox"), "with which hubs this copy exchanges parts: a login is one person's"),
    **dict.fromkeys(("removals", "hidden"), "what somebody removed is not given on"),
    **dict.fromkeys(SEARCH_TABLES, "follows from the texts: which words are in which"),
    **dict.fromkeys(("_sqlite_migrations", "sqlite_sequence"), "bookkeeping of SQLite and of the migrations"),
}
"""The tables that an export of everything does not carry, each with the reason."""


def content_of(project: Project) -> dict[str, list[dict[str, Any]]]:
    """Return all rows of all tables of the file but those of `NOT_CARRIED`, as values by column.

    The gold layer has an id of its own in each project, which comes of the project's origin; here it is called “gold”.
    """
    run = project._connection.execute
    gold = run("SELECT id FROM layers WHERE kind = 'gold'").fetchone()

    def called(value: Any) -> Any:
        return value.replace(gold[0], "gold") if gold and isinstance(value, str) else value

    names = [name for (name,) in run("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    assert NOT_CARRIED.keys() <= set(names)
    found: dict[str, list[dict[str, Any]]] = {}
    for name in names:
        if name not in NOT_CARRIED:
            rows = run(f"SELECT * FROM {name}")
            columns = [column[0] for column in rows.description]
            found[name] = sorted((dict(zip(columns, map(called, row), strict=True)) for row in rows), key=repr)
    return found
