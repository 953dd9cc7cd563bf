"""What the tables of Taguette say: documents, tags, highlights by whoever made them."""

import json
from pathlib import Path

import pytest

from annotator.formats.format import ReadOptions
from annotator.formats.taguette.reading import NO_TAG, read_database
from tests.formats.made_databases import TAGUETTE, TAGUETTE_WITH_PARENTS, make_database

AT = "2024-02-03 10:11:12.000000"
HTML = "<h1>Über 🕊</h1><p>We trust <b>them</b>.</p><p>But not today.</p>"
PLAIN = "Über 🕊We trust them.But not today."


def at(quote: str) -> tuple[int, int]:
    """Return where Taguette says that words stand."""
    start = PLAIN.index(quote)
    return len(PLAIN[:start].encode()), len(PLAIN[: start + len(quote)].encode())


def database(folder: Path, with_parents: bool = False) -> Path:
    def added(number: int, login: str) -> tuple[int, str, str, int, int, str]:
        payload = {"type": "highlight_add", "highlight_id": number, "start_offset": 0, "end_offset": 1, "tags": []}
        return number, AT, login, 1, 1, json.dumps(payload)

    highlights = [
        (1, 1, *at("trust them"), "<p>trust <b>them</b></p>"),
        (2, 1, *at("them.But not"), "<p><b>them</b>.</p><p>But not</p>"),
        (3, 1, *at("today"), "<p>today</p>"),
        (4, 1, *at("Über 🕊"), "<h1>Über 🕊</h1>"),
    ]
    tags = [(1, 1, "trust", "Who trusts."), (2, 1, "trust.not", "Who does not.")]
    rows = {
        "users": [("ana", AT, None), ("ben", AT, None)],
        "projects": [(1, "Talks", "About talks.", AT)],
        "documents": [(1, "one", "the first", "one.html", AT, 1, "LEFT_TO_RIGHT", HTML)],
        "highlights": highlights,
        "tags": [(*tag, None if tag[0] == 1 else 1) for tag in tags] if with_parents else tags,
        "highlight_tags": [(1, 1), (2, 1), (2, 2), (4, 2)],
        "commands": [added(1, "ana"), added(2, "ben"), added(3, "ana"), (9, AT, "ben", 1, 1, "no JSON")],
    }
    schema = TAGUETTE_WITH_PARENTS if with_parents else TAGUETTE
    return make_database(folder / "talks.sqlite3", schema, rows)


@pytest.mark.parametrize("with_parents", [False, True])
def test_highlights_stand_where_they_were_made_and_are_whose_they_are(tmp_path: Path, with_parents: bool) -> None:
    bundle = read_database(database(tmp_path, with_parents), ReadOptions(coder="Me"))
    (coded,) = bundle.documents
    assert coded.document.text == "Über 🕊\n\nWe trust them.\n\nBut not today."
    people, names = ({one.id: one.name for one in found} for found in (bundle.layers, bundle.codebook.labels))
    assert {(people[span.layer], names[span.label], span.quote) for span in coded.spans} == {
        ("ana", "trust", "trust them"),
        ("ben", "trust", "them.\n\nBut not"),
        ("ben", "trust.not", "them.\n\nBut not"),
        ("ana", NO_TAG, "today"),
        ("Me", "trust.not", "Über 🕊"),
    }
    labels = {label.name: label for label in bundle.codebook.labels}
    assert labels["trust"].definition == "Who trusts."
    assert labels["trust.not"].parent == (labels["trust"].id if with_parents else None)
    assert [notice.split(";")[0] for notice in bundle.notices] == ["1 highlight has no tag"]
    assert {(memo.text, memo.document is None) for memo in bundle.memos} == {
        ("About talks.", True),
        ("the first", False),
    }


def test_several_projects_in_one_file_are_told_apart_in_the_metadata(tmp_path: Path) -> None:
    rows = {
        "projects": [(1, "A", "", AT), (2, "B", "", AT)],
        "documents": [
            (number, f"d{number}", "", "", AT, number, "LEFT_TO_RIGHT", f"<p>text {number}</p>") for number in (1, 2)
        ],
        "tags": [(1, 1, "x", ""), (2, 2, "x", "as B has it"), (3, 2, "y", "")],
        "highlights": [(1, 1, 0, 4, "<p>text</p>"), (2, 2, 0, 4, "<p>text</p>"), (3, 9, 0, 4, "")],
        "highlight_tags": [(1, 1), (2, 2)],
    }
    bundle = read_database(make_database(tmp_path / "server.sqlite3", TAGUETTE, rows), ReadOptions())
    assert [coded.document.metadata for coded in bundle.documents] == [{"project": "A"}, {"project": "B"}]
    assert [(label.name, label.definition) for label in bundle.codebook.labels] == [("x", "as B has it"), ("y", "")]
    assert any("not there" in notice for notice in bundle.notices) and bundle.name == "server"
