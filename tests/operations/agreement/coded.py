"""A project in which three coders coded eight documents, well enough and often enough for intervals."""

import random
from pathlib import Path

from annotator.model.document import DocumentDraft
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from tests.operations.desks import Table, make_table

CODERS = ("Ana", "Ben", "Cem")
_SENTENCE = "France urged China once more, number {}. "


def coded_table(folder: Path, many: int = 8) -> Table:
    """Create it. Cem errs most; “appeal” is on every other sentence or so, “warning” on one of four."""
    table, draw = make_table(folder, *CODERS), random.Random(5)
    texts = ["".join(_SENTENCE.format(number) for number in range(10)) for _ in range(many)]
    added, _ = documents.add_drafts(
        table.project, [DocumentDraft(f"Letter {at}", f"{at} {text}") for at, text in enumerate(texts)]
    )
    table.documents = [one.id for one in added]
    for document in added:
        meant = {at: draw.choice(("appeal", "appeal", "warning", "")) for at in range(10)}
        for name, errors in zip(CODERS, (0.1, 0.15, 0.4), strict=True):
            layer = table.sit(name)
            for number, label in meant.items():
                given = draw.choice(("appeal", "warning", "")) if draw.random() < errors else label
                start = document.text.index(f"France urged China once more, number {number}.")
                if given:
                    annotate.add_span(table.project, document.id, layer.id, [(start, start + 20)], given)
    return table
