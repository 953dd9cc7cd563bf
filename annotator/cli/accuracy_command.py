"""`annotator accuracy FILE`: how good each coder is, under a model of coders who err."""

from collections.abc import Iterator
from pathlib import Path

import click

from annotator.agreement.posterior.codings import Question
from annotator.agreement.posterior.truth import CoderQuality, Model, Share, Truth
from annotator.agreement.results import category_name
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
from annotator.formats.jsonl.study_records import ComparedTextsRecord
from annotator.model.wording import as_sentence, undefined_because
from annotator.operations.adjudication.posterior import estimate
from annotator.operations.agreement import reliability
from annotator.operations.agreement.accuracy import AccuracyRow, accuracy_rows
from annotator.operations.codebook import codebook
from annotator.operations.people import people
from annotator.operations.people.roles import Right


@click.command("accuracy")
@click.argument("file", type=click.Path(path_type=Path))
@coders_option
@click.option("--model", type=click.Choice([model.value for model in Model]), help="One model for all that is asked.")
@click.option(
    "--label", "--labels", "labels", metavar="A,B,…", help="Labels that are shown, by id or name; all if not."
)
@click.option("--level", type=Fraction(0.5, 0.999), default=0.95, show_default=True, help="Of the intervals.")
@begun_too_option
@as_option
@see_option
@json_option
def command(
    file: Path,
    coders: str | None,
    model: str | None,
    labels: str | None,
    level: float,
    begun_too: bool,
    who: str | None,
    asks: bool,
    as_json: bool,
) -> None:
    """Say how often each coder of the project FILE is probably right, label by label, attribute and slot."""
    with acting(file, who, Right.SEE, asks) as project, progress_bar("Weighing") as progress:
        say_plain(project)
        wanted = codebook.labels_named(project, names_in(labels) or ())
        layers = people.layers_named(project, names_in(coders))
        people.need_two(layers)
        found = estimate(
            project, layers, None if model is None else Model(model), progress, level=level, begun_too=begun_too
        )
        rows = accuracy_rows(project, found, wanted)
        names = reliability.names_of(project)
    if as_json:
        records = [_record(row.question, found.truths[row.question]) for row in rows]
        texts = ComparedTextsRecord.of(found.texts, names).model_dump()
        print_json({"coders": list(found.names), "texts": texts, "level": level, "of": records})
        return
    click.echo(found.texts.called(names).sentence)
    for line in _lines(rows, found.names):
        click.echo(line)


def _lines(rows: list[AccuracyRow], names: tuple[str, ...]) -> Iterator[str]:
    if not rows:
        yield "Nothing was coded by two coders yet."
        return
    width = max(len(row.title) for row in rows)
    yield f"{'':{width}}  passages  model        {'  '.join(f'{name:18}' for name in names)}".rstrip()
    reasons: dict[str, int] = {}
    for row in rows:
        coders = "  ".join(f"{_range(share):18}" for share in row.accuracy)
        if row.undefined:
            coders = f"({reasons.setdefault(row.undefined, len(reasons) + 1)})"
        yield f"{row.title:{width}}  {row.passages or '':8}  {row.model.value:11}  {coders}".rstrip()
        yield from (f"{'':{width}}  {line}" for line in _found(row, names))
    yield from (f"({number}) {as_sentence(undefined_because(reason))}" for reason, number in reasons.items())


def _found(row: AccuracyRow, names: tuple[str, ...]) -> Iterator[str]:
    """Say of each coder how much of what is there they find, and how much of what they mark is there."""
    for name, recall, precision in zip(names, row.recall, row.precision, strict=False):
        right = "marked none" if precision is None else f"of what was marked {_range(precision)} is right"
        yield f"    {name}: {_range(recall)} of what is there was marked; {right}"


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
