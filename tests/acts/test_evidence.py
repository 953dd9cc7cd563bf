"""Who the words say speaks and is spoken to; and how often that is true of the sample's gold."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.acts.acts import Act, Filling, acts_of
from annotator.acts.evidence import PartyWords, clause_start, parties_in
from annotator.acts.offers import Offer, offers
from annotator.model.codebook import Role
from annotator.model.span import Extent, Span
from annotator.operations.coding import mentions
from annotator.operations.sample import SampleReport
from annotator.store.project import Project


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("France’s president [urged China to talk].", ("France’s president", "China"), (0, 1)),
        ("France has again [called on the Chinese side to act].", ("France", "Chinese side"), (0, 1)),
        ("The Minister of France [urged calm].", ("France",), (None, None)),
        ("A visit to Kiev, and [hopes that France will pay].", ("Kiev", "France"), (None, 1)),
        ("China will open its market, and [hopes that France will pay].", ("China", "France"), (0, 1)),
        ("China said that Russia would stay, and [urged calm].", ("China", "Russia"), (None, None)),
        ("China spoke to Paris. He [urged Moscow to stop].", ("China", "Paris", "Moscow"), (None, 2)),
        ("Kiev [must accept the terms].", ("Kiev",), (None, 0)),
        ("It [urged restraint and talks with Russia].", ("Russia",), (None, None)),
        ("La France [exige de la Russie qu’elle cesse].", ("France", "Russie"), (0, 1)),
        ("Россия [призывает Киев к миру].", ("Россия", "Киев"), (0, 1)),
        ("会谈结束。乌方[呼吁中方推动停火]。", ("乌方", "中方"), (0, 1)),
        ("[دعا الوزراء روسيا إلى وقف النار].", ("الوزراء", "روسيا"), (0, 1)),
        ("[دعا روسيا إلى وقف النار].", ("روسيا",), (None, None)),
    ],
)
def test_the_subject_speaks_and_whom_the_verb_names_is_spoken_to(
    text: str, names: tuple[str, ...], found: tuple[int | None, int | None]
) -> None:
    start, stop = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    places = [PartyWords(plain.index(name), plain.index(name) + len(name), at) for at, name in enumerate(names)]
    assert parties_in(plain, Extent(start, stop), places) == found


@given(st.text(max_size=80), st.data())
def test_any_text_has_parties_among_those_named_before_and_within_the_act(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=8, max_size=8)))
    pairs = [(one, other) for one, other in zip(cuts[::2], cuts[1::2], strict=True) if one < other]
    places = [PartyWords(start, stop, at) for at, (start, stop) in enumerate(pairs)]
    start, stop = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    act = Extent(start, stop)
    source, target = parties_in(text, act, places)
    assert source is None or places[source].start <= act.stop
    assert target is None or places[target].start < act.stop
    assert 0 <= clause_start(text, act.start) <= act.start
    assert parties_in(text, act, []) == (None, None)


class Slot(NamedTuple):
    """An empty slot of a gold act: what is offered for it, and what gold says."""

    role: Role
    offered: list[Offer]
    gold: tuple[Filling, ...]
    spans: dict[str, Span]


@pytest.fixture(scope="module")
def slots(sample_made: SampleReport) -> list[Slot]:
    """The required parties of the sample's gold acts, filled in their order, with mentions offered."""
    with Project.open(sample_made.path) as project:
        return list(_slots(project))


def _slots(project: Project) -> Iterator[Slot]:
    finder, register = mentions.finder(project), {actor.id: actor for actor in project.actors.all()}
    gold = project.layers.gold()
    assert gold is not None
    for info in project.documents.all():
        text = project.documents.get(info.id).text
        spans = project.spans.of_document(info.id, gold.id)
        named = finder.find(text)
        for act in acts_of(project.codebook, spans, project.links.of_spans([span.id for span in spans])):
            for number, role in enumerate(act.label.parties[:2]):
                before = act.label.parties[:number]
                alone = Act(act.span, act.label, {one.id: act.of(one.id) for one in before})
                if role.required:
                    found = offers(alone, role, spans, named, register, text)
                    yield Slot(role, found, act.of(role.id), {span.id: span for span in spans})


def _is_right(slot: Slot, offer: Offer) -> bool:
    extents = slot.spans[offer.span].extents if offer.span else offer.extents
    return any(
        (one.actor == offer.actor if offer.actor else one.quote == offer.quote)
        or any(a.start < b.stop and b.start < a.stop for a in one.extents for b in extents)
        for one in slot.gold
    )


def test_what_is_lit_for_the_samples_gold_is_right_as_often_as_was_measured(slots: list[Slot]) -> None:
    """Before, the nearest was lit: of 116 speakers 115, 46 rightly (40 %); of 72 addressees 71, 41 rightly (58 %)."""
    lit: Counter[tuple[str, bool]] = Counter()
    for slot in slots:
        for offer in slot.offered:
            if offer.is_supported:
                lit[slot.role.id, _is_right(slot, offer)] += 1
    assert Counter(slot.role.id for slot in slots) == {"speaker": 125, "addressee": 78}
    assert (lit["speaker", True], lit["speaker", False]) == (36, 1)
    assert (lit["addressee", True], lit["addressee", False]) == (37, 0)


def test_no_slot_has_two_that_are_supported_and_no_actor_stands_twice(slots: list[Slot]) -> None:
    for slot in slots:
        assert sum(offer.is_supported for offer in slot.offered) <= 1
        actors = [offer.actor for offer in slot.offered if offer.actor is not None]
        assert len(actors) == len(set(actors))
        assert not any(offer.is_supported for offer in slot.offered[1:]), "what is supported comes first"
