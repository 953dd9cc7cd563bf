"""What comes in a second time is here already, in every format: nothing is new, and nobody is asked about changes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.formats.registry import FORMATS
from annotator.model.errors import NotFound
from annotator.operations.exchange import exporting, foreseeing, importing
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.exchange.import_report import ImportReport
from annotator.store.project import Project
from tests.examples import examples
from tests.operations.random_projects import content_of, fillings
from tests.projects import default_codebook

BOTH_WAYS = [one for one in FORMATS if one.writer is not None and one.reader is not None]


def written(project: Project, folder: Path, name: str, layer: str) -> Path | None:
    """Export a layer, or all; None where a format cannot hold it in one file, or there is nothing."""
    form = next(one for one in BOTH_WAYS if one.name == name)
    out = folder / ("out" if form.folder else f"out{form.extensions[0]}")
    try:
        exporting.export(project, out, name, layer=layer, names=True)
    except NotFound:
        return None
    return out if out.exists() else None


def taken(project: Project, path: Path, is_update: bool = False) -> ImportReport:
    return importing.import_sources(project, [ImportSource(path)], processes=0, is_update=is_update)


def test_all_formats_that_come_back_are_tried() -> None:
    assert {"jsonl", "brat", "csv", "xlsx", "refi-qda", "webanno", "xmi", "cas-json"} <= {one.name for one in BOTH_WAYS}


@pytest.mark.parametrize("name", [one.name for one in BOTH_WAYS])
@settings(max_examples=examples(3, usual=2), deadline=None, suppress_health_check=list(HealthCheck))
@given(fill=fillings(), update=st.booleans())
def test_an_export_of_ours_that_is_imported_twice_changes_nothing_the_second_time(
    tmp_path_factory: pytest.TempPathFactory, name: str, fill: Callable[[Path], Project], update: bool
) -> None:
    folder = tmp_path_factory.mktemp("twice")
    with fill(folder / "a.annot") as project:
        out = written(project, folder, name, "all")
    if out is None:
        return
    with Project.create(folder / "b.annot", default_codebook()) as other:
        if taken(other, out).failed:
            return
        before = content_of(other)
        ahead = foreseeing.look_ahead(other, [ImportSource(out)])
        assert ahead is None or [one for one in ahead.updates if one.overwrites] == []
        again = taken(other, out, is_update=update)
        assert (again.spans, again.documents, again.coders) == (0, [], [])
        assert content_of(other) == before


@pytest.mark.parametrize("name", [one.name for one in BOTH_WAYS])
@settings(max_examples=examples(3, usual=2), deadline=None, suppress_health_check=list(HealthCheck))
@given(fill=fillings())
def test_gold_alone_takes_nothing_of_what_its_coders_coded(
    tmp_path_factory: pytest.TempPathFactory, name: str, fill: Callable[[Path], Project]
) -> None:
    folder = tmp_path_factory.mktemp("gold")
    with fill(folder / "a.annot") as project:
        out = written(project, folder, name, "gold")
        if out is None:
            return
        ahead = foreseeing.look_ahead(project, [ImportSource(out)])
        taken_away = [] if ahead is None else [one for one in ahead.updates if one.gone or one.reopened]
        assert taken_away == []
