"""`annotator adjudicate FILE --policy …`."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from pathlib import Path

import click

from annotator.adjudication.policies import AT_LEAST, POLICIES
from annotator.cli.acting import acting, as_option, see_option
from annotator.cli.backing_up import backed_up
from annotator.cli.output import (
    Fraction,
    coders_option,
    in_quotes,
    json_option,
    names_in,
    place,
    print_json,
    progress_bar,
)
from annotator.model.wording import counted, one_or_many
from annotator.operations.adjudication import adjudicate
from annotator.operations.adjudication.adjudicate import PolicyReport, Proposal
from annotator.operations.documents.sets import in_sets
from annotator.operations.people import people
from annotator.operations.people.roles import Right


@click.command("adjudicate")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--policy",
    required=True,
    type=click.Choice([policy.name for policy in POLICIES]),
    help="Settles cases.",
)
@click.option("--prefer", metavar="CODER", help="Whose spans the policy “preferred” takes.")
@click.option(
    "--labels",
    "--label",
    "labels",
    metavar="A,B,…",
    help="Settle only cases with one of these labels, by ids or names; all where left out.",
)
@click.option(
    "--at-least",
    type=Fraction(0.5, 1, min_open=True),
    default=AT_LEAST,
    show_default=True,
    help="How likely what the policy “posterior” settles is.",
)
@click.option("--set", "sets", metavar="NAME", multiple=True, help="Only in the documents of this set.")
@coders_option
@as_option
@see_option
@click.option("--dry-run", is_flag=True, help="List what would be settled, and change nothing.")
@json_option
def command(
    file: Path,
    policy: str,
    prefer: str | None,
    labels: str | None,
    at_least: float,
    sets: tuple[str, ...],
    coders: str | None,
    who: str | None,
    asks: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Make gold of what a policy settles in the project FILE, and say what is left to a person."""
    proposals: list[Proposal] = []
    with (
        acting(file, who, Right.DECIDE, asks) as project,
        backed_up(project),
        progress_bar("Adjudicating") as progress,
    ):
        layers = people.layers_named(project, names_in(coders))
        plan = adjudicate.plan_of(project, policy, prefer, names_in(labels), at_least)
        plan = replace(plan, documents=frozenset(in_sets(project, sets)) if sets else None)
        if dry_run:
            proposals, report = adjudicate.preview(project, plan, layers, progress)
        else:
            report = adjudicate.settle(project, plan, layers, progress)
    if as_json:
        listed = {"proposals": [_as_json(one) for one in proposals]} if dry_run else {}
        print_json({**asdict(report), **listed})
        return
    for line in (*_lines(proposals), *_summary(report, dry_run)):
        click.echo(line)
    if not dry_run and report.settled and report.decided_by:
        click.echo(f"Decided by {report.decided_by}.")


def _summary(report: PolicyReport, dry_run: bool) -> Iterator[str]:
    would = "would be " if dry_run else ""
    rules = f": {_by(report.settled)}" if len(report.settled) > 1 else ""
    settled = sum(report.settled.values())
    yield f"{counted(settled, 'case')} {would}settled between {', '.join(report.layers)}{rules}."
    left = f": {_by(report.left)}" if report.left else ""
    yield f"{counted(sum(report.left.values()), 'case')} {would}left{left}."
    if report.alone:
        yield f"{counted(report.alone, 'document was begun', 'documents were begun')} by one coder only and left out."
    if report.unfinished:
        cases = counted(report.unfinished, "case waits", "cases wait")
        yield f"{cases} for somebody who has nothing there, and is not done with the text."
    if report.orphaned:
        gone = counted(report.orphaned, "decision stands", "decisions stand")
        until = one_or_many(report.orphaned, "its gold stays until it is", "their gold stays until they are")
        yield f"{gone} whose spans are all gone; {until} taken back."


def _by(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))


def _lines(proposals: Iterable[Proposal]) -> Iterator[str]:
    for one in proposals:
        what = ", ".join(gold.label for gold in one.verdict.golds) or "nothing"
        chance = "" if one.chance is None else f", {one.chance:.2f}"
        where = f"{one.title}, {place(one.case.start, one.case.stop)}"
        yield f"{where}: {what}{in_quotes(_quote(one))} ({one.verdict.rule}{chance})"


def _as_json(one: Proposal) -> dict[str, object]:
    return {
        "document": one.document,
        "title": one.title,
        "kind": one.case.kind.value,
        "start": one.case.start,
        "stop": one.case.stop,
        "quote": _quote(one),
        "rule": one.verdict.rule.value,
        "posterior": one.chance,
        "gold": [{"label": gold.label, "extents": [list(extent) for extent in gold.extents]}
                 for gold in one.verdict.golds],
    }  # fmt: skip


def _quote(one: Proposal) -> str:
    """Return the words that become gold, or where nothing does those that somebody marked."""
    return " ".join((one.quotes or (one.case.candidates[0].quote,))[0].split())
