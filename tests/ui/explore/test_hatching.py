"""Cues as lines on a surface."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.codebook import Cue
from annotator.ui.explore.hatching import strokes
from annotator.ui.pictures.layout import Box

SIDES = st.floats(0, 300)


@given(st.sampled_from(list(Cue)), SIDES, SIDES, SIDES, SIDES)
def test_no_line_leaves_its_surface(cue: Cue, left: float, top: float, width: float, height: float) -> None:
    box = Box(left, top, width, height)
    for x, y, other_x, other_y in strokes(cue, box):
        assert all(box.left - 1.01 <= at <= box.right + 0.01 for at in (x, other_x))
        assert all(box.top - 0.01 <= at <= box.bottom + 0.01 for at in (y, other_y))


def test_each_cue_has_lines_of_its_own() -> None:
    found = {cue: tuple(strokes(cue, Box(0, 0, 14, 14))) for cue in Cue}
    assert found[Cue.SOLID] == () and all(lines for cue, lines in found.items() if cue is not Cue.SOLID)
    assert len(set(found.values())) == len(Cue)
