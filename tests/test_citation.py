"""How the program is cited: one file, and the same facts in a sentence, in BibTeX and in RIS."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from annotator import __version__, citation
from annotator.citation import as_bibtex, as_ris, as_text, software
from annotator.model.errors import NotFound

FILE = Path(__file__).resolve().parents[1] / "CITATION.cff"
OF_CFF = {
    "cff-version",
    "message",
    "type",
    "title",
    "abstract",
    "authors",
    "version",
    "date-released",
    "license",
    "keywords",
}
"""Keys of the Citation File Format 1.2.0 that we use; the first of these, message, title and authors must be there."""


def cff() -> dict[str, object]:
    """Return what the file says."""
    said: dict[str, object] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return said


def test_the_file_is_in_its_format_and_names_this_version_and_nobody_in_person() -> None:
    said = cff()
    assert said.keys() <= OF_CFF and {"message", "title", "authors"} <= said.keys()
    assert said["cff-version"] == "1.2.0" and said["version"] == __version__
    # An entity has a name; a person would have a family name.
    assert said["authors"] == [{"name": "The Annotator developers"}]
    assert isinstance(said["date-released"], date) and said["license"] == "MIT"
    assert re.search(r"doi|https?:|@", FILE.read_text(encoding="utf-8"), re.IGNORECASE) is None


def test_what_is_cited_is_what_the_file_says() -> None:
    said, cited = cff(), software()
    assert (cited.title, cited.version, cited.released) == (said["title"], said["version"], said["date-released"])
    assert cited.authors == ("The Annotator developers",) and cited.licence == said["license"]


def test_the_sentence_has_author_year_title_version_and_kind() -> None:
    cited = replace(software(), version="1.2.3", released=date(2031, 5, 6))
    said = as_text(cited)
    assert said == (
        "The Annotator developers (2031). Annotator: Coding diplomatic texts (Version 1.2.3) [Computer program]."
    )


@given(st.dates(date(1990, 1, 1)), st.from_regex(r"\A\d{1,2}\.\d{1,2}\.\d{1,2}\Z"))
def test_all_forms_tell_the_same_facts(released: date, version: str) -> None:
    cited = replace(software(), version=version, released=released)
    fields = dict(re.findall(r"^  (\w+) = (.*),$", as_bibtex(cited), re.MULTILINE))
    ris = dict(re.findall(r"^(\w\w)  - (.*)\r$", as_ris(cited), re.MULTILINE))
    assert fields["author"] == "{{The Annotator developers}}" and ris["AU"] == "The Annotator developers"
    assert fields["title"] == f"{{{{{cited.title}}}}}" and ris["TI"] == cited.title
    assert fields["version"] == f"{{{version}}}" and ris["ET"] == version
    assert fields["year"] == f"{{{released.year}}}" and ris["PY"] == str(released.year)
    assert date.fromisoformat(ris["DA"].replace("/", "-")) == released
    assert fields["month"] == citation._MONTHS[released.month - 1]
    assert version in as_text(cited) and str(released.year) in as_text(cited)


def test_bibtex_is_one_balanced_entry_with_a_key_and_ris_ends_as_a_record_does() -> None:
    bibtex, ris = as_bibtex(software()), as_ris(software())
    assert bibtex.startswith("@misc{annotator_") and bibtex.count("{") == bibtex.count("}")
    assert " " not in bibtex.splitlines()[0]
    assert ris.startswith("TY  - COMP\r\n") and ris.endswith("ER  - \r\n")


@pytest.mark.parametrize("content", ["", "- a", "title: x", "a: [", "authors: [x]\ntitle: a\nversion: 1\nlicense: b"])
def test_a_file_that_says_no_such_thing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    broken = tmp_path / "CITATION.cff"
    broken.write_text(content, encoding="utf-8")
    monkeypatch.setattr(citation, "citation_file", lambda: broken)
    with pytest.raises(NotFound, match=r"How to cite cannot be read from .*CITATION\.cff; install the program again"):
        software.__wrapped__()
