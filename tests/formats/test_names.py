"""Names that are safe in a file system, or unique in a list."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.names import (
    FileNames,
    coder_names,
    home_layer,
    layer_names,
    layers_of,
    unique_names,
)
from annotator.model.bundle import Bundle
from annotator.model.coder import LayerKind
from tests.formats.bundles import ANA, ANAS, BENS, CODERS, GOLD, bundles, sample_bundle
from tests.model.test_file_names import WANTED


@given(st.lists(WANTED, max_size=12))
def test_file_names_differ_by_more_than_case(wanted: list[str]) -> None:
    names = FileNames()
    made = [names.make(one) for one in wanted]
    assert len({name.casefold() for name in made}) == len(made)


@given(st.lists(st.sampled_from(["Ana", "Ana (2)", "", "Ben"])))
def test_names_in_a_list_are_unique_and_the_first_is_as_wanted(wanted: list[str]) -> None:
    named = unique_names((str(number), want) for number, want in enumerate(wanted))
    assert len(set(named.values())) == len(wanted)
    assert all(name.startswith(want) for name, want in zip(named.values(), wanted, strict=True))
    assert not wanted or named["0"] == wanted[0]


def test_a_layer_is_called_by_its_coders_pseudonym_unless_people_may_be_named() -> None:
    assert layer_names(sample_bundle(), named=False) == {ANAS: "C1", BENS: "C2", GOLD: "Gold"}
    assert layer_names(sample_bundle(), named=True) == {ANAS: "Ana Souza", BENS: "Ben Ötker", GOLD: "Gold"}
    same = tuple(coder.model_copy(update={"pseudonym": "C"}) for coder in CODERS)
    assert coder_names(Bundle(sample_bundle().codebook, (), same))[ANA] == "C"


@settings(deadline=None)
@given(bundles())
def test_each_document_stands_where_it_was_coded_or_at_home(bundle: Bundle) -> None:
    home = home_layer(bundle)
    assert {layer.id: layer.kind for layer in bundle.layers}[home] is LayerKind.GOLD
    for coded in bundle.documents:
        found = layers_of(coded, home)
        assert {span.layer for span in coded.spans} <= set(found)
        assert len(set(found)) == len(found) >= 1


@pytest.mark.parametrize(("layers", "home"), [((ANAS, BENS), ANAS), ((), "annotations")])
def test_without_gold_home_is_the_first_layer_there_is(layers: tuple[str, ...], home: str) -> None:
    bundle = sample_bundle()
    kept = tuple(layer for layer in bundle.layers if layer.id in layers)
    assert home_layer(Bundle(bundle.codebook, (), layers=kept)) == home
