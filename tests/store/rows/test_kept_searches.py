"""The rows of kept searches, read back as they were written."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.errors import NotFound
from annotator.model.ids import SearchId
from annotator.model.kept_search import KeptSearch
from annotator.model.verbs.verb import Told
from tests.projects import make_desk


def test_kept_searches_are_read_back_everybodys_first(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    project = desk.project
    own = KeptSearch(SearchId("a"), "Mine 🕊", "peace coder:Ben", 0, desk.ana.id)
    later = KeptSearch(SearchId("b"), "Later", '"Ben: peace"', 1)
    first = KeptSearch(SearchId("c"), "First", "a OR", 0)
    with project.transact(Told(sentence="Keep")):
        project.kept_searches.add([own, later, first])
    assert project.kept_searches.all() == [first, later, own]
    changed = replace(later, name="Last", search="war", position=5)
    with project.transact(Told(sentence="Change")):
        project.kept_searches.put(changed)
        project.kept_searches.rewrite(lambda term: replace(term, value="Bea"))
    assert project.kept_searches.all() == [first, changed, replace(own, search="coder:Bea peace")]
    assert project.kept_searches.get("b") == changed
    with pytest.raises(NotFound):
        project.kept_searches.get("gone")
