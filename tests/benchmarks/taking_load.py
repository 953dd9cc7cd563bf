"""What a team hands over: strands of made-up acts, as the program writes them, without anybody having done them.

The mix is that of coding: of a hundred acts 55 code a passage, 12 fill a slot, 10 move an edge, 10 set an attribute, 5
write a note, 5 delete and 3 call a document done.
"""

import random
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from annotator.model.ids import new_id
from annotator.store.project import Project
from annotator.sync.delivery import Delivery, IncomingStrand, LineRun
from annotator.sync.parts import Strand, chained, encoded
from tests.benchmarks.load import LABELS

LINES_A_RUN = 1_000


@dataclass
class Coding:
    """Somebody who codes, and what they have: spans with the number of the part that wrote them last."""

    coder: str
    layer: str
    texts: Sequence[tuple[str, str]]
    """Documents with their texts."""
    version: str
    rng: random.Random
    spans: list[str] = field(default_factory=list)
    tips: dict[str, Any] = field(default_factory=dict)
    done: dict[str, Any] = field(default_factory=dict)
    slots: dict[str, list[Any]] = field(default_factory=dict)

    def act(self, sitting: str, counter: int, only_new: bool = False) -> tuple[str, list[Any]]:
        """Return verb and writes of the next act."""
        kind = self.rng.random() * 100
        if only_new or kind < 55 or not self.spans:
            return "code", [self._span(sitting, counter)]
        row = self.rng.choice(self.spans[-200:])
        if kind < 67:
            link = {"act": row, "role": "speaker", "value": "unstated"}
            self.slots.setdefault(row, []).append((new_id(), (sitting, counter)))
            return "fill slot", [["links", self.slots[row][-1][0], link]]
        if kind < 95:
            start = self.rng.randrange(4000)
            fields: Any = (
                {"start": start, "stop": start + 40, "quote": "x" * 40}
                if kind < 77
                else {"attributes": '{"force":"strong"}'}
                if kind < 87
                else {"note": "Is this a warning, or an appeal?"}
                if kind < 92
                else None
            )
            over = self._over(row, sitting)
            self.tips[row] = (sitting, counter)
            if fields is not None:
                return "move edge", [["spans", row, fields, over]]
            self.spans.remove(row)
            slots = [["links", slot, None, self._at(tip, sitting)] for slot, tip in self.slots.pop(row, ())]
            return "delete", [*slots, ["spans", row, None, over]]
        document = self.rng.choice(self.texts)[0]
        id = f"{self.layer}/{document}"
        is_new, is_done = id not in self.tips, 1 - self.done.get(id, 0)
        whole = {"layer": self.layer, "document": document}
        write = ["assignments", id, {**(whole if is_new else {}), "done": is_done}]
        if not is_new:
            write.append(self._over(id, sitting))
        self.tips[id], self.done[id] = (sitting, counter), is_done
        return "mark done", [write]

    def _over(self, row: str, sitting: str) -> Any:
        return self._at(self.tips[row], sitting)

    @staticmethod
    def _at(tip: tuple[str, int], sitting: str) -> Any:
        of, counter = tip
        return counter if of == sitting else [of, counter]

    def _span(self, sitting: str, counter: int) -> list[Any]:
        document, text = self.rng.choice(self.texts)
        start = self.rng.randrange(len(text) - 200)
        stop = start + self.rng.choice((12, 30, 60, 90, 120))
        row = new_id()
        self.spans.append(row)
        self.tips[row] = (sitting, counter)
        fields = {
            "layer": self.layer,
            "document": document,
            "label": self.rng.choice(LABELS),
            "start": start,
            "stop": stop,
            "quote": text[start:stop],
            "codebook_version": self.version,
        }
        if self.rng.random() < 0.5:
            fields["attributes"] = '{"force":"weak"}'
        return ["spans", row, fields]


def lines_of(
    coding: Coding, sitting: str, acts: int, clock: int, only_new: bool = False, day: str = "2026-11-25"
) -> Iterator[bytes]:
    """Yield the lines of a sitting of somebody who codes."""
    for counter in range(1, acts + 1):
        verb, writes = coding.act(sitting, counter, only_new)
        second = counter * 20 % 28_800
        time = f"{day}T{9 + second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}Z"
        facts = {"document": writes[0][1], "span": writes[0][1], "label": "appeal"}
        yield encoded([counter, counter, clock + counter, time, "do", None, 1, writes, verb, facts]).encode()


def strand_of(origin: str, coder: str, sitting: str, lines: Iterable[bytes]) -> IncomingStrand:
    """Return lines as a strand that came, in runs as a file has them."""
    strand = Strand(origin, sitting, f"coder/{coder}", coder)
    hash, runs, held, count = strand.start(), list[LineRun](), list[bytes](), 0
    for line in lines:
        hash, count = chained(hash, line), count + 1
        held.append(line)
        if len(held) == LINES_A_RUN:
            runs.append(LineRun(count - len(held) + 1, count, zlib.compress(b"\n".join(held), 6)))
            held = []
    if held:
        runs.append(LineRun(count - len(held) + 1, count, zlib.compress(b"\n".join(held), 6)))
    return IncomingStrand(strand, 1, count, partial(list, runs), hash)


def coding_in(project: Project, coder: str, layer: str, seed: int = 5) -> Coding:
    """Return somebody who codes all documents of a project."""
    texts = [(one.id, project.documents.get(one.id).text) for one in project.documents.all()]
    return Coding(coder, layer, texts, project.codebooks.current().id, random.Random(seed))


def delivery_of(project: Project, strands: Sequence[IncomingStrand], sender: str = "") -> Delivery:
    """Return strands as what came."""
    return Delivery(project.origin, sender, partial(list, strands), name="Ana 2026-11-25.packet")
