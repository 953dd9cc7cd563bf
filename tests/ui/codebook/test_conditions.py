"""Conditions as a line, and back; and what becomes of them when a value is renamed."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute
from annotator.model.ids import AttributeId
from annotator.ui.codebook.conditions import as_line, from_line, renamed_in, with_renamed

IDS = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,8}", fullmatch=True).map(AttributeId)
VALUES = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="|;="), min_size=1, max_size=6)


@given(st.dictionaries(IDS, st.lists(VALUES, max_size=3).map(tuple), max_size=3))
def test_conditions_come_back_from_their_line(when: dict[AttributeId, tuple[str, ...]]) -> None:
    assert from_line(as_line(when)) == when


def test_a_line_is_read_as_it_is_typed() -> None:
    assert from_line(" kind = state | group ;; year; ") == {"kind": ("state", "group"), "year": ()}
    assert from_line("") == {}


def test_conditions_follow_a_value_that_is_renamed() -> None:
    when = {AttributeId("kind"): ("state", "group"), AttributeId("other"): ("state",)}
    assert renamed_in(when, "kind", {"state": "country"}) == {"kind": ("country", "group"), "other": ("state",)}
    hanging = Attribute(id=AttributeId("size"), name="Size", kind=AttributeKind.NUMBER, when=when)
    (changed,) = with_renamed((hanging,), "kind", {"state": "country"})
    assert changed.when[AttributeId("kind")] == ("country", "group")
    assert with_renamed((hanging,), "year", {"state": "country"}) == (hanging,)
