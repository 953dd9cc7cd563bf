"""What was typed becomes what documents have: dates in ISO 8601 with what stood there, lists, numbers, nothing."""

import pytest

from annotator.model.errors import NotAllowed
from annotator.ui.documents.typed import typed_fields
from tests.ui.documents.one_row import row


@pytest.mark.parametrize("date", ["2026", "2026-01", "2024-02-29", ""])
def test_a_date_as_it_is_written_here_is_set_as_it_stands(date: str) -> None:
    assert typed_fields([row("1")], {"date": date}) == {"date": date or None}


def test_a_date_in_words_is_read_and_kept_as_it_was_written() -> None:
    written = "le 6 avril 2023"
    assert typed_fields([row("1")], {"date": written}) == {"date": "2023-04-06", "date_as_written": written}


@pytest.mark.parametrize(
    ("text", "why"), [("in spring", "no date"), ("2026-02-30", "no date"), ("01/02/2023", "may be")]
)
def test_what_is_no_date_or_two_days_is_refused_in_a_sentence(text: str, why: str) -> None:
    with pytest.raises(NotAllowed, match=why):
        typed_fields([row("1")], {"date": text})


def test_what_stands_there_already_stays_whatever_it_is() -> None:
    assert typed_fields([row("1", date="in spring")], {"date": " in  spring "}) == {"date": "in spring"}


def test_a_value_keeps_its_shape() -> None:
    rows = [row("1", tags=["a"], votes=3, share=0.5)]
    typed = {"tags": "a; b", "votes": "12", "share": "0.25", "place": " New  York ", "kind": " "}
    assert typed_fields(rows, typed) == {
        **{"tags": ["a", "b"], "votes": 12, "share": 0.25},
        **{"place": "New York", "kind": None},
    }
