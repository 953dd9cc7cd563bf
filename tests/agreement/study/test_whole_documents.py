"""Labels on whole documents: chance gives them no agreement, and they give none to the labels of passages."""

import random
from dataclasses import replace

import pytest

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.units import UnitKind
from annotator.agreement.study.disputes import disputed
from annotator.agreement.study.parts import ON_DOCUMENTS
from annotator.agreement.study.study import Aspect, Design, Study
from annotator.model.ids import LabelId
from annotator.model.span import Span
from tests.agreement.studies import LABELS, study
from tests.agreement.texts import CODERS, coded, text_of

DESIGN = Design(coefficients=("percent", "alpha-nominal", "alpha-masi", "cohen-kappa", "ac1"), gamma_samples=0)


def value(found: Study, coefficient: str = "alpha-nominal", label: str | None = None, part: str = "") -> float:
    one = found.find(coefficient, Aspect.LABEL, LabelId(label) if label else None, part)
    assert one is not None and one.result.value is not None
    return one.result.value


def topics(rng: random.Random, coders: str, most: int = 1) -> list[Span]:
    """Return up to so many topics of each coder, at random."""
    return [coded(coder, 0, 0, topic) for coder in coders for topic in rng.sample("xyz", rng.randint(1, most))]


def passages(rng: random.Random, coders: str) -> list[Span]:
    """Return what all coders find, each with a label of its own at random."""
    return [coded(coder, at, at + 5, rng.choice("xy")) for at in (0, 8, 16) for coder in coders]


@pytest.mark.parametrize("coders", ["AB", "ABC"])
@pytest.mark.parametrize("most", [1, 3])
def test_topics_at_random_agree_as_chance_has_it(coders: str, most: int) -> None:
    rng = random.Random(60)
    found = [text_of(*topics(rng, coders, most), coders=coders) for _ in range(200)]
    made = study(found, CODERS[: len(coders)], DESIGN)
    assert value(made) == pytest.approx(0, abs=0.1)
    assert value(made, "alpha-masi") == pytest.approx(0, abs=0.1)
    for label in "xyz":
        assert value(made, label=label) == pytest.approx(0, abs=0.15)
    one = made.find("alpha-nominal", Aspect.LABEL)
    assert one is not None and (one.result.n, one.result.documents) == (200, 200)
    assert "the set of these" in one.result.convention
    spans = study(found, CODERS[: len(coders)], replace(DESIGN, unit=UnitKind.SPANS)).find("alpha-nominal")
    assert spans is not None and spans.result.value == pytest.approx(0, abs=0.1)


def with_and_without(topic: str) -> tuple[list[CodedText], list[CodedText]]:
    """Return texts whose passages have labels at random, with a topic on which all agree and without."""
    rng = random.Random(49)
    spans = [passages(rng, "AB") for _ in range(60)]
    return (
        [text_of(*mine, coded("A", 0, 0, topic), coded("B", 0, 0, topic)) for mine in spans],
        [text_of(*mine) for mine in spans],
    )


def test_a_topic_that_all_share_does_not_make_passages_agree() -> None:
    more, less = (study(found, CODERS[:2], DESIGN) for found in with_and_without("z"))
    assert value(more) == value(less) == pytest.approx(0, abs=0.1)
    assert value(more, label="x") == value(less, label="x")
    assert value(more, "percent", part=ON_DOCUMENTS) == 1
    assert less.find("percent", Aspect.LABEL, part=ON_DOCUMENTS) is None


def test_a_label_of_both_kinds_has_a_number_of_each() -> None:
    more, _ = (study(found, CODERS[:2], DESIGN) for found in with_and_without("x"))
    assert value(more, "percent", "x") < 0.8
    assert value(more, "percent", "x", ON_DOCUMENTS) == 1


def test_a_label_of_documents_alone_has_its_number_where_others_have_theirs() -> None:
    more, _ = (study(found, CODERS[:2], DESIGN) for found in with_and_without("z"))
    assert value(more, "percent", "z") == 1
    one = more.find("percent", Aspect.LABEL, LabelId("z"))
    assert one is not None and one.result.n == 60 and "among them" in one.result.convention


def test_who_put_no_label_on_a_document_says_nothing_of_which() -> None:
    found = [text_of(coded("A", 0, 0, "x")), text_of(coded("A", 0, 0, "x"), coded("B", 0, 0, "y"))]
    one = study(found, CODERS[:2], DESIGN).find("percent", Aspect.LABEL)
    assert one is not None and (one.result.value, one.result.n) == (0, 1)


def test_the_passages_behind_are_those_of_the_same_kind() -> None:
    topics_of = [coded("A", 0, 0, "x"), coded("A", 0, 0, "y"), coded("B", 0, 0, "x"), coded("B", 0, 0, "z")]
    passages_of = [coded("A", 3, 6, "x"), coded("B", 3, 6, "y"), coded("A", 9, 12, "x"), coded("B", 9, 12, "x")]
    book = {str(label.id): label for label in LABELS}

    def behind(found: Study, label: str | None = None, part: str = "") -> list[list[str]]:
        one = found.find("percent", Aspect.LABEL, LabelId(label) if label else None, part)
        assert one is not None
        return [[span.label for span in found.places[at].found] for at in disputed(found.places, one, book, [{}])]

    alone, both = (study([text_of(*spans)], CODERS[:2], DESIGN) for spans in (topics_of, topics_of + passages_of))
    assert behind(alone) == behind(both, part=ON_DOCUMENTS) == [["y", "z"]]
    assert behind(both) == [["x", "y"]]
    assert behind(alone, "x") == behind(both, "x", ON_DOCUMENTS) == []
    assert behind(alone, "z") == [["y", "z"]]
    assert behind(both, "x") == [["x", "y"]]
