from pathlib import Path

import pytest

from annotator.operations.exchange import remembered_maps
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.exchange.importing import import_sources, preview
from annotator.operations.exchange.remembered_maps import known_maps, remember
from annotator.readers.field_map import FieldSeen, field_map
from annotator.readers.known_maps import kind_of
from annotator.store.folders import config_folder
from tests.operations.desks import new_project

KIND = kind_of("table", [FieldSeen("Datum"), FieldSeen("日期")])
MAP = field_map(["date=Datum", "=日期"])


@pytest.fixture(autouse=True)
def no_maps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNOTATOR_CONFIG", str(tmp_path / "config"))


def test_a_map_is_known_again_and_the_latest_counts() -> None:
    assert known_maps() == ()
    remember(KIND, MAP)
    remember(KIND, field_map(["x=Datum"]))
    (one,) = known_maps()
    assert (one.kind, one.goes) == (KIND, field_map(["x=Datum"]))


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"kinds": 3}', '{"kinds": [{"reader": "t"}]}', "\ud800"])
def test_a_file_that_is_none_of_ours_counts_for_nothing_and_is_written_anew(content: str) -> None:
    config_folder().mkdir(parents=True, exist_ok=True)
    (config_folder() / remembered_maps.FILE_NAME).write_bytes(content.encode("utf-8", "surrogatepass"))
    assert known_maps() == ()
    remember(KIND, MAP)
    assert [one.goes for one in known_maps()] == [MAP]


def test_where_nothing_can_be_written_an_import_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("ANNOTATOR_CONFIG", str(tmp_path / "file"))
    remember(KIND, MAP)
    assert known_maps() == ()


def test_what_was_said_once_holds_for_the_next_file_of_its_kind(tmp_path: Path) -> None:
    rede = "Wir sprechen heute von dem Frieden und von seinem Preis in diesem Jahr."
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text(f"Rede;Redner;Sitzung\n{rede} {name};Ana;{name}\n", "utf-8")
    project = new_project(tmp_path / "p.annot")
    goes = field_map(["minister=Redner", "date=gone"])
    report = import_sources(project, [ImportSource(tmp_path / "a.csv", goes=goes)])
    assert report.notices == ["No file has a field called “gone”."]
    found = preview(ImportSource(tmp_path / "b.csv"))
    assert (found.drafts[0].metadata, found.goes) == (
        {"minister": "Ana", "Sitzung": "b"},
        field_map(["minister=Redner"]),
    )
    assert [field.name for field in found.fields] == ["Redner", "Sitzung"]
    assert [info.metadata["minister"] for info in project.documents.all()] == ["Ana"]
    project.close()
