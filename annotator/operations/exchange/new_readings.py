"""New readings of documents: of the files that the project keeps, of one file, or of a folder by the files' names."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotator.model.document import DocumentDraft, DocumentInfo
from annotator.model.errors import NotAllowed, NotFound, UserError
from annotator.model.file_names import one_place
from annotator.model.ids import DocumentId
from annotator.model.wording import counted
from annotator.operations.documents.rereading import Rereading, SameReading, plan
from annotator.operations.documents.source_files import source_of
from annotator.operations.exchange.finding import sources_in
from annotator.operations.exchange.reading import foreseen
from annotator.operations.progress import Progress, silent
from annotator.readers.registry import printable, read_bytes, read_file
from annotator.store.project import Project


@dataclass(frozen=True, slots=True)
class ReadingChoice:
    """Where new readings come from. `path`: a file or folder, None for the files that the project keeps.

    `format`: the reader; empty means what fits, which reads a PDF as prose.
    """

    path: Path | None = None
    format: str = ""
    encoding: str = ""


@dataclass(slots=True)
class ReadingPlans:
    """What reading documents anew would do. `same`: so many have the text already; `refused`: a sentence for each."""

    plans: list[Rereading] = field(default_factory=list)
    same: int = 0
    refused: list[str] = field(default_factory=list)


def plan_one(project: Project, document: DocumentId, choice: ReadingChoice) -> Rereading:
    """Return what a new reading of one document would do; raises `BadFile`, `NotFound` or `NotAllowed`."""
    info = project.documents.info(document)
    path = choice.path
    if path is not None and path.is_dir():
        path = _file_of(info, _by_name(path))
    draft = _kept(project, info, choice) if path is None else _fitting(_drafts(path, choice), info, path.name)
    return plan(project, document, draft, from_kept=path is None)


def plan_many(
    project: Project, documents: Sequence[DocumentId], choice: ReadingChoice, progress: Progress = silent
) -> ReadingPlans:
    """Return what new readings of documents would do; what cannot be read anew is said in a sentence each."""
    found, texts = ReadingPlans(), set[str]()
    for number, document in enumerate(documents, 1):
        info = project.documents.info(document)
        progress(number, len(documents), info.title)
        try:
            one = plan_one(project, document, choice)
        except SameReading:
            found.same += 1
            continue
        except UserError as error:
            found.refused.append(f"“{info.title}”: {error}")
            continue
        if one.after.text_sha256 in texts:
            found.refused.append(f"“{info.title}”: its new text would be that of another document that is read anew.")
        else:
            texts.add(one.after.text_sha256)
            found.plans.append(one)
    return found


def _kept(project: Project, info: DocumentInfo, choice: ReadingChoice) -> DocumentDraft:
    kept = source_of(project, info.id)
    if kept is None:
        raise NotFound(f"The project keeps no file of “{info.title}”; name the file to read.")
    file, body = kept
    with foreseen(printable(file.name)):
        drafts = read_bytes(file.name, body, encoding=choice.encoding or None, format=choice.format or None)
    return _fitting(drafts, info, file.name)


def _drafts(path: Path, choice: ReadingChoice) -> list[DocumentDraft]:
    with foreseen(printable(path.name)):
        return read_file(path, encoding=choice.encoding or None, format=choice.format or None)


def _fitting(drafts: Sequence[DocumentDraft], info: DocumentInfo, name: str) -> DocumentDraft:
    """Return the document of a file that is meant: the only one, or the only one of that title or name in the file."""
    if len(drafts) == 1:
        return drafts[0]
    meant = [one for one in drafts if one.title.casefold() == info.title.casefold()]
    meant = meant or [one for one in drafts if one.source and one.source == info.source]
    if len(meant) != 1:
        of = counted(len(drafts), "document")
        raise NotAllowed(f"“{name}” has {of}, and not one of them alone is called “{info.title}”.")
    return meant[0]


def _by_name(folder: Path) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = defaultdict(list)
    for source in sources_in([folder]):
        found[one_place(source.path.name)].append(source.path)
        found[one_place(source.path.stem)].append(source.path)
    return found


def _file_of(info: DocumentInfo, files: dict[str, list[Path]]) -> Path:
    """Return the file of a folder that is called as the document's was, whatever its ending, or as its title."""
    name = info.source.rpartition("/")[2]
    for wanted in (name, Path(name).stem, info.title):
        if found := files.get(one_place(wanted)):
            if len(set(found)) > 1:
                raise NotAllowed(f"Several files of the folder are called “{wanted}”.")
            return found[0]
    raise NotFound("No file of the folder is called as the one that it was read from, or as its title.")
