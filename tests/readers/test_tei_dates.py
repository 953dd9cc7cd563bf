from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.document import DocumentDraft
from annotator.readers.registry import read_bytes
from tests.examples import examples
from tests.readers.dates.forms import FORMS
from tests.readers.test_tei import document


def letter(body: str = "<p>Dear friend.</p>", header: str = "", published: str = "2019") -> DocumentDraft:
    """Return an edition of one letter, as digital editions of correspondence give each a file."""
    edition = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>'
        f"<publicationStmt><date>{published}</date></publicationStmt>"
        f"{header if header.startswith('<sourceDesc') else '<sourceDesc><p>A book</p></sourceDesc>'}</fileDesc>"
        f"{'' if header.startswith('<sourceDesc') else f'<profileDesc>{header}</profileDesc>'}</teiHeader>"
        f"<text><body>{body}</body></text></TEI>"
    )
    (draft,) = read_bytes("letter.xml", edition.encode())
    return draft


SENT = '<correspDesc><correspAction type="{}"><persName>Anna</persName>{}</correspAction></correspDesc>'


@pytest.mark.parametrize(
    "header",
    [
        SENT.format("sent", '<date when="1848-05-03"/>'),
        SENT.format("sent", "<date>3. Mai 1848</date>"),
        SENT.format("received", '<date when="1848-05-03"/>'),
        '<creation><date when-iso="1848-05-03">Frühjahr</date></creation>',
        "<creation>Berlin, <date>den 3. Mai 1848</date></creation>",
        "<creation><date>18480503</date></creation>",
        '<sourceDesc><msDesc><history><origin><origDate when="1848-05-03"/></origin></history></msDesc></sourceDesc>',
        "<sourceDesc><bibl><date>May 3rd, 1848</date></bibl></sourceDesc>",
    ],
)
def test_the_header_of_a_letter_says_its_day(header: str) -> None:
    assert letter(header=header).metadata["date"] == "1848-05-03"


@pytest.mark.parametrize(
    "body",
    [
        "<opener><dateline>Berlin, den 3. Mai 1848</dateline></opener><p>Dear friend.</p>",
        "<opener><dateline>Paris, <date>le 3 mai 1848</date></dateline></opener><p>Dear friend.</p>",
        "<opener><date when='1848-05-03'>today</date></opener><p>Dear friend.</p>",
        "<opener><date>3 May 1848</date></opener><p>Dear friend.</p>",
        "<p>Dear friend.</p><closer><dateline>Moskau, 3.V.1848</dateline></closer>",
        "<p>Dear friend.</p><closer>Yours, <date>3 мая 1848 г.</date></closer>",
        "<head>To Anna, <date>May 3, 1848</date></head><p>Dear friend.</p>",
        "<docDate>3 May 1848</docDate><p>Dear friend.</p>",
    ],
)
def test_the_text_of_a_letter_says_its_day(body: str) -> None:
    assert letter(body).metadata["date"] == "1848-05-03"


def test_what_is_marked_comes_before_words_and_both_before_source_and_publication() -> None:
    line = "<opener><dateline>Berlin, 4. Mai 1848</dateline></opener><p>x</p>"
    assert letter(line, SENT.format("sent", '<date when="1848-05-03"/>')).metadata["date"] == "1848-05-03"
    assert letter(line, SENT.format("sent", "<date>3. Mai 1848</date>")).metadata["date"] == "1848-05-04"
    assert letter(line, "<sourceDesc><bibl><date when='1897'/></bibl></sourceDesc>").metadata["date"] == "1848-05-04"
    assert letter(header="<sourceDesc><bibl><date when='1897'/></bibl></sourceDesc>").metadata["date"] == "1897"
    assert letter().metadata["date"] == "2019"


def test_the_words_stay_beside_the_day() -> None:
    found = letter("<opener><dateline>Berlin, den <date>3. Mai 1848</date></dateline></opener><p>x</p>").metadata
    assert (found["date"], found["date_as_written"]) == ("1848-05-03", "3. Mai 1848")
    assert "date_as_written" not in letter(header=SENT.format("sent", '<date when="1848-05-03">Mai</date>')).metadata


def test_a_day_that_may_be_two_stays_and_is_said_unless_the_other_letters_decide() -> None:
    one, another = (
        document(f"<dateline><date>{day}</date></dateline><p>{day}</p>") for day in ("06/04/1971", "25/04/1971")
    )
    (alone,) = read_bytes("v.xml", volume(one))
    assert alone.metadata["date"] == "06/04/1971"
    assert "may be two days" in alone.notices[0]
    assert [draft.metadata["date"] for draft in read_bytes("v.xml", volume(one, another))] == [
        "1971-04-06",
        "1971-04-25",
    ]


def volume(*documents: str) -> bytes:
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>V</title></titleStmt></fileDesc>'
        f"</teiHeader><text><body>{''.join(documents)}</body></text></TEI>"
    ).encode()


@settings(max_examples=examples(15))
@given(st.lists(st.tuples(st.dates(date(1873, 1, 1), date(2100, 1, 1)), st.sampled_from(sorted(FORMS))), min_size=1))
def test_every_letter_of_a_volume_has_its_day_however_it_is_written(days: list[tuple[date, str]]) -> None:
    letters = [
        document(f"<dateline><date>{FORMS[form](day)}</date></dateline><p>{number}</p>")
        for number, (day, form) in enumerate(days)
    ]
    for draft, (day, form) in zip(read_bytes("v.xml", volume(*letters)), days, strict=True):
        # The month of two months' names is the one that stays as it is written.
        is_open = form == "ukrainian" and day.month == 11
        assert draft.metadata["date"] == (FORMS[form](day) if is_open else day.isoformat())
