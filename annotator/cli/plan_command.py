"""`annotator plan FILE`: how many more documents are needed, and which come next."""

from pathlib import Path

import click

from annotator.agreement.input.units import UnitKind, Unmarked
from annotator.agreement.planning import GOAL
from annotator.agreement.study.study import LEAST_LEVEL, MOST_LEVEL, Design
from annotator.cli.acting import acting, as_option, say_plain, see_option
from annotator.cli.output import (
    Fraction,
    begun_too_option,
    coders_option,
    json_option,
    names_in,
    print_json,
    progress_bar,
)
from annotator.operations.agreement import reliability
from annotator.operations.agreement.measure import usual_unit
from annotator.operations.agreement.plan_words import plan_lines, plans_record
from annotator.operations.agreement.planning import planned_of
from annotator.operations.codebook import codebook
from annotator.operations.people import people
from annotator.operations.people.roles import Right

_DEFAULT = Design()


@click.command("plan")
@click.argument("file", type=click.Path(path_type=Path))
@coders_option
@click.option(
    "--goal",
    type=Fraction(0.005, 0.5),
    default=GOAL,
    show_default=True,
    help="Half the width that the intervals are to have.",
)
@click.option(
    "--label", "--labels", "labels", metavar="A,B,…", help="Labels that are shown, by id or name; all if not."
)
@click.option("--unit", type=click.Choice([kind.value for kind in UnitKind]), help="What is compared.")
@click.option("--unmarked", type=click.Choice([one.value for one in Unmarked]), default=_DEFAULT.unmarked.value)
@begun_too_option
@click.option("--level", type=Fraction(LEAST_LEVEL, MOST_LEVEL), default=_DEFAULT.level, show_default=True)
@as_option
@see_option
@json_option
def command(
    file: Path,
    coders: str | None,
    goal: float,
    labels: str | None,
    unit: str | None,
    unmarked: str,
    begun_too: bool,
    level: float,
    who: str | None,
    asks: bool,
    as_json: bool,
) -> None:
    """Say how many documents each label and slot of the project FILE needs for a narrow interval, and which next."""
    with acting(file, who, Right.SEE, asks) as project, progress_bar("Comparing") as progress:
        say_plain(project)
        design = Design(
            unit=UnitKind(unit) if unit is not None else usual_unit(project),
            unmarked=Unmarked(unmarked),
            labels=codebook.labels_named(project, names_in(labels) or ()),
            level=level,
            begun_too=begun_too,
        )
        layers = people.layers_named(project, names_in(coders))
        study, found = planned_of(project, layers, design, goal, progress)
        names = reliability.called(project, study)
        record = plans_record(project, study, found, names, goal)
    if as_json:
        print_json(record.model_dump(mode="json"))
        return
    for line in plan_lines(record, found, names):
        click.echo(line)
