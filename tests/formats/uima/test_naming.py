"""CasNames of UIMA: letters, digits and underlines, from which ids come back."""

import re

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.codebooks import CodebookMaker
from annotator.formats.uima.naming import CasNames, feature_name, id_name, is_ours, type_name

IDS = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,20}", fullmatch=True)
VALUES = st.sampled_from(["a", 1, 1.5, True, ["a"]])


@given(id=IDS, value=VALUES, form=st.sampled_from(["", *"TBNS"]))
def test_ids_come_back_of_names_that_java_takes(id: str, value: str, form: str) -> None:
    for name in (type_name(id), feature_name(id, value, form), f"D{type_name(id)}"):
        assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name)
        assert id_name(name) == id


@given(one=IDS, other=IDS)
def test_two_ids_have_two_names(one: str, other: str) -> None:
    assert (type_name(one) == type_name(other)) is (one == other)


def test_names_of_others_stay_as_they_are() -> None:
    assert id_name("PosValue") == "PosValue"
    assert is_ours("webanno.custom.calls_on") and not is_ours("webanno.custom.Span")
    names = CasNames(CodebookMaker())
    assert names.label("webanno.custom.calls_on") == "calls-on"
    assert names.label("webanno.custom.Span") == "span"


def test_types_of_one_name_are_labels_of_their_own() -> None:
    names = CasNames(CodebookMaker())
    assert names.label("a.Span") != names.label("b.Span")
