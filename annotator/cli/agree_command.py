"""`annotator agree FILE`."""

from pathlib import Path

import click

from annotator.agreement.results import Result
from annotator.agreement.summary import PairSummary, Summary
from annotator.cli.output import coders_option, counted, json_option, names_in, print_json, progress_bar
from annotator.operations import measure, people
from annotator.store.project import Project


@click.command("agree")
@click.argument("file", type=click.Path(path_type=Path))
@coders_option
@json_option
def command(file: Path, coders: str | None, as_json: bool) -> None:
    """Say how far the coders of the project FILE agree, by label and by pair."""
    with Project.open(file) as project, progress_bar("Comparing") as progress:
        layers = people.layers_named(project, names_in(coders))
        summary = measure.agree(project, layers, progress)
        names: dict[object, str] = {None: "all labels", **{layer.id: layer.name for layer in layers}}
        names.update({label.id: label.name for label in project.codebook.labels})
        as_dict = measure.named(project, summary)
    if as_json:
        print_json(as_dict)
        return
    for line in lines_of(summary, names):
        click.echo(line)


def lines_of(summary: Summary, called: dict[object, str]) -> list[str]:
    """Return a summary as lines of text: alpha by label, then kappa and F1 by pair."""
    lines = [
        f"{counted(summary.compared, 'document')} of {summary.documents} coded by two or more; "
        f"{summary.characters:,} characters; a number that is undefined says why below.",
        "",
        f"{'label':<16}{'alpha':>10}   Krippendorff's alpha, nominal, on characters",
    ]
    why: list[str] = []
    for label in summary.labels:
        lines.append(f"{called[label.label]:<16}{_number(label.alpha, why):>10}")
    lines += ["", f"{'pair':<24}{'label':<16}{'kappa':>8}{'F1 exact':>10}{'F1 overlap':>12}{'spans':>14}"]
    lines += [_pair_line(pair, called, why) for pair in summary.pairs]
    if why:
        lines += ["", *(f"[{number}] {reason}" for number, reason in enumerate(why, 1))]
    return lines


def _pair_line(pair: PairSummary, called: dict[object, str], why: list[str]) -> str:
    both = f"{called[pair.first]} – {called[pair.second]}"
    spans = f"{pair.spans_first} / {pair.spans_second}"
    numbers = (_number(pair.kappa, why), _number(pair.exact, why), _number(pair.overlap, why))
    return f"{both:<24}{called[pair.label]:<16}{numbers[0]:>8}{numbers[1]:>10}{numbers[2]:>12}{spans:>14}"


def _number(result: Result, why: list[str]) -> str:
    if result.value is not None:
        return f"{result.value:.3f}"
    if result.undefined not in why:
        why.append(result.undefined)
    return f"[{why.index(result.undefined) + 1}]"
