"""What a coder's copy is shown of gold comes back as it was, and tells nothing of other coders."""

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.decision import Decision, Rule
from annotator.model.ids import ActorId, DecisionId, DocumentId, LabelId, LayerId, LinkId, RoleId, SpanId
from annotator.model.shown_gold import ShownGold, from_text, key, shown, to_text
from annotator.model.span import Extent, Link, Span
from tests.examples import examples

VALUES = st.text(max_size=4) | st.integers(-5, 5) | st.booleans() | st.floats(0.5, 2) | st.lists(st.text(max_size=2))


def span(id: str, layer: str, attributes: dict[str, object] | None = None, note: str = "") -> Span:
    extents = (Extent(0, 6), Extent(9, 11))
    of = Span(SpanId(id), LayerId(layer), DocumentId("d"), LabelId("appeal"), extents, "France … ur", attributes or {})  # type: ignore[arg-type]
    return Span(**{name: getattr(of, name) for name in Span.__slots__} | {"note": note, "doubt": True})


@given(st.dictionaries(st.text(max_size=4), VALUES, max_size=3), st.text(st.characters(exclude_categories=["Cs"])))
@settings(max_examples=examples(30))
def test_gold_comes_back_as_it_was_and_is_one_text(attributes: dict[str, object], reason: str) -> None:
    gold = span("g", "gold", attributes)
    links = [Link(LinkId("l"), gold.id, RoleId("speaker"), actor=ActorId("state-fra"), extents=(Extent(0, 6),))]
    decision = Decision(
        DecisionId("x"), gold.document, Rule.TAKEN, (span("a", "ana"),), (), (gold.id,), reason, None, "t"
    )
    found = shown([gold], links, [decision])
    text = to_text(found)
    again = from_text(text)
    assert again == found and to_text(again) == text
    assert again.behind["g"] == again.behind[key("a")] == (Rule.TAKEN, reason, "t")


def test_nothing_is_told_of_whose_spans_were_taken_or_what_they_noted() -> None:
    gold, other = span("gold-span", "gold", note="copied from Ben"), span("bens-span", "bens-layer", note="Ben doubts")
    strange = Link(LinkId("l"), other.id, RoleId("speaker"), quote="Ben’s words")
    decision = Decision(DecisionId("x"), gold.document, Rule.NONE, (other,), ("cleos-layer",), (), "no act")
    text = to_text(shown([gold], [strange], [decision]))
    assert not any(word in text for word in ("Ben", "bens", "cleo", "copied")) and "no act" in text


def test_what_nobody_wrote_shows_nothing() -> None:
    assert from_text("") == from_text("{") == from_text('{"spans":[{"id":1}]}') == from_text("[]") == ShownGold()
