"""All that our own verbs write may count in other copies, and nothing that somebody may not write does."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from annotator.model.coder import TeamRole
from annotator.model.errors import NotAllowed, UserError
from annotator.operations.people import people, roles
from annotator.store.chain.table_rules import RULES
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from annotator.sync.delivery import Refused
from annotator.sync.permission import Author, Permission, why_not_strand
from annotator.sync.row_writes import RowWrite, WriteName
from tests.operations.test_undo_everything import Users, play_a_day
from tests.sync.by_parts import held_by


class Team(Users):
    """Users who keep to the rule of who may do what; what one may not do whoever leads does."""

    def begin(self) -> None:
        super().begin()
        self.project.person = None
        lead, _ = people.add_coder(self.project, "Zoe")
        self.lead = self.project.person = lead.id
        people.set_roles(self.project, lead.id, {TeamRole.LEAD})
        for one in self.project.coders.all():
            if one.id != lead.id:
                people.set_roles(self.project, one.id, {TeamRole.CODER})
        roles.obey(self.project)

    def attempt(self, verb: Any, *arguments: Any, **named: Any) -> None:
        super().attempt(lambda project: self.as_who_may(lambda: verb(project, *arguments, **named)))

    def as_who_may(self, verb: Callable[[], object]) -> None:
        try:
            verb()
        except NotAllowed:
            self.project.person = self.lead
            verb()

    def give_roles(self, pick: int, roles: set[TeamRole], shared: bool) -> None:
        others = [at for at, one in enumerate(self.project.coders.all()) if one.id != self.lead]
        super().give_roles(others[pick % len(others)], roles - {TeamRole.LEAD}, shared)

    def undo_all_and_do_all_again(self) -> None:
        for verb in (Project.undo, Project.redo):
            for person in self.project.coders.all():
                self.project.person = person.id
                with_steps = True
                while with_steps:
                    try:
                        with_steps = verb(self.project) is not None
                    except UserError:
                        with_steps = False


class AsWhoMay:
    """Team, with each of its rules tried again as whoever leads."""

    def __init__(self, team: Team) -> None:
        self._team = team

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._team, name)
        if not callable(found):
            return found
        return lambda *arguments, **named: self._team.as_who_may(lambda: found(*arguments, **named))


def refused_of(project: Project) -> Iterator[tuple[Any, ...]]:
    """Yield the writes of a file that another copy would not let count."""
    run = project._connection.execute
    query = "SELECT table_name, row, channel FROM tips JOIN strands ON strands.id = strand"
    stands_in = {(table, row): channel for table, row, channel in run(query)}
    permission = Permission(RULES, lambda table, row: stands_in.get((table, row)))
    held, had = held_by(project._connection), defaultdict[str, set[TeamRole]](set)
    for (table, row), writes in held.items():
        if table == Table.CODERS:
            for write in writes:
                had[row].update(map(TeamRole, str((write.fields or {}).get("roles", "")).split()))
    for (table, row), writes in held.items():
        for write in writes:
            author = Author(write.person, frozenset(had[write.person]))
            if (why := permission.why_not(author, table, row, write)) is not None:
                yield why, table, row, write, *run("SELECT verb FROM steps WHERE clock = ?", [write.clock]).fetchone()


def test_what_our_own_verbs_write_may_count_elsewhere() -> None:
    team = Team()
    try:
        team.begin()
        play_a_day(AsWhoMay(team))  # type: ignore[arg-type]
        team.undo_all_and_do_all_again()
        assert list(refused_of(team.project)) == []
    finally:
        team.teardown()


LEAD = frozenset({TeamRole.LEAD})
HELD = {"lea": LEAD, "dan": frozenset({TeamRole.ADJUDICATOR})}
WHERE = {
    (Table.LAYERS, "La"): "coder/ana",
    (Table.LAYERS, "Lb"): "coder/ben",
    (Table.LAYERS, "G"): "gold",
    (Table.SPANS, "sa"): "coder/ana",
    (Table.SPANS, "sb"): "coder/ben",
    (Table.LINKS, "la"): "coder/ana",
    (Table.ASSIGNMENTS, "La/d"): "coder/ana",
    (Table.ACTORS, "p"): "coder/ben",
    (Table.ACTORS, "f"): "shared",
}
SPAN = {"layer": "La", "document": "d", "start": 0, "stop": 1, "quote": "x", "label": "appeal"}


def asked(
    person: str, channel: str, table: Table, row: str, fields: dict[str, Any] | None, over: bool = False
) -> Refused | None:
    """Ask whether somebody may write something."""
    name = WriteName("s", 2)
    write = RowWrite(channel, name, 9, person, "do", fields, (WriteName("s", 1),) if over else ())
    known: dict[tuple[str, str], str] = {(str(table), row): channel for (table, row), channel in WHERE.items()}
    author = Author(person, HELD.get(person, frozenset({TeamRole.CODER})))
    return Permission(RULES, lambda table, row: known.get((table, row))).why_not(author, table, row, write)


@pytest.mark.parametrize(
    ("person", "channel", "table", "row", "fields", "over", "wanted"),
    [
        ("ana", "coder/ana", Table.SPANS, "new", SPAN, False, None),
        ("ana", "coder/ana", Table.SPANS, "new", {**SPAN, "layer": "Lb"}, False, Refused.LAYER),
        ("ana", "coder/ben", Table.SPANS, "new", {**SPAN, "layer": "Lb"}, False, Refused.LAYER),
        ("ana", "gold", Table.SPANS, "new", {**SPAN, "layer": "G"}, False, Refused.RIGHTS),
        ("ana", "coder/ana", Table.SPANS, "sb", SPAN, False, Refused.LAYER),
        ("ana", "coder/ben", Table.SPANS, "sb", None, True, Refused.LAYER),
        ("ana", "coder/ana", Table.SPANS, "sa", {"note": "x"}, True, None),
        ("ana", "coder/ana", Table.SPANS, "sa", {"colour": "red"}, True, Refused.ALTERED),
        ("ana", "coder/ana", Table.SPANS, "sa", {"note": ["x"]}, True, Refused.ALTERED),
        ("ana", "coder/ana", Table.SPANS, "new", {"note": "x"}, False, Refused.ALTERED),
        ("lea", "coder/ana", Table.SPANS, "sa", {"label": "warning"}, True, None),
        ("lea", "gold", Table.SPANS, "new", {**SPAN, "layer": "G"}, False, None),
        # Whoever adjudicates merges and splits actors, wherever they are named, and no labels.
        ("dan", "coder/ana", Table.SPANS, "sa", {"actor": "f"}, True, None),
        ("dan", "coder/ana", Table.LINKS, "la", {"actor": "f"}, True, None),
        ("dan", "coder/ana", Table.LINKS, "la", None, True, None),
        ("dan", "coder/ana", Table.SPANS, "sa", {"label": "warning"}, True, Refused.LAYER),
        ("dan", "coder/ana", Table.LINKS, "la", {"role": "to"}, True, Refused.LAYER),
        ("ben", "coder/ana", Table.LINKS, "la", {"actor": "f"}, True, Refused.LAYER),
        ("ana", "coder/ana", Table.ASSIGNMENTS, "La/d", {"done": 1}, True, None),
        ("ana", "coder/ana", Table.ASSIGNMENTS, "La/d", {"due": "2026-12-24"}, True, Refused.RIGHTS),
        ("ana", "coder/ana", Table.ASSIGNMENTS, "La/e", {"layer": "La", "document": "e", "done": 1}, False, None),
        ("ana", "coder/ana", Table.ASSIGNMENTS, "Lb/e", {"layer": "La", "document": "e"}, False, Refused.ALTERED),
        ("ana", "coder/ana", Table.LAYERS, "new", {"name": "2", "kind": "coder", "coder": "ana"}, False, None),
        ("ana", "coder/ana", Table.LAYERS, "La", {"coder": "ben"}, True, Refused.RIGHTS),
        ("ana", "coder/ana", Table.CODERS, "ana", {"roles": "lead"}, True, Refused.RIGHTS),
        ("ana", "coder/ana", Table.ACTORS, "new", {"name": "X", "kind": "state"}, False, None),
        ("ana", "shared", Table.ACTORS, "new", {"name": "X", "kind": "state"}, False, Refused.RIGHTS),
        ("ana", "shared", Table.ACTORS, "f", {"name": "X"}, True, Refused.RIGHTS),
        ("lea", "shared", Table.ACTORS, "p", {"name": "X", "kind": "state"}, False, None),
        ("lea", "coder/ben", Table.ACTORS, "p", {}, True, None),
        ("ana", "coder/ana", Table.REMOVALS, "layers/La", {"kind": "layers", "target": "La", "time": "t"}, False, None),
        (
            *("ana", "coder/ana", Table.REMOVALS, "layers/Lb", {"kind": "layers", "target": "Lb", "time": "t"}),
            *(False, Refused.LAYER),
        ),
        (
            *("ana", "coder/ana", Table.REMOVALS, "coders/ana", {"kind": "coders", "target": "ana", "time": "t"}),
            *(False, Refused.RIGHTS),
        ),
        ("dan", "shared", Table.REMOVALS, "actors/f", {"kind": "actors", "target": "f", "time": "t"}, False, None),
        (
            *("dan", "shared", Table.REMOVALS, "labels/x", {"kind": "labels", "target": "x", "time": "t"}),
            *(False, Refused.RIGHTS),
        ),
        ("ana", "shared", Table.CODEBOOK_VERSIONS, "v", None, True, Refused.RIGHTS),
        ("", "shared", Table.CODEBOOK_VERSIONS, "v", None, True, None),
    ],
)
def test_what_one_may_not_write_does_not_count(
    person: str, channel: str, table: Table, row: str, fields: dict[str, Any] | None, over: bool, wanted: Refused | None
) -> None:
    assert asked(person, channel, table, row, fields, over) == wanted


def test_a_row_of_no_table_counts_nowhere() -> None:
    write = RowWrite("shared", WriteName("s", 1), 1, "lea", "do", {}, ())
    assert (
        Permission(RULES, lambda table, row: None).why_not(Author("lea", LEAD), "notes", "n", write) is Refused.ALTERED
    )


@pytest.mark.parametrize(
    ("sender", "person", "channel", "wanted"),
    [
        ("", "ana", "gold", None),
        ("ana", "ana", "coder/ana", None),
        ("ana", "ben", "coder/ben", Refused.SENDER),
        ("ana", "ana", "coder/ben", Refused.LAYER),
        ("ana", "ana", "shared", Refused.LAYER),
    ],
)
def test_a_packet_holds_the_own_work_of_who_sends_it(
    sender: str, person: str, channel: str, wanted: Refused | None
) -> None:
    assert why_not_strand(sender, person, channel) == wanted
