"""The codebook to be read by people: written as each kind of document, and what is left out is said."""

import pytest

from annotator.formats.codebook_files.readable import FILES
from annotator.formats.losses import Losses
from annotator.model.codebook import Codebook
from annotator.resources import resource

OURS = Codebook.from_json(resource("codebook.json").read_bytes(), "codebook.json")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_kind_is_written_and_words_that_point_to_values_are_said_to_be_left_out(file: object) -> None:
    kind = next(one for one in FILES if one is file)
    losses = Losses()
    assert kind.write is not None and len(kind.write(OURS, losses)) > 2_000
    count = sum(len(attribute.cues) for label in OURS.labels for attribute in label.attributes)
    assert [one.count for one in losses.lost()] == ([count] if count else [])
    assert kind.read is None


def test_nothing_is_lost_of_a_codebook_without_them() -> None:
    losses = Losses()
    for kind in FILES:
        assert kind.write is not None
        kind.write(Codebook(name="Empty"), losses)
    assert losses.lost() == ()
