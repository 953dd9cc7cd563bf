"""A memo is no coding: whatever is counted, compared or exported of a project is the same with and without memos."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.formats.losses import Part
from annotator.formats.registry import FORMATS
from annotator.model.errors import UserError
from annotator.model.ids import CoderId
from annotator.operations.adjudication import case_queue
from annotator.operations.codebook import stale
from annotator.operations.documents import memos
from annotator.operations.exchange import exporting
from annotator.operations.overview import overview
from annotator.store.project import Project
from tests.examples import examples
from tests.operations.random_projects import WORDS, fillings

Filling = Callable[[Path], Project]


@settings(max_examples=examples(4, usual=2), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(fillings(), st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), WORDS), min_size=1, max_size=5))
def test_all_numbers_and_all_exports_but_their_own_file_are_the_same(
    fill: Filling, written: list[tuple[int, int, str]]
) -> None:
    with tempfile.TemporaryDirectory() as name, fill(Path(name) / "p.annot") as project:
        count = project.memos.count()
        before = everything(project, Path(name) / "before")
        people = [one.id for one in project.coders.all()]
        places = [None, *(one.id for one in project.documents.all())]
        for person, place, text in written:
            project.person = people[person % len(people)]
            memos.write(project, text, "A memo", places[place % len(places)])
        assert len(project.memos.all()) >= len(written)
        assert everything(project, Path(name) / "after") == before
        own = [path.parent.parent.name for path in Path(name).rglob("*.memos.jsonl")]
        assert set(own) == {"before", "after"} - ({"before"} if not count else set())


def everything(project: Project, folder: Path) -> dict[str, Any]:
    """Return all that is counted and written of a project; the JSONL of all has the figures of agreement, too."""
    project.person = None
    layers = project.layers.all()
    infos = project.documents.all()
    found: dict[str, Any] = {
        "overview": overview(project).model_dump(exclude={"steps", "memos"}),
        "states": {layer.id: project.assignments.states(layer.id) for layer in layers},
        "stale": stale.counts(project),
        "cases": case_queue.open_counts(project, layers),
        "released": [project.releases.is_all_released(CoderId(one.id)) for one in project.coders.all()],
        "documents": infos,
    }
    for format in FORMATS:
        if format.writer is None or (Part.MEMOS in format.writer.carries and format.name != exporting.DEFAULT_FORMAT):
            continue  # memos stand among what it writes, in archives or with checksums
        for layer in ("all", "gold", layers[0].name):
            out = folder / f"{format.name}-{layer[:4].encode().hex()}"
            out.mkdir(parents=True)
            try:
                exporting.export(project, out / f"data{(*format.extensions, '')[0]}", format.name, layer)
            except UserError as error:
                found[out.name] = str(error)
                continue
            files = [one for one in out.rglob("*") if one.is_file() and not one.name.startswith(".")]
            kept = {one.name: one.read_bytes() for one in files if not one.name.endswith(".memos.jsonl")}
            found[out.name] = kept
    return found
