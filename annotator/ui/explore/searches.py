"""What is counted in Explore, as a search of Passages: of all that was chosen, and of each number.

A number has no search where a search could not say it: of all others together, of groups that stand by their members.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from annotator.acts.acts import forces_of
from annotator.acts.days import days_in
from annotator.acts.label_counts import BY_CODER, METADATA
from annotator.acts.offers import VALUES
from annotator.acts.series import NOBODY, OTHERS, UNDATED
from annotator.model.codebook import Label
from annotator.model.coder import Layer
from annotator.model.filter_words import FilterSign, Term, text_of
from annotator.ui.explore.choices import ALL_CODERS, GOLD, NO_FORCE, ExploreChoices
from annotator.ui.explore.figures import ExploreView
from annotator.ui.pictures.picture import Key

SET = "Set: "
"""What a set begins with among the titles of documents."""
_YEARS = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
_VALUES = {name: value for value, name in VALUES.items()}
_IS = FilterSign.IS


@dataclass(frozen=True, slots=True)
class ActSearches:
    """The searches under some choices. `labels`: of the codebook; `layers`: those that are counted; `unit`: of time."""

    choices: ExploreChoices
    labels: Sequence[Label]
    layers: Sequence[Layer]
    unit: str = "year"

    def whole(self, figure: ExploreView) -> str:
        """Return the search for all that a figure counts."""
        return text_of(tuple(self._whole(figure)))

    def of(self, figure: ExploreView, key: Key) -> str:
        """Return the search for a number of a figure, empty where there is none."""
        cell = self._cell(figure, key)
        return text_of((*self._whole(figure), *cell)) if cell is not None else ""

    def _whole(self, figure: ExploreView) -> Iterator[Term]:
        choices, acts = self.choices, [label for label in self.labels if label.is_act]
        yield Term(self._layer, "coder")
        if figure in (ExploreView.TABLE, ExploreView.NETWORK, ExploreView.OVER_TIME) and acts:
            wanted = [label for label in acts if choices.labels is None or label.id in choices.labels]
            yield from self._only(wanted)
            yield from self._force(wanted)
            if choices.actor:
                yield Term(choices.actor, "actor", FilterSign.HAS if choices.by_state else _IS)
        if choices.document:
            is_set = choices.title.startswith(SET)
            yield Term(choices.title.removeprefix(SET), "set") if is_set else Term(choices.title, "title", _IS)
        if days := days_in(choices.when):
            yield Term(days.first, "date", FilterSign.AT_LEAST)
            yield Term(days.last, "date", FilterSign.AT_MOST)

    @property
    def _layer(self) -> str:
        if self.choices.layer in (GOLD, ALL_CODERS):
            return "gold" if self.choices.layer == GOLD else "all"
        return next((one.name for one in self.layers if one.id == self.choices.layer), self.choices.layer)

    def _only(self, wanted: Sequence[Label]) -> Iterator[Term]:
        """Yield what leaves these labels alone: a search has no “or”."""
        if len(wanted) == 1:
            yield Term(wanted[0].id, "label", _IS)
        else:
            yield from (Term(one.id, "label", _IS, is_not=True) for one in self.labels if one not in wanted)

    def _force(self, wanted: Iterable[Label]) -> Iterator[Term]:
        force = self.choices.force
        if force is None:
            return
        for id in dict.fromkeys(one.id for label in wanted for one in forces_of(label)):
            yield Term("", id, is_any=True, is_not=True) if force == NO_FORCE else Term(force, id, _IS)

    def _cell(self, figure: ExploreView, key: Key) -> tuple[Term, ...] | None:
        if OTHERS in key:
            return None
        if figure is ExploreView.OVER_TIME:
            return (Term(key[1], "label", _IS), *self._period(key[0]))
        if figure is ExploreView.LABELS:
            return (self._row(key[0]), Term(key[1], "label", _IS))
        sides = [("by", key[0]), *([("to", key[1])] if key[1] else [])]
        return tuple(self._party(asked, name) for asked, name in sides)

    def _party(self, asked: str, name: str) -> Term:
        if name == NOBODY:
            return Term("", asked)
        by_state = self.choices.by_state and name not in _VALUES
        return Term(str(_VALUES.get(name, name)), asked, FilterSign.HAS if by_state else _IS)

    def _row(self, row: str) -> Term:
        by = self.choices.by
        if by.startswith(METADATA):
            key = by.removeprefix(METADATA)
            return Term("", key) if row == NOBODY else Term(row, key, _IS)
        return Term(row, "coder") if by == BY_CODER else Term(row, "title", _IS)

    def _period(self, period: str) -> Iterator[Term]:
        if period == UNDATED:
            yield Term("", "date")
        elif self.unit == "week":
            yield Term(period, "date", FilterSign.AT_LEAST)
            last = date.fromisoformat(period) + timedelta(days=6)
            yield Term(last.isoformat(), "date", FilterSign.AT_MOST)
        elif self.unit in ("month", "year"):
            yield Term(period, "date")
        else:
            first = int(period.rstrip("s"))
            yield Term(f"{first:04}", "date", FilterSign.AT_LEAST)
            yield Term(f"{first + _YEARS[self.unit] - 1:04}", "date", FilterSign.AT_MOST)
