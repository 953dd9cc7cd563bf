"""The rows of remarks, and steps by the names that all copies know."""

from pathlib import Path

from annotator.model.ids import RemarkId
from annotator.model.remark import Remark, StepName
from annotator.model.verbs.verb import Told
from tests.projects import make_desk


def test_a_step_is_found_by_its_name_and_one_of_another_file_is_not(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    project, coder = desk.project, desk.layer.coder
    assert coder is not None
    here = {step.number: project.remarks.name_of(step.number) for step in project.history(100)}
    assert len(set(here.values())) == len(here) and project.remarks.name_of(999) is None
    names = [name for name in here.values() if name is not None]
    steps = [*names, StepName("f" * 16 + "-1"), StepName("odd")]
    made = [
        Remark(RemarkId(str(at)), step, coder, coder, None if at % 2 else coder, "🕊", f"2026-01-{at:02}", bool(at % 3))
        for at, step in enumerate(steps, 1)
    ]
    with project.transact(Told(sentence="Remarks")):
        project.remarks.add(made)
    assert project.remarks.all() == made and project.remarks.get_many(["1", "gone", "2"]) == made[:2]
    assert project.remarks.numbers() == {name: number for number, name in here.items()}
    assert project.remarks.at(names[0]) == made[:1]
    with project.transact(Told(sentence="Settle")):
        project.remarks.settle(made[2].id, on=True)
    assert project.remarks.at(steps[2])[0].settled
