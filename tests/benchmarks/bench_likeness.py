"""Documents that look alike, among 10,000 of 5 kB: looked for the first time, and again when one was added.

The floor is to read all texts and put the runs of four words of each into a set, in plain Python, comparing nothing.
"""

import random
import tempfile
from pathlib import Path

from annotator.model.document import DocumentDraft
from annotator.operations.documents import documents, duplicates
from annotator.store.project import Project
from tests.benchmarks.figures import Figure, cpu_each
from tests.projects import default_codebook

COUNT, WORDS = 10_000, 800
COPIES = 100
"""So many have a header more than another one."""


def figures(count: int = COUNT) -> list[Figure]:
    """Return what looking takes, and what it takes again."""
    with (
        tempfile.TemporaryDirectory() as name,
        Project.create(Path(name) / "alike.annot", default_codebook()) as project,
    ):
        documents.add_drafts(project, drafts(count))
        floor = min(cpu_each(lambda: plainly(project), 1))
        known: duplicates.Sketches = {}
        found: list[duplicates.AlikeFound] = []
        first = cpu_each(lambda: found.append(duplicates.find(project, known=known)), 1)
        assert found[0].count == COPIES
        again = cpu_each(lambda: duplicates.find(project, known=known), 1)
    load = f"{count // 1000}k_5kb"
    return [
        Figure("likeness.find", load, min(first), "ms", floor),
        Figure("likeness.again", load, min(again), "ms", floor),
    ]


def drafts(count: int) -> list[DocumentDraft]:
    """Return texts of words that are drawn as those of a language are, a few of them with a header more."""
    chance = random.Random(1)
    words = ["".join(chance.choices("abcdefghijklmnop", k=chance.randint(2, 9))) for _ in range(20_000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    texts = [" ".join(chance.choices(words, weights, k=WORDS)) for _ in range(count - COPIES)]
    texts += [f"Press office\n{text}" for text in texts[:COPIES]]
    return [DocumentDraft(f"Text {number}", text) for number, text in enumerate(texts)]


def plainly(project: Project) -> int:
    """Read all texts and put the runs of words of each into a set; return how many there are."""
    count = 0
    for info in project.documents.all():
        words = project.documents.get(info.id).text.split()
        count += len(set(zip(words, words[1:], words[2:], words[3:], strict=False)))
    return count
