"""Two versions of the codebook that were saved apart: what each alone changed is proposed, what both did is open."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.codebook import Codebook, Label
from annotator.model.codebook_version import CodebookVersion
from annotator.model.errors import NotAllowed
from annotator.model.ids import CodebookVersionId, LabelId
from annotator.model.verbs.verb import Told
from annotator.operations.codebook import bringing_together
from annotator.operations.codebook.bringing_together import TwoVersions, VersionSide, brought_together, differences
from annotator.store.project import Project
from tests.operations.desks import BOOK, new_project


def changed(book: Codebook, label: str, **values: Any) -> Codebook:
    return book.with_labels(one.model_copy(update=values) if one.id == label else one for one in book.labels)


def version(id: str, number: int, book: Codebook, *parents: str) -> CodebookVersion:
    return CodebookVersion(
        CodebookVersionId(id), number, book, "", None, "2026-01-01T00:00:00Z", tuple(map(CodebookVersionId, parents))
    )


def beside(first: Codebook, second: Codebook, base: Codebook | None = BOOK) -> TwoVersions:
    return TwoVersions(version("b", 2, first), version("c", 2, second), base, ("2b", "2"))


EDITS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["appeal", "warning", "actor"]), st.just("definition"), st.sampled_from("xyz")),
        st.tuples(st.sampled_from(["appeal", "warning"]), st.just("name"), st.sampled_from(["One", "Two"])),
        st.tuples(st.just("appeal"), st.just("attributes"), st.sampled_from([(), BOOK.labels[0].attributes[:2]])),
        st.tuples(st.just("appeal"), st.just("roles"), st.just(BOOK.labels[0].roles[:1])),
        st.tuples(st.just("genre"), st.just("gone"), st.just(None)),
        st.tuples(st.just("new"), st.just("made"), st.sampled_from(["New", "Newer"])),
    ),
    max_size=4,
)


def edited(edits: list[tuple[str, str, Any]]) -> Codebook:
    book = BOOK
    for label, field, value in edits:
        if field == "gone":
            book = book.with_labels(one for one in book.labels if one.id != label)
        elif field == "made":
            others = [one for one in book.labels if one.id != "new"]
            book = book.with_labels([*others, Label(id=LabelId("new"), name=value)])
        elif field != "name" or all(one.name != value for one in book.labels):
            book = changed(book, label, **{field: value})
    return book


@given(EDITS, EDITS)
def test_taking_one_side_everywhere_gives_that_version(first: list[Any], second: list[Any]) -> None:
    two = beside(edited(first), edited(second))
    found = differences(two)
    assert (found == []) == (_unordered(two.first.codebook) == _unordered(two.second.codebook))
    for side, version in ((VersionSide.FIRST, two.first), (VersionSide.SECOND, two.second)):
        made = brought_together(two, {one.place: side for one in found})
        assert _unordered(made) == _unordered(version.codebook)


@given(EDITS)
def test_what_one_alone_changed_is_proposed_whole(edits: list[Any]) -> None:
    for two in (beside(edited(edits), BOOK), beside(BOOK, edited(edits))):
        sides = {one.place: one.proposed for one in differences(two)}
        assert None not in sides.values()
        made = brought_together(two, {place: side for place, side in sides.items() if side is not None})
        assert _unordered(made) == _unordered(edited(edits))


def _unordered(book: Codebook) -> Any:
    return sorted(
        (
            one.model_copy(
                update={
                    "attributes": tuple(sorted(one.attributes, key=lambda each: each.id)),
                    "roles": tuple(sorted(one.roles, key=lambda each: each.id)),
                }
            )
            for one in book.labels
        ),
        key=lambda one: one.id,
    )


def apart(folder: Path) -> Project:
    """Return a project with two versions that were made from its first."""
    project = new_project(folder / "talks.annot", BOOK)
    base = project.codebooks.current().id
    ours, theirs = changed(BOOK, "appeal", definition="Ours."), changed(BOOK, "appeal", definition="Theirs.")
    with project.transact(Told(sentence="Save apart")):
        project.codebooks.add([version("zz-1", 2, ours, base)])
        project.codebooks.add([version("zz-2", 2, changed(theirs, "actor", definition="More."), base)])
    return project


def test_two_heads_are_saved_as_one_version_made_from_both(tmp_path: Path) -> None:
    project = apart(tmp_path)
    two = bringing_together.two_heads(project)
    assert two is not None and (two.names, two.base) == (("2b", "2"), BOOK)
    found = differences(two)
    assert [(one.title, one.first, one.second, one.proposed) for one in found] == [
        ("Appeal: definition", "Theirs.", "Ours.", None),
        ("Actor: definition", "More.", "none", VersionSide.FIRST),
    ]
    chosen = {one.place: one.proposed for one in found if one.proposed is not None}
    with pytest.raises(NotAllowed, match="Appeal: definition"):
        bringing_together.save_together(project, two, chosen)
    assert bringing_together.save_together(project, two, {**chosen, found[0].place: VersionSide.SECOND}) == 3
    now = project.codebooks.current()
    assert set(now.parents) == {"zz-1", "zz-2"} and bringing_together.two_heads(project) is None
    assert [one.definition for one in now.codebook.labels if one.id in ("appeal", "actor")] == ["Ours.", "More."]
    project.undo()
    assert bringing_together.two_heads(project) is not None
