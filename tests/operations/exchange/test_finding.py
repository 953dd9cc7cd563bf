"""What there is to import at a path."""

import os
from pathlib import Path

import pytest

from annotator.operations.exchange.finding import sources_in
from annotator.operations.exchange.importing import import_sources
from tests.operations.desks import new_project


def make(folder: Path, *names: str, content: str = "text") -> None:
    """Write files with their folders; each has a text of its own."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{content} {name}", "utf-8")


def found(folder: Path, *names: str, format: str = "") -> list[str]:
    """Return the paths of what is found, relative to the folder."""
    paths = [folder / name for name in names] or [folder]
    return [source.path.relative_to(folder).as_posix() for source in sources_in(paths, format=format)]


def test_folders_are_gone_through_in_order(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/2.txt", "a/1.md", "a/c/3.txt", "文/x y.txt")
    assert found(tmp_path) == ["a/1.md", "a/2.txt", "a/c/3.txt", "b.txt", "文/x y.txt"]
    assert found(tmp_path, "b.txt", "a") == ["b.txt", "a/1.md", "a/2.txt", "a/c/3.txt"]


def test_hidden_files_companions_and_projects_are_left_out_unless_named(tmp_path: Path) -> None:
    make(tmp_path, ".hidden", ".git/x", "g.jsonl", "g.codebook.json", "g.project.json", "g.card.json", "a.txt")
    make(tmp_path, "p.annot", "p.annot-wal", "p.annot-shm", "p.annot-journal")
    assert found(tmp_path) == ["a.txt", "g.jsonl"]
    assert found(tmp_path, "p.annot", ".hidden", "gone.txt") == ["p.annot", ".hidden", "gone.txt"]


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    assert found(tmp_path) == []


def test_a_folder_of_brat_is_one_and_what_stands_beside_it_is_found_too(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "brat/x.txt", "brat/lone.txt", "brat/annotation.conf", "brat/sub/y.txt", "table.csv")
    for pair in ("brat/x.ann", "brat/sub/y.ann"):
        (tmp_path / pair).write_text("T1\tactor 0 4\ttext\n")
    assert found(tmp_path) == [".", "a.md", "brat/lone.txt", "table.csv"]
    assert found(tmp_path, "brat") == ["brat", "brat/lone.txt"]
    assert found(tmp_path, "brat", format="brat") == ["brat"]
    assert found(tmp_path, "brat/x.ann", format="brat") == ["brat/x.ann"]


def test_a_chosen_kind_of_file_goes_for_each_file_of_a_folder(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b/c.txt")
    assert found(tmp_path, format="jsonl") == found(tmp_path, format="text") == ["a.txt", "b/c.txt"]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="the system has no links")
def test_links_that_lead_in_a_circle_end(tmp_path: Path) -> None:
    make(tmp_path, "a/x.txt")
    for number in range(3):
        (tmp_path / "a" / f"loop{number}").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    assert found(tmp_path) == ["a/x.txt", "nowhere"]


def test_a_deep_folder_is_gone_through_to_its_end(tmp_path: Path) -> None:
    inner = tmp_path
    while len(str(inner)) < 600:
        inner /= "deeper still"
        inner.mkdir()
    (inner / "x.txt").write_text("deep")
    assert len(found(tmp_path)) == 1


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "gone/" * 900])
def test_a_name_that_the_system_will_not_look_at_gets_a_sentence(tmp_path: Path, name: str) -> None:
    project = new_project(tmp_path / "p.annot")
    report = import_sources(project, sources_in([tmp_path / name]))
    assert len(report.failed) == 1 and "\n" not in report.failed[0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "pipe.jsonl")
    report = import_sources(new_project(tmp_path / "p.annot"), sources_in([tmp_path]))
    assert len(report.failed) == 2 and all("pipe" in sentence for sentence in report.failed)


def test_what_tells_of_the_rows_of_a_dataset_is_a_part_of_it_and_a_text_beside_them_is_not(tmp_path: Path) -> None:
    make(tmp_path, "set/a.txt", "set/notes/README.md", "solid_state.json")
    (tmp_path / "set/train.jsonl").write_text('{"tokens": ["Ed"], "ner_tags": ["B-PER"]}\n' * 2, "utf-8")
    (tmp_path / "set/README.md").write_text("---\ntask_categories:\n- x\n---\nA card.\n", "utf-8")
    for name in ("dataset_info.json", "state.json"):
        (tmp_path / "set" / name).write_text("{}", "utf-8")
    assert found(tmp_path, "set", "solid_state.json") == ["set", "set/a.txt", "set/notes/README.md", "solid_state.json"]
