"""Studies for the tests that read them: quick ones, since few coefficients are computed."""

from collections.abc import Sequence

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.study.run_study import run_study
from annotator.agreement.study.study import Design, Study
from annotator.agreement.study.study_input import StudyInput
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Label
from annotator.model.ids import AttributeId, DocumentId, LabelId, LayerId
from tests.agreement.texts import CODERS

FORCE = Attribute(
    id=AttributeId("force"), name="Force", kind=AttributeKind.ORDINAL, values=("asks", "urges", "demands")
)
LABELS = (
    Label(id=LabelId("x"), name="X", attributes=(FORCE,)),
    Label(id=LabelId("y"), name="Y"),
    Label(id=LabelId("z"), name="Z"),
)
QUICK = Design(coefficients=("percent", "alpha-nominal", "boundary"), gamma_samples=0)


def study(
    found: Sequence[CodedText],
    coders: Sequence[LayerId] = CODERS,
    design: Design = QUICK,
    labels: Sequence[Label] = LABELS,
) -> Study:
    """Return the study of texts that are called d0, d1 …"""
    names = [DocumentId(f"d{number}") for number in range(len(found))]
    return run_study(StudyInput(found, coders, labels, design), names, lambda done, total: None)
