"""Actors in a list: each with its kind, its codes once each, and how often it is used."""

import pytest
from hypothesis import given
from PySide6.QtCore import Qt

from annotator.acts.finding import ActorIndex
from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId
from annotator.store.rows.actors import Uses
from annotator.ui.actors.item_model import ActorModel, described
from annotator.ui.actors.loader import RegisterView
from annotator.ui.kit.rows import ROW_ROLE
from tests.ui.actors.test_draft import actors

FRANCE = Actor(
    id=ActorId("fra"),
    name="France",
    kind=ActorKind.STATE,
    aliases=("Paris", "<法国>"),
    codes={"cow": "220", "iso3": "FRA", "cow_abb": "FRA", "gtd": "69"},
)
CHINA = Actor(id=ActorId("chn"), name="China", kind=ActorKind.STATE)


@pytest.mark.parametrize(
    ("uses", "expected"),
    [
        (Uses(), "state · FRA · 220"),
        (Uses(spans=1), "state · FRA · 220 · 1 use"),
        (Uses(spans=1000, links=234), "state · FRA · 220 · 1,234 uses"),
    ],
)
def test_kind_codes_and_use_stand_in_a_line(uses: Uses, expected: str) -> None:
    assert described(FRANCE, {FRANCE.id: uses}) == expected
    assert described(FRANCE, {}) == "state · FRA · 220"


def test_what_an_actor_was_found_by_stands_first_where_it_is_not_its_name() -> None:
    view = RegisterView(ActorIndex([FRANCE, CHINA]), {FRANCE.id: Uses(links=2)})
    model = ActorModel()
    model.show_actors([FRANCE, CHINA], view, "paris")
    row = model.index(0).data(ROW_ROLE)
    assert row.title == "France" and row.detail == "“Paris” · state · FRA · 220 · 2 uses" and row.mark
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == f"France, {row.detail}"
    assert "&lt;法国&gt;" in model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert model.index(1).data(ROW_ROLE).mark is None
    model.show_actors([FRANCE], view, "france")
    assert model.index(0).data(ROW_ROLE).detail.startswith("state")


@given(actors)
def test_every_actor_is_found_in_the_row_in_which_it_stands(actor: Actor) -> None:
    model = ActorModel()
    model.show_actors([CHINA, actor], RegisterView())
    assert model.row_of(actor.id) == 1 and model.index(1).data(Qt.ItemDataRole.UserRole) == actor.id
    assert model.index(1).data() == actor.name
    assert model.row_of(ActorId("nobody")) == model.row_of(None) == -1
