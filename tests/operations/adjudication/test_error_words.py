"""What looks wrong and why, in words."""

from collections import Counter
from collections.abc import Hashable
from pathlib import Path

import pytest

from annotator.agreement.likely_errors.suspicion import Suspicion, likeness
from annotator.operations.adjudication.error_words import ErrorWords
from annotator.operations.adjudication.likely_errors import LikelyError, Of
from tests.operations.desks import make_table

Counts = Counter[Hashable]


def error(folder: Path, suspicion: Suspicion, of: Of = Of.CODING) -> tuple[str, str]:
    """Return what it is and why, of Ana's warning."""
    table = make_table(folder)
    span = table.code("Ana", "warning", "no force")
    info = table.project.documents.all()[0]
    words, made = ErrorWords(table.project), LikelyError(info, of, span, "Ana", suspicion)
    return words.what(made), words.why(made)


@pytest.mark.parametrize(
    ("suspicion", "why"),
    [
        (Suspicion(0.97), "Warning is right with a probability of 0.03."),
        (Suspicion(0.9999), "Warning is right with a probability of less than 0.01."),
        (
            Suspicion(0.97, "force"),
            "Force is right with a probability of 0.03.",
        ),
        (
            Suspicion(like=likeness("warning", Counts({"appeal": 6, "warning": 1}))),
            "Of 7 passages of like words 6 are Appeal, 1 Warning (entropy 0.81).",
        ),
        (
            Suspicion(like=likeness("warning", Counts({None: 1}))),
            "Of 1 passage of like words 1 has no label, 0 Warning (entropy 1.00).",
        ),
    ],
)
def test_each_sign_has_its_sentence(tmp_path: Path, suspicion: Suspicion, why: str) -> None:
    assert error(tmp_path, suspicion) == ("Ana: Warning", why)


def test_both_signs_have_both(tmp_path: Path) -> None:
    _, why = error(tmp_path, Suspicion(0.6, like=likeness("warning", Counts({"appeal": 2}))))
    assert why.count(". ") == 1 and why.endswith(").")


def test_gold_and_what_was_rejected_are_called_so(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert error(tmp_path / "a", Suspicion(0.9), Of.GOLD)[0] == "gold: Warning"
    assert error(tmp_path / "b", Suspicion(0.9), Of.REJECTED) == (
        "nothing in gold",
        "It is Warning with a probability of 0.90.",
    )
