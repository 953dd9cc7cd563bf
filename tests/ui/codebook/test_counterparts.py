"""Counterparts as rows of words and back: what nobody touched comes back as it was."""

from hypothesis import given

from annotator.model.codebook import Codebook
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
