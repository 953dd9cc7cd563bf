"""Coders against gold as lines of text: precision, recall and F1, label by label."""

from collections.abc import Callable, Iterator

from annotator.agreement.spans.span_scores import Mode
from annotator.formats.jsonl.study_records import FigureRecord, StudyRecord
from annotator.model.ids import LabelId
from annotator.operations.agreement.against_gold import MODES, NOTE, NOTHING, GoldScore, against_gold
from annotator.operations.agreement.study_names import StudyNames

_NAME, _NUMBER, _COUNT = 28, 11, 9
_UNDEFINED = "–"


def gold_lines(study: StudyRecord, names: StudyNames, cell: Callable[[FigureRecord], str], width: int) -> Iterator[str]:
    """Yield a table for each coder who is compared with gold, nothing where gold is not compared.

    `cell`: a figure with its interval, in a column as wide as `width`.
    """
    found = against_gold(study)
    if found:
        yield ""
        yield NOTE
    for coder, scores in found.items():
        modes = [mode for mode in MODES if any(mode in one.by_mode for one in scores)]
        yield ""
        yield f"{coder} against {study.gold}"
        if not scores:
            yield NOTHING
            continue
        yield f"{'':<{_NAME}}" + "".join(f"{MODES[mode]:>{2 * _NUMBER + width}}" for mode in modes)
        heads = f"{'precision':>{_NUMBER}}{'recall':>{_NUMBER}}{'F1':>{width}}"
        yield f"{'':<{_NAME}}{heads * len(modes)}{'gold':>{_COUNT}}{'coder':>{_COUNT}}"
        for one in scores:
            cells = "".join(_cells(one, mode, cell, width) for mode in modes)
            label = names.label(LabelId(one.label) if one.label is not None else None)
            yield f"{label[: _NAME - 1]:<{_NAME}}{cells}" + "".join(f"{count:>{_COUNT},}" for count in one.counts)


def _cells(one: GoldScore, mode: Mode, cell: Callable[[FigureRecord], str], width: int) -> str:
    if mode not in one.by_mode:
        return " " * (2 * _NUMBER + width)
    shares = (one.precision(mode), one.recall(mode))
    said = (_UNDEFINED if share is None else f"{share:.3f}" for share in shares)
    return "".join(f"{share:>{_NUMBER}}" for share in said) + f"{cell(one.by_mode[mode]):>{width}}"
