"""The folders of the user are those that Qt names, on whichever platform, or what the environment says."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from annotator.store.folders import config_folder, data_folder

_Place = QStandardPaths.StandardLocation


@pytest.mark.parametrize(
    ("folder", "variable", "place"),
    [
        (config_folder, "ANNOTATOR_CONFIG", _Place.GenericConfigLocation),
        (data_folder, "ANNOTATOR_DATA", _Place.GenericDataLocation),
    ],
)
@pytest.mark.parametrize("named", [None, "/somewhere else", "relative"])
def test_a_folder_is_what_the_environment_names_else_the_platforms(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    folder: Callable[[], Path],
    variable: str,
    place: _Place,
    named: str | None,
) -> None:
    for each in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(each, raising=False)
        if named is not None:
            monkeypatch.setenv(each, named)
    monkeypatch.setenv(variable, str(tmp_path))
    assert folder() == tmp_path
    monkeypatch.delenv(variable)
    if named != "relative":  # which Qt takes, against what the standard says
        assert folder() == Path(QStandardPaths.writableLocation(place)) / "annotator"
    else:
        assert folder().is_relative_to(Path.home())
