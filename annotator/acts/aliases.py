"""Many words looked for at once in plain Python, where the library for it has no wheel: the same calls, more slowly."""

from collections import defaultdict
from collections.abc import Sequence

_HEAD = 2


class AhoCorasick:
    """Finds all places of all patterns, overlapping ones too: looked up by their first two characters."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._by_head: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for number, pattern in enumerate(patterns):
            self._by_head[pattern[:_HEAD]].append((number, pattern))

    def find_matches_as_indexes(self, haystack: str, overlapping: bool = True) -> list[tuple[int, int, int]]:
        """Return (number of the pattern, start, stop) of each match; offsets are code points."""
        assert overlapping
        by_head = self._by_head
        found = []
        for start in range(len(haystack)):
            for head in {haystack[start : start + _HEAD], haystack[start]}:
                for number, pattern in by_head.get(head, ()):
                    if haystack.startswith(pattern, start):
                        found.append((number, start, start + len(pattern)))
        return found
