"""What FTS5 is asked finds each text with a hit."""

import pytest

from annotator.model.searching.query import parsed
from annotator.store.search.expression import expression


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("peace", '"peace"'),
        ('"Peace talk"*', '"peace talk"*'),
        ("中国", '"中 国"'),
        ("peace -war", '("peace")'),
        ("peace OR truce", '("peace" OR "truce")'),
        ("peace NEAR/3 talks", '("peace" AND "talks")'),
        ("*tion", None),
        ('"*tion of"', '"of"'),
        ("/x/", None),
        ("/x/ peace", '("peace")'),
        ("/x/ OR peace", None),
    ],
)
def test_what_cannot_be_asked_is_left_out(query: str, asked: str | None) -> None:
    found = parsed(query)
    assert found is not None
    assert expression(found) == asked
