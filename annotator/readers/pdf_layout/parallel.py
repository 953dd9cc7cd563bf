"""Two languages side by side: columns whose words differ are two texts, each of which goes on in its own column."""

from collections import Counter
from collections.abc import Sequence
from math import sqrt

import regex

from annotator.readers.pdf_layout.lines import SetLine
from annotator.readers.pdf_layout.paragraphs import paragraphs_of

_WORD = regex.compile(r"[\p{L}\p{M}]+")
_ALIKE = 0.25
"""Columns of one language share so much of their words: the cosine of how often each occurs; two languages far less."""
_LEAST_WORDS = 60


def in_order(lines: Sequence[SetLine], bold: frozenset[int]) -> list[list[SetLine]]:
    """Return the paragraphs of lines in the order of reading; those of parallel texts page by page.

    A paragraph that runs over the page's end comes last on it, so that what a page begins with follows.
    """
    if not _are_parallel(lines):
        return paragraphs_of(lines, bold)
    columns = sorted({max(line.column, 0) for line in lines})
    streams = [[line for line in lines if max(line.column, 0) == column] for column in columns]
    found = []
    for number, stream in enumerate(streams):
        for paragraph in paragraphs_of(stream, bold):
            first, last = paragraph[0], paragraph[-1]
            found.append(((first.page, last.page > first.page, first.block, number), paragraph))
    return [paragraph for _, paragraph in sorted(found, key=lambda one: one[0])]


def _are_parallel(lines: Sequence[SetLine]) -> bool:
    """Whether what stands in the first and the second column are different languages."""
    words: list[Counter[str]] = [Counter(), Counter()]
    for line in lines:
        if line.column in (0, 1):
            words[line.column].update(_WORD.findall(line.text.casefold()))
    if any(counts.total() < _LEAST_WORDS for counts in words):
        return False
    one, other = words
    product = sum(count * other[word] for word, count in one.items())
    length = sqrt(sum(count**2 for count in one.values()) * sum(count**2 for count in other.values()))
    return product / length < _ALIKE
