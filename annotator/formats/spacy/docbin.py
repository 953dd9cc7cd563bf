"""A DocBin of spaCy, version 0.1 (https://spacy.io/api/docbin): documents as numbers, and the strings behind these.

It is zlib over MessagePack: of all documents the tokens (a row of attributes each, unsigned numbers of 64 bits), the
blanks behind them and how many there are; for each document its categories, its groups of spans and its data.
"""

import struct
import zlib
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from sys import byteorder
from typing import Any

from annotator.formats.spacy.msgpack import Packable, packed
from annotator.formats.spacy.strings import SYMBOLS, string_id
from annotator.formats.spacy.tokens import TokenisedText

ATTRIBUTES = ("ORTH", "ENT_IOB", "ENT_TYPE", "SENT_START", "ENT_KB_ID")
_OUTSIDE, _BEGIN, _INSIDE = 2, 3, 1
_STARTS, _DOES_NOT = 1, (1 << 64) - 1
"""Whether a token begins a sentence; the second is -1."""
_NUMBERS = sorted(SYMBOLS[name] for name in ATTRIBUTES)
_SPAN = struct.Struct(">QQQllll")


@dataclass(frozen=True, slots=True)
class TokenSpan:
    """A labelled range of tokens. `id`: pieces of one span have the same; `entry`: what it mentions."""

    first: int
    stop: int
    label: str
    id: str = ""
    entry: str = ""


@dataclass(slots=True)
class DocBinMaker:
    """Collects documents, and makes the file at the end."""

    _tokens: "array[int]" = field(default_factory=lambda: array("Q"))
    _spaces: bytearray = field(default_factory=bytearray)
    _lengths: "array[int]" = field(default_factory=lambda: array("i"))
    _strings: dict[str, int] = field(default_factory=dict)
    _cats: list[Packable] = field(default_factory=list)
    _groups: list[Packable] = field(default_factory=list)
    _data: list[Packable] = field(default_factory=list)

    def add(
        self,
        text: TokenisedText,
        entities: Iterable[TokenSpan],
        groups: Mapping[str, list[TokenSpan]],
        cats: Mapping[Any, float],
        data: Mapping[str, Packable],
    ) -> None:
        """Add a document. `entities`: spans that do not overlap; `groups`: any, by the name of their group."""
        count = len(text.begins)
        inside, kind, entry = [_OUTSIDE] * count, [0] * count, [0] * count
        for one in entities:
            inside[one.first : one.stop] = [_BEGIN, *[_INSIDE] * (one.stop - one.first - 1)]
            kind[one.first : one.stop] = [self._id(one.label)] * (one.stop - one.first)
            entry[one.first : one.stop] = [self._id(one.entry)] * (one.stop - one.first)
        for number in range(count):
            starts = _STARTS if number in text.starts or number == 0 else _DOES_NOT
            # In the order of the numbers of the attributes.
            self._tokens.extend((self._id(text.word(number)), inside[number], kind[number], starts, entry[number]))
        self._spaces += bytes(text.spaces)
        self._lengths.append(count)
        self._cats.append(dict(cats))
        packed_groups = {self._group(name, spans, text): [name] for name, spans in groups.items()}
        self._groups.append(packed(packed_groups) if packed_groups else packed([]))
        self._data.append(packed(data))

    def content(self) -> bytes:
        """Return the bytes of the file."""
        flags: list[Packable] = [{"has_unknown_spaces": False}] * len(self._lengths)
        strings: list[Packable] = [*sorted(self._strings)]
        said: dict[str, Packable] = {
            "version": "0.1",
            "attrs": list(_NUMBERS),
            "tokens": _little(self._tokens),
            "spaces": bytes(self._spaces),
            "lengths": _little(self._lengths),
            "strings": strings,
            "cats": self._cats,
            "flags": flags,
            "span_groups": self._groups,
            "user_data": self._data,
        }
        return zlib.compress(packed(said))

    def _id(self, text: str) -> int:
        found = self._strings.get(text)
        if found is None:
            found = self._strings[text] = string_id(text)
        return found

    def _group(self, name: str, spans: list[TokenSpan], text: TokenisedText) -> bytes:
        rows: list[Packable] = [
            _SPAN.pack(
                self._id(one.id), self._id(one.entry), self._id(one.label), one.first, one.stop,
                text.begins[one.first], text.ends[one.stop - 1],
            )
            for one in spans
        ]  # fmt: skip
        return packed({"name": name, "attrs": {}, "spans": rows})


def _little(numbers: "array[int]") -> bytes:
    if byteorder == "big":
        numbers = array(numbers.typecode, numbers)
        numbers.byteswap()
    return numbers.tobytes()
