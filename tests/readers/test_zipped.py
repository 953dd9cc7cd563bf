"""Zip archives as folders."""

import io
import zipfile

import pytest

from annotator.model.errors import BadFile
from annotator.readers.registry import read_bytes
from tests.readers.samples import docx, p, row, xlsx, zipped


def test_each_file_is_read_as_what_it_is() -> None:
    inner = zipped({"deep.txt": "deep"})
    data = zipped(
        {"b/letter.docx": docx(p("Dear")), "a.txt": "first", "c.zip": inner, "t.xlsx": xlsx(row("text") + row("cell"))}
    )
    drafts = read_bytes("all.zip", data)
    assert [(draft.text, draft.source) for draft in drafts] == [
        ("first", "all.zip/a.txt"),
        ("Dear", "all.zip/b/letter.docx"),
        ("deep", "all.zip/c.zip/deep.txt"),
        ("cell", "all.zip/t.xlsx"),
    ]
    assert drafts[1].title == "letter"


def test_what_cannot_be_read_is_named_and_what_systems_add_is_not() -> None:
    added: dict[str, str | bytes] = {"__MACOSX/a.txt": "x", ".DS_Store": b"\0\1", "sub/Thumbs.db": b"\0"}
    (draft,) = read_bytes("all.zip", zipped({"a.txt": "x", "b.png": b"\x89PNG", "empty.txt": "", **added}))
    assert draft.notices[0].startswith("Not read: all.zip/b.png: it is a picture")
    assert draft.notices[1].startswith("Not read: all.zip/empty.txt: the file is empty")
    assert len(draft.notices) == 2


def test_a_damaged_member_does_not_keep_the_others_out() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.txt", "first words")
        archive.writestr("b.txt", "other words")
    (draft,) = read_bytes("all.zip", file.getvalue().replace(b"first", b"firsT", 1))
    assert draft.text == "other words"
    assert "all.zip: the file is damaged: a.txt cannot be unpacked" in draft.notices[0]


def test_names_in_utf_8_without_the_mark_are_read() -> None:
    data = zipped({"Erklärung.txt".encode().decode("cp437"): "x"})
    assert read_bytes("all.zip", data)[0].title == "Erklärung"


def test_the_encoding_that_is_chosen_goes_for_all() -> None:
    (draft,) = read_bytes("all.zip", zipped({"a.txt": "Мир".encode("cp1251")}), encoding="cp1251")
    assert draft.text == "Мир"


def test_archives_within_archives_and_nothing_else_are_refused() -> None:
    data = zipped({"a.txt": "x"})
    for _ in range(8):
        data = zipped({"a.zip": data})
    with pytest.raises(BadFile, match=r"^all.zip: nothing in it can be read .*more than 4 files"):
        read_bytes("all.zip", data)
    with pytest.raises(BadFile, match="there is no file in it"):
        read_bytes("all.zip", zipped({}))
    with pytest.raises(BadFile, match="packed more than 200 to 1"):
        read_bytes("all.zip", zipped({"a.txt": bytes(40_000_000)}))
