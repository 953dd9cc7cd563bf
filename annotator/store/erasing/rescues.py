"""Rescue files beside a project, and in the user's data folder, without what was erased of it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from annotator.paths import ends_in
from annotator.store.erasing.finding import FoundToErase
from annotator.store.erasing.redaction import Redaction
from annotator.store.folders import data_folder
from annotator.store.sittings import rescue
from annotator.store.sittings.sitting import DoneStep, Row
from annotator.sync.parts import encoded


def rescue_files(project: Path) -> list[Path]:
    """Return the rescue files that may be of a project, of whatever name it had."""
    folders = dict.fromkeys([project.parent, data_folder()])
    return [
        path
        for folder in folders
        if folder.is_dir()
        for path in sorted(folder.iterdir())
        if ends_in(path, rescue.SUFFIX)
    ]


def take_out_of(path: Path, found: Iterable[FoundToErase]) -> bool:
    """Take what was found out of a rescue file; whether anything of it was in there. Raises as `rescue.rewrite`."""
    takers = [_Taker(one) for one in found]

    def change(step: DoneStep) -> DoneStep | None:
        left: DoneStep | None = step
        for taker in takers:
            left = taker.left_of(left) if left is not None else None
        return left

    return rescue.rewrite(path, change)


class _Taker:
    def __init__(self, found: FoundToErase) -> None:
        self._found, self._redaction = found, Redaction(found)

    def left_of(self, step: DoneStep) -> DoneStep | None:
        """Return what is left of a step; None where it did nothing else."""
        rows = None if step.rows is None else list(self._rows(step.rows))
        if step.rows and not rows:
            return None
        texts = {hash: text for hash, text in step.texts.items() if hash not in self._found.texts}
        facts = json.loads(step.facts)
        new = self._redaction.facts(step.verb, facts)
        label = self._redaction.sentence(step.label) if step.label else step.label
        said = step.facts if new is facts else encoded(new)
        left = replace(step, rows=rows, texts=texts, facts=said, label=label)
        return step if left == step else left

    def _rows(self, rows: Iterable[Row]) -> Iterator[Row]:
        for table, row, before, after in rows:
            if not self._redaction.goes(table, row):
                records = (self._redaction.record(table, row, text) for text in (before, after))
                yield table, row, next(records), next(records)
