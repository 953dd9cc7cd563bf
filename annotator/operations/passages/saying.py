"""A search in words: “13 appeals to China by France since 2022”.

A label in English that is one word and written with a capital, as in the default codebook, is counted like a noun; any
other name stands as it is written, in quotes.
"""

import re
from collections.abc import Iterator, Sequence

from annotator.model.filter_words import FilterSign, Term
from annotator.model.folding import folded
from annotator.model.wording import counted, isolated

_NOUN = re.compile("[A-Z][a-z]+[a-rt-xz]|[A-Z][a-z]*[aeiou]y")
_DATES = {
    FilterSign.AT_LEAST: "since",
    FilterSign.MORE: "after",
    FilterSign.AT_MOST: "until",
    FilterSign.LESS: "before",
    FilterSign.HAS: "in",
    FilterSign.IS: "in",
}


def noun_of(label: str, number: int | None) -> str:
    """Return how many codings of a label there are; `number`: None for how they are called in a heading."""
    if _NOUN.fullmatch(label):
        words = counted(2 if number is None else number, label.lower())
        return words.partition(" ")[2].capitalize() if number is None else words
    there = "passages" if number is None else counted(number, "passage")
    return f"{there} coded “{isolated(label)}”".capitalize() if number is None else f"{there} coded “{isolated(label)}”"


def heading(
    number: int | None,
    labels: Sequence[str],
    words: str,
    phrases: Sequence[str],
    documents: Sequence[Term],
    of_words: bool,
) -> str:
    """Return the whole sentence. `phrases`: what is asked of codings, in order; `documents`: terms on documents."""
    if of_words:
        found = (
            f"{counted(number, 'place')} with {isolated(words)}"
            if number is not None
            else f"Places with {isolated(words)}"
        )
    elif len(labels) == 1:
        found = noun_of(labels[0], number)
    else:
        found = counted(number, "passage") if number is not None else "Passages"
        if labels:
            phrases = [*(f"coded “{isolated(one)}”" for one in labels), *phrases]
    if words and not of_words:
        phrases = [*phrases, f"with {isolated(words)}"]
    return " ".join([found, *phrases, *_of_documents(documents)])


def _of_documents(terms: Sequence[Term]) -> Iterator[str]:
    for term in terms:
        if folded(term.key) == "date" and term.value and not term.is_not:
            yield f"{_DATES[term.comparison]} {isolated(term.value)}"
        else:
            yield f"in documents with {isolated(str(term))}"
