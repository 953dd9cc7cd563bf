"""What a TEI file says about its documents."""

import pytest

from tests.readers.test_tei import LETTER, VOLUME, document, read


def test_what_its_head_dateline_and_closer_say_is_metadata() -> None:
    (draft,) = read(LETTER, VOLUME)
    assert draft.metadata == {
        "date": "1961-02-03",
        "time": "18:34:00Z",
        "place": "Moscow",
        "from": "Sokolov",
        "to": "Hale",
        "subject": "The talks",
        "signatory": "N. Sokolov",
        "source": "Source: Central Files. Secret.",
        "number": "12",
        "id": "d12",
        "section": "Exchanges",
        "volume": "The series, volume I",
        "volume_id": "vol1",
        "page": "7",
        "language": "en",
    }


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ('when="1954-01"', {"date": "1954-01"}),
        ('value="1954-01-29"', {"date": "1954-01-29"}),
        ('from="1954-01-29" to="1954-01-30"', {"date": "1954-01-29/1954-01-30"}),
        (
            'from="1974-01-24T15:00:00" to="1974-01-24T17:30:00"',
            {"date": "1974-01-24", "time": "15:00:00/17:30:00"},
        ),
        ('notBefore="1954-01" notAfter="1954-03"', {"date": "1954-01/1954-03"}),
        ('when="some day"', {}),
        ("", {}),
    ],
)
def test_dates_are_days_or_ranges_of_them_in_iso_8601(date: str, expected: dict[str, str]) -> None:
    (draft,) = read(document(f"<dateline><date {date}>then</date></dateline><p>x</p>"))
    assert draft.metadata == expected


def test_the_date_of_a_document_may_stand_on_its_division() -> None:
    namespace = 'xmlns:frus="http://history.state.gov/ns/1.0"'
    (draft,) = read(document("<p>x</p>", f'{namespace} frus:doc-dateTime-min="1961-05-06T00:00:00-05:00"'))
    assert draft.metadata["date"] == "1961-05-06"


def test_parties_may_be_offices_and_stand_in_lists() -> None:
    first = '<head>Telegram From the <gloss type="from">Department of State</gloss> to the <gloss type="to">\n Embassy'
    second = "<list><head>TO</head><item>Mr. Hale</item><item>Mr. Sokolov</item></list><p>x</p>"
    one, two = read(document(f"{first} in Rome</gloss></head><p>x</p>") + document(second))
    assert (one.metadata["from"], one.metadata["to"]) == ("Department of State", "Embassy in Rome")
    assert two.metadata["to"] == "Mr. Hale; Mr. Sokolov"


def test_a_source_that_is_named_as_such_leaves_the_other_notes_of_the_head() -> None:
    head = '<head>1. Note<note n="1" type="source">Source: Files.</note> on talks<note n="2">In May.</note></head>'
    (draft,) = read(document(f"{head}<p>x</p>"))
    assert draft.metadata["source"] == "Source: Files."
    assert (draft.title, draft.text) == ("1. Note on talks", "1. Note on talks[2]\n\nx\n\n[2] In May.")


def test_a_text_without_documents_is_one_with_the_headers_metadata() -> None:
    header = (
        "<titleStmt><title>A speech</title><author>Ana Lund</author></titleStmt><publicationStmt><date>20140115</date>"
        '<idno type="symbol">A/1</idno></publicationStmt><sourceDesc><p>https://example.org/1</p></sourceDesc>'
    )
    (draft,) = read('<div><head>One</head><p>a</p></div><div><p xml:lang="fr">b</p></div>', header)
    assert (draft.title, draft.text) == ("A speech", "One\n\na\n\nb")
    assert draft.metadata == {
        **{"author": "Ana Lund", "date": "2014-01-15", "symbol": "A/1", "source_url": "https://example.org/1"},
        "language": "fr",
    }


def test_a_letter_has_its_parties_from_the_header() -> None:
    actions = (
        '<titleStmt><title>t</title></titleStmt></fileDesc><profileDesc><creation><date when="1799"/></creation>'
        '<langUsage><language ident="de">German</language></langUsage><correspDesc><correspAction type="sent">'
        '<persName>Anna</persName><placeName>Bonn</placeName><date when="1801-02-03"/></correspAction>'
        '<correspAction type="received"><persName>Carl</persName></correspAction></correspDesc></profileDesc><fileDesc>'
    )
    (draft,) = read("<p>x</p>", actions)
    expected = {"from": "Anna", "place": "Bonn", "to": "Carl", "date": "1801-02-03", "language": "de"}
    assert draft.metadata == expected
