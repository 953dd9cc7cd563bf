"""What one coder coded twice is found; what several did, or what is stale at most, is not."""

from dataclasses import replace
from pathlib import Path

from annotator.model.codebook import CodingUnit
from annotator.model.ids import LabelId, SpanId
from annotator.model.span import Extent
from annotator.model.verbs.verb import Told
from annotator.operations.codebook import codebook
from annotator.operations.documents import units
from annotator.store.taking.coded_twice import CodedTwice, DoubledCodings
from tests.projects import make_desk


def test_the_same_twice_and_two_codes_of_a_unit_are_found(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    project, old = desk.project, desk.code("urged China")
    with project.transact(Told(sentence="As if from another copy")):
        project.spans.add(
            [replace(old, id=SpanId("zz-again")), replace(old, id=SpanId("zz-other"), label=LabelId("warning"))]
        )
    same = CodedTwice((old.id, "zz-again"))
    assert list(DoubledCodings(project._connection).all()) == [same]
    book = project.codebook.model_copy(update={"unit": CodingUnit.SENTENCE})
    codebook.save(project, book)
    units.cut_units(project)
    assert list(DoubledCodings(project._connection).all()) == [same]  # coded while any passage was
    unit, version = project.units.of_document(desk.documents[0].id)[0], project.codebooks.current().id
    whole = replace(
        old, extents=(unit,), quote=desk.documents[0].text[unit.start : unit.stop], codebook_version=version
    )
    half = Extent(unit.start, unit.stop - 3)
    with project.transact(Told(sentence="As if from another copy")):
        project.spans.add(
            [
                replace(whole, id=SpanId("u1")),
                replace(whole, id=SpanId("u2"), label=LabelId("warning"), extents=(half,), quote=whole.quote[:-3]),
                replace(whole, id=SpanId("u3"), label=LabelId("actor")),
            ]
        )
    assert list(DoubledCodings(project._connection).all()) == [same, CodedTwice(("u1", "u2"), unit)]
