"""What JSON is made of, however large it is: its records, of those that are alike one, with long texts cut.

Values are read whole, one after the other, and only those are kept whose form is new: other keys, or other kinds of
values under them. What a file is stands in that, wherever in it the telling record is, and in whatever order of keys.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from math import inf
from typing import Any, NamedTuple

from pydantic_core import from_json

_DECODER, _OF_LONG_NUMBERS = json.JSONDecoder(strict=False), json.JSONDecoder(strict=False, parse_int=float)
"""Numbers of thousands of digits are none for `int`."""
_LONGEST, _DEEPEST = 2_000, 4
_MOST_FORMS, _MOST_KEPT = 500, 2_000
_NEAR_END = 20
"""Within so many characters of the end of what was read, an error may be but that."""
_HOLDING = (dict, list)
_OF_NUMBER = len("e+1")
"""What stands behind the digits that were read may be a part of the number as soon as it is whole."""
_BLANKS = " \t\r\n"
_RUN, _TRIES, _PATIENCE = 262_144, 4, 30
"""So many characters are read at once, up to one of so many ends; where that fails so many values one by one."""
_CLOSED_BY = {"{": "}", "[": "]", '"': '"'}


class JsonLook(NamedTuple):
    """`values`: the lines, the items of a list, or the one object and the objects in its lists.

    `is_one_object`: whether the file is one object; `is_cut`: whether there is more of what was looked at.
    """

    values: list[Any]
    is_one_object: bool = False
    is_cut: bool = False


class _EnoughRecords(Exception):
    """Ends the look: so many records are wanted and no more."""


def json_look(pieces: Iterator[str], most: int | None = None) -> JsonLook:
    """Return what the JSON in the pieces of a text is made of; `most`: how many records are looked at, None for all.

    What is no JSON has no values; of JSON that breaks off or is damaged further on those before count.
    """
    text = _JsonText(pieces)
    match text.next():
        case "[":
            return _list(text, most)
        case "{":
            return _objects(text, most)
    return JsonLook([])


def _list(text: "_JsonText", most: int | None) -> JsonLook:
    items = _Unlike(most)
    try:
        _take_items(text, items)
        if text.next() in ("[", "{"):  # a list a line
            lists = _Unlike(most)
            lists.add(items.values)
            _take_values(text, lists)
            return JsonLook(lists.values)
    except _EnoughRecords:
        return JsonLook(items.values, is_cut=True)
    except (ValueError, RecursionError):
        return JsonLook(items.values)
    return JsonLook(items.values if not text.next() else [])


def _objects(text: "_JsonText", most: int | None) -> JsonLook:
    found: dict[str, Any] = {}
    lists = list[_Unlike]()
    kept, is_whole = _Unlike(most), False
    try:
        _take_members(text, found, lists, most)
        is_whole = text.next() in ("", "{", "[")
        if not is_whole:
            return JsonLook([])
        if text.next():
            kept.add(found)
            _take_values(text, kept)
    except _EnoughRecords:
        return JsonLook(kept.values, is_cut=True)
    except (ValueError, RecursionError):
        pass
    if kept.values:
        return JsonLook(kept.values, is_cut=any(one.is_cut for one in lists))
    inner = [item for held in found.values() if isinstance(held, list) for item in held if isinstance(item, dict)]
    is_cut = any(one.is_cut for one in lists)
    return JsonLook([found, *inner], is_one_object=True, is_cut=is_cut) if found or is_whole else JsonLook([])


def _take_values(text: "_JsonText", kept: "_Unlike") -> None:
    while text.next():
        kept.add(text.value())
        if text.next():
            kept.add_all(text.run("\n"))


def _take_items(text: "_JsonText", kept: "_Unlike") -> None:
    """Take the items of the list that begins here; raises `ValueError` where it is none."""
    text.step()
    while text.next() != "]":
        kept.add(text.value())
        if text.next() == ",":
            text.step()
            kept.add_all(text.run(","))
        elif text.next() != "]":
            raise ValueError("a list that does not end")
    text.step()


def _take_members(text: "_JsonText", found: dict[str, Any], lists: "list[_Unlike]", most: int | None) -> None:
    """Take the members of the object that begins here, each list in it item by item; raises `ValueError`."""
    text.step()
    while text.next() != "}":
        key = text.value()
        if not isinstance(key, str) or text.next() != ":":
            raise ValueError("no member of an object")
        text.step()
        if text.next() == "[":
            lists.append(_Unlike(None, most))
            found[key] = lists[-1].values
            _take_items(text, lists[-1])
        else:
            found[key] = _short(text.value())
        if text.next() == ",":
            text.step()
        elif text.next() != "}":
            raise ValueError("an object that does not end")
    text.step()


class _JsonText:
    """A text that comes in pieces, held from where it is read on."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self._pieces, self._held, self._at = pieces, "", 0
        self._end, self._patience, self._failed = -1, 0, 0
        """Where the last value ended, -1 where that is not known; how many are read one by one; runs that failed."""

    def next(self) -> str:
        """Return the next character that is no blank, empty at the end."""
        while True:
            held, at = self._held, self._at
            while at < len(held) and held[at] in _BLANKS:
                at += 1
            self._at = at
            if at < len(held):
                return held[at]
            if not self._more():
                return ""

    def step(self) -> None:
        """Go on behind the next character."""
        self._at += 1

    def value(self) -> Any:
        """Return the value that begins at the next character; raises `ValueError`, `RecursionError`."""
        self.next()
        while True:
            try:
                value, at = self._decoded()
            except json.JSONDecodeError as error:
                is_cut = error.msg.startswith("Unterminated") or error.pos >= len(self._held) - _NEAR_END
                if not is_cut or not self._more():
                    raise
                continue
            length = at - self._at
            if at + _OF_NUMBER <= len(self._held) or not self._more():
                self._at = self._end = self._at + length
                return value

    def _decoded(self) -> tuple[Any, int]:
        try:
            return _DECODER.raw_decode(self._held, self._at)
        except json.JSONDecodeError:
            raise
        except ValueError:
            return _OF_LONG_NUMBERS.raw_decode(self._held, self._at)

    def run(self, between: str) -> list[Any]:
        """Return values like the last one that stand in a row behind it, as many as can be read at once; perhaps none.

        A tenth as dear as one by one. `between`: what divides them, besides blanks that are the same between all.
        """
        if self._patience:
            self._patience -= 1
            return []
        first, held, at = self.next(), self._held, self._at
        apart = held[self._end : at] if 0 <= self._end <= at else ""
        if not apart or (between == "," and not apart.strip(_BLANKS)):
            return []
        if len(held) < at + _RUN:
            self._more()
            held, at = self._held, self._at
        close = _CLOSED_BY.get(first, "")
        stop, stops = at + _RUN, close + apart + first
        for _ in range(_TRIES):
            stop = held.rfind(stops, at, stop)
            if stop < 0:
                break
            text = held[at : stop + len(close)]
            try:
                found: list[Any] = from_json(f"[{text if between == ',' else text.replace(apart, ',')}]")
            except ValueError:
                continue
            self._end = stop + len(close)
            self._at = self._end + len(apart)
            self._failed = 0
            return found
        self._failed += 1
        self._patience = _PATIENCE << min(self._failed, 10)
        return []

    def _more(self) -> bool:
        """Read as much again as is held; tell whether there was any more."""
        held, self._end = self._held[self._at :], -1
        found, wanted = list[str](), len(held)
        while wanted >= 0 and (piece := next(self._pieces, "")):
            found.append(piece)
            wanted -= len(piece)
        self._held, self._at = held + "".join(found), 0
        return bool(found)


class _Unlike:
    """Values of which one of each form is kept. Raises `_EnoughRecords` behind `most` of them.

    `most_alike`: behind so many whose keys and kinds of values are the same it is not asked what is in these.
    """

    def __init__(self, most: int | None, most_alike: int | None = None) -> None:
        self.values: list[Any] = []
        self.is_cut = False
        self._left, self._most_alike = most, most_alike
        self._forms = set[object]()
        self._alike = Counter[object]()
        self._known = set[object]()
        """Outlines that have no other form, or of which enough was seen, are passed over at a third of the cost."""

    def add_all(self, values: Sequence[Any]) -> None:
        """Take values in that stand in a row."""
        self._count(len(values))
        if {_outline(value) for value in values} <= self._known:
            return
        for value in values:
            self._add(value)

    def add(self, value: Any) -> None:
        """Take a value in."""
        self._count(1)
        self._add(value)

    def _count(self, more: int) -> None:
        if self._left is not None and more:
            if not self._left:
                raise _EnoughRecords
            self._left = max(0, self._left - more)

    def _add(self, value: Any) -> None:
        outline = _outline(value)
        if outline in self._known:
            return
        if self._is_new(value):
            self.values.append(_short(value))
        held = value.values() if type(value) is dict else value if type(value) is list else ()
        is_flat = not any(type(one) in _HOLDING for one in held)
        if not is_flat and self._most_alike is not None:
            self._alike[outline] += 1
            self.is_cut |= self._alike[outline] > self._most_alike
        if len(self._known) < _MOST_KEPT and (is_flat or self._alike[outline] > (self._most_alike or inf)):
            self._known.add(outline)

    def _is_new(self, value: Any) -> bool:
        form = _form(value)
        if form in self._forms or len(self.values) >= _MOST_KEPT:
            return False
        # Where keys are names of things each record has a form of its own: then a member counts that is new.
        members = frozenset(zip(*form, strict=True)) if type(value) is dict else frozenset([form])
        is_new = len(self.values) < _MOST_FORMS or not members <= self._forms
        self._forms |= {form, *members}
        return is_new


def _form(value: Any, depth: int = 0) -> Any:
    """Return what is alike in records that are alike: keys and kinds of values, and of texts whether there is one."""
    kind = type(value)
    if kind is str:
        return bool(value)
    if kind is dict:
        if depth == _DEEPEST:
            return tuple(value)
        return tuple(value), tuple([_form(item, depth + 1) for item in value.values()])
    if kind is list and depth < _DEEPEST:
        first = tuple([type(item) for item in value[:3]])
        return first, frozenset([_form(item, depth + 1) for item in _unlike(value)])
    return kind


def _outline(value: Any) -> object:
    """Return what is plainly alike: keys, kinds of values, and whether there is something in them."""
    if type(value) is dict:
        held = value.values()
        return tuple(value), tuple(map(type, held)), tuple(map(bool, held))
    return type(value), bool(value), tuple(map(type, value[:3])) if type(value) is list else ()


def _unlike(items: list[Any]) -> list[Any]:
    """Return the first of the items of a list that have the same keys, or begin with the same kinds of values."""
    if len(items) < 2:
        return items
    found: dict[object, Any] = {}
    for item in items:
        found.setdefault(_beginning(item), item)
    return list(found.values())


def _beginning(item: Any) -> object:
    kind = type(item)
    if kind is dict:
        return tuple(item)
    return (kind, *map(type, item[:3])) if kind is list else (kind, not item)


def _short(value: Any, depth: int = 0) -> Any:
    """Return a value with its texts cut, and of items in it that are alike the first alone."""
    if type(value) is str:
        return value[:_LONGEST]
    if type(value) is dict:
        return {key: _short(item, depth + 1) for key, item in value.items()}
    if type(value) is list:
        unlike = value if len(value) <= 3 else _unlike(value)
        return [_short(item, depth + 1) for item in unlike[:_MOST_FORMS]]
    return value
