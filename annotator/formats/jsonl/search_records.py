"""The record of the searches that are kept in a project: what `annotator searches --json` prints.

Its JSON Schema stands in schemas/searches.schema.json.
"""

from pydantic import BaseModel, ConfigDict, Field


class ListedSearchRecord(BaseModel):
    """A kept search, as whoever asks is shown it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: str
    name: str
    search: str = Field(description="What it asks for: conditions and words, in one line.")
    own: bool = Field(description="Whether only whoever asks has it; else everybody does.")


class ListedSearchesRecord(BaseModel):
    """The kept searches: everybody's, then one's own; of `--keep`, `--change` and `--rename` the one alone."""

    model_config = ConfigDict(extra="forbid", strict=True)

    searches: list[ListedSearchRecord]
