"""What a delivery has otherwise, in words."""

from annotator.model.coder import Layer, LayerKind
from annotator.model.ids import DocumentId, LabelId, LayerId, SpanId
from annotator.model.span import Extent, Span
from annotator.operations.exchange.delivery import ChangedSpan, LayerUpdate, lines, notes, summary
from tests.operations.desks import BOOK

LAYER = Layer(id=LayerId("l"), name="Ana", kind=LayerKind.CODER)


def span(id: str, label: str = "actor", quote: str = "France") -> Span:
    extents = (Extent(0, len(quote)),) if quote else ()
    return Span(SpanId(id), LAYER.id, DocumentId("d"), LabelId(label), extents, quote)


def test_a_summary_counts_what_there_is_and_says_one_as_one() -> None:
    update = LayerUpdate(LAYER, is_whole=True)
    assert (bool(update), summary(update)) == (False, "Ana: nothing is otherwise.")
    update.gone.append(span("a"))
    assert summary(update) == "Ana: 1 coding is deleted."
    update.new += [span("b"), span("c")]
    update.done.append(DocumentId("d"))
    assert summary(update) == "Ana: 2 codings are new, 1 deleted; 1 document is done."


def test_what_is_only_new_overwrites_nothing() -> None:
    update = LayerUpdate(LAYER, is_whole=True, new=[span("a")], done=[DocumentId("d")])
    assert update and not update.overwrites
    assert not LayerUpdate(LAYER, is_whole=False, gone=[span("a")]).overwrites
    assert LayerUpdate(LAYER, is_whole=True, gone=[span("a")]).overwrites


def test_each_thing_that_is_otherwise_has_a_line_and_says_whether_it_was_changed_here() -> None:
    old, new = span("a", "appeal"), span("a", "warning")
    update = LayerUpdate(LAYER, is_whole=True, changed=[ChangedSpan(old, new, ("label", "note"))], later=[old])
    update.new.append(span("b", "genre", ""))
    update.gone.append(span("c"))
    update.reopened.append(DocumentId("d"))
    assert list(lines(update, BOOK, {DocumentId("d"): "Readout"})) == [
        "changed: Appeal “France” → Warning “France”: label and note (changed here since)",
        "deleted: Actor “France”",
        "new: Genre (whole text)",
        "open again: “Readout”",
    ]


def test_what_lies_in_the_bin_or_has_a_label_of_before_is_said() -> None:
    update = LayerUpdate(LAYER, is_whole=True, binned=2, relabelled=1)
    assert list(notes(update)) == [
        "Ana: 2 codings lie in the recycle bin here, and stay there.",
        "Ana: 1 coding has a label that the codebook has no more; what they have here stays.",
    ]
