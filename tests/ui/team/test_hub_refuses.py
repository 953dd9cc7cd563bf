"""What a real hub refuses, as whoever codes sees it in the window: they go on, and what waits goes over once, later."""

import hashlib

import pytest

from annotator.operations.team.hubs.words import HubReach
from tests.ui.team.hub_stage import HubStage, code, hand_over, hub, quotes, stands
from tests.ui.windows import Stage


class _Tables:
    """The tables of the hub, changed behind everybody's back."""

    def __init__(self, staged: HubStage) -> None:
        self._postgres, self._database = staged.postgres, staged.url.rpartition("/")[2]

    def run(self, sql: str) -> list[tuple[object, ...]]:
        return self._postgres.execute_as_superuser(sql, self._database)

    def limit(self, name: str, value: int) -> int:
        """Set a limit; return what it was."""
        ((was,),) = self.run(f"SELECT value FROM hub_tables.limits WHERE name = '{name}'")
        self.run(f"UPDATE hub_tables.limits SET value = {value} WHERE name = '{name}'")
        assert isinstance(was, int)
        return was


def foot(stage: Stage, reach: HubReach) -> str:
    """Wait until it stands so; return what stands at the foot."""
    stands(stage, reach)
    assert stage.window.strip.hub.line.text() == hub(stage).foot()
    return hub(stage).foot()


def held(stage: Stage) -> set[tuple[object, ...]]:
    """Return the strands of the project with where they end."""
    project = stage.window.session.project
    return {(*name, top, tip) for name, (top, tip) in project.strands.ends(project.strands.vector(None)).items()}


def ends(tables: _Tables) -> set[tuple[object, ...]]:
    """Return the same of the hub."""
    return set(tables.run("SELECT sitting, channel, top, tip FROM hub_tables.strands"))


@pytest.mark.parametrize(
    "limit, reach, said",
    [
        ("whole_day_bytes", HubReach.FULL, "The hub takes no more from you today; 2 acts wait here until tomorrow."),
        ("part_bytes", HubReach.TOO_LARGE, "A step is too large for the hub; 2 acts wait here and can be handed in as"),
    ],
)
def test_what_the_hub_does_not_take_waits_is_said_and_goes_over_once_it_is_taken(
    staged: HubStage, limit: str, reach: HubReach, said: str
) -> None:
    lea, tables = staged.lea, _Tables(staged)
    staged.share()
    was = tables.limit(limit, 1)
    code(lea, "France urged China")
    hand_over(lea)
    assert lea.said.startswith("Saved. ")
    lea.without_dialog()
    stands(lea, reach)
    code(lea, "It warned")
    lea.qtbot.waitUntil(lambda: hub(lea).told.waiting == 2, timeout=60_000)
    assert said in foot(lea, reach)
    assert quotes(lea, "Lea") == ["France urged China", "It warned"]
    tables.limit(limit, was)
    hand_over(lea)
    assert "Handed over" in foot(lea, HubReach.IN_STEP) and hub(lea).told.waiting == 0
    assert ends(tables) == held(lea), "everything went over once"


def test_a_history_that_the_hub_altered_is_said_and_what_else_is_done_goes_on(staged: HubStage) -> None:
    lea, tables = staged.lea, _Tables(staged)
    staged.share()
    code(lea, "France urged China")
    hand_over(lea)
    stands(lea, HubReach.IN_STEP)
    query = "SELECT sitting, tip FROM hub_tables.strands WHERE channel LIKE 'coder/%' ORDER BY changed DESC LIMIT 1"
    ((sitting, tip),) = tables.run(query)
    assert isinstance(tip, bytes)
    mine = f"WHERE sitting = '{sitting}' AND channel LIKE 'coder/%'"
    other = hashlib.sha256(tip).hexdigest()
    tables.run(f"UPDATE hub_tables.strands SET tip = '\\x{other}', changed = clock_timestamp() {mine}")
    code(lea, "It warned")
    hand_over(lea)
    said = foot(lea, HubReach.ALTERED)
    assert "was altered or cut short: nothing of it was taken" in said
    assert "of Lea is not what is here" in hub(lea).told.problem
    code(lea, "no force")
    lea.without_dialog()
    assert quotes(lea, "Lea") == ["France urged China", "It warned", "no force"]
    tables.run(f"UPDATE hub_tables.strands SET tip = '\\x{tip.hex()}', changed = clock_timestamp() {mine}")
    hand_over(lea)
    assert "Handed over" in foot(lea, HubReach.IN_STEP)
    assert lea.window.session.project.check() == []
    assert ends(tables) == held(lea)
