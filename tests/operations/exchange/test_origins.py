"""Which labels and people of another project are which here: a proposal, which whoever imports may change."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.bundle import Bundle
from annotator.model.codebook import Codebook, Label, Scope
from annotator.model.coder import Coder
from annotator.model.ids import CoderId, LabelId
from annotator.operations.exchange.origins import (
    Matched,
    Sameness,
    label_said,
    match_labels,
    match_people,
    origin_of,
    person_said,
)


def book(*labels: tuple[str, str], scope: Scope = Scope.SPAN) -> Codebook:
    return Codebook(labels=tuple(Label(id=LabelId(id), name=name, scope=scope) for id, name in labels))


def coder(id: str, name: str) -> Coder:
    return Coder(id=CoderId(id), name=name, pseudonym="coder-1")


BOOKS = st.dictionaries(
    st.sampled_from("abcd"), st.sampled_from(["Appeal", "appeal", "Appeals", "Warning", "Actor"]), max_size=4
).map(lambda names: book(*{name.casefold(): (id, name) for id, name in names.items()}.values()))


@given(BOOKS, BOOKS)
def test_each_label_is_matched_once_and_no_two_of_theirs_are_the_same_of_ours(ours: Codebook, theirs: Codebook) -> None:
    matches = match_labels(ours, theirs)
    assert [one.theirs for one in matches] == list(theirs.labels)
    taken = [one.ours for one in matches if one.ours is not None]
    assert len(set(taken)) == len(taken) and all(ours.get(id) is not None for id in taken)
    for one in matches:
        assert (one.by is Sameness.ID) == (ours.get(one.theirs.id) is not None)
        assert (one.ours is None) == (one.by is Sameness.NEW)


def test_labels_are_known_by_id_then_by_name_then_nearly() -> None:
    ours = book(("appeal", "Appeal"), ("x", "Warning"), ("y", "Commitment"))
    theirs = book(("appeal", "Request"), ("w", "WARNING"), ("c", "Commitments"), ("n", "Threat"))
    assert [(one.ours, one.by) for one in match_labels(ours, theirs)] == [
        ("appeal", Sameness.ID),
        ("x", Sameness.NAME),
        ("y", Sameness.SIMILAR),
        (None, Sameness.NEW),
    ]


def test_what_was_said_goes_before_and_a_label_of_texts_is_never_one_of_passages() -> None:
    ours, theirs = book(("appeal", "Appeal")), book(("appeal", "Appeal"), ("call", "Call"))
    said = Matched({"appeal": None, "call": LabelId("appeal")})
    assert [one.ours for one in match_labels(ours, theirs, said)] == [None, "appeal"]
    assert match_labels(ours, book(("a", "Appeal"), scope=Scope.DOCUMENT))[0].by is Sameness.NEW


def test_people_are_known_by_id_and_asked_about_by_name() -> None:
    here = [coder("1", "Ana"), coder("2", "Ben")]
    matches = match_people(here, [coder("1", "Someone"), coder("9", "BEN"), coder("8", "Zoë")])
    assert [(one.ours, one.by) for one in matches] == [
        ("1", Sameness.ID),
        ("2", Sameness.NAME),
        (None, Sameness.NEW),
    ]
    said = Matched(people={"9": None, "8": CoderId("1")})
    assert [one.ours for one in match_people(here, [coder("9", "BEN"), coder("8", "Zoë")], said)] == [None, "1"]


def test_only_what_is_not_known_by_its_id_is_asked() -> None:
    ours, here = book(("appeal", "Appeal")), [coder("1", "Ana")]
    plain = Bundle(ours, [], coders=(coder("1", "Ana"),))
    assert not origin_of(plain, ours, here, is_known=False, said=Matched()).asks
    assert not origin_of(Bundle(book(("x", "Other")), []), ours, here, is_known=True, said=Matched()).asks
    assert origin_of(Bundle(book(("x", "Other")), []), ours, here, is_known=False, said=Matched()).asks
    assert origin_of(Bundle(ours, [], coders=(coder("2", "Ana"),)), ours, here, is_known=True, said=Matched()).asks


def test_each_is_said_in_a_line() -> None:
    ours = book(("appeal", "Appeal"))
    (near,), (new,) = match_labels(ours, book(("a", "Appeals"))), match_labels(ours, book(("w", "Warning")))
    assert "nearly the same name" in label_said(near, ours) and label_said(new, ours) == "Warning → a new label (new)"
    (match,) = match_people([coder("1", "Ana")], [coder("2", "ANA")])
    assert person_said(match, {CoderId("1"): "Ana"}) == "ANA → Ana (the same name)"
