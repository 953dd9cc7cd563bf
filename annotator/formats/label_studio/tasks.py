"""Label Studio's three exports made one: tasks with their data, and what somebody or a model said of each.

JSON has tasks with annotations and predictions (once completions), JSON-MIN and CSV a record an annotation, with its
results under the names of the controls.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pydantic_core import from_json

from annotator.formats.details import KEY
from annotator.formats.json_files import Record, items, objects, without, words
from annotator.model.wording import word_list

ABOUT = frozenset(
    ["id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time", "agreement", "was_cancelled"]
)
"""What JSON-MIN and CSV say of an annotation beside the data and the results."""


LONGEST_CHOICE = 80


class AnswerBy(StrEnum):
    """Who said something, and how far it counts."""

    PERSON = "person"
    MODEL = "model"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class TaskAnswer:
    """What one person or model said of a task. `who`: id and name, None where it is not said; `own`: our key.

    `is_skipped`: cancelled by who was to say it; `is_rejected`: by who reviewed it; `is_truth`: marked as ground truth.
    """

    id: str
    by: AnswerBy
    results: tuple[Record, ...]
    who: tuple[str, str] | None = None
    is_skipped: bool = False
    is_rejected: bool = False
    is_truth: bool = False
    reviews: int = 0
    own: Record = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StudioTask:
    """A task. `number`: its line, or its place in the list; `own`: what stands under our key."""

    number: int
    id: str
    data: Mapping[str, Any]
    said: tuple[TaskAnswer, ...] = ()
    own: Record = field(default_factory=dict)


def tasks_of(records: Iterable[tuple[int, Record]], controls: Collection[str] = ()) -> list[StudioTask]:
    """Return the tasks of the records of a file; `controls`: fields that hold results, besides those that show it."""
    tasks: list[StudioTask] = []
    flat: list[tuple[int, Record]] = []
    for number, record in records:
        if _is_task(record):
            tasks.append(_task(number, record))
        else:
            flat.append((number, record))
    return [*tasks, *_of_flat(flat, controls)]


def _is_task(record: Record) -> bool:
    told = ("annotations", "completions", "predictions", "drafts")
    return isinstance(record.get("data"), dict) or any(isinstance(record.get(name), list) for name in told)


def _task(number: int, record: Record) -> StudioTask:
    data = record.get("data")
    if not isinstance(data, dict):
        data = without(record, "annotations", "completions", "predictions", "drafts", "id")
    meta = record.get("meta")
    own = meta.get(KEY) if isinstance(meta, dict) else None
    annotations = objects(record.get("annotations")) or objects(record.get("completions"))
    said = (
        *(_annotation(one) for one in annotations),
        *(_draft(one) for one in objects(record.get("drafts"))),
        *(_prediction(one) for one in objects(record.get("predictions"))),
    )
    return StudioTask(number, words(record.get("id")), data, said, own if isinstance(own, dict) else {})


def _annotation(record: Record) -> TaskAnswer:
    reviews = objects(record.get("reviews"))
    own = record.get(KEY)
    return TaskAnswer(
        id=words(record.get("id")),
        by=AnswerBy.PERSON,
        results=tuple(objects(record.get("result"))),
        who=person_of(record.get("completed_by")),
        is_skipped=record.get("was_cancelled") is True or record.get("skipped") is True,
        is_rejected=bool(reviews and reviews[-1].get("accepted") is False and record.get("last_action") == "rejected"),
        is_truth=record.get("ground_truth") is True or record.get("honeypot") is True,
        reviews=len(reviews),
        own=own if isinstance(own, dict) else {},
    )


def _draft(record: Record) -> TaskAnswer:
    who = person_of(record.get("user")) or person_of(record.get("created_by"))
    own = record.get(KEY)
    return TaskAnswer(
        id=words(record.get("id")),
        by=AnswerBy.DRAFT,
        results=tuple(objects(record.get("result"))),
        who=who,
        own=own if isinstance(own, dict) else {},
    )


def _prediction(record: Record) -> TaskAnswer:
    model = words(record.get("model_version")) or "Predictions"
    return TaskAnswer(words(record.get("id")), AnswerBy.MODEL, tuple(objects(record.get("result"))), (model, model))


def person_of(value: object) -> tuple[str, str] | None:
    """Return id and name of somebody: an object, an id, an address, or a list of the three; None where it is nobody."""
    if isinstance(value, dict):
        names = (words(value.get("first_name")), words(value.get("last_name")))
        name = " ".join(filter(None, (one.strip() for one in names)))
        address = words(value.get("email")) or words(value.get("username"))
        id = words(value.get("id")) or address
        return (id, name or address or f"Annotator {id}") if id else None
    if isinstance(value, list):  # of a very early export: [address, id]
        return person_of({"email": value[0], "id": value[1]}) if len(value) == 2 else None
    id = words(value)
    return (id, id if "@" in id else f"Annotator {id}") if id else None


def _of_flat(records: list[tuple[int, Record]], known: Collection[str]) -> Iterator[StudioTask]:
    """Yield the tasks of JSON-MIN or CSV: a record is what one person said of a task."""
    records = [(number, {name: _unpacked(value) for name, value in record.items()}) for number, record in records]
    controls = {*known, *_shown_controls(records)}
    found: dict[str, list[tuple[int, Record]]] = {}
    for number, record in records:
        found.setdefault(words(record.get("id")) or f"record {number}", []).append((number, record))
    for id, of_task in found.items():
        number, first = of_task[0]
        said = tuple(
            TaskAnswer(
                id=words(record.get("annotation_id")),
                by=AnswerBy.PERSON,
                results=tuple(_results_of(record, controls)),
                who=person_of(record.get("annotator")),
                is_skipped=words(record.get("was_cancelled")).lower() == "true" or record.get("was_cancelled") is True,
            )
            for _, record in of_task
            if record.get("annotation_id") or record.get("annotator")
        )
        yield StudioTask(number, "" if id.startswith("record ") else id, without(first, *ABOUT, *controls), said)


def _shown_controls(records: list[tuple[int, Record]]) -> set[str]:
    """Return the fields that can be nothing but results, by what stands in them or where they stand."""
    controls = {name for _, record in records for name, value in record.items() if is_results(value)}
    controls |= {name for name in {name for _, record in records for name in record} if _only_when_said(name, records)}
    return controls | {name for _, record in records for name in _between(record)}


def controls_of_table(
    records: list[tuple[int, Record]], configured: Collection[str]
) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the columns of a CSV export that hold results, and a sentence where that is no more than likely.

    Its columns are in the order of the alphabet, so that a choice (“Positive”) looks as a fact of the data does.
    `configured`: controls of the labelling configuration beside it, where there is one, which says it.
    """
    columns = list(dict.fromkeys(name for _, record in records for name in record))
    if found := frozenset(columns) & frozenset(configured):
        return found, ()
    shown = _shown_controls([(n, {name: _unpacked(value) for name, value in one.items()}) for n, one in records])
    likely = [name for name in columns if name not in shown | ABOUT and _is_of_few_words(name, records)]
    named = word_list(f"“{name}”" for name in likely[:10])
    if likely and shown:
        return frozenset(), (f"{named}: read as known of the texts; {_WHERE_NOT}",)
    if likely:
        return frozenset(likely), (f"{named}: read as chosen by the annotators; {_WHERE_NOT}",)
    return frozenset(), () if shown else (f"No column is known to say what annotators chose; {_SAYS_IT}.",)


_SAYS_IT = "the export as JSON does, or the labelling configuration, put beside it as NAME.config.xml"
_WHERE_NOT = f"a table does not tell these apart: {_SAYS_IT}."


def _is_of_few_words(name: str, records: list[tuple[int, Record]]) -> bool:
    """Whether a few short words stand in a column again and again, and no numbers, days or addresses."""
    cells = [cell for _, record in records if (cell := words(record.get(name)).strip())]
    is_short = all(len(cell) <= LONGEST_CHOICE and not cell.startswith(("[", "{")) for cell in cells)
    is_said = all(cell[0].isalpha() and "://" not in cell for cell in cells)
    return is_short and is_said and len(cells) > 1 and 2 * len(set(cells)) <= max(4, len(cells))


def _unpacked(value: object) -> object:
    """Return a cell of a CSV as the JSON that stands in it."""
    if isinstance(value, str) and value[:1] in ("[", "{"):
        try:
            return from_json(value)
        except ValueError:
            return value
    return value


def is_results(value: object) -> bool:
    """Whether a field of JSON-MIN is the results of a control: regions, or choices."""
    if isinstance(value, dict):
        return "choices" in value or "taxonomy" in value
    return any("start" in one or "taxonomy" in one or "choices" in one for one in objects(value))


def _only_when_said(name: str, records: list[tuple[int, Record]]) -> bool:
    """Whether a field is a choice: it differs between records of one task, or stands in some and not in others."""
    if name in ABOUT:
        return False
    by_task: dict[str, set[str]] = {}
    for _, record in records:
        by_task.setdefault(words(record.get("id")), set()).add(repr(record.get(name)))
    return any(len(values) > 1 for values in by_task.values())


def _between(record: Record) -> Iterator[str]:
    """Yield the fields between the id and the annotator, which JSON-MIN puts the results of whole texts in."""
    names = list(record)
    if {"id", "annotator"} <= record.keys() and names.index("id") < names.index("annotator"):
        for name in names[names.index("id") + 1 : names.index("annotator")]:
            if name not in ABOUT and len(words(record[name])) <= LONGEST_CHOICE:
                yield name


def _results_of(record: Record, controls: set[str]) -> Iterator[Record]:
    for control in sorted(controls):
        value = record.get(control)
        if value in (None, "", []):
            continue
        regions = [one for one in objects(value) if is_results([one])]
        if not regions:
            choices = items(value.get("choices")) if isinstance(value, dict) else items(value) or [value]
            regions = [{"choices": [words(one) for one in choices if words(one)]}]
        for region in regions:
            kind = next((name for name in region if name.endswith("labels") or name in ("choices", "taxonomy")), "")
            yield {"from_name": control, "to_name": "", "type": kind or "labels", "value": region}
