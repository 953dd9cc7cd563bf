"""Which of several hubs is meant: by its number or its name, and never by a guess."""

import pytest

from annotator.cli.hub.linking import hub_of
from annotator.model.errors import NotAllowed, NotFound
from tests.projects import make_desk


def test_the_only_hub_is_meant_and_of_several_the_one_that_is_named(tmp_path_factory: pytest.TempPathFactory) -> None:
    project = make_desk(tmp_path_factory.mktemp("hubs")).project
    with pytest.raises(NotFound, match="is on no hub yet"):
        hub_of(project, None)
    first = project.hubs.add("postgresql://k_1@hub.example.org/one")
    assert hub_of(project, None).id == first
    second = project.hubs.add("postgresql://k_2@hub.example.org:5433/two")
    with pytest.raises(NotAllowed, match=r"--hub 1 \(.*hub.example.org/one.*\) or --hub 2"):
        hub_of(project, None)
    for named, id in (("1", first), ("2", second), (" HUB.example.org:5433/two ", second)):
        assert hub_of(project, named).id == id
    with pytest.raises(NotFound, match="no hub “3”"):
        hub_of(project, "3")


def test_one_database_by_two_logins_is_told_apart_by_number(tmp_path_factory: pytest.TempPathFactory) -> None:
    project = make_desk(tmp_path_factory.mktemp("hubs")).project
    ids = [project.hubs.add(f"postgresql://k_{number}@hub.example.org/one") for number in (1, 2)]
    with pytest.raises(NotAllowed, match="several times"):
        hub_of(project, "hub.example.org/one")
    assert hub_of(project, "2").id == ids[1]
