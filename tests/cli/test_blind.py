"""Nothing that another coded reaches who codes blind, whatever command they give: on a terminal, or in files."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.cli.main import COMMANDS, run
from annotator.formats.registry import FORMATS
from annotator.model.actor import Actor, ActorKind
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Label
from annotator.model.coder import TeamRole
from annotator.model.ids import ActorId, AttributeId, LabelId, new_id
from annotator.operations.actors import actors
from annotator.operations.adjudication import adjudicate, case_queue
from annotator.operations.codebook import codebook
from annotator.operations.coding import annotate
from annotator.operations.documents import memos
from annotator.operations.passages import kept
from annotator.operations.people import people
from annotator.operations.project import remarks
from annotator.store.project import Project
from tests.cli.test_acting import ASK_NOBODY, BY_ACT, FOR_ALL
from tests.examples import examples
from tests.operations.desks import TEXT
from tests.operations.small_team import make_team

WRITTEN = st.text(st.sampled_from("zqxj中é🕊"), min_size=6, max_size=12)
"""What nobody would say by chance."""
MORE: list[tuple[str, list[str]]] = [
    ("history", ["--verb", "coding"]),
    ("history", ["--person", "Ben", "--json"]),
    ("history", ["--document", "One"]),
    ("history", ["--remarks"]),
    ("history", ["--jsonl"]),
    ("history", ["--settle", "8"]),
    ("history", ["--remark", "12", "Why?"]),
    ("info", ["--json"]),
    ("bin", ["--json"]),
    ("hub", ["--json"]),
    ("hub", ["--members"]),
    ("reread", ["--all", "--from", "{folder}", "--dry-run"]),
    ("reread", ["--earlier"]),
    ("reread", ["--earlier", "--json"]),
    ("backups", []),
    ("backups", ["--json"]),
    ("drill", []),
    ("restore", ["{folder}/back.annot"]),
    ("people", ["--json"]),
    ("documents", ["--json", "--sort", "-notes"]),
    ("documents", ["--columns", "title,Cleo,notes,source,id", "--csv"]),
    ("documents", ["--columns", "gold"]),
    ("documents", ["--filter", "Ben:begun"]),
    ("documents", ["--filter", "coded:>=1"]),
    ("documents", ["--sets", "--fields", "--json"]),
    ("documents", ["--set", "Cases open"]),
    ("units", ["--json"]),
    ("units", ["One"]),
    ("find", ["coder:all", "--json", "--group", "coder"]),
    ("find", ["--coder", "Ben"]),
    ("find", ["disputed:yes"]),
    ("find", ["--output", "{folder}/found.csv", "--with-names", "--group", "label"]),
    ("find", ["a", "--format", "md", "--order", "coder"]),
    ("count", ["--json", "--rows", "coder"]),
    ("count", ["coder:Ben"]),
    ("count", ["--words", "--rows", "why", "--csv"]),
    ("count", ["--words", "--of", "documents", "--most", "3"]),
    ("count", ["--keyness", "label=appeal"]),
    ("count", ["--co-occurrence", "near/5"]),
    ("count", ["--network", "{folder}/network.graphml"]),
    ("searches", ["--json"]),
    ("searches", ["--remove", "Ben’s"]),
    ("memos", ["--json"]),
    ("memos", ["--author", "Ben"]),
    ("memos", ["--to", "{folder}/all.md", "--names"]),
    ("memos", ["--to", "{folder}/all.jsonl"]),
    ("memos", ["--remove", "all"]),
    ("restore", ["{folder}/then.annot", "--step", "9"]),
]
"""What commands can be asked for besides."""
PASSAGES = ((7, 12), (13, 18), (24, 28))
"""Where Ben codes, and Cleo does not."""
WITHOUT_A_PROJECT = {"open", "demo", "new"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("blind")
    team = make_team(folder)
    with team.project as project:
        project.person = team.of(TeamRole.LEAD)
        secret = Attribute(id=AttributeId("why"), name="Why", kind=AttributeKind.TEXT)
        labels = [one.model_copy(update={"attributes": (*one.attributes, secret)}) for one in project.codebook.labels]
        labels.append(Label(id=LabelId("x"), name="X", attributes=(secret,)))
        codebook.save(project, project.codebook.model_copy(update={"labels": tuple(labels)}))
        people.add_coder(project, "Ben")
    yield team.project.path


def code(path: Path, words: list[str], labels: list[str]) -> None:
    """Let Ben code, Lea remark on it and Adam decide."""
    note, before, value, reason, asked, proposed, thought = words
    with Project.open(path) as project:
        lea, adam, _, ben = project.coders.all()
        project.person = ben.id
        actors.add(project, Actor(id=ActorId(new_id()), name=proposed, kind=ActorKind.STATE, codes={"own": proposed}))
        document, layer = project.documents.all()[0].id, project.layers.of_coder(ben.id)[0].id
        for place, label in enumerate(labels):
            span = annotate.add_span(project, document, layer, [PASSAGES[place]], label)
            annotate.set_note(project, span.id, note)
            annotate.set_attribute(project, span.id, "why", before)
        memos.write(project, thought, document=document)
        memos.write(project, f"{thought} again")
        kept.keep(project, f"Ben’s {thought}", f'"{thought}"')
        last = project.journal.latest()
        annotate.set_attribute(project, span.id, "why", value)
        project.person = lea.id
        remarks.write(project, last, asked)
        project.person = adam.id
        case = case_queue.cases_of(project, document, people.layers_named(project, ["Ben", "Cleo"]))[0].case
        adjudicate.decide(project, case, adjudicate.verdict(case, "take", case.candidates[0].layer), reason)


def commands(path: Path, folder: Path) -> Iterator[list[str]]:
    """Yield all command lines that Cleo may give."""
    by_act = [(name, options) for name, (_, options) in BY_ACT.items()]
    exports = [
        ("export", [f"{{folder}}/{each.name}.out", "--format", each.name, "--layer", layer])
        for each in FORMATS
        for layer in ("Cleo", "Ben")
    ]
    for name, options in [*FOR_ALL.items(), *by_act, *exports, *MORE]:
        called = [word for word in name.split() if not word.startswith("-")]
        line = [*called, str(path), *(one.format(folder=folder, role="x") for one in options), "--as", "Cleo"]
        yield line
        if name != "export":
            yield [*line, "--see-others"]
    for name in sorted(ASK_NOBODY - WITHOUT_A_PROJECT):
        yield [name, str(path)]
        yield [name, str(path), "--json"]


def test_every_command_is_asked() -> None:
    asked = {name for name, *_ in commands(Path("p"), Path("f"))}
    assert asked | WITHOUT_A_PROJECT == COMMANDS.keys()


@settings(
    max_examples=examples(2),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    words=st.lists(WRITTEN, min_size=7, max_size=7, unique=True),
    labels=st.lists(st.sampled_from(["appeal", "warning", "x"]), min_size=1, max_size=3),
)
def test_no_word_of_another_reaches_who_codes_blind(
    made: Path,
    words: list[str],
    labels: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("run")
    monkeypatch.setenv("ANNOTATOR_DATA", str(folder / "data"))
    path = Path(shutil.copy(made, folder / "p.annot"))
    code(path, words, labels)
    out = folder / "out"
    out.mkdir()
    quotes = [f"“{TEXT[start:stop]}" for start, stop in PASSAGES[: len(labels)]]
    capsys.readouterr()
    for line in commands(path, out):
        run(line, lambda _: "")
        said = capsys.readouterr()
        files = [
            one.read_bytes().decode("utf-8", "replace")
            for one in out.rglob("*")
            if one.suffix != ".annot" and one.is_file()
        ]
        told = "\n".join([said.out, said.err, *files])
        assert not [word for word in [*words, *quotes] if word in told], line
        shutil.rmtree(out)
        out.mkdir()
    lea = [str(path), "--as", "Lea", "--see-others"]
    assert run(["history", *lea], lambda _: "") == 0 and quotes[0] in capsys.readouterr().out
    assert run(["export", lea[0], str(out / "all.jsonl"), "--layer", "all", *lea[1:]], lambda _: "") == 0
    told = (out / "all.jsonl").read_text("utf-8") + "".join(
        (out / f"all.{part}").read_text("utf-8") for part in ("project.json", "memos.jsonl")
    )
    assert all(word in told for word in words if word != words[1] or len(labels) > 1), "so they can be told"
