"""Units in a team: copies have those of their documents, and what was coded before a split counts for each part."""

from pathlib import Path

import pytest

from annotator.model.codebook import CodingUnit
from annotator.model.errors import NotAllowed
from annotator.operations.codebook import codebook
from annotator.operations.coding import unit_coding
from annotator.operations.coding.unit_progress import UnitCount, unit_counts
from annotator.operations.documents import units
from annotator.operations.people import roles
from annotator.operations.team import taking_in
from annotator.operations.team.board_facts import whole_board
from annotator.operations.team.board_words import progress_words
from annotator.store.project import Project
from tests.operations.team.copies_made import TEXTS, CopiedTeam, make_team_of_copies


def cut(team: CopiedTeam) -> None:
    book = team.project.codebook.model_copy(update={"unit": CodingUnit.SENTENCE})
    codebook.save(team.project, book)
    units.cut_units(team.project)


def test_a_copy_has_the_units_of_its_documents_and_cuts_none(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path, "Ana", before=cut)
    with Project.open(team.copies["Ana"]) as copy:
        assert copy.units.all().keys() == set(team.documents[:2])
        assert copy.units.of_document(team.documents[0]) == team.project.units.of_document(team.documents[0])
        roles.obey(copy)
        with pytest.raises(NotAllowed, match="whoever leads"):
            units.split_unit(copy, team.documents[0], 0, [TEXTS[0].index("urged")])


def test_what_was_coded_while_a_unit_was_split_counts_for_each_part(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path, "Ana", before=cut)
    of = team.documents[0]
    with Project.open(team.copies["Ana"]) as copy:
        (layer,) = copy.layers.of_coder(team.people["Ana"])
        unit_coding.code_units(copy, of, layer.id, copy.units.of_document(of), "appeal")
    packet = team.hand_in("Ana")
    (line,) = whole_board(team.project).coders
    left = sum(len(team.project.units.of_document(one)) for one in team.documents[:2])
    assert line.units == UnitCount(0, left) and f"{left} units left" in progress_words(line)
    units.split_unit(team.project, of, 0, [TEXTS[0].index("urged")])
    (came,) = team.take(packet)
    assert came.taken and team.project.check() == []
    assert unit_counts(team.project, layer.id)[of] == UnitCount(2, 2)
    assert whole_board(team.project).coders[0].units.coded == 2
    (update,) = team.give("Ana")
    assert update.path is not None
    with Project.open(team.copies["Ana"]) as copy:
        taking_in.take_in(copy, [update.path])
        first, second = copy.units.of_document(of)
        assert unit_counts(copy, layer.id)[of] == UnitCount(2, 2)
        unit_coding.code_units(copy, of, layer.id, [second], "warning")
        labels = {span.extents[0]: span.label for span in copy.spans.of_document(of, layer.id)}
        assert labels == {first: "appeal", second: "warning"} and copy.check() == []
    team.take(team.hand_in("Ana"))
    assert {span.extents[0]: span.label for span in team.project.spans.of_document(of, layer.id)} == labels
    assert team.project.check() == []


def test_what_follows_a_split_reaches_the_copy_whose_coder_had_handed_in(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path, "Ana", before=cut)
    of = team.documents[0]
    with Project.open(team.copies["Ana"]) as copy:
        (layer,) = copy.layers.of_coder(team.people["Ana"])
        unit_coding.code_units(copy, of, layer.id, copy.units.of_document(of), "appeal")
    team.take(team.hand_in("Ana"))
    units.split_unit(team.project, of, 0, [TEXTS[0].index("urged")])
    (update,) = team.give("Ana")
    assert update.path is not None
    with Project.open(team.copies["Ana"]) as copy:
        taking_in.take_in(copy, [update.path])
        here = copy.spans.of_document(of, layer.id)
        assert here == team.project.spans.of_document(of, layer.id)
        assert [span.extents[0] for span in here] == [*copy.units.of_document(of)] and copy.check() == []
