"""Every pair of colours of the window: words and signs on each ground that can lie below them, in every look.

Widgets draw with the colours of the theme and with a label's shades alone (the last test holds that), so that all words
on all grounds are all pairs: under the pointer, selected, disabled, in high contrast, light and dark.
"""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from annotator.ui.kit.colour import HIGH_SHAPE_CONTRAST, SHAPE_CONTRAST, TEXT_CONTRAST, contrast
from annotator.ui.kit.label_colours import shades
from annotator.ui.kit.style_sheet import style_sheet
from annotator.ui.kit.themes import THEMES, Theme
from tests.projects import default_codebook
from tests.ui.kit.looks import every_theme, least, rules

LABEL_COLOURS = [label.colour for label in default_codebook().labels]
UI = Path(__file__).resolve().parents[3] / "annotator" / "ui"
WORDS = ("ink", "secondary", "accent", "danger")
GROUNDS = ("paper", "frame", "hover", "selection")
_OWN_COLOURS = {
    "kit/themes.py": "the colours themselves",
    "kit/label_colours.py": "shades of the shipped labels",
    "kit/style_sheet.py": "the handle of a scroll bar, which has a test of its own",
    "kit/fields.py": "colours that a label may be given",
    "kit/icons.py": "the grey that the files are drawn in, and nobody sees",
    "reader/style.py": "the reader’s looks",
    "reader/scroll_bar.py": "what stands until the reader has a look",
    "codebook/label_form.py": "the swatch that shows a cue",
    "pictures/count_figures.py": "the grey of what has no label",
    "pictures/look.py": "black and white on cells of any tint",
}
"""Modules that write a colour down, and why."""


@pytest.mark.parametrize(("words", "ground"), list(product(WORDS, GROUNDS)))
@every_theme
def test_words_of_each_kind_are_readable_on_each_ground(look: Theme, words: str, ground: str) -> None:
    assert contrast(getattr(look, words), getattr(look, ground)) >= least(look)


@pytest.mark.parametrize("ground", GROUNDS)
@every_theme
def test_what_cannot_be_used_is_still_made_out_on_each_ground(look: Theme, ground: str) -> None:
    assert contrast(look.quiet, getattr(look, ground)) >= (HIGH_SHAPE_CONTRAST if look.high_contrast else 2.5)
    assert contrast(look.quiet, getattr(look, ground)) < contrast(look.secondary, getattr(look, ground))


@pytest.mark.parametrize("ground", GROUNDS)
@every_theme
def test_rings_edges_and_bars_are_seen_on_each_ground(look: Theme, ground: str) -> None:
    below = getattr(look, ground)
    assert contrast(look.accent, below) >= SHAPE_CONTRAST
    assert contrast(look.edge, below) >= (SHAPE_CONTRAST if ground in ("paper", "frame") else 2.5)
    for colour in LABEL_COLOURS:
        assert contrast(shades(colour, look).bar, below) >= SHAPE_CONTRAST


@pytest.mark.parametrize("colour", LABEL_COLOURS)
@every_theme
def test_words_of_labels_are_readable_on_their_grounds(look: Theme, colour: str) -> None:
    _, word, tint = shades(colour, look)
    for ground in (look.paper, look.frame, tint):
        assert contrast(word, ground) >= (HIGH_SHAPE_CONTRAST if look.high_contrast else TEXT_CONTRAST)
    assert contrast(look.ink, tint) >= 7


def pairs(look: Theme) -> Iterator[tuple[str, str, str]]:
    """Yield (selector, words, ground) of each state of each control, what a state does not say taken from its base.

    Where neither says a ground, it is each of those that a panel or a page lends it.
    """
    said: dict[str, dict[str, str]] = {}
    for selectors, declared in rules(style_sheet(look)):
        for selector in (each.strip() for each in selectors.split(",")):
            said.setdefault(selector, {}).update(declared)
    for selector in said:
        known: dict[str, str] = {}
        for end in [*(match.start() for match in re.finditer(r"(?<!:)[:\[](?!:)", selector)), len(selector)]:
            known |= said.get(selector[:end], {})
        ground = known.get("background", "transparent")
        for below in [ground] if ground.startswith("#") else [look.paper, look.frame]:
            yield selector, known.get("color", look.ink), below
            if "placeholder-text-color" in known:
                yield f"{selector}, before one types", known["placeholder-text-color"], below
        # Words that are no field look the same selected.
        if known.get("selection-background-color", "transparent") != "transparent":
            yield f"{selector}, selected", known["selection-color"], known["selection-background-color"]


@every_theme
def test_each_state_of_each_control_is_readable(look: Theme) -> None:
    found = [pair for pair in pairs(look) if not re.search(r"::(?!item|section|tab)|QScrollBar|QProgressBar", pair[0])]
    states = (":hover", ":pressed", ":checked", ":disabled", ":default", ":selected", ":focus", "before one types")
    assert all(any(state in selector for selector, *_ in found) for state in states)
    unread = []
    for selector, words, ground in found:
        off = 4.5 if look.high_contrast else 2.5
        if contrast(words, ground) < (off if ":disabled" in selector else least(look)):
            unread.append((selector, words, ground))
    assert unread == []


def test_no_widget_has_a_colour_of_its_own() -> None:
    written = {
        path.relative_to(UI).as_posix()
        for path in UI.rglob("*.py")
        if re.search(r"[\"']#[0-9A-Fa-f]{6}[\"']|GlobalColor\.(?!transparent)|QColor\(\d", path.read_text("utf-8"))
    }
    assert written == _OWN_COLOURS.keys()


def test_light_and_dark_each_have_a_look_of_high_contrast() -> None:
    assert sorted((look.dark, look.high_contrast) for look in THEMES) == sorted(product([False, True], repeat=2))
