"""A draw in words and counts, before anything is written: what each person gets, and what one may not have expected."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.model.assigning.apportioning import share_of
from annotator.model.assigning.choice import OfferedDocument, Stratum
from annotator.model.assigning.drawing import WorkDraw, strata_of
from annotator.model.ids import CoderId
from annotator.model.wording import counted, isolated, one_or_many, word_list

_MOST_STRATA = 3
"""So many strata are named in one sentence."""


@dataclass(frozen=True, slots=True)
class PersonalWork:
    """What a person gets. `documents`: that are new to them; `earlier`: that they have already, of those chosen.

    `words`, `several` (coded by somebody else too) and `pilot` are of the new ones.
    """

    person: CoderId
    documents: int
    words: int
    several: int
    pilot: int
    earlier: int


def personal_work(drawn: WorkDraw) -> list[PersonalWork]:
    """Return what each person gets, in the order in which they were chosen."""
    return [_work_of(drawn, person) for person in drawn.choice.people]


def _work_of(drawn: WorkDraw, person: CoderId) -> PersonalWork:
    new = drawn.given_to(person)
    rest = [one for one in new if one.id not in drawn.pilot]
    return PersonalWork(
        person,
        len(new),
        sum(one.words for one in new),
        sum(len(drawn.coders[one.id]) > 1 for one in rest),
        len(new) - len(rest),
        len(drawn.held_by(person)) - len(new),
    )


def headline(drawn: WorkDraw) -> str:
    """Return in a sentence what the draw comes to."""
    chosen, people = len(drawn.chosen), drawn.choice.people
    if not chosen:
        return "There are no documents to give out."
    if not people:
        return f"{counted(chosen, 'document')} to give out; choose who codes them."
    if not drawn.new:
        have = _all_have(chosen)
        return f"{have}; {'what was begun is given to them' if drawn.taken_over() else 'this gives nobody more'}."
    shares = [work.documents for work in personal_work(drawn)]
    gets = _range(min(shares), max(shares))
    each = f"{counted(len(people), 'person gets', 'people get')} {gets}{one_or_many(len(people), '', ' each')}"
    return f"{counted(chosen, 'document')}: {each}{_shared(drawn)}."


def _all_have(chosen: int) -> str:
    if chosen == 1:
        return "The document has its coders already"
    return f"All {chosen:,} documents have their coders already"


def _shared(drawn: WorkDraw) -> str:
    said = []
    if drawn.pilot:
        everybody = one_or_many(len(drawn.pilot), "is coded by everybody first", "are coded by everybody first")
        said.append(f"{len(drawn.pilot):,} {everybody}")
    if drawn.several:
        by = "two" if drawn.choice.each == 2 else f"{drawn.choice.each}"
        rest = len(drawn.chosen) - len(drawn.pilot)
        several = f"{len(drawn.several):,}"
        said.append(f"{several} of the other {rest:,} by {by}" if said else f"{several} are coded by {by}")
    return f"; {', '.join(said)}" if said else ""


def _range(least: int, most: int) -> str:
    return f"{least:,}" if least == most else f"{least:,} {'or' if most == least + 1 else 'to'} {most:,}"


def warnings(drawn: WorkDraw, names: Mapping[CoderId, str]) -> list[str]:
    """Return what whoever gives out may not have expected, a sentence each. `names`: what people are called."""
    if not drawn.choice.people or not drawn.chosen:
        return []
    return [*_too_few(drawn), *_nothing_for(drawn, names), *_small_strata(drawn), *_uneven(drawn, names)]


def _too_few(drawn: WorkDraw) -> Iterable[str]:
    choice, chosen = drawn.choice, len(drawn.chosen)
    if choice.documents is not None and chosen < choice.documents:
        there = counted(chosen, "document is", "documents are")
        yield f"{choice.documents:,} documents were asked for; {there} there."
    if choice.pilot > len(drawn.pilot):
        yield f"The pilot round asks for {choice.pilot:,} documents; it has {len(drawn.pilot):,}."
    rest = chosen - len(drawn.pilot)
    asked = share_of(rest, choice.several)
    if asked > rest:
        yield f"{asked:,} documents were to be coded by several; {counted(rest, 'is', 'are')} left for that."
    if drawn.several and choice.each > len(choice.people):
        people = counted(len(choice.people), "person is", "people are")
        yield f"{choice.each} were to code a document; {people} chosen, so that nobody codes it twice."


def _nothing_for(drawn: WorkDraw, names: Mapping[CoderId, str]) -> Iterable[str]:
    without = [work.person for work in personal_work(drawn) if not work.documents]
    if not without or not drawn.new:
        return
    who = word_list(isolated(names.get(person, person)) for person in without)
    yield (
        f"{who} {one_or_many(len(without), 'gets', 'get')} nothing new: what there is has its coders already, or there"
        " is too little."
    )


def _small_strata(drawn: WorkDraw) -> Iterable[str]:
    if not drawn.choice.strata:
        return
    strata, people = strata_of(drawn.chosen), len(drawn.choice.people)
    if small := [one for one, count in strata.items() if count < people]:
        yield f"Not everybody gets a document of {_strata(small)}: there are fewer than people."
    several = strata_of(one for one in drawn.chosen if one.id in drawn.several)
    if drawn.several and (bare := [one for one in strata if not several[one]]):
        yield f"No document of {_strata(bare)} is coded by several: there are too few for this share."


def _strata(strata: Sequence[Stratum]) -> str:
    ordered = sorted(strata)
    said = ["“" + " · ".join(isolated(value) or "nothing said" for value in one) + "”" for one in ordered]
    more = len(said) - _MOST_STRATA
    return word_list(said if more <= 0 else [*said[:_MOST_STRATA], counted(more, "other", "others")])


def _uneven(drawn: WorkDraw, names: Mapping[CoderId, str]) -> Iterable[str]:
    loads = {person: sum(map(_weight(drawn), drawn.held_by(person))) for person in drawn.choice.people}
    longest = max(map(_weight(drawn), drawn.chosen)) if drawn.choice.by_words else 1
    most, least = max(loads, key=lambda id: (loads[id], id)), min(loads, key=lambda id: (loads[id], id))
    if loads[most] - loads[least] <= longest or not drawn.new:
        return
    unit = "words" if drawn.choice.by_words else "documents"
    yield (
        f"{isolated(names.get(most, most))} has {loads[most]:,} {unit} and {isolated(names.get(least, least))}"
        f" {loads[least]:,}, since what was given earlier stays."
    )


def _weight(drawn: WorkDraw) -> Callable[[OfferedDocument], int]:
    return (lambda one: one.words) if drawn.choice.by_words else (lambda one: 1)
