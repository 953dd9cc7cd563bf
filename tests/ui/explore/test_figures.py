"""The figures of what was counted, with the words around them."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from annotator.acts.label_counts import labels_in_steps
from annotator.acts.series import ActEvent
from annotator.model.codebook import Codebook, Label
from annotator.model.coder import Layer, LayerKind
from annotator.model.ids import LabelId, LayerId
from annotator.ui.explore.act_loader import Counted
from annotator.ui.explore.choices import GOLD, ExploreChoices
from annotator.ui.explore.figures import DRAWN, ExploreView, Figures
from annotator.ui.pictures.look import Letters
from tests.acts.counting import finished, matrix_of, timeline_of
from tests.projects import default_codebook
from tests.ui.explore.places import EVENTS, NAMES

LAYERS = [Layer(id=LayerId("gold"), name="Gold", kind=LayerKind.GOLD)]
TOPICS = Codebook(labels=[Label(id=LabelId("trade"), name="Trade", colour="#0072B2")]).labels


def counted(events: list[ActEvent]) -> Counted:
    labels = finished(labels_in_steps(events, lambda event: "Readout", NAMES))
    acts = len({event.act for event in events})
    timeline = timeline_of(events, [*NAMES, "trade"])
    return Counted(matrix_of(events), matrix_of(events, 200), labels, timeline, acts, acts + 3)


@pytest.fixture
def figures(qtbot: QtBot) -> Figures:
    return Figures(counted(EVENTS), ExploreChoices(layer=GOLD), default_codebook().labels, LAYERS, Letters())


@pytest.mark.parametrize("figure", DRAWN, ids=lambda figure: figure.value)
def test_each_figure_has_a_sentence_a_line_and_a_picture_that_is_saved_with_the_line(
    figures: Figures, figure: ExploreView
) -> None:
    assert figures.headline(figure).endswith(".") and figures.line(figure).startswith("Gold · ")
    assert figures.count(figure) == (20 if figure is ExploreView.LABELS else 17)
    shown, saved = figures.picture(figure, (700, 0)), figures.to_save(figure, (700, 0))
    assert shown.layout.title == ()  # type: ignore[attr-defined]
    assert saved.layout.title[1].whole.startswith(figures.line(figure))  # type: ignore[attr-defined]
    assert saved.size[1] > shown.size[1]


def test_the_button_shows_all_names_where_some_are_together_and_fewer_again(figures: Figures) -> None:
    assert figures.names(ExploreView.TABLE) == "" == figures.note(ExploreView.TABLE)
    together = replace(figures, counts=replace(figures.counts, matrix=matrix_of(EVENTS, 3)))
    assert (together.names(ExploreView.TABLE), together.note(ExploreView.TABLE)[-8:]) == ("Show all", "together")
    assert together.names(ExploreView.NETWORK) == "" and "arrows from 2" in together.note(ExploreView.NETWORK)
    every = replace(figures, choices=replace(figures.choices, all_names=True))
    assert every.names(ExploreView.TABLE) == "Show fewer"


def test_without_acts_codings_are_told(figures: Figures) -> None:
    events = [replace(event, label=LabelId("trade")) for event in EVENTS]
    plain = replace(figures, labels=TOPICS, counts=counted(events))
    assert plain.acts == [] and plain.line(ExploreView.OVER_TIME) == "Gold · 20 codings of any label"
    picture = plain.picture(ExploreView.OVER_TIME, (700, 0))
    at = picture.first()
    assert at is not None and "coding" in picture.said(at)
