"""Coders' bias as lines of text: who gives which label more often, pair by pair."""

from collections.abc import Callable, Iterator

from annotator.agreement.study.study import Aspect
from annotator.formats.jsonl.study_records import BiasRecord, LabelBiasRecord, MarginTestRecord, StudyRecord
from annotator.operations.agreement.bias_words import (
    AT_ONCE,
    NOTE,
    label_name,
    p_said,
    part_title,
    points,
    test_said,
)
from annotator.operations.agreement.study_names import StudyNames

Noted = Callable[[str], str]

_NAME, _ALONE, _COUNT, _P, _TEST, _TEXTBOOK = 28, 17, 10, 9, 24, 14
_LABEL_BY_LABEL = 3
"""Pairs; of more, labels one by one are in the JSON and the supplement."""


def bias_lines(study: StudyRecord, names: StudyNames, noted: Noted) -> Iterator[str]:
    """Yield a table for each pair and part, nothing where none was looked for; `noted`: the mark of a footnote."""
    pairs = dict.fromkeys(tuple(one.coders) for one in study.bias)
    if not pairs:
        return
    yield ""
    yield f"Coders’ bias. {NOTE} Labels on which two never differ are not listed."
    for pair in pairs:
        yield ""
        yield f"{' – '.join(pair)}: coders’ bias"
        first, second = pair
        alone = "".join(f"{_cut(one)} alone".rjust(_ALONE) for one in (first, second))
        heads = f"{'both':>{_COUNT}}{'% points':>{_COUNT}}{'p':>{_P}}{'by Holm':>{_P}}{'over documents':>{_TEST}}"
        yield f"{'':<{_NAME}}{alone}{heads}{'p, textbook':>{_TEXTBOOK}}"
        for one in study.bias:
            if tuple(one.coders) == pair:
                yield from _part(one, names, noted, len(pairs) <= _LABEL_BY_LABEL)


def _cut(name: str) -> str:
    """Return a coder's name so short that “alone” stands behind it."""
    room = _ALONE - len(" alone") - 1
    return name if len(name) <= room else f"{name[: room - 1].rstrip()}…"


def _part(one: BiasRecord, names: StudyNames, noted: Noted, by_label: bool) -> Iterator[str]:
    yield part_title(one)
    is_found = one.aspect == Aspect.FOUND
    if by_label or is_found:
        for label in one.labels:
            if not is_found and not label.first_only and not label.second_only:
                continue
            adjusted = None if is_found else label.clustered.adjusted
            tests = _tests(label.clustered, label.independent, adjusted, noted)
            yield f"{label_name(label, names)[: _NAME - 1]:<{_NAME}}{_counts(label)}{tests}"
    if not is_found:
        yield f"{AT_ONCE:<{_NAME}}{'':>{2 * (_ALONE + _COUNT)}}{_tests(one.clustered, one.independent, None, noted)}"


def _counts(one: LabelBiasRecord) -> str:
    cells = f"{one.first_only:,}", f"{one.second_only:,}", f"{one.both:,}", points(one.difference)
    widths = _ALONE, _ALONE, _COUNT, _COUNT
    return "".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))


def _tests(over: MarginTestRecord, textbook: MarginTestRecord, adjusted: float | None, noted: Noted) -> str:
    by_holm = "" if adjusted is None else p_said(adjusted)
    p, other = (noted(one.why) if one.p is None else p_said(one.p) for one in (over, textbook))
    return f"{p:>{_P}}{by_holm:>{_P}}{test_said(over):>{_TEST}}{other:>{_TEXTBOOK}}"
