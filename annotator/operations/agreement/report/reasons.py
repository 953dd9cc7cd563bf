"""Why something is missing, said once for all that it is true of."""

from collections.abc import Iterable, Sequence
from itertools import starmap

import regex

from annotator.model.wording import word_list

_NUMBER = regex.compile(r"\d[\d,.]*\d|\d")
_QUOTED = regex.compile("“[^”]*”")
_ASIDE = regex.compile("(?<=,) “[^”]*”,")


def reasons(missing: Iterable[tuple[str, str, str]], most: int = 0) -> str:
    """Return sentences “α and κ of A; B: all coders used one category only.”

    `missing`: a reason, what it is true of, and of which coefficient of that (nothing for all of them). Reasons that
    differ in their particulars only (numbers, a quoted word, what follows a colon) are one, without these. `most`: so
    many are named for each reason, and of the others their number; 0 for all of them.
    """
    by_kind: dict[str, dict[str, list[str]]] = {}
    said: dict[str, set[str]] = {}
    for reason, what, symbol in missing:
        if reason:
            symbols = by_kind.setdefault(_kind(reason), {}).setdefault(what, [])
            symbols += [symbol] if symbol and symbol not in symbols else []
            said.setdefault(_kind(reason), set()).add(reason)
    sentences = []
    for kind, found in by_kind.items():
        reason = next(iter(said[kind])) if len(said[kind]) == 1 else kind
        sentences.append(f"{_row([*starmap(_named, found.items())], most)}: {_small(reason)}.")
    return " ".join(sentences)


def _named(what: str, symbols: Sequence[str]) -> str:
    return f"{word_list(symbols)} of {what}" if symbols else what


def _row(names: Sequence[str], most: int) -> str:
    if not most or len(names) <= most:
        return "; ".join(names)
    return f"{'; '.join(names[:most])} and {len(names) - most:,} more"


def _small(reason: str) -> str:
    return f"{reason[0].lower()}{reason[1:].rstrip('.')}"


def _kind(reason: str) -> str:
    """Return what a reason has in common with others that differ in particulars: what stands before its colon."""
    general, colon, _ = reason.partition(": ")
    return general if colon else _NUMBER.sub("…", _QUOTED.sub("…", _ASIDE.sub("", reason)))
