"""What a dataset says of itself when it is published: title, authors, licence, how to cite it, how it came about.

Everything may be left empty. What is said is brought into the form in which others write it: a licence as SPDX does, an
ORCID iD and a DOI without their addresses. The titles of the fields are what a form and a sentence call them.
"""

import re
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails

from annotator.model.bad_input import problem_of
from annotator.model.data_author import DataAuthor
from annotator.model.licence import licence_id

LONGEST = 20_000
Line = Annotated[str, Field(max_length=500)]
Words = Annotated[str, Field(max_length=LONGEST)]
Tag = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=40)]
"""A language as BCP 47 writes it: en, zh-Hant."""

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_ADDRESS = re.compile(r"https?://[^\s/]+\S*")
_PARTS = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


class Description(BaseModel):
    """What is said of a dataset. Texts may be Markdown; empty where nothing is said."""

    model_config = ConfigDict(frozen=True, defer_build=True, extra="forbid", strict=True)

    title: Line = Field(default="", title="title", description="Of the dataset; the name of the project if empty.")
    summary: Words = Field(default="", title="summary", description="What it is, in a few sentences.")
    authors: tuple[DataAuthor, ...] = Field(
        default=(),
        title="authors",
        description="Family name, given name; ORCID iD; affiliation. Of an organisation: name; organisation.",
        max_length=500,
    )
    licence: str = Field(
        default="", title="licence", description="Of the codings, as SPDX calls it, such as CC-BY-4.0."
    )
    rights: Words = Field(
        default="", title="rights in the texts", description="What holds for the texts themselves, and by whom."
    )
    citation: Words = Field(
        default="", title="how to cite", description="One reference; made of the other fields if empty."
    )
    doi: str = Field(default="", title="DOI", description="Of the dataset, such as 10.5281/zenodo.1234.")
    url: str = Field(default="", title="address", description="Where it can be had on the web.")
    publisher: Line = Field(default="", title="publisher", description="Such as Zenodo.")
    published: str = Field(default="", title="date of publication", description="2026 or 2026-11-28.")
    version: Line = Field(default="", title="version", description="Such as 1.0.0.")
    funding: tuple[Line, ...] = Field(
        default=(), title="funding", description="Who paid for it, with the number of the grant; one a line."
    )
    languages: tuple[Tag, ...] = Field(
        default=(),
        title="languages",
        description="Of the texts: en, fr, zh-Hant; those that the documents say if empty.",
        max_length=100,
    )
    keywords: tuple[Line, ...] = Field(default=(), title="keywords", description="By which it is found.")
    collection: Words = Field(
        default="", title="where the texts come from", description="Sources, choice of the texts, time that they cover."
    )
    treatment: Words = Field(
        default="", title="what was done to the texts", description="Cleaning, recognition, translation, what was cut."
    )
    coders: Words = Field(
        default="", title="who coded", description="Their training and background, what they were paid; no names."
    )
    personal: Words = Field(
        default="", title="personal and sensitive information", description="What of it is in the texts."
    )
    limits: Words = Field(default="", title="limits", description="Known gaps and biases.")
    uses: Words = Field(default="", title="uses", description="What it is meant for, and what not.")

    @field_validator("title", "publisher", "version")
    @classmethod
    def _on_one_line(cls, said: str) -> str:
        return " ".join(said.split())

    @field_validator("summary", "rights", "citation", "collection", "treatment", "coders", "personal", "limits", "uses")
    @classmethod
    def _trimmed(cls, said: str) -> str:
        return said.replace("\r\n", "\n").strip()

    @field_validator("funding", "keywords")
    @classmethod
    def _filled_lines(cls, said: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line for one in said if (line := " ".join(one.split()))))

    @field_validator("licence")
    @classmethod
    def _listed(cls, said: str) -> str:
        return licence_id(said) if said.strip() else ""

    @field_validator("doi")
    @classmethod
    def _is_doi(cls, said: str) -> str:
        bare = re.sub(r"(?i)^(https?://(dx\.)?doi\.org/|doi:\s*)", "", said.strip())
        if bare and not _DOI.fullmatch(bare):
            raise ValueError(f"“{bare}” is no DOI, which begins with 10. and has a slash, as 10.5281/zenodo.1234")
        return bare

    @field_validator("url")
    @classmethod
    def _is_address(cls, said: str) -> str:
        if said.strip() and not _ADDRESS.fullmatch(said.strip()):
            raise ValueError(f"“{said.strip()}” is no address of a page, which begins with https://")
        return said.strip()

    @field_validator("published")
    @classmethod
    def _is_day(cls, said: str) -> str:
        if not said.strip():
            return ""
        found = _PARTS.fullmatch(said.strip())
        try:
            if found is not None:
                date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
                return said.strip()
        except ValueError:
            pass
        raise ValueError(f"“{said.strip()}” is no year, month or day, as 2026, 2026-11 or 2026-11-28")

    def title_or(self, name: str) -> str:
        """Return the title, or where none is said what the project is called."""
        return self.title or name

    @property
    def author_names(self) -> tuple[str, ...]:
        """The authors as they are spoken of."""
        return tuple(author.in_order for author in self.authors)

    @property
    def year(self) -> str:
        """The year of publication, empty where it is not said."""
        return self.published[:4]

    @property
    def doi_url(self) -> str:
        """The address of the DOI, empty without one."""
        return f"https://doi.org/{self.doi}" if self.doi else ""


WANTED = ("summary", "authors", "licence", "published")
"""The fields without which archives take no dataset, or nobody can use it."""


def titles() -> dict[str, str]:
    """Return what each field is called in words."""
    return {name: field.title or name for name, field in Description.model_fields.items()}


def missing(description: Description) -> list[str]:
    """Return in words which fields a publication needs that are empty."""
    return [titles()[name] for name in WANTED if not getattr(description, name)]


def sentence_of(error: ValidationError) -> str:
    """Return in a sentence what first does not fit in a description."""
    return next(iter(sentences_of(error).values()))


def sentences_of(error: ValidationError) -> dict[str, str]:
    """Return in a sentence what first does not fit in each field."""
    found: dict[str, str] = {}
    for one in error.errors(include_url=False):
        found.setdefault(str(one["loc"][0]) if one["loc"] else "", _sentence(one))
    return found


def _sentence(first: ErrorDetails) -> str:
    place = first["loc"]
    title = titles().get(str(place[0]), str(place[0])) if place else "The description"
    number = f" {place[1] + 1}" if len(place) > 1 and isinstance(place[1], int) else ""
    message = problem_of(first).removesuffix(".")
    return f"{title[:1].upper()}{title[1:]}{number}: {message[:1].lower()}{message[1:]}."
