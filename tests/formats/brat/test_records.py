"""The records of a layer: numbered from the front, each passage of a slot once."""

from dataclasses import replace

from annotator.formats.brat.records import records, words_said
from annotator.model.ids import LinkId, RoleId, SpanId
from annotator.model.span import Link
from tests.formats.bundles import ACTORS, GOLD, sample_bundle


def test_a_passage_that_fills_two_slots_stands_once_and_comes_after_the_spans() -> None:
    (coded, *_) = sample_bundle((GOLD,)).documents
    act = next(span for span in coded.spans if span.id == "s-05")
    extents, quote = act.extents, act.quote
    links = [
        Link(LinkId(f"x-{role}"), SpanId("s-05"), RoleId(role), actor=ACTORS[0].id, extents=extents, quote=quote)
        for role in ("speaker", "addressee")
    ]
    lines = list(records(replace(coded, links=tuple(links)), GOLD, {actor.id: actor for actor in ACTORS}))
    assert [line.split("\t")[1].split(" ")[0] for line in lines if line.startswith("T")][-1] == "SlotPassage"
    assert sum("SlotPassage" in line for line in lines) == 1
    assert [line.split("\t")[1] for line in lines if line.startswith("R")] == [
        "addressee Arg1:T2 Arg2:T4",
        "speaker Arg1:T2 Arg2:T4",
    ]
    assert [line for line in lines if line.startswith("N")] == ["N1\tReference T4 actor.state:actor-fra\tFrance"]


def test_values_become_words_without_blanks() -> None:
    assert words_said(True) == [""]
    assert words_said(False) == []
    assert words_said(["calls on", "b"]) == ["calls_on", "b"]
    assert words_said(1.5) == ["1.5"]
