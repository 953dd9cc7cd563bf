"""The workspace Actors in the real window: found, changed, merged, split and removed by keys, all undoable."""

from pathlib import Path

from annotator.model.ids import ActorId
from tests.ui.actors.desks import enter, registered, settle, shipped_actors
from tests.ui.test_names import nameless_of
from tests.ui.windows import Stage


def test_every_control_is_named(stage: Stage, shipped: Path) -> None:
    workspace = enter(stage, shipped)
    assert nameless_of(workspace) == []
    workspace.show_actor(ActorId("org-eu"))
    settle(stage, workspace)
    assert nameless_of(workspace) == []


def test_another_project_shows_nothing_of_the_last(stage: Stage, shipped: Path, acts: Path) -> None:
    workspace = enter(stage, shipped)
    assert len(workspace.register.model.actors) == len(shipped_actors())
    stage.window.session.close()
    assert workspace.register.model.actors == () or list(workspace.register.model.actors) == []
    again = enter(stage, acts)
    assert {actor.name for actor in again.register.model.actors} == {"China", "France", "Russia"}


def test_it_opens_on_the_actor_that_the_codings_name_most_and_without_any_on_the_first(
    stage: Stage, shipped: Path, acts: Path
) -> None:
    workspace = enter(stage, acts)
    uses = workspace.reading.view.uses
    times = {actor.name: uses[actor.id].spans + uses[actor.id].links for actor in registered(stage).values()}
    assert len(set(times.values())) > 1 and workspace.actor is not None
    assert times[workspace.actor.name] == max(times.values())
    workspace = enter(stage, shipped)
    assert workspace.actor == workspace.register.model.actors[0]
