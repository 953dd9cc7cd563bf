"""The one table of reports: what each is called, and what makes it."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from annotator.operations.agreement.report.appendix import appendix_of
from annotator.operations.agreement.report.report_input import ReportInput
from annotator.operations.agreement.report.supplement import supplement_of
from annotator.reports.blocks import Report


class ReportKind(StrEnum):
    """Which of the two."""

    APPENDIX = "appendix"
    SUPPLEMENT = "supplement"


class ReportEntry(NamedTuple):
    """What is said of a report, and its function."""

    title: str
    said: str
    make: Callable[[ReportInput], Report]


REPORTS: Mapping[ReportKind, ReportEntry] = {
    ReportKind.APPENDIX: ReportEntry(
        "Appendix",
        "Two pages for a paper: the design as a paragraph, one table, one figure, the choices, what to cite.",
        appendix_of,
    ),
    ReportKind.SUPPLEMENT: ReportEntry(
        "Supplement", "Everything: all numbers of all coders and pairs, pictures, disputes, conventions.", supplement_of
    ),
}
