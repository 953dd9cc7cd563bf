import pytest

from annotator.readers.field_map import TARGETS, FieldMap, FieldSeen, field_map
from annotator.readers.field_proposals import folded, proposed, sentence


def seen(**fields: str) -> list[FieldSeen]:
    return [FieldSeen(name, tuple(examples.split("|"))) for name, examples in fields.items()]


@pytest.mark.parametrize(
    ("name", "target"),
    [
        *(
            ("Datum", "date"),
            ("fecha", "date"),
            ("日期", "date"),
            ("Дата", "date"),
            ("التاريخ", "date"),
            ("날짜", "date"),
        ),
        *(
            ("Redner", "speaker"),
            ("Orateur", "speaker"),
            ("发言人", "speaker"),
            ("auteur", "author"),
            ("Автор", "author"),
        ),
        *(("País", "country"), ("Land", "country"), ("国家", "country"), ("langue", "language"), ("Quelle", "source")),
        *(
            ("Web-Link", "url"),
            ("título", "title"),
            ("件名", "title"),
            ("Date of speech", "date"),
            ("Country", "country"),
        ),
    ],
)
def test_a_field_goes_where_its_name_says_in_many_languages(name: str, target: str) -> None:
    assert proposed(seen(**{name: "6. April 2023|7. Mai 2023"})).pairs == ((name, target),)


@pytest.mark.parametrize("target", TARGETS)
def test_what_is_called_so_already_stays(target: str) -> None:
    value = "2023-04-06|2023-04-07" if target == "date" else "x|y"
    assert not proposed(seen(**{target: value}))
    other = {"title": "Titel", "date": "Datum", "source": "Quelle", "speaker": "Redner", "author": "Autor"}
    other |= {"country": "Land", "language": "Sprache", "url": "Link", "kind": "Kind of document", "place": "Ort"}
    assert not proposed(seen(**{target: value, other[target]: value}))


def test_each_place_is_given_once() -> None:
    assert proposed(seen(Datum="2023-01-01", fecha="2023-01-01")) == field_map(["date=Datum"])


def test_a_date_is_known_by_its_values_too_unless_it_is_of_something_else() -> None:
    assert proposed(seen(Sitzung="6. April 2023|7. Mai 2023")) == field_map(["date=Sitzung"])
    for name in ("created", "geändert am", "retrieved"):
        assert not proposed(seen(**{name: "6. April 2023|7. Mai 2023"}))
    assert not proposed(seen(year="1999|2000")), "a year may be any number"
    assert not proposed(seen(one="6. April 2023|7. Mai 2023", two="6. April 2023|7. Mai 2023")), "which of them?"
    assert not proposed(seen(n="12|13|14"))
    assert not proposed(seen(data="quite something"))


def test_what_was_taken_is_a_sentence() -> None:
    assert folded(" Date-of Speech") == "dateofspeech"
    assert sentence(FieldMap()) == ""
    assert sentence(field_map(["date=Datum", "=Notiz"])) == (
        "Fields taken by their names and values: “Datum” as date, “Notiz” left out."
    )


def test_a_kind_is_called_as_the_form_calls_it() -> None:
    assert proposed([FieldSeen("Kind", ("readout",))]).pairs == (("Kind", "kind"),)
