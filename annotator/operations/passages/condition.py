"""What a condition is, whatever it asks for: a truth about each coding, and what SQLite may be asked beforehand."""

from collections.abc import Callable
from dataclasses import dataclass

from annotator.model.errors import BadSearch
from annotator.model.filter_words import Term
from annotator.model.folding import folded
from annotator.model.wording import isolated
from annotator.operations.passages.coded import SearchedCoding
from annotator.store.search.span_query import SpanQuery

YES, NO = {"yes", "true", "1", "*"}, {"no", "false", "0", "none"}
Holds = Callable[[SearchedCoding], bool]
Narrows = Callable[[SpanQuery], SpanQuery]


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that is asked of codings.

    `holds`: the truth of it. `narrows`: a query that leaves none out of which it holds; None where SQLite cannot tell.
    `is_all`: the narrowed query finds these alone, so that none has to be looked at. `says`: it in words.
    """

    holds: Holds
    says: str
    narrows: Narrows | None = None
    is_all: bool = False

    def turned(self) -> "Condition":
        """Return that it does not hold."""
        holds = self.holds
        return Condition(lambda coding: not holds(coding), f"not {self.says}")


def is_yes(term: Term) -> bool:
    """Whether a term asks for a yes; raises `BadSearch` where it asks for neither yes nor no."""
    value = folded(term.value.strip())
    if term.is_any or value in YES:
        return True
    if value in NO or not value:
        return False
    raise BadSearch(f"The search asks for “{isolated(str(term))}”; it is {term.key}:yes or {term.key}:no.")
