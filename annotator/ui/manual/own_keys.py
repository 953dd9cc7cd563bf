"""The manual with the keys that are in force: those of the settings, and on a Mac those of a Mac.

The pages are written with the table's own keys. In the tables of keys each row is named by its id. Elsewhere a key is
replaced where only one row can be meant: in the place that the page tells of, or wherever one is.
"""

import re
from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from annotator.ui.commands.commands import Command, CommandScope
from annotator.ui.commands.key_table import TABLE
from annotator.ui.manual import pages
from annotator.ui.manual.pages import ManualPage
from annotator.ui.manual.places import WORKSPACES

_Keys = Mapping[str, tuple[str, ...]]
_MARKED = re.compile(r"`([^`]+)`")
_ROW = re.compile(r"^(\| [^\n|]+ \|)[^\n|]*\|[^\n|]*\| `(\w+\.\w+)` \|")
"""A row of the tables of keys: title, keys, keys on a Mac, id."""
_PLACES = {place.page: CommandScope(scope) for scope, place in WORKSPACES.items()}
_EVERYWHERE = frozenset({CommandScope.ANYWHERE, CommandScope.PROJECT, CommandScope.TEXT})
_KEYS = (
    *(Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Delete),
    *(Qt.Key.Key_Backspace, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right),
)
_FIXED = frozenset(QKeySequence(key).toString() for key in _KEYS)
"""Keys that also mean what nobody can change, in lists and fields: only the tables of keys tell which is meant."""
_BY_KEY = {key: [row for row in TABLE if key in row.keys] for row in TABLE for key in row.keys if key not in _FIXED}
_made: dict[str, tuple[_Keys, ManualPage]] = {}


def page_with_keys(name: str, keys: _Keys) -> ManualPage:
    """Return a page of the manual with these keys, by the ids of the table's rows; raises `NotFound`."""
    made = _made.get(name)
    if made is None or made[0] != keys:
        page = pages.page(name)
        made = _made[name] = keys, pages.page_of(name, with_keys(page.markdown, name, keys))
    return made[1]


def with_keys(markdown: str, name: str, keys: _Keys) -> str:
    """Return the Markdown of a page with keys in place of the table's own."""
    changed = {row.id for row in TABLE if keys[row.id] != row.keys}
    if not changed:
        return markdown
    lines, fenced = markdown.split("\n"), False
    for at, line in enumerate(lines):
        fenced ^= line.startswith("```")
        if (row := _ROW.fullmatch(line)) is not None:
            lines[at] = _row(row, changed, keys)
        elif not fenced:
            lines[at] = _MARKED.sub(lambda found: _key(found, name, changed, keys), line)
    return "\n".join(lines)


def _row(found: re.Match[str], changed: set[str], keys: _Keys) -> str:
    id = found[2]
    if id not in changed:
        return found[0]
    return f"{found[1]} {', '.join(f'`{key}`' for key in keys[id])} |  | `{id}` |"


def _key(found: re.Match[str], name: str, changed: set[str], keys: _Keys) -> str:
    """Return what stands for a key: the first of the row that is meant, its title where it has none any more."""
    meant = _meant(found[1], name)
    if meant is None or meant.id not in changed or found[1] in keys[meant.id]:
        return found[0]
    return f"`{keys[meant.id][0]}`" if keys[meant.id] else f"“{meant.title}”"


def _meant(key: str, name: str) -> Command | None:
    """Return the one row that a page can mean by a key, None where several or none can be."""
    rows = _BY_KEY.get(key, ())
    place = _PLACES.get(name)
    near = [row for row in rows if row.place is place or row.place in _EVERYWHERE]
    # A letter is a key on the page of its workspace; on others it may stand for a number.
    found = near or (rows if len(key) > 1 else ())
    return found[0] if len(found) == 1 else None
