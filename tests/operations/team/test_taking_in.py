"""Packets may come late, twice, cut off and in any order: in the end all copies show the same, and nothing is lost."""

import itertools
import random
import shutil
from pathlib import Path

import pytest

from annotator.model.coder import TeamRole
from annotator.model.document import DocumentDraft
from annotator.model.errors import NotAllowed
from annotator.operations.codebook import codebook, stale
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.operations.project import erasing, reverting
from annotator.operations.team import assigning, handing_in, taking_in
from annotator.operations.team.copies import give_out
from annotator.store.backups.choice import BackupChoice
from annotator.store.project import Project
from annotator.sync.activity import activity_from
from tests.examples import examples
from tests.operations.team.copies_made import CopiedTeam, exported, make_team_of_copies, packets_of

FIVE = ("Ana", "Ben", "Cem", "Dao", "Eva")


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


def test_what_came_is_said_to_be_reverted_where_it_was_done(
    five: tuple[CopiedTeam, list[Path]], tmp_path: Path
) -> None:
    team, packets = five
    shutil.copy(team.project.path, tmp_path / "whole.annot")
    with Project.open(tmp_path / "whole.annot", team.people["Lea"]) as project:
        taking_in.take_in(project, packets[:1])
        found = reverting.plan(project, project.journal.latest())
        assert found.refusal.startswith("What came from another copy is reverted there")


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


def test_looking_writes_nothing_and_says_what_taking_says(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path)
    packets = packets_of(team, ["Ana", "Ben"], 1, seed=8)
    steps, vector = team.project.journal.latest(), team.project.strands.vector()
    looked = taking_in.look_at(team.project, packets)
    assert (team.project.journal.latest(), team.project.strands.vector()) == (steps, vector)
    taken = team.take(*packets)
    assert [one.sentences for one in looked] == [one.sentences for one in taken]
    assert [one.plan for one in looked] == [one.plan for one in taken]


def test_it_says_how_many_codings_are_stale_when_they_come(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path)
    project, book = team.project, team.project.codebook
    changed = book.labels[0].model_copy(update={"definition": "Something else now."})
    codebook.save(project, book.with_labels([changed, *book.labels[1:]]), "One means something else now.")
    team.code("Ana", team.project.documents.get(team.documents[0]).text[:4], label=changed.id)
    (layer,) = project.layers.of_coder(team.people["Ana"])
    before = stale.counts(project).get(layer.id, 0)
    packet = team.hand_in("Ana")
    (looked,), (came,) = taking_in.look_at(project, [packet]), team.take(packet)
    count = stale.counts(project).get(layer.id, 0) - before
    assert count and looked.sentences == came.sentences
    assert any(one.startswith(f"{count} coding") and "stale" in one for one in looked.sentences), (count, looked)


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


def test_packets_of_several_days_come_to_the_same_in_any_order_some_twice_and_some_cut_off_first(
    tmp_path: Path,
) -> None:
    team = make_team_of_copies(tmp_path, "Ana", "Ben")
    packets = packets_of(team, ("Ana", "Ben"), 3, seed=11)
    team.project.close()
    draw, found = random.Random(12), []
    for number in range(examples(2)):
        order = [*packets, *draw.sample(packets, 2)]
        draw.shuffle(order)
        path = tmp_path / f"{number}.annot"
        shutil.copy(team.project.path, path)
        with Project.open(path, team.people["Lea"]) as project:
            for packet in order:
                cut = tmp_path / f"cut {packet.name}"
                cut.write_bytes(packet.read_bytes()[: draw.randrange(1, 1_500)])
                for came in (cut, packet):
                    taking_in.take_in(project, [came])
            assert project.handed.waiting() == {} and project.check() == []
            found.append(exported(project, tmp_path))
    assert all(one == found[0] for one in found)


def test_what_comes_for_a_document_that_was_erased_meanwhile_is_said_to_be_kept_and_not_shown(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path)
    team.code("Ana", "urged")
    packet = team.hand_in("Ana")
    title = team.project.documents.get(team.documents[0]).title
    choice = BackupChoice(backup_folder=str(tmp_path / "backups"))
    agreed = erasing.plan(team.project, choice, [title])
    team.project.close()
    erasing.erase(agreed, team.people["Lea"], choice)
    with Project.open(tmp_path / "Readouts.annot") as project:
        project.person = team.people["Lea"]
        dry = taking_in.look_at(project, [packet])[0].sentences
        (came,) = taking_in.take_in(project, [packet])
        assert came.sentences == dry and project.spans.count() == 0
        assert came.plan is not None and came.plan.nowhere == 1
        assert dry[-1] == "1 coding is in a document that is not here, or was erased: it is kept, and not shown."


def test_what_is_left_out_since_its_author_may_not_do_it_is_not_counted_among_what_changed(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path)
    team.code("Ana", "urged")
    with Project.open(team.copies["Ana"]) as copy:
        people.set_roles(copy, team.people["Ana"], [TeamRole.LEAD])
    (dry,) = taking_in.look_at(team.project, [team.copies["Ana"]])
    (came,) = team.take(team.copies["Ana"])
    assert came.plan is not None and came.sentences == dry.sentences
    assert list(came.plan.rows) == ["spans"] and [one.acts for one in came.plan.refused] == [1]
    assert team.project.coders.get(team.people["Ana"]).roles == (TeamRole.CODER,)
