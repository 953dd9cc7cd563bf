"""A table whose texts are documents already: what its other columns would tell of these, and taking that over."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.model.document import DocumentDraft, DocumentInfo, sha256_of
from annotator.model.folding import folded
from annotator.model.ids import DocumentId
from annotator.model.joining.taking import Fit
from annotator.model.verbs.documents import JoinTable
from annotator.model.wording import counted, isolated, one_or_many
from annotator.operations.documents.joining import fitting
from annotator.store.project import Project

_NAMED = 8
_NOTHING: tuple[object, ...] = (None, "", [])


@dataclass(frozen=True, slots=True)
class Learnable:
    """A document, and the fields that it lacks and a row with its text has."""

    info: DocumentInfo
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class KnownTable:
    """A table of which so many texts are documents that lack these fields."""

    path: Path
    documents: int
    fields: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What there is to be taken over."""
        named = ", ".join(f"“{isolated(name)}”" for name in self.fields[:_NAMED])
        more = " …" if len(self.fields) > _NAMED else ""
        here = counted(self.documents, "text of it is", "texts of it are")
        column = one_or_many(len(self.fields), "column", "columns")
        lack = one_or_many(self.documents, "its document lacks", "their documents lack")
        return f"{self.path.name}: {here} here already, and {lack} what its {column} {named}{more} would tell."


def learnable(project: Project, drafts: Sequence[DocumentDraft]) -> list[Learnable]:
    """Return what rows of a table would tell of documents with their texts, before these are added.

    Of two rows with one text nobody knows which one is right; what does not fit its field's type is left out.
    """
    rows = [draft for draft in drafts if draft.columns and draft.metadata]
    texts = Counter(sha256_of(draft.text) for draft in rows)
    fit = fitting(project)
    found = []
    for draft in rows:
        sha256 = sha256_of(draft.text)
        known = project.documents.with_text(sha256) if texts[sha256] == 1 else None
        if known is not None:
            info = project.documents.info(known)
            if fields := {name: value for name, value in _lacking(info, draft) if _fits(fit, name, value)}:
                found.append(Learnable(info, fields))
    return found


def _lacking(info: DocumentInfo, draft: DocumentDraft) -> Iterator[tuple[str, Any]]:
    has = {folded(name) for name, value in info.metadata.items() if value not in _NOTHING}
    spelt = {folded(name): name for name in info.metadata}
    for name, value in draft.metadata.items():
        if folded(name) not in has and value not in _NOTHING:
            has.add(folded(name))
            yield spelt.get(folded(name), name), value


def _fits(fit: Fit, name: str, value: Any) -> bool:
    try:
        fit(name, value)
    except ValueError:
        return False
    return True


def known_table(path: Path, found: Sequence[Learnable]) -> KnownTable:
    """Return what is said of a table of which so much could be taken over."""
    return KnownTable(path, len(found), tuple(dict.fromkeys(name for one in found for name in one.fields)))


def take_over(project: Project, file: str, found: Sequence[Learnable]) -> int:
    """Fill what documents lack, as one step; return how many documents."""
    changed = {DocumentId(one.info.id): (one.info.title, {**one.info.metadata, **one.fields}) for one in found}
    filled = sum(len(one.fields) for one in found)
    with project.transact(JoinTable(file=file, documents=tuple(changed), filled=filled)):
        project.documents.change_many(changed)
    return len(changed)
