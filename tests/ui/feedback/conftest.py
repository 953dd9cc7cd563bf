"""A project with two coders and gold, for whoever looks at differences."""

from pathlib import Path

import pytest

from annotator.operations.adjudication import adjudicate
from annotator.operations.people import people
from annotator.store.project import Project
from tests.projects import write_once
from tests.ui.feedback.desks import ARABIC, OTHER, TEXT
from tests.ui.windows import code_as, make_project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Ana, Benedikt and gold: four places in the first text, one of them as Ana has it; one in the second."""
    made = tmp_path / "gold.annot"
    write_once(made, "two and gold", _with_gold)
    return made


def _with_gold(made: Path) -> None:
    make_project(made, [TEXT, OTHER, ARABIC])
    code_as(made, "Ana", ("urged France", "appeal"), ("warned Russia", "appeal"), ("Rome", "actor"))
    code_as(made, "Ana", ("Kyiv", "actor"))
    code_as(made, "Benedikt", ("urged France to talk", "appeal"), ("warned Russia", "warning"), ("Kyiv", "actor"))
    code_as(made, "Ana", ("Paris", "actor"), document=1)
    code_as(made, "Benedikt", ("Beijing", "actor"), document=1)
    code_as(made, "Ana", ("الصين", "actor"), document=2, done=True)
    with Project.open(made) as project:
        layers = people.layers_named(project, None)
        project.person = layers[1].coder
        for info in project.documents.all()[:2]:
            for one in adjudicate.cases_of(project, info.id, layers):
                theirs = one.case.of(layers[1].id)
                layer = layers[1].id if theirs else None
                reason = "who is urged to what" if theirs and theirs.label == "appeal" else ""
                adjudicate.decide_by(project, one.case, "take" if theirs else "none", layer, None, reason)
