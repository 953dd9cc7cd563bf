"""What the programs and libraries of a folder ask of the system they run on: how new a glibc, and which libraries.

Also whether the loader takes one at all (System V ABI, chapter 5, “Program Header”).
"""

import mmap
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from elftools.elf.dynamic import DynamicSection
from elftools.elf.elffile import ELFFile
from elftools.elf.gnuversions import GNUVerDefSection, GNUVerNeedSection

_MAGIC = b"\x7fELF"
_GLIBC = "GLIBC_"
_NUMBERS = re.compile(r"\d+(?:\.\d+)+")
_MARKS = {"ABI_DT_RELR": (2, 36)}
"""Names among the versions that stand for what the loader must understand: the first glibc that has them."""

Version = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Needs:
    """What one file asks for. `libraries`: as the loader looks for them (DT_NEEDED), e.g. "libEGL.so.1"."""

    path: Path
    glibc: Version
    libraries: frozenset[str]


def newest_glibc(folder: Path) -> Needs:
    """Return the file below a folder that asks for the newest glibc: on an older one it cannot be loaded.

    Raises `ValueError` where there is no program or library in it.
    """
    return max(needs_of(folder), key=lambda needs: (needs.glibc, needs.path))


def system_libraries(folder: Path) -> frozenset[str]:
    """Return the libraries that files below a folder ask for and that are not in it: the system has to bring them."""
    brought = {path.name for path in folder.rglob("*")}
    return frozenset().union(*(needs.libraries for needs in needs_of(folder))) - brought


def needs_of(folder: Path) -> Iterator[Needs]:
    """Yield what each program and library below a folder asks for, by path; links are passed over."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and (found := needs(path)) is not None:
            yield found


def is_loadable(path: Path) -> bool:
    """Whether what is loaded of a program or library stands at places of its file that memory can be mapped from.

    Older versions of strip move them in libraries that patchelf laid out anew; the loader then refuses the library.
    """
    with path.open("rb") as file:
        loaded = [(one["p_align"], one["p_vaddr"] - one["p_offset"]) for one in ELFFile(file).iter_segments("PT_LOAD")]
    return all(align % mmap.PAGESIZE == 0 and shift % align == 0 for align, shift in loaded)


def defined_versions(path: str | Path) -> frozenset[str]:
    """Return the versions of symbols that a library defines, by their names, e.g. "OPENSSL_3.0.0"."""
    with Path(path).open("rb") as file:
        sections = [one for one in ELFFile(file).iter_sections() if isinstance(one, GNUVerDefSection)]
        # The first version is the library itself (its base).
        return frozenset(
            next(names).name for one in sections for version, names in one.iter_versions() if version["vd_ndx"] > 1
        )


def needs(path: Path) -> Needs | None:
    """Return what one program or library asks for, None for any other file."""
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            return None
        versions: list[Version] = [(0,)]
        libraries: set[str] = set()
        for section in ELFFile(file).iter_sections():
            if isinstance(section, GNUVerNeedSection):
                names = (wanted.name for _, all_wanted in section.iter_versions() for wanted in all_wanted)
                versions += map(_version, names)
            elif isinstance(section, DynamicSection):
                libraries |= {tag.needed for tag in section.iter_tags("DT_NEEDED")}
    return Needs(path, max(versions), frozenset(libraries))


def _version(name: str) -> Version:
    """Return the glibc that a version stands for: (2, 34) of "GLIBC_2.34", and (0,) of what is not glibc's.

    Raises `ValueError` for a mark of glibc that this table does not know: it may be newer than all that is known.
    """
    said = name.removeprefix(_GLIBC)
    if said == name or said == "PRIVATE":
        return (0,)
    if known := _MARKS.get(said):
        return known
    if not _NUMBERS.fullmatch(said):
        raise ValueError(f"Which glibc has “{name}” is not known; add it to the marks in {__name__}.")
    return tuple(int(number) for number in said.split("."))
