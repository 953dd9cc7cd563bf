"""A study of reliability: what is compared, with which choices, and the numbers that came of it.

One list of figures with many readings: the window, the report, the command line and the JSON all read this one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from annotator.agreement.bias.margins import Margins
from annotator.agreement.input.passages import CodedPassage
from annotator.agreement.input.units import Uncoded, UnitKind, Unmarked
from annotator.agreement.results import CoefficientResult
from annotator.model.compared_texts import ComparedTexts
from annotator.model.ids import DocumentId, LabelId, LayerId


class Aspect(StrEnum):
    """What of the codings a figure is about.

    `ALL`: everything at once, unit by unit. Taken apart: whether coders saw that something is here (`FOUND`), where it
    begins and ends, which label it has, what its attributes say, who fills its slots, what is said of these; each over
    what both found.
    And of acts as a whole, whatever was found: who does what towards whom where it stands (`ACT`), and counted by
    document (`DYAD`).
    """

    ALL = "all"
    FOUND = "found"
    BOUNDARY = "boundary"
    LABEL = "label"
    ACT = "act"
    DYAD = "dyad"
    ATTRIBUTE = "attribute"
    SLOT = "slot"
    SLOT_VALUE = "slot value"


class HangsOn(StrEnum):
    """What some coder must have coded for a figure to say anything: that all leave it empty is no agreement on it.

    `CODINGS`: anything, or the label. Of a label: a value of its attribute or a mention's actor (`VALUES`), a party in
    its slot (`PARTIES`), something said of one there (`SAID_OF_PARTIES`). `ACT_SLOTS`: a party in any slot of an act
    that the figure compares; `SIDES`: the source or the target of a directed dyad.
    """

    CODINGS = "codings"
    VALUES = "values"
    PARTIES = "parties"
    SAID_OF_PARTIES = "said of parties"
    ACT_SLOTS = "slots of acts"
    SIDES = "sides of dyads"


class AspectText(NamedTuple):
    """What is said of an aspect. `hangs_on`: without what its figures are undefined; see `coded.py`.

    `of_units`: its ratings are of all units, not of what coders found. `has_parts`: it has a figure for each attribute,
    or for each role.
    """

    title: str
    meaning: str
    hangs_on: HangsOn
    of_units: bool = False
    has_parts: bool = False


ASPECTS: Mapping[Aspect, AspectText] = {
    Aspect.ALL: AspectText("All", "everything at once, unit by unit", HangsOn.CODINGS, of_units=True),
    Aspect.FOUND: AspectText("Found", "whether something is there", HangsOn.CODINGS, of_units=True),
    Aspect.BOUNDARY: AspectText(
        "Boundary",
        "where it begins and ends; over matched spans (Jaccard), or all boundaries (the others)",
        HangsOn.CODINGS,
    ),
    Aspect.LABEL: AspectText("Label", "which label it has, over what two found", HangsOn.CODINGS),
    Aspect.ACT: AspectText(
        "Acts",
        "who does what towards whom; an act that one missed is a disagreement",
        HangsOn.ACT_SLOTS,
        has_parts=True,
    ),
    Aspect.DYAD: AspectText(
        "Directed dyads", "acts by source and target, as they are counted document by document", HangsOn.SIDES
    ),
    Aspect.ATTRIBUTE: AspectText(
        "Attributes", "an attribute, where the label is the same", HangsOn.VALUES, has_parts=True
    ),
    Aspect.SLOT: AspectText(
        "Slots", "who fills the slot, where the label is the same", HangsOn.PARTIES, has_parts=True
    ),
    Aspect.SLOT_VALUE: AspectText(
        "Slot values",
        "what is said of who fills the slot, where the party is the same",
        HangsOn.SAID_OF_PARTIES,
        has_parts=True,
    ),
}
"""The one list of aspects, in their order."""


LEAST_LEVEL, MOST_LEVEL = 0.9, 0.99
"""Between these levels intervals were shown to hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """The choices of a study.

    `labels`: whose figures are shown, empty for all; it changes no number. `documents`, `coefficients` (by name): those
    to look at, empty for all. `pairs`: whether pairs of coders
    are compared too. `level`: of the intervals, one of those of which it was shown that they hold.
    `seed`: of gamma's sampler. `gamma_samples`: 0 leaves gamma out.
    `bias`: whether pairs are asked who of the two gives a label more often. `uncoded`: where units are given;
    missing by default, since each of them is to get a code, so that one without is not judged yet. `begun_too`: whether
    coders are also compared in texts that they have begun and not done.
    """

    unit: UnitKind = UnitKind.CHARACTERS
    unmarked: Unmarked = Unmarked.COUNTED
    uncoded: Uncoded = Uncoded.MISSING
    labels: tuple[LabelId, ...] = ()
    documents: tuple[DocumentId, ...] = ()
    coefficients: tuple[str, ...] = ()
    pairs: bool = True
    level: float = 0.95
    seed: int = 1
    gamma_samples: int = 30
    bias: bool = True
    begun_too: bool = False

    @property
    def leaves_out_unmarked(self) -> bool:
        """Whether units that nobody marked are left out: as was chosen, and always in spans, where they are none.

        So they are in given units where one without a code is missing.
        """
        none_is_missing = self.unit is UnitKind.UNITS and self.uncoded is Uncoded.MISSING
        return self.unmarked is Unmarked.LEFT_OUT or self.unit is UnitKind.SPANS or none_is_missing

    def shows(self, label: LabelId | None) -> bool:
        """Whether the figures of a label were asked for; those of all labels together are always shown."""
        return label is None or not self.labels or label in self.labels

    def wants(self, coefficient: str) -> bool:
        """Whether a coefficient was asked for."""
        return not self.coefficients or coefficient in self.coefficients


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number. `coders`: the columns of the coders compared, all of them or two. `label`: None for all labels.

    `part`: the id of an attribute or a role, “actor” for whom a mention names; empty for the other aspects.
    `with_children`: whether what stands below the label counts as it; of all labels, each as the topmost above it.
    """

    aspect: Aspect
    coefficient: str
    coders: tuple[int, ...]
    label: LabelId | None
    part: str
    result: CoefficientResult
    with_children: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PairBias:
    """Who of two coders gives which label more often. `coders`: their columns; `part`: as in `Figure`.

    `ALL`: label by label at places that either marked, where it is also not given by who marked nothing; `FOUND`: any
    label there; `LABEL`: what both found, or of whole documents those on which both put labels.
    """

    aspect: Aspect
    coders: tuple[int, ...]
    part: str
    margins: Margins


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFigure:
    """A document by itself. `value`: alpha over all labels, None where `undefined` says why; `coders`: who took part.

    `places`: what was marked there by anyone, `differing`: those on which the coders differ.
    """

    document: DocumentId
    value: float | None
    undefined: str
    coders: tuple[int, ...]
    places: int
    differing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """What was found. `compared`: documents in which at least two coders took part.

    `spans`: how many each coder (by column) has of each label, repeated ones once. `places`: what the coders marked,
    grouped; from these the confusion matrix, the shifts of boundaries and the passages behind each number are read.
    `by_parent`: figures along the hierarchy of labels, those below counted; none where no label has a parent.
    `units`: how many units are given in the documents of each coder, `uncoded`: those of them without a code of theirs;
    both empty where other units are compared. `texts`: in which texts coders were compared, these by the ids of layers.
    """

    design: Design
    coders: tuple[LayerId, ...]
    labels: tuple[LabelId, ...]
    documents: int
    compared: int
    characters: int
    spans: Mapping[LabelId, tuple[int, ...]] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    by_parent: tuple[Figure, ...] = ()
    by_document: tuple[DocumentFigure, ...] = ()
    bias: tuple[PairBias, ...] = ()
    places: tuple[CodedPassage, ...] = ()
    units: tuple[int, ...] = ()
    uncoded: tuple[int, ...] = ()
    texts: ComparedTexts = field(default_factory=ComparedTexts)

    def find(
        self,
        coefficient: str,
        aspect: Aspect = Aspect.ALL,
        label: LabelId | None = None,
        part: str = "",
        coders: tuple[int, ...] = (),
    ) -> Figure | None:
        """Return a figure, None where the study does not have it; `coders`: empty for all."""
        who = coders or tuple(range(len(self.coders)))
        wanted = aspect, coefficient, who, label, part
        for one in self.figures:
            if (one.aspect, one.coefficient, one.coders, one.label, one.part) == wanted:
                return one
        return None
