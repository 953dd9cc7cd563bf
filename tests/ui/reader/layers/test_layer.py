"""For all layers: what is hit is what is painted, and of a change that is painted again which looks otherwise."""

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from annotator.acts.saying import of_text
from annotator.model.span import Extent
from annotator.ui.reader.layers.layer import Target, not_in_both
from annotator.ui.reader.layers.stack import LAYERS
from annotator.ui.reader.parts import PartMark
from annotator.ui.reader.suggestions import Suggestion, Suggestions
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.layers.painted import alone, everywhere, near, pixels, random_view, reached, some_extents
from tests.ui.reader.samples import mark
from tests.ui.reader.screens import mask_of, painted_at

_TOUCHED: dict[str, Callable[[Target], object]] = {
    "DrawersLayer": lambda target: target.on_bar and target.marks,
    "MarksLayer": lambda target: target.on_bar and target.marks,
    "WordsLayer": lambda target: target.on_text,
    "HeadingLayer": lambda target: target.on_head,
    "OfferedLayer": lambda target: target.suggestion is not None,
    "SaidLayer": lambda target: target.on_sentence and target.marks,
}
"""What a layer's hit must say, by its name; the others only show."""
_REACH = {"DrawersLayer": (70, 24), "MarksLayer": (12, 4), "OfferedLayer": (12, 40), "SaidLayer": (330, 40)}
"""How far from a hit something is painted at most, across and down; of the rest a hit may be on nothing."""
_OVERHANG = {"WordsLayer": (3, 9), "SaidLayer": (0, 4), "MarksLayer": (2, 2), "OfferedLayer": (3, 0)}
"""How far beyond what is hit something is painted at most: letters reach beyond their lines."""
_CASES = [(script, seed) for script in ("latin", "arabic", "chinese", "all") for seed in range(3)]


@pytest.mark.parametrize("compared", [False, True])
@pytest.mark.parametrize(("script", "seed"), _CASES)
def test_what_is_hit_is_painted_and_what_is_painted_is_hit(script: str, seed: int, compared: bool, qtbot: Any) -> None:
    view = random_view(qtbot, script, seed, compared, plain=True)
    scene = view.board.scene()
    for make in LAYERS:
        layer, name = make(), make.__name__
        painted, says = alone(layer, scene), _TOUCHED.get(name)
        hit = np.zeros_like(painted)
        for x, y, target in reached(view, layer, everywhere(scene)):
            assert target is None or (says is not None and says(target)), name
            if target is not None and name in _REACH and _NEAR < y < scene.height - _NEAR:
                assert near(painted, x, y, *_REACH[name]), (name, x, y)
        if says is None:
            continue
        for x, y, target in reached(view, layer, painted):
            hit[y, x] = target is not None
            if target is None and not _only_shows(name, view) and 8 < y < scene.height - 8:
                dx, dy = _OVERHANG.get(name, (0, 0))
                around = everywhere(scene, 1)
                around[: max(0, y - dy)] = around[y + dy + 1 :] = False
                around[:, : max(0, x - dx)] = around[:, x + dx + 1 :] = False
                assert any(each is not None for _, _, each in reached(view, layer, around)), (name, x, y)


def _only_shows(name: str, view: ReaderView) -> bool:
    """Whether a layer may paint what cannot be hit: the zigzag of open cases, the names and the ground of a drawer."""
    return name == "DrawersLayer" or (name == "MarksLayer" and bool(view.sheet.lanes.titles))


_CHANGES: list[Callable[[ReaderView, random.Random, int], object]] = [
    lambda view, rng, at: view.update_marks(
        [mark(f"m{rng.randrange(14)}", (at, at + rng.randint(1, 120)), key="warning")]
    ),
    lambda view, rng, at: view.update_marks([], [f"m{rng.randrange(14)}"]),
    lambda view, rng, at: view.set_active(rng.choice([None, "whole", *(f"m{number}" for number in range(14))])),
    lambda view, rng, at: view.select(at, at + rng.randint(-60, 60)),
    lambda view, rng, at: view.set_focus_range([Extent(at, at + 50)][: rng.randrange(2)]),
    lambda view, rng, at: view.board.set_hits(some_extents(rng, 600, 9)[: rng.randrange(9)]),
    lambda view, rng, at: view.board.update_sentences(
        {f"m{rng.randrange(14)}": rng.choice([None, of_text("Egypt will")])}
    ),
    lambda view, rng, at: view.board.set_parts([PartMark("Speaker", (Extent(at, at + 20),))][: rng.randrange(2)]),
    lambda view, rng, at: view.board.set_suggestions(
        Suggestions([Suggestion(at, at + 9, "China")][: rng.randrange(2)])
    ),
    lambda view, rng, at: view.board.set_pages([at][: rng.randrange(2)]),
    lambda view, rng, at: view.board.change(aim=(Extent(at, at + 9),) if rng.random() < 0.5 else ()),
    lambda view, rng, at: view.clearFocus() if view.hasFocus() else view.setFocus(),
]
_NEAR = 60
"""What is painted again reaches so many pixels at most beyond what looks otherwise, but for a few lines."""


@pytest.mark.parametrize(("script", "seed"), _CASES)
def test_all_that_looks_otherwise_is_painted_again_and_little_else(script: str, seed: int, qtbot: Any) -> None:
    view, rng = random_view(qtbot, script, seed), random.Random(seed)
    view.board.scroll(-100_000)
    ratio = 2 if seed == 2 else 1
    length = len(view.text_index().text)
    layers = [make() for make in LAYERS]
    for _ in range(40):
        before, shown = view.board.scene(), pixels(painted_at(view, ratio))
        kind = rng.randrange(len(_CHANGES))
        _CHANGES[kind](view, rng, rng.randrange(min(60, length - 130), min(length, 500) - 125))
        now = view.board.scene()
        again = [each for layer in layers for each in layer.invalidate(before, now)]
        wanted = mask_of(again, shown.shape, ratio)
        otherwise = (pixels(painted_at(view, ratio)) != shown).any(axis=2)
        assert not (otherwise & ~wanted).any(), kind
        rows = np.flatnonzero(otherwise.any(axis=1))
        # Of the last line what looks otherwise may be below the window; a blank looks alike in many ways.
        near = round(_NEAR * ratio)
        far = [y for y in np.flatnonzero(wanted[:-near].any(axis=1)) if not len(rows) or np.abs(rows - y).min() > near]
        assert len(far) <= 2 * near, kind
        assert not any(list(layer.invalidate(now, view.board.scene())) for layer in layers)


_RANGES = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda one: Extent(one[0], sum(one))), max_size=3
)


@given(_RANGES, _RANGES)
def test_ranges_that_are_not_in_both_cover_all_that_is_in_one_alone(some: list[Extent], others: list[Extent]) -> None:
    covered, found = (
        ([at for each in ranges for at in range(*each)] for ranges in (some, others)),
        not_in_both(some, others),
    )
    first, second = map(set, covered)
    assert {at for each in found for at in range(*each)} >= first ^ second
    assert list(not_in_both(some, some)) == []
    if len(some) == len(others) == 1:
        assert {at for each in not_in_both(some, others) for at in range(*each)} == first ^ second


def test_painting_leaves_the_painter_where_it_was(qtbot: Any) -> None:
    view = random_view(qtbot, "all", 5)
    QApplication.processEvents()
    first = view.viewport().grab().toImage()
    assert view.viewport().grab().toImage() == first
