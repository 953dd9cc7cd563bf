"""People, layers and assignments: nothing nameless, nothing unknown, and words that stand in files stay."""

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from annotator.model.coder import Assignment, Coder, Layer, LayerKind, RecodeSample, State
from annotator.model.ids import LayerId

COMPLETE: dict[type[BaseModel], dict[str, Any]] = {
    Coder: {"id": "c", "name": "Ana", "pseudonym": "C1"},
    Layer: {"id": "l", "name": "Ana", "kind": "coder", "coder": "c"},
    Assignment: {"layer": "l", "document": "d", "done": True},
    RecodeSample: {"layer": "l2", "drawn_from": "l", "done": 7, "seed": 2**31},
}


@pytest.mark.parametrize("model", COMPLETE)
def test_what_is_complete_is_read_as_it_was_written_and_cannot_be_changed(model: type[BaseModel]) -> None:
    made = model.model_validate(COMPLETE[model])
    assert model.model_validate_json(made.model_dump_json()) == made
    with pytest.raises(ValidationError, match="frozen"):
        setattr(made, next(iter(COMPLETE[model])), "other")


@pytest.mark.parametrize("model", COMPLETE)
def test_a_field_that_nobody_knows_is_refused(model: type[BaseModel]) -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        model.model_validate({**COMPLETE[model], "colour": "red"})


@pytest.mark.parametrize(("model", "name"), [(Coder, "name"), (Coder, "pseudonym"), (Layer, "name")])
def test_nobody_and_no_layer_is_without_a_name(model: type[BaseModel], name: str) -> None:
    with pytest.raises(ValidationError, match="at least 1 character"):
        model.model_validate({**COMPLETE[model], name: ""})


def test_the_words_that_stand_in_files_stay_as_they_are() -> None:
    assert [str(kind) for kind in LayerKind] == ["coder", "gold", "suggestions"]
    assert [str(state) for state in State] == ["untouched", "begun", "done"]
    assert Layer(id=LayerId("g"), name="Gold", kind=LayerKind.GOLD).coder is None
    assert Assignment.model_validate({"layer": "l", "document": "d"}).done is False
