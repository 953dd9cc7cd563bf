"""Documents by many producers, whose text is known: how much of each PDF is read as a careful person would type it."""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import regex

from annotator.model.document import DocumentDraft
from annotator.model.text import sentences, words
from annotator.readers.registry import read_bytes
from tests.shared_data import shared

LEAST = {"whole": 92.0, "sentences": 92.0, "words": 98.5, "clean": 98.0, "notes": 99.0, "order": 99.0}
"""What is reached on average, less a margin."""
HARD = {"hindi": 80.0, "japanese-vertical": 85.0, "arabic": 90.0, "hebrew": 95.0}
"""The least share of whole paragraphs and sentences, in percent, in scripts that printed lines spoil most."""
OTHERS = {
    "communique.odt": 100.0,
    "communique.rtf": 100.0,
    "speeches.epub": 100.0,
    "mail-attachment.eml": 100.0,
    "mail-html.eml": 100.0,
    "mail-japanese.eml": 100.0,
    "mail-plain.eml": 100.0,
}
"""Files that are no PDFs, and the least of all that is measured of each."""
_SIGN = regex.compile(r"(?m)^[-–*•·▪◦‣⁃\uf0b7][ \t]+")
_STRAIGHT = str.maketrans("’‘", "''")
"""Whether an apostrophe is straight or typographic is the page's matter: the known texts differ in it."""


def folded(text: str) -> str:
    """Return a line with single blanks; which sign its bullet has is no matter, nor which apostrophes."""
    return _SIGN.sub("• ", " ".join(text.split())).translate(_STRAIGHT)


def letters(text: str) -> str:
    return "".join(regex.findall(r"[\p{L}\p{M}\p{N}]", unicodedata.normalize("NFKC", text).casefold()))


def found(wanted: Iterable[str], there: Iterable[str]) -> float:
    """Return how many of what is wanted is there, each as often as it is wanted, in percent."""
    want, have = Counter(wanted), Counter(there)
    return 100 * (want & have).total() / max(want.total(), 1)


def cut(text: str) -> list[str]:
    text = _SIGN.sub("", text).translate(_STRAIGHT)
    return [folded(text[start:end]) for start, end in sentences(text)]


def in_words(text: str) -> Counter[str]:
    text = unicodedata.normalize("NFC", text).translate(_STRAIGHT)
    return Counter(text[start:end] for start, end in words(text))


def measured(truth: dict[str, Any], draft: DocumentDraft) -> dict[str, float]:
    """Return in percent: whole paragraphs, sentences, words neither lost nor added, what is gone, notes, and order."""
    paragraphs, lines = truth["paragraphs"], [folded(line) for line in draft.text.split("\n") if line.strip()]
    notes = [folded(f"[{mark}] {text}") for mark, text in truth["notes"].items()]
    true, have = in_words("\n".join([*paragraphs, *notes])), in_words(draft.text)
    wrong = ((true - have).total() + (have - true).total()) / max(true.total(), 1)
    figures = {
        "whole": found(map(folded, paragraphs), lines),
        "sentences": found([one for paragraph in paragraphs for one in cut(paragraph)], cut(draft.text)),
        "words": 100 - 100 * wrong,
        "order": in_order([folded(one) for one in paragraphs], lines, truth.get("streams")),
    }
    if notes:
        figures["notes"] = found(notes, lines[-len(notes) :])
    if truth["dropped"]:
        figures["clean"] = gone([folded(one) for one in truth["dropped"]], paragraphs, lines)
    return figures


def in_order(paragraphs: list[str], lines: list[str], streams: list[list[int]] | None) -> float:
    """Return how many neighbouring paragraphs that are found stand one after the other, within each stream."""
    place = {line: number for number, line in reversed(list(enumerate(lines)))}
    once = Counter(paragraphs)
    good = of = 0
    for stream in streams or [list(range(len(paragraphs)))]:
        places = [place[paragraphs[one]] for one in stream if paragraphs[one] in place and once[paragraphs[one]] == 1]
        good += sum(before < after for before, after in pairwise(places))
        of += max(len(places) - 1, 0)
    return 100 * good / of if of else 100.0


def gone(dropped: list[str], paragraphs: list[str], lines: list[str]) -> float:
    """Return how much of what is no text is gone; a short one, such as a number, where no line is it alone."""
    body, true = letters("\n".join(lines)), letters("\n".join(paragraphs))
    own = {folded(one) for one in paragraphs}
    left = sum(
        body.count(letters(one)) > true.count(letters(one)) if len(letters(one)) > 6 else one in set(lines) - own
        for one in set(dropped)
    )
    return 100 - 100 * left / len(set(dropped))


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[str, float]]:
    """Return what is measured of each PDF that can be read."""
    folder = shared("made")
    found: dict[str, dict[str, float]] = {}
    for path in sorted(folder.glob("*.pdf")):
        truth = json.loads(Path(f"{path}.truth.json").read_text("utf-8"))
        if "refused" not in truth and path.stem != "volume":  # which is there for speed
            found[path.stem] = measured(truth, read_bytes(path.name, path.read_bytes())[0])
    return found


@pytest.mark.parametrize("what", LEAST)
def test_pdfs_are_read_as_well_as_they_were(figures: dict[str, dict[str, float]], what: str) -> None:
    values = [each[what] for each in figures.values() if what in each]
    assert sum(values) / len(values) >= LEAST[what], {
        name: round(each.get(what, 100)) for name, each in figures.items()
    }


@pytest.mark.parametrize("name", HARD)
def test_scripts_that_printed_lines_spoil_most_are_read(figures: dict[str, dict[str, float]], name: str) -> None:
    assert min(figures[name]["whole"], figures[name]["sentences"]) >= HARD[name], figures[name]


@pytest.mark.parametrize(("name", "least"), OTHERS.items())
def test_other_kinds_are_read_whole(name: str, least: float) -> None:
    path = shared("made") / name
    truth = json.loads(Path(f"{path}.truth.json").read_text("utf-8"))
    (draft,) = read_bytes(path.name, path.read_bytes())
    figures = measured(truth, draft)
    assert min(figures.values()) >= least, figures
    assert draft.title == truth["metadata"]["title"]


@pytest.mark.parametrize("name", ["readouts.xlsx", "readouts.ods"])
def test_workbooks_are_a_document_a_row_with_all_that_stands_beside_it(name: str) -> None:
    path = shared("made") / name
    known = json.loads(Path(f"{path}.truth.json").read_text("utf-8"))["documents"]
    drafts = read_bytes(path.name, path.read_bytes())
    assert [(one.title, one.text, one.metadata) for one in drafts] == [
        (one["title"], one["text"], one["metadata"]) for one in known
    ]


def test_what_was_left_out_is_told() -> None:
    path = shared("made/record.pdf")
    (draft,) = read_bytes(path.name, path.read_bytes())
    assert any("Running heads" in notice and "A/78/PV.9" in notice for notice in draft.notices)
