"""The choices behind the numbers, and which program and literature to cite; each convention once."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from annotator.agreement.input.units import Uncoded, UnitKind
from annotator.agreement.registry import BY_NAME, NAMES
from annotator.agreement.study.compared import left_unsaid
from annotator.agreement.study.study import Aspect, Design
from annotator.citation import as_text, software
from annotator.formats.jsonl.study_records import uncoded_said
from annotator.model.compared_texts import ComparedTexts
from annotator.model.wording import counted, one_or_many, word_list
from annotator.operations.agreement.report.figures import ALPHAS
from annotator.operations.agreement.report.report_input import ReportInput
from annotator.operations.people.people import layers_named
from annotator.reports.blocks import Block, code, listing, paragraph

_NAMED = 8
"""So many labels that nobody used are named."""
_UNITS = {
    UnitKind.CHARACTERS: "The unit is the character; its value for a coder is the set of labels on it.",
    UnitKind.WORDS: "The unit is the word; its value for a coder is the set of labels that touch it.",
    UnitKind.SENTENCES: "The unit is the sentence; its value for a coder is the set of labels that touch it.",
    UnitKind.SPANS: "The unit is a passage that anyone marked; its value for a coder is the label there, or none.",
    UnitKind.DOCUMENTS: "The unit is the document; its value for a coder is the set of labels on it or in it.",
    UnitKind.UNITS: "The unit is given, the same for all coders; its value for a coder is the set of codes on it.",
}


def choices_said(report_input: ReportInput) -> list[str]:
    """Return what was chosen, a sentence or two each."""
    return [*filter(None, _choices(report_input))]


def _choices(report_input: ReportInput) -> Iterator[str]:
    record, design = report_input.record, report_input.record.design
    yield f"{_UNITS[UnitKind(design.unit)]} {left_unsaid(report_input.study.design)}"
    if design.uncoded == Uncoded.MISSING:
        yield uncoded_said(record.units, record.uncoded)
    yield _read_to_the_end(record.texts.texts())
    yield (
        "Spans of different coders are taken for the same passage where they overlap or bear the same label on the "
        "same extents, grouped best in total, with one span of a coder at most."
    )
    if any(one.aspect in (Aspect.ATTRIBUTE, Aspect.SLOT, Aspect.SLOT_VALUE) for one in record.figures):
        yield (
            "Label, attributes, slots and the likeness of boundaries (Jaccard) are conditional on what two or more "
            "found, attributes and slots also on the same label. What was missed lowers the other numbers only."
        )
    yield _scales({one.coefficient for one in report_input.everyone})
    if design.documents:
        yield f"The study is of {counted(len(design.documents), 'document')} chosen from those of the project."
    if design.labels:
        chosen = ", ".join(report_input.names.category(label) for label in design.labels)
        yield f"Of single labels only these are shown: {chosen}."
    if report_input.unused:
        unused = [*map(report_input.names.category, report_input.unused[:_NAMED])]
        more = len(report_input.unused) - _NAMED
        others = (f"{more:,} {one_or_many(more, 'other', 'others')}",) if more > 0 else ()
        yield f"No number is shown of labels that none of the coders used: {word_list((*unused, *others))}."
    if record.people < len(record.coders) - bool(record.gold):
        yield "Numbers of all together mix agreement between coders with the stability of one."
    if record.gold and len(record.coders) > 2:
        yield "Numbers of all together take gold for one coder more."


def _read_to_the_end(texts: ComparedTexts) -> str:
    if texts.begun_too or texts.is_nobody_done:
        return "A document that a coder began or called done counts as read to its end; others are missing values."
    begun = f", or began ({word_list(texts.untold)})," if texts.untold else ""
    return f"A document that a coder called done{begun} counts as read to its end; others are missing values."


def _scales(there: Collection[str]) -> str:
    if "alpha-nominal" not in there:
        return ""
    others = {"alpha-ordinal": "ordinal for values that rise", "alpha-masi": "with MASI distance for sets"}
    said = word_list(["nominal for categories", *(words for name, words in others.items() if name in there)])
    return f"Alpha is {said}."


def sources(report_input: ReportInput, shown: Collection[str], others: Collection[str] = ()) -> Iterator[Block]:
    """Yield how the numbers are made again, and what to cite, `others` too; `shown`: the coefficients of the report."""
    record = report_input.record
    version = record.program.version
    yield paragraph(
        f"Computed with annotator {version} (MIT licence): ",
        code(_command(report_input)),
        "; all numbers by ",
        code("--json"),
        ", all tables by ",
        code("--supplement"),
        ".",
    )
    used = [name for name in NAMES if name in shown]
    cited = dict.fromkeys((*(BY_NAME[name].citation for name in used), *others))
    if any(name in ALPHAS for name in used):
        cited["Krippendorff, K. (2019). Content Analysis: An Introduction to Its Methodology (4th ed.). Sage."] = None
    yield listing(as_text(replace(software(), version=version)), *sorted(cited))


def _command(report_input: ReportInput) -> str:
    """Return the command that makes the numbers again; names of coders and titles stand for themselves, as FILE does.

    Of choices that have a usual value only those are named that are others, but for unit, unmarked and seed.
    """
    design, usual = report_input.record.design, Design()
    unmarked = f'"{design.unmarked}"' if " " in design.unmarked else design.unmarked
    everyone = {layer.id for layer in layers_named(report_input.project, None)}
    others = (
        ("--coders NAME,NAME", everyone != {*report_input.study.coders}),
        ("--document TITLE", bool(design.documents)),
        (f"--coefficient {','.join(design.coefficients)}", bool(design.coefficients)),
        (f"--labels {','.join(design.labels)}", bool(design.labels)),
        (f'--uncoded "{design.uncoded}"', design.uncoded == Uncoded.COUNTED),
        ("--begun-too", report_input.record.texts.begun_too),
        (f"--level {design.level:g}", design.level != usual.level),
        (f"--gamma-samples {design.gamma_samples}", design.gamma_samples != usual.gamma_samples),
    )
    options = [f"--unit {design.unit}", f"--unmarked {unmarked}", f"--seed {design.seed}"]
    return " ".join(["annotator agree FILE", *options, *(option for option, is_other in others if is_other)])
