"""Dates of a table that is joined: ISO 8601, with what stood there beside them."""

from annotator.model.joining.taking import TakenColumn
from annotator.operations.documents.join_dates import with_iso_dates
from tests.model.joining.drawn import table

THERE = table("k when", ("a", "le 6 avril 2023"), ("b", "2023-04-07T00:00:00"), ("c", "07/04/2023"), ("d", "soon"))
DATE = (TakenColumn("when", "date"),)


def test_dates_become_iso_and_what_stood_there_stays_beside_them() -> None:
    found, taken = with_iso_dates(THERE, DATE, range(4))
    assert [one.field for one in taken] == ["date", "date_as_written"]
    assert [row[1:] for row in found.rows] == [
        ("2023-04-06", "le 6 avril 2023"),
        ("2023-04-07", None),
        ("07/04/2023", None),
        ("soon", None),
    ]
    assert found.columns[:2] == THERE.columns


def test_other_columns_and_rows_that_belong_to_nothing_stay_as_they_are() -> None:
    assert with_iso_dates(THERE, (TakenColumn("when", "day"),), range(4)) == (THERE, (TakenColumn("when", "day"),))
    assert with_iso_dates(THERE, DATE, ()) == (THERE, DATE)
    assert with_iso_dates(table("k when", ("a", "2023-04-06")), DATE, [0])[1] == DATE
    found, _ = with_iso_dates(THERE, DATE, [1])
    assert found.rows[0][1] == "le 6 avril 2023"


def test_a_column_that_is_taken_as_what_stood_there_stays_that() -> None:
    there = table("k when raw", ("a", "6.IV.1971", "kept"))
    taken = (*DATE, TakenColumn("raw", "date_as_written"))
    assert with_iso_dates(there, taken, [0])[1] == taken


def test_fields_of_dates_are_those_that_are_named() -> None:
    taken = (TakenColumn("when", "Signed"),)
    found, both = with_iso_dates(THERE, taken, range(4), {"signed"})
    assert [one.field for one in both] == ["Signed", "Signed_as_written"]
    assert found.rows[0] == ("a", "2023-04-06", "le 6 avril 2023")
