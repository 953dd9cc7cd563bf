"""The records of a layer: numbered from the front, each passage of a slot once."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from annotator.formats.brat.records import records, words_said
from annotator.model.bundle import Bundle
from annotator.model.ids import LinkId, RoleId, SpanId
from annotator.model.span import Link
from tests.examples import examples
from tests.formats.bundles import ACTORS, GOLD, LAYERS, full_bundles, sample_bundle
from tests.oracles.oracle import Oracle, python_oracle


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


@pytest.fixture(scope="module")
def brat() -> Iterator[Oracle]:
    yield from python_oracle("brat_files", "brat_tools")


@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bundle=full_bundles())
def test_brat_s_own_tools_read_every_record(brat: Oracle, bundle: Bundle) -> None:
    actors = {actor.id: actor for actor in bundle.actors}
    for coded in bundle.documents:
        known = {span.id for span in coded.spans}
        links = tuple(one for one in coded.links if one.act in known and (one.span is None or one.span in known))
        for layer in LAYERS:
            written = list(records(replace(coded, links=links), layer.id, actors))
            # The tool reads neither pieces of spans nor tabs in notes.
            lines = [line for line in written if line.count("\t") <= 2 and ";" not in line.split("\t")[1]]
            read = brat.ask("parse", lines=lines)
            assert [one[0] for one in read] == [line.split("\t")[0] for line in lines]
            assert [one[1] for one in read] == [line.split("\t")[1].split(" ")[0] for line in lines]
            assert all(one[2:] == line.split("\t")[1].split(" ")[1:3] for one, line in zip(read, lines, strict=True)
                       if line[0] in "RN")  # fmt: skip
