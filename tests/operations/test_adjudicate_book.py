"""A document's case book catches up with the project after any change, whoever made it and on whatever connection."""

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.adjudication.casebook import CaseBook
from annotator.adjudication.decisions import Settled, Status
from annotator.model.actor import Actor, ActorKind
from annotator.model.coder import Layer
from annotator.model.errors import UserError
from annotator.model.ids import ActorId, SpanId
from annotator.model.span import Span
from annotator.model.verbs.verb import Told
from annotator.operations.actors import actors
from annotator.operations.adjudication import adjudicate
from annotator.operations.coding import acts, annotate
from annotator.operations.coding.acts import SlotFiller
from annotator.store.project import Project
from tests.examples import examples
from tests.operations.desks import TEXT, Table, make_table

NAMES = ("Ana", "Ben", "Cleo")
ACTORS = tuple(Actor(id=ActorId(name), name=name, kind=ActorKind.STATE) for name in ("France", "China"))


def _open(table: Table) -> CaseBook:
    return adjudicate.open_book(table.project, table.documents[0], _layers(table), table.spans())


def _layers(table: Table) -> list[Layer]:
    return [table.layers[name] for name in NAMES]


def _fresh(table: Table) -> dict[str, Settled]:
    found = adjudicate.cases_of(table.project, table.documents[0], _layers(table))
    return {one.case.key: one for one in found}


def _kept(book: CaseBook) -> dict[str, Settled]:
    return {one.case.key: one for one in book.all()}


def crowd(table: Table, seed: int) -> None:
    """Let each of the coders mark and fill a few things at random."""
    rng = random.Random(seed)
    # One commit, since each waits for the disk.
    with table.project.transact(Told(sentence="Crowd")):
        for actor in ACTORS:
            actors.add(table.project, actor)
        for name in NAMES:
            layer = table.sit(name)
            for _ in range(6):
                _attempt(table, layer, rng)
            for _ in range(4):
                _fill(table, layer, rng)
            _force(table, layer, rng)


def _force(table: Table, layer: Layer, rng: random.Random) -> None:
    """Say how strong some of a coder's acts are."""
    for span in table.project.spans.of_document(table.documents[0], layer.id):
        if span.label in ("appeal", "warning") and rng.random() < 0.5:
            annotate.set_attribute(table.project, span.id, "force", "urges" if rng.random() < 0.7 else None)


def _attempt(table: Table, layer: Layer, rng: random.Random) -> None:
    start = rng.randrange(len(TEXT) - 12)
    extents, label = [(start, start + rng.randint(1, 12))], rng.choice(["appeal", "warning", "actor"])
    try:
        annotate.add_span(table.project, table.documents[0], layer.id, extents, label)
    except UserError:
        return  # it is coded so already


def _fill(table: Table, layer: Layer, rng: random.Random) -> None:
    """Fill a slot of one of a coder's acts, if they have one and its slot is not filled."""
    own = table.project.spans.of_document(table.documents[0], layer.id)
    having = [span for span in own if span.label in ("appeal", "warning")]
    start = rng.randrange(len(TEXT) - 6)
    parties = [SlotFiller(span=rng.choice(own).id)] if own else []
    parties += [
        SlotFiller(actor=rng.choice(ACTORS).id),
        SlotFiller(value="implicit"),
        SlotFiller(extents=((start, start + 5),)),
    ]
    try:
        if having:
            role = rng.choice(["speaker", "addressee"])
            acts.fill_slot(table.project, rng.choice(having).id, role, rng.choice(parties))
    except UserError:
        return  # it is filled so already


def _change_slots(table: Table, layer: Layer, rng: random.Random) -> None:
    """Fill a slot, empty one, or say whom a mention names."""
    own = table.project.spans.of_document(table.documents[0], layer.id)
    links = [link for link in table.project.links.of_document(table.documents[0]) if link.act in {s.id for s in own}]
    kind = rng.choice(["fill", "clear", "actor"])
    if kind == "clear" and links:
        cleared = rng.choice(links)
        acts.clear_slot(table.project, cleared.act, cleared.id)
    elif kind == "actor" and own:
        annotate.set_actor(table.project, rng.choice(own).id, rng.choice([None, *(actor.id for actor in ACTORS)]))
    else:
        _fill(table, layer, rng)


def _act(table: Table, book: CaseBook, rng: random.Random) -> None:
    """Do one thing at random, as one of the coders."""
    layer = table.sit(rng.choice(NAMES))
    own = table.project.spans.of_document(table.documents[0], layer.id)
    cases = sorted(_kept(book).values(), key=lambda one: one.case.key)
    kinds = [
        "decide",
        "decide",
        "decide",
        "join",
        "join",
        "add",
        "reopen",
        "code",
        "slots",
        "slots",
        "edge",
        "remove",
        "undo",
        "undo",
        "redo",
    ]
    kind = rng.choice(kinds)
    if kind == "decide" and cases:
        how = rng.choice(["none", "defer", "union", "take"])
        case = rng.choice(cases).case
        adjudicate.decide_by(table.project, case, how, case.candidates[0].layer, "actor", "", book)
    elif kind == "join" and len(cases) > 1:
        several = rng.sample(cases, rng.randint(2, min(3, len(cases))))
        adjudicate.join(table.project, [one.case for one in several], "warning", "", book)
    elif kind == "add":
        place = rng.randrange(40)
        adjudicate.add(table.project, table.documents[0], "actor", [(place, place + 9)], _layers(table))
    elif kind == "reopen" and cases:
        adjudicate.reopen(table.project, rng.choice(cases).case, book)
    elif kind == "code":
        _attempt(table, layer, rng)
    elif kind == "slots":
        _change_slots(table, layer, rng)
    elif kind == "edge" and own:
        span = rng.choice(own)
        annotate.set_extents(table.project, span.id, [(max(0, span.start - 3), span.stop)])
    elif kind == "remove" and own:
        annotate.remove_spans(table.project, [rng.choice(own).id])
    elif kind == "undo":
        table.project.undo()
    else:
        table.project.redo()


@settings(max_examples=examples(10))
@given(st.integers(0, 1 << 32))
def test_after_decisions_edits_undo_and_redo_the_kept_cases_are_those_of_a_fresh_comparison(seed: int) -> None:
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        table = make_table(Path(folder), *NAMES)
        crowd(table, seed)
        book = _open(table)
        shown, spans = _kept(book), {span.id: span for span in table.spans()}
        for _ in range(12):
            try:
                _act(table, book, rng)
            except UserError:
                continue  # what a rule forbids changes nothing
            news = adjudicate.catch_up(table.project, book, _layers(table))
            if news is None:
                book = _open(table)
                shown, spans = _kept(book), {span.id: span for span in table.spans()}
            else:
                shown = {key: one for key, one in shown.items() if one not in news.cases.gone}
                shown |= {one.case.key: one for one in news.cases.come}
                spans = _with_news(spans, news)
            assert shown == _kept(book) == _fresh(table)
            assert spans == {span.id: span for span in table.spans()}
        table.project.close()


def _with_news(spans: dict[SpanId, Span], news: adjudicate.News) -> dict[SpanId, Span]:
    kept = {id: span for id, span in spans.items() if id not in news.removed}
    return kept | {span.id: span for span in news.spans}


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Return a table at which three coders differ in one place and Ana alone marked another."""
    table = make_table(tmp_path, *NAMES)
    table.code("Ana", "appeal", "urged China")
    table.code("Ben", "warning", "urged China")
    table.code("Cleo", "actor", "China")
    table.code("Ana", "actor", "All sides")
    return table


def _first(table: Table) -> Settled:
    return min(_fresh(table).values(), key=lambda one: one.case.start)


def test_a_book_that_is_behind_is_not_believed(table: Table) -> None:
    book, case = _open(table), _first(table).case
    with Project.open(table.project.path, table.coders["Ben"].id) as elsewhere:
        adjudicate.decide_by(elsewhere, case, "take", case.candidates[0].layer)
    adjudicate.decide_by(table.project, case, "none", book=book)
    (decision,) = table.project.decisions.of_document(table.documents[0])
    assert decision.rule == "none of them" and table.gold() == []


def test_a_book_is_not_believed_about_what_the_same_step_has_decided(table: Table) -> None:
    book, case = _open(table), _first(table).case
    with table.project.transact(Told(sentence="Twice")):
        adjudicate.decide_by(table.project, case, "take", case.candidates[0].layer, book=book)
        adjudicate.decide_by(table.project, case, "none", book=book)
    assert len(table.project.decisions.of_document(table.documents[0])) == 1 and table.gold() == []


def test_what_another_connection_wrote_is_caught_up_with(table: Table) -> None:
    book = _open(table)
    with Project.open(table.project.path, table.coders["Ben"].id) as elsewhere:
        annotate.add_span(elsewhere, table.documents[0], table.layers["Ben"].id, [(0, 6)], "actor")
        adjudicate.decide_by(elsewhere, _first(table).case, "defer")
        elsewhere.undo()
    assert adjudicate.catch_up(table.project, book, _layers(table)) is not None
    assert _kept(book) == _fresh(table)


def test_a_coder_who_joins_a_document_makes_it_be_read_anew(tmp_path: Path) -> None:
    table = make_table(tmp_path, *NAMES)
    table.code("Ana", "appeal", "urged China")
    table.code("Ben", "appeal", "urged China")
    book = _open(table)
    assert [one.status for one in book.all()] == [Status.OPEN]
    table.code("Cleo", "appeal", "urged China")
    assert adjudicate.catch_up(table.project, book, _layers(table)) is None


def test_very_many_changes_make_it_be_read_anew(table: Table) -> None:
    book = _open(table)
    layer = table.sit("Ana")
    with table.project.transact(Told(sentence="Many")):
        for number in range(1_001):
            annotate.mark_done(table.project, layer.id, table.documents[0], number % 2 == 0)
    assert adjudicate.catch_up(table.project, book, _layers(table)) is None


def test_a_step_on_another_document_changes_no_case(table: Table) -> None:
    book = _open(table)
    table.code("Ana", "actor", "الصين", document=1)
    news = adjudicate.catch_up(table.project, book, _layers(table))
    assert news is not None and news.spans == [] and news.cases.come == news.cases.gone == []
    assert _kept(book) == _fresh(table)
