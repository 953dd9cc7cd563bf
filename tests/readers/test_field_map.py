import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.document import DocumentDraft
from annotator.model.errors import NotAllowed
from annotator.readers.field_map import AS_IT_IS, NOWHERE, TARGETS, FieldMap, applied, field_map, fields_of

NAMES = st.text("abcdeé日 ", min_size=1, max_size=6).filter(str.strip)
MAPS = st.dictionaries(NAMES, st.one_of(NAMES, st.sampled_from([NOWHERE, *TARGETS]))).map(
    lambda pairs: FieldMap(tuple(pairs.items()))
)
DRAFTS = st.lists(st.dictionaries(NAMES, st.text("xyz", min_size=1, max_size=4)), min_size=1, max_size=4).map(
    lambda all_: [DocumentDraft("A title", "Text.", metadata) for metadata in all_]
)


def test_a_map_is_said_in_lines() -> None:
    assert field_map(["date=Datum", "Speaker = Redner", "Ministry=Amt", "=Notiz"]).pairs == (
        ("Datum", "date"),
        ("Redner", "speaker"),
        ("Amt", "Ministry"),
        ("Notiz", NOWHERE),
    )


@pytest.mark.parametrize("said", [["date"], ["date="], [""], ["date=x", "speaker=x"]])
def test_what_says_no_field_is_refused(said: list[str]) -> None:
    with pytest.raises(NotAllowed):
        field_map(said)


@given(DRAFTS, MAPS)
def test_no_value_is_lost_but_by_a_map_that_leaves_it_out(drafts: list[DocumentDraft], goes: FieldMap) -> None:
    for before, after in zip(drafts, applied(drafts, goes), strict=True):
        said = f"{after.title} {after.metadata}"
        for name, value in before.metadata.items():
            if goes.get(name) != NOWHERE:
                assert value in said
        assert after.text == before.text


@given(DRAFTS)
def test_without_a_map_all_stays(drafts: list[DocumentDraft]) -> None:
    assert applied(drafts, AS_IT_IS) == drafts


@given(DRAFTS, MAPS)
def test_what_goes_to_a_place_stands_there(drafts: list[DocumentDraft], goes: FieldMap) -> None:
    for before, after in zip(drafts, applied(drafts, goes), strict=True):
        for name, value in before.metadata.items():
            target = goes.get(name)
            if target == "title" and name in dict(goes.pairs):
                assert value in after.title
            elif target != NOWHERE and (name in dict(goes.pairs)):
                assert value in after.metadata[target]


def test_several_fields_of_one_place_stand_in_a_row_and_what_was_there_is_kept_beside() -> None:
    draft = DocumentDraft("t", "x", {"First": "Ana", "Last": "Lund", "speaker": "?", "n": 1})
    (found,) = applied([draft], field_map(["speaker=First", "speaker=Last", "title=n"]))
    assert found.metadata == {"speaker (file)": "?", "speaker": "Ana; Lund"}
    assert found.title == "1"


def test_fields_are_listed_with_values_of_several_documents() -> None:
    drafts = [DocumentDraft(f"t{n}", "x", {"n": n, "long": "y" * 99, "e": ""}) for n in range(5)]
    n, long, empty = fields_of(drafts)
    assert (n.examples, long.examples, empty.examples) == (("0", "1", "2"), ("y" * 60 + "…",), ())


def test_the_column_of_titles_is_a_field_too() -> None:
    drafts = [DocumentDraft("First", "x", {"n": 1}, columns=("text", "Titel", "n"))]
    title, n = fields_of(drafts)
    assert (title.name, title.goes_to, title.examples) == ("Titel", "title", ("First",))
    assert (n.name, n.goes_to) == ("n", "")


@given(MAPS, NAMES, NAMES)
def test_a_field_can_be_put_elsewhere_and_back(goes: FieldMap, field: str, target: str) -> None:
    assert goes.put(field, target).get(field) == target
    assert goes.put(field, target).put(field, field).get(field) == field
    assert goes.within(()) == AS_IT_IS
