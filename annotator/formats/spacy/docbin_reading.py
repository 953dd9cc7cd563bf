"""What stands in a DocBin of spaCy: texts, entities, groups of spans, categories, data; by no program but this.

All versions of the file since spaCy 2.2 are read: each says which attributes its rows have, and what a version did not
know yet is missing. Sizes are held to what the bytes can hold before anything is made of them.
"""

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotator.formats.spacy.msgpack import NotMessagePack, unpacked
from annotator.formats.spacy.strings import SYMBOLS, string_ids
from annotator.model.errors import BadFile
from annotator.readers.archive import MOST_BYTES, MOST_RATIO

DAMAGED = "make it again with spaCy (DocBin.to_disk)"
OF_TOKENS = ("LEMMA", "POS", "TAG", "DEP", "MORPH")
"""Attributes of tokens that somebody, or a program, said of them."""
_INSIDE, _OUTSIDE, _BEGIN = 1, 2, 3
_FREE_BYTES = 4 * 1024 * 1024
_SPAN = struct.Struct(">QQQllll")
_OLD_SPAN = struct.Struct(">QQllll")


@dataclass(slots=True)
class SaidSpan:
    """A range of characters; `id`, `entry`: its own, and that of the knowledge base; empty where it has none."""

    label: str
    start: int
    stop: int
    id: str = ""
    entry: str = ""


@dataclass(slots=True)
class SaidDoc:
    """A document. `groups`: spans by the name of their group; `data`: as `Doc.user_data`, a key perhaps a tuple.

    `of_tokens`: which of `OF_TOKENS` they have; `broken`: spans that no tokens are; `unnamed`: labels and ids whose
    words the file does not have, so that their numbers stand for them.
    """

    text: str
    entities: list[SaidSpan] = field(default_factory=list)
    groups: dict[str, list[SaidSpan]] = field(default_factory=dict)
    cats: dict[str, float] = field(default_factory=dict)
    data: dict[Any, Any] = field(default_factory=dict)
    of_tokens: tuple[str, ...] = ()
    broken: int = 0
    unnamed: int = 0


def unpacked_file(name: str, data: bytes) -> bytes:
    """Return what is packed in a file called `name`; raises `BadFile` where it is damaged, or packed too tightly."""
    packed = zlib.decompressobj()
    try:
        plain = packed.decompress(data, MOST_BYTES + 1)
    except zlib.error as error:
        raise BadFile(name, "the file is damaged: it cannot be unpacked", DAMAGED) from error
    if len(plain) > MOST_BYTES:
        raise BadFile(name, "the file unpacks to more than can be read at once", "divide it into several DocBins")
    if len(plain) > max(_FREE_BYTES, MOST_RATIO * len(data)):
        raise BadFile(name, f"the file is packed more than {MOST_RATIO} to 1", DAMAGED)
    if not packed.eof:
        raise BadFile(name, "the file is damaged: its end is missing", DAMAGED)
    return plain


def read_docs(name: str, plain: bytes) -> Iterator[SaidDoc]:
    """Yield the documents of the unpacked bytes of a file called `name`; raises `BadFile`."""
    try:
        found = unpacked(plain)
        if not isinstance(found, dict) or not {"attrs", "tokens", "lengths"} <= found.keys():
            raise BadFile(name, "it is no DocBin of spaCy", DAMAGED)
        yield from _DocBin(found).docs()
    except (NotMessagePack, _NotDocBin) as error:
        raise BadFile(name, f"the file is damaged: {error}", DAMAGED) from error


class _NotDocBin(ValueError):
    """What a file says does not fit together."""


class _DocBin:
    def __init__(self, said: Mapping[str, Any]) -> None:
        self._said = said
        self._attributes = _names(said["attrs"])
        self._lengths = _array(said["lengths"], "<i4")
        if (self._lengths < 0).any():
            raise _NotDocBin("a document has fewer than no words")
        count, width = int(self._lengths.sum(dtype=np.int64)), len(self._attributes)
        rows = _array(said["tokens"], "<u8")
        spaces = _array(said.get("spaces", b"\1" * count), "u1")
        if len(rows) != count * width or len(spaces) != count:
            raise _NotDocBin("it has other words than it says")
        self._rows = rows.reshape(count, width) if width else rows.reshape(count, 0)
        self._spaces = spaces != 0
        self._strings = _strings(said.get("strings"))

    def docs(self) -> Iterator[SaidDoc]:
        """Yield the documents."""
        at, said = 0, self._said
        of_each = [_listed(said, name) for name in ("cats", "flags", "span_groups", "user_data")]
        for number, length in enumerate(self._lengths.tolist()):
            cats, flags, groups, data = (each[number] if number < len(each) else None for each in of_each)
            yield self._doc(slice(at, at + length), cats, flags, groups, data)
            at += length

    def _doc(self, rows: slice, cats: Any, flags: Any, groups: Any, data: Any) -> SaidDoc:
        spaces = self._spaces[rows]
        if isinstance(flags, dict) and flags.get("has_unknown_spaces"):
            spaces = np.ones_like(spaces)  # as spaCy does
        words = [self._word(number) for number in self._column("ORTH", rows).tolist()]
        text = "".join([word + " " if space else word for word, space in zip(words, spaces.tolist(), strict=True)])
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        ends = np.cumsum(lengths + spaces) - spaces
        made = SaidDoc(text, cats=_cats(cats), of_tokens=self._of_tokens(rows))
        begins = (ends - lengths).tolist()
        made.entities = list(self._entities(made, rows, begins, ends.tolist()))
        self._add_groups(made, groups, begins, ends.tolist())
        if isinstance(data, bytes):
            said = unpacked(data)
            made.data = said if isinstance(said, dict) else {}
        return made

    def _column(self, name: str, rows: slice) -> NDArray[np.uint64]:
        if name not in self._attributes:
            if name == "ORTH":
                raise _NotDocBin("it does not say the words of its documents")
            return np.zeros(rows.stop - rows.start, np.uint64)
        return self._rows[rows, self._attributes.index(name)]

    def _of_tokens(self, rows: slice) -> tuple[str, ...]:
        return tuple(name for name in OF_TOKENS if self._column(name, rows).any())

    def _word(self, number: int) -> str:
        found = self._strings.get(number)
        if found is None:
            raise _NotDocBin("a word of a text is not in it")
        return found

    def _name(self, number: int, made: SaidDoc) -> str:
        found = self._strings.get(number)
        made.unnamed += found is None
        return str(number) if found is None else found

    def _entities(self, made: SaidDoc, rows: slice, begins: list[int], ends: list[int]) -> Iterator[SaidSpan]:
        """Yield the entities as spaCy finds them: from each B on, as far as I follow; of types alone, their runs."""
        names = ("ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID")
        tags, types, entries, ids = (self._column(name, rows).tolist() for name in names)
        if "ENT_IOB" not in self._attributes:
            tags = [
                _OUTSIDE if not one else _INSIDE if at and types[at - 1] == one else _BEGIN
                for at, one in enumerate(types)
            ]
        first = -1
        for at, (tag, type) in enumerate(zip([*tags, _OUTSIDE], [*types, 0], strict=True)):
            begins_here = (tag == _BEGIN and type != 0) or (tag == _INSIDE and first < 0 and type != 0)
            if first >= 0 and (tag != _INSIDE or begins_here):
                label, id, entry = (self._name(column[first], made) for column in (types, ids, entries))
                yield SaidSpan(label, begins[first], ends[at - 1], id, entry)
                first = -1
            if begins_here:
                first = at

    def _add_groups(self, made: SaidDoc, packed: Any, begins: list[int], ends: list[int]) -> None:
        said = unpacked(packed) if isinstance(packed, bytes) and packed else []
        # Since spaCy 3.4 a group may stand under several names; before, they were a list.
        pairs = said.items() if isinstance(said, dict) else [(one, None) for one in said] if said else []
        for body, names in pairs:
            group = unpacked(body) if isinstance(body, bytes) else None
            if not isinstance(group, dict):
                raise _NotDocBin("a group of spans cannot be read")
            spans = list(self._spans(made, group.get("spans"), begins, ends))
            for name in names if isinstance(names, list) else [group.get("name")]:
                made.groups.setdefault(str(name or ""), []).extend(spans)

    def _spans(self, made: SaidDoc, said: Any, begins: list[int], ends: list[int]) -> Iterator[SaidSpan]:
        for one in said if isinstance(said, list) else []:
            id = 0
            if not isinstance(one, bytes) or len(one) not in (_SPAN.size, _OLD_SPAN.size):
                raise _NotDocBin("a span cannot be read")
            if len(one) == _SPAN.size:
                id, entry, label, first, stop, _, _ = _SPAN.unpack(one)
            else:
                entry, label, first, stop, _, _ = _OLD_SPAN.unpack(one)
            if 0 <= first < stop <= len(begins):
                name, own, of_base = (self._name(number, made) for number in (label, id, entry))
                yield SaidSpan(name, begins[first], ends[stop - 1], own, of_base)
            else:
                made.broken += 1


def _names(said: Any) -> list[str]:
    names = {number: name for name, number in SYMBOLS.items()}
    numbers = said if isinstance(said, list) else []
    if not numbers or not all(isinstance(one, int) for one in numbers):
        raise _NotDocBin("it does not say what its rows are")
    return [names.get(one, f"attribute {one}") for one in numbers]


def _array(data: Any, form: str) -> NDArray[Any]:
    if not isinstance(data, bytes) or len(data) % np.dtype(form).itemsize:
        raise _NotDocBin("its words cannot be read")
    return np.frombuffer(data, form)


def _strings(said: Any) -> dict[int, str]:
    texts = [one for one in said if isinstance(one, str)] if isinstance(said, list) else []
    found = {number: name for name, number in SYMBOLS.items()}
    found.update(zip(string_ids(texts).tolist(), texts, strict=True))
    return found


def _listed(said: Mapping[str, Any], name: str) -> Sequence[Any]:
    found = said.get(name)
    return found if isinstance(found, list) else ()


def _cats(said: Any) -> dict[str, float]:
    found = said if isinstance(said, dict) else {}
    return {
        name: float(value)
        for name, value in found.items()
        if isinstance(name, str) and isinstance(value, int | float)  # a flag is one as well
    }
