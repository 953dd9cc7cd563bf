"""Every quote is compared with its text, however many texts there are."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

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
