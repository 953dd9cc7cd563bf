"""Counterparts as rows of words and back: what nobody touched comes back as it was."""

from hypothesis import given

from annotator.model.codebook import Codebook, Counterpart
from annotator.ui.codebook.counterparts import as_row, from_rows, renamed
from tests.model.codebooks import codebooks


@given(codebook=codebooks())
def test_counterparts_that_nobody_touched_come_back_as_they_were(codebook: Codebook) -> None:
    for label in codebook.labels:
        rows = [(place, as_row(one)) for place, one in enumerate(label.counterparts)]
        assert from_rows(rows, label.counterparts) == label.counterparts


def test_a_counterpart_is_written_in_words_and_follows_a_renamed_value() -> None:
    cells = ("CAMEO", "10", "Demand", "force = demands | urges; polarity = positive", "")
    (made,) = from_rows([(None, cells)], ())
    assert made.when == {"force": ("demands", "urges"), "polarity": ("positive",)} and as_row(made) == cells
    (after,) = renamed([made], "force", {"urges": "presses"})
    assert after.when == {"force": ("demands", "presses"), "polarity": ("positive",)}


@given(codebook=codebooks())
def test_every_counterpart_is_read_out_of_its_own_words(codebook: Codebook) -> None:
    parts = [one for label in codebook.labels for one in label.counterparts]
    assert list(from_rows([(None, as_row(one)) for one in parts], ())) == parts


def test_a_row_that_was_moved_is_still_the_one_that_it_was_and_sloppy_words_are_tidied() -> None:
    was = (Counterpart(scheme="A", code=" 1 "), Counterpart(scheme="B", code="2"))
    assert from_rows([(1, as_row(was[1])), (0, as_row(was[0]))], was) == (was[1], was[0])
    (made,) = from_rows([(0, (" A ", "1", "", ";force= urges |; ", ""))], was)
    assert made == Counterpart(scheme="A", code="1", when={"force": ("urges",)})
