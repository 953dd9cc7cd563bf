"""Where other programs give another number than we do, and why: the one list, for the test of it and the manual."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from annotator.agreement.coefficients.alpha import alpha, alpha_ordinal
from annotator.agreement.coefficients.brennan import brennan_prediger
from annotator.agreement.coefficients.conger import conger_kappa
from annotator.agreement.coefficients.distance import LINEAR
from annotator.agreement.coefficients.fleiss import fleiss_kappa
from annotator.agreement.coefficients.gwet import gwet_ac
from annotator.agreement.coefficients.kappa import cohen_kappa
from annotator.agreement.input.ratings import Ratings, Row, paired
from annotator.agreement.tally import Tally, evaluate
from tests.agreement.errors import alpha_error
from tests.agreement.tables import counted, one_table


@dataclass(frozen=True, kw_only=True)
class Different:
    """A table on which a program gives another number.

    `units`: a word a unit, in it a figure for what each coder said, a dot for nothing. `asked`, `given`, `part`: what
    the program is asked (`tests/oracles/programs/coefficients.py`), with what besides the rows, and which of its
    answers counts. `theirs`, `value`: their number and ours, None for none. `why`: a sentence.
    """

    program: str
    coefficient: str
    units: str
    asked: str
    given: Mapping[str, Any]
    part: str = ""
    theirs: float | None
    ours: Callable[[Ratings], Tally | float | None]
    value: float | None
    why: str

    @property
    def rows(self) -> list[Row]:
        """What each coder said of each unit."""
        return [tuple(None if said == "." else int(said) for said in unit) for unit in self.units.split()]

    def computed(self) -> float | None:
        """Return our number."""
        found = self.ours(one_table(counted(self.rows), self.given.get("categories", ())))
        return evaluate(found).value if isinstance(found, Tally) else found


_IRRCAC = {"program": "irrCAC", "asked": "of_irrcac"}
_TWO = {"weights": "identity", "categories": [1, 2]}
_ALONE = "What one coder alone coded counts there for chance; a study leaves it out."
_ONE = "There a standard error comes first, and of one unit that has values to compare there is none."
_ALIKE = "All said the same: chance gives full agreement too, which is there taken for agreement."

DIFFERENT = (
    Different(
        **_IRRCAC,
        coefficient="Fleiss' kappa",
        units="11 11 12 22 2. 2.",
        given=_TWO,
        part="fleiss",
        theirs=17 / 35,
        ours=lambda ratings: fleiss_kappa(paired(ratings)),
        value=7 / 15,
        why=_ALONE,
    ),
    Different(
        **_IRRCAC,
        coefficient="Gwet's AC1",
        units="11 11 12 22 2. 2.",
        given=_TWO,
        part="gwet",
        theirs=19 / 37,
        ours=lambda ratings: gwet_ac(paired(ratings)),
        value=9 / 17,
        why=_ALONE,
    ),
    Different(
        **_IRRCAC,
        coefficient="Conger's kappa",
        units="11. 12. 22.",
        given=_TWO,
        part="conger",
        theirs=None,
        ours=conger_kappa,
        value=0.4,
        why="A coder who coded nothing has shares of nothing there; here that coder is in no pair.",
    ),
    Different(
        **_IRRCAC,
        coefficient="Fleiss' kappa",
        units="112",
        given=_TWO,
        part="fleiss",
        theirs=None,
        ours=fleiss_kappa,
        value=-0.5,
        why=_ONE,
    ),
    Different(
        **_IRRCAC,
        coefficient="Krippendorff's alpha (nominal)",
        units="12 1.",
        given=_TWO,
        part="krippendorff",
        theirs=None,
        ours=alpha,
        value=0,
        why=_ONE,
    ),
    Different(
        **_IRRCAC,
        coefficient="Krippendorff's alpha (ordinal)",
        units="11 12 23 33",
        given={"weights": "ordinal", "categories": [1, 2, 3]},
        part="krippendorff",
        theirs=25 / 39,
        ours=alpha_ordinal,
        value=17 / 24,
        why="There with Gwet's ordinal weights, which do not ask, as Krippendorff's do, how often each value is used.",
    ),
    Different(
        **_IRRCAC,
        coefficient="Krippendorff's alpha (nominal), standard error",
        units="1214 1..1 112.",
        given={"weights": "identity", "categories": [1, 2, 4]},
        part="krippendorff error",
        theirs=0.164551,
        ours=alpha_error,
        value=0.145717,
        why="Where values are missing, there with the agreement that is corrected for a small sample, which Gwet's "
        "formula has without.",
    ),
    *(
        Different(
            program=program,
            coefficient="Cohen's kappa, linear weights",
            units="11 12 22 18 88",
            asked=asked,
            given={"weights": "linear"},
            part=part,
            theirs=0.4,
            ours=lambda ratings: cohen_kappa(ratings, LINEAR),
            value=0.5,
            why="Numbers count there by their place among those that were used; here by their value.",
        )
        for program, asked, part in (
            ("scikit-learn", "of_scikit_learn", ""),
            ("statsmodels", "cohen_of_statsmodels", "kappa"),
        )
    ),
    Different(
        program="nltk",
        coefficient="Krippendorff's alpha (nominal)",
        units="11 11",
        asked="of_nltk",
        given={"function": "alpha"},
        theirs=1,
        ours=alpha,
        value=None,
        why=_ALIKE,
    ),
    Different(
        program="nltk",
        coefficient="Brennan and Prediger's kappa",
        units="11 11",
        asked="of_nltk",
        given={"function": "S"},
        theirs=1,
        ours=brennan_prediger,
        value=None,
        why=_ALIKE,
    ),
)
