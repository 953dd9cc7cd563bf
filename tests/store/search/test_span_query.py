"""Codings asked of SQLite: those of a plain look at each, in the order of the texts, and counted alike."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.ids import ActorId, LabelId, RoleId
from annotator.model.span import Span
from annotator.store.project import Project
from annotator.store.search.span_query import InSlot, SpanQuery
from tests.examples import examples
from tests.operations.random_projects import fillings
from tests.projects import make_desk


def looked_at(project: Project, query: SpanQuery) -> list[Span]:
    """Return the codings of which the query holds, by looking at each."""
    found = []
    for info in project.documents.all():
        links = project.links.of_document(info.id)
        there = {span.id: span for span in project.spans.of_document(info.id)}
        for span in there.values():
            slots = [
                any(
                    link.act == span.id
                    and link.role in slot.roles
                    and (
                        not (slot.actors or slot.values)
                        or link.actor in slot.actors
                        or (link.span is not None and link.span in there and there[link.span].actor in slot.actors)
                        or link.value in slot.values
                    )
                    for link in links
                )
                is not slot.is_not
                for slot in query.slots
            ]
            if (
                span.layer in query.layers
                and (query.labels is None or span.label in query.labels)
                and (query.documents is None or span.document in query.documents)
                and query.doubt in (None, span.doubt)
                and query.noted in (None, bool(span.note))
                and (query.mentions is None or span.actor in query.mentions)
                and (query.coded_under is None or (span.label, span.codebook_version) in query.coded_under)
                and all(slots)
            ):
                found.append(span)
    return found


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_sqlite_finds_what_a_plain_look_finds(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    path: Path = tmp_path_factory.mktemp("asked") / "a.annot"
    with data.draw(fillings())(path) as project:
        layers = tuple(layer.id for layer in project.layers.all())
        spans = [span for info in project.documents.all() for span in project.spans.of_document(info.id)]
        labels = tuple({span.label for span in spans})[:1]
        actors = tuple(actor.id for actor in project.actors.all())
        roles = tuple({link.role for info in project.documents.all() for link in project.links.of_document(info.id)})
        every = SpanQuery(layers)
        for query in (
            every,
            replace(every, layers=layers[:1]),
            replace(every, labels=labels),
            replace(every, documents=frozenset(span.document for span in spans[:1])),
            replace(every, doubt=True, noted=False),
            replace(every, mentions=actors),
            replace(every, slots=(InSlot(roles, actors),)),
            replace(every, slots=(InSlot(roles, actors, ("document", "implicit")),)),
            replace(every, slots=(InSlot(roles),)),
            replace(every, slots=(InSlot(roles, is_not=True),)),
            replace(every, coded_under=tuple({(span.label, span.codebook_version) for span in spans[:2]})),
        ):
            wanted = looked_at(project, query)
            assert list(project.span_search.spans(query)) == wanted
            assert [row.id for row in project.span_search.rows(query)] == [span.id for span in wanted]
            counted = Counter((span.document, span.layer, span.label) for span in wanted)
            found = Counter[tuple[str, str, str]]()
            for layer, label, numbers in project.span_search.counts(query):
                found.update({(document, layer, label): number for document, number in numbers})
            assert found == counted


def test_more_is_asked_than_sqlite_takes_in_one_condition(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    coded = desk.code("urged China")
    pairs = [(LabelId(f"label-{number}"), coded.codebook_version) for number in range(3000)]
    some = tuple(ActorId(f"actor-{number}") for number in range(40_000))
    every = SpanQuery((desk.layer.id,))
    under = replace(every, coded_under=(*pairs, (coded.label, coded.codebook_version)))
    assert [span.id for span in desk.project.span_search.spans(under)] == [coded.id]
    assert list(desk.project.span_search.spans(replace(every, coded_under=tuple(pairs)))) == []
    assert list(desk.project.span_search.spans(replace(every, slots=(InSlot((RoleId("speaker"),), some),)))) == []
