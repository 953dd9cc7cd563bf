"""Every quote is compared with its text, however many texts there are."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.model.span import Extent
from annotator.model.verbs.verb import Told
from annotator.store.check import quotes
from annotator.store.check.quotes import span_problems
from tests.projects import TEXT, make_desk


@pytest.mark.parametrize("at_hand", [1, 32 * 1024 * 1024])
def test_each_wrong_quote_is_found_also_where_few_texts_are_kept_at_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_hand: int
) -> None:
    monkeypatch.setattr(quotes, "_CHARACTERS", at_hand)
    desk = make_desk(tmp_path, [f"{TEXT} {number}" for number in range(5)])
    for document, quote in ((0, "its"), (1, "urged"), (2, "its"), (3, "urged"), (4, "its"), (0, "urged"), (1, "its")):
        desk.code(quote, document=document)
    desk.project.close()
    with closing(sqlite3.connect(desk.project.path)) as connection:
        assert list(span_problems(connection)) == []
        connection.executescript("DROP TRIGGER spans_update; UPDATE spans SET quote = 'x' WHERE quote = 'urged'")
        assert len(list(span_problems(connection))) == 3


def test_units_that_do_not_fit_their_text_are_named(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    project, of = desk.project, desk.documents[0]
    with project.transact(Told(sentence="Cut")):
        project.units.put({of.id: [Extent(0, 5), Extent(5, 9)]})
    assert project.check() == []
    for extents, why in (([(3, 9), (0, 4)], "begins before"), ([(0, 10_000)], "beyond the text")):
        with project.transact(Told(sentence="Cut wrongly")):
            project.units.put({of.id: [Extent(*one) for one in extents]})
        (problem,) = project.check()
        assert of.title in problem and why in problem
