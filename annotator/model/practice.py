"""Whose gold may be seen, and how far coders came in practising: releases, practice documents, results."""

from dataclasses import dataclass

from annotator.model.ids import CoderId, DocumentId, LayerId


@dataclass(frozen=True, slots=True)
class Release:
    """That the gold of a document is shown to its coders.

    `time`: since when, UTC, ISO 8601 to the second. `coder`: by whom, None for nobody in particular. `content`: that
    gold as a coder's copy is shown it (`ShownGold` as JSON), empty where no copy was given it.
    """

    document: DocumentId
    time: str
    coder: CoderId | None = None
    content: str = ""


@dataclass(frozen=True, slots=True)
class PracticeDocument:
    """That a document is practised on; `time` and `coder`: since when and by whom, as of a release."""

    document: DocumentId
    time: str
    coder: CoderId | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """How much of two layers is the same. `same`: places where both have a span with the same label.

    `places`: all of them; `just_so`: those in which nothing differs; `own`, `gold`: the spans of each layer.
    """

    places: int = 0
    just_so: int = 0
    same: int = 0
    own: int = 0
    gold: int = 0

    def __add__(self, other: "Score") -> "Score":
        """Add up the counts of different documents."""
        return Score(
            self.places + other.places,
            self.just_so + other.just_so,
            self.same + other.same,
            self.own + other.own,
            self.gold + other.gold,
        )

    @property
    def f1(self) -> float | None:
        """Return F1 = 2 · same / (own + gold), in [0, 1]; None where neither layer has a span.

        The harmonic mean of precision (same / own) and recall (same / gold): C. J. van Rijsbergen, Information
        Retrieval, 2nd ed. 1979, chapter 7; for annotations, G. Hripcsak and A. S. Rothschild, Agreement, the
        F-measure, and reliability in information retrieval, JAMIA 12(3), 2005, 296–298.
        """
        return 2 * self.same / (self.own + self.gold) if self.own + self.gold else None

    @property
    def differences(self) -> int:
        """Return in how many places something differs."""
        return self.places - self.just_so


@dataclass(frozen=True, slots=True)
class PracticeResult:
    """What a coder had when they first marked a practice document done; `time`: when, empty where nobody noted it.

    `content`: as of a release, of a result that whoever leads noted for a coder's copy.
    """

    layer: LayerId
    document: DocumentId
    score: Score
    time: str = ""
    content: str = ""
