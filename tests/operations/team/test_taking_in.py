"""Packets may come late, twice, cut off and in any order: in the end all copies show the same, and nothing is lost."""

import itertools
import json
import random
import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from annotator.model.coder import TeamRole
from annotator.model.document import DocumentDraft
from annotator.model.errors import NotAllowed
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.exchange import exchange
from annotator.operations.people import people
from annotator.operations.team import assigning, handing_in, taking_in
from annotator.operations.team.copies import give_out
from annotator.operations.team.packet_files import head_for, write_file
from annotator.store.project import Project
from annotator.sync.activity import activity_from
from annotator.sync.delivery import LineRun
from annotator.sync.parts import chained, encoded
from tests.examples import examples
from tests.operations.desks import make_table
from tests.operations.team.copies_made import TEXTS, CopiedTeam, make_team_of_copies

FIVE = ("Ana", "Ben", "Cem", "Dao", "Eva")
LABELS = ("appeal", "warning", "actor")


def exported(project: Project, folder: Path) -> dict[str, bytes]:
    """Return an export of everything: the content of its files."""
    to = folder / "export"
    shutil.rmtree(to, ignore_errors=True)
    to.mkdir()
    exchange.export(project, to / "all.jsonl", layer="all")
    return {path.name: path.read_bytes() for path in to.iterdir()}


def work(copy: Project, team: CopiedTeam, draw: random.Random) -> None:
    """Let the coder of a copy code, change, undo, delete and finish, as it happens."""
    layer, document = copy.layers.of_coder(copy.person or "")[0], team.documents[0]
    for _ in range(draw.randrange(2, 6)):
        own = copy.spans.of_document(document, layer.id)
        start = draw.randrange(len(TEXTS[0]) - 4)
        what = draw.randrange(6)
        try:
            if what < 2 or not own:
                annotate.add_span(copy, document, layer.id, [(start, start + 4)], draw.choice(LABELS))
            elif what == 2:
                annotate.set_note(copy, draw.choice(own).id, f"note {draw.random()}")
            elif what == 3:
                annotate.relabel(copy, [draw.choice(own).id], draw.choice(LABELS))
            elif what == 4:
                annotate.remove_spans(copy, [draw.choice(own).id])
            else:
                copy.undo()
        except NotAllowed:
            pass  # it is coded so already
    annotate.mark_done(copy, layer.id, document, draw.random() < 0.6)


def packets_of(team: CopiedTeam, names: Sequence[str], rounds: int, seed: int) -> list[Path]:
    """Let coders work and hand in, so many times each."""
    draw, found = random.Random(seed), []
    for _ in range(rounds):
        for name in names:
            with Project.open(team.copies[name]) as copy:
                work(copy, team, draw)
                found.append(handing_in.hand_in(copy, team.folder).path)
    return found


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> tuple[CopiedTeam, list[Path]]:
    """Return a team of five, each of whom handed in, and their packets; Lea's project is closed."""
    team = make_team_of_copies(tmp_path_factory.mktemp("five"), *FIVE)
    packets = packets_of(team, FIVE, 1, seed=1)
    team.project.close()
    return team, packets


def test_all_orders_of_the_packets_of_five_coders_come_to_the_same_bytes(
    five: tuple[CopiedTeam, list[Path]], tmp_path: Path
) -> None:
    team, packets = five
    every = list(itertools.permutations(packets))
    orders = [every[0], every[-1], *random.Random(2).sample(every, min(examples(3), len(every)))]
    found = []
    for number, order in enumerate(orders):
        path = tmp_path / f"{number}.annot"
        shutil.copy(team.project.path, path)
        with Project.open(path, team.people["Lea"]) as project:
            for packet in order:
                (came,) = taking_in.take_in(project, [packet])
                assert came.taken, came.sentences
            found.append(exported(project, tmp_path))
            assert project.check() == []
            for name in FIVE:
                with Project.open(team.copies[name]) as copy:
                    (layer,) = copy.layers.of_coder(team.people[name])
                    here = project.spans.of_document(team.documents[0], layer.id)
                    assert here == copy.spans.of_document(team.documents[0], layer.id)
                    states = [one.assignments.states(layer.id) for one in (copy, project)]
                    assert states[0] == states[1]
    assert all(one == found[0] for one in found)


def test_late_packets_wait_for_those_before_them_and_twice_is_once(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path, "Ana")
    packets = packets_of(team, ["Ana"], 3, seed=3)
    for path in reversed(packets[1:]):
        (came,) = team.take(path)
        assert came.plan is not None and came.plan.waits
        assert any("An earlier packet is missing" in one for one in came.sentences)
    (came,) = team.take(packets[0])
    assert came.taken and came.plan is not None and came.plan.earlier > 0 and not came.plan.waits
    with Project.open(team.copies["Ana"]) as copy:
        (layer,) = copy.layers.of_coder(team.people["Ana"])
        expected = copy.spans.of_document(team.documents[0], layer.id)
    assert team.project.spans.of_document(team.documents[0], layer.id) == expected
    before = exported(team.project, tmp_path)
    assert not any(one.taken for one in team.take(*packets, packets[1]))
    assert exported(team.project, tmp_path) == before and team.project.check() == []


def test_files_that_come_at_once_are_taken_in_the_order_in_which_they_were_written(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path)
    packets = packets_of(team, ["Ana", "Ben"], 2, seed=4)
    found = team.take(*reversed(packets), tmp_path / "none.packet")
    assert [one.problem for one in found if one.problem] == ["none.packet: there is no such file; check the name."]
    assert sum(one.taken for one in found) == len(packets)
    assert sum(bool(one.plan and one.plan.waits) for one in found) == 0


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


def test_looking_writes_nothing_and_says_what_taking_says(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path)
    packets = packets_of(team, ["Ana", "Ben"], 1, seed=8)
    steps, vector = team.project.journal.latest(), team.project.vector()
    looked = taking_in.look_at(team.project, packets)
    assert (team.project.journal.latest(), team.project.vector()) == (steps, vector)
    taken = team.take(*packets)
    assert [one.sentences for one in looked] == [one.sentences for one in taken]
    assert [one.plan for one in looked] == [one.plan for one in taken]


def test_what_was_taken_in_is_taken_back_whole_and_comes_again(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path, "Ana")
    before = exported(team.project, tmp_path)
    (packet,) = packets_of(team, ["Ana"], 1, seed=9)
    (came,) = team.take(packet)
    after = exported(team.project, tmp_path)
    assert came.taken and after != before
    team.project.undo()
    assert exported(team.project, tmp_path) == before
    (came,) = team.take(packet)
    assert came.taken and exported(team.project, tmp_path) == after


def test_a_coders_file_itself_and_a_second_machine_of_theirs_are_taken_in_too(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path)
    second = tmp_path / "second machine.annot"
    shutil.copy(team.copies["Ana"], second)
    team.code("Ana", "China", note="first machine")
    with Project.open(second) as copy:
        (layer,) = copy.layers.of_coder(team.people["Ana"])
        annotate.add_span(copy, team.documents[0], layer.id, [(0, 6)], "warning")
        other = handing_in.hand_in(copy, tmp_path).path
    with Project.open(team.copies["Ana"]) as copy:
        (came,) = taking_in.take_in(copy, [other])
        assert came.taken and copy.spans.count() == 2 and copy.check() == []
        (came,) = taking_in.take_in(copy, [team.copies["Ben"]])
        assert "it is no copy of yours" in came.problem
    (came,) = team.take(team.copies["Ana"])
    assert came.taken and team.project.spans.count() == 2
    assert not team.take(second, other)[0].taken


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


def test_a_coder_may_not_take_in_for_the_others_and_each_delivery_is_noted(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path, "Ana")
    (packet,) = packets_of(team, ["Ana"], 1, seed=10)
    team.project.person = team.people["Ana"]
    with pytest.raises(NotAllowed, match="Taking in what others handed in is for whoever leads"):
        team.take(packet)
    team.project.person = team.people["Lea"]
    (came,) = team.take(packet)
    (noted,) = team.project.deliveries.all()
    assert (noted.person, noted.name, noted.is_taken) == (team.people["Ana"], packet.name, True)
    assert noted.acts == came.plan.acts if came.plan else False
    assert noted.activity != "{}" and noted.made


def test_what_was_lost_on_the_way_is_handed_out_again_once_the_other_side_has_told(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path)
    ana = team.people["Ana"]
    assigning.assign(team.project, [ana], [team.documents[2]])
    (lost,) = team.give("Ana")
    assert lost.path is not None
    lost.path.unlink()
    assert team.give("Ana")[0].path is None
    team.code("Ana", "China")
    team.take(team.hand_in("Ana"))
    (again,) = team.give("Ana")
    assert again.path is not None
    with Project.open(team.copies["Ana"]) as copy:
        (came,) = taking_in.take_in(copy, [again.path])
        assert came.taken and len(copy.documents.all()) == 3
        # The other way round: what a coder handed in is lost, and whoever leads tells how far they are.
    team.code("Ana", "France")
    team.hand_in("Ana").unlink()
    assigning.set_due(team.project, [ana], [team.documents[0]], "2026-12-24")
    (given,) = team.give("Ana")
    assert given.path is not None
    with Project.open(team.copies["Ana"]) as copy:
        taking_in.take_in(copy, [given.path])
    team.take(team.hand_in("Ana"))
    assert team.project.spans.count() == 2


def test_two_who_lead_bring_their_whole_projects_together_by_packets(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path)
    people.set_roles(team.project, people.add_coder(team.project, "Liv")[0].id, [TeamRole.LEAD])
    team.people["Liv"] = next(one.id for one in team.project.coders.all() if one.name == "Liv")
    team.give("Liv")
    with Project.open(team.copies["Liv"], team.people["Liv"]) as other:
        documents.add_drafts(other, [DocumentDraft("Of Liv", "Liv adds a text.")])
        cem = people.add_coder(other, "Cem")[0].id
        assigning.assign(other, [cem], [other.documents.all()[-1].id])
        (given,) = give_out(other, tmp_path, [cem])
        from_liv = handing_in.hand_in(other, tmp_path).path
    assert given.path is not None
    team.copies["Cem"], team.people["Cem"] = given.path, cem
    team.code("Ana", "China")
    team.take(team.hand_in("Ana"))
    (to_liv,) = team.give("Liv")
    assert to_liv.path is not None
    with Project.open(team.copies["Liv"], team.people["Liv"]) as other:
        (came,) = taking_in.take_in(other, [to_liv.path])
        assert came.taken and not came.plan.refused if came.plan else False
        theirs = exported(other, tmp_path)
        assert other.check() == []
    (came,) = team.take(from_liv)
    assert came.taken and exported(team.project, tmp_path) == theirs and team.project.check() == []
    with Project.open(given.path) as copy:
        (layer,) = copy.layers.of_coder(cem)
        annotate.add_span(copy, copy.documents.all()[-1].id, layer.id, [(0, 3)], "appeal")
    (came,) = team.take(team.hand_in("Cem"))
    assert came.taken, "the key of a copy that another one who leads gave out came with their packet"


def test_a_packet_that_is_lost_and_written_once_more_counts_a_days_work_once(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path, "Ana")
    team.code("Ana", "China")
    first = team.hand_in("Ana")
    team.code("Ana", "France")
    team.take(first, team.hand_in("Ana"), team.hand_in("Ana", everything=True))
    found = [activity_from(one.activity) for one in team.project.deliveries.all() if one.is_taken]
    assert sum(acts for one in found for acts, _ in one.days.values()) == 2


def test_who_writes_in_anothers_name_or_layer_changes_nothing(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path)
    team.code("Ben", "China")
    ana, ben = team.people["Ana"], team.people["Ben"]
    with Project.open(team.copies["Ben"]) as copy:
        key, strands = (
            copy.handed.keys()[ben][0],
            list(copy.strands_for(lambda channel: channel == f"coder/{ben}").strands()),
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
        owner, own = copy.owner, copy.own_strands()
        assert owner is not None
        (strand,) = [one for one in copy.strands_for(lambda channel: True).strands() if one.name in own]
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
            return write_file(tmp_path, name, head_for(copy, "", 1, owner.key), owner.key, [made])

        later, twice = packed("newer", "f" * 16, newer), packed("doubled", strand.strand.sitting, doubled)
    team.take(first)
    before = exported(team.project, tmp_path)
    (waits, left_out) = team.take(later), team.take(twice)
    said = [re.sub("[\u2066-\u2069]", "", one) for came in (*waits, *left_out) for one in came.sentences]
    assert "Ana has a newer version of annotator: 1 act waits until you update yours." in said
    assert "Two copies of Ana’s file wrote under one name; look at the 1 act left out." in said
    assert exported(team.project, tmp_path) == before and team.project.check() == []
