"""How often each phrase stands in the parts of a corpus: runs of words, of one word up to five.

Words come as they are looked up (`model/searching/words.py`), so that “peace talks” is counted as often as a search for
it has hits. A phrase stays within the passage that is added; what stands between its words, does not count.
"""

from array import array
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

LONGEST = 5
"""So many words a phrase has at most."""


class PhraseCounts:
    """Phrases of some lengths by the parts of a corpus, which are numbered from 0 (documents, for instance)."""

    def __init__(self, lengths: Collection[int] = (1,)) -> None:
        """Raises `ValueError` where a length is not from 1 to `LONGEST`."""
        if not lengths or not all(1 <= length <= LONGEST for length in lengths):
            raise ValueError(f"phrases have from 1 to {LONGEST} words")
        self.lengths = tuple(sorted(set(lengths)))
        self.passages: Counter[str] = Counter()
        """In how many passages each phrase stands."""
        self._sizes: dict[int, list[int]] = {length: [] for length in self.lengths}
        # Part and number by turns: a tenth of the room of a table for each phrase.
        self._found: dict[str, array[int]] = {}

    def add(self, part: int, *pieces: Sequence[str]) -> None:
        """Add the words of a passage that stands in a part; of several pieces, over which no phrase goes."""
        here: Counter[str] = Counter()
        for length, sizes in self._sizes.items():
            sizes += [0] * (part + 1 - len(sizes))
            for words in pieces:
                sizes[part] += max(0, len(words) - length + 1)
                here.update(words if length == 1 else _runs(words, length))
        self.passages.update(here.keys())
        for phrase, number in here.items():
            found = self._found.setdefault(phrase, array("L"))
            if found and found[-2] == part:
                found[-1] += number
            else:
                found.extend((part, number))

    def phrases(self, least: int = 1, without: Collection[str] = ()) -> list[str]:
        """Return those that are used at least so often, the most frequent first, then by their letters.

        `without`: words that are of no interest; a phrase is left out that begins or ends with one. They stay counted
        in the sizes.
        """
        numbers = {phrase: self.number(phrase) for phrase in self._found if not _is_edged(phrase, without)}
        return sorted((one for one in numbers if numbers[one] >= least), key=lambda one: (-numbers[one], one))

    def number(self, phrase: str) -> int:
        """Return how often a phrase is used."""
        return sum(self._found.get(phrase, ())[1::2])

    def size(self, length: int = 1) -> int:
        """Return how many runs of so many words there are: for 1, how many words."""
        return sum(self._sizes[length])

    def by_part(self, phrase: str) -> list[tuple[int, int]]:
        """Return for each part how often the phrase is used there, and how many runs of its length the part has.

        Parts without a run so long are none.
        """
        found = self._found.get(phrase, array("L"))
        numbers: dict[int, int] = {}
        for part, number in zip(found[::2], found[1::2], strict=True):
            numbers[part] = numbers.get(part, 0) + number
        sizes = self._sizes[length_of(phrase)]
        return [(numbers.get(part, 0), size) for part, size in enumerate(sizes) if size]


def length_of(phrase: str) -> int:
    """Return how many words a phrase has."""
    return phrase.count(" ") + 1


def _runs(words: Sequence[str], length: int) -> Iterator[str]:
    return (" ".join(words[at : at + length]) for at in range(len(words) - length + 1))


def _is_edged(phrase: str, words: Collection[str]) -> bool:
    return bool(words) and (phrase.partition(" ")[0] in words or phrase.rpartition(" ")[2] in words)
