"""Tables: CSV, TSV and JSON records, one document a row.

One column holds the texts, chosen by the user or found; the others are metadata. A table is imported whole or not
at all, except that rows without a text are left out, which is said.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, TypeVar

from annotator.model.document import DocumentDraft, canonical
from annotator.model.errors import BadFile, NeedsColumn
from annotator.readers.encoding import control_notices
from annotator.readers.json_records import damage, records
from annotator.readers.source import SourceFile, tidy_title

DELIMITERS = ",;\t|"
TEXT_COLUMNS = (
    *("text", "body", "content", "speech", "fulltext", "full_text", "statement", "transcript", "paragraph"),
    *("sentence", "message", "document", "abstract", "texte", "texto", "文本", "内容"),
)
TITLE_COLUMNS = ("title", "headline", "name", "titre", "titel", "título", "id", "doc_id", "document_id", "docid")
LOOKED_AT = 400
"""So many rows show what a column holds, where there is something in one."""
_SNIFFED_ROWS, _OF_EACH = 30, 120

# The default of 131,072 characters is less than a long speech.
csv.field_size_limit(2**31 - 1)

Row = tuple[int, dict[str, Any]]
Cells = TypeVar("Cells", bound=Sequence[str])


def read(source: SourceFile) -> list[DocumentDraft]:
    """Return one document for each row of a CSV or TSV file; raises `BadFile`."""
    decoded = source.decoded()
    rows, notices = table_rows(source, decoded.text)
    return drafts_of(source, rows, decoded.notices + notices, "row")


def read_json(source: SourceFile) -> list[DocumentDraft]:
    """Return one document for each record of a JSON or JSON lines file; raises `BadFile`."""
    decoded = source.decoded()
    rows, notices = records(source.name, decoded.text, _is_by_line(source.name))
    return drafts_of(source, rows, decoded.notices + notices, "record")


def json_damage(source: SourceFile) -> BadFile | None:
    """Return what is wrong with a JSON file whoever reads it, None where it is sound."""
    try:
        decoded = source.decoded()
    except BadFile as refused:
        return refused
    return damage(source.name, decoded.text, _is_by_line(source.name))


def _is_by_line(name: str) -> bool:
    return name.lower().endswith((".jsonl", ".ndjson", ".jsonlines"))


def delimiter_of(text: str) -> str:
    """Return the delimiter that divides the first rows most evenly, a comma where none does."""
    return delimiter_among(lambda: io.StringIO(text, newline=""))


def delimiter_among(lines: Callable[[], Iterable[str]]) -> str:
    """Return the delimiter that divides the first rows most evenly, a comma where none does; `lines`: of the table."""
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        rows = filter(None, csv.reader(lines(), delimiter=delimiter, strict=True))
        try:
            width = len(next(rows, ()))
            # A row may be as long as a book: more are read only where the header is divided.
            widths = [width, *map(len, islice(rows, _SNIFFED_ROWS - 1))] if width > 1 else []
        except csv.Error:
            continue
        if widths:
            even = sum(each == width for each in widths) / len(widths)
            # An even table of two columns beats an uneven one of ten.
            score = even * even + min(width, 20) / 1000
            if score > best_score:
                best, best_score = delimiter, score
    return best


def telling_rows(rows: Iterator[Cells], width: int, is_thorough: bool = True) -> list[Cells]:
    """Return the first rows, and of all behind them the first that fill a column which was empty so far.

    `width`: how many columns there are. `is_thorough`: else the first alone.
    """
    found = list(islice(rows, LOOKED_AT))
    empty = dict.fromkeys(_empty_columns(found, width), _OF_EACH) if is_thorough else {}
    while empty and (row := next(rows, None)) is not None:
        if filled := [at for at in empty if at < len(row) and row[at].strip()]:
            found.append(row)
            empty = {at: left - (at in filled) for at, left in empty.items() if left > (at in filled)}
    return found


def has_empty_column(rows: Sequence[Cells], width: int) -> bool:
    """Whether nothing stands in one of so many columns."""
    return any(True for _ in _empty_columns(rows, width))


def _empty_columns(rows: Sequence[Cells], width: int) -> Iterator[int]:
    return (at for at in range(width) if not any(at < len(row) and row[at].strip() for row in rows))


def table_rows(source: SourceFile, text: str) -> tuple[list[Row], tuple[str, ...]]:
    """Return the rows of a CSV or TSV file, numbered from 1, with notices; raises `BadFile`."""
    delimiter = "\t" if source.name.lower().endswith((".tsv", ".tab")) else delimiter_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[Row] = []
    header: list[str] = []
    short: list[int] = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = column_names(cells)
                continue
            if any(cell.strip() for cell in cells[len(header) :]):
                problem = (
                    f"the row that ends in line {reader.line_num} has {len(cells)} cells, the header {len(header)}"
                )
                raise BadFile(source.name, problem, "put cells that contain the delimiter in quotes")
            if len(cells) < len(header):
                short.append(len(found) + 1)
            found.append((len(found) + 1, dict(zip(header, cells, strict=False))))
    except csv.Error as error:
        problem = f"the row that ends in line {reader.line_num} is broken ({error})"
        raise BadFile(source.name, problem, "check its quotation marks") from error
    if not found:
        raise BadFile(source.name, "the table has no rows under its header", "nothing was imported from it")
    return found, (f"Fewer cells than the header has: row {_list(short)}.",) if short else ()


def column_names(cells: Iterable[str]) -> list[str]:
    """Return the names of the columns of a header, each one once."""
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = " ".join(cell.split()) or f"column {number}"
        names.append(name if name not in names else f"{name} ({number})")
    return names


def drafts_of(source: SourceFile, rows: list[Row], notices: tuple[str, ...], word: str) -> list[DocumentDraft]:
    """Return a document for each row that has a text; `word`: what a row is called. Raises `BadFile`."""
    columns = _columns_of(rows)
    text_column = text_column_of(source, rows)
    title_column = _title_column(source, columns, text_column)
    listed = (text_column, *(column for column in columns if column != text_column))
    drafts: list[DocumentDraft] = []
    without: list[int] = []
    for number, row in rows:
        text = row.get(text_column)
        if text is not None and not isinstance(text, str):
            raise BadFile(source.name, f"{word} {number}: “{text_column}” is not a text", "choose another text column")
        if not text or not canonical(text).strip():
            without.append(number)
            continue
        drafts.append(replace(_draft(source, number, row, (text_column, title_column)), columns=listed))
    if not drafts:
        raise BadFile(
            source.name, f"the column “{text_column}” has no text in any {word}", "choose another text column"
        )
    if without:
        notices += (f"Left out because “{text_column}” is empty there: {word} {_list(without)}.",)
    # What concerns the whole file is said once, with its first document.
    return [_with_notices(drafts[0], notices), *drafts[1:]]


def _draft(source: SourceFile, number: int, row: dict[str, Any], columns: tuple[str, str | None]) -> DocumentDraft:
    text_column, title_column = columns
    title = row.get(title_column) if title_column else None
    named = tidy_title(str(title)) if isinstance(title, str | int | float) else ""
    metadata = {key: value for key, value in row.items() if key != text_column and value not in ("", None)}
    if title_column and title_column.lower() not in ("id", "doc_id", "document_id", "docid"):
        metadata.pop(title_column, None)
    text = canonical(str(row[text_column]))
    return DocumentDraft(named or f"{source.stem} {number}", text, metadata, source.name, control_notices(text))


def _with_notices(draft: DocumentDraft, notices: tuple[str, ...]) -> DocumentDraft:
    said = (*notices, *(notice for notice in draft.notices if notice not in notices))
    return replace(draft, notices=said)


def _columns_of(rows: list[Row]) -> list[str]:
    return list(dict.fromkeys(column for _, row in rows for column in row))


def text_column_of(source: SourceFile, rows: list[Row]) -> str:
    """Return the column with the texts, chosen or found; raises `BadFile`, `NeedsColumn` where none plainly is."""
    columns = _columns_of(rows)
    if source.text_column is not None:
        return _chosen(source, source.text_column, columns)
    if source.wanted_text is not None and source.wanted_text in columns:
        return source.wanted_text
    by_name = {column.lower(): column for column in reversed(columns)}
    for name in TEXT_COLUMNS:
        if name in by_name and any(isinstance(row.get(by_name[name]), str) for _, row in rows):
            return by_name[name]
    sizes = sorted(((_mean_size(rows, column), column) for column in columns), reverse=True)
    if sizes and sizes[0][0] > 0 and (len(sizes) == 1 or sizes[0][0] >= max(40.0, 3 * sizes[1][0])):
        return sizes[0][1]
    problem = "no column is plainly the one with the texts"
    raise NeedsColumn(source.name, problem, f"choose the text column: {_columns(columns)}", tuple(columns))


def _title_column(source: SourceFile, columns: list[str], text_column: str) -> str | None:
    if source.title_column is not None:
        return _chosen(source, source.title_column, columns)
    if source.wanted_title is not None and source.wanted_title in columns:
        return source.wanted_title
    free = [column for column in columns if column != text_column and column not in source.not_title]
    by_name = {column.lower(): column for column in reversed(free)}
    return next((by_name[name] for name in TITLE_COLUMNS if name in by_name), None)


def _chosen(source: SourceFile, column: str, columns: list[str]) -> str:
    if column not in columns:
        raise BadFile(source.name, f"there is no column “{column}”", f"choose one of {_columns(columns)}")
    return column


def _columns(columns: list[str]) -> str:
    shown = ", ".join(f"“{column[:60]}”" for column in columns[:20])
    return shown + (f" and {len(columns) - 20} more" if len(columns) > 20 else "") if columns else "(there is none)"


def _mean_size(rows: list[Row], column: str) -> float:
    sizes = [len(row[column]) for _, row in rows[:200] if isinstance(row.get(column), str)]
    return sum(sizes) / len(sizes) if sizes else 0.0


def _list(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:10]))
    return shown + (f" and {len(numbers) - 10} more" if len(numbers) > 10 else "")
