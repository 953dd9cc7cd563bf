"""The project that a packet is for is found among those that were opened here, or is named."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.operations.team import assigning
from annotator.operations.team.packet_files import head_in
from annotator.operations.team.packet_places import KnownCopy, copy_for, looked_at, nowhere
from annotator.packets.head import PacketHead
from tests.examples import examples
from tests.operations.team.copies_made import make_team_of_copies

HEAD = PacketHead("o1", "Readouts", "", "", "2026-11-25T10:00:00Z", 1, "k")
COPIES = st.lists(st.tuples(st.sampled_from(["o1", "o2"]), st.sampled_from(["", "ana", "ben"])), max_size=5)


@settings(max_examples=examples(60))
@given(COPIES, st.sampled_from(["", "ana"]))
def test_the_first_copy_of_the_receiver_is_chosen_else_another_of_the_project_and_never_of_another(
    there: list[tuple[str, str]], receiver: str
) -> None:
    copies = [KnownCopy(Path(str(number)), *one) for number, one in enumerate(there)]
    found = copy_for(replace(HEAD, receiver=receiver), copies)
    fitting = [one.path for one in copies if (one.origin, one.owner) == ("o1", receiver)]
    of_project = [one.path for one in copies if one.origin == "o1"]
    assert found == next(iter([*fitting, *of_project]), None)


def test_packets_find_the_copies_that_they_are_for(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path, "Ana", "Ben")
    team.code("Ana", "urged China")
    handed_in = team.hand_in("Ana")
    team.take(handed_in)
    assigning.assign(team.project, [team.people["Ben"]], [team.documents[1]])
    (update,) = [one.path for one in team.give("Ben") if one.path is not None]
    team.project.close()
    (tmp_path / "broken.annot").write_bytes(b"no project")
    files = [
        team.copies["Ana"],
        tmp_path / "broken.annot",
        tmp_path / "gone.annot",
        team.copies["Ben"],
        team.project.path,
    ]
    before = {path: path.read_bytes() for path in files if path.is_file()}
    copies = looked_at(files)
    assert [one.path for one in copies] == [files[0], files[3], files[4]]
    for packet, wanted in ((handed_in, team.project.path), (update, team.copies["Ben"])):
        head = head_in(packet)
        assert head is not None and copy_for(head, copies) == wanted
    assert {path: path.read_bytes() for path in before} == before, "they are looked at, and not changed"


def test_a_packet_whose_project_is_not_known_says_what_it_is_for() -> None:
    heads = {
        "is for Ben, in": replace(HEAD, receiver="ben", receiver_name="Ben"),
        "is what Ana handed in, in": replace(HEAD, sender="ana", sender_name="Ana"),
        "is for whoever leads, in": HEAD,
    }
    for what, head in heads.items():
        said = "".join(
            character for character in nowhere("x.packet", head) if character not in "\u2066\u2067\u2068\u2069"
        )
        assert what in said and "“Readouts”" in said and said.endswith("or ask whoever leads it for a copy.")
    assert "open that project" in nowhere("x.packet", None)


def test_a_sealed_packet_says_nothing_of_itself(tmp_path: Path) -> None:
    pytest.importorskip("sqlcipher3", reason="without the extra for encrypted projects there are none")
    team = make_team_of_copies(tmp_path, "Ana", passphrase="secret words")
    team.code("Ana", "urged China")
    packet = team.hand_in("Ana")
    team.project.close()
    assert head_in(packet) is None
