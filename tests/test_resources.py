"""The program's own files are found, and a missing one is said clearly."""

import pytest

from annotator.model.errors import NotFound
from annotator.resources import citation_file, resource, schemas, seeds


def test_icons_schemas_and_seeds_are_found_from_a_checkout() -> None:
    assert resource("icons/open.svg").is_file()
    assert schemas().is_dir()
    assert citation_file().is_file()
    assert (seeds() / "china-france-ukraine.txt").is_file()


def test_a_missing_file_is_named_and_a_remedy_given() -> None:
    with pytest.raises(NotFound, match=r"“icons/no-such\.svg” is missing .*install the program again"):
        resource("icons/no-such.svg")
