"""`annotator accuracy FILE`: how good each coder is, under a model of coders who err."""

from collections.abc import Iterator
from pathlib import Path

import click

from annotator.agreement.posterior.codings import Question
from annotator.agreement.posterior.truth import CoderQuality, Model, Share, Truth
from annotator.agreement.results import category_name
from annotator.agreement.study.study import Aspect
from annotator.cli.output import coders_option, json_option, names_in, print_json, progress_bar
from annotator.operations.adjudication.posterior import Estimate, estimate
from annotator.operations.agreement.study_names import StudyNames
from annotator.operations.codebook import codebook
from annotator.operations.project import people
from annotator.store.project import Project


@click.command("accuracy")
@click.argument("file", type=click.Path(path_type=Path))
@coders_option
@click.option("--model", type=click.Choice([model.value for model in Model]), help="One model for all that is asked.")
@click.option(
    "--label", "--labels", "labels", metavar="A,B,…", help="Labels that are shown, by id or name; all if not."
)
@click.option("--level", type=click.FloatRange(0.5, 0.999), default=0.95, show_default=True, help="Of the intervals.")
@json_option
def command(file: Path, coders: str | None, model: str | None, labels: str | None, level: float, as_json: bool) -> None:
    """Say how often each coder of the project FILE is probably right, label by label, attribute and slot."""
    with Project.open(file) as project, progress_bar("Weighing") as progress:
        wanted = codebook.labels_named(project, names_in(labels) or ())
        layers = people.layers_named(project, names_in(coders))
        found = estimate(project, layers, None if model is None else Model(model), progress, level=level)
        names = StudyNames(
            {label.id: label for label in project.codebook.labels},
            found.names,
            {actor.id: actor.name for actor in project.actors.all()},
        )
    shown = {one: truth for one, truth in found.truths.items() if not wanted or one.label in wanted}
    if as_json:
        print_json({"coders": list(found.names), "level": level, "of": [_record(*one) for one in shown.items()]})
        return
    for line in _lines(found, shown, names):
        click.echo(line)


def _lines(found: Estimate, shown: dict[Question, Truth], names: StudyNames) -> Iterator[str]:
    if not shown:
        yield "Nothing was coded by two coders yet."
        return
    width = max(len(_title(question, names)) for question in shown)
    yield f"{'':{width}}  passages  model        {'  '.join(f'{name:18}' for name in found.names)}".rstrip()
    reasons: dict[str, int] = {}
    for question, truth in shown.items():
        coders = "  ".join(f"{_range(coder.accuracy):18}" for coder in truth.coders)
        if truth.undefined:
            coders = f"({reasons.setdefault(truth.undefined, len(reasons) + 1)})"
        yield f"{_title(question, names):{width}}  {truth.units:8}  {truth.model.value:11}  {coders}".rstrip()
        if question.aspect is Aspect.FOUND and truth.coders and truth.coders[0].confusion:
            yield from (f"{'':{width}}  {line}" for line in _found(truth, found.names))
    yield from (f"({number}) {reason}" for reason, number in reasons.items())


def _found(truth: Truth, names: tuple[str, ...]) -> Iterator[str]:
    """Say of each coder how much of what is there they find, and how much of what they mark is there."""
    for name, coder in zip(names, truth.coders, strict=True):
        precision = coder.precision[1]
        right = "marked none" if precision is None else f"of what was marked {_range(precision)} is right"
        yield f"    {name}: {_range(coder.confusion[1][1])} of what is there was marked; {right}"


def _title(question: Question, names: StudyNames) -> str:
    label = names.label(question.label)
    return (
        label
        if question.aspect is Aspect.FOUND
        else f"{label} · {names.part(question.aspect, question.part, question.label)}"
    )


def _range(share: Share) -> str:
    if share.low is None or share.high is None:
        return f"{share.value:.2f}"
    return f"{share.value:.2f} [{share.low:.2f}, {share.high:.2f}]"


def _record(question: Question, truth: Truth) -> dict[str, object]:
    return {
        "aspect": question.aspect.value,
        "label": question.label,
        "part": question.part,
        "model": truth.model.value,
        "passages": truth.units,
        "undefined": truth.undefined,
        "categories": [category_name(value) for value in truth.categories],
        "prevalence": [_as_json(share) for share in truth.prevalence],
        "coders": [_coder(coder) for coder in truth.coders],
    }


def _coder(coder: CoderQuality) -> dict[str, object]:
    return {
        "answers": coder.answers,
        "accuracy": _as_json(coder.accuracy),
        "confusion": [[_as_json(share) for share in row] for row in coder.confusion],
        "precision": [None if share is None else _as_json(share) for share in coder.precision],
    }


def _as_json(share: Share) -> dict[str, float | None]:
    return {"value": share.value, "low": share.low, "high": share.high}
