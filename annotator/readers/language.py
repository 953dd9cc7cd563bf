"""The language that a text is in, by py3langid: only where there is enough of it and its parts agree.

Codes are those of ISO 639-1. Of what has none (dialects, ancient forms) the model is not asked: it took modern Greek
with its old accents for ancient. Measured on 544 passages of UN documents in six languages and of the Universal
Declaration in sixteen: of 150 characters each 539 are said, of 80 characters 484, and all of these are right.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cache
from threading import Lock
from typing import Any

import numpy as np
import regex

from annotator.model.document import DocumentDraft
from annotator.model.errors import UserError
from annotator.paths import system_says

LANGUAGE = "language"
CONFIDENT = 0.8
_POSSIBLE = 0.02
"""A text that is in another language with more certainty than that leaves is in none of those that it may be in."""
FEWEST_LETTERS, FEWEST_CHARACTERS = 60, 20
"""So much has to stand there: letters of an alphabet, or characters of Chinese, Japanese or Korean."""
_NONE = "zxx"
"""What the model says of what is in no language."""
_SAID_BY = frozenset({"language", "lang", "langue", "idioma", "sprache", "язык", "اللغة", "语言", "語言"})
_CHARACTER = regex.compile(r"[\p{Han}\p{Kana}\p{Hangul}]")
_PART, _PARTS, _ONE_PART = 250, 3, 400
_lock = Lock()


def language_of(text: str, among: Collection[str] = ()) -> str:
    """Return the code of the language that a text is in, "" where it is not certain; `among`: which it may be.

    A long text is looked at in its beginning, its middle and its end: where these differ, it is in no one language.
    """
    known = tuple(among)
    parts = _parts(text)
    if not all(map(_is_enough, parts)):
        parts = [text[: _PART * _PARTS]]  # a table of numbers may stand in one of them
    if not all(map(_is_enough, parts)):
        return ""
    found = {_of_part(part, known) for part in parts}
    return found.pop() if len(found) == 1 else ""


def with_languages(drafts: Iterable[DocumentDraft], among: Collection[str] = ()) -> list[DocumentDraft]:
    """Return documents with their languages, where they are certain and the file does not say them itself."""
    return [_told(draft, among) for draft in drafts]


def languages() -> frozenset[str]:
    """Return the codes of all languages that can be found."""
    return frozenset(label for label in _identifier().labels if label != _NONE)


def _told(draft: DocumentDraft, among: Collection[str]) -> DocumentDraft:
    if any(str(name).strip().casefold() in _SAID_BY and value for name, value in draft.metadata.items()):
        return draft
    found = language_of(draft.text, among)
    return replace(draft, metadata=_with(draft.metadata, found)) if found else draft


def _with(metadata: Mapping[str, Any], language: str) -> dict[str, Any]:
    return {**metadata, LANGUAGE: language}


def _parts(text: str) -> list[str]:
    """Return three parts of a long text, else the whole."""
    if len(text) < 2 * _PART * _PARTS:
        return [text[:_ONE_PART]]
    middle = len(text) // 2 - _PART // 2
    return [text[:_PART], text[middle : middle + _PART], text[-_PART:]]


_NOWHERE_TO_UNPACK = (
    "What tells languages apart cannot be unpacked in the folder for temporary files ({}); make room there, or name "
    "another (TMPDIR)."
)


def _is_enough(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return letters >= FEWEST_LETTERS or (letters >= FEWEST_CHARACTERS and len(_CHARACTER.findall(text)) > letters / 2)


def _of_part(text: str, among: tuple[str, ...]) -> str:
    with _lock:
        ranked = _identifier().rank(text)
    # To hold the model to some languages is to leave the others out of its sum.
    held = [(language, likely) for language, likely in ranked if not among or language in among]
    total = sum(likely for _, likely in held)
    if total < _POSSIBLE:
        return ""
    language, likely = held[0]
    return "" if language == _NONE or likely / total < CONFIDENT else str(language)


@cache
def _identifier() -> Any:
    """Return what tells languages apart: a model of 5 MB, which takes a second and 120 MB of memory."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  # a start of the window needs none

    try:
        every = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:
        raise UserError(_NOWHERE_TO_UNPACK.format(system_says(error))) from error
    every.set_languages([*(label for label in every.labels if len(label) == 2), _NONE])
    # The columns that it chose stand apart in memory, and each text is summed over rows: in half of the time so.
    every.nb_ptc = np.ascontiguousarray(every.nb_ptc)
    return every
