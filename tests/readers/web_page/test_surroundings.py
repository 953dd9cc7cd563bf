"""What stands beside the text without a name: the more goes the plainer the page says where its text is."""

import pytest

from annotator.readers.html import parse
from annotator.readers.html_text import text_of
from annotator.readers.web_page.furniture import without_furniture
from tests.readers.web_page.sites import AGREED, LASTING, WELCOMED

PROSE = f"<p>{AGREED}</p><p>{WELCOMED}</p><p>{LASTING}</p>"
LINKS = "<div><a href=1>Visits</a> <a href=2>Treaties</a> <a href=3>Speeches</a></div>"


def around(opening: str, closing: str, part: str) -> str:
    """Return what is left of a part beside the text."""
    root = parse(f"<body>{part}{opening}{PROSE}{closing}</body>")
    assert root is not None
    without_furniture(root)
    text = text_of(root)
    assert text.endswith(LASTING)
    return text[: text.index(AGREED)].strip()


@pytest.mark.parametrize(
    ("part", "if_said", "if_not"),
    [
        (LINKS, "", ""),
        ("<p>© 2023 The Ministry</p>", "", ""),
        ("<div>This site uses cookies.</div>", "", ""),
        ("<p><a href='#m'>Skip to content</a></p>", "", ""),
        ("<div>Ministry of Example</div>", "", "Ministry of Example"),
        ("<div>Lisbon, 12 May 2023</div>", "Lisbon, 12 May 2023", "Lisbon, 12 May 2023"),
        ("<h1>Remarks</h1>", "Remarks", "Remarks"),
        (f"<div><h2>Note</h2><p>{AGREED[:-1]};</p></div>", f"Note\n\n{AGREED[:-1]};", f"Note\n\n{AGREED[:-1]};"),
    ],
)
def test_what_stands_beside_the_text(part: str, if_said: str, if_not: str) -> None:
    assert around("<main>", "</main>", part) == if_said
    assert around("<section>", "</section>", part) == if_not
    assert around("", "", part) == if_not
