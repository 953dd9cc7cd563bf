"""Reading CoNLL files: their documents with the passages of all columns that have tags."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from annotator.formats.conll.brackets import bracketed, chained
from annotator.formats.conll.columns import ConllColumns, columns_of
from annotator.formats.conll.rows import ConllDocument, ConllRows, ConllSentence, rows_of
from annotator.formats.conll.tags import Tagged
from annotator.formats.conll.texts import Places, exact_text, rebuilt_text
from annotator.formats.format import ReadOptions
from annotator.formats.losses import Loss
from annotator.formats.making import BundleMaker, DocumentMaker
from annotator.formats.placing import PlaceClaim, Unit
from annotator.model.bundle import Bundle
from annotator.model.coder import LayerKind
from annotator.model.errors import BadFile
from annotator.model.ids import LayerId, SpanId
from annotator.model.span import Extent
from annotator.paths import system_says

COLUMN = Loss("1 column that holds no passages is left out", "{n} columns that hold no passages are left out")
UNBEGUN = Loss(
    "1 passage begins without the tag for it and was taken as beginning there",
    "{n} passages begin without the tag for it and were taken as beginning there",
)
UNWRITTEN = Loss(
    "1 word that is not written in the text is left out", "{n} words that are not written in the text are left out"
)
SHORT = Loss("1 line with too few columns is left out", "{n} lines with too few columns are left out")
TOKENS_ALONE = (
    "The text of “{name}” was put together of its tokens: a blank between two, each sentence on a line of its own."
)
BY_COMMENTS = (
    "The text of “{name}” was put together of its sentences as the file has them, else of its tokens and of what"
    " it says of blanks; each sentence is on a line of its own."
)
BY_PLACES = (
    "The text of “{name}” was put together of its tokens at their places; other blanks than these became blanks."
)
TAGS = "The passages of “{name}” are those of column {column}, whose tags are {scheme}."
SAME = 0.5
"""A second column that has more than this share of its passages in common with an earlier one predicts the same."""


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read a file; raises `BadFile`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadFile(str(path), f"it cannot be read ({system_says(error)})") from error
    found = rows_of(_decoded(path.name, data, options.encoding))
    columns = columns_of(found)
    if not columns.is_known:
        raise BadFile(
            path.name,
            "it is a table of tokens without tags of passages",
            "name each token's tag in a column, as B-LABEL, I-LABEL and O, or import the text",
        )
    return _ConllReading(path, found, columns).bundle()


def _decoded(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding or "utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(
            name,
            f"it is not {encoding or 'UTF-8'} at byte {error.start}",
            "convert it or name its encoding when you import it",
        ) from error
    except (LookupError, ValueError) as error:  # no such encoding, or none for whole files
        raise BadFile(name, f"it cannot be read, since “{encoding}” is no encoding of texts") from error


class _ConllReading:
    def __init__(self, path: Path, found: ConllRows, columns: ConllColumns) -> None:
        self._path, self._found, self._columns = path, found, columns
        self._maker = BundleMaker(path.stem or "conll", "conll")
        self._notices: list[str] = []

    def bundle(self) -> Bundle:
        layers = self._layers()
        self._say_how()
        for number, document in enumerate(self._found.documents, 1):
            self._document(document, number, layers)
        return self._maker.bundle(notices=tuple(self._notices))

    def _layers(self) -> dict[int, LayerId]:
        """Return the layer of each column of tags: one for all, but for what only predicts what another has."""
        layers: dict[int, LayerId] = {}
        seen: list[set[tuple[int, Tagged]]] = []
        for column, tags in self._columns.tags.items():
            sentences = list(self._column(column))
            mine = {(at, one) for at, cells in enumerate(sentences) for one in tags.passages(cells)}
            predicts = any(mine and len(mine & other) > SAME * len(mine) for other in seen)
            name = f"{self._maker.name}, column {column + 1}"
            own = self._maker.other_layer(LayerKind.SUGGESTIONS, name) if predicts else self._maker.unsaid_layer()
            layers[column] = own
            seen.append(mine)
            for _ in range(tags.unbegun(sentences)):
                self._maker.losses.add(UNBEGUN, f"in column {column + 1} of “{self._path.name}”")
            said = TAGS.format(name=self._path.name, column=column + 1, scheme=tags.scheme(sentences))
            self._notices.append(f"{said[:-1]}; they are taken as predictions of another." if predicts else said)
        if not layers:
            self._maker.unsaid_layer()
        return layers

    def _column(self, column: int) -> Iterator[list[str]]:
        for document in self._found.documents:
            yield from ([row[column] for row in sentence.rows] for sentence in document.sentences)

    def _say_how(self) -> None:
        columns = self._columns
        is_exact = columns.place >= 0 and columns.blanks >= 0
        if not is_exact:
            has_more = columns.blanks >= 0 or any(
                sentence.text for document in self._found.documents for sentence in document.sentences
            )
            how = BY_PLACES if columns.place >= 0 else BY_COMMENTS if has_more else TOKENS_ALONE
            self._notices.append(how.format(name=self._path.name))
        for column in columns.others:
            self._maker.losses.add(COLUMN, f"column {column + 1} of “{self._path.name}”")

    def _document(self, document: ConllDocument, number: int, layers: dict[int, LayerId]) -> None:
        columns = self._columns
        self._drop_short(document)
        text, places = (exact_text if columns.place >= 0 else rebuilt_text)(document, columns)
        own = document.start if columns.place >= 0 and len(document.start) >= 4 else []
        title = own[2] if own else document.title or self._path.stem
        if not own and len(self._found.documents) > 1 and not document.title:
            title = f"{title} {number}"
        made = self._maker.document(
            title, text, key=own[1] if own else "", source=self._path.name, units=(Unit.CODE_POINTS,)
        )
        for one in places:
            for _ in range(one.count(None)):
                self._maker.losses.add(UNWRITTEN, f"in “{title}”")
        for column, tags in columns.tags.items():
            for sentence, inside in zip(document.sentences, places, strict=True):
                cells = [row[column] for row in sentence.rows]
                for passage in tags.passages(cells):
                    self._span(made, layers[column], passage.label, passage, inside)
        if columns.entities >= 0:
            self._of_2012(made, document, places)

    def _drop_short(self, document: ConllDocument) -> None:
        """Leave out lines that are cut off."""
        needed = max(self._columns.word, self._columns.entities, 0)
        for sentence in document.sentences:
            whole = [row for row in sentence.rows if len(row) > needed]
            for _ in range(len(sentence.rows) - len(whole)):
                self._maker.losses.add(SHORT, f"in “{self._path.name}”")
            sentence.rows = whole

    def _span(
        self,
        document: DocumentMaker,
        layer: LayerId,
        label: str,
        passage: Tagged,
        inside: Sequence[Extent | None],
        **said: str,
    ) -> SpanId | None:
        covered = [one for one in inside[passage.first : passage.stop] if one is not None]
        if not covered:
            return None
        id = self._maker.codes.label(label)
        values = {str(self._maker.codes.attribute(id, name, value)): value for name, value in said.items()}
        place = (min(one.start for one in covered), max(one.stop for one in covered))
        return document.span("", layer, id, PlaceClaim((place,)), values)

    def _of_2012(self, made: DocumentMaker, document: ConllDocument, places: Places) -> None:
        layer = self._maker.unsaid_layer()
        for sentence, inside in zip(document.sentences, places, strict=True):
            for one in bracketed([row[self._columns.entities] for row in sentence.rows]):
                self._span(made, layer, one.label, one, inside)
            for one in chained([row[-1] for row in sentence.rows]):
                self._span(made, layer, "mention", one, inside, chain=one.label)
            self._predicates(made, layer, sentence, inside)

    def _predicates(
        self, made: DocumentMaker, layer: LayerId, sentence: ConllSentence, inside: Sequence[Extent | None]
    ) -> None:
        """Make of each predicate an act, whose arguments fill its slots."""
        width = min((len(row) for row in sentence.rows), default=0)
        for column in range(self._columns.roles, width):  # the last one has chains, where there are any
            found = bracketed([row[column] for row in sentence.rows])
            verbs = [one for one in found if one.label == "V"]
            if not verbs:
                continue
            row = sentence.rows[verbs[0].first]
            sense = ".".join(part for part in (row[6], row[7]) if part != "-") or "-"
            act = self._span(made, layer, "predicate", verbs[0], inside, sense=sense)
            label = self._maker.codes.label("predicate")
            for one in (one for one in found if one.label != "V"):
                party = self._span(made, layer, "argument", one, inside)
                if act is not None and party is not None:
                    made.link("", act, self._maker.codes.role(label, one.label), party)
