"""How the parts of a study are called: labels, attributes, roles, categories, coders."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import regex

from annotator.agreement.results import MARKED, NOTHING
from annotator.agreement.study.act_ratings import PARTIES, SLOTS
from annotator.agreement.study.parts import ACTOR, ON_DOCUMENTS
from annotator.agreement.study.study import ASPECTS, Aspect
from annotator.model.codebook import Label
from annotator.model.ids import LabelId
from annotator.model.wording import isolated, word_list

ALL_LABELS, TOPMOST = "All labels", "Topmost labels"
_NUMBERED = regex.compile(r"coder-([1-9]\d*)(?P<again> \(\d+\))?")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_OF_ACTS = {PARTIES: "Who, what, whom", SLOTS: "With all slots"}
_PLAIN = {MARKED: "marked", NOTHING: "nothing", "True": "yes", "False": "no"}
_ANSWERS = {
    Aspect.ALL: {MARKED: "marked", NOTHING: "not marked"},
    Aspect.LABEL: {MARKED: "this label", NOTHING: "other labels"},
}
"""Whether a label is there, of the figures of one label: of what coders found it is this label or others."""


@dataclass(frozen=True, slots=True)
class StudyNames:
    """How labels, parts and coders are called. `coders`: by column of the study; `actors`: names by id."""

    labels: Mapping[str, Label] = field(default_factory=dict)
    coders: tuple[str, ...] = ()
    actors: Mapping[str, str] = field(default_factory=dict)

    def label(self, label: LabelId | None, with_children: bool = False) -> str:
        """Return the name of a label; None stands for all. `with_children`: those below it count as it."""
        if with_children:
            return TOPMOST if label is None else f"{self.category(label)}, all kinds"
        return ALL_LABELS if label is None else self.category(label)

    def category(self, category: str) -> str:
        """Return a category as it is shown: labels and actors by name, also where several stand together."""
        return " + ".join(self._named(part) for part in category.split(" + "))

    def answer(self, category: str, aspect: str, label: str | None) -> str:
        """Return a category of a figure as it is shown; of one label there are two, whatever labels are called."""
        answers = _ANSWERS.get(Aspect(aspect), {}) if label is not None else {}
        if aspect == Aspect.FOUND:
            answers = _ANSWERS[Aspect.ALL]
        return answers.get(category) or self.category(category)

    def _named(self, part: str) -> str:
        if part in self.labels:
            return self.labels[part].name
        if part in self.actors:
            return self.actors[part]
        plain = _PLAIN.get(part, part)
        # A label may be called so, or the value of an attribute.
        return f"({plain})" if part == NOTHING and plain in self._words() else plain

    def _words(self) -> set[str]:
        values = (value for label in self.labels.values() for one in label.attributes for value in one.values)
        return {word.casefold() for word in (*(label.name for label in self.labels.values()), *values)}

    def part(self, aspect: Aspect, part: str, label: LabelId | None) -> str:
        """Return the name of an aspect; of an attribute or a slot its own, as this label calls it."""
        if aspect is Aspect.LABEL and part == ON_DOCUMENTS:
            return "Whole documents"
        if not ASPECTS[aspect].has_parts:
            return ASPECTS[aspect].title
        if aspect is Aspect.ACT:
            return _OF_ACTS.get(part, part)
        known = self.labels.get(label or "")
        if aspect is Aspect.SLOT_VALUE:
            return _slot_value_name(known, part)
        owned = () if known is None else known.attributes if aspect is Aspect.ATTRIBUTE else known.roles
        named = next((one.name for one in owned if one.id == part), None)
        return named or ("Actor" if part == ACTOR else part.capitalize())

    def between(self, coders: tuple[int, ...]) -> str:
        """Return who is compared: “all 3 coders”, “Ana and Ben”."""
        if len(coders) == 2:
            return word_list(self.coders[column] for column in coders)
        return f"all {len(coders)} coders"


def _slot_value_name(label: Label | None, part: str) -> str:
    """Return what an attribute of a role is called: “Target: Kind”."""
    role, _, id = part.partition("/")
    found = label.role(role) if label is not None else None
    attribute = found.attribute(id) if found is not None else None
    names = (found.name if found else role.capitalize(), attribute.name if attribute else id.capitalize())
    return ": ".join(map(isolated, names))


def lettered(pseudonym: str) -> str:
    """Return a pseudonym as a report has it: “coder-2” is Coder B; one that somebody chose stands as it is."""
    found = _NUMBERED.fullmatch(pseudonym)
    if found is None:
        return pseudonym
    number, letters = int(found[1]), ""
    while number:
        number, letter = divmod(number - 1, len(_LETTERS))
        letters = f"{_LETTERS[letter]}{letters}"
    return f"Coder {letters}{found['again'] or ''}"
