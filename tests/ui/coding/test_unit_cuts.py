"""Units cut, split and joined in the window: only by whoever leads."""

from pathlib import Path

from annotator.model.codebook import CodingUnit
from annotator.model.coder import TeamRole
from annotator.operations.codebook import codebook
from annotator.operations.documents import units
from annotator.store.project import Project
from tests.ui.windows import FIRST, Stage, make_project


def test_a_coder_cuts_splits_and_joins_nothing(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "units.annot", coders=["Ana", "Ben"])
    with Project.open(path) as project:
        codebook.save(project, project.codebook.model_copy(update={"unit": CodingUnit.SENTENCE}))
        units.cut_units(project)
    stage.open(path, "Ben", role=TeamRole.CODER)
    given = stage.window.coding.units.given
    place = FIRST.index(" ") + 1
    stage.reader.set_selection(place, place)
    for do in (stage.window.coding.cuts.split, stage.window.coding.cuts.join, stage.window.coding.cuts.cut):
        do()
        assert "whoever leads" in stage.said
        assert stage.window.coding.units.given == given
