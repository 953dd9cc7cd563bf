"""Whoever codes blind finds the same, counts the same and reads the same sentences whatever others code meanwhile."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.actor import Actor, ActorKind
from annotator.model.coder import TeamRole
from annotator.model.errors import UserError
from annotator.model.ids import ActorId, new_id
from annotator.operations.actors import actors
from annotator.operations.adjudication import adjudicate, case_queue
from annotator.operations.coding import annotate
from annotator.operations.documents import memos
from annotator.operations.passages import counting
from annotator.operations.passages.co_occurrence import co_occurrences, nearness
from annotator.operations.passages.document_map import mapped
from annotator.operations.passages.finding import PassageSearch
from annotator.operations.passages.grouping import fields
from annotator.operations.passages.lines import LineOrder, LineReader, in_order
from annotator.operations.people import people
from annotator.operations.team.copies import give_out
from annotator.store.project import Project
from tests.examples import examples
from tests.operations.small_team import NAMES, make_team

TEXT_PLACES = st.tuples(st.integers(0, 20), st.integers(1, 12))
ACT = st.one_of(
    st.tuples(st.just("code"), TEXT_PLACES, st.sampled_from(["appeal", "warning", "actor"])),
    st.tuples(
        st.sampled_from(["propose", "note", "remember", "decide", "remove"]), TEXT_PLACES, st.text("xyz", max_size=3)
    ),
)
WORD = "urged"
SEARCHES = (
    *("", WORD, f"{WORD} coded:yes", f"{WORD} coded:no", f"{WORD} coded:appeal", "label:*", "-label:warning"),
    *("coder:all", "coder:me", "coder:gold", "coder:Lea", "coder:Adam", "coder:Nobody", "-coder:Lea", "coder=gold"),
    *("disputed:yes", "disputed:no", "decided:*", "decided:", "decided:deferred", "stale:yes", "stale:no", "doubt:yes"),
    *("note:*", "note:x", "to:*", "to:", "by:*", "to:Secret", "to-groups:Secret", "by:Secret", "actor:Secret"),
    *("overlaps:appeal", "inside:*", "sentence:appeal", "paragraph:*", "near:appeal/5", f"label:* {WORD} in:document"),
    *("coded>=1", "gold>0", "open>0", "Lea:done", "state:begun", "notes:x", "set:Nothing", "secret:x", "date:2022"),
)  # fmt: skip


def told(project: Project) -> Iterator[object]:
    """Yield all that searching tells whoever is at work, sentences of what cannot be among it."""
    yield fields(project)
    for text in SEARCHES:
        yield text, _or_sentence(lambda text=text: _found(project, text))
    for key in ("label", "coder", "by", "to", "year", "document", "set", "gold", "Lea", "open", "nothing"):
        yield key, _or_sentence(lambda key=key: _counted(project, key))
    for beside in ("overlaps", "sentence", "near/9"):
        yield beside, _or_sentence(lambda beside=beside: repr(co_occurrences(project, "", nearness(beside))))


def _or_sentence(asked: object) -> object:
    assert callable(asked)
    try:
        return asked()
    except UserError as error:
        return str(error)


def _found(project: Project, text: str) -> object:
    search = PassageSearch(project, text)
    lines = list(search.lines())
    shown = [LineReader(project).read(in_order(project, lines, order)) for order in LineOrder]
    counts = search.counts()
    return lines, shown, search.sentence(len(lines)), counts and list(counts), repr(mapped(project, text))


def _counted(project: Project, key: str) -> object:
    return [
        repr(counting.counted(project, text, key, "label", each))
        for text in ("", WORD)
        for each in counting.PassageMeasure
    ]


def others_act(project: Project, kind: str, place: tuple[int, int], what: str) -> None:
    """Let the lead or the adjudicator do something that a coder is not shown."""
    document = project.documents.all()[0].id
    named = {one.name: one for one in project.coders.all()}
    lea, adam = named[NAMES[TeamRole.LEAD]], named[NAMES[TeamRole.ADJUDICATOR]]
    project.person = lea.id
    layer = project.layers.of_coder(lea.id)[0].id
    spans = [one for one in project.spans.of_document(document) if one.layer == layer]
    match kind:
        case "code":
            annotate.add_span(project, document, layer, [(place[0], place[0] + place[1])], what)
        case "propose":
            ben = named["Ben"].id
            project.person = ben
            proposed = actors.add(project, Actor(id=ActorId(new_id()), name=f"Secret{what}", kind=ActorKind.STATE))
            layer = project.layers.of_coder(ben)[0].id
            span = annotate.add_span(project, document, layer, [(place[0], place[0] + place[1])], "actor")
            annotate.set_actor(project, span.id, proposed.id)
        case "note" if spans:
            annotate.set_note(project, spans[-1].id, f"x{what}")
        case "remember":
            memos.write(project, f"x{what}", document=document)
        case "remove" if spans:
            annotate.remove_spans(project, [spans[-1].id])
        case "decide":
            project.person = adam.id
            layers = people.layers_named(project, ["Lea", "Cleo"])
            case = case_queue.cases_of(project, document, layers)[place[0] % 2 - 1].case
            adjudicate.decide(project, case, adjudicate.verdict(case, "take", case.candidates[0].layer), what)


@settings(max_examples=examples(10, usual=2), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACT, min_size=1, max_size=5))
def test_what_others_do_changes_nothing_that_a_blind_coder_is_told(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, tuple[int, int], str]]
) -> None:
    team = make_team(tmp_path_factory.mktemp("blind"))
    with team.project as project:
        project.person = team.of(TeamRole.LEAD)
        people.add_coder(project, "Ben")
        for person in (team.of(TeamRole.CODER), None):
            project.person = person
            before = list(told(project))
            for act in acts:
                try:
                    others_act(project, *act)
                except UserError:
                    continue
            project.person = person
            for known, now in zip(before, told(project), strict=True):
                assert known == now


LATER = [("code", (7, 5), "appeal"), ("propose", (10, 4), "x"), ("note", (0, 1), "x"), ("decide", (1, 1), "y")]


def test_a_copy_of_their_own_a_backup_and_the_project_as_it_was_tell_a_blind_coder_the_same(tmp_path: Path) -> None:
    team = make_team(tmp_path)
    with team.project as project:
        cleo, project.person = team.of(TeamRole.CODER), team.of(TeamRole.LEAD)
        people.add_coder(project, "Ben")
        step = project.journal.latest()
        assert step is not None
        for act in LATER:
            others_act(project, *act)
        project.person = team.of(TeamRole.LEAD)
        (given,) = give_out(project, tmp_path, [cleo])
        project.back_up(tmp_path / "backup.annot")
        project.write_as_of(tmp_path / "then.annot", step)
        project.person = cleo
        whole = list(told(project))
    assert given.path is not None
    for path in (given.path, tmp_path / "backup.annot", tmp_path / "then.annot"):
        with Project.open(path) as copy:
            copy.person = cleo
            known = list(told(copy))
        # Who else codes is no secret, and a copy of one's own does not have their layers.
        assert [
            pair for pair in zip(whole, known, strict=True) if pair[0] != pair[1] and "Lea:done" not in str(pair[0])
        ] == []
