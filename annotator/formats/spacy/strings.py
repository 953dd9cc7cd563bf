"""What spaCy calls a string: the number of a symbol where it is one, else its hash.

The hash is MurmurHash64A (Austin Appleby, public domain) with the seed 1, over the bytes of UTF-8. The symbols and
their numbers are those of spaCy 3 (`spacy.symbols`), which adds to them at the end alone.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

_MASK = (1 << 64) - 1
_MULTIPLIER, _SHIFT = 0xC6A4A7935BD1E995, 47
_SEED = 1

_SYMBOLS = """
IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_PUNCT IS_SPACE IS_TITLE IS_UPPER LIKE_URL LIKE_NUM LIKE_EMAIL IS_STOP
IS_OOV_DEPRECATED IS_BRACKET IS_QUOTE IS_LEFT_PUNCT IS_RIGHT_PUNCT IS_CURRENCY FLAG:19-63 ID ORTH LOWER NORM SHAPE
PREFIX SUFFIX LENGTH CLUSTER LEMMA POS TAG DEP ENT_IOB ENT_TYPE HEAD SENT_START SPACY PROB LANG ADJ ADP ADV AUX CONJ
CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X EOL SPACE DEPRECATED:001-276 PERSON NORP FACILITY ORG
GPE LOC PRODUCT EVENT WORK_OF_ART LANGUAGE LAW DATE TIME PERCENT MONEY QUANTITY ORDINAL CARDINAL acomp advcl advmod
agent amod appos attr aux auxpass cc ccomp complm conj cop csubj csubjpass dep det dobj expl hmod hyph infmod intj
iobj mark meta neg nmod nn npadvmod nsubj nsubjpass num number oprd obj obl parataxis partmod pcomp pobj poss
possessive preconj prep prt punct quantmod relcl rcmod root xcomp acl ENT_KB_ID MORPH ENT_ID IDX _
"""


def _symbols() -> Iterator[str]:
    yield ""
    for name in _SYMBOLS.split():
        stem, _, numbers = name.partition(":")
        if not numbers:
            yield name
            continue
        first, last = numbers.split("-")
        yield from (f"{stem}{number:0{len(first)}}" for number in range(int(first), int(last) + 1))


SYMBOLS = {name: number for number, name in enumerate(_symbols())}


def string_id(text: str) -> int:
    """Return the number by which spaCy knows a string."""
    symbol = SYMBOLS.get(text)
    return murmur_hash(text.encode("utf-8")) if symbol is None else symbol


def murmur_hash(data: bytes, seed: int = _SEED) -> int:
    """Return MurmurHash64A of some bytes, an unsigned number of 64 bits."""
    hashed = (seed ^ (len(data) * _MULTIPLIER)) & _MASK
    whole = len(data) & ~7
    for at in range(0, whole, 8):
        part = (int.from_bytes(data[at : at + 8], "little") * _MULTIPLIER) & _MASK
        part = ((part ^ (part >> _SHIFT)) * _MULTIPLIER) & _MASK
        hashed = ((hashed ^ part) * _MULTIPLIER) & _MASK
    if len(data) > whole:
        hashed = ((hashed ^ int.from_bytes(data[whole:], "little")) * _MULTIPLIER) & _MASK
    hashed = ((hashed ^ (hashed >> _SHIFT)) * _MULTIPLIER) & _MASK
    return hashed ^ (hashed >> _SHIFT)


def string_ids(texts: Sequence[str]) -> "NDArray[np.uint64]":
    """Return the numbers of many strings, those of one length in bytes together."""
    found, encoded = np.zeros(len(texts), np.uint64), [text.encode("utf-8") for text in texts]
    lengths = np.fromiter(map(len, encoded), np.intp, len(texts))
    for length in np.unique(lengths).tolist():
        numbers = np.flatnonzero(lengths == length)
        some = [encoded[number] for number in numbers.tolist()]
        if len(some) >= _FEW and length:
            found[numbers] = _hashes(b"".join(some), length)
        else:
            found[numbers] = [murmur_hash(data) for data in some]
    for number in np.flatnonzero(lengths <= _LONGEST_SYMBOL).tolist():
        found[number] = SYMBOLS.get(texts[number], found[number])
    return found


_FEW = 8
_LONGEST_SYMBOL = max(map(len, SYMBOLS))


def _hashes(data: bytes, length: int) -> "NDArray[np.uint64]":
    """Return `murmur_hash` of all strings of so many bytes that stand one behind the other."""
    rows = np.frombuffer(data, np.uint8).reshape(-1, length)
    padded = np.zeros((len(rows), -(-length // 8) * 8), np.uint8)
    padded[:, :length] = rows
    words, multiplier, shift = padded.view("<u8"), np.uint64(_MULTIPLIER), np.uint64(_SHIFT)
    hashed = np.full(len(rows), (_SEED ^ (length * _MULTIPLIER)) & _MASK, np.uint64)
    for at in range(length // 8):
        part = words[:, at] * multiplier
        part = (part ^ (part >> shift)) * multiplier
        hashed = (hashed ^ part) * multiplier
    if length % 8:
        hashed = (hashed ^ words[:, -1]) * multiplier
    hashed = (hashed ^ (hashed >> shift)) * multiplier
    return hashed ^ (hashed >> shift)
