"""What holds for all who work in a project: its name, and choices of the project rather than of a desk.

The defaults stand here and nowhere else. A setting that nobody chose is not among `model_fields_set`.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from annotator.model.description import Description

MOST_REASONS, LONGEST_REASON = 30, 60
"""How many reasons a list may have, and how many characters each: it is to be read at a glance."""
DEFAULT_REASONS = (
    "Codebook rule",
    "Boundary: too wide",
    "Boundary: too narrow",
    "Wrong label",
    "Wrong actor",
    "Overlooked",
    "Not an act",
    "Ambiguous text",
)

LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
"""A language as ISO 639-1 writes it."""
Reason = Annotated[str, Field(min_length=1, max_length=LONGEST_REASON)]


class ProjectSettings(BaseModel):
    """The settings of a project. The titles of the fields are what a sentence calls them."""

    model_config = ConfigDict(frozen=True, defer_build=True, extra="forbid", strict=True)

    name: str = Field(default="", title="the name of the project")
    adjudicate_without_names: bool = Field(
        default=False,
        title="adjudicating without names",
        description="Whether an adjudicator sees coders as A, B …, in another order for each case.",
    )
    names_after_last_decision: bool = Field(
        default=True,
        title="showing names after the last decision",
        description="Whether an adjudicator who works without names sees them once every case is decided, or never.",
    )
    reasons: tuple[Reason, ...] = Field(
        default=DEFAULT_REASONS,
        title="the list of reasons",
        description="The short list of reasons that an adjudicator chooses from.",
        max_length=MOST_REASONS,
    )
    offer_mentions: bool = Field(
        default=False,
        title="offering mentions of actors",
        description="Whether mentions of registered actors are offered while coding.",
    )
    code_final_punctuation: bool = Field(
        default=False,
        title="coding final punctuation",
        description="Whether the punctuation that ends a sentence is coded with the words before it.",
    )
    adjudicator_saves_codebook: bool = Field(
        default=False,
        title="who saves the codebook",
        description="Whether adjudicators save the codebook too, and not the lead alone.",
    )
    pass_mark: float = Field(
        default=0.8, title="the pass mark", description="The F1 that passes a training round.", gt=0, le=1
    )

    languages: tuple[LanguageCode, ...] = Field(
        default=(),
        title="the languages of the documents",
        description="Codes such as en, fr, zh: an import tells these apart alone. Empty: all that it knows.",
        max_length=40,
    )
    description: Description = Field(
        default=Description(),
        title="the description of the dataset",
        description="Title, authors, licence and how to cite: what is published with the data.",
    )

    @field_validator("reasons")
    @classmethod
    def _can_be_told_apart(cls, reasons: tuple[str, ...]) -> tuple[str, ...]:
        if any(reason != " ".join(reason.split()) for reason in reasons):
            raise ValueError("a reason has blanks that nobody sees")
        if len({reason.casefold() for reason in reasons}) < len(reasons):
            raise ValueError("a reason is in the list twice")
        return reasons
