"""Folders of the building machine taken out of where programs and libraries look for others.

A Python that was compiled by hand notes in each of its modules where its library lay (DT_RUNPATH). Elsewhere that is
a folder that anybody might make, and whose libraries would be loaded.
"""

from pathlib import Path

from elftools.elf.dynamic import DynamicSection
from elftools.elf.elffile import ELFFile

from tools.bundling.freezing.elf import needs_of

_TAGS = ("DT_RUNPATH", "DT_RPATH")
_BESIDE = "$ORIGIN"
_ENTRY = 16
"""Bytes of an entry of the dynamic section, a tag and a value, on every processor that a bundle is made for."""


def drop(bundle: Path) -> int:
    """Take absolute folders out of all files in a bundle, in place; return in how many they were.

    What is found from the file's own place (`$ORIGIN`) stays.
    """
    return sum(_drop(needs.path) for needs in needs_of(bundle))


def absolute(path: Path) -> list[str]:
    """Return what a program or library looks through that does not hang on its own place."""
    with path.open("rb") as file:
        return [said for _, said in _foreign(_dynamic(ELFFile(file)))]


def _drop(path: Path) -> bool:
    with path.open("rb+") as file:
        dynamic = _dynamic(ELFFile(file))
        dropped = {number for number, _ in _foreign(dynamic)}
        if dynamic is None or not dropped:
            return False
        place, count = dynamic["sh_offset"], dynamic.num_tags()
        file.seek(place)
        entries = [file.read(_ENTRY) for _ in range(count)]
        kept = [entry for number, entry in enumerate(entries) if number not in dropped]
        file.seek(place)
        # The list ends with an entry of zeros, of which there are now more.
        file.write(b"".join(kept) + bytes(_ENTRY) * len(dropped))
    return True


def _dynamic(elf: ELFFile) -> DynamicSection | None:
    return next((section for section in elf.iter_sections() if isinstance(section, DynamicSection)), None)


def _foreign(dynamic: DynamicSection | None) -> list[tuple[int, str]]:
    """Return the number of each entry that has an absolute folder, and what it says."""
    if dynamic is None:
        return []
    said = [
        (number, getattr(tag, tag.entry.d_tag[3:].lower()))
        for number, tag in enumerate(dynamic.iter_tags())
        if tag.entry.d_tag in _TAGS
    ]
    return [(number, path) for number, path in said if not all(part.startswith(_BESIDE) for part in path.split(":"))]
