"""The bundle as one file that is unpacked anywhere: the same bytes from the same files, whoever packs them and when."""

import io
import lzma
import tarfile
from pathlib import Path

_FILTERS = ({"id": lzma.FILTER_X86}, {"id": lzma.FILTER_LZMA2, "preset": 6})
"""Jumps in machine code are made absolute first, so that the same target is the same bytes; else it does no harm."""


def pack(bundle: Path, out: Path, seconds: int) -> Path:
    """Write a folder as a .tar.xz at `out` and return that.

    The names in it begin with that of `out`, so that two versions unpack beside each other.
    `seconds`: the time of all files in it, by Unix time.
    """
    top = out.name.removesuffix(".tar.xz")
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w", format=tarfile.PAX_FORMAT) as packed:
        for path in sorted((bundle, *bundle.rglob("*"))):
            name = f"{top}/{path.relative_to(bundle).as_posix()}".removesuffix("/.")
            packed.add(path, name, recursive=False, filter=lambda info: _anonymous(info, seconds))
    out.write_bytes(lzma.compress(written.getvalue(), filters=_FILTERS))
    return out


def _anonymous(info: tarfile.TarInfo, seconds: int) -> tarfile.TarInfo:
    info.uid = info.gid = 0
    info.uname = info.gname = "root"
    info.mtime = seconds
    info.mode = 0o755 if info.isdir() or info.mode & 0o100 else 0o644
    return info
