"""What a person gives a gold span is what its label can have, or it is refused in one sentence."""

from pathlib import Path
from typing import Any

import pytest

from annotator.adjudication.decisions import Gold
from annotator.adjudication.slots import Slot
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import ActorId, LabelId, RoleId
from annotator.model.span import Extent
from annotator.operations.adjudication.verdict_checks import check_gold
from tests.operations.desks import Table, make_table

SPEAKER, ADDRESSEE = RoleId("speaker"), RoleId("addressee")
HERE = (Extent(0, 6),)


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return make_table(tmp_path)


def gold(label: str = "appeal", extents: tuple[Extent, ...] = HERE, slots: tuple[Slot, ...] = (), **given: Any) -> Gold:
    return Gold(label=LabelId(label), extents=extents, attributes=given, slots=slots)


def test_what_the_label_can_have_is_taken(table: Table) -> None:
    parties = (Slot(SPEAKER, None, "implicit"), Slot(ADDRESSEE, None, None, HERE), Slot(ADDRESSEE, None, "collective"))
    check_gold(table.project, gold(slots=parties, force="urges"), ["force"], [SPEAKER, ADDRESSEE])
    check_gold(table.project, gold("genre", ()), [], [])
    # What coders said is not looked at, and nothing was given for an attribute that is left empty.
    check_gold(table.project, gold(force="whispers"), ["topic"], [])


@pytest.mark.parametrize(
    ("made", "attributes", "roles", "sentence"),
    [
        (gold("absent"), (), (), "absent"),
        (gold("genre"), (), (), "Genre"),
        (gold(extents=()), (), (), "Appeal"),
        (gold(), ("depth",), (), "no attribute “depth”"),
        (gold(force="whispers"), ("force",), (), "“whispers” is no value"),
        (gold(), (), ("payer",), "no role “payer”"),
        (gold(slots=(Slot(SPEAKER, None, "implicit"), Slot(SPEAKER, None, "unclear"))), (), (SPEAKER,), "one party"),
        (gold(slots=(Slot(SPEAKER),)), (), (SPEAKER,), "needs an actor, a passage or a value"),
        (gold(slots=(Slot(SPEAKER, None, "implicit", HERE),)), (), (SPEAKER,), "not both"),
        (gold(slots=(Slot(SPEAKER, ActorId("atlantis")),)), (), (SPEAKER,), "actor"),
    ],
)
def test_what_it_cannot_have_is_refused(
    table: Table, made: Gold, attributes: tuple[str, ...], roles: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises((NotAllowed, NotFound), match=sentence):
        check_gold(table.project, made, attributes, roles)
