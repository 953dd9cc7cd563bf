"""A number of Explore and the search of it: they find the same, and where a search cannot say it there is none."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.acts.label_counts import BY_CODER, BY_DOCUMENT, METADATA, labels_in_steps, rows_by
from annotator.acts.series import OTHERS, ActEvent, Matrix, Timeline, kept
from annotator.model.filter_words import terms_of
from annotator.operations import explore
from annotator.operations.passages import names as names_of
from annotator.operations.people.seeing import Sight
from annotator.store.project import Project
from annotator.ui.explore.choices import ALL_CODERS, GOLD, NO_FORCE, ExploreChoices, act_labels, counted_layers
from annotator.ui.explore.figures import ExploreView
from annotator.ui.explore.searches import ActSearches
from tests.acts.counting import finished, matrix_of, timeline_of
from tests.examples import examples
from tests.ui.explore.places import make_acts


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """Six acts by Ana."""
    with Project.open(make_acts(tmp_path_factory.mktemp("searched") / "acts.annot")) as opened:
        opened.person = opened.coders.all()[0].id
        yield opened


@pytest.fixture(autouse=True)
def seeing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks sees what all coded."""
    monkeypatch.setattr(names_of, "sight", lambda project, person: Sight.SHOWN)


LABELS = st.none() | st.sets(st.sampled_from(["appeal", "commitment", "warning"]), min_size=1).map(frozenset)
CHOICES = st.builds(
    ExploreChoices,
    layer=st.just(ALL_CODERS),
    labels=LABELS,
    force=st.sampled_from([None, "urges", "warns"]),
    actor=st.sampled_from(["", "France", "China"]),
    when=st.sampled_from(["", "2023", "2023-04", "2021 to 2023-04"]),
    period=st.sampled_from(["week", "month", "year"]),
    by=st.sampled_from([BY_DOCUMENT, BY_CODER, f"{METADATA}date"]),
    by_state=st.booleans(),
)


def counted_acts(project: Project, choices: ExploreChoices) -> list[ActEvent]:
    layers = counted_layers(project.layers.all())
    events = explore.events(project, [layer.id for layer in layers], by_state=choices.by_state)
    return finished(kept(events, choices.filter(layers, act_labels(project.codebook))))


def searches(project: Project, choices: ExploreChoices, unit: str = "year") -> ActSearches:
    return ActSearches(choices, project.codebook.labels, counted_layers(project.layers.all()), unit)


@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choices=CHOICES)
def test_a_number_counts_what_its_search_finds(choices: ExploreChoices, project: Project) -> None:
    acts = counted_acts(project, choices)
    whole = searches(project, choices).whole(ExploreView.TABLE)
    assert set(explore.found_by(project, whole)) == {event.act for event in acts}, whole
    matrix: Matrix = matrix_of(acts)
    for pair, behind in matrix.cells.items():
        search = searches(project, choices).of(ExploreView.TABLE, pair)
        assert set(explore.found_by(project, search)) == set(behind), search
    timeline: Timeline = timeline_of(acts, ["appeal", "commitment", "warning"], choices.period)
    for part, behind in timeline.bars.items():
        search = searches(project, choices, timeline.unit).of(ExploreView.OVER_TIME, part)
        found = set(explore.found_by(project, search))
        # A year alone stands in no month and no week: it counts among the undated there, which no search says.
        assert found == set(behind) or (part[0] == "" and found < set(behind)) or timeline.unit == "week", search


@settings(max_examples=examples(20), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choices=CHOICES)
def test_a_number_of_labels_counts_what_its_search_finds(choices: ExploreChoices, project: Project) -> None:
    layers = counted_layers(project.layers.all())
    events = finished(kept(explore.events(project, [one.id for one in layers]), choices.of_layer(layers)))
    names = {layer.id: layer.name for layer in layers}
    rows = rows_by(choices.by, project.documents.all(), names)
    found = finished(labels_in_steps(events, rows, {label.id: label.name for label in project.codebook.labels}))
    for pair, behind in found.cells.items():
        search = searches(project, choices).of(ExploreView.LABELS, pair)
        assert set(explore.found_by(project, search)) == set(behind), search


def test_longer_periods_go_from_one_year_to_another(project: Project) -> None:
    for unit, period, years in (("decade", "2020s", ("2020", "2029")), ("century", "2000s", ("2000", "2099"))):
        search = searches(project, ExploreChoices(layer=GOLD), unit).of(ExploreView.OVER_TIME, (period, "appeal"))
        assert search.endswith(f"label=appeal date>={years[0]} date<={years[1]}")
    week = searches(project, ExploreChoices(layer=GOLD), "week").of(ExploreView.OVER_TIME, ("2023-04-03", "appeal"))
    assert week.endswith("date>=2023-04-03 date<=2023-04-09")


def test_others_have_no_search_and_what_was_chosen_stands_in_all(project: Project) -> None:
    choices = ExploreChoices(layer=GOLD, force=NO_FORCE, document="x", title="Set: Readouts", labels=frozenset())
    made = searches(project, choices)
    assert made.of(ExploreView.TABLE, (OTHERS, "China")) == "" == made.of(ExploreView.NETWORK, ("China", OTHERS))
    assert made.whole(ExploreView.COUNTS) == "coder:gold set:Readouts"
    one = searches(project, ExploreChoices(layer=GOLD, document="x", title="A text", labels=frozenset({"appeal"})))
    assert one.whole(ExploreView.TABLE) == 'coder:gold label=appeal title="A text"'
    circle = one.of(ExploreView.NETWORK, ("France", ""))
    assert circle.endswith("by=France title") is False and "by=France" in circle and "to=" not in circle
    assert [term.key for term in terms_of(circle)] == ["coder", "label", "title", "by"]
