"""Addresses come back as the ids that they were made of."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.web_annotation.names import address, id_in, iri_of, is_of_type, label_address, listed

WORDS = st.text(st.characters(codec="utf-8"), min_size=1)


@given(id=WORDS | st.uuids().map(str))
def test_any_id_comes_back_from_its_address(id: str) -> None:
    assert id_in(address(id)) == id
    assert all(char.isascii() and char.isprintable() and char != " " for char in address(id) + label_address(id))


def test_what_may_be_one_or_several_and_an_address_or_an_object() -> None:
    assert listed(None) == [] and listed("a") == ["a"] and listed(["a"]) == ["a"]
    assert [iri_of(one) for one in ("a", {"id": "b"}, {"@id": "c"}, {"source": {"id": "d"}}, 5, None, {})] == [
        *("a", "b", "c", "d", "", "", "")
    ]
    assert is_of_type({"type": ["x", "oa:Annotation"]}, "Annotation") and not is_of_type("Annotation", "Annotation")
    assert id_in("http://example.org/1") == "http://example.org/1"
