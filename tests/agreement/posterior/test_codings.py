"""What is asked of codings, and what comes of it."""

from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.input.passages import CodedPassage
from annotator.agreement.posterior.codings import Beliefs, Codings, Question, beliefs, has_label
from annotator.agreement.posterior.truth import Model
from annotator.agreement.study.study import Aspect
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Label
from annotator.model.ids import LabelId
from annotator.model.span import AttributeValue, Span
from tests.agreement.texts import CODERS, LABELS, X, Y, coded, places_in, text_of, texts
from tests.examples import examples
from tests.operations.desks import attribute

BOOK = tuple(
    Label(id=label, name=label, attributes=(attribute("force", AttributeKind.ORDINAL, "weak", "strong"),))
    for label in LABELS
)
FOUND, FORCE = Question(Aspect.FOUND, X), Question(Aspect.ATTRIBUTE, X, "force")


def passages(*rows: str, forces: str = "") -> list[CodedPassage]:
    """Return a passage for each row: the labels of Ana, Ben and Chloé, - for none; `forces`: w or s, by span."""
    given_forces = iter(forces)
    found = []
    for number, row in enumerate(rows):
        spans: list[Span | None] = []
        for coder, label in zip("ABC", row, strict=True):
            said = {"w": {"force": "weak"}, "s": {"force": "strong"}}.get(next(given_forces, ""), {})
            spans.append(None if label == "-" else coded(coder, number, number + 1, label, **said))
        found.append(CodedPassage(number, tuple(spans), (True, True, True)))
    return found


def asked(places: list[CodedPassage], also: list[CodedPassage] | None = None, model: Model | None = None) -> Beliefs:
    return beliefs(Codings(places, BOOK, (0, 1, 2), [{}] * 99, also or []), model)


def test_who_has_another_label_or_nothing_says_that_it_is_not_this_one() -> None:
    (place,) = passages("xy-")
    assert has_label(X)(place) == (True, False, False)
    assert has_label(Y)(place) == (False, True, False)
    assert has_label(LabelId("z"))(place) is None


def test_who_did_not_code_the_document_has_no_vote() -> None:
    place = CodedPassage(0, (coded("A", 0, 1), None, None), (True, False, True))
    assert has_label(X)(place) == (True, None, False)


def test_a_label_that_all_gave_is_likelier_than_one_that_one_gave() -> None:
    places = passages(*["xxx"] * 9, "x--", "-x-", "--y", "xx-", *["yyy"] * 5)
    found = asked(places)
    chances = [found.of_label(X, number) or 0 for number in range(len(places))]
    assert chances[0] > 0.95 and chances[0] > chances[12] > max(chances[9], chances[10])
    assert found.of_label(X, 11) is None, "nobody gave it"


def test_an_attribute_is_asked_of_those_who_gave_the_label() -> None:
    places = passages(*["xxx"] * 8, "xxy", forces="wwwsss" * 4 + "ws")
    found = asked(places)
    assert set(found.truths) == {FOUND, FORCE, Question(Aspect.FOUND, Y), Question(Aspect.ATTRIBUTE, Y, "force")} - {
        Question(Aspect.ATTRIBUTE, Y, "force")
    }
    assert found.truths[FORCE].units == 9
    assert found.of(FORCE, 0)["weak"] > 0.9 > found.of(FORCE, 1)["weak"]
    assert found.parts[X] == [FORCE]


@given(st.lists(st.sampled_from(["armed", "civil", ""]), min_size=3, max_size=12))
def test_of_whom_an_attribute_is_not_asked_has_no_vote_on_it(kinds: list[str]) -> None:
    kind = attribute("kind", AttributeKind.CHOICE, "armed", "civil")
    used = attribute("used", AttributeKind.FLAG).model_copy(update={"when": {"kind": ("armed",)}})
    book = (Label(id=X, name="X", attributes=(kind, used)),)
    places = passages(*["xxx"] * (len(kinds) // 3))
    said = [span for place in places for span in place.found]
    for span, value in zip(said, kinds, strict=False):
        cast("dict[str, AttributeValue]", span.attributes).update({"kind": value} if value else {})
    found = beliefs(Codings(places, book, (0, 1, 2), [{}] * len(places)))
    rows = found.rows.get(Question(Aspect.ATTRIBUTE, X, "used"), {})
    for number, place in enumerate(places):
        voted = [span is not None and span.attributes.get("kind") == "armed" for span in place.spans]
        assert (number in rows) is any(voted)
        assert [one is not None for one in rows.get(number, ())] == (voted if any(voted) else [])


def test_what_is_asked_besides_changes_nothing_else() -> None:
    places, more = passages("xxx", "xx-", "yyy", "x--"), passages("x-x", "xy-")
    plain, found = asked(places), asked(places, more)
    for question, truth in plain.truths.items():
        assert found.truths[question].coders == truth.coders
    assert found.of_label(X, 4) is not None and found.of_label(X, 5) is not None
    assert plain.of_label(X, 4) is None


def test_one_model_may_be_asked_for_all() -> None:
    assert {truth.model for truth in asked(passages("xxx", "xx-", "yyy"), model=Model.GLAD).truths.values()} == {
        Model.GLAD
    }


def test_one_may_stop_between_two_questions() -> None:
    class Stopped(Exception):
        pass

    def step(done: int, total: int) -> None:
        assert total == 4
        if done:
            raise Stopped

    with pytest.raises(Stopped):
        beliefs(Codings(passages("xxx", "yyy"), BOOK, (0, 1, 2), [{}] * 9), step=step)


@given(st.lists(texts("ABC", most=3), min_size=1, max_size=3))
@settings(max_examples=examples(8), deadline=None)
def test_the_order_of_the_documents_changes_no_chance(found: list[object]) -> None:
    def chances(ordered: list[object]) -> dict[str, float]:
        places = places_in(ordered, CODERS)  # type: ignore[arg-type]
        told = beliefs(Codings(places, BOOK, (0, 1, 2), [{}] * len(ordered)))
        return {
            f"{[span.id if span else '' for span in place.spans]} {label}": told.of_label(label, number) or -1
            for number, place in enumerate(places)
            for label in LABELS
        }

    assert chances(found) == pytest.approx(chances(found[::-1]))


def test_passages_of_texts_are_asked_about_as_they_are_grouped() -> None:
    text = text_of(*(coded(coder, 0, 5) for coder in "ABC"), coded("A", 10, 12), coders="ABC")
    places = places_in([text], CODERS)
    assert [place.found[0].start for place in places] == [0, 10]
    found = asked(places)
    assert (found.of_label(X, 0) or 0) > (found.of_label(X, 1) or 0)
