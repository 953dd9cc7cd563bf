"""Entities of tagged tokens, by seqeval. `tags`: of each sentence."""

from typing import Any

from seqeval.metrics.sequence_labeling import get_entities
from seqeval.scheme import BILOU, IOB1, IOB2, IOBES, Entities

from tests.oracles.programs.answering import answer

_SCHEMES = {"IOB1": IOB1, "IOB2": IOB2, "BIOES": IOBES, "BILOU": BILOU}


def entities(tags: list[list[str]], scheme: str) -> list[list[Any]]:
    """Return (label, first, one past the last) of each entity, by the strict rules of a scheme."""
    found = Entities(tags, _SCHEMES[scheme]).entities
    return [[one.tag, one.start, one.end] for sentence in found for one in sentence]


def lenient(tags: list[str]) -> list[list[Any]]:
    """Return the same as conlleval finds them."""
    return [[label, first, last + 1] for label, first, last in get_entities(tags)]


if __name__ == "__main__":
    answer({each.__name__: each for each in (entities, lenient)})
