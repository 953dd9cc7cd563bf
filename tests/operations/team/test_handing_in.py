"""What is handed in is what is new, once; more than one copy of it is asked for."""

from pathlib import Path

import pytest

from annotator.model.errors import NotAllowed
from annotator.operations.team.handing_in import acts_here_alone, acts_to_hand_in, hand_in
from annotator.operations.team.packet_files import open_packet
from annotator.sync.activity import activity_from
from tests.operations.desks import make_table
from tests.operations.team.copies_made import make_team_of_copies


def test_a_whole_copy_hands_in_what_is_new_and_then_there_is_nothing_more(tmp_path: Path) -> None:
    table = make_table(tmp_path, "Lea", "Ana")
    project = table.project
    table.sit("Lea")
    steps = project.journal.latest()
    acts = acts_to_hand_in(project)
    first = hand_in(project, tmp_path)
    assert first.acts == acts > 0 and first.path.name.startswith("Lea 20") and f"{acts:,} acts" in first.sentence
    with pytest.raises(NotAllowed, match="Nothing was done here since it was handed in last, which --all writes once"):
        hand_in(project, tmp_path)
    table.code("Lea", "appeal", "urged China")
    second = hand_in(project, tmp_path)
    assert second.acts == 1 and second.path.name.endswith(" (2).packet")
    assert hand_in(project, tmp_path, everything=True).acts == acts + 1
    assert project.journal.latest() == steps + 1, "handing in is no step"
    assert [one.acts for one in project.handed.packets()] == [acts, 1, acts + 1]
    with open_packet(project, first.path) as packet:
        assert packet.acts == acts and packet.head.sender == packet.head.receiver == ""
        texts = {project.documents.get(id).text_sha256 for id in table.documents}
        assert all(packet.text(sha256) for sha256 in texts)
    with open_packet(project, second.path) as packet:
        assert packet.acts == 1 and not any(packet.text(sha256) for sha256 in texts), "texts go along once"
        assert packet.how_far.activity == "" or activity_from(packet.how_far.activity)


def test_a_copy_that_was_handed_in_is_one_file_again_which_can_be_mailed_or_put_back(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path)
    team.code("Ana", "urged")
    team.hand_in("Ana")
    left = [path.name for path in tmp_path.iterdir() if path.name.startswith(f"{team.copies['Ana'].name}-")]
    assert left == [], (
        "a log beside it is lost with the mail, and folded into a backup that takes the place of the file"
    )


def test_what_a_hub_has_is_not_here_alone_and_neither_is_what_was_handed_in(tmp_path: Path) -> None:
    table = make_table(tmp_path, "Lea")
    project = table.project
    table.sit("Lea")
    assert acts_here_alone(project) == acts_to_hand_in(project) > 0
    hubs = [project.hubs.add(f"postgresql://lea@hub{number}.example.org/texts") for number in (1, 2)]
    assert acts_here_alone(project) == min(acts_to_hand_in(project), project.journal.latest())
    project.hubs.put(hubs[1], step=project.journal.latest())
    assert acts_here_alone(project) == 0, "one of them has all"
    table.code("Lea", "appeal", "urged China")
    assert acts_here_alone(project) == 1
    hand_in(project, tmp_path)
    assert acts_here_alone(project) == 0
    assert project.journal.acts_since(project.hubs.get(hubs[1]).step) == 1, "which the hub lacks all the same"
