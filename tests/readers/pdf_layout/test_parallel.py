"""Two languages side by side go on in their own columns; one language in two columns goes from one to the next."""

from annotator.readers.pdf_layout.layout import lay_out
from tests.readers.pdf_layout.typeset import Sheet, Style, broken

ENGLISH = [
    "the",
    "organization",
    "and",
    "its",
    "members",
    "in",
    "pursuit",
    "of",
    "the",
    "purposes",
    "stated",
    "in",
    "the",
    "article",
    "shall",
    "act",
    "in",
    "accordance",
    "with",
    "the",
    "following",
    "principles",
    "and",
    "the",
    "members",
    "of",
    "it",
    "shall",
    "settle",
    "their",
    "disputes",
    "by",
    "peaceful",
    "means",
    "in",
    "such",
    "a",
    "manner",
    "that",
    "the",
    "peace",
    "and",
    "the",
    "security",
    "of",
    "the",
    "world",
    "and",
    "the",
    "justice",
    "of",
    "it",
    "are",
    "not",
    "endangered",
    "by",
    "any",
    "of",
    "the",
    "members",
]
FRENCH = [
    "les",
    "membres",
    "dans",
    "la",
    "poursuite",
    "des",
    "buts",
    "énoncés",
    "à",
    "un",
    "article",
    "doivent",
    "agir",
    "conformément",
    "aux",
    "principes",
    "suivants",
    "et",
    "les",
    "membres",
    "règlent",
    "leurs",
    "différends",
    "par",
    "des",
    "moyens",
    "pacifiques",
    "de",
    "telle",
    "manière",
    "que",
    "la",
    "paix",
    "et",
    "la",
    "sécurité",
    "ainsi",
    "que",
    "la",
    "justice",
    "ne",
    "soient",
    "pas",
    "mises",
    "en",
    "danger",
    "par",
    "des",
    "actes",
    "de",
    "force",
    "ou",
    "de",
    "menace",
    "contre",
    "un",
    "des",
    "membres",
    "ou",
    "les",
    "autres",
]


def text_of(left: list[str], right: list[str]) -> str:
    """Return what is read of two pages of two columns of which each is filled, and all but the last lines full."""
    sheets = [Sheet(), Sheet()]
    for words, x in ((left, 80), (right, 330)):
        lines = broken(words, Style(measure=220, indent=0))
        half = len(lines) // 2
        for sheet, part in zip(sheets, (lines[:half], lines[half:]), strict=True):
            for number, line in enumerate(part):
                room = 220 - 5.0 * sum(map(len, line))
                is_last = line is lines[-1]
                blank = 0.28 if is_last or len(line) < 2 else room / (len(line) - 1) / 10
                sheet.line(" ".join(line), x, 700 - 12 * number, 10, blank=blank)
    return lay_out([sheet.page() for sheet in sheets]).text


def test_each_language_goes_on_in_its_own_column() -> None:
    assert text_of(ENGLISH, FRENCH).split("\n") == [" ".join(ENGLISH), " ".join(FRENCH)]


def test_one_language_goes_on_in_the_next_column() -> None:
    read = text_of(ENGLISH, list(reversed(ENGLISH)))
    assert " ".join(ENGLISH) not in read and read.split()[:20] == ENGLISH[:20]
