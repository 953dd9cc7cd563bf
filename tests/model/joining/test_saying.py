"""Keys and columns as people say them."""

import pytest

from annotator.model.errors import NotAllowed, NotFound
from annotator.model.joining.matching import KeyPair, Origin
from annotator.model.joining.saying import column_for, said_columns, said_key
from annotator.model.joining.taking import TakenColumn
from tests.model.joining.drawn import info, table

HERE = [info("One", "AND_78.txt", 1, country="Andorra"), info("Two", "FRA_77.txt", 2, country="France")]
THERE = table(
    "File Land iso a=b country", ("and_78", "Andorra", "and", "1", "x"), ("fra_77", "France", "fra", "2", "y")
)


@pytest.mark.parametrize(
    ("said", "pattern", "pairs"),
    [
        (["file"], "", {KeyPair(Origin.FILE, "File")}),
        (["file=file"], "", {KeyPair(Origin.FILE, "File")}),
        (["country=LAND"], "", {KeyPair(Origin.FIELD, "Land", "country")}),
        (["country"], "", {KeyPair(Origin.FIELD, "country", "country")}),
        (["title=a=b"], "", {KeyPair(Origin.TITLE, "a=b")}),
        ([], "{iso}_{n}", {KeyPair(Origin.PART, "iso", "iso"), KeyPair(Origin.PART, "x", "n")}),
        (["who=Land"], "{who}_{}", {KeyPair(Origin.PART, "Land", "who")}),
        ([], "{code}_{}", {KeyPair(Origin.PART, "iso", "code")}),
    ],
)
def test_a_key_is_understood(said: list[str], pattern: str, pairs: set[KeyPair]) -> None:
    there = table("File Land iso a=b country x", *((*row, n) for row, n in zip(THERE.rows, (78, 77), strict=True)))
    assert {*said_key(HERE, there, said, pattern).pairs} == pairs


def test_what_neither_side_has_is_named() -> None:
    for said, pattern, words in [
        (["file=x"], "", "no column for “x”"),
        (["x=File"], "", "no “x” to find them by; say one of file, title, text, “country”"),
        (["title"], "", "no column for “title”"),
        ([], "{a}_{b}", "no column for “b”"),
    ]:
        with pytest.raises(NotFound, match=words):
            said_key(HERE, THERE, said, pattern)
    with pytest.raises(NotAllowed, match="no pattern"):
        said_key(HERE, THERE, [], "x")


def test_columns_are_taken_under_their_name_or_another() -> None:
    assert said_columns(THERE, ["land=country", "ISO", "a=b", "a=b=c"]) == [
        TakenColumn("Land", "country"),
        TakenColumn("iso", "iso"),
        TakenColumn("a=b", "a=b"),
        TakenColumn("a=b", "c"),
    ]
    with pytest.raises(NotFound, match="no column for “x”"):
        said_columns(THERE, ["x=y"])


def test_the_column_with_the_values_of_most_documents_is_found() -> None:
    assert column_for(HERE, THERE, Origin.FIELD, "country") == "Land"
    assert column_for(HERE, THERE, Origin.TITLE) == ""
