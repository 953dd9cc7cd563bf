"""The record of a plan of further coding: what `annotator plan --json` prints.

Its JSON Schema stands in schemas/plan.schema.json.
"""

from pydantic import BaseModel, ConfigDict, Field

from annotator.formats.jsonl.records import ProgramRecord
from annotator.formats.jsonl.study_records import ComparedTextsRecord


class _PlanRecord(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class NextDocumentRecord(_PlanRecord):
    """A document that one coder has coded and others have not."""

    id: str
    title: str
    coder: str = Field(description="Who has coded it.")
    spans: int = Field(description="How many spans with the label that coder has there.")
    adds: float = Field(description="About how many disagreements by chance it would add, were it coded by two.")


class PlanRecord(_PlanRecord):
    """How many documents one number needs."""

    aspect: str = Field(description="all, found, label, attribute or slot.")
    label: str | None = Field(description="Id of the label; null for all labels together.")
    part: str = Field(default="", description="Id of the attribute or the role.")
    coefficient: str
    value: float
    documents: int = Field(description="Documents in which it was compared so far.")
    effective: float = Field(description="How many documents of equal weight these are worth.")
    half_width: float | None = Field(default=None, description="Of the interval of now; null where it has none.")
    needed: int | None = Field(default=None, description="About so many documents, those of now among them.")
    sure: int | None = Field(default=None, description="So many to be sure.")
    look_again: int | None = Field(default=None, description="When to ask again, half way.")
    at_least: int | None = Field(default=None, description="So many before it can be foretold.")
    by_two: int | None = Field(default=None, description="About so many where two of the coders code each; the median.")
    next_documents: list[NextDocumentRecord] = Field(default_factory=list)


class UnplannedRecord(_PlanRecord):
    """A number that is undefined, so that nothing can be said of how many documents it needs."""

    aspect: str
    label: str | None
    part: str = ""
    undefined: str = Field(description="Why there is no value.")


class PlansRecord(_PlanRecord):
    """What further coding would bring."""

    program: ProgramRecord
    project: str = Field(description="Name of the project.")
    unit: str = Field(description="characters, words, sentences, spans or documents.")
    goal: float = Field(description="Half the width that intervals are to have.")
    level: float = Field(description="Of the intervals.")
    coders: list[str]
    texts: ComparedTextsRecord
    coded_by_one: int = Field(description="Documents in which one of the coders is compared and no other.")
    untouched: int = Field(description="Documents in which none of the coders is compared.")
    plans: list[PlanRecord]
    unplanned: list[UnplannedRecord] = Field(default_factory=list, description="What has no value yet.")
