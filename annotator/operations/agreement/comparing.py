"""Two numbers of agreement compared: labels, parts, coders, documents before and after, and what lies between them.

What a side is stands in words such as “label=warning” or “coders=Ana,Ben; since=2024-03-01”; a name with a comma or
a semicolon in double quotes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import numpy as np

from annotator.agreement.differences import Difference, difference
from annotator.agreement.plus_one import LeftOut
from annotator.agreement.registry import NAMES
from annotator.agreement.study.study import ASPECTS, Aspect, Design, Figure, Study
from annotator.model.coder import Layer
from annotator.model.compared_texts import ComparedTexts
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import DocumentId, LabelId
from annotator.model.name_lists import names_listed, split_at, unquoted
from annotator.operations.agreement.measure import agree
from annotator.operations.codebook.codebook import labels_named
from annotator.operations.documents.documents import documents_named
from annotator.operations.people.people import layers_named
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project

ALPHAS = ("alpha-nominal", "alpha-ordinal", "alpha-ratio", "alpha-masi")
"""One of these stands for a part of the codings: the last that there is, which knows most of its values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedSide:
    """One of two numbers. `said`: as it was asked for. `documents`: None for all; `part`: of an attribute or a role."""

    said: str
    layers: tuple[Layer, ...]
    documents: tuple[DocumentId, ...] | None = None
    label: LabelId | None = None
    aspect: Aspect | None = None
    part: str = ""
    coefficient: str = ""


@dataclass(frozen=True, slots=True)
class ComparedNumbers:
    """What a side came to. `texts`: in which texts its coders were compared."""

    side: ComparedSide
    figure: Figure
    texts: ComparedTexts = field(default_factory=ComparedTexts)


@dataclass(frozen=True, slots=True)
class NumberComparison:
    """Two numbers and their difference. `difference`: None where one of them is undefined."""

    first: ComparedNumbers
    second: ComparedNumbers
    difference: Difference | None


def compare(
    project: Project, first: str, second: str, layers: Sequence[Layer], design: Design, progress: Progress = silent
) -> NumberComparison:
    """Return two numbers and their difference, the first less the second.

    `first`, `second`: conditions, joined with “;”. `layers`: whom is compared where a side does not say. Raises
    `NotAllowed` and `NotFound` for what cannot be understood or is not there.
    """
    sides = [side_of(project, said, layers) for said in (first, second)]
    numbers = {info.id: at for at, info in enumerate(project.documents.all())}
    found, parts = [], []
    for side in sides:
        study = agree(project, side.layers, _design_of(side, design), progress)
        figure = _figure_of(study, side)
        compared = tuple(project.layers.get(layer) for layer in study.coders)
        found.append(ComparedNumbers(replace(side, layers=compared), figure, study.texts))
        parts.append(_numbered(figure, study, numbers))
    one, other = parts
    is_same_thing = _thing(found[0].figure) == _thing(found[1].figure)
    made = difference(one, other, design.level, is_same_thing) if one is not None and other is not None else None
    return NumberComparison(found[0], found[1], made)


def side_of(project: Project, said: str, layers: Sequence[Layer]) -> ComparedSide:
    """Return what conditions such as “label=warning; coders=Ana,Ben” ask for; see `compare`."""
    side = ComparedSide(said=said.strip(), layers=tuple(layers))
    # Who is compared is to be known before when they began.
    for condition in sorted(filter(None, split_at(said, ";")), key=lambda one: not one.startswith("coders")):
        key, is_there, value = (part.strip() for part in condition.partition("="))
        read = _CONDITIONS.get(key.casefold())
        if read is None or not is_there or not value:
            known = ", ".join(f"{name}=…" for name in _CONDITIONS)
            raise NotAllowed(f"“{condition}” says nothing of what is compared; a side is made of: {known}.")
        side = read(project, side, value)
    return side


def _label(project: Project, side: ComparedSide, value: str) -> ComparedSide:
    return replace(side, label=labels_named(project, [unquoted(value)])[0])


def _aspect(project: Project, side: ComparedSide, value: str) -> ComparedSide:
    known = {str(aspect): aspect for aspect in Aspect}
    if value not in known:
        raise NotFound(f"There is no aspect “{value}”; choose from: {', '.join(known)}.")
    return replace(side, aspect=known[value])


def _coefficient(project: Project, side: ComparedSide, value: str) -> ComparedSide:
    if value not in NAMES:
        raise NotFound(f"There is no coefficient “{value}”; choose from: {', '.join(NAMES)}.")
    return replace(side, coefficient=value)


def _coders(project: Project, side: ComparedSide, value: str) -> ComparedSide:
    return replace(side, layers=tuple(layers_named(project, names_listed(value))))


def _document(project: Project, side: ComparedSide, value: str) -> ComparedSide:
    return replace(side, documents=(*(side.documents or ()), *documents_named(project, [unquoted(value)])))


def _since(project: Project, side: ComparedSide, value: str) -> ComparedSide:
    day = _day(value)
    return _narrowed(side, [one for one, begun in _begun(project, side).items() if begun >= day])


def _until(project: Project, side: ComparedSide, value: str) -> ComparedSide:
    day = _day(value)
    return _narrowed(side, [one for one, begun in _begun(project, side).items() if begun < day])


_CONDITIONS: Mapping[str, Callable[[Project, ComparedSide, str], ComparedSide]] = {
    "label": _label,
    "aspect": _aspect,
    "part": lambda project, side, value: replace(side, part=unquoted(value)),
    "coefficient": _coefficient,
    "coders": _coders,
    "document": _document,
    "since": _since,
    "until": _until,
}
"""What a side can say of itself; `since` and `until` are days on which a document was begun to be coded."""


def _narrowed(side: ComparedSide, documents: Sequence[DocumentId]) -> ComparedSide:
    kept = [one for one in documents if side.documents is None or one in side.documents]
    if not kept:
        raise NotFound(f"No document that was coded is as “{side.said}” says.")
    return replace(side, documents=tuple(kept))


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise NotAllowed(f"“{value}” is not a day; write it as 2024-03-01.") from None


def _begun(project: Project, side: ComparedSide) -> dict[DocumentId, date]:
    """Return on which day (UTC) each document was begun to be coded: when its first span was made.

    The ids of spans begin with the time at which they were made (RFC 9562, section 5.7: UUIDv7).
    """
    wanted = {layer.id for layer in side.layers}
    found = {}
    for info in project.documents.all():
        ids = [span.id for span in project.spans.of_document(info.id) if span.layer in wanted]
        if ids:
            found[info.id] = _made(min(ids))
    return found


def _made(id: str) -> date:
    return datetime.fromtimestamp(int(id.replace("-", "")[:12], 16) / 1000, UTC).date()


def _design_of(side: ComparedSide, design: Design) -> Design:
    documents = side.documents if side.documents is not None else design.documents
    return replace(
        design,
        documents=tuple(one for one in documents if not design.documents or one in design.documents),
        labels=(side.label,) if side.label is not None else (),
        coefficients=(side.coefficient,) if side.coefficient else ALPHAS,
        pairs=False,
    )


def _figure_of(study: Study, side: ComparedSide) -> Figure:
    """Return the figure that a side means."""
    aspect = side.aspect or (None if side.part else Aspect.ALL)
    found = [
        one
        for one in study.figures
        if one.label == side.label and one.part == side.part and aspect in (None, one.aspect)
    ]
    if side.part and not found:
        parts = dict.fromkeys(one.part for one in study.figures if one.part and one.label == side.label)
        known = f"; those that can be compared are: {', '.join(parts)}" if parts else ""
        raise NotFound(f"“{side.said}”: there is no attribute or slot “{side.part}” of that label{known}.")
    if not found:
        raise NotFound(f"“{side.said}”: these coders and this choice have no such number.")
    return best_of(found)


def best_of(figures: Sequence[Figure]) -> Figure:
    """Return the figure that fits a part of the codings best; for units the nominal one."""
    if ASPECTS[figures[0].aspect].of_units:
        return figures[0]
    return max(figures, key=lambda one: ALPHAS.index(one.coefficient) if one.coefficient in ALPHAS else -1)


def _thing(figure: Figure) -> tuple[object, ...]:
    return figure.aspect, figure.coefficient, figure.label, figure.part


def _numbered(figure: Figure, study: Study, numbers: Mapping[DocumentId, int]) -> LeftOut | None:
    """Return what the number comes to without each document, these numbered as in the project."""
    found = figure.result.left_out
    if found is None:
        return None
    known = [numbers[study.by_document[at].document] for at in found.documents.tolist()]
    return replace(found, documents=np.array(known, dtype=np.int64))
