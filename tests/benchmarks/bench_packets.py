"""Work given out and handed in: copies for six people, and a packet of 100,000 acts written, read and looked at.

The floor of giving out is the same texts written into six bare databases; that of a packet its lines packed once, and
that of a dry run the same lines read as JSON.
"""

import io
import random
import sqlite3
import tempfile
import zlib
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from pydantic_core import from_json

from annotator.model.coder import TeamRole
from annotator.model.document import DocumentDraft
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.operations.team import assigning
from annotator.operations.team.copies import give_out
from annotator.packets.head import PacketHead, fingerprint, new_key
from annotator.packets.reading import read_packet
from annotator.packets.writing import write_packet
from annotator.store.project import Project
from tests.benchmarks.figures import Figure, cpu_each
from tests.benchmarks.taking_load import coding_in, lines_of, strand_of
from tests.operations.desks import BOOK

DOCUMENTS, PEOPLE, ACTS = 1_000, 6, 100_000
LOAD, GIVEN = "100k_acts", "1k_documents_6"
WORDS = ("the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "as", "was", "with", "be", "by", "on", "not")


def figures() -> list[Figure]:
    """Return what giving out costs, and a packet of many acts."""
    rng = random.Random(3)
    texts = [" ".join(rng.choices(WORDS, k=900)) + f" {number}" for number in range(DOCUMENTS)]
    with tempfile.TemporaryDirectory() as folder, Project.create(Path(folder) / "p.annot", BOOK) as project:
        project.person = people.add_coder(project, "Lea")[0].id
        people.set_roles(project, project.person, [TeamRole.LEAD])
        documents.add_drafts(project, [DocumentDraft(f"Text {at}", text) for at, text in enumerate(texts)])
        coders = [people.add_coder(project, f"Coder {number}")[0].id for number in range(PEOPLE)]
        ids = [info.id for info in project.documents.all()]
        for number, coder in enumerate(coders):  # a fifth of them by two
            own = [
                id for at, id in enumerate(ids) if number in (at % PEOPLE, (at // 5) % PEOPLE if at % 5 == 0 else -1)
            ]
            assigning.assign(project, [coder], own)
        (given,) = cpu_each(lambda: give_out(project, Path(folder), coders), 1)
        (bare,) = cpu_each(lambda: _bare(Path(folder), [texts[number::5] for number in range(PEOPLE)]), 1)
        return [Figure("packets.give_out", GIVEN, given, "ms", bare), *_packet(project, coders[0])]


def _bare(folder: Path, shares: Sequence[Sequence[str]]) -> None:
    for number, texts in enumerate(shares):
        with closing(sqlite3.connect(folder / f"bare{number}")) as connection:
            connection.execute("CREATE TABLE texts (text TEXT)")
            connection.executemany("INSERT INTO texts VALUES (?)", ([text] for text in texts))
            connection.commit()


def _packet(project: Project, coder: str) -> list[Figure]:
    layer = project.layers.of_coder(coder)[0].id
    strand = strand_of(
        project.origin, coder, "f" * 16, lines_of(coding_in(project, coder, layer), "f" * 16, ACTS, 5_000)
    )
    key, stream = new_key(), io.BytesIO()
    head = PacketHead(project.origin, project.name, coder, "", "2026-11-25T10:00:00Z", ACTS, fingerprint(key))
    (written,) = cpu_each(lambda: write_packet(stream, head, key, [strand]), 1)
    lines = [line for run in strand.runs() for line in run.lines()]
    whole = b"\n".join(lines)
    (packed,) = cpu_each(lambda: zlib.compress(whole), 1)
    (parsed,) = cpu_each(lambda: [from_json(line) for line in lines], 1)
    stream.seek(0)
    packet = read_packet(stream, "Ana.packet", project.origin, {coder: [key]})
    (looked,) = cpu_each(lambda: project.taking.plan(packet.delivery()), 1)
    size = len(stream.getvalue()) / 1e6
    raw = sum(len(run.body) for run in strand.runs()) / 1e6
    return [
        Figure("packets.size", LOAD, size, "MB", raw),
        Figure("packets.write", LOAD, written, "ms", packed),
        Figure("packets.look", LOAD, looked, "ms", parsed),
    ]
