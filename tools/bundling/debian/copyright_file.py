"""The file `copyright` of a Debian package, which a program can read, too; made of the parts of the bundle.

The form: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
"""

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from annotator.resources import THIRD_PARTY
from tools.bundling.licences.component import Component
from tools.bundling.licences.expressions import Taken
from tools.bundling.names import COMMAND, DEVELOPERS, INSTALLED, PACKAGE
from tools.bundling.places import ROOT

_FORMAT = "https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/"
_TEXTS = f"/{INSTALLED}/{THIRD_PARTY}"
_COMMON = {
    "Apache-2.0": "Apache-2.0",
    "CC0-1.0": "CC0-1.0",
    "GPL-2.0": "GPL-2",
    "GPL-3.0": "GPL-3",
    "LGPL-2.0": "LGPL-2",
    "LGPL-2.1": "LGPL-2.1",
    "LGPL-3.0": "LGPL-3",
    "MPL-2.0": "MPL-2.0",
}
"""How SPDX calls a licence, without “only” or “or later” -> its file in /usr/share/common-licenses."""
_WIDTH = 76


def text(parts: Sequence[Component]) -> str:
    """Return the file: the program, then each part with the files that are its own, then where each licence stands."""
    _, holder, terms = (ROOT / "LICENSE").read_text(encoding="utf-8").split("\n\n", 2)
    owned = _patterns(parts)
    used = {licence for part in parts for licence in part.taken()} - {Taken("MIT")}
    stanzas = [
        _field("Format", [_FORMAT]) + _field("Upstream-Name", [COMMAND]) + _field("Upstream-Contact", [DEVELOPERS]),
        _field("Files", ["*"]) + _field("Copyright", [holder.removeprefix("Copyright (c) ")]) + _licence("Expat"),
        *(_part(part, owned[part.name]) for part in parts if owned[part.name] and part.name != PACKAGE),
        _licence("Expat", _wrapped(terms)),
        *(_licence(_short(licence), _wrapped(_where(licence))) for licence in sorted(used, key=_short)),
    ]
    return "\n".join(stanzas)


def _patterns(parts: Iterable[Component]) -> dict[str, list[str]]:
    """Return what each part has in the bundle: a folder where all in it is its own, else its files."""
    owners: dict[str, set[str]] = defaultdict(set)
    for part in parts:
        for path in part.files:
            owners[_top(path)].add(part.name)
    found: dict[str, list[str]] = defaultdict(list)
    for part in parts:
        names = {f"{top}/*" if len(owners[top := _top(path)]) == 1 and top != path else path for path in part.files}
        found[part.name] += sorted(f"{INSTALLED}/{name.replace(' ', '?')}" for name in names)
    return found


def _top(path: str) -> str:
    """Return the folder that stands at the top of the bundle or of what is inside it, e.g. "_internal/lxml"."""
    return "/".join(path.split("/")[: 2 if path.startswith("_internal/") else 1])


def _part(part: Component, names: list[str]) -> str:
    notice = part.notice.splitlines() or [f"see the text of its licence in {_TEXTS}"]
    licence = " and ".join(map(_short, part.taken()))
    return _field("Files", names) + _field("Copyright", notice) + _licence(licence) + _field("Comment", [part.title()])


def _licence(name: str, lines: Iterable[str] = ()) -> str:
    return _field("License", [name, *lines])


def _short(licence: Taken) -> str:
    """Return a licence as the format calls it."""
    name = "Expat" if licence.identifier == "MIT" else licence.identifier
    return f"{name} with {licence.exception} exception" if licence.exception else name


def _where(licence: Taken) -> str:
    """Say where the text of a licence is read."""
    plain = licence.identifier.removesuffix("-only").removesuffix("-or-later")
    also = f" It is /usr/share/common-licenses/{_COMMON[plain]}, too." if plain in _COMMON else ""
    return f"Its text stands in {_TEXTS}.{also}"


def _field(name: str, lines: Sequence[str]) -> str:
    first, *others = lines
    return f"{name}: {first}\n" + "".join(f" {line or '.'}\n" for line in others)


def _wrapped(said: str) -> Iterator[str]:
    for number, paragraph in enumerate(said.strip().split("\n\n")):
        if number:
            yield ""
        yield from textwrap.wrap(paragraph, _WIDTH, break_long_words=False, break_on_hyphens=False)
