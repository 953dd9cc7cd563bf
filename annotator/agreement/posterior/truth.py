"""What is probably true behind the votes, and how good each coder is, whichever model says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from annotator.agreement.input.ratings import MISSING, Row, Value
from annotator.agreement.posterior.design_effect import design_effects, widened
from annotator.agreement.posterior.glad import glad
from annotator.agreement.posterior.mace_sampling import draw_mace
from annotator.agreement.posterior.sampling import draw, middle
from annotator.agreement.posterior.votes import TRUTH_NEEDS, Votes, by_row
from annotator.agreement.tally import Array

MOST_CATEGORIES = 12
"""Up to here each coder gets a table of confusion; with more there would be more chances in it than answers."""
TOO_FEW_CODERS = (
    f"It takes {TRUTH_NEEDS} coders of the same passage: of two who differ, nothing that they say tells who is right."
)
ONE_CATEGORY = "Everybody always said the same, so that nothing tells who errs."


class Model(StrEnum):
    """A model of coders who err."""

    DAWID_SKENE = "dawid-skene"
    MACE = "mace"
    GLAD = "glad"


class Share(NamedTuple):
    """A chance or a share, with the ends of its interval; None where the model gives none."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoderQuality:
    """How good a coder is under a model.

    `answers`: how many units they answered, a second answer to the same unit counted. `accuracy`: the chance that they
    say what is true. `confusion`: (k, k), true then said: the chance that they say the second where the first is true;
    `precision`: (k), of the units that they put into a category, the share that belongs there, None for one that they
    never used. Both are empty where the model has no such table.
    """

    answers: int
    accuracy: Share
    confusion: tuple[tuple[Share, ...], ...] = ()
    precision: tuple[Share | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What a model says of votes. `undefined`: why it says nothing; then `coders` and `posterior` are empty.

    `units`: how many were voted on. `prevalence`: (k), the share of each category, empty where the model takes all for
    equally likely. `posterior`: the chance of each category, by what was said.
    """

    model: Model
    categories: tuple[Value, ...]
    units: int
    coders: tuple[CoderQuality, ...] = ()
    prevalence: tuple[Share, ...] = ()
    posterior: Mapping[Row, Mapping[Value, float]] = field(default_factory=dict)
    undefined: str = ""


def model_for(votes: Votes) -> Model:
    """Return the model that goes with so many categories."""
    return Model.DAWID_SKENE if len(votes.categories) <= MOST_CATEGORIES else Model.MACE


def truth_behind(votes: Votes, model: Model | None = None, level: float = 0.95, seed: int = 1) -> Truth:
    """Return what is probably true and how good the coders are; `model`: `model_for` where it is left out.

    Chances and coders of Dawid and Skene's model and of MACE are means over draws from their posteriors, and the
    intervals hold the middle `level` of these, wider where documents differ; GLAD is fitted by EM and has none. The
    same votes give the same, in whichever order coders and documents come.
    """
    model = model or model_for(votes)
    if why := _nothing_to_tell(votes):
        return Truth(model=model, categories=votes.categories, units=round(votes.units), undefined=why)
    return {Model.DAWID_SKENE: _dawid_skene, Model.MACE: _mace, Model.GLAD: _glad}[model](votes, level, seed)


def nothing_told(votes: Votes, why: str, model: Model | None = None) -> Truth:
    """Return that nothing can be told of votes in which nobody said anything, and why."""
    return Truth(model=model or model_for(votes), categories=(), units=0, undefined=why)


def _nothing_to_tell(votes: Votes) -> str:
    if (votes.answered()[votes.weight > 0].sum(axis=1) < TRUTH_NEEDS).all():
        return TOO_FEW_CODERS
    return ONE_CATEGORY if len(votes.categories) < 2 else ""


def _dawid_skene(votes: Votes, level: float, seed: int) -> Truth:
    draws = draw(votes, seed)
    effects = design_effects(votes, draws.posterior)
    told = (
        (draws.accuracy, effects.accuracy),
        (draws.confusion, effects.confusion),
        (draws.precision, effects.precision),
        (draws.prevalence, effects.prevalence),
    )
    accuracy, confusion, precision, prevalence = (_shares(*one, effects.documents, level) for one in told)
    used = np.einsum("rjk,r->jk", votes.said(), votes.weight) > 0
    k, answers = len(votes.categories), _answers(votes)
    coders = tuple(
        CoderQuality(
            answers=answers[coder],
            accuracy=accuracy[coder],
            confusion=tuple(tuple(confusion[(coder * k + true) * k + said] for said in range(k)) for true in range(k)),
            precision=tuple(precision[coder * k + said] if used[coder, said] else None for said in range(k)),
        )
        for coder in range(votes.coders)
    )
    posterior = by_row(votes, draws.posterior)
    # What nobody has seen cannot be told from all else that is not there.
    posterior = {row: chances for row, chances in posterior.items() if _leaves_a_trace(votes, row)}
    return _truth(Model.DAWID_SKENE, votes, coders, posterior, tuple(prevalence))


def _mace(votes: Votes, level: float, seed: int) -> Truth:
    draws = draw_mace(votes, seed)
    effects, answers = design_effects(votes, draws.posterior), _answers(votes)
    accuracy = _shares(draws.accuracy, effects.accuracy, effects.documents, level)
    coders = tuple(CoderQuality(answers=answers[at], accuracy=accuracy[at]) for at in range(votes.coders))
    return _truth(Model.MACE, votes, coders, by_row(votes, draws.posterior))


def _glad(votes: Votes, level: float, seed: int) -> Truth:
    fitted, answers = glad(votes), _answers(votes)
    said = votes.said()
    right = np.einsum("rjk,rk,r->j", said, fitted.posterior, votes.weight)
    coders = tuple(
        CoderQuality(answers=count, accuracy=Share(float(sure) / max(count, 1)))
        for count, sure in zip(answers, right, strict=True)
    )
    return _truth(Model.GLAD, votes, coders, by_row(votes, fitted.posterior))


def _truth(
    model: Model,
    votes: Votes,
    coders: tuple[CoderQuality, ...],
    posterior: Mapping[Row, Mapping[Value, float]],
    prevalence: tuple[Share, ...] = (),
) -> Truth:
    return Truth(
        model=model,
        categories=votes.categories,
        units=round(votes.units),
        coders=coders,
        prevalence=prevalence,
        posterior=posterior,
    )


def _answers(votes: Votes) -> list[int]:
    return [round(count) for count in np.einsum("rjk,r->j", votes.said(), votes.weight).tolist()]


def _shares(draws: Array, effect: Array, documents: int, level: float) -> list[Share]:
    """Return the means of draws (n, …) and their intervals, widened by the design effects (…), all in one row."""
    flat = draws.reshape(len(draws), -1)
    means = flat.mean(axis=0)
    low, high = widened(means, *middle(flat, level), effect.reshape(-1), documents, level)
    return [Share(*three) for three in zip(means.tolist(), low.tolist(), high.tolist(), strict=True)]


def _leaves_a_trace(votes: Votes, row: Row) -> bool:
    if votes.unseen == MISSING:
        return True
    nothing = votes.categories[votes.unseen]
    return any(value is not None and value != nothing for value in row)
