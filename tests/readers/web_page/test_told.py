"""What was left out is said in one sentence."""

from annotator.readers.web_page.names import Furniture
from annotator.readers.web_page.site_page import PagePart
from annotator.readers.web_page.told import told


def test_kinds_stand_in_one_order_with_words_or_links() -> None:
    left = [
        PagePart(Furniture.RELATED, "A visit A call", 12),
        PagePart(Furniture.NAVIGATION, "Start", 1),
        PagePart(Furniture.COOKIES, "We use cookies", 0),
        PagePart(Furniture.NAVIGATION, "All the news", 1),
    ]
    assert told(left) == (
        "Left out around the text: navigation (4 words), cookie notice (3 words), related links (12 links).",
    )


def test_where_nothing_was_left_out_nothing_is_said() -> None:
    assert told([]) == ()
