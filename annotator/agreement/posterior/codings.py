"""What is asked of codings: of each label whether a passage has it, and what its attributes and slots are.

A passage is what coders grouped as one thing. Of a label all who coded the document vote, in every passage where
anybody gave it: who has another label or nothing there says that it is not this one. Of an attribute or a slot those
vote who gave the label, of an attribute that hangs on another only those of whom it is asked. A passage that all missed
is none, which the model of labels takes into account.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from annotator.agreement.input.passages import CodedPassage, Values
from annotator.agreement.input.ratings import MISSING, Row, Value, ratings_of
from annotator.agreement.posterior.truth import Model, Truth, nothing_told, truth_behind
from annotator.agreement.posterior.votes import Votes, votes_of
from annotator.agreement.study.coded import why_unsaid
from annotator.agreement.study.parts import ACTOR, Fillings, actor_at, attribute_at, slot_at
from annotator.agreement.study.study import Aspect
from annotator.model.codebook import Label
from annotator.model.ids import LabelId

Step = Callable[[int, int], None]
"""Told how many of how many questions are answered; may raise to stop."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is voted on: whether a passage has a label (`FOUND`), or what the label's attribute or slot `part` is."""

    aspect: Aspect
    label: LabelId
    part: str = ""


@dataclass(frozen=True, slots=True)
class Codings:
    """What coders said.

    `places`: the passages. `also`: others that are asked about without counting, say as they stood when they were
    decided. `fillings`: who fills the slots, by the number that stands in `CodedPassage.document`. `coder`: by column
    of the passages, the number of the coder, who may have several layers.
    """

    places: Sequence[CodedPassage]
    labels: Sequence[Label]
    coder: Sequence[int]
    fillings: Sequence[Fillings] = ()
    also: Sequence[CodedPassage] = ()


@dataclass(frozen=True, slots=True)
class Beliefs:
    """What a model makes of codings: `truths` by question, and `rows`, what was said of each passage, by its number.

    Those of `Codings.also` are numbered on from those of `Codings.places`. `parts`: what is asked of the attributes and
    slots of each label.
    """

    truths: Mapping[Question, Truth] = field(default_factory=dict)
    rows: Mapping[Question, Mapping[int, Row]] = field(default_factory=dict)
    parts: Mapping[LabelId, Sequence[Question]] = field(default_factory=dict)

    def of(self, question: Question, place: int) -> Mapping[Value, float]:
        """Return the chance of each answer in a passage; empty where nothing can be said."""
        truth, row = self.truths.get(question), self.rows.get(question, {}).get(place)
        return {} if truth is None or row is None else truth.posterior.get(row, {})

    def of_label(self, label: LabelId, place: int) -> float | None:
        """Return how likely a passage has a label; None where nothing can be said."""
        chances = self.of(Question(Aspect.FOUND, label), place)
        return chances.get(True, 0.0) if chances else None


def beliefs(
    codings: Codings, model: Model | None = None, level: float = 0.95, seed: int = 1, step: Step | None = None
) -> Beliefs:
    """Return what a model makes of codings; `model`: one for all questions, the one that fits each if left out."""
    everywhere = [*codings.places, *codings.also]
    numbers: dict[LabelId, list[int]] = defaultdict(list)
    for number, place in enumerate(everywhere):
        for label in dict.fromkeys(span.label for span in place.found):
            numbers[label].append(number)
    truths: dict[Question, Truth] = {}
    rows: dict[Question, dict[int, Row]] = {}
    asked = _questions(codings, {label: [everywhere[at] for at in found] for label, found in numbers.items()})
    for done, (question, values) in enumerate(asked):
        if step is not None:
            step(done, len(asked))
        said = {number: row for number in numbers[question.label] if (row := values(everywhere[number])) is not None}
        said = {number: row for number, row in said.items() if any(value is not None for value in row)}
        if said:
            rows[question] = said
            why = _why_unsaid(codings, question, [everywhere[at] for at in said if at < len(codings.places)])
            votes = _votes(codings, question, said)
            truths[question] = nothing_told(votes, why, model) if why else truth_behind(votes, model, level, seed)
    parts = {label: [one for one in truths if one.label == label and one.part] for label in numbers}
    return Beliefs(truths, rows, parts)


def _questions(codings: Codings, places: Mapping[LabelId, Sequence[CodedPassage]]) -> list[tuple[Question, Values]]:
    """Return what can be asked of each label that was used, with what is read of a passage for it."""
    found: list[tuple[Question, Values]] = []
    for label in codings.labels:
        if label.id not in places:
            continue
        found.append((Question(Aspect.FOUND, label.id), has_label(label.id)))
        found += [(Question(Aspect.ATTRIBUTE, label.id, one.id), attribute_at(label, one)) for one in label.attributes]
        if any(span.actor for place in places[label.id] for span in place.found if span.label == label.id):
            found.append((Question(Aspect.ATTRIBUTE, label.id, ACTOR), actor_at(label.id)))
        found += [
            (Question(Aspect.SLOT, label.id, role.id), slot_at(label.id, role.id, codings.fillings))
            for role in label.roles
        ]
    return found


def _why_unsaid(codings: Codings, question: Question, places: Sequence[CodedPassage]) -> str:
    """Return why an attribute or a slot cannot be told where nobody who counts said anything of it, else ""."""
    if question.aspect is Aspect.FOUND:
        return ""
    label = next(one for one in codings.labels if one.id == question.label)
    fillings = [codings.fillings[place.document] if codings.fillings else {} for place in places]
    codings_of = (
        (span, slots.get(span.id, ()))
        for place, slots in zip(places, fillings, strict=True)
        for span in place.found
        if span.label == label.id
    )
    return why_unsaid(label, question.aspect, question.part, codings_of)


def has_label(label: LabelId) -> Values:
    """Read whether each coder who coded the document gave a passage this label."""

    def values(place: CodedPassage) -> Row | None:
        if not place.has(label):
            return None
        return tuple(
            (span is not None and span.label == label) if present else None
            for span, present in zip(place.spans, place.present, strict=True)
        )

    return values


def _votes(codings: Codings, question: Question, said: Mapping[int, Row]) -> Votes:
    counted: dict[str, Counter[Row]] = defaultdict(Counter)
    for number, row in said.items():
        if number < len(codings.places):
            counted[codings.places[number].found[0].document][row] += 1
    every = {row for table in counted.values() for row in table}
    others = {row for number, row in said.items() if number >= len(codings.places)} - every
    is_found = question.aspect is Aspect.FOUND
    # Every value has its number, also those that are asked about alone.
    known = ratings_of([Counter([*every, *others])], (False, True) if is_found else (), len(codings.coder))
    numbers = {value: number for number, value in enumerate(known.categories)}
    rows = [[MISSING if value is None else numbers[value] for value in row] for row in sorted(others, key=repr)]
    asked = np.array(rows, dtype=np.int64).reshape(len(rows), len(codings.coder))
    ratings = ratings_of(counted.values(), known.categories, len(codings.coder))
    return votes_of(ratings, codings.coder, False if is_found else None, asked)
