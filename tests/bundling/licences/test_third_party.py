"""THIRD-PARTY.txt names every part, and has the text of each licence once."""

import re
from pathlib import Path

from tests.bundling.in_dist import needs_bundle
from tests.bundling.made_bundle import ELF, add_wheel, made_bundle
from tools.bundling.licences.component import Component
from tools.bundling.licences.components import components
from tools.bundling.licences.third_party import third_party, write
from tools.bundling.places import BUNDLE, PACKAGING

THE_MIT = PACKAGING / "licences" / "texts" / "MIT.txt"
ENTRY = re.compile(r"^(\S.*)\n    Licence: ", re.MULTILINE)
TEXT = re.compile(r"^Text (\d+), of: ((?:.+\n)+?)-{100}\n", re.MULTILINE)


def parts(bundle: Path) -> list[Component]:
    return components(bundle, lambda _: frozenset())


def test_every_part_is_named_and_every_text_that_it_needs_stands_there_once(tmp_path: Path) -> None:
    bundle = made_bundle(tmp_path)
    add_wheel(bundle, "lesser", "LGPL-3.0-only OR GPL-2.0-only", {"lesser/x.so": ELF}, text="")
    add_wheel(bundle, "untold", "MIT", {"untold/x.so": ELF}, text="")
    add_wheel(bundle, "told-again", "MIT", {"told_again/x.so": ELF}, text=" Take\n it. ")
    found = parts(bundle)
    text = third_party(found)
    assert ENTRY.findall(text) == [each.title() for each in found]
    assert [int(number) for number, _ in TEXT.findall(text)] == [*range(1, len(TEXT.findall(text)) + 1)]
    assert text.count("GNU LESSER GENERAL PUBLIC LICENSE\n                       Version 3") == 1
    assert text.count("GNU GENERAL PUBLIC LICENSE\n                       Version 3") == 1
    assert text.count("Take it.") == 1 and " Take\n it." not in text
    assert THE_MIT.read_text(encoding="utf-8").strip() in text
    assert "Licence: LGPL-3.0-only OR GPL-2.0-only (taken: LGPL-3.0-only)" in text
    assert "\n    lesser 1.0: _internal/lesser/x.so, " in text.partition("All parts")[0]
    assert re.search(r"untold 1\.0\n    Licence: MIT\n    Copyright and authors: Somebody\n", text)


def test_the_same_part_in_several_places_stands_there_once(tmp_path: Path) -> None:
    bundle = made_bundle(tmp_path)
    listed = '{"components": [{"name": "memchr", "version": "2.8.0", "purl": "pkg:cargo/memchr@2.8.0",'
    listed += ' "licenses": [{"expression": "Unlicense OR MIT"}]}]}'
    for name in ("one-of-rust", "two-of-rust"):
        add_wheel(bundle, name, "MIT", {f"{name}.so": ELF}, sboms=listed)
    text = third_party(parts(bundle))
    assert (
        "memchr 2.8.0\n    Licence: Unlicense OR MIT (taken: Unlicense)\n    Built into: one-of-rust, two-of-rust\n"
        in text
    )


def test_it_is_written_into_the_bundle_and_is_no_part_itself(tmp_path: Path) -> None:
    bundle = made_bundle(tmp_path)
    target = write(bundle)
    assert target == bundle / "THIRD-PARTY.txt"
    first = target.read_bytes()
    assert write(bundle).read_bytes() == first


@needs_bundle
def test_the_bundle_that_was_made_names_qt_with_its_text_and_how_it_is_replaced() -> None:
    text = (BUNDLE / "THIRD-PARTY.txt").read_text(encoding="utf-8")
    replaced = text.partition("All parts")[0]
    assert re.search(r"^    Qt 6\.\d+\.\d+: .*Qt6Core", replaced, re.MULTILINE)
    assert "libreadline" not in text and "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert {"Python", "PyInstaller", "psycopg", "numpy"} <= {name.rpartition(" ")[0] for name in ENTRY.findall(text)}
