"""The parts of a project: found however their paths are written, and never outside of it."""

import random
import zipfile
from pathlib import Path

import pytest

from annotator.formats.refi.container import RefiContainer
from annotator.model.errors import BadFile
from annotator.readers import archive, registry
from tests.formats.refi.projects import CODE, TEXT, only, qde, qdpx, read, selection, text_source

CANARY = "CANARY-must-not-appear"


@pytest.mark.parametrize(
    ("path", "member"),
    [
        ("internal://t.txt", "sources/t.txt"),
        ("internal://T.TXT", "Sources/t.txt"),
        ("internal://Sources/t.txt", "Sources/t.txt"),
        ("t.txt", "sources/t.txt"),
        ("sources\\t.txt", "sources/t.txt"),
        ("relative:///t.txt", "SOURCES/T.txt"),
        ("internal://t.txt", "study/sources/t.txt"),
    ],
)
def test_a_source_is_found_however_its_path_is_written(tmp_path: Path, path: str, member: str) -> None:
    project = qde(text_source(selection(7, 18, "urged China"), path=f'plainTextPath="{path}"'))
    coded = only(
        read(qdpx(tmp_path, project, {member: TEXT.encode(), "__MACOSX/sources/._t.txt": b"x", ".root": b"y"}))
    )
    assert [span.quote for span in coded.spans] == ["urged China"]


@pytest.mark.parametrize("kind", ["qdpx", "qde"])
def test_nothing_outside_of_a_project_is_read(tmp_path: Path, kind: str) -> None:
    (tmp_path / "secret.txt").write_text(CANARY)
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "secret.txt").write_text(CANARY)
    paths = [
        "relative:///../secret.txt",
        "internal://../../secret.txt",
        "../secret.txt",
        "secret.txt",
        f"absolute://{tmp_path}/secret.txt",
        f"{tmp_path}/secret.txt",
        "absolute:///etc/passwd",
        "file:///etc/passwd",
    ]
    sources = "".join(
        text_source(path=f'plainTextPath="{path}"', number=n).removeprefix("<Sources>").removesuffix("</Sources>")
        for n, path in enumerate(paths)
    )
    project = qde(f"<Sources>{sources}</Sources>")
    if kind == "qde":
        path = inside / "project.qde"
        path.write_text(project)
        (inside / "sources").mkdir()
        (inside / "sources" / "secret.txt").symlink_to(tmp_path / "secret.txt")
    else:
        path = qdpx(inside, project, {"../../secret.txt.bak": b"x"})
    bundle = read(path)
    assert not list(bundle.documents)
    assert any(notice.startswith(f"{len(paths)} sources are left out") for notice in bundle.notices)


def test_a_project_by_itself_is_read_with_the_sources_beside_it(tmp_path: Path) -> None:
    (tmp_path / "Sources").mkdir()
    (tmp_path / "Sources" / "t.txt").write_bytes(TEXT.encode())
    (tmp_path / "project.qde").write_text(qde(text_source(selection(7, 18, "urged China"))))
    assert [span.quote for span in only(read(tmp_path / "project.qde")).spans] == ["urged China"]


def test_texts_in_other_encodings_are_read_and_a_guess_is_said(tmp_path: Path) -> None:
    text = "Zürich und Genève. " * 20
    for encoding, guessed in (("utf-16", False), ("utf-8-sig", False), ("cp1252", True)):
        project = qde(text_source(selection(11, 17, "Genève")))
        bundle = read(qdpx(tmp_path, project, {"sources/t.txt": text.encode(encoding)}))
        assert [span.quote for span in only(bundle).spans] == ["Genève"]
        assert any("windows-1252" in notice for notice in bundle.notices) is guessed


def test_text_in_the_project_itself_is_read_with_its_line_ends(tmp_path: Path) -> None:
    content = "<PlainTextContent>One line.\r\nAnother line.</PlainTextContent>"
    two = qde(text_source(content + selection(11, 18, "Another"), path=""))
    one = qde(text_source(content + selection(10, 17, "Another"), path=""))
    for project in (one, two):
        assert [span.quote for span in only(read(qdpx(tmp_path, project, {}))).spans] == ["Another"]


def test_a_project_with_films_beyond_what_a_document_may_be_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 5_000)
    monkeypatch.setattr(registry, "MOST_BYTES", 5_000)
    film = {"sources/film.mp4": random.Random(1).randbytes(50_000), "sources/t.txt": TEXT.encode()}
    coded = only(read(qdpx(tmp_path, qde(text_source(selection(7, 18, "urged China"))), film)))
    assert [span.quote for span in coded.spans] == ["urged China"]


@pytest.mark.parametrize("part", ["project.qde", "sources/t.txt"])
def test_a_part_that_unpacks_to_far_more_than_it_is_is_refused_where_it_is_read(tmp_path: Path, part: str) -> None:
    bomb = b"<Project>" + b" " * 20_000_000
    path = tmp_path / "study.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("project.qde", bomb if part == "project.qde" else qde(text_source(selection(7, 18))))
        made.writestr("sources/t.txt", bomb)
    with pytest.raises(BadFile, match="packed more than"):
        read(path)


def test_odd_numbers_deep_codes_and_guids_that_are_given_twice_end_in_a_sentence_or_are_counted(tmp_path: Path) -> None:
    odd = [
        f'<PlainTextSelection guid="{number}" startPosition="{start}" endPosition="{stop}"><Coding guid="twice">'
        f'<CodeRef targetGUID="{CODE}"/></Coding></PlainTextSelection>'
        for number, (start, stop) in enumerate(
            [("9" * 400, "9"), ("-5", "3"), ("7", "2"), ("a", "b"), ("7", "12"), ("0", "6")]
        )
    ]
    coded = only(read(qdpx(tmp_path, qde(text_source(*odd)))))
    assert sorted(span.quote for span in coded.spans) == ["France", "urged"]
    deep = '<Code guid="1" name="a">' * 400 + "</Code>" * 400
    with pytest.raises(BadFile):
        read(qdpx(tmp_path, qde(codes=f"<CodeBook><Codes>{deep}</Codes></CodeBook>")))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"<x/>", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_project_is_a_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "study.qdpx"
    path.write_bytes(data)
    with pytest.raises(BadFile):
        RefiContainer(path)
