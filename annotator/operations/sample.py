"""The sample project: the seeds through the whole main path, as a team would take it."""

from dataclasses import dataclass
from pathlib import Path

from annotator.agreement.study.study import Design, Study
from annotator.formats.format import Written
from annotator.model.document import sha256_of
from annotator.model.errors import BadProject
from annotator.model.verbs.project import DescribeDocuments
from annotator.operations import sample_packets
from annotator.operations.actors import register_files
from annotator.operations.adjudication import adjudicate
from annotator.operations.adjudication.adjudicate import PolicyReport
from annotator.operations.agreement import measure
from annotator.operations.codebook.codebook import default_codebook
from annotator.operations.documents import documents
from annotator.operations.exchange import exporting, importing
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.exchange.import_report import ImportReport
from annotator.operations.passages import kept
from annotator.operations.people import people
from annotator.operations.progress import Progress, silent
from annotator.paths import system_says
from annotator.resources import seeds
from annotator.store.placing import discard
from annotator.store.project import Project

FILE = "china-france.annot"
NAME = "China and France on Ukraine"
TEXTS = (".txt", ".md")
ADJUDICATOR = "Dana"
"""Who decided in the codings that come with the program what was decided, and settles here what all say alike."""

SEARCHES = (("Appeals to China", "label:appeal to:China"), ("“warn*” not yet coded", "warn* coded:no"))
"""The searches that are kept in the sample: their names, and what they ask for."""


@dataclass(frozen=True, slots=True)
class SampleReport:
    """What was done on the way: texts and codings imported, agreement, what a policy settled, the files written.

    `packets`: what each coder has handed in since, to be taken in.
    """

    path: Path
    texts: ImportReport
    codings: ImportReport
    agreement: Study
    settled: PolicyReport
    written: Written
    packets: tuple[Path, ...]


def make_sample(folder: Path, progress: Progress = silent) -> SampleReport:
    """Make the sample project in a folder that has none, and gold beside it; raises `BadProject` where there is one.

    Where it is stopped on the way, no half of a project stays behind.
    """
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadProject(f"{folder} cannot be made a folder ({system_says(error)}); choose another place.") from error
    project = Project.create(path, default_codebook(), NAME)
    try:
        with project:
            return _play(project, folder, progress)
    except BaseException:
        discard(path)
        raise


def _play(project: Project, folder: Path, progress: Progress) -> SampleReport:
    codings_file = seeds() / "codings" / "sample.jsonl"
    files = sorted(file for file in seeds().iterdir() if file.suffix in TEXTS)
    texts = importing.import_sources(project, [ImportSource(file) for file in files], progress=progress)
    codings = importing.import_sources(project, [ImportSource(codings_file)])
    _describe(project, ImportSource(codings_file))
    register_files.add_shipped(project)
    layers = people.layers_named(project, None)
    agreement = measure.agree(project, layers, Design(gamma_samples=0))
    settled = adjudicate.settle_as(project, ADJUDICATOR, "unanimous", layers)
    for name, search in SEARCHES:
        kept.keep(project, name, search)
    written = exporting.export(project, folder / "gold.jsonl")
    return SampleReport(project.path, texts, codings, agreement, settled, written, sample_packets.make(project, folder))


def _describe(project: Project, codings: ImportSource) -> None:
    """Give texts that came as plain files the titles and metadata with which they were coded."""
    with project.transact(DescribeDocuments()) as step:
        described = []
        for draft in importing.preview(codings).drafts:
            known = project.documents.with_text(sha256_of(draft.text))
            if known is None:
                continue
            info = project.documents.info(known)
            described.append(known)
            if draft.title != info.title:
                documents.rename(project, known, draft.title)
            if draft.metadata != info.metadata:
                documents.set_metadata(project, known, draft.metadata)
        step.verb = DescribeDocuments(documents=tuple(described))
