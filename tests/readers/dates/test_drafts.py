from annotator.model.document import DocumentDraft
from annotator.readers.dates.drafts import dated
from annotator.readers.registry import read_bytes


def drafts(*dates: object) -> list[DocumentDraft]:
    return [DocumentDraft(f"d{number}", "Text.", {"date": one, "n": number}) for number, one in enumerate(dates)]


def test_a_date_is_iso_and_what_stood_there_beside_it() -> None:
    (found,) = dated(drafts("le 6 avril 2023"))
    assert found.metadata == {"date": "2023-04-06", "date_as_written": "le 6 avril 2023", "n": 0}
    assert found.notices == ()


def test_what_is_iso_or_no_text_stays_as_it_is() -> None:
    for date in ("2023-04-06", "2023", "2023-04", 2023, None, ""):
        (found,) = dated(drafts(date))
        assert found.metadata == {"date": date, "n": 0}
    assert dated([DocumentDraft("d", "Text.")]) == [DocumentDraft("d", "Text.")]


def test_a_moment_at_midnight_is_a_day() -> None:
    assert dated(drafts("2023-04-06T00:00:00"))[0].metadata == {"date": "2023-04-06", "n": 0}


def test_a_day_that_may_be_two_stays_and_is_said() -> None:
    found = dated(drafts("06/04/2023", "spring"))
    assert [one.metadata["date"] for one in found] == ["06/04/2023", "spring"]
    assert found[0].notices == (
        "1 date may be two days and stayed as written: “06/04/2023” (2023-04-06 or 2023-06-04).",
        "1 date could not be read and stayed as written: “spring”.",
    )


def test_the_other_dates_of_the_file_decide() -> None:
    found = dated(drafts("06/04/2023", "13/04/2023"))
    assert [one.metadata["date"] for one in found] == ["2023-04-06", "2023-04-13"]


def test_what_the_file_calls_so_itself_is_kept() -> None:
    draft = DocumentDraft("d", "Text.", {"date": "6 April 2023", "date_as_written": "Thursday"})
    assert dated([draft])[0].metadata == {"date": "2023-04-06", "date_as_written": "Thursday"}


def test_every_reader_gives_dates_so() -> None:
    table = b"text,date\nOne text.,06/04/2023\nAnother text.,25/12/2023\n"
    assert [one.metadata["date"] for one in read_bytes("t.csv", table)] == ["2023-04-06", "2023-12-25"]
    page = b"<html><head><meta name='date' content='6. April 2023'></head><body><p>Text.</p></body></html>"
    assert read_bytes("t.html", page)[0].metadata["date"] == "2023-04-06"
