"""`annotator agree FILE`."""

from collections.abc import Callable, Iterable
from pathlib import Path

import click

from annotator.agreement.input.units import Uncoded, UnitKind, Unmarked
from annotator.agreement.registry import NAMES
from annotator.agreement.study.study import LEAST_LEVEL, MOST_LEVEL, Design
from annotator.cli.acting import acting, as_option, say_plain, see_option
from annotator.cli.field_text import field_lines
from annotator.cli.output import QUOTING, Fraction, begun_too_option, json_option, names_in, print_json, progress_bar
from annotator.cli.study_text import lines_of
from annotator.operations.agreement import comparing, measure, reliability
from annotator.operations.agreement.against_gold import undecided_said
from annotator.operations.agreement.by_field import by_field
from annotator.operations.agreement.difference_words import difference_lines
from annotator.operations.agreement.report.kinds import ReportKind
from annotator.operations.codebook import codebook
from annotator.operations.documents.documents import documents_named
from annotator.operations.documents.sets import in_sets
from annotator.operations.people import people
from annotator.operations.people.roles import Right
from annotator.reports.writing import ENDINGS

_DEFAULT = Design()


def _known_names(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    names = tuple(names_in(value) or ())
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        raise click.BadParameter(f"there is no coefficient “{unknown[0]}”; choose from: {', '.join(NAMES)}.")
    return names


def _listed(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    return tuple(names_in(value) or ())


_OPTIONS = (
    click.option(
        "--unit",
        type=click.Choice([kind.value for kind in UnitKind]),
        help="What is compared: characters if not, or units where these are given.",
    ),
    click.option(
        "--unmarked",
        type=click.Choice([choice.value for choice in Unmarked]),
        default=_DEFAULT.unmarked.value,
        show_default=True,
        help="Whether units that nobody marked count as “none”.",
    ),
    click.option(
        "--uncoded",
        type=click.Choice([choice.value for choice in Uncoded]),
        default=_DEFAULT.uncoded.value,
        show_default=True,
        help="What a given unit without a code is for its coder.",
    ),
    begun_too_option,
    click.option(
        "--coefficient",
        "coefficients",
        metavar="A,B,…",
        callback=_known_names,
        help="The coefficients; all that fit where it is left out.",
    ),
    click.option(
        "--label",
        "--labels",
        "labels",
        metavar="A,B,…",
        callback=_listed,
        help="Labels whose numbers are shown, by id or name; all where it is left out.",
    ),
    click.option(
        "--level",
        type=Fraction(LEAST_LEVEL, MOST_LEVEL),
        default=_DEFAULT.level,
        show_default=True,
        help="Of the intervals.",
    ),
    click.option(
        "--gamma-samples",
        type=click.IntRange(0, 10_000),
        default=_DEFAULT.gamma_samples,
        show_default=True,
        help="Samples by which gamma's chance is estimated; 0 leaves gamma out.",
    ),
    click.option(
        "--document",
        "documents",
        metavar="TITLE",
        multiple=True,
        help="A document by its title or id; may be given several times. All if not.",
    ),
    click.option("--set", "sets", metavar="NAME", multiple=True, help="The documents of a set; several may be given."),
    click.option(
        "--seed", type=click.IntRange(0), default=_DEFAULT.seed, show_default=True, help="Of whatever is drawn."
    ),
)
"""The choices of a study, in the order in which --help lists them."""


def _choices(command: Callable[..., None]) -> Callable[..., None]:
    """Add the choices of a study to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command("agree")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--coders",
    metavar="A,B,…",
    help="The coders to compare; all where it is left out. Gold among them is the reference: precision, recall, F1. "
    f"{QUOTING}",
)
@_choices
@click.option(
    "--compare",
    "pairs",
    nargs=2,
    multiple=True,
    metavar="FIRST SECOND",
    help="Two numbers to compare, each such as “label=warning; coders=Ana,Ben”; may be given several times. What has "
    "“,” or “;” in it stands in double quotes.",
)
@click.option(
    "--by",
    "fields",
    metavar="FIELD",
    multiple=True,
    help="A field of the documents: also the numbers of each group that it makes; may be given several times.",
)
@click.option(
    "--report",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help=f"Write the appendix, two pages for a paper: {ENDINGS}.",
)
@click.option(
    "--supplement",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help=f"Write the supplement, all numbers and conventions: {ENDINGS}.",
)
@click.option("--names", is_flag=True, help="In these call coders by their names, and not Coder A, Coder B …")
@as_option
@see_option
@json_option
def command(
    file: Path,
    coders: str | None,
    unit: str | None,
    unmarked: str,
    uncoded: str,
    begun_too: bool,
    coefficients: tuple[str, ...],
    labels: tuple[str, ...],
    documents: tuple[str, ...],
    sets: tuple[str, ...],
    level: float,
    gamma_samples: int,
    seed: int,
    pairs: tuple[tuple[str, str], ...],
    fields: tuple[str, ...],
    report: Path | None,
    supplement: Path | None,
    names: bool,
    who: str | None,
    asks: bool,
    as_json: bool,
) -> None:
    """Say how far the coders of the project FILE agree: all at once, taken apart, by label and by pair."""
    with acting(file, who, Right.SEE, asks) as project, progress_bar("Comparing") as progress:
        reports = {ReportKind.APPENDIX: report, ReportKind.SUPPLEMENT: supplement}
        asked = {kind: path for kind, path in reports.items() if path is not None}
        say_plain(project, to_file=bool(asked))
        reliability.check_report_files([*asked.values()])
        design = Design(
            unit=UnitKind(unit) if unit is not None else measure.usual_unit(project),
            unmarked=Unmarked(unmarked),
            uncoded=Uncoded(uncoded),
            labels=codebook.labels_named(project, labels),
            documents=tuple(dict.fromkeys((*documents_named(project, documents), *in_sets(project, sets)))),
            coefficients=coefficients,
            level=level,
            seed=seed,
            gamma_samples=gamma_samples,
            # Whoever names coefficients wants these and nothing else.
            bias=not coefficients,
            begun_too=begun_too,
        )
        layers = people.layers_named(project, names_in(coders), with_gold=True)
        compared = [comparing.compare(project, *pair, layers, design, progress) for pair in pairs]
        if pairs and not asked and not as_json and not fields:
            # Nothing else was asked for.
            records = reliability.difference_records(project, compared, level)
            _echo(difference_lines(records, reliability.called(project)))
            return
        study = measure.agree(project, layers, design, progress)
        record = reliability.as_record(project, study, compared=compared)
        grouped = [by_field(project, study, field, record.coders, progress) for field in fields]
        record = record.model_copy(update={"by_field": grouped})
        called, undecided = reliability.called(project, study), undecided_said(project, study)
        for kind, path in asked.items():
            reliability.write_report(project, study, path, kind, by_name=names, compared=compared, fields=fields)
    if as_json:
        print_json(record.model_dump(mode="json"))
        return
    _echo(difference_lines(record.differences, called) if pairs else lines_of(record, called))
    _echo(field_lines(record.by_field))
    _echo([undecided] if undecided else ())
    for kind, path in asked.items():
        click.echo(f"The {kind} is in {path}.")


def _echo(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
