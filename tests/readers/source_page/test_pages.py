"""Pages asked of the process that draws them."""

import hashlib

import pytest

from annotator.model.errors import BadFile
from annotator.readers.registry import read_bytes
from annotator.readers.source_page.page_map import PageNumbers
from annotator.readers.source_page.pages import PagedText, is_text_of, pages_of
from tests.readers.samples import pdf
from tests.shared_data import shared

BODY = pdf(["France urged China to talk.", "It said that more would follow, and soon.", "The end of it all."])


def text_of(body: bytes, format: str | None = None) -> PagedText:
    (draft,) = read_bytes("a.pdf", body, format=format)
    return PagedText(draft.text, hashlib.sha256(draft.text.encode()).hexdigest(), draft.pages)


@pytest.mark.parametrize("format", [None, "pdf-lines"])
def test_pages_are_counted_drawn_and_mapped(format: str | None) -> None:
    document = text_of(BODY, format)
    pages = pages_of("a.pdf", BODY, document)
    assert pages.numbers().count == 3
    picture = pages.picture(1, 306)
    assert (picture.width, picture.height, len(picture.pixels)) == (306, 396, 306 * 396 * 3)
    page = pages.page_map(1)
    assert page.is_exact and page.aspect == pytest.approx(792 / 612)
    start, stop = page.span_of() or (0, 0)
    assert document.text[start:stop] == "It said that more would follow, and soon."
    assert [pages.page_of(document.text.index(word)) for word in ("China", "more", "end")] == [0, 1, 2]


def test_a_text_that_was_corrected_since_is_found_again_where_it_is_the_same() -> None:
    document = text_of(BODY)
    text = document.text.replace("more would follow", "less would follow and more")
    corrected = PagedText(text, hashlib.sha256(text.encode()).hexdigest(), document.starts)
    page = pages_of("a.pdf", BODY, corrected).page_map(0)
    assert not page.is_exact
    ranges = [(text.index("urged China"), text.index("urged China") + 11)]
    assert len(page.rectangles(ranges)) == 1
    assert is_text_of("a.pdf", BODY, document) and not is_text_of("a.pdf", pdf(["Something else."]), document)


@pytest.mark.parametrize(
    ("body", "page", "said"),
    [
        (b"%PDF-1.7 nothing", 0, "damaged"),
        (BODY, 7, "does not have this page"),
        (b"plain text", 0, "only those of PDF files can"),
    ],
)
def test_what_cannot_be_shown_is_a_sentence(body: bytes, page: int, said: str) -> None:
    with pytest.raises(BadFile, match=said):
        pages_of("a.pdf", body, PagedText("a", "b")).picture(page, 100)


def test_a_file_with_a_password_is_a_sentence() -> None:
    with pytest.raises(BadFile, match="protected by a password"):
        pages_of("a.pdf", shared("made/password.pdf").read_bytes(), PagedText("a", "b")).numbers()


def test_a_page_is_called_by_its_number_and_by_what_is_printed_on_it() -> None:
    numbers = PageNumbers(3, ("iii", "2", ""))
    assert [numbers.called(index) for index in range(4)] == ["1 (iii)", "2", "3", "4"]


def test_a_note_that_stands_after_the_text_is_of_the_page_on_which_it_is_printed() -> None:
    body = shared("made/resolution.pdf").read_bytes()
    document = text_of(body)
    pages = pages_of("a.pdf", body, document)
    notes = [at for at in range(len(document.text)) if document.text.startswith("\n[1] ", at)]
    assert notes and pages.page_of(notes[-1] + 6) == pages.numbers().count - 1, "as the text has it, which is at hand"
    pages.learn_order()
    assert pages.page_of(notes[-1] + 6) == 0 < pages.numbers().count - 1
