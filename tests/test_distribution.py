"""What one installs: its name everywhere, and a wheel that has all that the program reads."""

import re
import tomllib
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from annotator import __version__
from annotator.readers.columnar import INSTALL

ROOT = Path(__file__).resolve().parents[1]
NAME = "diplomatic-annotator"
SAYING = [
    *(path for folder in ("annotator", "resources", "packaging", "tools") for path in (ROOT / folder).rglob("*")),
    *(ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "Makefile")),
]
TEXTS = sorted(path for path in SAYING if path.suffix in (".py", ".md", ".json", ".txt", "") and path.is_file())
SOMEBODY_ELSES = r"""install\s+(?:-\S+\s+)*["'`]?annotator\b|(?<![-\w])annotator\[\w"""
"""The name of another's distribution as what to install, or with one of our extras."""


def project() -> dict[str, object]:
    """Return what pyproject.toml says of the distribution."""
    found: dict[str, object] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return found


def test_the_distribution_has_a_name_of_its_own_and_the_command_stays() -> None:
    said = project()
    assert said["name"] == NAME and said["scripts"] == {"annotator": "annotator.__main__:main"}


def test_no_text_tells_to_install_the_program_of_somebody_else() -> None:
    assert len(TEXTS) > 300
    wrong = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in TEXTS
        for found in re.finditer(SOMEBODY_ELSES, path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    ["pip install annotator", "pip install 'annotator[parquet]'", "use annotator[parquet]", "install -U annotator"],
)
def test_such_a_text_would_be_found(text: str) -> None:
    assert re.search(SOMEBODY_ELSES, text)
    assert not re.search(SOMEBODY_ELSES, text.replace("annotator", NAME))


def test_what_is_told_to_install_names_an_extra_that_there_is() -> None:
    (extra,) = re.findall(rf"^pip install '{NAME}\[(\w+)\]'$", INSTALL)
    extras = project()["optional-dependencies"]
    assert isinstance(extras, dict) and extra in extras


def test_the_version_does_not_hang_on_what_the_distribution_is_called() -> None:
    assert project()["dynamic"] == ["version"] and re.fullmatch(r"\d+\.\d+\.\d+", __version__)
    asking = r"""(?:version|distribution|metadata)\(\s*["'](?:diplomatic-)?annotator["']"""
    assert [path.name for path in TEXTS if path.suffix == ".py" and re.search(asking, path.read_text("utf-8"))] == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of what is in this folder."""
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("wheel")), versions=["standard"])
    return Path(built)


def test_the_wheel_is_called_so_and_carries_what_the_program_reads(wheel: Path) -> None:
    assert wheel.name == f"diplomatic_annotator-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as packed:
        names = {*packed.namelist()}
        cited = packed.read("annotator/_resources/CITATION.cff")
    assert cited == (ROOT / "CITATION.cff").read_bytes()
    pages = {f"annotator/_resources/help/{path.name}" for path in (ROOT / "resources" / "help").glob("*.md")}
    pictures = {
        f"annotator/_resources/help/pictures/{path.name}" for path in (ROOT / "resources/help/pictures").iterdir()
    }
    assert pages and pictures and pages | pictures <= names
    assert f"diplomatic_annotator-{__version__}.dist-info/licenses/LICENSE" in names
