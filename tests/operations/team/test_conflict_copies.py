"""Which files beside a project are called as copies that went their own way, by whichever client."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.operations.team.conflict_copies import conflict_copies, is_conflict_name
from tests.examples import examples

OF_CLIENTS = (
    "{} (Ana's conflicted copy 2026-11-28).annot",
    "{} (Ana’s conflicted copy 2026-11-28).annot",
    "{} (conflicted copy 2026-11-28 091502).annot",
    "{} (Case Conflict).annot",
    "{}_conflict-20261128-091502.annot",
    "{}.sync-conflict-20261128-091502-7XQ4ABC.annot",
    "{}-LAPTOP-7F3.annot",
    "{}-DESKTOP-2.annot",
    "{} (1).annot",
    "{} - Copy.annot",
    "{} - Copy (2).annot",
    "{} – Kopie.annot",
    "{} copy.annot",
    "{} copy 2.annot",
    "{} 2.annot",
    "{}.Conflict.annot",
    "Copy of {}.annot",
    "{} (1) (conflicted copy 2026-11-28 091502).annot",
)
STEMS = st.sampled_from(["readouts", "会谈", "بيانات", "Treaties (2024)", "a.b", "x+y [1]", "Über-Alles"])


@settings(max_examples=examples(40))
@given(STEMS, st.sampled_from(OF_CLIENTS))
def test_the_name_that_a_client_gives_is_known_and_so_is_the_one_that_it_left(stem: str, made: str) -> None:
    name = made.format(stem)
    assert is_conflict_name(name, f"{stem}.annot")
    assert is_conflict_name(f"{stem}.annot", name), "the copy is open, and the other lies beside it"


@settings(max_examples=examples(40))
@given(STEMS, STEMS)
def test_another_project_is_no_copy_nor_is_the_file_itself(one: str, other: str) -> None:
    assert not is_conflict_name(f"{one}.annot", f"{one}.annot")
    if one != other:
        assert not is_conflict_name(f"{other}.annot", f"{one}.annot")


@pytest.mark.parametrize(
    "name",
    [
        *("readouts – Ana.annot", "readouts-old.annot", "readouts of May.annot", "readouts, dyads.csv"),
        *(
            "readouts (1).packet",
            "readouts.annot-wal",
            "readouts (of Ana).annot",
            "my readouts.annot",
            "readouts2.annot",
        ),
    ],
)
def test_what_somebody_called_otherwise_is_left_alone(name: str) -> None:
    assert not is_conflict_name(name, "readouts.annot")


def test_they_are_found_beside_the_file_and_nothing_is_where_nothing_can_be_read(tmp_path: Path) -> None:
    for name in ("readouts.annot", "readouts (1).annot", "readouts-PC7.annot", "other.annot"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "readouts (2).annot").mkdir()
    found = conflict_copies(tmp_path / "readouts.annot")
    assert [path.name for path in found] == ["readouts (1).annot", "readouts-PC7.annot"]
    assert conflict_copies(tmp_path / "gone" / "readouts.annot") == []
