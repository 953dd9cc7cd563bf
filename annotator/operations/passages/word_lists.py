"""The words of passages as lists, one a group: the most frequent, or those that it uses more than the others do."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.formats.tables.csv_text import csv_texts, guarded
from annotator.model.errors import BadSearch
from annotator.model.wording import counted
from annotator.operations.atomic_files import write_whole
from annotator.operations.passages.grouping import PassageGroup
from annotator.operations.passages.word_counts import KeyRow, WordChoice, WordCounts, WordRow
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project

LEAST_KEY = 3
"""So often a word is used that may be a key word; of rarer ones nothing is sure."""
SURE = 0.05
"""The largest p, corrected for all words that are compared, of a key word."""
Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class ListedWord:
    """A word in a list. `weight`: by which it stands there; `said`: its numbers; `search`: for its passages.

    `values`: the numbers as in a table, under `WordList.heads`.
    """

    word: str
    weight: float
    said: str
    search: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class WordList:
    """The words of a group, the heaviest first. `left`: so many more there are."""

    group: str
    words: Sequence[ListedWord]
    left: int


@dataclass(frozen=True, slots=True)
class WordLists:
    """The lists of the groups with the most words, in their order. `left`: so many groups have none.

    `heads`: what the values of a word are; `weight`: what its weight is.
    """

    lists: Sequence[WordList]
    left: int
    weight: str
    heads: tuple[str, ...]


_FREQUENT = ("uses", "passages", "words of the group", "DP", "Juilland's D")
_KEY = ("G²", "p (Holm)", "log ratio", "%DIFF", "uses", "of words", "uses elsewhere", "of words elsewhere")


def word_lists(
    project: Project, search: str, by: str, are_keys: bool, most: tuple[int, int], progress: Progress = silent
) -> WordLists:
    """Return the words of what a search finds, by group. `are_keys`: key words against the other groups.

    `most`: so many words of so many groups. Raises `BadSearch`.
    """
    counts = WordCounts(project, search, by, WordChoice(least=LEAST_KEY if are_keys else 1), progress)
    groups, lists = _fullest(counts, most[1]), []
    for group in groups:
        if are_keys:
            keys = _keys(counts, group)
            words, number = [_key_word(row) for row in keys[: most[0]]], len(keys)
        else:
            words = [_frequent(row) for row in counts.rows(group, most[0])]
            number = len(counts.groups[group].phrases(counts.choice.least, counts.choice.without))
        lists.append(WordList(group.name, words, number - len(words)))
    heads = _KEY if are_keys else _FREQUENT
    return WordLists(lists, len(counts.groups) - len(groups), heads[0], heads)


def write_word_lists(lists: WordLists, by: str, path: Path) -> None:
    """Write a line a group and word, in place of what is there; raises `BadFile`."""
    lines: list[list[Value]] = [[guarded(by), "word", *lists.heads]]
    for one in lists.lists:
        lines += [[guarded(one.group), guarded(word.word), *word.values] for word in one.words]
    write_whole(path, "".join(csv_texts(lines)))


def _fullest(counts: WordCounts, most: int) -> list[PassageGroup]:
    sizes = {group: counts.groups[group].size(1) for group in counts.groups}
    kept = set(sorted(sizes, key=lambda group: -sizes[group])[:most])
    return [group for group in counts.groups if group in kept]


def _keys(counts: WordCounts, group: PassageGroup) -> list[KeyRow]:
    """Return the words that the group surely uses more; none where there is nothing to compare with."""
    try:
        rows = counts.key_rows(group)
    except BadSearch:
        return []
    return [row for row in rows if row.keyness.log_ratio > 0 and row.corrected <= SURE]


def _frequent(row: WordRow) -> ListedWord:
    dp, juilland = row.dispersion.dp, row.dispersion.juilland
    said = f"{row.number} · {counted(row.passages, 'passage')}" + (f" · DP {dp:.2f}" if dp is not None else "")
    return ListedWord(row.phrase, row.number, said, row.search, (row.number, row.passages, row.size, dp, juilland))


def _key_word(row: KeyRow) -> ListedWord:
    found, here, there = row.keyness, row.here, row.there
    said = f"G² {found.g2:.1f} · log ratio {found.log_ratio:.1f} · {here.number} here, {there.number} elsewhere"
    values = (found.g2, row.corrected, found.log_ratio, found.difference)
    uses = (here.number, here.size, there.number, there.size)
    return ListedWord(row.phrase, found.g2, said, row.search, (*values, *uses))
