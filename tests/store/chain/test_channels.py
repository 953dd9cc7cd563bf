"""Where the rows of each table go, and that no other coder reads it."""

from pathlib import Path

import pytest

from annotator.model.coder import TeamRole
from annotator.model.ids import new_id
from annotator.model.verbs.verb import Told
from annotator.operations.adjudication.gold import gold_layer
from annotator.store.chain.channels import Channels, coder_in, is_private, of_coder
from tests.projects import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def test_each_row_goes_where_those_read_it_who_may(desk: Desk) -> None:
    project, mine = desk.project, of_coder(desk.ana.id)
    with project.transact(Told(sentence="Gold")):
        gold = gold_layer(project).id
        project.coders.put_roles(desk.ana.id, (TeamRole.CODER,))
    span = desk.code("urged China")
    find = Channels(project._connection, desk.ana.id).of
    for table, id, values, channel in (
        ("settings", "reasons", {}, "lead"),
        ("settings", "offer_mentions", {}, "shared"),
        ("documents", "d", {}, "document/d"),
        ("codebook_versions", "v", {}, "shared"),
        ("coders", "c", {}, "coder/c"),
        ("layers", "x", {"kind": "coder", "coder": "c"}, "coder/c"),
        ("layers", "x", {"kind": "gold"}, "gold"),
        ("layers", "x", {"kind": "suggestions"}, "lead"),
        ("assignments", "x", {"layer": desk.layer.id}, mine),
        ("actors", new_id(), {}, mine),
        ("spans", "x", {"layer": desk.layer.id}, mine),
        ("spans", "x", {"layer": gold}, "gold"),
        ("links", "x", {"act": span.id}, mine),
        ("decisions", "x", {}, "gold"),
        ("releases", "d", {"document": "d"}, "released/d"),
        ("practice_documents", "d", {"document": "d"}, "document/d"),
        ("practice_results", "x", {"layer": desk.layer.id}, mine),
        ("memos", "x", {"author": "c", "document": "d"}, "coder/c"),
        ("memos", "x", {"author": None}, "lead"),
        ("kept_searches", "x", {"coder": "c"}, "coder/c"),
        ("kept_searches", "x", {"coder": None}, "shared"),
        ("units", "d", {"document": "d"}, "document/d"),
        ("distinct_pairs", "d/e", {"document": "d", "other": "e"}, "lead"),
        ("recode_samples", "x", {"layer": desk.layer.id}, mine),
    ):
        assert find(table, id, values) == channel, table
    assert Channels(project._connection, "").of("actors", "a", {}) == "shared"
    assert Channels(project._connection, "").own == "lead" and Channels(project._connection, desk.ana.id).own == mine


def test_a_channel_is_private_where_one_coder_at_most_reads_it() -> None:
    assert [is_private(one) for one in ("lead", "gold", "coder/a", "shared", "document/d", "released/d")] == [
        *([True] * 3),
        *([False] * 3),
    ]
    assert coder_in("coder/a/b") == "a/b" and coder_in("gold") is None
