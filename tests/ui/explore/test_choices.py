"""What may be chosen, and which acts that keeps."""

from dataclasses import replace

from annotator.acts.series import ActEvent
from annotator.model.coder import Layer, LayerKind
from annotator.model.ids import LayerId
from annotator.ui.explore.choices import (
    ALL_CODERS,
    GOLD,
    NO_FORCE,
    ExploreChoices,
    act_labels,
    actor_names,
    coded_line,
    counted_layers,
    described,
    force_options,
    layer_options,
    row_options,
)
from annotator.ui.explore.empty import why_empty
from tests.projects import default_codebook
from tests.ui.explore.places import EVENTS, event

LABELS = act_labels(default_codebook())
LAYERS = [
    Layer(id=LayerId(id), name=name, kind=kind)
    for id, name, kind in (
        ("gold", "Gold", LayerKind.GOLD),
        ("ana", "Ana", LayerKind.CODER),
        ("ben", "Ben", LayerKind.CODER),
        ("machine", "Offered", LayerKind.SUGGESTIONS),
    )
]


def of_layer(act: str, layer: str, force: str = "urges") -> ActEvent:
    return replace(event(act, "France", "China"), layer=LayerId(layer), force=force)


FOUND = [of_layer("g", "gold"), of_layer("a", "ana"), of_layer("b", "ben", "Appeal"), of_layer("m", "machine")]


def kept(choices: ExploreChoices, layers: list[Layer] = LAYERS) -> str:
    wanted = choices.filter(layers, LABELS)
    return "".join(one.act for one in FOUND if wanted.keeps(one))


def test_acts_are_the_labels_that_have_roles() -> None:
    assert [label.id for label in LABELS] == ["appeal", "commitment", "warning"]


def test_a_layer_is_gold_or_a_coders_or_all_coders_and_never_what_a_program_offers() -> None:
    assert [kept(ExploreChoices(layer=layer)) for layer in (GOLD, ALL_CODERS, "ana")] == ["g", "ab", "a"]
    assert layer_options(LAYERS) == [(GOLD, "Gold"), (ALL_CODERS, "All coders"), ("ana", "Ana"), ("ben", "Ben")]
    assert layer_options(LAYERS, "ben")[0] == ("ben", "My own (Ben)") and layer_options(LAYERS, "ben")[-1][0] == "ana"
    assert [layer.name for layer in counted_layers(LAYERS)] == ["Gold", "Ana", "Ben"]


def test_without_a_gold_layer_gold_has_nothing() -> None:
    assert kept(ExploreChoices(), LAYERS[1:]) == ""


def test_no_label_is_not_every_label() -> None:
    assert kept(ExploreChoices(labels=frozenset())) == ""
    assert (
        kept(ExploreChoices(labels=frozenset({"appeal"}))) == "g"
        and kept(ExploreChoices(labels=frozenset({"warning"}))) == ""
    )


def test_acts_without_a_force_can_be_chosen() -> None:
    assert kept(ExploreChoices(layer=ALL_CODERS, force=NO_FORCE)) == "b"
    assert kept(ExploreChoices(layer=ALL_CODERS, force="urges")) == "a"
    assert force_options(LABELS, {"warns", "demands", "urges", "Appeal"}) == ["urges", "demands", "warns", NO_FORCE]
    assert force_options(LABELS, {"urges"}) == ["urges"]


def test_actors_are_offered_in_order_and_nobody_is_none() -> None:
    names = actor_names(EVENTS)
    assert names == sorted(names, key=str.casefold) and "France" in names and "—" not in names


def test_what_is_counted_is_said_in_a_line() -> None:
    all_of_it = ExploreChoices(GOLD, frozenset({"appeal", "warning"}), "urges", "France", True)
    said = "Gold · 124 acts · Appeal, Warning · urges · France · groups by their members"
    assert described(all_of_it, LAYERS, LABELS, 124) == said
    by_state = described(ExploreChoices("ana", by_state=True), LAYERS, LABELS, 2)
    assert by_state == "Ana · 2 acts · offices counted for their state"
    assert coded_line(ExploreChoices("ana"), LAYERS, 1) == "Ana · 1 coding of any label"
    assert [title for _, title in row_options(["kind"])] == ["by document", "by coder", "by kind"]
    assert described(ExploreChoices("ana", force=NO_FORCE), LAYERS, LABELS, 1) == "Ana · 1 act · no force given"


def test_an_empty_picture_says_what_would_fill_it() -> None:
    def said(choices: ExploreChoices, in_layer: bool = False) -> tuple[str, str]:
        found = why_empty(choices, LABELS, LAYERS, in_layer)
        return found.text.split(";")[0], found.way_on

    assert said(ExploreChoices()) == ("There are no acts in gold yet", "Look at all coders")
    assert said(ExploreChoices(layer=ALL_CODERS)) == ("Nobody has coded an act yet", "")
    assert said(ExploreChoices(layer="ben")) == ("Ben has coded no act yet.", "Look at gold")
    assert said(ExploreChoices(force="urges"), True) == ("No act fits these filters.", "Show all acts")
    assert why_empty(ExploreChoices(layer="ben"), [], LAYERS, False).text == "Ben has coded nothing yet."
    assert why_empty(ExploreChoices(layer="ben"), LABELS, LAYERS, False, True).text.endswith("under Labels.")
