"""A description takes what people write, brings it into the usual form, and says in a sentence what does not fit."""

import pytest
from pydantic import ValidationError

from annotator.model.data_author import DataAuthor
from annotator.model.description import Description, missing, sentence_of, titles


def test_what_is_said_takes_its_usual_form() -> None:
    made = Description(
        title=" A  corpus\n", licence="cc0-1.0", doi="https://doi.org/10.5281/zenodo.1", published=" 2026-11 ",
        funding=("DFG  1 ", "", "DFG 1"), summary=" One.\r\nTwo. ",
    )  # fmt: skip
    assert made.title == "A corpus" and made.licence == "CC0-1.0" and made.summary == "One.\nTwo."
    assert (made.doi, made.doi_url) == ("10.5281/zenodo.1", "https://doi.org/10.5281/zenodo.1")
    assert (made.published, made.year, made.funding) == ("2026-11", "2026", ("DFG 1",))
    assert Description.model_validate_json(made.model_dump_json()) == made


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("licence", "free", "Licence: “free” is not in"),
        ("doi", "zenodo.1", "DOI: “zenodo.1” is no DOI"),
        ("url", "example.org", "Address: “example.org” is no address"),
        ("published", "2026-02-30", "Date of publication: “2026-02-30” is no year"),
        ("published", "soon", "Date of publication: “soon” is no year"),
        ("languages", ("en", "English"), "Languages 2: “English” does not fit; a language is written as"),
        ("authors", ({"name": "A", "orcid": "0000-0002-1825-0098"},), "Authors 1: the ORCID iD"),
        ("title", "x" * 501, "Title: string should have at most 500"),
        ("summary", 1, "Summary: a text is expected"),
        ("authors", "Ana", "Authors: a list is expected"),
        ("nothing", "", "nothing: there is no such field"),
    ],
)
def test_what_does_not_fit_is_a_sentence(field: str, value: object, sentence: str) -> None:
    with pytest.raises(ValidationError) as found:
        Description.model_validate({field: value})
    said = sentence_of(found.value)
    assert said.casefold().startswith(sentence.casefold()) and said.endswith(".") and "\n" not in said


def test_what_a_publication_needs_is_known() -> None:
    assert missing(Description()) == ["summary", "authors", "licence", "date of publication"]
    full = Description(summary="S", authors=(DataAuthor(name="A"),), licence="MIT", published="2026")
    assert missing(full) == [] and len(set(titles().values())) == len(titles())
