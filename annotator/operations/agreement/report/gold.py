"""What coders differ in, case by case, how gold was decided, and for which reasons."""

from collections import Counter
from collections.abc import Iterator

from annotator.adjudication.decisions import Status
from annotator.model.wording import counted
from annotator.operations.adjudication import case_queue, reason_list
from annotator.operations.agreement.report.report_input import ReportInput
from annotator.reports.blocks import Align, Block, Column, Heading, TableBlock, paragraph, row

_OWN_WORDS = "in words of their own"
_APART = (
    "Decisions are not as many as decided cases: a case may have been decided more than once, several by one decision, "
    "and what all had missed was no case."
)


def disputes_and_gold(report_input: ReportInput) -> Iterator[Block]:
    """Yield the cases by kind, and the decisions by rule and by reason."""
    project, study = report_input.project, report_input.study
    yield Heading(1, "Disputes and gold")
    entries = case_queue.queue(project, [project.layers.get(layer) for layer in study.coders])
    kinds = Counter(entry.kind.value for entry in entries)
    settled = Counter(entry.kind.value for entry in entries if entry.status is Status.DECIDED)
    rows = tuple(row(kind, f"{count:,}", f"{settled[kind]:,}") for kind, count in kinds.most_common())
    columns = (Column(), Column(Align.NUMBERS), Column(Align.NUMBERS))
    header = row("Kind", "Cases", "Decided")
    yield paragraph(f"{counted(len(entries), 'case')}, of which {counted(settled.total(), 'is', 'are')} decided.")
    if rows:
        caption = "Cases by what coders differ in first."
        yield TableBlock(columns=columns, header=(header,), rows=rows, caption=caption)
    made = [one for info in project.documents.all() for one in project.decisions.of_document(info.id)]
    decisions = [one for one in made if one.rule.settles]
    if decisions:
        if len(decisions) != settled.total():
            yield paragraph(_APART)
        yield _counted("Rule", Counter(one.rule.value for one in decisions), "Decisions by rule.")
    listed = {*reason_list.reasons(project)}
    # What somebody wrote in words of their own may name a coder.
    reasons = Counter(
        one.reason if report_input.by_name or one.reason in listed else _OWN_WORDS for one in decisions if one.reason
    )
    if reasons:
        yield _counted("Reason", reasons, "Decisions by reason, where one was given.")


def _counted(head: str, counts: Counter[str], caption: str) -> TableBlock:
    rows = tuple(row(name, f"{count:,}") for name, count in counts.most_common())
    return TableBlock(
        columns=(Column(), Column(Align.NUMBERS)), header=(row(head, "Decisions"),), rows=rows, caption=caption
    )
