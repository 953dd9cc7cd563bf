"""What is wrong with a packet is one sentence each, nothing is taken in but what is whole, and nothing is lost."""

import json
import random
import re
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from annotator.operations.coding import annotate
from annotator.operations.team import assigning, handing_in, taking_in
from annotator.operations.team.packet_files import head_for, write_file
from annotator.store.project import Project
from annotator.sync.delivery import LineRun
from annotator.sync.parts import chained, encoded
from tests.examples import examples
from tests.operations.desks import make_table
from tests.operations.team.copies_made import exported, make_team_of_copies


def test_a_packet_with_a_byte_altered_changes_nothing(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path, "Ana")
    team.code("Ana", "China", note="a note")
    packet = team.hand_in("Ana")
    whole, steps = packet.read_bytes(), team.project.journal.latest()
    for at in sorted(random.Random(7).sample(range(len(whole)), examples(25))):
        altered = bytearray(whole)
        altered[at] ^= 1
        packet.write_bytes(altered)
        (came,) = team.take(packet)
        assert not came.taken and came.sentences and came.sentences[-1].endswith(".")
    assert team.project.journal.latest() == steps and team.project.spans.count() == 0


def test_work_for_one_coder_is_not_taken_by_another_nor_by_a_whole_copy(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path)
    assigning.assign(team.project, [team.people["Ana"]], [team.documents[2]])
    (given,) = team.give("Ana")
    assert given.path is not None
    with Project.open(team.copies["Ben"]) as copy:
        (came,) = taking_in.take_in(copy, [given.path])
        assert came.problem.endswith("it is for Ana; take in the one that is for you.")
    (came,) = team.take(given.path)
    assert came.problem.endswith("it is for Ana; it is taken in by their copy.")


def test_another_project_and_what_is_none_are_one_sentence_each(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path, "Ana")
    (tmp_path / "other").mkdir()
    other = make_table(tmp_path / "other").project
    packet = handing_in.hand_in(other, tmp_path).path
    empty, text = tmp_path / "empty.packet", tmp_path / "text.packet"
    empty.write_bytes(b"")
    text.write_text("words")
    other.close()
    found = team.take(packet, other.path, empty, text, tmp_path, team.project.path)
    said = {came.path.name: came.problem for came in found}
    assert "it belongs to another project (“" in said[packet.name]
    assert "to bring its documents and codings in, import it" in said[other.path.name]
    assert "it is empty (0 bytes)" in said["empty.packet"] and "it is no packet of annotator" in said["text.packet"]
    assert "it is a folder, no packet" in said[tmp_path.name]
    assert "it is the project that is open" in said[team.project.path.name]
    assert all(one.count(".annot") <= 1 and one.endswith(".") for one in said.values())


def test_who_writes_in_anothers_name_or_layer_changes_nothing(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path)
    team.code("Ben", "China")
    ana, ben = team.people["Ana"], team.people["Ben"]
    with Project.open(team.copies["Ben"]) as copy:
        key, strands = (
            copy.handed.keys()[ben][0],
            list(copy.strands.as_delivery(lambda channel: channel == f"coder/{ben}").strands()),
        )
        own = [replace(one, runs=partial(list, list(one.runs()))) for one in strands if one.strand.person == ben]
    with Project.open(team.copies["Ana"]) as copy:
        owner = copy.owner
        assert owner is not None
        forged = {
            "in Ben's name": (replace(head_for(copy, "", 1, owner.key), sender=ben, sender_name="Ben"), owner.key, own),
            "in Lea's name": (replace(head_for(copy, "", 1, owner.key), sender=""), owner.key, own),
            "Ben's layer": (head_for(copy, "", 1, owner.key), owner.key, own),
            "as Ben's": (
                head_for(copy, "", 1, owner.key),
                owner.key,
                [replace(one, strand=replace(one.strand, person=ana), end=None) for one in own],
            ),
        }
    paths = {
        name: write_file(tmp_path, f"forged {at}", head, secret, parts)
        for at, (name, (head, secret, parts)) in enumerate(forged.items())
    }
    before, steps = exported(team.project, tmp_path), team.project.spans.count()
    said = {name: team.take(path)[0] for name, path in paths.items()}
    assert "was written with the key of another" in said["in Ben's name"].problem
    assert "was written with the key of another" in said["in Lea's name"].problem
    for name in ("Ben's layer", "as Ben's"):
        assert not said[name].taken and any("left out" in one for one in said[name].sentences), said[name]
    assert team.project.spans.count() == steps and exported(team.project, tmp_path) == before
    assert key not in paths["as Ben's"].read_bytes()
    (came,) = team.take(team.hand_in("Ben"))
    assert came.taken and team.project.spans.count() == 1, "a forgery stands in nobody's way"


def test_a_newer_version_waits_and_the_same_name_with_another_history_is_left_out(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path, "Ana")
    team.code("Ana", "China")
    first = team.hand_in("Ana")
    with Project.open(team.copies["Ana"]) as copy:
        owner, own = copy.owner, copy.strands.own()
        assert owner is not None
        (strand,) = [one for one in copy.strands.as_delivery(lambda channel: True).strands() if one.name in own]
        (line,) = [line for run in strand.runs() for line in run.lines()]
        counter, step, clock, time, kind, target, _, writes, verb, facts = json.loads(line)
        newer = encoded(
            [counter, step, clock, time, kind, target, 99, [["things", "x", {"y": 1}]], verb, facts]
        ).encode()
        doubled = encoded([counter, step, clock, time, kind, target, 1, writes, "another", facts]).encode()

        def packed(name: str, sitting: str, changed: bytes) -> Path:
            of = replace(strand.strand, sitting=sitting)
            runs: partial[list[LineRun]] = partial(list, [LineRun(1, 1, changed, is_packed=False)])
            made = replace(strand, strand=of, runs=runs, end=chained(of.start(), changed))
            head = head_for(copy, "", 1, owner.key)
            head = replace(head, program="7.8.9") if name == "newer" else head
            return write_file(tmp_path, name, head, owner.key, [made])

        later, twice = packed("newer", "f" * 16, newer), packed("doubled", strand.strand.sitting, doubled)
    team.take(first)
    before = exported(team.project, tmp_path)
    (waits, left_out) = team.take(later), team.take(twice)
    said = [re.sub("[\u2066-\u2069]", "", one) for came in (*waits, *left_out) for one in came.sentences]
    assert "Ana has a newer version of annotator: 1 act waits until you update yours." in said
    assert said.count("newer.packet was written by annotator 7.8.9; get 7.8.9 or a newer one.") == 1
    assert not any("7.8.9" in one for came in left_out for one in came.sentences), "this version wrote it"
    assert "Two copies of Ana’s file wrote under one name; look at the 1 act left out." in said
    assert exported(team.project, tmp_path) == before and team.project.check() == []


def test_a_sealed_packet_that_is_cut_off_gives_what_is_whole_or_says_so(tmp_path: Path) -> None:
    pytest.importorskip("sqlcipher3", reason="without the extra for encrypted projects there are none")
    team = make_team_of_copies(tmp_path, "Ana", passphrase="secret words")
    with Project.open(team.copies["Ana"]) as copy:
        (layer,) = copy.layers.of_coder(team.people["Ana"])
        span = annotate.add_span(copy, team.documents[0], layer.id, [(0, 6)], "appeal")
        for number in range(60):
            annotate.set_note(copy, span.id, random.Random(number).randbytes(900).hex())
    packet = team.hand_in("Ana")
    whole = packet.read_bytes()
    for share in (0.01, 0.3, 0.6, 0.9):
        packet.write_bytes(whole[: int(len(whole) * share)])
        (came,) = team.take(packet)
        assert came.sentences and all(one.endswith(".") for one in came.sentences)
        assert came.problem or any("cut off" in one for one in came.sentences)
    packet.write_bytes(whole)
    (came,) = team.take(packet)
    assert team.project.spans.get_many([span.id])[0].note and came.plan is not None and not came.plan.waits


def test_a_packet_cut_off_gives_what_is_whole_and_the_rest_comes_with_the_whole_one(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path, "Ana")
    with Project.open(team.copies["Ana"]) as copy:
        (layer,) = copy.layers.of_coder(team.people["Ana"])
        span = annotate.add_span(copy, team.documents[0], layer.id, [(0, 6)], "appeal")
        draw = random.Random(5)
        for _ in range(400):  # notes that do not compress, so that there are several frames
            annotate.set_note(copy, span.id, draw.randbytes(300).hex())
    packet = team.hand_in("Ana")
    whole = packet.read_bytes()
    before, taken = exported(team.project, tmp_path), 0
    for length in sorted(random.Random(6).sample(range(len(whole)), 6)):
        packet.write_bytes(whole[:length])
        (came,) = team.take(packet)
        assert any("cut off" in one and one.endswith("ask for it again.") for one in came.sentences), came.sentences
        taken += came.plan.acts if came.plan is not None else 0
        if not taken:
            assert exported(team.project, tmp_path) == before
    packet.write_bytes(whole)
    (came,) = team.take(packet)
    assert came.plan is not None and came.plan.acts + taken == 401 and not came.plan.waits
    (found,) = team.project.spans.of_document(team.documents[0], layer.id)
    with Project.open(team.copies["Ana"]) as copy:
        assert copy.spans.get_many([span.id]) == [found]
