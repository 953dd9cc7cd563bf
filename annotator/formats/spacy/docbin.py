"""A DocBin of spaCy, version 0.1 (https://spacy.io/api/docbin): documents as numbers, and the strings behind these.

It is zlib over MessagePack: of all documents the tokens (a row of attributes each, unsigned numbers of 64 bits), the
blanks behind them and how many there are; for each document its categories, its groups of spans and its data. So
nothing can be written before the last document is known. Until then all parts are held on disk, beside one another.
"""

import struct
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from sys import byteorder
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from annotator.formats.spacy.msgpack import Packable, bytes_head, list_head, mapping_head, packed, packed_text
from annotator.formats.spacy.strings import SYMBOLS, string_ids
from annotator.formats.spacy.tokens import Places, TokenisedText
from annotator.formats.spool import Spool
from annotator.model.errors import NotAllowed

ATTRIBUTES = ("ORTH", "ENT_IOB", "ENT_TYPE", "SENT_START", "ENT_KB_ID")
"""In the order of their numbers, in which a row has them."""
_OUTSIDE, _BEGIN, _INSIDE = 2, 3, 1
_STARTS = np.array([(1 << 64) - 1, 1], np.uint64)
"""Whether a token does not begin a sentence, which is -1, or does."""
_SPAN_HEAD = int.from_bytes(bytes_head(struct.calcsize(">QQQllll")))
_SPAN = np.dtype(
    [("head", ">u2"), ("id", ">u8"), ("kb_id", ">u8"), ("label", ">u8")]
    + [(name, ">i4") for name in ("first", "stop", "begin", "end")]
)
"""A span with the head of its bytes."""
_IN_A_ROW = 8 * len(ATTRIBUTES)
MOST_TOKENS = ((1 << 32) - 1) // _IN_A_ROW
_ROWS = 1 << 16
"""So many are written at a time."""
LEVEL = 1
"""Of zlib: a tenth more bytes than by the usual level, in a third of the time, of which it takes the most."""
_FLAG = packed({"has_unknown_spaces": False})


class TokenSpans(NamedTuple):
    """Labelled ranges of tokens, in columns. `ids`: pieces of one span have the same; `entries`: what they mention."""

    first: Places
    stop: Places
    labels: Sequence[str]
    ids: Sequence[str]
    entries: Sequence[str]


class _StringNumbers(dict[str, int]):
    """Strings by the order in which they turned up, from 1."""

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self) + 1
        return number


class DocBinMaker:
    """Collects documents, and makes the file at the end; to be closed, as by `with`."""

    def __init__(self) -> None:
        self._open = ExitStack()
        # A column each of the tokens: strings by their numbers here, 0 for none.
        self._words, self._kinds, self._entries = self._spool(), self._spool(), self._spool()
        self._inside, self._starts, self._spaces = self._spool(), self._spool(), self._spool()
        self._cats, self._groups, self._data = self._spool(), self._spool(), self._spool()
        self._lengths = array("i")
        self._numbers, self._ids, self._id_count = _StringNumbers(), self._spool(), 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def add(
        self,
        text: TokenisedText,
        entities: TokenSpans,
        groups: Mapping[str, TokenSpans],
        cats: Mapping[Any, float],
        data: Mapping[str, Packable],
    ) -> None:
        """Add a document. `entities`: spans that do not overlap; `groups`: any, by the name of their group."""
        count, number_of = len(text.words), self._numbers.__getitem__
        is_inside = _over(count, entities, np.ones(len(entities.labels), np.int64))
        inside, starts = np.where(is_inside, _INSIDE, _OUTSIDE).astype(np.uint8), np.zeros(count, np.uint8)
        inside[entities.first] = _BEGIN
        starts[:1] = starts[text.starts] = 1
        self._words.add(np.fromiter(map(number_of, text.words), np.uint32, count).tobytes())
        for spool, said in ((self._kinds, entities.labels), (self._entries, entities.entries)):
            numbers = np.fromiter((number_of(one) if one else 0 for one in said), np.int64, len(said))
            spool.add(_over(count, entities, numbers).astype(np.uint32).tobytes())
        self._inside.add(inside.tobytes())
        self._starts.add(starts.tobytes())
        self._spaces.add(text.spaces.tobytes())
        self._lengths.append(count)
        self._cats.add(packed(dict(cats)))
        packed_groups = {self._group(name, spans, text): [name] for name, spans in groups.items()}
        self._groups.add(packed(packed(packed_groups) if packed_groups else packed([])))
        self._data.add(packed(packed(data)))

    def pieces(self) -> Iterator[bytes]:
        """Yield the bytes of the file; raises `NotAllowed` where it would hold more tokens than a DocBin can."""
        if sum(self._lengths) > MOST_TOKENS:
            raise NotAllowed(
                f"A DocBin of spaCy holds at most {MOST_TOKENS:,} words; export fewer documents at a time."
            )
        compressed = zlib.compressobj(LEVEL)
        yield from filter(None, map(compressed.compress, self._plain()))
        yield compressed.flush()

    def _plain(self) -> Iterator[bytes]:
        count = len(self._lengths)
        yield mapping_head(10) + packed("version") + packed("0.1")
        yield packed("attrs") + packed([SYMBOLS[name] for name in ATTRIBUTES])
        yield packed("tokens") + bytes_head(_IN_A_ROW * self._spaces.size)
        yield from self._rows()
        yield packed("spaces") + bytes_head(self._spaces.size)
        yield from self._spaces.chunks()
        yield packed("lengths") + packed(_little(self._lengths))
        yield packed("strings") + list_head(self._id_count + len(self._numbers))
        yield from self._ids.chunks()
        yield from map(packed_text, self._numbers)
        yield packed("cats") + list_head(count)
        yield from self._cats.chunks()
        yield packed("flags") + list_head(count) + _FLAG * count
        for name, each in (("span_groups", self._groups), ("user_data", self._data)):
            yield packed(name) + list_head(count)
            yield from each.chunks()

    def _rows(self) -> Iterator[bytes]:
        """Yield the rows of all tokens."""
        ids = np.concatenate([np.zeros(1, np.uint64), string_ids(list(self._numbers))])
        wide, narrow = (self._words, self._kinds, self._entries), (self._inside, self._starts)
        columns = (*(one.chunks(4 * _ROWS) for one in wide), *(one.chunks(_ROWS) for one in narrow))
        for chunks in zip(*columns, strict=True):
            words, kinds, entries = (ids[np.frombuffer(one, np.uint32)] for one in chunks[:3])
            inside, starts = (np.frombuffer(one, np.uint8) for one in chunks[3:])
            rows = np.empty((len(words), len(ATTRIBUTES)), "<u8")
            for number, column in enumerate((words, inside, kinds, _STARTS[starts], entries)):
                rows[:, number] = column
            yield rows.tobytes()

    def _group(self, name: str, spans: TokenSpans, text: TokenisedText) -> bytes:
        said = {one: self._numbers[one] for one in {*spans.labels, *spans.entries}}
        numbers = dict(zip(said, string_ids([*said]).tolist(), strict=True))
        ids = [*dict.fromkeys(spans.ids)]
        self._ids.add(b"".join(map(packed_text, ids)))
        self._id_count += len(ids)
        rows = np.empty(len(spans.ids), _SPAN)
        rows["head"], rows["id"] = _SPAN_HEAD, string_ids(spans.ids)
        for column, texts in (("kb_id", spans.entries), ("label", spans.labels)):
            rows[column] = np.fromiter(map(numbers.__getitem__, texts), np.uint64, len(texts))
        rows["first"], rows["stop"] = spans.first, spans.stop
        rows["begin"], rows["end"] = text.begins[spans.first], text.ends[spans.stop - 1]
        head = packed("name") + packed(name) + packed("attrs") + packed({}) + packed("spans")
        return b"".join([mapping_head(3), head, list_head(len(rows)), rows.tobytes()])

    def _spool(self) -> Spool:
        made = Spool()
        self._open.callback(made.close)
        return made


def _over(count: int, spans: TokenSpans, values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return of so many tokens the value of the span that it is in, 0 in none; they do not overlap."""
    steps = np.zeros(count + 1, np.int64)
    steps[spans.first] += values
    steps[spans.stop] -= values
    return np.cumsum(steps[:-1])


def _little(numbers: "array[int]") -> bytes:
    if byteorder == "big":
        numbers = array(numbers.typecode, numbers)
        numbers.byteswap()
    return numbers.tobytes()
