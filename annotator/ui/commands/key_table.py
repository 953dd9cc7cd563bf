"""The one table of keys: those of the commands, and what only keys do in the text. The settings may replace each.

Whoever had a key that the settings give to another row gives it up, so that a key never means two things at one
place; which places meet is said in `actions.py`.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from PySide6.QtGui import QKeySequence

from annotator.ui.commands.commands import COMMANDS, ON_MAC, WORKSPACE_KEYS, Command, CommandScope, meet, with_shift

CODE, TEXT, EDGE = CommandScope.CODE, CommandScope.TEXT, CommandScope.EDGE
_Key = QKeySequence.StandardKey
_IN_TEXT = "In the text"
_EDGING = "While an edge moves"


def _caret() -> Iterator[Command]:
    """Yield the keys of the caret: those of the system's own text fields.

    They are Qt's (QKeySequence, “Standard Shortcuts”), where a right arrow always goes to the right; what the system
    has besides them counts too until the row is given another key.
    """
    for id, where, standard, keys, mac in (
        ("right", "a character to the right", "NextChar", ("Right",), None),
        ("left", "a character to the left", "PreviousChar", ("Left",), None),
        ("word_right", "a word to the right", "NextWord", ("Ctrl+Right",), ("Alt+Right",)),
        ("word_left", "a word to the left", "PreviousWord", ("Ctrl+Left",), ("Alt+Left",)),
        ("down", "a line down", "NextLine", ("Down",), None),
        ("up", "a line up", "PreviousLine", ("Up",), None),
        ("page_down", "a page down", "NextPage", ("PgDown",), None),
        ("page_up", "a page up", "PreviousPage", ("PgUp",), None),
        ("line_end", "to the end of the line", "EndOfLine", ("End",), ("Ctrl+Right",)),
        ("line_start", "to the start of the line", "StartOfLine", ("Home",), ("Ctrl+Left",)),
        ("end", "to the end of the text", "EndOfDocument", ("Ctrl+End",), ("Ctrl+Down", "End")),
        ("start", "to the start of the text", "StartOfDocument", ("Ctrl+Home",), ("Ctrl+Up", "Home")),
    ):
        for verb, name, change in (("Move", "MoveTo", str), ("Select", "Select", with_shift)):
            yield Command(
                f"text.{verb.lower()}_{id}",
                f"{verb} {where}",
                _IN_TEXT,
                tuple(change(key) for key in keys),
                TEXT,
                mac=tuple(change(key) for key in mac) if mac is not None else None,
                standard=getattr(_Key, f"{name}{standard}"),
            )


_COPY = ("Ctrl+C", "Ctrl+Ins")

IN_TEXT: tuple[Command, ...] = (
    *_caret(),
    Command("text.select_all", "Select the whole text", _IN_TEXT, ("Ctrl+A",), TEXT, standard=_Key.SelectAll),
    Command("text.copy", "Copy the selection", _IN_TEXT, _COPY, TEXT, mac=_COPY[:1], standard=_Key.Copy),
    Command("text.let_go", "Deselect the span", _IN_TEXT, ("Esc",), CODE),
    Command("edge.right", "Move the edge a character to the right", _EDGING, ("Right",), EDGE),
    Command("edge.left", "Move the edge a character to the left", _EDGING, ("Left",), EDGE),
    Command("edge.word_right", "Move the edge a word to the right", _EDGING, ("Ctrl+Right",), EDGE, mac=("Alt+Right",)),
    Command("edge.word_left", "Move the edge a word to the left", _EDGING, ("Ctrl+Left",), EDGE, mac=("Alt+Left",)),
    Command("edge.end", "Finish moving the edge", _EDGING, ("Return", "Enter", "Esc"), EDGE),
)  # fmt: skip
"""What only a key does, where the text has the keyboard; no menu has it."""
TABLE: tuple[Command, ...] = (*COMMANDS, *IN_TEXT)
ROWS: Mapping[str, Command] = {row.id: row for row in TABLE}


_NEWER = (CommandScope.DOCUMENTS, CommandScope.PASSAGES, CommandScope.TEAM, CommandScope.HISTORY)
"""Workspaces that there were not then."""
OLD_KEYS = {
    **{
        f"view.{place}": f"Ctrl+{number}"
        for number, place in enumerate((place for place in WORKSPACE_KEYS if place not in _NEWER), 1)
    },
    "agreement.errors": "Ctrl+J",
    "agreement.unfold_all": "Ctrl+Shift+L",
}
"""Keys until version 0.3 of what has others now, for whoever wants them back."""


def keys_in_force(replaced: Mapping[str, str], on_mac: bool = ON_MAC) -> dict[str, tuple[str, ...]]:
    """Return each row's keys by its id: those of the settings, else its own without what the settings gave to another.

    `replaced`: keys by row; an empty one takes the key away.
    """
    given = {id: _written(key) for id, key in replaced.items() if id in ROWS}
    keys: dict[str, tuple[str, ...]] = {}
    for row in TABLE:
        rivals = [id for id in given if id != row.id and meet(ROWS[id].place, row.place)]
        if row.id in given:
            # Of two rows that the settings give one key the first has it.
            taken = {key for id in rivals for key in keys.get(id, ())}
            keys[row.id] = tuple(key for key in (given[row.id],) if key and key not in taken)
        else:
            taken, own = {given[id] for id in rivals}, row.own_keys(on_mac)
            keys[row.id] = tuple(key for key in own if not taken or _written(key) not in taken)
    return keys


def native(keys: Iterable[str]) -> str:
    """Return keys as the system writes them."""
    return ", ".join(map(_native, keys))


@lru_cache(maxsize=1024)
def _native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


@lru_cache(maxsize=1024)
def _written(key: str) -> str:
    """Return a key as Qt writes it, however it was written."""
    return QKeySequence(key).toString()


def native_modifier(name: str) -> str:
    """Return a modifier as the system writes it: Ctrl, or ⌘ on a Mac."""
    return native((f"{name}+A",)).removesuffix("A").removesuffix("+")
