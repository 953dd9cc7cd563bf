"""How the program is cited: `CITATION.cff` read, and set as a sentence, as BibTeX and as RIS. Nobody else words it."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from annotator.model.errors import NotFound
from annotator.resources import citation_file

_KIND = "Computer program"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""As BibTeX calls them, whatever the language of the system is."""


@dataclass(frozen=True, slots=True)
class Software:
    """What is cited. `authors`: whole names of groups of people, which no style may turn around or shorten."""

    title: str
    authors: tuple[str, ...]
    version: str
    released: date
    licence: str


@cache
def software() -> Software:
    """Return the program as its `CITATION.cff` (Citation File Format 1.2.0, Druskat et al. 2021) describes it.

    Raises `NotFound` where the file is missing or is not what was installed.
    """
    # Only where it is asked for: the window, which can make reports, opens without it.
    import yaml  # noqa: PLC0415

    path = citation_file()
    try:
        said: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        authors = tuple(str(author["name"]) for author in said["authors"])
        title, version, licence = (str(said[key]) for key in ("title", "version", "license"))
        released = date.fromisoformat(str(said["date-released"]))
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise NotFound(f"How to cite cannot be read from {path}; install the program again.") from error
    return Software(title, authors, version, released, licence)


def as_text(cited: Software) -> str:
    """Return the citation as a sentence, as in a list of references."""
    authors = " & ".join(cited.authors)
    return f"{authors} ({cited.released.year}). {cited.title} (Version {cited.version}) [{_KIND}]."


def as_bibtex(cited: Software) -> str:
    """Return an entry that BibTeX and biblatex take; braces keep names and title as they are written."""
    authors = " and ".join(f"{{{author}}}" for author in cited.authors)
    fields = {
        "author": authors,
        "title": f"{{{cited.title}}}",
        "year": str(cited.released.year),
        "month": _MONTHS[cited.released.month - 1],
        "version": cited.version,
        "howpublished": _KIND,
        "note": f"Version {cited.version}",
    }
    # The names of months are macros of BibTeX, and so without braces.
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}," for name, value in fields.items()]
    return "\n".join([f"@misc{{annotator_{cited.version.replace('.', '_')},", *lines, "}", ""])


def as_ris(cited: Software) -> str:
    """Return a record of RIS (type COMP, where ET is the version), for Zotero, EndNote and others."""
    tags = [
        ("TY", "COMP"),
        *(("AU", author) for author in cited.authors),
        ("TI", cited.title),
        ("PY", str(cited.released.year)),
        ("DA", f"{cited.released:%Y/%m/%d}"),
        ("ET", cited.version),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in tags)
