"""The record of passages that a search found: what `annotator find --json` prints.

Its JSON Schema stands in schemas/passages.schema.json. Offsets are Unicode code points, half-open.
"""

from pydantic import BaseModel, ConfigDict, Field

from annotator.formats.jsonl.records import PlaceRecord, ProgramRecord


class _FoundRecord(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class PassageRecord(_FoundRecord):
    """A passage: a coding, or where words stand, which has no span, layer, coder and label."""

    document: str = Field(description="Id of the document.")
    title: str
    date: str = Field(description="Of the document, ISO 8601; empty where it is not known.")
    pages: str = Field(description="On which pages of the source, “p. 2”; empty where it has none.")
    extents: list[PlaceRecord] = Field(description="Its pieces; none for a label on the whole document.")
    before: str = Field(description="The characters before it, without line breaks.")
    quote: str = Field(description="Its words, without line breaks.")
    behind: str = Field(description="The characters behind it.")
    span: str | None = Field(default=None, description="Id of the span.")
    layer: str | None = Field(default=None, description="Id of the layer.")
    coder: str = Field(default="", description="The layer's name, as in the list.")
    label: str | None = Field(default=None, description="Id of the label.")
    label_name: str = ""
    sentence: str = Field(default="", description="Who does what towards whom; of what is no act the label's name.")
    note: str = ""
    doubt: bool = False


class SectionRecord(_FoundRecord):
    """Passages under one heading; one without a heading where nothing is grouped."""

    heading: str = Field(description="What they say; empty where they say nothing of it, or are not grouped.")
    search: str = Field(description="The condition that finds them among all that is found; empty for no group.")
    number: int = Field(description="How many were found, which may be more than are listed.")
    passages: list[PassageRecord]


class PassagesRecord(_FoundRecord):
    """What a search found. A passage that says several things stands in the section of each."""

    program: ProgramRecord
    project: str = Field(description="Name of the project.")
    search: str = Field(description="As it was asked.")
    sentence: str = Field(description="What was found, in words.")
    by: str = Field(description="By what it is grouped; empty for nothing.")
    found: int = Field(description="How many passages were found.")
    listed: int = Field(description="How many of them are listed.")
    sections: list[SectionRecord]
