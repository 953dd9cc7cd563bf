"""Which texts and source files a document's parts need beside them: also of what was removed or undone."""

import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.document import DocumentDraft
from annotator.operations.documents import documents
from annotator.store.project import Project
from annotator.store.taking.contents import ChannelContent, NamedContents, named_in
from annotator.sync.delivery import LineRun
from tests.operations.desks import make_table


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_table(tmp_path).project


def channels(project: Project) -> list[str]:
    return sorted({channel for _, channel in project.strands.vector() if channel.startswith("document/")})


def test_each_document_has_its_text_be_it_shown_removed_or_undone(project: Project) -> None:
    documents.add_drafts(project, [DocumentDraft("Undone", "Nobody has this text.")])
    (undone,) = (one for one in project.documents.all() if one.title == "Undone")
    removed, *_ = project.documents.all()
    expected = [ChannelContent(f"document/{one.id}", one.text_sha256, "") for one in project.documents.all()]
    assert project.strands.contents_of(channels(project)) == sorted(expected)
    project.undo()
    documents.remove(project, [removed.id])
    assert {removed.id, undone.id}.isdisjoint(one.id for one in project.documents.all())
    assert project.strands.contents_of([*channels(project), "shared", "document/unknown"]) == sorted(expected)
    assert project.strands.contents_of([f"document/{undone.id}"]) == [expected[-1]]
    assert [project.strands.text_of(one.text) for one in expected if one.channel.endswith(undone.id)] == [
        "Nobody has this text."
    ]
    assert project.strands.text_of("no hash") is None and project.strands.source_file_of("no hash") is None
    assert project.strands.contents_of([]) == []


HASHES = st.lists(st.text("0123456789abcdef", min_size=64, max_size=64), max_size=3)


@given(HASHES, HASHES, st.sampled_from([0, 1 << 20, (1 << 20) - 30, (1 << 20) - 80]), st.booleans())
def test_what_lines_name_is_found_wherever_it_stands(
    texts: list[str], files: list[str], before: int, is_packed: bool
) -> None:
    said = [f'{{"text_sha256":"{one}"}}' for one in texts] + [f'{{"source_file":"{one}"}}' for one in files]
    body = (" " * before + ",".join(['{"title":"\\"text_sha256\\":\\"00\\""}', *said])).encode()
    run = LineRun(1, 1, zlib.compress(body, 1) if is_packed else body, is_packed)
    assert named_in([run, run]) == NamedContents(tuple(dict.fromkeys(texts)), tuple(dict.fromkeys(files)))
