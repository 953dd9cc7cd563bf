"""THIRD-PARTY.txt: of whom a bundle is made, under which licences, their texts in full, and how parts are replaced."""

import re
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from annotator import __version__
from tools.bundling.bundle_files import third_party_place
from tools.bundling.licences.component import Component
from tools.bundling.licences.components import components
from tools.bundling.licences.expressions import Taken
from tools.bundling.licences.parts_table import FOLDER, plain_text, standard_text
from tools.bundling.names import PACKAGE

_WIDTH = 100
_SHOWN = 4
"""Of a part's files so many are named; the SBOM has all."""


def write(bundle: Path) -> Path:
    """Write THIRD-PARTY.txt into a bundle and return its path; raises `UserError` as `components` does."""
    target = third_party_place(bundle)
    target.write_text(third_party(components(bundle)), encoding="utf-8", newline="\n")
    return target


def third_party(found: Iterable[Component]) -> str:
    """Return the text about parts of a bundle; raises `UserError` where the text of a licence is missing."""
    parts = [*found]
    # Of texts that differ in white space alone the first is shown.
    shown: dict[str, str] = {}
    users: dict[str, list[str]] = defaultdict(list)
    for part in parts:
        for text in texts_of(part):
            shown.setdefault(_key(text), text)
            users[_key(text)].append(part.title())
    numbers = {key: number for number, key in enumerate(shown, 1)}
    lesser = [part for part in parts if part.is_lesser()]
    lines = [
        *_heading(f"What Annotator {__version__} is made of", "="),
        *_paragraphs("introduction"),
        *_heading("Parts that you may replace"),
        *_paragraphs("replacing"),
        *(line for part in lesser for line in _item(part.title(), _place(part))),
        "",
        *_heading("All parts"),
        *(line for part in _joined(parts) for line in _entry(part, numbers)),
        *_heading("Texts of licences"),
        *(line for key, text in shown.items() for line in _text(numbers[key], text, users[key])),
    ]
    return "\n".join(lines) + "\n"


def texts_of(part: Component) -> list[str]:
    """Return the texts that go with a part: those that it brings, and those of the licences that it is taken under.

    A part that brings a text has said all, but for what is read together with another text: the LGPL and exceptions.
    """
    licences = [each for each in part.taken() if not part.texts or each.is_lesser() or _is_of_system(part)]
    standard = [name for licence in licences for name in _names(licence)]
    return [*dict.fromkeys(_tidy(text) for text in (*part.texts, *map(standard_text, standard)))]


def _names(licence: Taken) -> Iterator[str]:
    if licence.identifier.startswith("LicenseRef-"):
        return
    yield licence.identifier
    if licence.exception and (FOLDER / "texts" / f"{licence.exception}.txt").is_file():
        yield licence.exception
    if licence.identifier.startswith("LGPL-3"):
        yield "GPL-3.0-only"


def _is_of_system(part: Component) -> bool:
    """Return whether what a part brings leads to texts in the files of a system, which is not that of the reader."""
    return part.purl.startswith("pkg:deb/") and any(re.match(r"L?GPL|Apache", each.identifier) for each in part.taken())


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\f", "\n").splitlines()).strip("\n")


def _key(text: str) -> str:
    return " ".join(text.split())


def _joined(parts: list[Component]) -> list[Component]:
    """Return parts, those that are alike but for what they are built into as one: a crate in several wheels."""
    alike: dict[tuple[str, ...], list[Component]] = defaultdict(list)
    for part in parts:
        key = (part.name, part.version, part.licence, part.notice, *part.files, *part.texts)
        alike[key].append(part)
    return [_together(each) for each in alike.values()]


def _together(parts: list[Component]) -> Component:
    return replace(parts[0], within=", ".join(sorted({part.within for part in parts} - {""})))


def _entry(part: Component, numbers: dict[str, int]) -> Iterator[str]:
    chosen = " AND ".join(f"{each.identifier} WITH {each.exception}".removesuffix(" WITH ") for each in part.taken())
    yield part.title()
    yield from _item("Licence", part.licence + (f" (taken: {chosen})" if " OR " in part.licence else ""))
    yield from _item("Copyright and authors", "; ".join(part.notice.splitlines()))
    yield from _item("Built into", part.within)
    yield from _item("Files", _some(part.files))
    yield from _item("In the program", _some(part.modules))
    yield from _item("Texts", _ranges(numbers[_key(text)] for text in texts_of(part)))
    if part.name == PACKAGE:
        yield from _item("Note", "This is the program itself.")
    yield ""


def _place(part: Component) -> str:
    return f"built into {part.within}" if part.within else _some(part.files)


def _item(name: str, value: str) -> list[str]:
    if not value:
        return []
    return textwrap.wrap(
        f"{name}: {value}",
        _WIDTH,
        initial_indent="    ",
        subsequent_indent="        ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _some(names: tuple[str, ...]) -> str:
    ordered = sorted(names, key=lambda name: ".dist-info/" in name)
    shown = ", ".join(ordered[:_SHOWN])
    return f"{shown} and {len(names) - _SHOWN} more" if len(names) > _SHOWN else shown


def _ranges(numbers: Iterable[int]) -> str:
    """Return numbers with those in a row as a range, e.g. "3, 7-9"."""
    rows: list[list[int]] = []
    for number in sorted(numbers):
        if rows and rows[-1][-1] == number - 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    return ", ".join(str(row[0]) if len(row) == 1 else f"{row[0]}-{row[-1]}" for row in rows)


def _text(number: int, text: str, users: list[str]) -> Iterator[str]:
    names = ", ".join(dict.fromkeys(users))
    yield from textwrap.wrap(f"Text {number}, of: {names}", _WIDTH, break_long_words=False, break_on_hyphens=False)
    yield "-" * _WIDTH
    yield text
    yield from ("", "")


def _heading(title: str, line: str = "-") -> list[str]:
    return [title, line * len(title), ""]


def _paragraphs(name: str) -> Iterator[str]:
    """Yield a text of `packaging/licences` in lines of the width."""
    for paragraph in plain_text(name).split("\n\n"):
        yield from (*textwrap.wrap(paragraph, _WIDTH), "")
