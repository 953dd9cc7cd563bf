"""A DocBin of spaCy, version 0.1 (https://spacy.io/api/docbin): documents as numbers, and the strings behind these.

It is zlib over MessagePack: of all documents the tokens (a row of attributes each, unsigned numbers of 64 bits), the
blanks behind them and how many there are; for each document its categories, its groups of spans and its data. So
nothing can be written before the last document is known. Until then all parts are held on disk, beside one another.
"""

import struct
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from itertools import islice
from sys import byteorder
from typing import Any, NamedTuple, Self

import numpy as np

from annotator.formats.spacy.msgpack import Packable, bytes_head, list_head, mapping_head, packed, packed_text
from annotator.formats.spacy.sorted_texts import SortedTexts
from annotator.formats.spacy.strings import SYMBOLS, string_id, string_ids
from annotator.formats.spacy.tokens import TokenisedText
from annotator.formats.spool import Spool
from annotator.model.errors import NotAllowed

ATTRIBUTES = ("ORTH", "ENT_IOB", "ENT_TYPE", "SENT_START", "ENT_KB_ID")
"""In the order of their numbers, in which a row has them."""
_OUTSIDE, _BEGIN, _INSIDE = 2, 3, 1
_STARTS = np.array([(1 << 64) - 1, 1], np.uint64)
"""Whether a token does not begin a sentence, which is -1, or does."""
_SPAN = struct.Struct(">QQQllll")
_SPAN_HEAD = bytes_head(_SPAN.size)
_IN_A_ROW = 8 * len(ATTRIBUTES)
MOST_TOKENS = ((1 << 32) - 1) // _IN_A_ROW
_ROWS, _STRINGS = 1 << 16, 1_000
"""So many are written at a time."""
_FLAG = packed({"has_unknown_spaces": False})


class TokenSpan(NamedTuple):
    """A labelled range of tokens. `id`: pieces of one span have the same; `entry`: what it mentions."""

    first: int
    stop: int
    label: str
    id: str = ""
    entry: str = ""


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
        self._numbers, self._ids = _StringNumbers(), SortedTexts()
        self._open.callback(self._ids.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def add(
        self,
        text: TokenisedText,
        entities: Iterable[TokenSpan],
        groups: Mapping[str, list[TokenSpan]],
        cats: Mapping[Any, float],
        data: Mapping[str, Packable],
    ) -> None:
        """Add a document. `entities`: spans that do not overlap; `groups`: any, by the name of their group."""
        count, number_of = len(text.words), self._numbers.__getitem__
        inside, starts = bytearray([_OUTSIDE]) * count, bytearray(count)
        kinds, entries = array("I", bytes(4 * count)), array("I", bytes(4 * count))
        for first, stop, label, _, entry in entities:
            inside[first:stop] = bytes([_BEGIN]) + bytes([_INSIDE]) * (stop - first - 1)
            kinds[first:stop] = array("I", [number_of(label)]) * (stop - first)
            entries[first:stop] = array("I", [number_of(entry)]) * (stop - first)
        for number in {0, *text.starts}:
            if number < count:
                starts[number] = 1
        self._words.add(array("I", map(number_of, text.words)).tobytes())
        self._kinds.add(kinds.tobytes())
        self._entries.add(entries.tobytes())
        self._inside.add(inside)
        self._starts.add(starts)
        self._spaces.add(bytes(text.spaces))
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
        compressed = zlib.compressobj()
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
        strings, known = self._spool(), 0
        in_order = map(packed_text, self._ids.in_order(self._numbers))
        while some := list(islice(in_order, _STRINGS)):
            strings.add(b"".join(some))
            known += len(some)
        yield packed("strings") + list_head(known)
        yield from strings.chunks()
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

    def _group(self, name: str, spans: list[TokenSpan], text: TokenisedText) -> bytes:
        begins, ends, known = text.begins, text.ends, dict[str, int]()
        for one in spans:
            for said in (one.entry, one.label):
                if said not in known:
                    known[said] = string_id(said)
                    self._numbers[said]  # which is to stand among the strings
        ids = [one.id for one in spans]
        self._ids.add(ids)
        rows = [
            _SPAN_HEAD + _SPAN.pack(id, known[entry], known[label], first, stop, begins[first], ends[stop - 1])
            for id, (first, stop, label, _, entry) in zip(string_ids(ids).tolist(), spans, strict=True)
        ]
        head = packed("name") + packed(name) + packed("attrs") + packed({}) + packed("spans")
        return b"".join([mapping_head(3), head, list_head(len(rows)), *rows])

    def _spool(self) -> Spool:
        made = Spool()
        self._open.callback(made.close)
        return made


def _little(numbers: "array[int]") -> bytes:
    if byteorder == "big":
        numbers = array(numbers.typecode, numbers)
        numbers.byteswap()
    return numbers.tobytes()
