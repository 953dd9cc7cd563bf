"""A row for each setting that somebody chose, and nothing in it that cannot be."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import BadProject
from annotator.model.settings import ProjectSettings
from annotator.model.verbs.verb import Told
from annotator.store.rows.rows import to_json
from annotator.store.rows.settings import settings_of, stored
from tests.projects import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


CHOICES = st.fixed_dictionaries(
    {},
    optional={
        "name": st.text(st.characters(exclude_categories=["Cs"])),
        "adjudicator_saves_codebook": st.booleans(),
        "pass_mark": st.floats(0.01, 1),
        "offer_mentions": st.booleans(),
        "adjudicate_without_names": st.booleans(),
        "names_after_last_decision": st.booleans(),
        "reasons": st.lists(st.sampled_from(["Wrong label", "看错", "خطأ"]), unique=True),
    },
)


@given(CHOICES)
def test_what_is_stored_is_what_is_read(chosen: dict[str, Any]) -> None:
    settings = settings_of({id: stored(id, value) for id, value in chosen.items()})
    assert settings.model_fields_set == set(chosen)
    assert settings.model_dump(mode="json", include=set(chosen)) == chosen
    assert settings.model_dump(exclude=set(chosen)) == ProjectSettings().model_dump(exclude=set(chosen))


def test_each_setting_is_a_row_of_its_own_so_that_another_can_be_taken_back(desk: Desk) -> None:
    project = desk.project
    for change in ({"pass_mark": 0.5}, {"offer_mentions": True}):
        with project.transact(Told(sentence="Choose")):
            project.settings.put(**change)
    assert (project.settings.get().pass_mark, project.settings.get().offer_mentions) == (0.5, True)
    project.undo()
    assert project.settings.get().model_fields_set == {"name", "pass_mark"}
    steps = project.journal.count()
    with project.transact(Told(sentence="Choose")):
        project.settings.put(pass_mark=0.5)
    assert project.journal.count() == steps, "it has the value already"


@pytest.mark.parametrize(
    ("id", "value"),
    [("pass_mark", 2), ("pass_mark", "high"), ("reasons", ["x", "X"]), ("offer_mentions", "on"), ("colour", "red")],
)
def test_a_setting_that_cannot_be_is_neither_written_nor_read(desk: Desk, id: str, value: Any) -> None:
    before = desk.project.settings.get()
    with pytest.raises(BadProject, match=f"The setting “{id}” of the project cannot be read"):
        desk.project.settings.put(**{id: value})
    assert desk.project.settings.get() == before
    with pytest.raises(BadProject, match=f"“{id}”"):
        settings_of({id: to_json(value)})


def test_a_row_that_is_no_json_is_damage() -> None:
    with pytest.raises(BadProject, match="damaged"):
        settings_of({"pass_mark": "{"})
