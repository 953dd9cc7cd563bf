"""Web pages printed from a browser lose what belongs to the site, and other documents lose nothing."""

from dataclasses import replace

from annotator.readers.pdf_layout.layout import lay_out
from tests.readers.pdf_layout.typeset import Sheet

NOTICE = "We use cookies to give you the best experience. Accept all Reject"


def text_of(address: str) -> str:
    first, last = Sheet(), Sheet()
    for number, sheet in enumerate((first, last)):
        sheet.line(address, 40, 60, 7)
        sheet.line(f"{number + 1}/2", 540, 60, 7)
        for line in range(12):
            sheet.line(
                f"The {'first' if sheet is first else 'last'} page says what it says of all that",
                80,
                680 - 13 * line,
                10,
            )
    end = sheet_end = first.line("Home", 80, 720, 10)
    first.line("Press", end + 20, 720, 10)
    last.line(NOTICE, 80, 500, 10)
    last.line("© 2023 Ministry of Foreign Affairs", 80, 480, 10)
    links = ((80, 718, sheet_end, 730), (end + 20, 718, end + 60, 730))
    return lay_out([replace(first.page(), links=links), last.page()]).text


def test_bars_of_links_cookie_notices_and_rights_go() -> None:
    text = text_of("http://www.mfa.example/press.html")
    assert not any(part in text for part in ("Home", "cookies", "©", "http")) and "The last page" in text


def test_what_no_browser_printed_keeps_them() -> None:
    text = text_of("Ministry of Foreign Affairs")
    assert all(part in text for part in ("Home", "cookies", "© 2023"))
