"""A damaged project, in words: what of it was read into a new one, what is missing, and which backup holds that."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from annotator.model.errors import BadProject, Locked, TooNew
from annotator.model.wording import counted, word_list
from annotator.operations.progress import Progress, silent
from annotator.operations.project.backups import when
from annotator.paths import ends_in
from annotator.store.backups.choice import chosen
from annotator.store.backups.folder import BackupFile, files_of_project
from annotator.store.backups.held import held
from annotator.store.project import SUFFIX
from annotator.store.recovery.pages import has_pages
from annotator.store.recovery.repairing import repair
from annotator.store.recovery.rescuing import RescuedProject, rescue
from annotator.store.schema.tables import Table

_NAMES = {
    Table.DOCUMENTS: "documents",
    Table.SPANS: "codings",
    Table.LINKS: "filled slots",
    Table.DECISIONS: "decisions",
    Table.ACTORS: "actors",
    Table.CODERS: "people",
    Table.LAYERS: "layers",
    Table.ASSIGNMENTS: "assignments",
    Table.SETTINGS: "settings",
    Table.CODEBOOK_VERSIONS: "versions of the codebook",
    Table.RELEASES: "releases",
    Table.PRACTICE_DOCUMENTS: "practice documents",
    Table.PRACTICE_RESULTS: "results of practice",
    Table.RECODE_SAMPLES: "re-code samples",
    Table.MEMOS: "memos",
    Table.DISTINCT_PAIRS: "pairs that are no duplicates",
    Table.UNITS: "documents cut into units",
    Table.KEPT_SEARCHES: "kept searches",
}
_MOST = 20
"""So many sentences of one kind are said."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What came of a damaged project. `came`: a sentence; `missing`: a sentence for each thing that is not in it.

    `problems`: what a check of the new file finds.
    """

    path: Path
    came: str
    missing: tuple[str, ...]
    problems: tuple[str, ...]


def rescue_into(damaged: Path, new: Path, progress: Progress = silent) -> Mended:
    """Read what can be read of a damaged file into a new project; raises `BadProject`."""
    outcome = rescue(damaged, new, lambda done, of: progress(done, of, damaged.name))
    notices = outcome.notices
    more = len(notices) - _MOST
    said = [*notices[:_MOST], *([f"{more:,} more of the same kind."] if more > 0 else [])]
    missing = (*_missing_rows(outcome), *said, *_in_backups(damaged, outcome))
    return Mended(new, _came(outcome), missing, tuple(outcome.problems))


def repair_into(damaged: Path, new: Path) -> Mended | None:
    """Mend what needs no guess in a copy, None where nothing is wrong; raises `BadProject`."""
    outcome = repair(damaged, new)
    if not outcome.before:
        return None
    mended = f"{counted(len(outcome.mended), 'fault')} of {len(outcome.before):,} mended"
    came = f"{mended}; nothing is wrong with the copy." if not outcome.left else f"{mended}."
    return Mended(new, came, (outcome.unproven,) if outcome.unproven else (), outcome.left)


def is_offered(damaged: Path, error: BadProject) -> bool:
    """Whether what is left of a project that does not open may be rescued: pages of one are in it."""
    if isinstance(error, Locked | TooNew) or not ends_in(damaged, SUFFIX):
        return False
    return damaged.is_file() and has_pages(damaged)


def repaired_name(damaged: Path) -> Path:
    """Return a free name beside a project for its copy that is mended."""
    return _free(damaged, "repaired")


def rescued_name(damaged: Path) -> Path:
    """Return a free name beside a damaged project for what is left of it."""
    return _free(damaged, "rescued")


def _free(damaged: Path, word: str) -> Path:
    stem = f"{damaged.stem} {word}"
    names = [stem, *(f"{stem} ({number})" for number in range(2, 100))]
    places = [damaged.with_name(f"{name}{damaged.suffix}") for name in names]
    return next((place for place in places if not place.exists()), places[0])


def _came(outcome: RescuedProject) -> str:
    rows = []
    for table, there in outcome.there.items():
        of = there + len(outcome.missing.get(table, ()))
        if of:
            rows.append(f"{there:,} of {of:,} {_NAMES[table]}")
    done, steps = outcome.steps
    history = f" The history came up to step {done:,} of {steps:,}; one more step holds the rest."
    if done == steps:
        history = f" All {counted(steps, 'step')} of the history came." if steps else ""
    return f"{word_list(rows) if rows else 'Nothing but settings'}.{history}"


def _missing_rows(outcome: RescuedProject) -> list[str]:
    return [f"Missing: {len(ids):,} {_NAMES[table]}." for table, ids in outcome.missing.items() if ids]


def _in_backups(damaged: Path, outcome: RescuedProject) -> list[str]:
    """Say which backup holds what is missing: the latest that is verified and holds any of it."""
    texts = sorted(outcome.texts.values())
    if not texts and not outcome.missing:
        return []
    for file in files_of_project(chosen().folder, damaged):
        if file.kept.is_verified and (said := _held_in(file, outcome, texts)):
            return [f"The backup of {when(file.made, datetime.now().astimezone())} holds {said}: {file.path}"]
    return []


def _held_in(file: BackupFile, outcome: RescuedProject, texts: list[str]) -> str:
    rows = [(_NAMES[table], held(file.path, table, ids), len(ids)) for table, ids in outcome.missing.items()]
    rows += [("texts", held(file.path, "texts", texts), len(texts))]
    return word_list([f"{there:,} of the {of:,} missing {name}" for name, there, of in rows if there])
