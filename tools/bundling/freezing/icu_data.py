"""The data of ICU, by which Qt compares and converts text, without the parts that Qt never asks for.

Of its 32 MB Qt uses the converters and the orders of letters; names of months, currencies, units, languages and
regions, rules for breaking lines and for transliterating it has itself or does without. ICU's data is a package of
files behind a table of contents ("CmnD", icu/source/common/ucmndata.h), in a library that holds nothing else.
"""

import re
import struct
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from elftools.elf.elffile import ELFFile
from elftools.elf.sections import Symbol

UNASKED = frozenset(("brkitr", "curr", "lang", "rbnf", "region", "translit", "unit", "zone"))
"""Folders in the package that Qt never opens; `coll` stays, since dialogs for files sort by it."""

_OF_LOCALES = re.compile(r"(?!res_index)[a-z]{2,3}(_\w+)?\.res")
"""Files in the package's root with what a language calls months and how it writes numbers, which Qt has itself."""
_COUNT = struct.Struct("<I")
_ENTRY = struct.Struct("<II")
_ALIGNED = 16
_FILLING = b"\xaa"
"""What icupkg fills gaps with."""
_SYMBOL = re.compile(r"icudt\d+_dat")
_ARCHITECTURES = {"x64": "elf64-x86-64", "AArch64": "elf64-littleaarch64"}


def trim(library: Path) -> int:
    """Write a library of ICU's data anew without what is unasked, and return the bytes that this saves.

    Raises `ValueError` for a library that is built otherwise, `CalledProcessError` where binutils fail.
    """
    before = library.stat().st_size
    with library.open("rb") as file:
        elf = ELFFile(file)
        symbol, data = _package_in(elf)
        architecture = _ARCHITECTURES[elf.get_machine_arch()]
    _write(library, symbol, packed(unpacked(data), header_of(data)), architecture)
    return before - library.stat().st_size


def unpacked(package: bytes) -> dict[str, bytes]:
    """Return the files of a package by their paths in it, e.g. "icudt73l/coll/de.res"."""
    base = len(header_of(package))
    (count,) = _COUNT.unpack_from(package, base)
    entries = [_ENTRY.unpack_from(package, base + _COUNT.size + number * _ENTRY.size) for number in range(count)]
    ends = [*(begin for _, begin in entries[1:]), len(package) - base][:count]
    return {
        package[base + name : package.index(b"\0", base + name)].decode("ascii"): package[base + begin : base + end]
        for (name, begin), end in zip(entries, ends, strict=True)
    }


def packed(files: dict[str, bytes], header: bytes, wanted: Callable[[str], bool] | None = None) -> bytes:
    """Return a package of the files that are wanted (None: those that Qt may ask for), behind the header of another."""
    kept = {name: files[name] for name in sorted(files, key=str.encode) if (wanted or _may_be_asked)(name)}
    table = _COUNT.size + len(kept) * _ENTRY.size
    names = b"".join(name.encode("ascii") + b"\0" for name in kept)
    entries, contents = bytearray(), bytearray()
    at_name, begin = table, table + len(names)
    begin += -begin % _ALIGNED
    contents += _FILLING * (begin - table - len(names))
    for name, content in kept.items():
        entries += _ENTRY.pack(at_name, begin)
        filled = content + _FILLING * (-len(content) % _ALIGNED)
        contents += filled
        at_name, begin = at_name + len(name) + 1, begin + len(filled)
    return header + _COUNT.pack(len(kept)) + bytes(entries) + names + bytes(contents)


def header_of(package: bytes) -> bytes:
    """Return what stands before the table of contents; raises `ValueError` for what is no package of ICU."""
    (size,) = struct.unpack_from("<H", package)
    if package[2:4] != b"\xda\x27" or package[12:16] != b"CmnD":
        raise ValueError("This is no package of ICU's data: look in tools/bundling/freezing/icu_data.py which it was.")
    return package[:size]


def _may_be_asked(name: str) -> bool:
    folders, file = name.split("/")[1:-1], name.rpartition("/")[2]
    return not UNASKED.intersection(folders) and bool(folders or not _OF_LOCALES.fullmatch(file))


def _package_in(elf: ELFFile) -> tuple[str, bytes]:
    for symbol in _symbols(elf):
        section = elf.get_section(symbol["st_shndx"])
        begin = symbol["st_value"] - section["sh_addr"]
        return symbol.name, section.data()[begin : begin + symbol["st_size"]]
    raise ValueError("The library of ICU's data names no package in it.")


def _symbols(elf: ELFFile) -> Iterator[Symbol]:
    return (one for one in elf.get_section_by_name(".dynsym").iter_symbols() if _SYMBOL.fullmatch(one.name))


def _write(library: Path, symbol: str, package: bytes, architecture: str) -> None:
    """Write a library that holds a package under a symbol, and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "package").write_bytes(package)
        names = (f"--redefine-sym=_binary_package_start={symbol}", "--strip-symbol=_binary_package_end")
        kind = ("--rename-section=.data=.rodata,alloc,load,readonly,data,contents", "--set-section-alignment=.data=16")
        made = ["objcopy", "-I", "binary", "-O", architecture, *names, "--strip-symbol=_binary_package_size", *kind]
        subprocess.run([*made, "package", "package.o"], cwd=folder, check=True)
        linked = ["ld", "-shared", "-soname", library.name, "-z", "noexecstack", "--build-id=none", "-o", "library"]
        subprocess.run([*linked, "package.o"], cwd=folder, check=True)
        library.write_bytes(Path(folder, "library").read_bytes())
