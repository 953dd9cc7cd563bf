"""An export divided into train, dev and test: what is drawn, what stays together, and what came of it."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from pydantic import Field

from annotator.formats.format import Format, Options, WriteOptions, Written
from annotator.formats.losses import Loss, Lost
from annotator.formats.writing import write
from annotator.likeness.alike import grouped
from annotator.model.bundle import Bundle
from annotator.model.document import Document
from annotator.model.errors import NotAllowed, WouldReplace
from annotator.model.field_values import texts_of, values_of
from annotator.model.ids import DocumentId
from annotator.model.name_lists import names_listed
from annotator.model.splits import DivisionChoice, SplitItem, shares_in, split
from annotator.model.wording import counted
from annotator.operations.documents import duplicates
from annotator.operations.progress import Progress
from annotator.store.project import Project

_LANGUAGE = "language"
_NAMES = re.compile(r"[\W_]+")
_SAME = ("symbol", "doi", "celex", "document_symbol")
"""Fields by which versions in several languages are known as one document's."""


@dataclass(frozen=True, slots=True)
class Division:
    """How an export is divided. `files`: whether each part is a file, or folder, of its own; else a column says it."""

    choice: DivisionChoice = field(default_factory=DivisionChoice)
    files: bool = False


class SplitOptions(Options):
    """How an export is divided, as it is asked in the window and on the command line."""

    split: str = Field(
        default="", title="Shares", description="As 80/10/10 for train, dev and test, or train=70, test=30."
    )
    split_seed: int = Field(default=1, title="Seed", description="The same seed draws the same again.", ge=0)
    split_fields: str = Field(
        default="",
        title="Keep the mixture of fields",
        description="Fields of the documents, with commas between, of which each part has as much as of the labels.",
    )
    split_together: str = Field(
        default="",
        title="Together by field",
        description="Fields whose documents with one value stay in one part; near-duplicates and versions in other"
        " languages do so anyway.",
    )
    split_files: bool = Field(
        default=False, title="A file for each part", description="Else a column says in which part a document is."
    )

    def division(self) -> Division | None:
        """Return what is asked for, None where nothing is divided; raises `NotAllowed`."""
        if not self.split.strip():
            return None
        fields, together = (tuple(names_listed(said)) for said in (self.split_fields, self.split_together))
        return Division(
            DivisionChoice(shares_in(self.split), self.split_seed, True, fields, together), self.split_files
        )


@dataclass(frozen=True, slots=True)
class Divided:
    """The part of each document, and sentences on what came of it."""

    parts: Mapping[DocumentId, str]
    said: tuple[str, ...]

    def of(self, bundle: Bundle) -> Bundle:
        """Return a bundle whose documents say in which part they are."""
        documents = (replace(coded, split=self.parts.get(coded.document.id, "")) for coded in bundle.documents)
        return replace(bundle, documents=documents)

    def ids(self, part: str) -> list[DocumentId]:
        """Return the documents of a part."""
        return [document for document, name in self.parts.items() if name == part]


def divided(project: Project, bundle: Bundle, choice: DivisionChoice, progress: Progress) -> Divided:
    """Return which document of a bundle is in which part; read it within `project.snapshot()`.

    Near-duplicates stay together, and so do versions in several languages: what is called alike but for its language,
    or has one symbol, and is in different languages.
    """
    items, documents = list[SplitItem](), list[Document]()
    for coded in bundle.documents:
        labels = (str(span.label) for span in coded.spans if choice.by_labels)
        values = (f"{name}={text}" for name in choice.fields for text in _texts(coded.document, name))
        strata = Counter(chain(labels, values))
        items.append(SplitItem(coded.document.id, strata))
        documents.append(replace(coded.document, text=""))
    known = {one.id for one in documents}
    alike = [
        (one.document, one.other)
        for one in duplicates.find(project, progress=progress).pairs
        if not one.is_apart and {one.document, one.other} <= known
    ]
    near = [[DocumentId(one) for one in group] for group in grouped(alike)]
    versions = list(versions_of(documents))
    said_together = list(_of_one_value(documents, choice.together))
    parts = split(items, choice, [*near, *versions, *said_together])
    return Divided(parts, tuple(_said(items, parts, choice, near, versions)))


def write_parts(
    format: Format,
    drawn: Divided,
    bundle_of: Callable[[Collection[DocumentId] | None], Bundle],
    out: Path,
    options: WriteOptions,
    sink: BinaryIO | None,
) -> Written:
    """Write each part as a file beside the others (gold.train.jsonl), or as a folder within `out`.

    Raises `NotAllowed` for standard output, which takes one file.
    """
    if sink is not None:
        raise NotAllowed("Standard output takes one file, not one for each part; name a file, or write a column.")
    parts = list(dict.fromkeys(drawn.parts.values()))
    places = {name: out / name if format.folder else out.with_name(f"{out.stem}.{name}{out.suffix}") for name in parts}
    root = out if format.folder else out.parent
    if not options.replace:
        for place in places.values():
            if (place.is_dir() and any(place.iterdir())) or place.is_file():
                raise WouldReplace(str(place))
    written = {name: write(format, bundle_of(drawn.ids(name)), place, options) for name, place in places.items()}
    base = {name: place if format.folder else place.parent for name, place in places.items()}
    files = ((base[name] / file).relative_to(root) for name, one in written.items() for file in one.files)
    lost = _summed(loss for one in written.values() for loss in one.lost)
    said = dict.fromkeys(notice for one in written.values() for notice in one.notices)
    return Written(tuple(file.as_posix() for file in files), tuple(said), lost)


def _summed(lost: Iterable[Lost]) -> tuple[Lost, ...]:
    summed: dict[Loss, Lost] = {}
    for one in lost:
        before = summed.get(one.loss)
        summed[one.loss] = one if before is None else replace(before, count=before.count + one.count)
    return tuple(summed.values())


def versions_of(documents: Sequence[Document]) -> Iterator[list[DocumentId]]:
    """Yield the documents that are one text in several languages, as far as names or symbols tell."""
    keys: dict[str, list[Document]] = {}
    for one in documents:
        for key in {*_keys(one)}:
            keys.setdefault(key, []).append(one)
    for among in keys.values():
        languages = {str(one.metadata.get(_LANGUAGE) or "") for one in among}
        if len(among) > 1 and len(languages) == len(among) and "" not in languages:
            yield [one.id for one in among]


def _keys(document: Document) -> Iterator[str]:
    language = str(document.metadata.get(_LANGUAGE) or "").casefold()
    for name in _SAME:
        if value := document.metadata.get(name):
            yield f"{name}={value}"
    for called in (document.title, document.source):
        words = [word for word in _NAMES.split(called.casefold()) if word]
        kept = [word for word in words if not (language and (word == language or language.startswith(f"{word}-")))]
        if language and len(kept) < len(words) and kept:
            yield f"name={' '.join(kept)}"


def _texts(document: Document, name: str) -> Iterator[str]:
    for value in values_of(document.metadata, name):
        yield from texts_of(value)


def _of_one_value(documents: Sequence[Document], fields: Sequence[str]) -> Iterator[list[DocumentId]]:
    for name in fields:
        by_value: dict[str, list[DocumentId]] = {}
        for one in documents:
            for text in _texts(one, name):
                by_value.setdefault(text, []).append(one.id)
        yield from by_value.values()


def _said(
    items: Sequence[SplitItem],
    parts: Mapping[DocumentId, str],
    choice: DivisionChoice,
    near: Sequence[Sequence[DocumentId]],
    versions: Sequence[Sequence[DocumentId]],
) -> Iterator[str]:
    sizes = Counter(parts.values())
    strata: dict[str, Counter[str]] = {name: Counter() for name in choice.shares}
    for item in items:
        strata[parts[item.document]].update(item.strata)
    yield f"Divided by seed {choice.seed}: {', '.join(f'{name} {sizes[name]:,}' for name in choice.shares)}."
    for group, what in ((near, "nearly the same"), (versions, "one text in several languages")):
        if group:
            count = sum(map(len, group))
            yield f"{counted(count, 'document')} in {counted(len(group), 'group')} stayed together, being {what}."
    every = sorted({one for counts in strata.values() for one in counts})
    for name in choice.shares:
        missing = [one for one in every if not strata[name][one]]
        if missing and sizes[name]:
            more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
            yield f"“{name}” has none of {', '.join(missing[:3])}{more}."
        if not sizes[name]:
            yield f"“{name}” is empty: there are too few documents, or too many that stay together."
