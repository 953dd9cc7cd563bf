"""What of a study of agreement a reader of a dataset wants: it grows with labels and coders, never with spans.

It is a study as `StudyRecord` has it, with fewer figures: of everybody on everything at once, of everybody on each
label, and of each pair on everything at once, with value, n, documents and interval. What is as it is by default is
left out.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import JsonValue

MOST_IN_PAIRS = 10
"""Of more coders no pairs are told: their number grows with the square."""
_LEFT_OUT = ("by_parent", "by_document", "bias", "differences", "by_field")
_OF_FIGURES = ("aspect", "label", "part", "coders", "coefficient", "title", "value", "undefined", "n", "documents")
_OF_INTERVALS = ("low", "high", "level", "documents", "why", "note")


def summary_of(agreement: JsonValue) -> JsonValue:
    """Return the summary of a study; what is none is returned as it is."""
    if not isinstance(agreement, dict) or "figures" not in agreement:
        return agreement
    study: dict[str, Any] = {name: value for name, value in agreement.items() if name not in _LEFT_OUT}
    if isinstance(design := study.get("design"), dict):
        study["design"] = {**design, "documents": []}  # those of the dataset, which are all that there are in it
    coders = study.get("coders", [])
    study["figures"] = [_figure(one, coders) for one in _told(study.get("figures", []), coders)]
    return {**study, "by_document": []} if "by_document" in agreement else study


def _told(figures: list[Mapping[str, Any]], coders: list[str]) -> Iterator[Mapping[str, Any]]:
    everyone = sorted(coders)
    for one in figures:
        is_of_all, is_everything = sorted(one["coders"]) == everyone, one["aspect"] == "all" and not one["part"]
        is_pair = one["label"] is None and is_everything and len(coders) <= MOST_IN_PAIRS
        if is_pair or (is_of_all and (one["label"] is None or is_everything)):
            yield one


def _figure(figure: Mapping[str, Any], coders: list[str]) -> dict[str, Any]:
    """Return what is told of a figure; how its coefficient counts stands at that of everybody on everything."""
    said = {name: figure[name] for name in _OF_FIGURES if figure[name] != ""}
    interval = figure.get("interval")
    if interval is not None:
        kept = {name: interval[name] for name in _OF_INTERVALS}
        said["interval"] = {name: value for name, value in kept.items() if value != ""}
    is_headline = figure["label"] is None and len(figure["coders"]) == len(coders) and figure["aspect"] == "all"
    if is_headline and figure["convention"]:
        said["convention"] = figure["convention"]
    return said
