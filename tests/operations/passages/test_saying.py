"""How often a label was coded, in words; names that are no English noun stand as they are."""

import pytest

from annotator.operations.passages.saying import noun_of


@pytest.mark.parametrize(
    ("label", "number", "words"),
    [
        ("Appeal", 1, "1 appeal"),
        ("Warning", 13, "13 warnings"),
        ("Appeal", None, "Appeals"),
        ("Speech act", 2, "2 passages coded “Speech act”"),
        ("呼吁", 2, "2 passages coded “呼吁”"),
        ("UN", 1, "1 passage coded “UN”"),
        ("Policy", 2, "2 passages coded “Policy”"),
        ("Promise", 2, "2 promises"),
    ],
)
def test_a_label_is_counted_like_a_noun_where_it_is_one(label: str, number: int | None, words: str) -> None:
    assert noun_of(label, number) == words
