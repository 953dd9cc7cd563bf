"""What is noted of copies, keys and packets is there again, and no step."""

from pathlib import Path

import pytest

from annotator.model.ids import CoderId
from annotator.store.project import Project
from annotator.store.rows.handed import CopyOwner, HandedOut
from tests.operations.desks import make_table


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_table(tmp_path).project


def test_a_whole_copy_is_nobodys_and_has_keys_of_others(project: Project) -> None:
    handed = project.handed
    assert handed.owner() is None and handed.keys() == {}
    for coder, key in (("", b"0"), ("ana", b"1"), ("ana", b"2"), ("ana", b"1")):
        handed.add_key(coder, key)
    assert handed.keys() == {"": [b"0"], "ana": [b"1", b"2"]}


def test_a_coders_copy_knows_whose_it_is_and_has_their_key_alone(project: Project) -> None:
    owner = CopyOwner(CoderId("ana"), b"k" * 32, "2026-11-25T10:00:00Z", "Readouts")
    project.handed.become_copy(owner)
    assert project.handed.owner() == owner and project.handed.keys() == {"ana": [b"k" * 32]}


def test_what_was_sent_is_kept_by_person_and_can_be_lost(project: Project) -> None:
    vector, steps = project.strands.vector(), project.journal.latest()
    one, *others = vector
    project.handed.put_sent("ana", vector)
    project.handed.put_sent("ben", {one: 1})
    assert project.handed.sent("ana") == vector and project.handed.sent("ben") == {one: 1}
    project.handed.put_sent("ana", {one: vector[one] + 4, ("unknown", "shared"): 3})
    assert project.handed.sent("ana") == vector | {one: vector[one] + 4}
    project.handed.forget_sent("ana", others)
    assert project.handed.sent("ana") == {one: vector[one] + 4}
    assert project.journal.latest() == steps and project.strands.vector() == vector


def test_packets_are_listed_in_their_order_and_stay_after_the_file_was_closed(project: Project) -> None:
    made = [HandedOut("ana", "Ana 2026-11-25.packet", "2026-11-25T10:00:00Z", 214), HandedOut("", "b", "2026", 0)]
    for one in made:
        project.handed.add_packet(one)
    project.close()
    with Project.open(project.path) as again:
        assert again.handed.packets() == made
