"""How it stands with a folder, in a line: what is wrong before what waits, before that all is in step."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.ids import CoderId
from annotator.operations.team.folder_look import GONE, Arrived, FolderLook, StrayCopy
from annotator.operations.team.folder_words import about_folder, ago, folder_words, stray_words
from tests.examples import examples

NOW = datetime(2026, 11, 28, 9, 2, tzinfo=UTC)
TIME = "2026-11-28T09:00:00Z"


def came(name: str, acts: int) -> Arrived:
    return Arrived(CoderId(name), name, acts, (Path(f"{name}.packet"),))


ANA, BEN, LEAD = came("Ana", 214), came("Ben", 1), came("", 12)


@pytest.mark.parametrize(
    ("look", "said"),
    [
        (FolderLook(TIME), "In step, 2 minutes ago"),
        (FolderLook(TIME, GONE, held=12), "The folder is not there; nothing is lost, 12 acts wait here"),
        (FolderLook(TIME, GONE), "The folder is not there; nothing is lost"),
        (FolderLook(TIME, arrived=(ANA,)), "Ana’s 214 acts wait"),
        (FolderLook(TIME, arrived=(BEN,)), "Ben’s 1 act waits"),
        (FolderLook(TIME, arrived=(LEAD,)), "12 acts from whoever leads wait"),
        (FolderLook(TIME, arrived=(ANA, BEN)), "215 acts of Ana and Ben wait"),
        (FolderLook(TIME, arrived=(ANA, BEN, LEAD, came("D", 3))), "230 acts of Ana, Ben and 2 others wait"),
        (FolderLook(TIME, coming=("Ana",)), "Ana’s packet is still on its way"),
        (FolderLook(TIME, missing=40), "40 acts wait for a packet that has not come"),
        (FolderLook(TIME, faults=("x.packet is empty.",)), "1 file in the folder cannot be used: x.packet is empty."),
        (FolderLook(TIME, GONE, arrived=(ANA,)), "The folder is not there; nothing is lost"),
    ],
)
def test_the_line_at_the_foot(look: FolderLook, said: str) -> None:
    assert folder_words(look, NOW) == said


@settings(max_examples=examples(40))
@given(st.integers(-60, 10**7))
def test_how_long_ago_never_goes_back(seconds: int) -> None:
    said = ago(TIME, NOW + timedelta(seconds=seconds))
    assert said == "just now" or said.endswith(" ago")
    assert not said.startswith(("1 minutes", "1 hours", "1 days", "-"))


def test_all_that_there_is_to_be_said_stands_in_the_tooltip() -> None:
    look = FolderLook(TIME, arrived=(ANA, BEN), missing=2, coming=("Ben",), faults=("x.packet is empty.",))
    said = about_folder(look)
    assert said.startswith("Ana’s 214 acts wait. Ben’s 1 act waits. Ben’s packet is not whole yet")
    assert said.endswith("x.packet is empty.") and about_folder(FolderLook(TIME)) == "Nothing waits."
    assert ago("", NOW) == "not looked yet"


def test_copies_beside_the_project_are_said_with_what_they_have() -> None:
    one = StrayCopy(Path("x") / "readouts (1).annot", 14)
    assert stray_words([]) == ""
    assert stray_words([one]) == (
        "Beside the project lies a copy that went its own way, readouts (1).annot: 14 acts to bring together"
    )
    assert stray_words([one, StrayCopy(Path("y"), 1)]).startswith("Beside the project lie 2 copies")
