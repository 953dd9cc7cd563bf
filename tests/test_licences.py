"""What the program is made of: every package that it needs, with a licence that one may link to and ship."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from annotator import licences
from annotator.licences import DIRECT, Package, parts

PYPROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"


def key(requirement: str) -> str:
    """Return the name in a requirement as the index compares it."""
    name = re.match(r"[\w.-]+", requirement)
    assert name is not None
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def test_the_packages_are_those_that_the_program_asks_for() -> None:
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = (*project["dependencies"], *extras["parquet"], *extras["encryption"], *extras["hub"])
    # What is written psycopg[binary] brings psycopg-binary as well.
    brought = {"-".join(found) for each in asked for found in re.findall(r"^([\w.-]+)\[(\w+)\]", each)}
    assert {key(each) for each in DIRECT} == {key(each) for each in (*asked, *brought)}


def test_each_has_its_version_and_a_short_licence_and_stands_once() -> None:
    found = parts()
    names = [key(part.name) for part in found]
    assert len(names) == len({*names}) and names[0] == "python" and names[1:] == sorted(names[1:])
    assert {key(each) for each in ("PySide6-Essentials", "shiboken6", "pydantic-core", "mdurl", "numpy")} <= {*names}
    for part in found[1:]:
        assert part.version == metadata.version(part.name)
        assert 2 < len(part.licence) <= 80 and "\n" not in part.licence, part
        assert part.text().strip(), part


def test_nothing_is_among_them_that_could_only_be_had_under_the_gpl() -> None:
    for part in parts():
        choices = re.split(r"\s+OR\s+", part.licence)
        assert any(not re.search(r"(?<!L)A?GPL|Affero", choice) for choice in choices), part


def test_what_is_only_for_an_extra_or_not_there_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licences, "DIRECT", ("click", "no-such-package-here"))
    assert [part.name for part in parts()] == ["Python", "click"]
    # Its tests need other packages, which it asks for as an extra.
    monkeypatch.setattr(licences, "DIRECT", ("markdown-it-py",))
    assert [part.name for part in parts()][1:] == ["markdown-it-py", "mdurl"]


def test_a_part_without_a_text_of_its_licence_says_so() -> None:
    assert "under PSF-2.0; the installed package brings no text" in Package("Python", "3", "PSF-2.0").text()
    assert "MIT" in next(part for part in parts() if part.name == "pydantic").text()
