"""Texts in order, each once, of which only some are held at a time: sorted runs on disk, merged at the end."""

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import chain, groupby

from annotator.formats.spool import Spool

MOST_HELD = 200_000
_A_LINE = 1_000


class SortedTexts:
    """`most_held`: so many texts at a time."""

    def __init__(self, most_held: int = MOST_HELD) -> None:
        self._most_held, self._held = most_held, list[str]()
        self._runs, self._open = list[Spool](), ExitStack()

    def add(self, texts: Iterable[str]) -> None:
        """Add some; raises `BadFile` where there is no room for them."""
        self._held += texts
        if len(self._held) >= self._most_held:
            self._runs.append(run := self._spool())
            texts = sorted(set(self._held))
            for at in range(0, len(texts), _A_LINE):
                run.add(json.dumps(texts[at : at + _A_LINE]).encode() + b"\n")
            self._held = []

    def in_order(self, more: Iterable[str] = ()) -> Iterator[str]:
        """Yield all of them, and `more`, by their code points."""
        last = sorted(chain(self._held, more))
        runs = (chain.from_iterable(map(json.loads, run.lines())) for run in self._runs)
        return (text for text, _ in groupby(merge(last, *runs)))

    def close(self) -> None:
        """Let go of them."""
        self._open.close()

    def _spool(self) -> Spool:
        made = Spool()
        self._open.callback(made.close)
        return made
