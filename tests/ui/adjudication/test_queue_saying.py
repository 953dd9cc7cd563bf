"""A line of the queue says who says what, in the order of the letters; blind by letters alone."""

from dataclasses import replace

from hypothesis import given

from annotator.adjudication.cases import Case
from annotator.adjudication.decisions import settle
from annotator.adjudication.queue import entry_of
from annotator.model.coder import Layer, LayerKind
from annotator.model.ids import ActorId, LayerId
from annotator.model.wording import plain
from annotator.ui.adjudication.coder_letters import CoderLetters
from annotator.ui.adjudication.queue_saying import actors_in, saying_of
from tests.adjudication.builders import Coded, coded_layers, link, only_case, span
from tests.ui.cases.builders import LABELS, REGISTER

NAMES = ("Ana", "Ben", "Chloé")
LAYERS = tuple(Layer(id=LayerId(id), name=name, kind=LayerKind.CODER) for id, name in zip("ABC", NAMES, strict=True))
SEATS = CoderLetters(LAYERS)


def said(case: Case, seats: CoderLetters = SEATS) -> str:
    """Return the line of a case."""
    (one,) = settle([case], [])
    return plain(saying_of(entry_of(one), seats, LABELS, REGISTER))


def test_labels_passages_values_and_slots_are_said_by_who_says_them() -> None:
    ben, chloe = span("B1", 0, 9), span("C1", 0, 9, "warning")
    assert said(only_case(ben, chloe, layers="ABC")) == "Ben Appeal · Chloé Warning · Ana –"
    assert said(only_case(span("A1", 0, 9), ben, layers="ABC")) == "Ana, Ben Appeal · Chloé –"
    assert said(only_case(span("A1", 0, 90), replace(span("B1", 0, 6), quote="x"))) == "Ben 84 characters shorter"
    assert said(only_case(span("A1", 0, 9), span("B1", 1, 10))) == "Ana marked otherwise · Ben marked otherwise"
    forces = span("A1", 0, 9, force="urges"), span("B1", 0, 9, force="calls on")
    assert said(only_case(*forces)) == "Force: Ana urges · Ben calls on"
    links = [link("l1", "A1", "addressee", actor="chn"), link("l2", "B1", "addressee", actor="rus")]
    assert said(only_case(span("A1", 0, 9), span("B1", 0, 9), links=links)) == "Addressee: Ana China · Ben Russia"
    one = replace(span("A1", 0, 9, "actor"), actor=ActorId("fra"))
    assert said(only_case(one, span("B1", 0, 9, "actor"))) == "Actor: Ana France · Ben –"


@given(coded_layers())
def test_without_names_no_name_is_in_any_line_and_with_them_every_line_begins_with_who_or_what(coded: Coded) -> None:
    hidden = replace(SEATS, names_hidden=True)
    for case in coded.cases():
        assert not any(name in said(case, hidden) for name in NAMES)
        assert not case.differs or any(name in said(case) for name in NAMES)
        assert actors_in(entry_of(settle([case], [])[0]).contrast) <= {*REGISTER, *coded_actors(case)}


def coded_actors(case: Case) -> set[ActorId]:
    """Return all actors that a case speaks of."""
    named = [one.actor for span in case.candidates for one in case.slots_of(span)]
    return {actor for actor in (*named, *(span.actor for span in case.candidates)) if actor is not None}
