"""The draw in words."""

from dataclasses import replace

from hypothesis import given, settings

from annotator.model.assigning.choice import OfferedDocument, WorkChoice
from annotator.model.assigning.drawing import draw
from annotator.model.assigning.saying import headline, personal_work, warnings
from annotator.model.ids import CoderId
from tests.examples import examples
from tests.model.assigning.offered import CHOICES, OFFERED, documents, given_out, people

NAMES = {CoderId("p0"): "Ana", CoderId("p1"): "Ben", CoderId("p2"): "مريم"}


def said(choice: WorkChoice, offered: list[OfferedDocument]) -> list[str]:
    return warnings(draw(choice, offered), NAMES)


def test_the_headline_says_what_each_gets_and_what_is_coded_by_several() -> None:
    choice = WorkChoice(people(3), several=0.2)
    assert headline(draw(choice, documents(40))) == "40 documents: 3 people get 16 each; 8 are coded by two."
    piloted = replace(choice, pilot=10, each=3)
    assert headline(draw(piloted, documents(40))) == (
        "40 documents: 3 people get 24 each; 10 are coded by everybody first, 6 of the other 30 by 3."
    )
    assert headline(draw(replace(choice, several=0), documents(40))) == "40 documents: 3 people get 13 or 14 each."
    assert headline(draw(choice, [])) == "There are no documents to give out."
    assert headline(draw(WorkChoice(()), documents(1))) == "1 document to give out; choose who codes them."


def test_what_was_given_out_is_said_to_be() -> None:
    choice, offered = WorkChoice(people(2)), documents(4)
    assert headline(draw(choice, given_out(offered, draw(choice, offered)))) == (
        "All 4 documents have their coders already; this gives nobody more."
    )


def test_what_was_begun_is_said_to_be_given() -> None:
    ana = people(1)
    offered = [replace(one, held=frozenset(ana), begun=frozenset(ana)) for one in documents(2)]
    assert headline(draw(WorkChoice(ana), offered)) == (
        "All 2 documents have their coders already; what was begun is given to them."
    )


@settings(max_examples=examples(40))
@given(CHOICES, OFFERED)
def test_what_each_gets_adds_up_to_what_is_drawn(choice: WorkChoice, offered: list[OfferedDocument]) -> None:
    drawn = draw(choice, offered)
    work = personal_work(drawn)
    assert [one.person for one in work] == [*choice.people]
    assert sum(one.documents for one in work) == sum(map(len, drawn.new.values()))
    assert all(one.pilot == len(drawn.pilot) and one.earlier == 0 for one in work)
    several = [id for id in drawn.several if len(drawn.coders[id]) > 1]
    assert sum(one.several for one in work) == sum(len(drawn.coders[id]) for id in several)
    by_id = {one.id: one.words for one in offered}
    assert sum(one.words for one in work) == sum(by_id[id] * len(who) for id, who in drawn.new.items())
    for sentence in (headline(drawn), *warnings(drawn, NAMES)):
        assert sentence.endswith(".") and "  " not in sentence


def test_fewer_documents_than_asked_are_said() -> None:
    assert said(WorkChoice(people(2), documents=50), documents(40)) == [
        "50 documents were asked for; 40 documents are there."
    ]
    assert said(WorkChoice(people(2), pilot=9, several=3, each=3), documents(8)) == [
        "The pilot round asks for 9 documents; it has 8.",
        "3 documents were to be coded by several; 0 are left for that.",
    ]
    assert said(WorkChoice(people(2), several=3, each=3), documents(8)) == [
        "3 were to code a document; 2 people are chosen, so that nobody codes it twice."
    ]


def test_a_stratum_that_is_too_small_is_said() -> None:
    offered = [*documents(20), replace(documents(22)[21], stratum=("zh", ""))]
    assert said(WorkChoice(people(2), several=0.1, strata=("language", "kind")), offered) == [
        "Not everybody gets a document of “zh · nothing said”: there are fewer than people.",
        "No document of “zh · nothing said” is coded by several: there are too few for this share.",
    ]
    many = [replace(one, stratum=(f"s{at}",)) for at, one in enumerate(documents(6))]
    assert said(WorkChoice(people(2), strata=("language",)), many)[0].startswith(
        "Not everybody gets a document of “s0”, “s1”, “s2” and 3 others"
    )


def test_who_gets_nothing_and_who_has_more_from_before_is_said() -> None:
    ana, ben, maryam = people(3)
    offered = [replace(one, held=frozenset({ana})) for one in documents(6)]
    offered += documents(8)[6:]
    assert said(WorkChoice((ana, ben)), offered) == [
        "Ana gets nothing new: what there is has its coders already, or there is too little.",
        "Ana has 6 documents and Ben 2, since what was given earlier stays.",
    ]
    assert "\u2068مريم\u2069" in said(WorkChoice((ana, maryam)), offered)[1]
