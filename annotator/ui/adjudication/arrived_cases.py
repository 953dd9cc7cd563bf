"""Which cases of the queue were decided before some coder came, kept case by case: asking goes through no queue."""

from collections import Counter
from collections.abc import Iterable

from annotator.model.ids import LayerId
from annotator.ui.adjudication.queue_view import Place


class ArrivedCases:
    """`number` is another one whenever other cases are such, or others have come to one."""

    def __init__(self) -> None:
        self.number = 0
        self._come: dict[Place, frozenset[LayerId]] = {}
        self._in: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._come)

    @property
    def documents(self) -> list[str]:
        """The documents that have such cases, in the order of their ids."""
        return sorted(self._in)

    def note(self, place: Place, newcomers: Iterable[LayerId] = ()) -> None:
        """Take notice of who has come to a case since it was decided; nobody where it is open or gone."""
        now, before = frozenset(newcomers), self._come.get(place, frozenset())
        if now == before:
            return
        self.number += 1
        if now:
            self._come[place] = now
        else:
            del self._come[place]
        self._in[place[0]] += bool(now) - bool(before)
        if not self._in[place[0]]:
            del self._in[place[0]]

    def begin(self, come: dict[Place, frozenset[LayerId]]) -> None:
        """Begin anew with all cases to which somebody has come."""
        if come != self._come:
            self._come, self._in = come, Counter(document for document, _ in come)
            self.number += 1
