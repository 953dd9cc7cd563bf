"""The board: every coding is counted once, and what a line says is what the documents say."""

from hypothesis import given, settings

from annotator.model.coder import State
from annotator.model.document_row import DocumentRow
from annotator.operations.team.board import Adjudicated, BoardFacts, board
from annotator.operations.team.pace import PaceStanding
from tests.examples import examples
from tests.operations.team.boards import TODAY, coder, day, facts, row

D, B, U = State.DONE, State.BEGUN, State.UNTOUCHED


@settings(max_examples=examples(60))
@given(facts())
def test_lines_and_documents_count_the_same_codings(drawn: tuple[BoardFacts, list[DocumentRow]]) -> None:
    known, rows = drawn
    found = board(known, rows)
    columns = list(zip(*(one.states for one in found.documents), strict=True)) or [()] * len(known.coders)
    for line, states in zip(found.coders, columns, strict=True):
        there = [state for state in states if state is not None]
        assert (line.of, line.done, line.begun) == (len(there), there.count(D), there.count(B))
        assert line.double <= line.done <= line.of
        # What was imported is coded all the same, though no act tells of it.
        assert not (line.done or line.begun) or line.pace.standing is not PaceStanding.NOT_BEGUN
    assert found.done == sum(one.done_by for one in found.documents)
    assert found.double == sum(one.is_double for one in found.documents)
    assert [one.id for one in found.documents] == [one.info.id for one in rows]


@settings(max_examples=examples(60))
@given(facts())
def test_who_is_alone_on_a_board_has_the_same_line_as_among_others(
    drawn: tuple[BoardFacts, list[DocumentRow]],
) -> None:
    known, rows = drawn
    every = board(known, rows)
    for at, one in enumerate(known.coders):
        if one.given:
            own = board(BoardFacts([one], known.today), rows).coders[0]
            assert (own.of, own.done, own.begun, own.due, own.pace) == (
                every.coders[at].of,
                every.coders[at].done,
                every.coders[at].begun,
                every.coders[at].due,
                every.coders[at].pace,
            )


@settings(max_examples=examples(40))
@given(facts())
def test_what_is_late_is_late_in_its_line_and_in_its_document(drawn: tuple[BoardFacts, list[DocumentRow]]) -> None:
    known, rows = drawn
    found = board(known, rows)
    assert sum(line.pace.late for line in found.coders) == sum(one.late for one in found.documents)
    for line in found.coders:
        assert not line.due or line.due in line.coder.given.values()


def test_a_document_that_was_not_given_and_not_begun_shows_no_state_where_work_was_given() -> None:
    rows = [row(0), row(1), row(2)]
    states = {"Ana": [D], "Ben": [U, U, B]}
    given = [coder("Ana", 1, states=states["Ana"]), coder("Ben", 2, states=states["Ben"])]
    found = board(BoardFacts(given, TODAY.isoformat()), rows)
    assert [one.states for one in found.documents] == [(D, U), (None, U), (None, B)]
    assert (found.codings, found.done, found.ungiven) == (4, 1, 0)
    nobody = board(BoardFacts([coder(name, states=some) for name, some in states.items()], TODAY.isoformat()), rows)
    assert [one.states for one in nobody.documents] == [(D, U), (U, U), (U, B)]
    assert {line.pace.standing for line in nobody.coders} == {PaceStanding.NOTHING_GIVEN} and not nobody.is_given


def test_how_far_a_document_is_decided_waits_for_two_who_are_done() -> None:
    rows = [row(0, 3, 0), row(1, 3, 11), row(2, 0, 5), row(3, 0, None), row(4, None, None), row(5, 0, 0)]
    both = [D, D, D, D, D, B]
    pair = [coder("Ana", 6, states=[D] * 6), coder("Ben", 6, day(3), both)]
    found = board(BoardFacts(pair, TODAY.isoformat()), rows)
    assert [one.adjudicated for one in found.documents] == [
        Adjudicated.DONE,
        Adjudicated.BEGUN,
        Adjudicated.OPEN,
        Adjudicated.UNKNOWN,
        Adjudicated.UNKNOWN,
        Adjudicated.NOT_YET,
    ]
    assert found.double == 5 and found.open_cases is None
    assert board(BoardFacts(pair, TODAY.isoformat()), rows[:3]).open_cases == 16
