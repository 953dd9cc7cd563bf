"""Acting on many passages is acting on each by itself, in one step, which one undo takes back."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.codebook import CodingUnit
from annotator.model.coder import Layer
from annotator.model.errors import NotAllowed, NotFound, UserError
from annotator.model.ids import DocumentId, SpanId
from annotator.model.span import Span
from annotator.operations.codebook import codebook
from annotator.operations.coding import annotate, punctuation
from annotator.operations.documents import units
from annotator.operations.passages.acting import (
    NOT_CODED,
    Acted,
    CodedPart,
    code_passages,
    note_passages,
    relabel_passages,
    set_on_passages,
)
from annotator.operations.passages.finding import PassageLine, PassageSearch
from annotator.operations.project import history
from annotator.store.project import Project
from tests.examples import examples
from tests.operations.desks import BOOK, OTHER_TEXT, TEXT, Table, make_table
from tests.operations.test_undo_everything import tables
from tests.projects import said

Act = Callable[[Project, Layer, Sequence[PassageLine]], Acted]


def coding_of(label: str, part: CodedPart) -> Act:
    return lambda project, layer, lines: code_passages(project, layer.id, lines, label, part)


ACTS: dict[str, Act] = {
    **{f"code {label} {part}": coding_of(label, part) for label in ("appeal", "genre") for part in CodedPart},
    "relabel": lambda project, layer, lines: relabel_passages(project, lines, "warning"),
    "value": lambda project, layer, lines: set_on_passages(project, lines, "force", "urges"),
    "of one label": lambda project, layer, lines: set_on_passages(project, lines, "topic", "war"),
    "no value": lambda project, layer, lines: set_on_passages(project, lines, "force", None),
    "bad value": lambda project, layer, lines: set_on_passages(project, lines, "force", "screams"),
    "note": lambda project, layer, lines: note_passages(project, lines, " why "),
}
HITS = st.tuples(st.integers(0, 1), st.integers(0, len(OTHER_TEXT) - 1), st.integers(1, 12))


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return make_table(tmp_path)


def shown(project: Project) -> set[str]:
    """Return what is coded, whatever its ids."""
    return {
        repr(replace(span, id=SpanId("")))
        for info in project.documents.all()
        for span in project.spans.of_document(info.id)
    }


def hit(table: Table, document: int, start: int, length: int) -> PassageLine:
    id = table.documents[document]
    text = (TEXT, OTHER_TEXT)[document]
    return PassageLine(id, start, min(start + length, len(text)))


def line_of(span: Span) -> PassageLine:
    return PassageLine(span.document, span.start, span.stop, span.id, span.layer, span.label)


@settings(
    max_examples=examples(60, usual=15), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    coded=st.lists(st.tuples(HITS, st.sampled_from(["appeal", "warning", "actor"])), max_size=5, unique=True),
    hits=st.lists(HITS, max_size=4),
    gone=st.booleans(),
    name=st.sampled_from(sorted(ACTS)),
    final=st.booleans(),
    unit=st.sampled_from([CodingUnit.FREE, CodingUnit.FREE, CodingUnit.SENTENCE]),
    order=st.randoms(use_true_random=False),
)
def test_acting_on_many_is_acting_on_each_and_one_undo_takes_it_back(
    coded: Any,
    hits: Any,
    gone: bool,
    name: str,
    final: bool,
    unit: CodingUnit,
    order: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    table = make_table(tmp_path_factory.mktemp("acting"))
    project, layer = table.project, table.sit("Ana")
    lines = []
    for place, label in coded:
        where = hit(table, *place)
        span = annotate.add_span(project, where.document, layer.id, [(where.start, where.stop)], label)
        lines.append(line_of(span))
    if gone and lines:
        assert lines[0].span is not None
        annotate.remove_spans(project, [lines[0].span])
    lines += [hit(table, *place) for place in hits]
    order.shuffle(lines)
    punctuation.code(project, final)
    if unit is not CodingUnit.FREE:
        codebook.save(project, project.codebook.model_copy(update={"unit": unit}))
        units.cut_units(project)
    before, steps = tables(project), project.journal.latest()

    def by_itself(line: PassageLine) -> Acted:
        return ACTS[name](project, layer, [line])

    # One by one.
    single = [by_itself(line) for line in lines]
    left = Counter[str]()
    for one in single:
        left.update(one.left)
    after = shown(project)
    for _ in range(project.journal.latest() - steps):
        project.undo()
    assert tables(project) == before

    steps = project.journal.latest()
    acted = ACTS[name](project, layer, lines)
    assert shown(project) == after
    assert Counter(acted.left) == left and set(acted.spans) <= {
        span.id for info in project.documents.all() for span in project.spans.of_document(info.id)
    }
    assert project.journal.latest() - steps in (0, 1)
    if project.journal.latest() > steps:
        (step,) = project.history(1)
        assert set(step.verb.passages) == set(acted.spans)
        project.undo()
    assert tables(project) == before


def test_a_hit_its_sentence_or_its_paragraph_is_coded(table: Table) -> None:
    layer = table.sit("Ana")
    lines = list(PassageSearch(table.project, "warned").lines())
    for part, quote in (
        (CodedPart.HIT, "warned"),
        (CodedPart.SENTENCE, "It warned: no force"),
        (CodedPart.PARAGRAPH, "France urged China 🕊 to talk. It warned: no force"),
    ):
        acted = code_passages(table.project, layer.id, lines, "warning", part)
        assert [table.project.spans.get(id).quote for id in acted.spans] == [quote]
        assert acted.sentence == "1 passage coded as Warning."
    assert said(table.project) == "Code a passage as Warning"


def test_the_final_stop_is_coded_where_the_project_says_so(table: Table) -> None:
    layer = table.sit("Ana")
    punctuation.code(table.project, True)
    lines = list(PassageSearch(table.project, "warned").lines())
    (id,) = code_passages(table.project, layer.id, lines, "warning", CodedPart.SENTENCE).spans
    assert table.project.spans.get(id).quote == "It warned: no force."


def test_where_units_are_given_each_that_a_passage_touches_is_coded_whole(table: Table) -> None:
    layer, project = table.sit("Ana"), table.project
    codebook.save(project, BOOK.model_copy(update={"unit": CodingUnit.SENTENCE}))
    units.cut_units(project)
    lines = [PassageLine(table.documents[0], TEXT.index("talk"), TEXT.index("warned"))]
    acted = code_passages(project, layer.id, lines, "appeal")
    assert [project.spans.get(id).quote for id in acted.spans] == [
        "France urged China 🕊 to talk.",
        "It warned: no force.",
    ]


def test_what_cannot_be_is_counted_by_its_reason(table: Table) -> None:
    project = table.project
    appeal, warning = table.code("Ana", "appeal", "urged"), table.code("Ana", "warning", "warned")
    gone = table.code("Ana", "appeal", "talk")
    annotate.remove_spans(project, [gone.id])
    lines = [*map(line_of, (appeal, warning, gone)), hit(table, 0, 0, 6)]
    acted = set_on_passages(project, lines, "topic", "war")
    assert acted.spans == (appeal.id,) and project.spans.get(appeal.id).attributes == {"topic": "war"}
    assert acted.left == {
        "The label “Warning” has no attribute “topic”.": 1,
        "The span is not there any more.": 1,
        NOT_CODED: 1,
    }
    assert acted.sentence.startswith("1 passage given a value of Topic. 1 is left out: The label “Warning” has no")
    assert said(project) == "Set Topic of a passage"
    acted = relabel_passages(project, lines, "appeal")
    assert acted.spans == (warning.id,)
    assert acted.left["This passage is already coded as Appeal."] == 1
    assert note_passages(project, lines[:2], "x").sentence == "2 passages noted on."
    assert said(project) == "Note on 2 passages"


def test_what_others_coded_is_touched_by_nobody_else(table: Table) -> None:
    mine, others = table.code("Ana", "appeal", "urged"), table.code("Ben", "appeal", "talk")
    layer = table.sit("Ana")
    before = tables(table.project)
    lines = [line_of(mine), line_of(others)]
    for name, act in ACTS.items():
        if not name.startswith("code"):
            with pytest.raises(NotAllowed, match="changed by its own coder alone"):
                act(table.project, layer, lines)
    with pytest.raises(NotAllowed, match="changed by its own coder alone"):
        code_passages(table.project, others.layer, lines, "warning")
    with pytest.raises(NotFound, match="no label"):
        relabel_passages(table.project, lines[:1], "nothing")
    assert tables(table.project) == before


def test_who_codes_blind_learns_nothing_of_where_others_coded(table: Table) -> None:
    others = table.code("Ben", "appeal", "talk")
    layer = table.sit("Ana")
    people_see = code_passages(table.project, layer.id, [line_of(others)], "warning")
    assert people_see.spans == () and people_see.left == {"The span is not there any more.": 1}


def test_nothing_is_half_done_where_it_is_stopped(table: Table) -> None:
    layer = table.sit("Ana")
    lines = list(PassageSearch(table.project, "urged | warned | welcomed").lines())
    assert len(lines) == 3
    before = tables(table.project)

    def stop(done: int, total: int, text: str) -> None:
        assert total == 3
        if done == 2:
            raise Stopped

    with pytest.raises(Stopped):
        code_passages(table.project, layer.id, lines, "appeal", progress=stop)
    assert tables(table.project) == before
    assert len(code_passages(table.project, layer.id, lines, "appeal").spans) == 3
    assert history.sentence(table.project, table.project.history(1)[0].verb) == "Code 3 passages as Appeal"


class Stopped(UserError):
    """Somebody stopped it."""


def test_a_passage_on_a_text_that_is_shorter_now_is_gone(table: Table) -> None:
    layer = table.sit("Ana")
    line = PassageLine(DocumentId(table.documents[0]), len(TEXT) - 2, len(TEXT) + 3)
    acted = code_passages(table.project, layer.id, [line], "appeal")
    assert acted.left == {"The text is another by now; search again.": 1}
