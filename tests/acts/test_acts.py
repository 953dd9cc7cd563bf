"""An act with its slots looked up."""

from annotator.acts.acts import acts_of
from annotator.model.codebook import Codebook, Label, Role
from annotator.model.ids import ActorId, DocumentId, LabelId, LayerId, LinkId, RoleId, SpanId
from annotator.model.span import Extent, Link, Span

BOOK = Codebook(
    labels=(
        Label(
            id=LabelId("appeal"),
            name="Appeal",
            roles=(
                Role(id=RoleId("speaker"), name="Speaker", required=True),
                Role(id=RoleId("addressee"), name="Addressee", required=True, several=True),
                Role(id=RoleId("content"), name="Content"),
            ),
        ),
        Label(id=LabelId("actor"), name="Actor"),
    )
)


def span(id: str, label: str, start: int, stop: int, actor: str | None = None) -> Span:
    return Span(
        SpanId(id), LayerId("a"), DocumentId("d"), LabelId(label), (Extent(start, stop),), "x" * (stop - start),
        actor=ActorId(actor) if actor else None,
    )  # fmt: skip


def test_each_slot_tells_who_fills_it_and_where() -> None:
    spans = [span("act", "appeal", 10, 20), span("p", "actor", 0, 5, "fra"), span("q", "actor", 21, 25)]
    links = [
        Link(LinkId("1"), SpanId("act"), RoleId("speaker"), span=SpanId("p")),
        Link(LinkId("3"), SpanId("act"), RoleId("addressee"), span=SpanId("q")),
        Link(LinkId("2"), SpanId("act"), RoleId("addressee"), value="collective"),
    ]
    (act,) = acts_of(BOOK, spans, links)
    assert [(one.actor, one.extents) for one in act.of("speaker")] == [("fra", (Extent(0, 5),))]
    assert [one.who for one in act.of("addressee")] == [("value", "collective"), ("text", "xxxx")]
    assert act.of("content") == () == act.missing


def test_required_slots_that_nothing_fills_are_missing() -> None:
    (act,) = acts_of(BOOK, [span("act", "appeal", 10, 20)], [])
    assert [role.id for role in act.missing] == ["speaker", "addressee"]


def test_two_coders_mean_the_same_actor_by_its_name_or_by_a_span() -> None:
    spans = [span("one", "appeal", 10, 20), span("two", "appeal", 11, 20), span("p", "actor", 0, 5, "fra")]
    links = [
        Link(LinkId("1"), SpanId("one"), RoleId("speaker"), span=SpanId("p")),
        Link(LinkId("2"), SpanId("two"), RoleId("speaker"), actor=ActorId("fra")),
    ]
    one, two = acts_of(BOOK, spans, links)
    assert one.of("speaker")[0].who == two.of("speaker")[0].who
