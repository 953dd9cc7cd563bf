"""Fields of files and columns of tables -> what the project calls them: pure, the same for every kind of file.

A field that no map names stays as it is, under its own name. One that goes to nothing is left out.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from annotator.model.document import DocumentDraft
from annotator.model.errors import NotAllowed
from annotator.readers.dates.drafts import AS_WRITTEN
from annotator.readers.source import tidy_title

TEXT, TITLE = "text", "title"
TARGETS = (TITLE, "date", "kind", "source", "speaker", "author", "country", "place", "language", "url")
"""What a project knows by these names; any other is a field of its own."""
NOWHERE = ""
EXAMPLES = 3
"""So many values of a field are shown."""
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class FieldSeen:
    """A field of a file, with values of some of its documents. `goes_to`: where the reader itself puts it."""

    name: str
    examples: tuple[str, ...] = ()
    goes_to: str = ""


@dataclass(frozen=True, slots=True)
class FieldMap:
    """Which field goes where: pairs of its name and of the project's, `NOWHERE` for what is left out."""

    pairs: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pairs)

    def get(self, field: str) -> str:
        """Return where a field goes, by its own name where nothing is said of it."""
        return dict(self.pairs).get(field, field)

    def field_of(self, target: str) -> str | None:
        """Return the first field that goes there by this map."""
        return next((field for field, to in self.pairs if to == target), None)

    def elsewhere(self, target: str) -> frozenset[str]:
        """Return the fields that this map sends anywhere but there."""
        return frozenset(field for field, to in self.pairs if to != target)

    def within(self, fields: Collection[str]) -> "FieldMap":
        """Return the part of the map that is about these fields."""
        return FieldMap(tuple(pair for pair in self.pairs if pair[0] in fields))

    def put(self, field: str, target: str) -> "FieldMap":
        """Return the map in which a field goes somewhere else."""
        others = tuple(pair for pair in self.pairs if pair[0] != field)
        return FieldMap(others if target == field else (*others, (field, target)))


AS_IT_IS = FieldMap()


def field_map(said: Iterable[str]) -> FieldMap:
    """Return the map of lines such as “date=Datum”, with the field after the sign; raises `NotAllowed`."""
    pairs: dict[str, str] = {}
    for line in said:
        target, sign, field = (part.strip() for part in line.partition("="))
        if not sign or not field:
            raise NotAllowed(f"“{line}” does not say which field goes where; write it as date=Datum.")
        target = target.casefold() if target.casefold() in (TEXT, *TARGETS) else target
        if field in pairs and pairs[field] != target:
            raise NotAllowed(f"The field “{field}” is to go to two places.")
        pairs[field] = target
    return FieldMap(tuple(pairs.items()))


def fields_of(drafts: Sequence[DocumentDraft], most: int = EXAMPLES) -> tuple[FieldSeen, ...]:
    """Return the fields of what was read from one file, in their order, without the texts; `most`: values of each."""
    columns = drafts[0].columns[1:] if drafts else ()
    names = dict.fromkeys([*columns, *(name for draft in drafts for name in draft.metadata)])
    names.pop(AS_WRITTEN, None)
    return tuple(_seen(name, drafts, most) for name in names)


def applied(drafts: Sequence[DocumentDraft], goes: FieldMap) -> list[DocumentDraft]:
    """Return documents whose fields are where a map says; several that go to one place stand there in a row."""
    return [_applied(draft, goes) for draft in drafts] if goes else list(drafts)


def _seen(name: str, drafts: Sequence[DocumentDraft], most: int) -> FieldSeen:
    is_title = not any(name in draft.metadata for draft in drafts)
    values = ((draft.title if is_title else _line(draft.metadata.get(name))) for draft in drafts)
    shown = (value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…" for value in values if value)
    examples: dict[str, None] = {}
    for value in shown:
        examples[value] = None
        if len(examples) == most:
            break
    return FieldSeen(name, tuple(examples), TITLE if is_title and examples else "")


def _applied(draft: DocumentDraft, goes: FieldMap) -> DocumentDraft:
    mapped = dict(goes.pairs)
    found: dict[str, list[Any]] = {}
    kept: dict[str, Any] = {}
    for name, value in draft.metadata.items():
        if name not in mapped:
            kept[name] = value
        elif mapped[name] != NOWHERE and value not in (None, ""):
            found.setdefault(mapped[name], []).append(value)
    title = _joined(found.pop(TITLE, []))
    moved = {name: _joined(values) for name, values in found.items()}
    # What the file has under a name that another field has now is not lost.
    beside = {f"{name} (file)" if name in moved else name: value for name, value in kept.items()}
    return replace(draft, title=tidy_title(_line(title)) or draft.title, metadata={**beside, **moved})


def _joined(values: list[Any]) -> Any:
    """Return one value as it is, several in one line."""
    return values[0] if len(values) == 1 else "; ".join(dict.fromkeys(map(_line, values)))


def _line(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_line, value))
    return "" if value is None else " ".join(str(value).split())
