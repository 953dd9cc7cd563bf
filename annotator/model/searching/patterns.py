"""Regular expressions of a search, made ready once; those are refused that would take all time or memory."""

from functools import lru_cache
from math import prod

import regex

from annotator.model.errors import BadSearch
from annotator.model.wording import isolated

MOST_REPEATED = 100_000
"""So often something may be asked to stand in a row, all numbers in braces multiplied: each is written out."""
MOST_GROUPS = 100
LONGEST_SHOWN = 60

_AT_LEAST = regex.compile(r"\{(\d+)(?:,\d*)?\}")
_ONLY_ALIKE = regex.compile(r"(?<!\\)(?<!\\[pPNg])\{[\d\s<=]*[eisd]\b")
_CALLS_ITSELF = regex.compile(r"\(\?(?:R\)|[-+]?\d+\)|&|P>)")


@lru_cache(maxsize=256)
def compiled_pattern(source: str, is_exact: bool) -> "regex.Pattern[str]":
    """Return a pattern that is ready; raises `BadSearch` with what is wrong with it."""
    if prod(int(number[:9]) or 1 for number in _AT_LEAST.findall(source)) > MOST_REPEATED:
        raise _refused(
            source, f"it asks for more than {MOST_REPEATED:,} repetitions; write smaller numbers in its braces"
        )
    if _CALLS_ITSELF.search(source):
        raise _refused(source, "it calls itself, for which there is no limit; write what it calls")
    if _ONLY_ALIKE.search(source):
        raise _refused(source, "it asks for what is only alike, which takes too long; write what may stand there")
    if source.count("(") > MOST_GROUPS:
        raise _refused(source, f"it has more than {MOST_GROUPS} parentheses; write it more simply")
    try:
        return regex.compile(source, regex.MULTILINE | (0 if is_exact else regex.IGNORECASE))
    except (regex.error, ValueError) as error:
        why = str(error) if isinstance(error, regex.error) else "its flags or names do not go together"
        raise _refused(source, why) from None


def shown_pattern(source: str) -> str:
    """Return a pattern as messages name it."""
    return f"/{isolated(source if len(source) <= LONGEST_SHOWN else source[: LONGEST_SHOWN - 1] + '…')}/"


def _refused(source: str, why: str) -> BadSearch:
    return BadSearch(f"{shown_pattern(source)} in the search is no regular expression that can be searched for: {why}.")
