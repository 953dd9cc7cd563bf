"""The reviewer's page, out: one HTML file that opens offline, from each number to its passages, candidates and reasons.

Nothing in it reaches for a network, and all that it shows stands in it: the data as JSON, and a script of its own that
makes text of it and never mark-up (Content Security Policy Level 3: `default-src 'none'`).
"""

from collections.abc import Iterator
from html import escape

from annotator.formats.format import AgreementOptions, Format, Piece, Writer, WritingRun
from annotator.formats.json_text import json_text
from annotator.formats.losses import EVERYTHING, OF_THE_PROJECT, Part
from annotator.model.bundle import Bundle
from annotator.model.description import Description
from annotator.model.wording import counted, word_list
from annotator.resources import resource

_FOLDER = "reviewer"
GENERATOR = "annotator: reviewer's page"
"""By which an import knows the page, so that it becomes no document."""
_LEFT_OUT = {
    *(Part.METADATA, Part.PAGES, Part.UNITS, Part.MOVES, Part.ASSIGNMENTS),
    *(Part.CODEBOOK, Part.ACTORS, Part.SOURCES, Part.SPLIT),
}


class ReviewerPageOptions(AgreementOptions):
    """What the page needs: how far the coders agree."""

    @property
    def wants_agreement(self) -> bool:
        """Its figures are numbers of the page."""
        return True


def pieces(bundle: Bundle, run: WritingRun[ReviewerPageOptions]) -> Iterator[Piece]:
    """Yield the page: its head, texts and places document by document, then the numbers and the script."""
    from annotator.formats.reviewer_page.numbers import numbers_of, part_names  # noqa: PLC0415  (of a page that is seldom written)
    from annotator.formats.reviewer_page.places import PlaceReading, ShownPlace  # noqa: PLC0415

    reading, places, titles = PlaceReading(bundle, run.names), list[ShownPlace](), list[str]()
    said = bundle.settings.description if bundle.settings is not None else Description()
    by = word_list(said.author_names) if said.authors else ""
    yield Piece(_head(said.title_or(bundle.name) or "Dataset", by))
    for number, coded in enumerate(bundle.documents):
        document = coded.document
        found = list(reading.places(coded, number))
        text = [document.title, str(document.metadata.get("date") or ""), document.text]
        yield Piece(("," if number else "") + _json([text, [one.record() for one in found]]))
        places += found
        titles.append(document.title)
    yield Piece("]</script>\n")
    codebook = bundle.codebook
    labels = {label.id: [label.name, label.colour, label.definition] for label in codebook.labels}
    numbers = list(numbers_of(places, titles, codebook, run.agreement))
    sets: dict[tuple[int, ...], int] = {}
    rows = [[one.section, one.title, one.value, one.more, sets.setdefault(one.places, len(sets))] for one in numbers]
    about = f"{counted(len(places), 'place')} in {counted(len(titles), 'document')}."
    data = {
        "labels": labels,
        "parts": part_names(codebook),
        "numbers": rows,
        "sets": [list(one) for one in sets],
        "about": about,
        "by": by,
    }
    yield Piece(f'<script type="application/json" id="data">{_json(data)}</script>\n')
    yield Piece(f"<script>\n{_text('page.js')}</script>\n</body>\n</html>\n")


def _head(name: str, by: str) -> str:
    author = f'<meta name="author" content="{escape(by)}">\n' if by else ""
    policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="generator" content="{GENERATOR}">\n'
        f"{author}"
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(name)}</title>\n'
        f"<style>\n{_text('page.css')}</style>\n</head>\n<body>\n{_text('page.html')}"
        f'<script type="application/json" id="documents">['
    )


def _text(name: str) -> str:
    return resource(f"{_FOLDER}/{name}").read_text(encoding="utf-8")


def _json(value: object) -> str:
    """Return JSON that no HTML parser takes for the end of its element."""
    return json_text(value).replace("<", "\\u003c")


FORMAT = Format(
    name="reviewer-page",
    title="Reviewer’s page (one HTML file)",
    extensions=(".html",),
    writer=Writer(
        pieces=pieces,
        carries=EVERYTHING - OF_THE_PROJECT - _LEFT_OUT,
        about="for readers of a paper: each number with the passages behind it, their candidates and reasons, offline.",
        leaves_out="metadata but for titles and dates, source files, the codebook but for labels.",
        options=ReviewerPageOptions,
    ),
)
