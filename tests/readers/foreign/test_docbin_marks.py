"""Packed data are known by what stands in them, whatever they are called."""

import zlib

import pytest

from annotator.readers.foreign.docbin_marks import is_docbin
from annotator.readers.foreign.look import FileLook


@pytest.mark.parametrize("level", [1, 6, 9])
def test_a_docbin_is_known_without_its_ending(level: int) -> None:
    data = zlib.compress(b"\x83\xa7version\xa30.1\xa5attrs\x91A\xa6tokens\xc4\0", level)
    assert is_docbin(FileLook("x.bin", data)) and is_docbin(FileLook("x.spacy", b"damaged"))
    assert not is_docbin(FileLook("x.bin", zlib.compress(b"a text", level))) and not is_docbin(FileLook("x", data[:2]))
