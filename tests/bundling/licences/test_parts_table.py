"""What `packaging/licences` says: every expression is one, every text is there and used."""

import re

from tools.bundling.licences.expressions import Taken, may_ship, taken
from tools.bundling.licences.parts_table import FOLDER, parts_table, standard_text

USED_BY_LISTS = {"0BSD", "BSL-1.0", "ISC", "MIT-0", "Unicode-DFS-2016", "ICU", "CC0-1.0", "IJG", "FTL", "PSF-2.0"}
"""Licences that crates have, or that lists of wheels name, beside those of the table."""


def licences() -> list[str]:
    told = parts_table()
    return [*(part.licence for part in told.parts), *told.distributions.values(), *told.crates.values()]


def test_every_licence_is_an_expression_and_every_text_that_it_needs_is_there() -> None:
    for licence in licences():
        for each in taken(licence):
            if not each.identifier.startswith("LicenseRef-"):
                assert len(standard_text(each.identifier)) > 200, each


def test_only_readline_is_told_so_that_it_is_refused() -> None:
    assert [part.name for part in parts_table().parts if not may_ship(part.licence)] == ["GNU Readline"]


def test_what_has_no_text_of_spdx_brings_one() -> None:
    for part in parts_table().parts:
        if "LicenseRef-" in part.licence:
            assert part.notices or part.notice or part.text_of_carrier, part.name


def test_patterns_hold_together_and_every_notice_is_used() -> None:
    told = parts_table().parts
    for part in told:
        assert bool(part.files) != bool(part.within), part.name
        assert not part.version or re.compile(part.version).groups == 1, part.name
        assert all(text.strip() for text in part.texts()), part.name
    kept = {file.stem for file in (FOLDER / "notices").glob("*.txt")}
    assert {name for part in told for name in part.notices} | {"python"} == kept


def test_every_text_of_a_licence_is_used_by_something() -> None:
    used = {re.sub(r"-(only|or-later)$", "", each.identifier) for each in _taken()} | {
        each.exception for each in _taken()
    }
    kept = {file.stem for file in (FOLDER / "texts").glob("*.txt")}
    assert kept - used - USED_BY_LISTS <= {"GPL-3.0"}, kept - used


def _taken() -> list[Taken]:
    return [each for licence in licences() for each in taken(licence)]
