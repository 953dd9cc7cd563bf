"""How a dataset is cited, as a sentence and in files for programs."""

import json
from pathlib import Path

import pytest
import yaml

from annotator.formats.dataset.citing import citation, citation_cff, datacite
from annotator.formats.dataset.gathered import GatheredDataset
from annotator.model.data_author import DataAuthor
from annotator.model.description import Description
from tests.formats.dataset.test_dataset import described

ANA, JEAN, PRESS = DataAuthor(name="Souza, Ana Lu"), DataAuthor(name="Roy, Jean-Luc"), DataAuthor(name="A Press")


def gathered(said: Description) -> GatheredDataset:
    return GatheredDataset(described(said), False, None)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (Description(), "Sample [Data set]."),
        (Description(citation="As we say."), "As we say."),
        (Description(authors=(PRESS,), published="2026-11"), "A Press (2026). Sample [Data set]."),
        (Description(authors=(ANA, JEAN)), "Souza, A. L. & Roy, J. L. (n.d.). Sample [Data set]."),
        (
            Description(title="T", authors=(ANA, JEAN, PRESS), published="2026", version="2", publisher="Zenodo",
                        doi="10.5281/zenodo.1"),
            "Souza, A. L., Roy, J. L. & A Press (2026). T (Version 2) [Data set]. Zenodo. https://doi.org/10.5281/zenodo.1",
        ),
    ],
)  # fmt: skip
def test_the_sentence_has_what_is_said(said: Description, sentence: str) -> None:
    assert citation(gathered(said)) == sentence


def test_a_day_stands_in_cff_as_such_and_a_year_where_the_format_takes_one() -> None:
    day, year, none = (
        yaml.safe_load(citation_cff(gathered(Description(published=published, authors=(ANA,)))))
        for published in ("2026-11-28", "2026", "")
    )
    assert day["date-released"] == "2026-11-28" and "preferred-citation" not in day
    assert year["preferred-citation"]["year"] == 2026 and "date-released" not in year
    assert not {"date-released", "preferred-citation"} & none.keys()


def test_terms_of_ones_own_are_no_spdx_identifier() -> None:
    own = gathered(Description(published="2026", licence="LicenseRef-UN-terms", rights="The texts are the UN's."))
    assert "license" not in yaml.safe_load(citation_cff(own))
    assert json.loads(datacite(own))["rightsList"] == [{"rights": "UN-terms"}, {"rights": "The texts are the UN's."}]


def test_datacite_takes_nothing_without_a_year() -> None:
    assert datacite(gathered(Description(title="T"))) == ""


def test_authors_are_told_apart_from_institutions() -> None:
    found = json.loads(datacite(gathered(Description(published="2026", authors=(ANA, PRESS)))))["creators"]
    assert [one["nameType"] for one in found] == ["Personal", "Organizational"]
    assert (found[0]["familyName"], found[0]["givenName"]) == ("Souza", "Ana Lu") and "familyName" not in found[1]


def test_a_text_that_yaml_would_take_for_another_thing_stays_a_text(tmp_path: Path) -> None:
    odd = Description(title="No", version="1.0", summary="a: b\n- c\n---\n", keywords=("on", "2026-01-01"))
    read = yaml.safe_load(citation_cff(gathered(odd)))
    assert (read["title"], read["version"], read["abstract"]) == ("No", "1.0", "a: b\n- c\n---")
    assert read["keywords"] == ["on", "2026-01-01"]


def test_particles_suffixes_and_single_names_stand_where_each_form_wants_them() -> None:
    named = ("van der Berg, Jan", "King, Martin Luther, Jr.", "Plato,", "王, 伟", "{Ministry of Trade, Oslo}")
    of = gathered(Description(published="2026", authors=tuple(DataAuthor(name=name) for name in named)))
    assert yaml.safe_load(citation_cff(of))["authors"] == [
        {"family-names": "Berg", "given-names": "Jan", "name-particle": "van der"},
        {"family-names": "King", "given-names": "Martin Luther", "name-suffix": "Jr."},
        {"family-names": "Plato"},
        {"family-names": "王", "given-names": "伟"},
        {"name": "Ministry of Trade, Oslo"},
    ]
    creators = json.loads(datacite(of))["creators"]
    assert [(one["name"], one.get("familyName"), one.get("givenName")) for one in creators] == [
        ("van der Berg, Jan", "van der Berg", "Jan"),
        ("King, Martin Luther, Jr.", "King", "Martin Luther, Jr."),
        ("Plato", "Plato", None),
        ("王, 伟", "王", "伟"),
        ("Ministry of Trade, Oslo", None, None),
    ]
    assert citation(of).startswith(
        "van der Berg, J., King, M. L., Jr., Plato, 王, 伟 & Ministry of Trade, Oslo (2026)."
    )
