"""The coefficients, and what was chosen where the literature has several ways: each sentence once."""

from collections.abc import Iterator

import regex

from annotator.agreement.registry import BY_NAME, NAMES, SYMBOLS
from annotator.agreement.study.study import ASPECTS, Aspect
from annotator.operations.agreement.report.choices import sources
from annotator.operations.agreement.report.report_input import ReportInput
from annotator.reports.blocks import Block, Column, Heading, TableBlock, row

_SENTENCE = regex.compile(r"(?<=[.!?]) (?=\p{Lu})")


def sentences_in(convention: str) -> Iterator[str]:
    """Yield the sentences of a convention; a source in brackets, with its initials, stays where it is."""
    begun: list[str] = []
    for piece in _SENTENCE.split(convention):
        begun.append(piece)
        said = " ".join(begun)
        if said and said.count("(") <= said.count(")"):
            yield said
            begun = []
    if any(begun):
        yield " ".join(begun)


def conventions(report_input: ReportInput) -> Iterator[Block]:
    """Yield the coefficients, their conventions, the program."""
    figures = report_input.record.figures
    there = [name for name in NAMES if name in {one.coefficient for one in figures}]
    yield Heading(1, "Coefficients and conventions")
    if there:
        yield _coefficients(there)
        yield _sentences(report_input, there)
    yield Heading(1, "Software and sources")
    yield from sources(report_input, there)


def _coefficients(there: list[str]) -> TableBlock:
    rows = tuple(row(BY_NAME[name].symbol, BY_NAME[name].title, f"{BY_NAME[name].definition}.") for name in there)
    header = (row("Sign", "Coefficient", "Definition"),)
    caption = "Coefficients; their sources stand at the end."
    return TableBlock(columns=(Column(), Column(), Column()), header=header, rows=rows, caption=caption)


def _sentences(report_input: ReportInput, there: list[str]) -> TableBlock:
    """Return each sentence of the conventions with the parts and the coefficients that follow it."""
    holds: dict[str, tuple[set[str], set[str]]] = {}
    for one in report_input.record.figures:
        for sentence in sentences_in(one.convention):
            aspects, coefficients = holds.setdefault(sentence, (set(), set()))
            aspects.add(one.aspect)
            coefficients.add(one.coefficient)
    rows = tuple(
        row(sentence, _aspects(aspects), ", ".join(SYMBOLS[name] for name in there if name in coefficients))
        for sentence, (aspects, coefficients) in holds.items()
    )
    header = (row("Convention", "Parts", "Coefficients"),)
    return TableBlock(columns=(Column(), Column(), Column()), header=header, rows=rows, caption="Conventions.")


def _aspects(found: set[str]) -> str:
    shown = [aspect for aspect in ASPECTS if aspect in found]
    return "all" if len(shown) == len(Aspect) else ", ".join(ASPECTS[aspect].title.lower() for aspect in shown)
