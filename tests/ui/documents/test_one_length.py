"""How long a text is says Code as Documents does, and `annotator info` what Code has of it, whatever its script."""

import contextlib
import io
import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.cli.main import run
from annotator.model.document import DocumentDraft, canonical
from annotator.model.text import TextIndex
from annotator.operations.codebook.codebook import default_codebook
from annotator.operations.documents import documents
from annotator.operations.documents.listing import counted_sizes, document_rows
from annotator.store.project import Project
from annotator.ui.documents.columns import WORDS, ColumnKind, TableColumn, said
from annotator.ui.reader.head_facts import head_in
from tests.examples import examples

PIECES = st.sampled_from(
    [
        *(
            "urged ",
            "l’appel ",
            "3.5 ",
            "— ",
            "\n\n",
            "\r\n",
            "\t",
            "\u2028",
            "\u00a0",
            "\u200b",
            "\ufeff",
            "\x0c",
            "e\u0301",
        ),
        *("中国。", "外交部 ", "カナ", "ประเทศไทย", "ບ້ານ", "ភាសា", "မြန်မာ", "བོད་", "𠮷", "한국 정부는 "),
        *("دعا ", "السلام\u200f", "שלום ", "किया ", "🕊", "👩‍👩‍👧‍👦 ", "𝔘𝔫𝔦 ", "，", "々", "〇", "Ａ１ "),
    ]
)
TEXTS = st.lists(st.lists(PIECES, min_size=1, max_size=30).map("".join), min_size=1, max_size=5)
LONG = "word " * 70_000
"""Longer than what is counted in no time."""


@settings(max_examples=examples(30, usual=10))
@given(texts=TEXTS, is_older=st.booleans())
@example([LONG, "中国" * 160_000, "中国。word"], False)
@example([LONG], True)
def test_every_text_has_one_length(tmp_path_factory: pytest.TempPathFactory, texts: list[str], is_older: bool) -> None:
    """`is_older`: the file is of a version that counted no words."""
    path = tmp_path_factory.mktemp("length") / "p.annot"
    texts = [*dict.fromkeys(text for text in map(canonical, texts) if text.strip())]
    with Project.create(path, default_codebook()) as project:
        documents.add_drafts(project, [DocumentDraft(f"Text {at}", text) for at, text in enumerate(texts)])
        if is_older:
            project._connection.execute("UPDATE texts SET words = NULL, counted = 'words'")
        in_code = {info.id: _in_code(project, info.id) for info in project.documents.all()}
        for _ in counted_sizes(project):
            pass
        column = TableColumn(WORDS, "words", ColumnKind.NUMBER)
        in_documents = {row.info.id: said(column, row) for row in document_rows(project)}
        assert in_code == {id: _as_a_fact(text) for id, text in in_documents.items()}
        of_code = sum(_code_points(project.documents.get(id).text) for id in in_code)
    assert _told(path)["characters"] == of_code


def _in_code(project: Project, id: str) -> str:
    facts = [fact.text for fact in head_in(project, project.documents.get(id)).second]
    (found,) = [text for text in facts if text.endswith((" word", " words", " 字"))]
    return found


def _code_points(text: str) -> int:
    """Return how many characters Code takes a text for, which has it as Qt does, in units of UTF-16."""
    return TextIndex(text).from_qt(len(text.encode("utf-16-le")) // 2)


def _as_a_fact(cell: str) -> str:
    """Return what a cell of a column of words says, as the head of a text says it."""
    return cell if cell.endswith("字") else f"{cell} {'word' if cell == '1' else 'words'}"


def _told(path: Path) -> dict[str, object]:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        assert run(["info", str(path), "--json"], lambda _: "") == 0
    found = json.loads(said.getvalue())
    assert isinstance(found, dict)
    return found
