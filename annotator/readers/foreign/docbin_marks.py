"""By what packed data of other programs are known: DocBins of spaCy."""

import zlib

from annotator.readers.foreign.look import FileLook

_ZLIB = (b"\x78\x9c", b"\x78\x01", b"\x78\xda", b"\x78\x5e")


def is_docbin(look: FileLook) -> bool:
    """By name, or packed by zlib with the keys that a DocBin begins with."""
    if look.suffix == ".spacy":
        return True
    if not look.start.startswith(_ZLIB):
        return False
    try:
        start = zlib.decompressobj().decompress(look.start[:4096], 4096)
    except zlib.error:
        return False
    return b"attrs" in start and b"tokens" in start
