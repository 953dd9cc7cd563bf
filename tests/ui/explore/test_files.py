"""What Explore writes: of what is on the page, and nothing where nothing is."""

import pytest

from annotator.ui.explore import files
from annotator.ui.explore.choices import GOLD
from annotator.ui.explore.figures import ExploreView
from annotator.ui.pictures.picture import Picture
from tests.ui.explore.desks import Desk


def test_the_figure_that_is_shown_is_saved_or_when_the_keyboard_is_there(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: list[str] = []

    def save(picture: Picture, *_: object) -> None:
        saved.append(picture.name)

    monkeypatch.setattr(files, "save_picture", save)
    desk.of_all_coders()
    for figure in (ExploreView.TABLE, ExploreView.NETWORK, ExploreView.LABELS, ExploreView.OVER_TIME):
        desk.workspace.page.show_figure(figure)
        desk.workspace.files.save_picture()
    desk.workspace.page.show_figure(ExploreView.TABLE)
    desk.workspace.timeline.setFocus()
    desk.workspace.files.save_picture()
    assert saved == [
        "Speaker by addressee",
        "Who speaks to whom",
        "Labels by document",
        "Acts over time",
        "Acts over time",
    ]
    asked: list[bool] = []
    monkeypatch.setattr(desk.workspace.counts, "save_picture", lambda: asked.append(True))
    desk.workspace.page.show_figure(ExploreView.COUNTS)
    desk.workspace.files.save_picture()
    assert asked == [True] and len(saved) == 5


def test_what_is_counted_are_the_acts_of_the_choices(desk: Desk) -> None:
    shown = desk.of_all_coders().workspace._shown()
    assert shown is not None and shown.acts is not None and len(shown.acts.acts) == 6
    assert shown.searches.whole(ExploreView.COUNTS) == "coder:all"
    desk.of_layer(GOLD)
    assert desk.workspace._shown() is None
