"""Where spaCy is not installed, or does not read a file, that is said before the first document."""

from importlib.util import find_spec
from typing import Any

import pytest

from annotator.formats.spacy import library
from annotator.formats.spacy.library import NotByLibrary, docs_by_library


def test_without_the_library_ours_is_asked() -> None:
    assert find_spec("spacy") is None, "what it reads is held against ours in test_docbin_reading.py"
    with pytest.raises(NotByLibrary):
        docs_by_library(b"")


@pytest.mark.parametrize("error", [ImportError("half"), OSError("no CUDA"), ValueError("E093"), KeyError("attrs")])
def test_whatever_spacy_raises_ours_is_asked(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def broken(name: str) -> Any:
        raise error

    monkeypatch.setattr(library, "find_spec", lambda name: object())
    monkeypatch.setattr(library, "import_module", broken)
    with pytest.raises(NotByLibrary):
        docs_by_library(b"")
