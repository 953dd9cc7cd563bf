"""Licences are known by SPDX's identifiers; the nearest are named for one that is not."""

import pytest

from annotator.model.licence import USUAL, hub_licence, licence_id, licence_title, licence_url
from annotator.model.licence_ids import SPDX_IDS


@pytest.mark.parametrize("said", ["CC-BY-4.0", "cc-by-4.0", " Cc-By-4.0 "])
def test_case_makes_no_difference(said: str) -> None:
    assert licence_id(said) == "CC-BY-4.0"


def test_the_list_is_that_of_spdx() -> None:
    # SPDX's list 3.27.0 has 699 identifiers, 32 of them deprecated.
    assert len(SPDX_IDS) == 667 and {"MIT", "ODbL-1.0", "GPL-3.0-only"} <= SPDX_IDS and "GPL-3.0" not in SPDX_IDS


def test_those_that_are_offered_are_on_it_with_title_and_address() -> None:
    assert {one.id for one in USUAL} <= SPDX_IDS
    assert all(licence_title(one.id) == one.title and licence_url(one.id) == one.url for one in USUAL)
    assert licence_url("MIT") == "https://spdx.org/licenses/MIT.html" and licence_title("MIT") == "MIT"


def test_what_is_not_on_it_is_refused_with_what_is_near() -> None:
    with pytest.raises(ValueError, match=r"did you mean .*CC-BY-4.0"):
        licence_id("CC-BY 4.0")
    with pytest.raises(ValueError, match=r"as CC-BY-4\.0 is"):
        licence_id("我的")


def test_terms_of_ones_own_have_no_address() -> None:
    assert licence_id("LicenseRef-UN-terms") == "LicenseRef-UN-terms"
    assert (licence_url("LicenseRef-UN-terms"), licence_title("LicenseRef-UN-terms")) == ("", "UN-terms")
    with pytest.raises(ValueError, match="SPDX"):
        licence_id("LicenseRef-")


def test_the_hub_has_names_of_its_own_for_some() -> None:
    called = {id: hub_licence(id) for id in ("CC-BY-4.0", "ODbL-1.0", "0BSD", "LicenseRef-x", "")}
    assert called == {
        "CC-BY-4.0": "cc-by-4.0", "ODbL-1.0": "odbl", "0BSD": "other", "LicenseRef-x": "other", "": "other"
    }  # fmt: skip
