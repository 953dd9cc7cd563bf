"""What searching costs over 10,000 documents with a million spans, beside plain SQL and Python doing the least of it.

CPU time of this thread. `ANNOTATOR_DOCUMENTS` sets another size.
"""

import sqlite3
import statistics
import tempfile
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from unittest.mock import patch

from annotator.operations.codebook.codebook import default_codebook
from annotator.operations.exchange.finding import sources_in
from annotator.operations.exchange.importing import import_sources
from annotator.operations.passages.counting import counted
from annotator.operations.passages.finding import PassageSearch
from annotator.operations.passages.lines import LineReader
from annotator.operations.people import seeing
from annotator.store.project import Project
from annotator.store.search.search_index import SearchIndex
from tests.benchmarks import search_load
from tests.benchmarks.bench_size import LOAD
from tests.benchmarks.figures import Figure, cpu_each
from tests.benchmarks.search_load import PHRASE, actor_name

FIRST = 100
"""So many lines fill more than a window."""
_ACTOR, _SINCE = 7, "2012"
_PHRASE = f'"{PHRASE}"'
_CONDITION = f'label:appeal to:"{actor_name(_ACTOR)}" date>={_SINCE} coder:all'


def figures() -> list[Figure]:
    """Return the figures of searching, and of keeping the index up."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with search_load.make(folder / "load.annot") as project:
            project.person = project.coders.all()[0].id
            seeing.ask(project, "Passages")
            searched = _searched(project, folder / "load.annot")
        return [*searched, *_imported(folder)]


def _searched(project: Project, path: Path) -> list[Figure]:
    plain = sqlite3.connect(path)
    plain.execute("PRAGMA cache_size = -65536")

    def shown(search: str) -> None:
        lines = list(islice(PassageSearch(project, search).lines(), FIRST))
        assert len(LineReader(project).read(lines)) == FIRST

    def all_of(search: str) -> int:
        return sum(1 for _ in PassageSearch(project, search).lines())

    number = project.spans.count()

    def by_year() -> None:
        assert counted(project, "coder:all", "label", "year").total == number

    works: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
        "phrase_first": (lambda: shown(_PHRASE), lambda: _plain_phrase(plain, FIRST)),
        "phrase_all": (lambda: all_of(_PHRASE), lambda: _plain_phrase(plain, -1)),
        "condition_first": (lambda: shown(_CONDITION), lambda: _plain_condition(plain)),
        "label_by_year": (by_year, lambda: _plain_counts(plain)),
    }
    found = []
    for name, (work, floor) in works.items():
        value, least = (statistics.median(cpu_each(one, 5)) for one in (work, floor))
        found.append(Figure(f"search.{name}", LOAD, value, "ms", least))
    plain.close()
    return found


def _plain_phrase(plain: sqlite3.Connection, limit: int) -> list[str]:
    """Take the texts with the phrase out of the same index, and the words around it."""
    rows = plain.execute(
        "SELECT text FROM text_index JOIN indexed_texts ON id = text_index.rowid JOIN texts USING (sha256)"
        " WHERE text_index MATCH ? LIMIT ?",
        [_PHRASE, limit],
    )
    return [text[max(at - 80, 0) : at + 80] for (text,) in rows if (at := text.find(PHRASE)) >= 0]


def _plain_condition(plain: sqlite3.Connection) -> list[tuple[str, int, int]]:
    """Ask for the same acts in one statement."""
    return plain.execute(
        "SELECT spans.quote, start, stop FROM links JOIN spans ON spans.id = act"
        " JOIN documents ON documents.id = document"
        " WHERE links.actor = ? AND role = 'addressee' AND label = 'appeal' AND json_extract(metadata, '$.date') >= ?"
        " ORDER BY position, start LIMIT ?",
        [f"a{_ACTOR:02}", _SINCE, FIRST],
    ).fetchall()


def _plain_counts(plain: sqlite3.Connection) -> list[tuple[str, str, int]]:
    """Count in one statement."""
    return plain.execute(
        "SELECT label, substr(json_extract(metadata, '$.date'), 1, 4), sum(number) FROM (SELECT document, label,"
        " count(*) AS number FROM spans GROUP BY 1, 2) JOIN documents ON documents.id = document GROUP BY 1, 2"
    ).fetchall()


def _imported(folder: Path) -> list[Figure]:
    """Import a file for each text, with the index, and without it as the floor."""
    texts = folder / "texts"
    texts.mkdir()
    for draft in search_load.drafts():
        (texts / f"{draft.title}.txt").write_text(draft.text, encoding="utf-8")
    files = sorted(texts.iterdir())

    def imported(name: str) -> tuple[float, float]:
        path = folder / name
        with Project.create(path, default_codebook()) as project:
            sources = sources_in(files)
            (spent,) = cpu_each(lambda: import_sources(project, sources, processes=0), 1)
        return spent, path.stat().st_size / 1e6

    with_index = imported("with.annot")
    with patch.object(SearchIndex, "settle"):
        without = imported("without.annot")
    load = LOAD.partition("_")[0]
    return [
        Figure("search.import", load, with_index[0], "ms", without[0]),
        Figure("search.file", load, with_index[1], "MB", without[1]),
    ]
