"""What taking something in would do, or did, in sentences: the dry run."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from annotator.model.wording import counted, isolated, one_or_many, word_list
from annotator.operations.team.board_words import day_words
from annotator.store.schema.tables import Table
from annotator.sync.delivery import Refused, RefusedParts, RowCounts, TakeInPlan, Waits

SOMEBODY = "somebody"
LEADER = "whoever leads"
_AT_FIRST = {SOMEBODY: "Somebody", LEADER: "Whoever leads"}


class PlanWords:
    """Tells of a plan. `names`: of coders and documents, by their ids; `today`: ISO date."""

    def __init__(self, names: Mapping[str, str], today: str = "") -> None:
        self._names, self._today = names, today or date.today().isoformat()

    def headline(self, plan: TakeInPlan) -> str:
        """Return whose acts from when to when, and how many: “Ana, 3 Nov to today: 214 acts.”"""
        acts = plan.acts + plan.earlier
        when = _days(plan, self._today)
        whose = self._whose(plan)
        whose = _AT_FIRST.get(whose, whose)
        said = counted(acts, "act") if acts else "nothing that is not here already"
        return f"{whose}{', ' if when else ''}{when}: {said}."

    def sentences(self, plan: TakeInPlan) -> list[str]:
        """Return what is new, what contradicts, what waits and what is left out, each as a sentence."""
        found = [self.headline(plan)]
        if plan.acts or plan.earlier:
            found += [*self._rows(plan), self._conflicts(plan), *self._in_bin(plan)]
        found += [*self._known(plan), *self._waiting(plan), *self._refused(plan.refused)]
        return [one for one in found if one]

    def _whose(self, plan: TakeInPlan) -> str:
        if plan.sender:
            return self._name(plan.sender)
        people = [self._name(person, LEADER) for person in plan.persons if person]
        return word_list(dict.fromkeys(people)) or "Another copy"

    def _name(self, id: str, otherwise: str = SOMEBODY) -> str:
        name = self._names.get(id)
        return isolated(name) if name else otherwise

    def _rows(self, plan: TakeInPlan) -> Iterator[str]:
        said = [_three(plan.count(Table.SPANS), "coding")]
        done, again = sum(plan.done.values()), sum(plan.reopened.values())
        said.append(f"{counted(done, 'document is', 'documents are')} done" if done else "")
        said.append(f"{counted(again, 'document is', 'documents are')} open again" if again else "")
        yield _sentence("; ".join(filter(None, said)))
        yield _sentence(
            f"{counted(plan.notes, 'note')} {one_or_many(plan.notes, 'is', 'are')} written" if plan.notes else ""
        )
        proposed = plan.proposed
        yield _sentence(f"{counted(proposed, 'actor is', 'actors are')} proposed" if proposed else "")
        for table, one, many in _OTHERS:
            count = plan.count(table)
            if count:
                yield _sentence(_three(count, one, many))

    def _conflicts(self, plan: TakeInPlan) -> str:
        if not plan.conflicts:
            # One case that two decided, and one code that two gave, are two rows that say nothing else each.
            may = plan.count(Table.DECISIONS).new or plan.count(Table.ACTORS)
            return "" if may else "Nothing in it contradicts what is here."
        count = counted(plan.conflicts, "place")
        return f"In {count} it says something else than what is here: what is shown is provisional until you decide."

    def _in_bin(self, plan: TakeInPlan) -> Iterator[str]:
        for document, count in plan.in_bin.items():
            where = f"“{isolated(self._names[document])}”" if document in self._names else "a document"
            are, go = one_or_many(count, "is", "are"), one_or_many(count, "it goes", "they go")
            said = f"{counted(count, 'coding')} {are} in {where}, which was removed here"
            yield f"{said}: {go} to the recycle bin with it."
        if plan.nowhere:
            are, it_is = one_or_many(plan.nowhere, "is", "are"), one_or_many(plan.nowhere, "it is", "they are")
            said = f"{counted(plan.nowhere, 'coding')} {are} in a document that is not here, or was erased"
            yield f"{said}: {it_is} kept, and not shown."

    def _known(self, plan: TakeInPlan) -> Iterator[str]:
        if plan.known:
            yield f"{counted(plan.known, 'act was', 'acts were')} here before."
        if plan.earlier:
            yield f"{counted(plan.earlier, 'act')} among them had waited here."

    def _waiting(self, plan: TakeInPlan) -> Iterator[str]:
        by_reason: dict[tuple[Waits, str], int] = {}
        for one in plan.waiting:
            key = one.reason, self._name(one.person) if one.reason is Waits.NEWER else ""
            by_reason[key] = by_reason.get(key, 0) + one.acts
        for (reason, name), acts in by_reason.items():
            count, wait = counted(acts, "act"), one_or_many(acts, "waits", "wait")
            if reason is Waits.NEWER:
                yield f"{name} has a newer version of annotator: {count} {wait} until you update yours."
            elif reason is Waits.REFUSED:
                yield f"{count} {wait}, which whoever did them may not do."
            else:
                yield f"An earlier packet is missing; {count} {wait} for it."

    def _refused(self, refused: Iterable[RefusedParts]) -> Iterator[str]:
        for one in refused:
            count = counted(one.acts, "act")
            were = f"{count} {one_or_many(one.acts, 'was', 'were')} left out"
            if one.reason is Refused.DOUBLED:
                whose = f"{self._name(one.person)}’s file"
                yield f"Two copies of {whose} wrote under one name; look at the {count} left out."
            elif one.whose and one.whose != one.person:
                whose = self._name(one.whose)
                yield f"It changes {whose}’s layer, which only {whose} may; {were}."
            else:
                yield f"{_WHY[one.reason]}; {were}."


_WHY = {
    Refused.RIGHTS: "It does what its author may not do",
    Refused.LAYER: "It changes what is another’s",
    Refused.SENDER: "It holds what somebody else wrote",
    Refused.CHANNEL: "It holds what this copy must not see",
    Refused.DOUBLED: "Two copies wrote under one name",
    Refused.ALTERED: "Something in it is not as it was written",
}
_OTHERS = (
    (Table.DOCUMENTS, "document", "documents"),
    (Table.CODEBOOK_VERSIONS, "version of the codebook", "versions of the codebook"),
    (Table.DECISIONS, "decision", "decisions"),
    (Table.RELEASES, "release of gold", "releases of gold"),
    (Table.PRACTICE_RESULTS, "result of practice", "results of practice"),
    (Table.RECODE_SAMPLES, "sample to be coded once more", "samples to be coded once more"),
    (Table.CODERS, "person", "people"),
    (Table.MEMOS, "memo", "memos"),
    (Table.REMARKS, "remark", "remarks"),
)
"""What is told besides codings, and how it is called."""


def _three(count: RowCounts, one: str, many: str = "") -> str:
    """Return how many are new, changed and deleted: “161 codings are new, 30 changed, 9 deleted”."""
    parts = [(count.new, "new"), (count.changed, "changed"), (count.deleted, "deleted")]
    there = [(number, what) for number, what in parts if number]
    if not there:
        return ""
    (number, what), *others = there
    first = f"{counted(number, one, many)} {one_or_many(number, 'is', 'are')} {what}"
    return ", ".join([first, *(f"{number:,} {what}" for number, what in others)])


def _sentence(said: str) -> str:
    return f"{said}." if said else ""


def _days(plan: TakeInPlan, today: str) -> str:
    """Return from when to when the acts are, as days of here: “3 Nov to today”; empty where nobody knows."""
    first, last = (_day(one) for one in (plan.first, plan.last))
    if not (first and last):
        return ""
    said = ["today" if day == today else day_words(day, today) for day in dict.fromkeys((first, last))]
    return " to ".join(said)


def _day(time: str) -> str:
    try:
        return datetime.fromisoformat(time).astimezone().date().isoformat()
    except (ValueError, OverflowError):
        return ""
