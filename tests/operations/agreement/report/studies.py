"""Studies to report on: the differing table, and a project with a large codebook whose labels stand in domains."""

import random
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

from annotator.agreement.study.study import Design
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Codebook, Label
from annotator.model.document import Document, DocumentDraft
from annotator.model.ids import CodebookVersionId, LabelId, LayerId, SpanId, new_id
from annotator.model.span import AttributeValue, Extent, Span, quote_of
from annotator.model.verbs.verb import Told
from annotator.operations.agreement import measure, reliability
from annotator.operations.agreement.report.report_input import ReportInput
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.operations.people.people import layers_named
from annotator.reports.blocks import Heading, Listing, Paragraph, Plot, Report, TableBlock
from annotator.store.project import Project
from tests.operations.desks import attribute, new_project

_VERSION = CodebookVersionId("v1")

QUICK = Design(gamma_samples=0)
WHOLE = Design(gamma_samples=0, pairs=False)
"""Without the pairs, which are most of the numbers."""
NAMES = ("Ana Müller", "Ben Okoro", "张伟", "ليلى")


def report_input(project: Project, design: Design = QUICK, by_name: bool = False) -> ReportInput:
    """Return what a report of all coders is made of."""
    study = measure.agree(project, layers_named(project, None), design)
    return reliability.report_input_of(project, study, by_name)


def large(folder: Path, labels: int = 64, domains: int = 8, coders: int = 3, names: Sequence[str] = ()) -> Project:
    """Return a project whose labels stand under domains (0 for none), each with a force, coded at random but alike.

    `names`: what labels, attributes and coders are called, one after the other, instead of their numbers.
    """
    numbers = random.Random(1)
    project = new_project(folder / f"large-{labels}-{domains}-{coders}.annot", book(labels, domains, names))
    text = "One state warns another of what may come of it, in words. " * 24
    added, _ = documents.add_drafts(project, [DocumentDraft(f"Text {n}", f"{n} {text}") for n in range(3)])
    layers = [people.add_coder(project, NAMES[n] if n < len(NAMES) else f"Coder {n}")[1].id for n in range(coders)]
    used = [label.id for label in project.codebook.labels if label.parent is not None or not domains]
    with project.transact(Told(sentence="Code")):
        for document in added:
            for place in range(20):
                meant = numbers.choice(used)
                for layer in layers:
                    label = meant if numbers.random() < 0.8 else numbers.choice(used)
                    project.spans.add([_span(document, layer, label, place * 60, numbers.choice(("hints", "urges")))])
    return project


def _span(document: Document, layer: LayerId, label: LabelId, start: int, force: str) -> Span:
    extents = (Extent(start, start + 30),)
    quote = quote_of(document.text, extents)
    attributes: dict[str, AttributeValue] = {"force": force}
    return Span(
        SpanId(new_id()),
        layer,
        document.id,
        label,
        extents,
        quote,
        attributes,
        codebook_version=_VERSION,
    )


def book(labels: int, domains: int, names: Sequence[str] = ()) -> Codebook:
    """Return a codebook with so many labels; the domains among them have no attribute."""
    tops = [Label(id=LabelId(f"domain-{n}"), name=f"Domain {n}") for n in range(domains)]
    force = attribute("force", AttributeKind.ORDINAL, "hints", "urges")
    inner = [
        Label(
            id=LabelId(f"label-{n}"),
            name=f"Label {n}",
            parent=tops[n % domains].id if domains else None,
            attributes=(force,),
        )
        for n in range(labels - domains)
    ]
    every = [*tops, *inner]
    if names:
        called = [f"{name} {n}" for n, name in zip(range(labels), cycle(names), strict=False)]
        every = [label.model_copy(update={"name": name}) for label, name in zip(every, called, strict=True)]
    return Codebook(name="Large", labels=tuple(every))


def tables(report: Report) -> list[TableBlock]:
    return [block for block in report.blocks if isinstance(block, TableBlock)]


def headings(report: Report) -> list[str]:
    return [block.text for block in report.blocks if isinstance(block, Heading)]


def words_of(report: Report) -> str:
    """Return all that a report says, but in its pictures."""
    return "\n".join([report.title, report.subtitle, *(text for block in report.blocks for text in _said(block))])


def _said(block: object) -> list[str]:
    match block:
        case Heading():
            return [block.text]
        case Paragraph():
            return ["".join(run.text for run in block.runs)]
        case Listing():
            return ["".join(run.text for run in item.runs) for item in block.items]
        case TableBlock():
            cells = [cell.text for row in (*block.header, *block.rows) for cell in row]
            return [block.caption, *cells, *block.notes]
        case Plot():
            return [block.caption]
    return []
