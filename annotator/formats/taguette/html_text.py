"""The text of a document of Taguette, which is HTML, and what its offsets come to there.

Taguette counts bytes of UTF-8 over the words between the tags and nothing else, so that two paragraphs stand without
anything between them. Here a line end is put where a browser begins a line, and every place is moved by those that
were put before it.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from html.parser import HTMLParser

_PARAGRAPHS = frozenset(
    (
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "ul",
        "ol",
        "table",
        "hr",
        "dl",
        "section",
        "article",
    )
)
_LINES = frozenset(("br", "div", "li", "tr", "dt", "dd", "figure", "figcaption", "header", "footer"))
_BLANKS = " \t\n\r\f"


@dataclass(frozen=True, slots=True)
class TaguetteText:
    """A text with line ends between its blocks. `at`: where these were put, in bytes as Taguette counts."""

    text: str
    _at: tuple[int, ...] = field(default=(), repr=False)

    def moved(self, start: int, stop: int) -> tuple[int, int]:
        """Return a range over the bytes of the words as one over the bytes of the text."""
        return start + bisect_right(self._at, start), stop + bisect_left(self._at, stop)


def taguette_text(html: str) -> TaguetteText:
    """Return the text of a piece of HTML."""
    parser = _Words()
    parser.feed(html.replace("\r\n", "\n").replace("\r", "\n"))
    parser.close()
    return TaguetteText("".join(parser.parts), tuple(parser.at))


class _Words(HTMLParser):
    """Collects words, and the line ends that are wanted before the next ones."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.at: list[int] = []
        self._bytes = self._wanted = self._ends = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._want(tag)

    def handle_endtag(self, tag: str) -> None:
        self._want(tag)

    def handle_data(self, data: str) -> None:
        if not self.parts:
            data = data.lstrip(_BLANKS)  # a parser of HTML passes over blanks before the first words
        if not data:
            return
        if data.strip(_BLANKS):
            lead = len(data) - len(data.lstrip("\n"))
            missing = max(0, self._wanted - self._ends - lead) if self.parts else 0
            self.parts.append("\n" * missing)
            self.at += [self._bytes] * missing
            self._wanted = 0
        self.parts.append(data)
        self._bytes += len(data.encode("utf-8", "surrogatepass"))
        tail = len(data) - len(data.rstrip("\n"))
        self._ends = self._ends + tail if tail == len(data) else tail

    def _want(self, tag: str) -> None:
        wanted = 2 if tag in _PARAGRAPHS else 1 if tag in _LINES else 0
        self._wanted = max(self._wanted, wanted)
