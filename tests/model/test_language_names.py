"""Languages in the names of files: each name is one language's, and none is a word of the others' names."""

from annotator.model.folding import folded
from annotator.model.language_names import LANGUAGE_OF


def test_each_name_is_of_one_language_and_codes_are_their_own() -> None:
    assert {LANGUAGE_OF[code] for code in ("en", "eng", "english", "anglais")} == {"en"}
    assert all(LANGUAGE_OF[code] == code and len(code) == 2 for code in LANGUAGE_OF.values())
    assert all(name == folded(name) and " " not in name for name in LANGUAGE_OF)
