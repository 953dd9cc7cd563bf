"""Pairs of documents that are no duplicates: the same pair, whichever is named first."""

from annotator.model.distinct import distinct
from annotator.model.ids import DocumentId


def test_a_pair_is_the_same_whichever_is_named_first() -> None:
    one, other = DocumentId("a"), DocumentId("b")
    assert distinct(one, other) == distinct(other, one) and distinct(other, one).id == "a/b"
