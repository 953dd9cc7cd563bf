"""What is said below the table and at the foot of the window: how many, how long, what is missing; pure."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.model.document_row import DocumentRow
from annotator.model.text_size import CountedIn, size_in_words
from annotator.model.wording import counted, word_list
from annotator.ui.documents.columns import said_in

ASKED_FOR = ("date", "speaker")
"""What a document without is said to lack."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Summary:
    """`size`: how many documents there are and how long they are; `lacking`: how many lack what is asked for."""

    size: str = ""
    lacking: Mapping[str, int] = field(default_factory=dict)


def summed(rows: Sequence[DocumentRow]) -> Generator[None, None, Summary]:
    """Sum documents up, a slice at a time."""
    sizes, lacking = dict.fromkeys(CountedIn, 0), dict.fromkeys(ASKED_FOR, 0)
    for number, row in enumerate(rows, 1):
        sizes[row.counted_in] += row.words or 0
        for name in ASKED_FOR:
            lacking[name] += not said_in(row, name)
        if number % _AT_ONCE == 0:
            yield
    long = [size_in_words(number, counted_in) for counted_in, number in sizes.items() if number]
    said = filter(None, (counted(len(rows), "document"), word_list(long) if long else ""))
    return Summary(" · ".join(said), lacking)
