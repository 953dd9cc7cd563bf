"""`annotator adjudicate` settles what a policy says, lists it first where asked, and refuses in one clear sentence."""

import json
from pathlib import Path

import pytest

from annotator.model.verbs.verb import Told
from annotator.operations.adjudication import adjudicate
from annotator.operations.coding import annotate
from annotator.operations.people import people
from annotator.operations.project import history
from annotator.store.project import Project
from tests.cli.running import Cli
from tests.operations.desks import make_table

POLICY = ("--policy", "unanimous")
PREFER_ANA = ("--policy", "preferred", "--prefer", "Ana")


def _decisions(file: Path) -> dict[str, int]:
    with Project.open(file) as project:
        return {str(rule): count for rule, count in project.decisions.counts().items()}


def test_a_preferred_coder_settles_what_differs_and_the_rules_are_counted(cli: Cli, file: Path) -> None:
    said = cli("adjudicate", file, *PREFER_ANA)
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        "2 cases settled between Ana, Ben: preferred coder 1, unanimous 1.",
        "0 cases left.",
        "1 document was begun by one coder only and left out.",
        "Decided by Ana.",
    ]
    assert _decisions(file) == {"unanimous": 1, "preferred coder": 1}


def test_a_label_of_a_whole_document_stands_on_the_whole_document(cli: Cli, tmp_path: Path) -> None:
    table = make_table(tmp_path)
    for name in ("Ana", "Ben"):
        table.code(name, "genre")
    table.project.close()
    first, *_ = cli("adjudicate", table.project.path, *POLICY, "--dry-run").out.splitlines()
    assert first == "Readout, whole document: genre (unanimous)"


def test_a_dry_run_lists_what_would_be_settled_and_changes_nothing(cli: Cli, file: Path) -> None:
    before = file.read_bytes()
    said = cli("adjudicate", file, *PREFER_ANA, "--dry-run")
    assert said.code == 0
    assert said.out.splitlines() == [
        "Readout, 0–6: actor “France” (unanimous)",
        "Readout, 7–18: appeal “urged China” (preferred coder)",
        "2 cases would be settled between Ana, Ben: preferred coder 1, unanimous 1.",
        "0 cases would be left.",
        "1 document was begun by one coder only and left out.",
    ]
    listed = json.loads(cli("adjudicate", file, *PREFER_ANA, "--dry-run", "--json").out)
    assert (file.read_bytes(), _decisions(file)) == (before, {})
    settled = json.loads(cli("adjudicate", file, *PREFER_ANA, "--json").out)
    proposals = listed.pop("proposals")
    assert listed == settled
    assert [(one["rule"], one["kind"], one["gold"]) for one in proposals] == [
        ("unanimous", "agreed", [{"label": "actor", "extents": [[0, 6]]}]),
        ("preferred coder", "label", [{"label": "appeal", "extents": [[7, 18]]}]),
    ]
    assert {(one["title"], one["quote"], one["start"], one["stop"]) for one in proposals} == {
        ("Readout", "France", 0, 6), ("Readout", "urged China", 7, 18),
    }  # fmt: skip


def test_a_dry_run_says_where_nothing_would_come_into_gold(cli: Cli, file: Path) -> None:
    said = cli("adjudicate", file, "--policy", "majority", "--dry-run")
    assert said.out.splitlines()[-2] == "1 case would be left: label 1."
    with Project.open(file) as project, project.transact(Told(sentence="Tamper")):
        ben = next(layer for layer in project.layers.all() if layer.name == "Ben")
        project.spans.delete(span.id for span in project.spans.with_labels(["warning"]) if span.layer == ben.id)
    said = cli("adjudicate", file, "--policy", "preferred", "--prefer", "Ben", "--dry-run")
    assert "Readout, 7–18: nothing “urged China” (preferred coder)" in said.out.splitlines()


def test_labels_by_id_or_name_limit_what_is_settled(cli: Cli, file: Path) -> None:
    dry = [
        json.loads(cli("adjudicate", file, *PREFER_ANA, option, name, "--json", "--dry-run").out)
        for option, name in (("--label", "warning"), ("--label", "WARNING"), ("--labels", "warning"))
    ]
    found = json.loads(cli("adjudicate", file, *PREFER_ANA, "--labels", "Warning", "--json").out)
    assert [one | {"proposals": ...} for one in dry] == 3 * [found | {"proposals": ...}]
    assert (found["settled"], found["left"]) == ({"preferred coder": 1}, {"agreed": 1})
    assert (found["done"], found["documents"], found["alone"]) == (0, 2, 1)


def test_decisions_whose_spans_are_all_gone_are_counted(cli: Cli, file: Path) -> None:
    for count, sentence in (
        (1, "1 decision stands whose spans are all gone; its gold stays until it is taken back."),
        (2, "2 decisions stand whose spans are all gone; their gold stays until they are taken back."),
    ):
        with Project.open(file) as project:
            layers, document = people.layers_named(project, ["Ana", "Ben"]), project.documents.all()[0].id
            case = adjudicate.cases_of(project, document, layers)[0].case
            adjudicate.decide_by(project, case, "take", case.candidates[0].layer)
            for layer in layers:
                project.person = layer.coder
                annotate.remove_spans(project, [span.id for span in case.candidates if span.layer == layer.id])
                annotate.mark_done(project, layer.id, document)
        for dry in (["--dry-run"], []):
            said = cli("adjudicate", file, "--policy", "majority", *dry)
            assert (said.code, said.out.splitlines()[-1]) == (0, sentence)
            found = cli("adjudicate", file, "--policy", "majority", "--json", *dry)
            assert json.loads(found.out)["orphaned"] == count


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ([*POLICY, "--labels", "threat"], "no label “threat” in the codebook; its labels are: appeal, warning"),
        ([*POLICY, "--labels", ""], "at least one"),
        ([*POLICY, "--prefer", "Ana"], "with the policy “preferred” only"),
        (["--policy", "preferred"], "needs a coder"),
        (["--policy", "preferred", "--prefer", "Zoë"], "no coder “Zoë”"),
        ([*POLICY, "--coders", "Ana,Zoë"], "no coder “Zoë”"),
        ([*POLICY, "--coders", "Ana"], "at least two"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence_and_nothing_is_changed(
    cli: Cli, file: Path, options: list[str], sentence: str
) -> None:
    for more in ([], ["--dry-run"], ["--json"]):
        said = cli("adjudicate", file, *options, *more)
        assert (said.code, said.out) == (1, "") and sentence in said.sentence
    assert _decisions(file) == {}


def _deciders(file: Path) -> set[str | None]:
    """Return the names of those whom decisions carry."""
    with Project.open(file) as project:
        names = {coder.id: coder.name for coder in project.coders.all()}
        every = [made for info in project.documents.all() for made in project.decisions.of_document(info.id)]
        return {names[made.coder] if made.coder else None for made in every}


def test_decisions_carry_who_adjudicates(cli: Cli, file: Path) -> None:
    assert cli("people", file, "--add", "Dana", "--roles", "Dana", "adjudicator").code == 0
    said = cli("adjudicate", file, *PREFER_ANA, "--as", "  DANA ")
    assert (said.code, said.out.splitlines()[-1]) == (0, "Decided by Dana.")
    assert _deciders(file) == {"Dana"}
    with Project.open(file) as project:
        (dana,) = (coder for coder in project.coders.all() if coder.name == "Dana")
        assert next(line.who for line in history.lines(project) if "preferred" in line.what) == "Dana"
        project.person = dana.id
        project.undo()
        assert project.decisions.counts() == {}


def test_json_says_who_decided_or_would(cli: Cli, file: Path) -> None:
    for more in (["--dry-run"], []):
        assert (
            json.loads(cli("adjudicate", file, *PREFER_ANA, "--json", "--as", "ana", *more).out)["decided_by"] == "Ana"
        )


@pytest.mark.parametrize("name", ["Dana", " "])
def test_nobody_who_is_not_there_adjudicates(cli: Cli, file: Path, name: str) -> None:
    for more in (["--dry-run"], []):
        said = cli("adjudicate", file, *PREFER_ANA, "--as", name, *more)
        assert said.code == 1 and "its people are: Ana, Ben" in said.sentence and _decisions(file) == {}


def test_an_unknown_policy_is_refused_with_those_that_there_are(cli: Cli, file: Path) -> None:
    said = cli("adjudicate", file, "--policy", "loudest")
    assert said.code != 0 and said.out == ""
    assert all(name in said.err for name in ("loudest", "unanimous", "majority", "preferred"))


def test_adjudicate_makes_gold_of_what_a_policy_settles_and_says_what_is_left(cli: Cli, file: Path) -> None:
    said = cli("adjudicate", file, "--policy", "unanimous")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        "1 case settled between Ana, Ben.",
        "1 case left: label 1.",
        "1 document was begun by one coder only and left out.",
        "Decided by Ana.",
    ]
    again = json.loads(cli("adjudicate", file, "--policy", "unanimous", "--json").out)
    assert (again["settled"], again["left"], again["policy"]) == ({}, {"label": 1}, "unanimous")
