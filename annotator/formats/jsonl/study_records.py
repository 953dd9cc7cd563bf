"""The record of a study of agreement: what `annotator agree --json` prints, and what the dataset card holds of it.

Its JSON Schema stands in schemas/agreement.schema.json. A number that is undefined is null, and `undefined` says why.
"""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field

from annotator.formats.jsonl.records import ProgramRecord
from annotator.model.compared_texts import ComparedTexts
from annotator.model.ids import LayerId
from annotator.model.wording import word_list


class _StudyRecord(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class IntervalRecord(_StudyRecord):
    """An interval over documents: jackknife t on log(1 - value) with one disagreement added."""

    low: float | None = Field(description="Null where `why` says why there is none.")
    high: float | None
    level: float = Field(description="How often such intervals hold the value of all documents like these, as a share.")
    df: float | None = Field(default=None, description="Degrees of freedom of its t, from effective documents.")
    documents: int = Field(default=0, description="Documents in which something was compared.")
    effective: float | None = Field(default=None, description="How many documents of equal weight these are worth.")
    expected: float | None = Field(default=None, description="Disagreements that chance would make, in decisions.")
    below_667: float | None = Field(
        default=None, description="How probable it is that the coefficient is below .667; null if not for chance."
    )
    below_800: float | None = Field(default=None, description="How probable it is that it is below .800.")
    why: str = Field(default="", description="Why there is no interval.")
    note: str = Field(default="", description="What to know of the interval.")


class FigureRecord(_StudyRecord):
    """One number with all that it was computed on."""

    aspect: str = Field(description="all, found, boundary, label, attribute, slot, act or dyad.")
    label: str | None = Field(description="Id of the label; null for all labels together.")
    part: str = Field(
        default="",
        description="Id of the attribute or the role; “actor” for whom a mention names; “document” for labels of whole "
        "documents, where passages have labels too; of acts “parties” or “slots”.",
    )
    coders: list[str] = Field(description="Who is compared: all, or a pair.")
    coefficient: str
    title: str = Field(description="The coefficient's name in words.")
    value: float | None
    undefined: str = Field(default="", description="Why there is no value.")
    n: float = Field(description="Units that were compared.")
    documents: int = Field(description="Documents that have such units.")
    observed: float | None = Field(default=None, description="Observed agreement, as a share.")
    expected: float | None = Field(default=None, description="Agreement by chance, as a share.")
    prevalence: dict[str, float] = Field(default_factory=dict, description="Share of each category among the values.")
    details: dict[str, float | None] = Field(default_factory=dict, description="Further terms, e.g. precision, recall.")
    interval: IntervalRecord | None = None
    convention: str = Field(default="", description="What was chosen where the literature has several ways.")


class ComparedTextsRecord(_StudyRecord):
    """In which texts coders are compared, and which are left out."""

    begun_too: bool = Field(description="Whether texts count that a coder has begun and not done.")
    left_out: dict[str, int] = Field(
        description="Texts that are left out since they are begun and not done, by coder; who is compared in none is "
        "named here alone."
    )
    untold: list[str] = Field(
        description="Coders who have called no text done, and of whom all that is begun is taken: nobody in the "
        "project has, or they never coded in it and came by an import."
    )
    is_nobody_done: bool = Field(description="Whether nobody in the project has called a text done.")

    @classmethod
    def of(cls, texts: ComparedTexts, names: Mapping[LayerId, str]) -> "ComparedTextsRecord":
        """Return a record with names in place of the ids of layers."""
        called = texts.called(names)
        left_out, untold = dict(called.left_out), list(called.untold)
        return cls(begun_too=texts.begun_too, left_out=left_out, untold=untold, is_nobody_done=texts.is_nobody_done)

    def texts(self) -> ComparedTexts:
        """Return what can be said of it, with names."""
        return ComparedTexts(self.begun_too, self.left_out, tuple(self.untold), self.is_nobody_done)


class DifferenceRecord(_StudyRecord):
    """Two numbers and what lies between them: the first less the second."""

    first: FigureRecord
    second: FigureRecord
    first_said: str = Field(description="What was asked for, such as “label=warning; coders=Ana,Ben”.")
    second_said: str
    first_texts: ComparedTextsRecord | None = Field(default=None, description="In which texts the coders are compared.")
    second_texts: ComparedTextsRecord | None = None
    value: float | None = Field(description="Null where one of the numbers is undefined.")
    low: float | None = Field(default=None, description="Null where `why` says why there is no interval.")
    high: float | None = None
    level: float = Field(description="How often such intervals hold the difference of all documents like these.")
    method: str = Field(default="", description="How the interval was found.")
    shared: int = Field(default=0, description="Documents that were compared for both.")
    why: str = Field(default="", description="Why there is no difference, or no interval.")


class MarginTestRecord(_StudyRecord):
    """A test of whether two coders give a label, or all labels, equally often."""

    kind: str = Field(
        description="t over documents, sign test over documents, Hotelling over documents, smallest p of single "
        "labels; of units exact binomial, McNemar, Stuart-Maxwell."
    )
    p: float | None = Field(description="Two-sided. Null where `why` says why there is none.")
    adjusted: float | None = Field(default=None, description="p by Holm, for the labels of a part and a pair.")
    statistic: float | None = Field(default=None, description="t, F or chi-squared; null where there is none.")
    df: int | None = Field(default=None, description="Degrees of freedom.")
    other_df: int | None = Field(default=None, description="Those of the denominator of F.")
    why: str = Field(default="", description="Why there is no p.")
    note: str = Field(default="", description="What to know of it.")


class LabelBiasRecord(_StudyRecord):
    """Who of two coders gives a label more often."""

    label: str | None = Field(description="Id of the label; null for any of them.")
    first_only: int = Field(description="Units to which the first coder gave it and the second did not.")
    second_only: int = Field(description="Units to which the second coder gave it and the first did not.")
    both: int = Field(description="Units to which both gave it.")
    difference: float = Field(description="The share of units with it of the first coder less that of the second.")
    documents: int = Field(description="Documents in which the two gave it a different number of times.")
    clustered: MarginTestRecord = Field(description="Over documents: what is in one of them hangs together.")
    independent: MarginTestRecord = Field(description="The textbook's, of units as if independent of each other.")


class BiasRecord(_StudyRecord):
    """Who of two coders gives which label more often (marginal homogeneity), in passages and whole documents."""

    aspect: str = Field(description="found: any label; all: each label, missed ones too; label: of what both found.")
    part: str = Field(default="", description="“document” for labels of whole documents.")
    coders: list[str] = Field(description="The two.")
    units: int = Field(description="Passages and whole documents that were compared.")
    documents: int = Field(description="Documents that have such units.")
    clustered: MarginTestRecord = Field(description="All labels at once, over documents.")
    independent: MarginTestRecord = Field(description="All labels at once, of units as if independent of each other.")
    labels: list[LabelBiasRecord] = Field(description="Each label that either of the two gave.")


class DocumentFigureRecord(_StudyRecord):
    """A document by itself: nominal alpha over all labels."""

    id: str
    title: str
    value: float | None
    undefined: str = ""
    coders: list[str]
    places: int = Field(description="Places that anyone marked.")
    differing: int = Field(description="Those of them on which the coders differ.")


class DesignRecord(_StudyRecord):
    """The choices that were made."""

    unit: str = Field(description="characters, words, sentences, spans, documents, or units: those that are given.")
    unmarked: str = Field(description="Whether a unit that nobody marked is counted, or left out.")
    uncoded: str = Field(
        default="", description="Whether a given unit without a code is “missing” or “no code”; empty for other units."
    )
    labels: list[str] = Field(description="Ids of the labels whose figures are shown; empty for all.")
    documents: list[str] = Field(description="Ids of the documents that were looked at; empty for all.")
    coefficients: list[str] = Field(description="Names of those asked for; empty for all that fit.")
    level: float = Field(description="Of the intervals.")
    seed: int
    gamma_samples: int


class GroupAgreementRecord(_StudyRecord):
    """The documents that say the same in a field, by themselves."""

    group: str = Field(description="What they say; empty where they say nothing.")
    fits: bool = Field(description="Whether it is what the field holds.")
    documents: int
    compared: int = Field(description="Documents in which at least two coders took part.")
    figures: list[FigureRecord] = Field(description="Of all coders, on everything at once.")


class FieldAgreementRecord(_StudyRecord):
    """Agreement by what documents say in a field; groups in which no document was coded by two are not among them."""

    field: str
    groups: list[GroupAgreementRecord]
    left_out: int = Field(description="How many groups are not among them.")


class StudyRecord(_StudyRecord):
    """How far coders agree. Beside a dataset what is as by default is left out."""

    program: ProgramRecord
    project: str = Field(description="Name of the project.")
    codebook_version: int
    design: DesignRecord
    coders: list[str] = Field(description="Names of the layers that are compared.")
    people: int = Field(description="How many people these are of.")
    gold: str = Field(default="", description="Which of them is gold, the reference of precision and recall, if any.")
    texts: ComparedTextsRecord
    documents: int
    compared: int = Field(description="Documents in which at least two coders took part.")
    characters: int = Field(description="Code points of all documents.")
    spans: dict[str, dict[str, int]] = Field(description="By label and coder; a coder's repeated spans count once.")
    units: dict[str, int] = Field(
        default_factory=dict, description="By coder, the units given in their documents; empty for other units."
    )
    uncoded: dict[str, int] = Field(
        default_factory=dict,
        description="Those of them without a code of the coder's: left out of everything where the design has them "
        "missing.",
    )
    figures: list[FigureRecord] = Field(
        description="Beside a dataset those of everybody together, of them by label, and of pairs on everything at "
        "once; “annotator agree FILE --json”, or an export with the agreement in full, has all."
    )
    by_parent: list[FigureRecord] = Field(
        default_factory=list,
        description="Figures of labels that others have as their parent: spans with a label below count as its own. "
        "Where the label is null, each label counts as the topmost one above it.",
    )
    by_document: list[DocumentFigureRecord]
    bias: list[BiasRecord] = Field(
        default_factory=list,
        description="By pair of coders; empty where coefficients were named, and of more than ten.",
    )
    differences: list[DifferenceRecord] = Field(default_factory=list, description="Those that were asked for.")
    by_field: list[FieldAgreementRecord] = Field(default_factory=list, description="By the fields that were asked for.")


def uncoded_said(units: Mapping[str, int], uncoded: Mapping[str, int]) -> str:
    """Return how many of the units of each coder were left out for want of a code, as a sentence; "" for none."""
    said = [f"{count:,} of {units[coder]:,} of {coder}" for coder, count in uncoded.items() if count]
    return f"Units without a code are left out: {word_list(said)}." if said else ""
