"""What follows when units are cut otherwise, in sentences; nobody reads codings that they may not see."""

from pathlib import Path

from annotator.model.codebook import CodesPerUnit
from annotator.operations.coding import unit_coding
from annotator.operations.documents import unit_words, units
from annotator.operations.people import people
from tests.operations.given_units import code, given
from tests.projects import make_desk


def test_what_follows_is_said_and_only_what_is_seen_is_listed(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    project, of = given(desk, codes=CodesPerUnit.SEVERAL), desk.documents[0]
    ben, layer = people.add_coder(project, "Ben")
    code(desk, 0, "appeal")
    code(desk, 1, "appeal")
    project.person = ben.id
    unit_coding.code_units(project, of.id, layer.id, project.units.of_document(of.id)[:1], "warning")
    split = [units.plan_split(project, of.id, 0, [of.text.index("to use")])]
    assert unit_words.follows_said(split) == ["2 codings follow to the units that take the place of their own."]
    assert len([*unit_words.codings_said(project, split, None)]) == 2
    (line,) = unit_words.codings_said(project, split, {layer.id})
    assert line.startswith("Ben: ") and "The French President" in line
    joined = unit_words.follows_said([units.plan_join(project, of.id, 0, 1)])
    assert joined[1].startswith("1 coding becomes one with another")


def test_nothing_is_said_where_nothing_is_coded(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    project = given(desk)
    assert unit_words.follows_said([units.plan_join(project, desk.documents[0].id, 0, 1)]) == []
    assert unit_words.cut_said(units.plan_cut(project, again=True)) == "0 documents are cut into 0 units."
