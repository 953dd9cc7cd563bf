"""The project as it was, opened as a copy that is only read and goes when it is closed."""

from pathlib import Path

import pytest

from annotator.model.coder import TeamRole
from annotator.model.errors import BadProject, NotAllowed, NotFound
from annotator.operations.coding import annotate
from annotator.operations.people import people
from annotator.operations.people.seeing import Sight, sight
from annotator.operations.project import earlier
from annotator.store.project import Project
from tests.operations.small_team import make_team
from tests.projects import make_desk


def test_it_is_read_alone_says_what_it_is_and_leaves_nothing(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    first = desk.code("urged China")
    step = desk.project.journal.latest()
    annotate.set_note(desk.project, first.id, "look")
    desk.code("undertook", "commitment")
    reading = earlier.copied(desk.project, step)
    with earlier.opened(reading) as then:
        assert [span.note for span in then.spans.of_document(first.document)] == [""]
        assert then.name == desk.project.name and then.path.name == desk.project.path.name
        assert then.as_of and f"as it was {then.as_of}, after step {step}:" in then.read_only
        assert then.check() == [] and then.journal.latest() == step
        then.person = desk.layer.coder
        with pytest.raises(BadProject, match="can only be read"):
            annotate.set_note(then, first.id, "again")
        with Project.open(then.path) as in_background:
            assert in_background.as_of == then.as_of
    assert not reading.path.parent.exists()
    assert desk.project.as_of == "" and desk.project.spans.count() == 2


def test_it_is_for_whoever_sees_what_others_coded(tmp_path: Path) -> None:
    team = make_team(tmp_path)
    with team.project as project:
        step = project.journal.latest()
        with pytest.raises(NotFound):
            earlier.copied(project, step + 1)
        project.person = team.of(TeamRole.CODER)
        with pytest.raises(NotAllowed, match="is for whoever leads or adjudicates"):
            earlier.copied(project, step)
        project.person = team.of(TeamRole.LEAD)
        with pytest.raises(NotAllowed, match="ask for it first"):
            earlier.copied(project, step)
        people.see_others(project, "history")
        with earlier.opened(earlier.copied(project, step)) as then:
            assert then.coders.count() == 3
            then.person = team.of(TeamRole.CODER)
            assert sight(then, then.person) is Sight.REFUSED
            then.show_others_to(team.of(TeamRole.LEAD))
            assert sight(then, team.of(TeamRole.LEAD)) is Sight.SHOWN and sight(then, then.person) is Sight.REFUSED
    assert [path.name for path in tmp_path.iterdir()] == ["team.annot"]
