"""Places of a text as a coder and as gold have them, written by hand or drawn."""

from hypothesis import strategies as st

from annotator.adjudication.cases import find_cases
from annotator.model.decision import Rule
from annotator.model.ids import DocumentId, LabelId, LayerId, SpanId
from annotator.model.span import Extent, Span
from annotator.operations.feedback.feedback import FeedbackPlace

MINE, GOLD, TEXT = LayerId("mine"), LayerId("gold"), DocumentId("d")
Piece = tuple[int, int]


def span(layer: LayerId, *pieces: Piece, label: str = "appeal", **said: str) -> Span:
    return Span(SpanId(layer), layer, TEXT, LabelId(label), tuple(Extent(*piece) for piece in pieces), "", said)


def place(mine: Span | None, gold: Span | None, rule: Rule | None = None, reason: str = "") -> FeedbackPlace:
    (case,) = find_cases(TEXT, {MINE: [mine] if mine else [], GOLD: [gold] if gold else []})
    return FeedbackPlace(case, mine, gold, rule, reason, "2026-03-02T10:00:00Z" if rule else "")


@st.composite
def differences(draw: st.DrawFn) -> list[FeedbackPlace]:
    """Draw places that do not meet, each with spans of its own; some labels are in no codebook."""
    found = []
    for at in range(draw(st.integers(0, 5))):
        sides = {}
        for layer in draw(st.sampled_from([(MINE,), (GOLD,), (MINE, GOLD)])):
            start, stop = at * 20 + draw(st.integers(0, 3)), at * 20 + draw(st.integers(5, 9))
            label, words = draw(st.sampled_from(["appeal", "warning", "gone"])), draw(st.text("ab د", max_size=300))
            extents = (Extent(start, stop),)
            sides[layer] = Span(SpanId(f"{layer}{at}"), layer, TEXT, LabelId(label), extents, words)
        found.append(place(sides.get(MINE), sides.get(GOLD)))
    return found
