"""A coder's copy is an ordinary project in which they alone work, and that holds nothing of anybody else's."""

import json
import re
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from annotator.model.coder import TeamRole
from annotator.model.errors import NotAllowed
from annotator.operations.adjudication import adjudicate, case_queue
from annotator.operations.agreement import recoding
from annotator.operations.coding import annotate
from annotator.operations.documents import memos
from annotator.operations.documents.source_files import keep_source
from annotator.operations.feedback import feedback, releases, training
from annotator.operations.feedback.releases import GoldVisibility
from annotator.operations.people import people
from annotator.operations.project import remarks
from annotator.operations.team import assigning, taking_in
from annotator.operations.team.copies import give_out, has_copy, to_be_handed
from annotator.store.project import Project
from tests.examples import examples
from tests.operations.random_projects import fillings
from tests.operations.team.copies_made import TEXTS, CopiedTeam, make_team_of_copies

SECRET = ("sécret of Ben", "Ben’s memo", "a remark for Ben", "because Ben errs", "Ben codes again")


TIME = re.compile(r"\d{4}-\d\d-\d\dT[\d:]+Z")


def bytes_in(path: Path) -> bytes:
    """Return all that a file holds, also what is compressed in it."""
    found = [path.read_bytes()]
    with closing(sqlite3.connect(path)) as connection:
        for (body,) in connection.execute("SELECT body FROM segments"):
            found.append(zlib.decompress(body))
    return b"\0".join(found)


def holding(content: bytes, words: Iterable[str]) -> list[str]:
    """Return those of the words that stand in bytes, as UTF-8, UTF-16 or as JSON escapes."""
    return [
        word
        for word in words
        if any(
            coded in content
            for coded in (
                word.encode(),
                word.encode("utf-16-le"),
                word.encode("utf-16-be"),
                json.dumps(word)[1:-1].encode(),
            )
        )
    ]


def secretive(team: CopiedTeam, quote: str = "France") -> None:
    """Let Ana and Ben code, Ben note down and be written to, and Lea decide on it, all in Lea's file."""
    project, ana, ben, lea = team.project, *(team.people[name] for name in ("Ana", "Ben", "Lea"))
    at = TEXTS[0].index(quote)
    for person, label in ((ana, "warning"), (ben, "appeal")):
        project.person = person
        layer = project.layers.of_coder(person)[0].id
        span = annotate.add_span(project, team.documents[0], layer, [(at, at + len(quote))], label)
    annotate.set_note(project, span.id, SECRET[0])
    memos.write(project, SECRET[1], document=team.documents[0])
    last = project.journal.latest()
    project.person = lea
    remarks.write(project, last, SECRET[2])
    layers = people.layers_named(project, ["Ana", "Ben"])
    case = next(
        one.case
        for one in case_queue.cases_of(project, team.documents[0], layers)
        if one.case.candidates[0].start == at
    )
    adjudicate.decide(project, case, adjudicate.verdict(case, "take", layer), SECRET[3])
    if len(project.layers.of_coder(ben)) == 1:
        people.add_layer(project, ben, SECRET[4])


def test_a_copy_opens_as_its_coder_alone_with_their_documents_and_is_sound(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path)
    assert {path.name for path in team.copies.values()} == {"Readouts – Ana.annot", "Readouts – Ben.annot"}
    with Project.open(team.copies["Ana"]) as copy:
        assert copy.person == team.people["Ana"] and [one.name for one in copy.coders.all()] == ["Ana"]
        assert [info.id for info in copy.documents.all()] == team.documents[:2]
        assert copy.documents.get(team.documents[0]).text.startswith("France")
        assert copy.codebook == team.project.codebook and copy.origin == team.project.origin
        assert copy.name == "Readouts" and copy.undo() is None and copy.check() == []
        for other in (team.people["Ben"], team.people["Lea"]):
            with pytest.raises(NotAllowed, match="who alone works in it"):
                copy.person = other
        copy.person = None
        assert copy.person == team.people["Ana"]
    with pytest.raises(NotAllowed, match="who alone works in it"):
        Project.open(team.copies["Ana"], team.people["Ben"])
    assert has_copy(team.project, team.people["Ana"]) and not has_copy(team.project, team.people["Lea"])


def test_nothing_of_anybody_else_stands_in_a_copy_or_a_packet_for_it(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path, before=secretive)
    others = [*SECRET, "Ben", "Lea", team.people["Ben"], "Text 3", "All sides welcomed"]
    assert holding(bytes_in(team.copies["Ben"]), SECRET[:3]) == list(SECRET[:3])
    assert holding(bytes_in(team.copies["Ana"]), others) == []
    secretive(team, "China")
    assigning.assign(team.project, [team.people["Ana"]], [team.documents[2]])
    (given,) = team.give("Ana")
    assert given.path is not None and not given.is_copy
    packet = given.path.read_bytes()
    assert holding(packet, [*SECRET, "Ben", "Lea"]) == []
    with Project.open(team.copies["Ana"]) as copy:
        (came,) = taking_in.take_in(copy, [given.path])
        assert came.taken and [info.id for info in copy.documents.all()] == team.documents
    assert holding(bytes_in(team.copies["Ana"]), [*SECRET, "Ben", "Lea", team.people["Ben"]]) == []


def rows_of_others(project: Project, coder: str) -> tuple[set[str], set[str]]:
    """Return all strings in rows that are not a coder's, and those in rows that are everybody's or the coder's."""
    run, hidden, open_ones = project._connection.execute, set[str](), set[str]()
    seen = project.strands.channels_of(coder).__contains__  # type: ignore[arg-type]
    own = {id for (id,) in run("SELECT id FROM layers WHERE coder = ?", [coder])}
    texts = {
        one.text
        for one in project.strands.contents_of(channel for _, channel in project.strands.vector() if seen(channel))
    }
    released = {one.document for one in project.releases.all() if seen(f"released/{one.document}")}
    released |= {one.document for one in project.practice_results.all() if one.layer in own}
    gold = {id for (id,) in run("SELECT id FROM layers WHERE kind = 'gold'")}
    spans = {id: (layer, document) for id, layer, document in run("SELECT id, layer, document FROM spans")}

    def is_shown(span: str) -> bool:
        layer, document = spans[span]
        return layer in own or (layer in gold and document in released)

    tests: dict[str, Callable[[dict[str, Any]], bool]] = {
        "spans": lambda row: is_shown(row["id"]),
        "links": lambda row: is_shown(row["act"]),
        "decisions": lambda row: False,
        "layers": lambda row: row["id"] in own,
        "coders": lambda row: row["id"] == coder,
        "memos": lambda row: row["author"] == coder,
        "remarks": lambda row: row["coder"] == coder,
        "kept_searches": lambda row: row["coder"] in (None, coder),
        "practice_results": lambda row: row["layer"] in own,
        "recode_samples": lambda row: row["layer"] in own,
        "documents": lambda row: seen(f"document/{row['id']}"),
        "texts": lambda row: row["sha256"] in texts,
        **dict.fromkeys(("codebook_versions", "document_fields", "document_sets", "actors"), lambda row: True),
    }
    for table, is_open in tests.items():
        found = run(f"SELECT * FROM {table}")
        names = [column[0] for column in found.description]
        for values in found.fetchall():
            row = dict(zip(names, values, strict=True))
            (open_ones if is_open(row) else hidden).update(strings_in(row))
            if table == "decisions" and row["document"] in released:
                open_ones.update(strings_in({name: row[name] for name in ("reason", "gold", "time")}))
    return hidden - {id for (id,) in run("SELECT id FROM coders UNION SELECT id FROM documents")}, open_ones


NO_WORK = {
    *("document", "coder", "author", "recipient", "codebook_version", "label", "roles", "kind", "time", "content"),
    *("step", "rule", "changed", "drawn_from"),
}
"""Columns that say nothing of anybody's work: ids of people and documents, times, words of the program."""


def strings_in(row: dict[str, Any]) -> Iterator[str]:
    """Yield the texts in a row, those in its JSON too."""
    for name, value in row.items():
        if isinstance(value, str) and name not in NO_WORK:
            yield value
            if value[:1] in ("[", "{"):
                with suppress(ValueError):
                    yield from leaves(json.loads(value))


def leaves(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from leaves(one)


@given(fillings())
@settings(max_examples=examples(8), phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_of_random_projects_no_string_of_another_stands_in_a_copy(made: Callable[[Path], Project]) -> None:
    with TemporaryDirectory() as folder, made(Path(folder) / "random.annot") as project:
        people.set_roles(project, people.add_coder(project, "Whoever leads")[0].id, [TeamRole.LEAD])
        for coder in [one for one in project.coders.all() if one.name != "Whoever leads"][:2]:
            people.set_roles(project, coder.id, [TeamRole.CODER])
            (given,) = give_out(project, Path(folder), [coder.id])
            assert given.path is not None
            hidden, open_ones = rows_of_others(project, coder.id)
            shown = "\0".join(open_ones)
            secrets = [one for one in hidden if len(one) > 9 and one not in shown and not TIME.fullmatch(one)]
            assert holding(bytes_in(given.path), secrets) == []
            with Project.open(given.path) as copy:
                assert copy.check() == [] and [one.id for one in copy.coders.all()] == [coder.id]


def test_released_gold_and_the_results_of_practice_come_to_whom_they_are_for(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path, before=secretive)
    project, one, two = team.project, *team.documents[:2]
    training.set_round(project, [one], 0.8)
    (given,) = team.give("Ana")
    assert given.path is not None
    ana = project.layers.of_coder(team.people["Ana"])[0].id
    with Project.open(team.copies["Ana"]) as copy:
        taking_in.take_in(copy, [given.path])
        assert releases.is_practice(copy, one) and releases.standing(copy, ana, one) is GoldVisibility.NOT_DONE
        assert training.mark_done(copy, ana, one) is None and training.result(copy, ana, one) is None
        assert releases.standing(copy, ana, one) is GoldVisibility.NOT_RELEASED
    assert SECRET[3].encode() not in bytes_in(team.copies["Ana"])
    team.take(team.hand_in("Ana"))
    (given,) = team.give("Ana")
    assert given.path is not None
    with Project.open(team.copies["Ana"]) as copy:
        taking_in.take_in(copy, [given.path])
        (result,) = copy.practice_results.all()
        (place,) = feedback.compare(copy, ana, one).places
        assert (place.reason, result.score.own, result.score.gold, result.score.same) == (SECRET[3], 1, 1, 0)
        assert place.gold is not None and place.gold.label == "appeal" and place.mine is not None
    training.set_round(project, [], 0.8)
    releases.release(project, [one])
    (given,) = team.give("Ben")
    ben = project.layers.of_coder(team.people["Ben"])[0].id
    with Project.open(team.copies["Ben"]) as copy:
        assert feedback.compare(copy, ben, one).standing is GoldVisibility.NOT_RELEASED
        assert given.path is not None
        taking_in.take_in(copy, [given.path])
        assert [place.as_in_gold for place in feedback.compare(copy, ben, one).places] == [True]
        assert feedback.compare(copy, ben, two).places == ()


def test_an_update_holds_what_is_new_alone_and_nothing_new_is_no_file(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path)
    ana = team.people["Ana"]
    assert to_be_handed(team.project) == {}
    (given,) = team.give("Ana")
    assert given.path is None and "nothing is new" in given.sentence
    team.code("Ana", "China")
    team.take(team.hand_in("Ana"))
    assert team.give("Ana")[0].path is None, "what they did themselves they have"
    assigning.assign(team.project, [ana], [team.documents[2]], "2026-12-24")
    assert to_be_handed(team.project) == {ana: "update"}
    (given,) = team.give("Ana")
    assert given.path is not None and 0 < given.acts < 4
    with Project.open(team.copies["Ana"]) as copy:
        (came,) = taking_in.take_in(copy, [given.path])
        assert came.plan is not None and came.plan.count("documents").new == 1
        assert copy.documents.get(team.documents[2]).text.startswith("All sides")
        (again,) = taking_in.take_in(copy, [given.path])
        assert not again.taken and "nothing that is not here already" in again.sentences[0]


def test_who_leads_or_adjudicates_gets_a_whole_copy_and_nobody_gets_their_own(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path, before=secretive)
    adam = people.add_coder(team.project, "Adam")[0].id
    people.set_roles(team.project, adam, [TeamRole.ADJUDICATOR])
    team.people["Adam"] = adam
    (given,) = team.give("Adam")
    assert given.is_copy and given.path is not None
    with Project.open(given.path) as copy:
        assert copy.owner is None and copy.strands.vector() == team.project.strands.vector()
        assert copy.handed.keys() == team.project.handed.keys() and copy.decisions.count() == 1
    with pytest.raises(NotAllowed, match="works in this file"):
        team.give("Lea")
    with Project.open(team.copies["Ana"]) as copy, pytest.raises(NotAllowed, match="from which nothing is given out"):
        give_out(copy, tmp_path, [team.people["Ben"]])


def test_a_copy_of_an_encrypted_project_is_encrypted_and_so_are_the_packets(tmp_path: Path) -> None:
    pytest.importorskip("sqlcipher3", reason="without the extra for encrypted projects there are none")
    team = make_team_of_copies(tmp_path, passphrase="secret words")
    with Project.open(team.copies["Ana"]) as copy:
        assert copy.is_encrypted and copy.person == team.people["Ana"]
    team.code("Ana", "China", note=SECRET[0])
    packet = team.hand_in("Ana")
    for path in (packet, team.copies["Ana"]):
        content = path.read_bytes()
        assert not any(word in content for word in (b"Ana", b"annotator", SECRET[0].encode(), b"France"))
    (came,) = team.take(packet)
    assert came.taken and team.project.spans.count() == 1
    with pytest.raises(NotAllowed, match="needs a passphrase of its own"):
        give_out(team.project, tmp_path, [team.people["Ben"]], anew=True)


def test_a_sample_to_be_coded_once_more_and_a_kept_source_file_travel_too(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path)
    ana, one = team.people["Ana"], team.documents[0]
    team.code("Ana", "China")
    with Project.open(team.copies["Ana"]) as copy:
        training.mark_done(copy, copy.layers.of_coder(ana)[0].id, one)
    team.take(team.hand_in("Ana"))
    recoding.sample(team.project, team.project.layers.of_coder(ana)[0].id, 1.0, seed=3)
    keep_source(team.project, one, "one.txt", b"as it was read")
    (given,) = team.give("Ana")
    assert given.path is not None
    with Project.open(team.copies["Ana"]) as copy:
        (came,) = taking_in.take_in(copy, [given.path])
        _, again = copy.layers.of_coder(ana)
        assert came.taken and [info.id for info in recoding.documents_of(copy, again)] == [one]
        sha256 = copy.documents.info(one).source_file
        assert sha256 is not None and copy.source_files.body(sha256) == b"as it was read"
        annotate.add_span(copy, one, again.id, [(0, 6)], "appeal")
    (came,) = team.take(team.hand_in("Ana"))
    assert came.taken and team.project.spans.count_in(one, again.id) == 1
    left = [
        path.name for path in tmp_path.iterdir() if not path.name.startswith((".Readouts.annot.", "Readouts.annot"))
    ]
    assert all(name.startswith(("Readouts – ", "Ana 20")) for name in left), "nothing unfinished is left"


def test_whoever_gets_other_roles_gets_the_copy_that_goes_with_them_and_what_was_done_in_the_old_one_still_comes(
    tmp_path: Path,
) -> None:
    team = make_team_of_copies(tmp_path)
    ana = team.people["Ana"]
    team.code("Ana", "urged")
    before = team.hand_in("Ana")
    for role, is_partial in ((TeamRole.ADJUDICATOR, False), (TeamRole.CODER, True)):
        people.set_roles(team.project, ana, [role])
        assert not has_copy(team.project, ana) and to_be_handed(team.project)[ana] == "copy"
        (given,) = give_out(team.project, tmp_path, [ana])
        assert given.is_copy and given.path is not None and has_copy(team.project, ana)
        with Project.open(given.path) as copy:
            assert (copy.owner is not None) == is_partial
        team.code("Ben", "China" if is_partial else "urged")
        team.take(team.hand_in("Ben"))
        assert (ana in to_be_handed(team.project)) != is_partial, "what Ben did is for those who adjudicate"
    (came,) = team.take(before)
    assert came.taken and team.project.spans.count() == 3
