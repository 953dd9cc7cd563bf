"""Datasets of Hugging Face as a bundle: a row is a document, its split a field of it.

What is made of a column says its shape: as many tags as there are tokens are passages, by any scheme of tags; objects
with a beginning, an end and a label are passages of characters, or of tokens where the row has no text; a number with a
name, beside a text, labels it as a whole. What else stands in a row is known of the document.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from annotator.formats.conll.tags import OUTSIDE, TagColumn
from annotator.formats.flat_reading import LOOSE, TEXTLESS, FlatReading, SaidPiece, SaidRelation
from annotator.formats.format import ReadOptions
from annotator.formats.hugging_face.columns import tag_columns, text_column, tokens_of
from annotator.formats.hugging_face.features import Names
from annotator.formats.hugging_face.passages import FilePassages, RowPassages, relations_of, text_of_passages
from annotator.formats.hugging_face.rows import DatasetFile, read_rows
from annotator.formats.hugging_face.sniffing import DATA, SPLIT, TABLES, is_data, may_have_rows
from annotator.formats.hugging_face.tokens import BLANKS, Joined, joined
from annotator.formats.json_files import Record, words
from annotator.formats.losses import Loss
from annotator.model.bundle import Bundle
from annotator.model.errors import BadFile
from annotator.model.file_names import fit_name
from annotator.model.span import Extent
from annotator.model.wording import one_or_many
from annotator.paths import system_says
from annotator.readers.archive import Archive
from annotator.readers.foreign.look import FileLook
from annotator.readers.registry import bytes_at, printable
from annotator.readers.values import TooDeep, json_value

ORIGIN = "hugging-face"
MOST_FILES = 2_000
COLUMN = Loss(
    "1 column that says something of each token, but no passages, is left out",
    "{n} columns that say something of each token, but no passages, are left out",
)
NUMBERED = Loss(
    "1 column of tags is left out, since they are numbers whose names the dataset does not hold",
    "{n} columns of tags are left out, since they are numbers whose names the dataset does not hold",
)
UNEVEN = Loss(
    "The tags of 1 row are left out, since they are more or fewer than its tokens",
    "The tags of {n} rows are left out, since they are more or fewer than their tokens",
)
UNKEPT = Loss("1 value is nested too deeply and is left out", "{n} values are nested too deeply and are left out")
TAGS = "The passages of “{name}” are those of the column {column}, whose tags are {scheme}."
_SPLITS = {"valid": "validation", "val": "validation", "dev": "validation"}
_NEXT_FOLDERS = frozenset({"data", "default", "main", "plain_text"})
_TITLES = ("title", "headline", "name")
_NO_TAG = (-100, -1, None)
"""What trainers write where a token has no tag."""


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read a file, a folder or a zip archive; raises `BadFile`."""
    if _is_archive(path):
        with TemporaryDirectory() as folder:
            _unpack(path, Path(folder))
            return _read(path, list(_files(Path(folder))), Path(folder), options)
    files = list(_files(path)) if path.is_dir() else [path]
    return _read(path, files, path if path.is_dir() else path.parent, options)


def _is_archive(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4) == b"PK\3\4"
    except (OSError, ValueError):
        return False  # a folder, or reading it says why


def _unpack(path: Path, folder: Path) -> None:
    """Put what may be of a dataset into a folder, whatever names an archive gives its members."""
    archive = Archive(printable(path.name), bytes_at(path))
    for number, name in enumerate(sorted(archive.names)):
        inner = PurePosixPath(name.replace("\\", "/"))
        is_wanted = inner.suffix.lower() in DATA or inner.name == "README.md"
        if is_wanted and not inner.is_absolute() and ".." not in inner.parts and inner.parts[0] != "__MACOSX":
            place = folder.joinpath(*map(fit_name, inner.parts))
            place.parent.mkdir(parents=True, exist_ok=True)
            place = place.with_name(f"{number} {place.name}") if place.exists() else place
            place.write_bytes(archive.read(name))


def _read(path: Path, files: list[Path], root: Path, options: ReadOptions) -> Bundle:
    if not files:
        raise BadFile(printable(path.name), "it holds no table and no lines of a dataset")
    reading = _DatasetReading(path)
    refused: list[BadFile] = []
    for file in sorted(files, key=lambda file: file.suffix.lower() not in TABLES):
        try:
            reading.add(file, root, read_rows(file, root, options))
        except BadFile as error:
            refused.append(error)
    if len(refused) == len(files):
        raise refused[0]
    return reading.whole([f"Left out: {error}" for error in refused])


def _files(folder: Path) -> Iterator[Path]:
    try:
        for number, path in enumerate(sorted(one for one in folder.rglob("*") if may_have_rows(one, folder))):
            if number >= MOST_FILES:
                raise BadFile(printable(folder.name), f"it holds more than {MOST_FILES:,} files of a dataset")
            if path.is_file() and is_data(FileLook.at(path)):
                yield path
    except OSError as error:
        name = printable(str(error.filename or folder))
        raise BadFile(name, f"it cannot be read ({system_says(error)})") from error


class _DatasetReading(FlatReading):
    def __init__(self, path: Path) -> None:
        super().__init__(path, ORIGIN)
        self._notices: list[str] = []
        self._rows = 0
        self._names: Names = {}
        self._about: Record = {}
        self._stem = self._shown = ""
        self._tags: dict[str, TagColumn | None] = {}
        self._passages, self._is_alone = FilePassages([]), False
        self._how: Counter[Joined] = Counter()

    def add(self, file: Path, root: Path, found: DatasetFile) -> None:
        """Take the rows of a file; raises `BadFile`."""
        rows = [row for _, row in found.rows]
        # What one table says of its numbers holds of lines beside it, which cannot say it.
        self._names = {**self._names, **found.names}
        self._about, self._how, self._stem = _place_of(file, root), Counter(), file.stem
        self._shown = printable(str(file.relative_to(root)) if file.is_relative_to(root) else file.name)
        self._passages, self._is_alone = FilePassages(rows), len(rows) == 1
        self._tags = self._tag_columns(rows)
        self._notices += found.notices
        for number, row in found.rows:
            self.record(number, row)
        for how, count in self._how.items():
            if how is not Joined.TEXT:
                said = one_or_many(count, "The text of 1 row", f"The texts of {count:,} rows")
                self._notices.append(f"{said} of “{self._shown}” {one_or_many(count, 'is', 'are')} {how}.")

    def whole(self, left_out: Iterable[str]) -> Bundle:
        """Return all of it; raises `BadFile` where there is no text."""
        problem = "it is a dataset without texts, or with none under a usual name"
        made = self.bundle(tuple(left_out), problem)
        return replace(made, notices=(*self._notices, *made.notices))

    def record(self, number: int, record: Record) -> None:
        """Take a row."""
        self._rows += 1
        place, tokens = f"row {number} of “{self._shown}”", tokens_of(record)
        column = text_column(record)
        text = text_of_passages(record) if "passages" in record else record[column] if column is not None else None
        places = list[Extent]()
        if tokens is not None:
            text, places, how = joined(record[tokens], record, text)
            self._how[how] += 1
        if text is None or not text.strip():
            self.maker.losses.add(TEXTLESS, place)
            return
        taken = {*self._passages.columns, *self._tags, *BLANKS, tokens, column, "relations", "passages"}
        whole = [label for name in record.keys() - taken for label in self._whole(name, record[name])]
        taken |= {name for name in record if name in self._names}
        metadata, id = self._metadata(record, taken, place), words(record.get("id"))
        called = self._stem if self._is_alone else f"{self._about.get('split', self._stem)} {id or number}"
        title = next((said for name in _TITLES if (said := words(record.get(name)).strip())), called)
        document = self.document(text, self._rows, called, metadata, {}, title)
        pieces = list(self._tagged(record, text, places, place))
        of_tokens = places if self._passages.are_of_tokens else []
        for name in self._passages.columns & record.keys():
            column_said = RowPassages(record[name], self._names, name, of_tokens, self._passages.is_inclusive)
            pieces += column_said.pieces(self.maker.losses, f"of {place}")
        relations = [] if "relations" in self._passages.columns else list(self._relations(record, pieces, place))
        if pieces or whole:
            self.take(document, self.maker.unsaid_layer(), pieces, relations, sorted(whole), {}, place, once=True)

    def _relations(self, record: Record, pieces: list[SaidPiece], place: str) -> Iterator[SaidRelation]:
        ids = {piece.id for piece in pieces}
        for one in relations_of(record, self._names):
            if {one.source, one.target} <= ids and one.name:
                yield one
            else:
                self.maker.losses.add(LOOSE, f"of {place}")

    def _metadata(self, record: Record, taken: set[str | None], place: str) -> Record:
        found: Record = {}
        for name, value in record.items():
            if name in taken or value is None or value in ("", [], {}):
                continue
            try:
                found[name] = json_value(value)
            except TooDeep:
                self.maker.losses.add(UNKEPT, f"“{name}” of {place}")
        return {**found, **self._about}

    def _whole(self, name: str, value: object) -> Iterator[str]:
        """Yield the names that the numbers of a column have, of a row that has no tokens for them."""
        names = self._names.get(name, ())
        for one in value if isinstance(value, list) else [value]:
            if type(one) is int and 0 <= one < len(names):
                yield names[one]

    def _tagged(self, record: Record, text: str, places: list[Extent], place: str) -> Iterator[SaidPiece]:
        for name, tags in self._tags.items():
            said = record.get(name)
            if tags is None or said in (None, []):
                continue
            if not isinstance(said, list) or len(said) != len(places):
                self.maker.losses.add(UNEVEN, f"“{name}” of {place}")
                continue
            for one in tags.passages(self._cells(name, said)):
                covered = [place for place in places[one.first : one.stop] if place.start < place.stop]
                if covered:
                    start, stop = covered[0].start, covered[-1].stop
                    yield SaidPiece("", one.label, start, stop, text[start:stop])

    def _cells(self, name: str, values: Iterable[object]) -> list[str]:
        names = self._names.get(name, ())
        return [
            names[one] if type(one) is int and 0 <= one < len(names) else OUTSIDE if one in _NO_TAG else str(one)
            for one in values
        ]

    def _tag_columns(self, rows: list[Record]) -> dict[str, TagColumn | None]:
        """Return how the tags of each column are written, None where there are no passages in it.

        Raises `BadFile` where numbers are all that is said, and nobody says what they mean.
        """
        sentences: dict[str, list[list[object]]] = {}
        for row in rows:
            if (tokens := tokens_of(row)) is not None:
                for name in tag_columns(row, tokens):
                    sentences.setdefault(name, []).append(row[name])
        found, numbered = dict[str, TagColumn | None](), list[str]()
        for column, cells in sentences.items():
            if column in BLANKS:
                continue
            if column not in self._names and all(type(one) is int for row in cells for one in row):
                numbered.append(column)
                continue
            found[column] = self._tag_column(column, [self._cells(column, row) for row in cells])
        if numbered and not any(found.values()) and not self._passages.columns:
            raise BadFile(
                self._shown,
                f"its tags (“{numbered[0]}”) are numbers whose names it does not hold",
                "put the README.md or dataset_info.json of the dataset beside it",
            )
        for column in numbered:
            self.maker.losses.add(NUMBERED, f"“{column}” of “{self._shown}”")
        return found | dict.fromkeys(numbered)

    def _tag_column(self, column: str, said: list[list[str]]) -> TagColumn | None:
        if (tags := self._column(column, said)) is None:
            self.maker.losses.add(COLUMN, f"“{column}” of “{self._shown}”")
        else:
            scheme = tags.scheme(said)
            self._notices.append(TAGS.format(name=self._shown, column=f"“{column}”", scheme=scheme))
        return tags

    def _column(self, name: str, said: list[list[str]]) -> TagColumn | None:
        names = self._names.get(name)
        if names and OUTSIDE in names:
            # Names without a letter of a scheme, one of which says “outside”, are of passages too.
            return TagColumn.of(names) or TagColumn(is_plain=True, is_suffix=False)
        return TagColumn.of([cell for row in said for cell in row])


def _place_of(file: Path, root: Path) -> Record:
    """Return what the name of a file, and those of its folders, say of its rows: the split, and the subset."""
    parts = [*(file.relative_to(root).parts[:-1] if file.is_relative_to(root) else ()), file.stem]
    split, subset = "", list[str]()
    for number, part in enumerate(parts):
        if found := SPLIT.search(part):
            split = _SPLITS.get(found[1].lower(), found[1].lower())
        elif number < len(parts) - 1 and part not in _NEXT_FOLDERS:
            subset.append(part)
    return {**({"split": split} if split else {}), **({"subset": "/".join(subset)} if subset else {})}
