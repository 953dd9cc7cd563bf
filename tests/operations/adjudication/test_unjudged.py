"""Of a unit that is given those have no say who gave it no code yet."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.agreement.posterior.codings import Question
from annotator.agreement.study.study import Aspect
from annotator.model.ids import LabelId
from annotator.operations.adjudication.posterior import estimate
from annotator.operations.adjudication.unjudged import UnitJudges
from annotator.operations.coding import annotate, unit_coding
from annotator.operations.people import people
from annotator.operations.people.people import layers_named
from tests.examples import examples
from tests.operations.given_units import given as given_units
from tests.projects import make_desk

CODES = {"a": "appeal", "w": "warning"}


@settings(max_examples=examples(8), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text("aw-", min_size=3, max_size=3), min_size=3, max_size=3))
def test_who_gave_a_unit_no_code_has_no_vote_on_it(codes: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = make_desk(Path(folder))
        coders = [(desk.ana, desk.layer), people.add_coder(desk.project, "Ben"), people.add_coder(desk.project, "Cem")]
        project, of = given_units(desk), desk.documents[0].id
        units = project.units.of_document(of)
        for (who, layer), row in zip(coders, codes, strict=True):
            project.person = who.id
            annotate.mark_done(project, layer.id, of)
            for unit, code in zip(units, row, strict=True):
                if code in CODES:
                    unit_coding.code_units(project, of, layer.id, [unit], CODES[code])
        found, judges = estimate(project, layers_named(project, None)), UnitJudges(project)
        layers = [layer.id for _, layer in coders]
        for number, place in enumerate(found.places):
            at = next(at for at, unit in enumerate(units) if unit.start <= place.start < unit.stop)
            judged = [row[at] in CODES for row in codes]
            assert list(place.present) == judged
            mine = judges.among(layers, place.found)
            assert mine == [layer for layer, is_judge in zip(layers, judged, strict=True) if is_judge]
            for label in {span.label for span in place.found}:
                votes = found.beliefs.rows[Question(Aspect.FOUND, LabelId(label))][number]
                assert [one is not None for one in votes] == judged
                assert set(found.soft_label(number, label).votes) == set(mine)
        project.close()


def test_where_no_units_are_given_all_who_took_part_have_a_say(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    span = desk.code("urged China")
    assert UnitJudges(desk.project).among([desk.layer.id], [span]) == [desk.layer.id]
