"""Paths as Windows takes them beyond 259 characters, and as SQLite takes them as an address."""

import ast
import errno
import re
import sqlite3
import unicodedata
from collections.abc import Callable
from contextlib import closing
from pathlib import Path, PureWindowsPath
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import paths
from annotator.paths import (
    LONGEST,
    LONGEST_NAME,
    ROOM,
    as_it_lies,
    ends_in,
    extended,
    installed,
    is_share,
    long_path,
    put_file,
    rename_file,
    system_says,
    uri_of,
)
from tests.examples import examples

PARTS = st.lists(st.text(st.characters(codec="utf-8", exclude_characters='/\\:*?"<>|\0.'), min_size=1), max_size=6)
ROOTS = st.sampled_from(["C:\\", "D:\\x\\", "\\\\server\\share\\", "\\\\?\\C:\\", "\\\\?\\UNC\\server\\share\\"])


@given(ROOTS, PARTS)
@settings(max_examples=examples(100))
def test_a_prefix_takes_the_bound_away_and_names_the_same_place(root: str, parts: list[str]) -> None:
    path = PureWindowsPath(root, *parts)
    long = extended(path)
    assert long.startswith("\\\\?\\") and extended(PureWindowsPath(long)) == long
    rest = long.removeprefix("\\\\?\\")
    rest = f"\\\\{rest.removeprefix('UNC')[1:]}" if rest.startswith("UNC\\") else rest
    assert PureWindowsPath(rest) == PureWindowsPath(
        str(path).replace("\\\\?\\UNC\\", "\\\\", 1).removeprefix("\\\\?\\") if root.startswith("\\\\?\\") else path
    )


@pytest.mark.parametrize("path", ["a", "C:a", "\\a", "..\\a"])
def test_what_is_no_whole_path_stays(path: str) -> None:
    assert extended(PureWindowsPath(path)) == path


def test_only_where_there_would_be_no_room_and_on_windows_alone(tmp_path: Path) -> None:
    short, long = Path("/x"), tmp_path / ("y" * (LONGEST - ROOM))
    assert long_path(short, is_windows=True) is short
    assert long_path(long, is_windows=False) is long
    # The long one has no drive, so that it is no whole path there.
    assert long_path(long, is_windows=True) == (Path(extended(PureWindowsPath(long))) if long.drive else long)


@given(ROOTS, PARTS)
@settings(max_examples=examples(100))
def test_an_address_has_no_authority_and_names_the_whole_path(root: str, parts: list[str]) -> None:
    path = PureWindowsPath(root, *parts)
    address, _, parameters = uri_of(path, "mode=ro").partition("?")
    assert parameters == "mode=ro" and unquote(address.removeprefix("file:")) == str(path)
    assert not address.startswith("file:/"), "what follows two slashes is an authority, which SQLite refuses"


@given(PARTS.filter(bool))
@settings(max_examples=examples(30))
def test_sqlite_opens_what_the_address_names(tmp_path_factory: pytest.TempPathFactory, parts: list[str]) -> None:
    name = parts[0].encode()[:100].decode("utf-8", "ignore") or "x"
    path = tmp_path_factory.mktemp("uri") / name
    with closing(sqlite3.connect(uri_of(path), uri=True)) as connection:
        connection.execute("CREATE TABLE t (x)")
    assert [one.name for one in path.parent.iterdir()] == [name]


@given(ROOTS, PARTS)
@settings(max_examples=examples(30))
def test_a_share_is_told_with_the_prefix_and_without(root: str, parts: list[str]) -> None:
    path = PureWindowsPath(root, *parts)
    assert is_share(path) == ("server" in root) == is_share(PureWindowsPath(extended(path)))
    assert not is_share(Path("/", *parts))


def test_a_program_beside_the_texts_is_not_taken_for_an_installed_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("texts", "bin"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "tesseract").write_text("#!/bin/sh\n")
        (tmp_path / folder / "tesseract").chmod(0o755)
    monkeypatch.chdir(tmp_path / "texts")
    for path, found in ((".", None), (str(tmp_path / "bin"), str(tmp_path / "bin" / "tesseract")), ("/nowhere", None)):
        monkeypatch.setenv("PATH", path)
        assert installed("tesseract") == found


class Held:
    """A file that something else has open for so many tries; `waited`: how often one waited for it."""

    def __init__(self, patch: pytest.MonkeyPatch, tries: int, system: str) -> None:
        self.waited, self._left = list[float](), tries
        for name in ("replace", "rename"):
            patch.setattr(Path, name, self._moving(getattr(Path, name)))
        patch.setattr("annotator.paths.time.sleep", self.waited.append)
        patch.setattr("annotator.paths.sys.platform", system)

    def _moving(self, move: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
        def moved(one: Path, place: Path) -> Path:
            if self._left:
                self._left -= 1
                raise PermissionError(13, "it is being used", str(one))
            return move(one, place)

        return moved


@pytest.mark.parametrize("move", [put_file, rename_file])
@pytest.mark.parametrize(("system", "tries", "waits"), [("win32", 0, 0), ("win32", 5, 5), ("linux", 0, 0)])
def test_a_file_that_is_held_for_a_moment_is_waited_for(
    move: Callable[[Path, Path], None],
    system: str,
    tries: int,
    waits: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "made").write_text("x")
    held = Held(monkeypatch, tries, system)
    move(tmp_path / "made", tmp_path / "place")
    assert (tmp_path / "place").read_text() == "x" and len(held.waited) == waits


@pytest.mark.parametrize(("system", "most_s"), [("win32", 1.0), ("linux", 0.0)])
def test_one_that_stays_held_is_said_after_a_second_and_elsewhere_at_once(
    system: str, most_s: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(monkeypatch, 1_000, system)
    with pytest.raises(PermissionError):
        put_file(tmp_path / "made", tmp_path / "place")
    assert sum(held.waited) == pytest.approx(most_s)


def test_a_name_that_is_taken_is_waited_for_by_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held(monkeypatch, 0, "win32")

    def taken(one: Path, place: Path) -> None:
        raise FileExistsError(17, "taken", str(one))

    monkeypatch.setattr(Path, "rename", taken)
    with pytest.raises(FileExistsError):
        rename_file(tmp_path / "made", tmp_path / "place")
    assert held.waited == []


def test_whatever_moves_files_does_it_patiently() -> None:
    package = Path(paths.__file__).parent
    impatient = [
        str(file.relative_to(package))
        for file in package.rglob("*.py")
        if file.name != "paths.py" and ".replace(" in (text := file.read_text(encoding="utf-8"))
        for node in ast.walk(ast.parse(text))
        # That of a text has two arguments, that of a time only named ones.
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "replace"
        if len(node.args) == 1 and not node.keywords
    ]
    assert impatient == ["store/erasing/erasing.py"], "by `put_file` of annotator/paths.py"  # a method of ours


@pytest.mark.parametrize("name", ["a.annot", "A.ANNOT", "a.b.Annot"])
def test_the_ending_of_a_file_counts_whatever_its_case(name: str) -> None:
    assert ends_in(Path(name), ".packet", ".annot") and not ends_in(Path(name), ".packet")
    assert not ends_in(Path(f"{name}.txt"), ".annot")


def test_nothing_asks_for_an_ending_of_ours_by_its_case() -> None:
    asks = re.compile(r"\.suffix (?:==|!=|(?:not )?in) \(?(?:\w+\.)?(?:SUFFIX|INVITATION|_PROJECT|_ENDINGS)\b")
    package = Path(paths.__file__).parent
    found = {str(file.relative_to(package)) for file in package.rglob("*.py") if asks.search(file.read_text("utf-8"))}
    assert found <= {"store/backups/folder.py"}, "by `ends_in` of annotator/paths.py"  # whose files are our own


@given(st.text("aé漢", min_size=1, max_size=300), st.integers(0, 30))
@settings(max_examples=examples(100))
def test_of_a_path_that_is_too_long_it_is_said_what_is(name: str, folders: int) -> None:
    path = Path("/".join(["d" * 200] * folders), name)
    said = system_says(OSError(errno.ENAMETOOLONG, "File name too long", str(path)))
    if len(name.encode()) > LONGEST_NAME:
        assert said == f"the name is too long: {len(name.encode())} bytes, where 255 are the most"
    elif len(str(path).encode()) >= 4096:
        assert said.startswith("the path is too long: ") and said.endswith("where 4,095 are the most")
    else:
        assert said == "the name is too long"
    assert system_says(OSError(errno.EROFS, "Read-only file system", str(path))) == "Read-only file system"


@pytest.mark.parametrize("lies", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["NFC", "NFD"])
def test_a_file_is_found_however_its_accents_are_typed(tmp_path: Path, lies: str, typed: str) -> None:
    names = ("Études", "déclaration.txt")
    there = tmp_path.joinpath(*(unicodedata.normalize(lies, name) for name in names))  # type: ignore[arg-type]
    there.parent.mkdir()
    there.write_text("A text.")
    asked = tmp_path.joinpath(*(unicodedata.normalize(typed, name) for name in names))  # type: ignore[arg-type]
    assert as_it_lies(asked).samefile(there)
    assert as_it_lies(asked.with_name("Néant.txt")).parent.samefile(there.parent)
    twin = there.with_name(unicodedata.normalize("NFC" if lies == "NFD" else "NFD", there.name))
    if not twin.exists():  # where the two are two files, the one that is named is meant
        twin.write_text("Another.")
        assert as_it_lies(asked.parent.parent / there.parent.name / asked.name).name == asked.name
