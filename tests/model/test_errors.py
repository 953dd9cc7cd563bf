"""The exception tree as it is drawn, and the sentences that errors put together themselves."""

from collections.abc import Iterator

import pytest

from annotator.model import errors
from annotator.model.errors import AnnotatorError, BadFile, Bug, NeedsColumn, UndoBlocked, UserError


def drawn() -> dict[str, str]:
    """Return the parent of each error in the picture at the head of the module."""
    lines = [line for line in (errors.__doc__ or "").splitlines() if line.startswith("    ")]
    parents: dict[str, str] = {}
    above: list[tuple[int, str]] = []
    for line in lines:
        name = line.strip(" │├└─").split()[0]
        depth = line.index(name)
        above = [(at, one) for at, one in above if at < depth]
        parents[name] = above[-1][1] if above else ""
        above.append((depth, name))
    return parents


def below(error: type[Exception]) -> Iterator[type[Exception]]:
    """Yield the errors that are kinds of one."""
    for one in error.__subclasses__():
        yield one
        yield from below(one)


def test_the_tree_that_is_drawn_is_the_tree_that_is_there() -> None:
    here = [one for one in below(AnnotatorError) if one.__module__ == errors.__name__]
    assert drawn() == {"AnnotatorError": "", **{one.__name__: one.__bases__[0].__name__ for one in here}}


def test_what_is_our_bug_is_never_taken_for_something_that_the_user_did() -> None:
    assert not issubclass(Bug, UserError) and not issubclass(UserError, Bug)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (BadFile("a.txt", "it is empty"), "a.txt: it is empty."),
        (BadFile("文.txt", "it is empty", "nothing was imported"), "文.txt: it is empty; nothing was imported."),
        (NeedsColumn("t.csv", "no text", "choose a column", ("a", "b")), "t.csv: no text; choose a column."),
        (UndoBlocked("cannot be undone: others build on it."), "This step cannot be undone: others build on it."),
        (UndoBlocked("cannot be redone.", "“Code as Appeal”"), "“Code as Appeal” cannot be redone."),
    ],
)
def test_what_and_where_become_one_sentence(error: UserError, sentence: str) -> None:
    assert str(error) == sentence


def test_an_error_keeps_the_parts_of_its_sentence_for_whoever_catches_it() -> None:
    error = NeedsColumn("t.csv", "no column is the text", "choose one", ("a", "b"))
    assert (error.file, error.problem, error.remedy, error.columns) == (
        *("t.csv", "no column is the text", "choose one"),
        ("a", "b"),
    )
    assert UndoBlocked("cannot be undone.").problem == "cannot be undone."
