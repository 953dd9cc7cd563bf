"""What `annotator count` prints for reading, and as CSV."""

from collections.abc import Iterator, Sequence

from annotator.cli.columns import harmless, width
from annotator.formats.jsonl.count_records import KeynessRecord, TableRecord, WordRecord, WordsRecord
from annotator.formats.tables.csv_text import csv_texts, guarded
from annotator.model.wording import isolated

Cell = str | int | float | None

NOTHING = "—"
"""The name of what says nothing."""
ALL = "all"


def table_lines(table: TableRecord) -> Iterator[str]:
    """Yield a table with its totals, its columns below each other."""
    header = ["", *(column.name or NOTHING for column in table.columns), ALL]
    rows = [
        [row.name or NOTHING, *map(_number, cells), _number(row.total)]
        for row, cells in zip(table.rows, table.cells, strict=True)
    ]
    totals = [ALL, *(_number(column.total) for column in table.columns), _number(table.total)]
    yield from _in_columns([header, *rows, totals])


def words_lines(groups: Sequence[WordsRecord]) -> Iterator[str]:
    """Yield the words of each group."""
    for place, group in enumerate(groups):
        if place:
            yield ""
        if group.search:
            yield f"{group.group or NOTHING}:"
        header = ["", "times", "per 1,000", "passages", "range", "D", "DP", "DPnorm"]
        yield from _in_columns([header, *map(_of_word, group.words)])
        if group.phrases > len(group.words):
            yield f"… and {group.phrases - len(group.words):,} more; --most lists more of them."


def _of_word(word: WordRecord) -> list[str]:
    spread = word.dispersion
    said = [f"{word.number}", f"{word.number * 1000 / word.size:.2f}", f"{word.passages}"]
    return [
        word.phrase,
        *said,
        f"{spread.range} of {spread.parts}",
        *map(_rounded, (spread.juilland_d, spread.dp, spread.dp_norm)),
    ]


def keyness_lines(found: KeynessRecord) -> Iterator[str]:
    """Yield the phrases that tell a group from the others, the surest first."""
    header = ["", "here", "there", "G²", "p", "log ratio", "%DIFF", "ELL"]
    rows = [
        [
            *(one.phrase, f"{one.number}", f"{one.other_number}", f"{one.g2:.2f}", f"{one.p_corrected:.2g}"),
            *(f"{one.log_ratio:+.2f}", _rounded(one.difference), _rounded(one.ell, 4)),
        ]
        for one in found.words
    ]
    yield from _in_columns([header, *rows])
    yield (
        f"Log-likelihood with 1 degree of freedom; p is corrected for {found.compared:,} phrases by Holm."
        " A log ratio of 1 is twice as often, of −1 half as often."
    )


def words_csv(groups: Sequence[WordsRecord]) -> str:
    """Return the words of all groups as CSV."""
    lines: list[list[Cell]] = [
        ["group", "phrase", "number", "size", "passages", "parts", "range", "juilland_d", "dp", "dp_norm"]
    ]
    for group in groups:
        for one in group.words:
            spread = one.dispersion
            lines.append(
                [
                    *(guarded(group.group), guarded(one.phrase), one.number, one.size, one.passages),
                    *(spread.parts, spread.range, spread.juilland_d, spread.dp, spread.dp_norm),
                ]
            )
    return "".join(csv_texts(lines))


def keyness_csv(found: KeynessRecord) -> str:
    """Return keyness as CSV."""
    keys = ["number", "size", "other_number", "other_size", "g2", "g2_of_use", "df", "p", "p_corrected"]
    keys += ["log_ratio", "difference", "ell"]
    lines: list[list[Cell]] = [["phrase", *keys]]
    lines += [[guarded(one.phrase), *(getattr(one, key) for key in keys)] for one in found.words]
    return "".join(csv_texts(lines))


def _in_columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    shown = [[harmless(one) for one in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*shown, strict=True)]
    for first, *others in shown:
        cells = (" " * (most - width(one)) + isolated(one) for one, most in zip(others, widths[1:], strict=True))
        yield "  ".join([isolated(first) + " " * (widths[0] - width(first)), *cells]).rstrip()


def _number(value: float) -> str:
    return f"{value:,.0f}" if value.is_integer() else f"{value:.2f}"


def _rounded(value: float | None, places: int = 2) -> str:
    return NOTHING if value is None else f"{value:.{places}f}"
