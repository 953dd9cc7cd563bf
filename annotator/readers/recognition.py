"""Text recognition by tesseract, where it is installed: pictures of pages in, words with their confidence out.

The program runs in a process of its own, for one page at a time, and is given the picture alone. What it writes are
words with their places in blocks, paragraphs and lines (its TSV).
"""

import os
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

import regex

from annotator.model.errors import BadFile
from annotator.paths import installed, system_says
from annotator.readers.pdf_layout.glyphs import is_cjk

PER_INCH = 300
"""Pixels to the inch: what tesseract is trained for."""
LONGEST_S = 120.0
"""So long may one page take."""
INSTALL = (
    "install tesseract (“tesseract-ocr”, with the language of the text) and import it again, or run another text"
    " recognition (OCR) over it and import the result"
)
_USUAL = "eng"
_NO_LANGUAGES = frozenset({"osd", "equ"})
_NAME = regex.compile(r"[A-Za-z_]{2,20}(?:\+[A-Za-z_]{2,20}){0,5}")
_HYPHEN = regex.compile(r"(?<=\p{Ll})[-\u00ad\u2010]$")
_REMEDY = "run another text recognition over it and import the result"


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """The text of a page, its paragraphs between blank lines; `confidence`: the mean of its words, in percent."""

    text: str
    confidence: float


def program() -> str | None:
    """Return where tesseract is, None where it is not installed."""
    return installed("tesseract")


def language_for(name: str, wanted: str | None) -> str:
    """Return the languages that are looked for, as tesseract calls them; raises `BadFile` for one that it has not.

    `wanted`: what the user chose, such as “fra” or “fra+eng”; else English, or what is installed.
    """
    installed = _installed(name)
    if wanted is None:
        return _USUAL if _USUAL in installed else installed[0]
    missing = [one for one in wanted.split("+") if one not in installed] if _NAME.fullmatch(wanted) else [wanted]
    if missing:
        problem = f"tesseract has no language “{missing[0]}”"
        raise BadFile(name, problem, f"install it, or choose of {', '.join(installed[:40])}")
    return wanted


def recognised(name: str, picture: bytes, language: str) -> RecognisedPage:
    """Return what stands on the picture of a page; raises `BadFile`."""
    command = ["-", "-", "-l", language, "--dpi", str(PER_INCH), "--psm", "3", "tsv"]
    return page_of(_run(name, command, picture).decode("utf-8", "replace"))


def page_of(table: str) -> RecognisedPage:
    """Return the page that tesseract's TSV tells of."""
    header, *rows = [line.split("\t") for line in table.split("\n") if line.strip()] or [[]]
    words = [dict(zip(header, row, strict=False)) for row in rows]
    words = [word for word in words if word.get("level") == "5" and word.get("text", "").strip()]
    paragraphs: dict[tuple[str, str], dict[str, list[str]]] = {}
    for word in words:
        lines = paragraphs.setdefault((word["block_num"], word["par_num"]), {})
        lines.setdefault(word["line_num"], []).append(word["text"].strip())
    text = "\n\n".join(_joined(lines.values()) for lines in paragraphs.values())
    known = [sure for word in words if (sure := _number(word)) >= 0]
    return RecognisedPage(text, fmean(known) if known else 0.0)


def _number(word: Mapping[str, str]) -> float:
    try:
        return float(word.get("conf", "-1"))
    except ValueError:
        return -1.0


def _joined(lines: Iterable[list[str]]) -> str:
    """Return the words of a paragraph's lines, without hyphens at their ends, with their script's blanks."""
    text = ""
    for line in lines:
        for place, word in enumerate(line):
            if place == 0 and text and _HYPHEN.search(text) and word[:1].islower():
                text = text[:-1] + word
            elif not text or (is_cjk(text[-1]) and is_cjk(word[0])):
                text += word
            else:
                text += f" {word}"
    return text


def _installed(name: str) -> list[str]:
    lines = _run(name, ["--list-langs"], b"").decode("utf-8", "replace").split("\n")[1:]
    found = [line.strip() for line in lines if line.strip() and line.strip() not in _NO_LANGUAGES]
    if not found:
        raise BadFile(name, "tesseract has no language installed", "install one, such as “tesseract-ocr-eng”")
    return found


def _run(name: str, arguments: list[str], given: bytes) -> bytes:
    """Return what tesseract writes; raises `BadFile` where it fails or takes too long."""
    command = program()
    if command is None:
        raise BadFile(name, "tesseract is not installed", INSTALL)
    try:
        done = subprocess.run(
            [command, *arguments],
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # several threads make it no faster
            timeout=LONGEST_S,
            check=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise BadFile(name, f"recognising a page takes more than {LONGEST_S:.0f} s", _REMEDY) from error
    except subprocess.CalledProcessError as error:
        raise BadFile(name, "tesseract cannot read it", _REMEDY) from error
    except OSError as error:
        raise BadFile(name, f"tesseract cannot be run ({system_says(error)})", _REMEDY) from error
    return done.stdout
