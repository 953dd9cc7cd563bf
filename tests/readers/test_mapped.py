import json

import pytest

from annotator.readers.field_map import AS_IT_IS, field_map
from annotator.readers.known_maps import KnownMap
from annotator.readers.mapped import read_mapped
from annotator.readers.source import SourceFile

REDE = "Meine Damen und Herren, wir sprechen heute von dem Frieden in Europa und von seinem Preis."
ROWS = [
    {"Titel": "Erste", "Datum": "6. April 2023", "Redner": "Ana", "Rede": REDE},
    {"Titel": "Zweite", "Datum": "7. Mai 2023", "Redner": "Bob", "Rede": f"{REDE} Danke."},
]
CSV = "\n".join([";".join(ROWS[0]), *(";".join(row.values()) for row in ROWS)]).encode()


def file(name: str = "t.csv", data: bytes = CSV) -> SourceFile:
    return SourceFile(name, data)


@pytest.mark.parametrize("source", [file(), file("t.json", json.dumps(ROWS).encode())], ids=["csv", "json"])
def test_fields_go_where_they_are_proposed_which_is_said(source: SourceFile) -> None:
    found = read_mapped(source)
    assert [draft.title for draft in found.drafts] == ["Erste", "Zweite"]
    assert found.drafts[0].metadata == {"speaker": "Ana", "date": "2023-04-06", "date_as_written": "6. April 2023"}
    assert "“Datum” as date, “Redner” as speaker" in found.drafts[0].notices[-1]
    assert [field.name for field in found.fields] == ["Titel", "Datum", "Redner"]


def test_what_the_user_says_is_obeyed_and_nothing_else_is_proposed() -> None:
    found = read_mapped(file(), goes=field_map(["minister=Redner", "=Titel"]))
    assert found.drafts[0].metadata == {"Datum": "6. April 2023", "minister": "Ana"}
    assert found.drafts[0].title == "t 1"
    assert read_mapped(file(), goes=AS_IT_IS).drafts[0].metadata == {"Datum": "6. April 2023", "Redner": "Ana"}


def test_another_column_can_be_the_title_or_the_text() -> None:
    found = read_mapped(file(), goes=field_map(["title=Redner", "text=Titel"]))
    assert [(draft.title, draft.text) for draft in found.drafts] == [("Ana", "Erste"), ("Bob", "Zweite")]
    assert found.drafts[0].metadata == {"Datum": "6. April 2023", "Rede": REDE}
    # What some files of a folder lack is no error of those.
    assert read_mapped(file(), goes=field_map(["title=none", "text=neither"])).drafts[0].title == "Erste"


def test_a_title_that_goes_elsewhere_is_none_any_more() -> None:
    found = read_mapped(file(), goes=field_map(["topic=Titel"]))
    assert found.drafts[0].metadata["topic"] == "Erste"
    assert found.drafts[0].title == "t 1"


def test_a_kind_that_is_known_goes_as_before_whatever_the_file_is_called() -> None:
    known = [KnownMap(read_mapped(file()).kind, field_map(["minister=Redner"]))]
    for source in (file("other.csv"), file("t.json", json.dumps(ROWS).encode())):
        found = read_mapped(source, known=known)
        assert found.drafts[0].metadata["minister"] == "Ana"
        assert "imported before" in found.drafts[0].notices[-1]


@pytest.mark.parametrize(
    ("name", "data", "goes", "expected"),
    [
        ("a.md", b"---\nfecha: 6 de abril de 2023\n---\nTexto.", None, {"date": "2023-04-06"}),
        ("a.eml", b"From: ana@x.org\nSubject: S\nDate: Thu, 6 Apr 2023 12:00:00 +0200\n\nText.", "sender=from", {}),
        ("a.html", b"<html><head><meta name='author' content='Ana'></head><p>Text.</p></html>", "speaker=author", {}),
    ],
)
def test_fields_of_mails_pages_and_front_matter_go_too(
    name: str, data: bytes, goes: str | None, expected: dict[str, str]
) -> None:
    (draft,) = read_mapped(file(name, data), goes=field_map([goes]) if goes else None).drafts
    if goes:
        assert goes.split("=")[0] in draft.metadata and goes.split("=")[1] not in draft.metadata
    assert expected.items() <= draft.metadata.items()


def test_a_field_is_no_date_where_a_later_value_is_none() -> None:
    rows = [f"{REDE} {n};{n + 1}. April 2023" for n in range(20)]
    dates = "\n".join(["Rede;Sitzung", *rows]).encode()
    assert read_mapped(file(data=dates)).goes == field_map(["date=Sitzung"])
    assert not read_mapped(file(data=dates + b"\nNoch eine Rede;vertagt")).goes
