"""The headline says what to do, by one ordered list of rules; what each line says is what its figures say."""

from hypothesis import given, settings

from annotator.model.coder import State
from annotator.model.document_row import DocumentRow
from annotator.operations.team.board import BoardCoder, BoardFacts, HandedIn, board
from annotator.operations.team.board_words import (
    adjudicated_words,
    day_words,
    handed_in_words,
    headline,
    minutes_words,
    pace_words,
    progress_words,
    standing_words,
)
from annotator.sync.activity import Activity
from tests.examples import examples
from tests.operations.team.boards import TODAY, coder, day, facts, row

D, B, U = State.DONE, State.BEGUN, State.UNTOUCHED
TODAY_SAID = TODAY.isoformat()
SLOW = Activity({day(-1): (20, 2), day(0): (1, 0)}, {}, "2026-11-25T09:00:00Z")
QUICK = Activity({day(-1): (20, 9)}, {}, "2026-11-24T09:00:00Z")


def ana(documents: int = 6, due: str = "", **more: object) -> BoardCoder:
    return coder("Ana", documents, due, [D], **more)


def ben(documents: int = 6, due: str = "", **more: object) -> BoardCoder:
    return coder("Ben", documents, due, [D] * 6, **more)


def said(*coders: object, rows: list[DocumentRow] | None = None, alone: bool = False) -> str:
    found = rows if rows is not None else [row(at) for at in range(6)]
    return headline(board(BoardFacts(list(coders), TODAY_SAID, alone), found))  # type: ignore[arg-type]


@settings(max_examples=examples(60))
@given(facts())
def test_every_board_has_one_headline_and_every_line_its_words(drawn: tuple[BoardFacts, list[DocumentRow]]) -> None:
    found = board(*drawn)
    said = headline(found)
    assert said and said[0] == said[0].upper() and "  " not in said and "; ;" not in said and not said.endswith("; ")
    for line in found.coders:
        words = standing_words(line, TODAY_SAID), progress_words(line), pace_words(line)
        assert all(text == text.strip() for text in words)
        assert f"{line.done:,} done" in words[1]
    for one in found.documents:
        assert adjudicated_words(one) in ("", f"{one.open_cases} open")


def test_the_first_rule_that_says_something_ends_the_headline() -> None:
    slow, quick = ana(due=day(1), activity=SLOW), ben(due=day(1), activity=QUICK)
    assert said(slow, quick) == "7 of 12 codings are done; Ana falls behind"
    handed = HandedIn("2026-11-24T18:20:00Z", waits=214)
    assert said(slow, ben(handed_in=handed)) == "7 of 12 codings are done; Ben’s packet waits"
    assert said(ana(handed_in=handed), ben(handed_in=handed)).endswith("Ana’s and Ben’s packets wait")
    assert said(ana(due=day(-1), activity=SLOW), quick) == "7 of 12 codings are done; Ana is late"
    assert said(coder("Ana", 6, day(9)), quick) == "6 of 12 codings are done; Ana has not begun"
    assert said(ana(due=day(9)), quick) == "7 of 12 codings are done; all are in time"
    assert said(ana(due=day(9), activity=QUICK), quick) == "7 of 12 codings are done; all are in time"


def test_who_has_been_given_nothing_is_to_be_given_work() -> None:
    assert said(ana(0), ben(0)) == "7 codings are done; nobody has been given work"
    untouched = [row(0), row(1)]
    assert said(coder("Ana"), coder("Ben"), rows=untouched) == "Nobody has been given anything; give out work"
    assert said(coder("Ana"), rows=[]) == "There are no documents here."
    assert said(rows=untouched) == "Nobody codes in this project yet."
    assert said(ana(1), rows=[row(0), row(1), row(2)]) == "The one coding is done; 2 documents are given to nobody"


def test_what_is_done_leads_to_what_is_to_be_decided() -> None:
    pair = coder("Ana", 2, states=[D, D]), coder("Ben", 2, states=[D, D])
    assert said(*pair, rows=[row(0, 1, 3), row(1, 0, 2)]) == "All 4 codings are done; 5 cases wait in Adjudicate"
    assert said(*pair, rows=[row(0, 1, 0)]) == "All 2 codings are done; every case is decided"


def test_a_coder_alone_is_spoken_to_and_hears_of_nobody_else() -> None:
    rows = [row(at, None, None) for at in range(6)]
    assert said(ana(due=day(1), activity=SLOW), rows=rows, alone=True) == (
        "1 of your 6 documents is done; 2.5 a day needed, 2 a day made"
    )
    assert said(ana(1), rows=rows[:1], alone=True) == "Your document is done; hand in"
    assert said(ana(0), rows=rows, alone=True) == "You are done with 1 of 6 documents"


def test_many_names_are_counted_and_names_keep_their_direction() -> None:
    late = [coder(name, 1, day(-1)) for name in "ABCD"]
    assert said(*late, rows=[row(0)]) == "0 of 4 codings are done; 4 coders are late"
    assert "\u2068عمر\u2069 is late" in said(coder("عمر", 1, day(-1)), rows=[row(0)])


def test_words_of_days_minutes_and_what_was_handed_in() -> None:
    assert [day_words(one, "2026-11-25") for one in ("", "2026-11-28", "2025-01-02")] == ["", "28 Nov", "2 Jan 2025"]
    assert [minutes_words(one) for one in (3.14, 59.9, 65)] == ["3.1 min", "59.9 min", "1 h 5 min"]
    line = board(BoardFacts([coder("Ana", handed_in=HandedIn("x", waits=1))], TODAY_SAID), [row(0)]).coders[0]
    assert handed_in_words(line, lambda time: "today") == "1 act waits, handed in today"
    line = board(BoardFacts([coder("Ana", works_here=True)], TODAY_SAID), [row(0)]).coders[0]
    assert handed_in_words(line, str) == "works in this file"
