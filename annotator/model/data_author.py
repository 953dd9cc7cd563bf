"""Who made a dataset: persons with their names apart, and organisations; and how one is said on a line.

A name is kept as bibliographies write it: “Souza, Ana” is a person, “Plato,” one with a single name, “A Press” an
organisation, and so is “{Oxfam Novib}”, whose words do not say so. Words in small letters before a family
name are its particle (the “von part” of BibTeX: Patashnik 1988, BibTeXing, section 4).
"""

import regex
from pydantic import BaseModel, ConfigDict, Field, field_validator

from annotator.model.orcid import URL as ORCID_URL
from annotator.model.orcid import orcid_of

_COMMA = regex.compile(r"\s*[,，،]\s*")
_ORCID = regex.compile(r"(?i)orcid\.org|^[\d\s-]{12,}[\dX]?$")
_FAMILY_FIRST = regex.compile(r"[\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}・ー]+")
"""Scripts in which the family name is said first, with no blank behind it."""
_PERSON = {"person"}
_ORGANISATION = {"organisation", "organization", "institution"}
_OF_ORGANISATIONS = frozenset(
    [
        *("academy", "académie", "agency", "akademie", "archive", "archives", "association", "bank", "bureau"),
        *("center", "centre", "centro", "college", "collective", "commission", "committee", "company", "consortium"),
        *("council", "department", "developers", "école", "faculty", "fondation", "foundation", "fund", "fundación"),
        *("gmbh", "group", "inc", "initiative", "institut", "institute", "instituto", "international", "istituto"),
        *("lab", "laboratory", "library", "ltd", "ministerio", "ministerium", "ministry", "ministère", "museum"),
        *("nations", "network", "ngo", "office", "organisation", "organization", "press", "program", "programme"),
        *("project", "publisher", "publishers", "school", "society", "stiftung", "team", "trust", "union"),
        *("universidad", "universidade", "universität", "université", "university", "università", "verlag", "zentrum"),
        *("of", "for", "the", "and", "&", "et", "und", "y"),
    ]
)
"""Words that are in no person's name, in small letters."""


class UnclearName(ValueError):
    """A name that can be split in several ways, or be a person's or an organisation's: whoever gives it is asked."""

    def __init__(self, name: str) -> None:
        self.name = name
        family, given = guessed(name)
        example = f"“{family}, {given}”" if given else f"“{family},” for a person with one name"
        super().__init__(
            f"“{name}” can be taken in several ways; write the family name first, before a comma ({example}), "
            f"or “{name}; organisation”"
        )


class DataAuthor(BaseModel):
    """Who made a dataset: a person as “Souza, Ana”, or an organisation by its name alone."""

    model_config = ConfigDict(frozen=True, defer_build=True, extra="forbid", strict=True)

    name: str = Field(
        min_length=1,
        max_length=500,
        title="name",
        description="Family name, given name; an organisation by its name.",
    )
    orcid: str = Field(default="", title="ORCID iD")
    affiliation: str = Field(default="", max_length=500, title="affiliation")

    @property
    def is_person(self) -> bool:
        """Whether it is one: the name has a comma, or there is an ORCID iD."""
        return not self.name.startswith("{") and (", " in self.name or self.name.endswith(",") or bool(self.orcid))

    @property
    def is_split(self) -> bool:
        """Whether it is known what of the name is what; of persons of older descriptions it may not be."""
        return not self.is_person or "," in self.name

    @property
    def family(self) -> str:
        """The family name with its particle, or all of an organisation's name."""
        return f"{self.particle} {self.last}".strip()

    @property
    def last(self) -> str:
        """The family name without its particle."""
        words = self._pieces[0].split(" ")
        return " ".join(words[_small(words[:-1]) :]) if self.is_person else self._pieces[0]

    @property
    def particle(self) -> str:
        """What stands before the family name: “van der”, wherever it is written."""
        words, given = self._pieces[0].split(" "), self._pieces[1].split(" ")
        before, behind = _small(words[:-1]), _small(given[:0:-1])
        if not self.is_person:
            return ""
        return " ".join(words[:before] or given[len(given) - behind :])

    @property
    def given(self) -> str:
        """The given names, as far as they are told apart."""
        words = self._pieces[1].split(" ")
        if _small(self._pieces[0].split(" ")[:-1]):
            return self._pieces[1]
        return " ".join(words[: len(words) - _small(words[:0:-1])])

    @property
    def suffix(self) -> str:
        """What stands behind a name: “Jr.”."""
        return self._pieces[2]

    @property
    def _pieces(self) -> tuple[str, str, str]:
        """Family name, given names and suffix as they are written."""
        if not self.is_person:
            return self.name.removeprefix("{").removesuffix("}"), "", ""
        family, _, rest = self.name.removesuffix(",").partition(", ")
        given, _, suffix = rest.partition(", ")
        return family, given, suffix

    @property
    def in_order(self) -> str:
        """The name as it is spoken: “Ana Souza”, “王伟”."""
        if self.given and _FAMILY_FIRST.fullmatch(self.family + self.given):
            return self.family + self.given
        return " ".join(filter(None, (self.given, self.family, self.suffix)))

    @property
    def initials(self) -> str:
        """The given names as a reference has them: “A. L.”; those that are not shortened as they are."""
        if not any(letter.lower() != letter.upper() for letter in self.given):
            return self.given
        return " ".join(f"{part[0]}." for part in self.given.replace("-", " ").split())

    @property
    def orcid_url(self) -> str:
        """The address of the ORCID iD, empty without one."""
        return f"{ORCID_URL}{self.orcid}" if self.orcid else ""

    @field_validator("name", "affiliation")
    @classmethod
    def _on_one_line(cls, said: str) -> str:
        return " ".join(said.split())

    @field_validator("orcid")
    @classmethod
    def _checked(cls, said: str) -> str:
        return orcid_of(said) if said.strip() else ""


def author_of(line: str) -> dict[str, str]:
    """Return the parts of an author as a line says them: “Souza, Ana; 0000-…; University”, each but the first optional.

    ORCID iD and affiliation may stand in either order, and beside them “person” or “organisation”, where the name does
    not say it. Raises `UnclearName` where the name could be split in several ways.
    """
    name, *others = (part.strip() for part in line.split(";"))
    kinds = {part.casefold() for part in others} & (_PERSON | _ORGANISATION)
    said = {"name": _kept(" ".join(name.split()), bool(kinds & _PERSON), bool(kinds & _ORGANISATION))}
    for part in others:
        if not part or part.casefold() in kinds:
            continue
        key = "orcid" if _ORCID.search(part) and "orcid" not in said else "affiliation"
        said[key] = f"{said[key]}; {part}" if key in said else part
    return said


def author_line(author: DataAuthor) -> str:
    """Return an author as a line that `author_of` reads."""
    if author.is_person:
        return "; ".join(filter(None, (author.name, author.orcid, author.affiliation)))
    name = author.family
    word = "" if "," not in name and _looks_organised(name) else "organisation"
    return "; ".join(filter(None, (name, word, author.affiliation)))


def guessed(name: str) -> tuple[str, str]:
    """Return a family name and given names as a name may be split, to be looked at by whoever knows."""
    words = name.split(" ")
    if len(words) > 1:
        first = len(words) - 1
        while first > 1 and words[first - 1].islower():
            first -= 1
        return " ".join(words[first:]), " ".join(words[:first])
    return (name[0], name[1:]) if _FAMILY_FIRST.fullmatch(name) and len(name) > 1 else (name, "")


def person_named(family: str, given: str) -> str:
    """Return the name of a person as it is kept."""
    return f"{family}, {given}" if given else f"{family},"


def organisation_named(name: str) -> str:
    """Return the name of an organisation as it is kept: in braces, unless its words say what it is."""
    return name if "," not in name and _looks_organised(name) else f"{{{name}}}"


def _kept(name: str, is_person: bool, is_organisation: bool) -> str:
    """Return a name as it is kept; raises `UnclearName` where nobody can tell what is what in it."""
    bare = name.removeprefix("{").removesuffix("}") if name.startswith("{") else name
    if not bare:
        return bare
    looks_organised = _looks_organised(bare)
    if is_organisation or bare != name:
        return organisation_named(bare)
    pieces = _COMMA.split(name)
    if len(pieces) > 1:
        if (looks_organised and not is_person) or len(pieces) > 3 or not pieces[0]:
            raise UnclearName(name)
        return person_named(pieces[0], ", ".join(filter(None, pieces[1:])))
    if is_person and " " not in name and not _FAMILY_FIRST.fullmatch(name):
        return person_named(name, "")
    if looks_organised and not is_person:
        return name
    # Two words are not plain either: “Ana Souza”, but “Xi Jinping”, “Nagy Ádám” and “Oxfam Novib”.
    raise UnclearName(name)


def _looks_organised(name: str) -> bool:
    return any(word.casefold() in _OF_ORGANISATIONS for word in name.split(" "))


def _small(words: list[str]) -> int:
    """Return how many words in small letters stand first."""
    return next((at for at, word in enumerate(words) if not word.islower()), len(words))
