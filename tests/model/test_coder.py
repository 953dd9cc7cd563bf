"""People, layers and assignments: nothing nameless, nothing unknown, and words that stand in files stay."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from annotator.model.coder import Assignment, Coder, Layer, LayerKind, RecodeSample, State, pseudonyms
from annotator.model.ids import CoderId, LayerId

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


MADE = st.lists(
    st.tuples(st.sampled_from(["coder-1", "coder-2", "coder-3", "coder-7", "C1", "Ana"]), st.sampled_from("AB")),
    max_size=6,
).map(
    lambda said: [
        Coder(id=CoderId(f"{number}"), name=f"{name}{number}", pseudonym=pseudonym)
        for number, (pseudonym, name) in enumerate(said)
    ]
)
SILENT = st.dictionaries(st.sampled_from("012345"), st.sampled_from(["adjudicator", "lead"]))


@given(MADE, SILENT)
def test_no_two_are_called_alike_nobody_by_a_name_and_what_was_published_stays(
    coders: list[Coder], silent: dict[CoderId, str]
) -> None:
    called = pseudonyms(coders, silent)
    assert called.keys() == {one.id for one in coders} and len({*called.values()}) == len(coders)
    assert not {*called.values()} & {one.name for one in coders}
    assert all((id in silent) is (name.split("-")[0] in ("adjudicator", "lead")) for id, name in called.items())
    for kept in range(len(coders) + 1):
        published = {one.id: called[one.id] for one in coders[:kept]}
        again = pseudonyms(coders, {}, published)
        assert again.items() >= published.items() and len({*again.values()}) == len(coders)


@given(st.integers(1, 6), st.sets(st.integers(0, 5)))
def test_who_coded_is_numbered_without_those_who_did_not(count: int, silent: set[int]) -> None:
    coders = [Coder(id=CoderId(f"{n}"), name=f"N{n}", pseudonym=f"coder-{n + 1}") for n in range(count)]
    called = pseudonyms(coders, {one.id: "adjudicator" for one in coders if int(one.id) in silent})
    numbered = {word: [name for name in called.values() if name.startswith(word)] for word in ("coder", "adjudicator")}
    for word, names in numbered.items():
        assert names == [f"{word}-{number}" for number in range(1, len(names) + 1)]
    assert len(numbered["adjudicator"]) == len(silent & {*range(count)})


def test_a_number_that_is_free_now_is_not_given_to_another_than_whoever_is_called_so() -> None:
    lead, erased, other = (
        Coder(id=CoderId(str(n)), name=name, pseudonym=f"coder-{n}")
        for n, name in ((1, "Dana"), (2, "coder-2"), (3, "Ana"))
    )
    called = pseudonyms([lead, erased, other], {lead.id: "lead"})
    assert called == {lead.id: "lead-1", erased.id: "coder-1", other.id: "coder-3"}
