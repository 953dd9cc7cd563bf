"""The figures that are made on spans and stretches of text, not on units: unitizing alphas, F1 of spans, gamma."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import chain

import numpy as np

from annotator.agreement.gamma import gamma, gamma_study
from annotator.agreement.gamma.continuum import Continuum, GammaUnit
from annotator.agreement.input.span_table import SpanTable
from annotator.agreement.spans.span_matches import matched, spans_in_text
from annotator.agreement.spans.span_scores import (
    BOUNDARY,
    MISSED,
    NAMES,
    PRECISION,
    RECALL,
    SPURIOUS,
    Mode,
    boundary,
    span_scores,
)
from annotator.agreement.study.study import Aspect
from annotator.agreement.study.study_input import Computed, Prepared, Step, StudyInput
from annotator.agreement.tally import Array, Estimate, Tally
from annotator.agreement.unitizing.alpha_u import NAME as ALPHA_U
from annotator.agreement.unitizing.alpha_u import alpha_u, alpha_u_by_label
from annotator.agreement.unitizing.coincidences import Coincidences
from annotator.agreement.unitizing.continua import Continua, continua_of
from annotator.agreement.unitizing.u_alpha import (
    CU_ALPHA,
    KU_ALPHA,
    U_ALPHA,
    U_ALPHA_BINARY,
    cu_alpha,
    ku_alpha,
    u_alpha,
    u_alpha_binary,
)
from annotator.model.ids import LabelId

_BY_LABEL = (Mode.STRICT, Mode.OVERLAP)
_WHATEVER_LABEL = (Mode.EXACT, Mode.PARTIAL)
_MATCHED = (*NAMES.values(), BOUNDARY)
_OF_REFERENCE = (PRECISION, RECALL, MISSED, SPURIOUS)
_POOLED = "Pooled over all pairs of coders; n counts what is compared once for each of them."


def on_spans(prepared: Prepared) -> Iterator[Computed]:
    """Yield the figures of spans that were asked for, but for gamma, which takes long."""
    study_input = prepared.study_input
    continua = continua_of(prepared.table)
    for coders in study_input.groups:
        table = prepared.judged_by(coders)
        found = continua if table is prepared.table else continua_of(table)
        yield from _unitizing(prepared, found.of_coders(coders), coders)
    yield from _of_pairs(prepared)


def _of_pairs(prepared: Prepared) -> Iterator[Computed]:
    """Yield the figures of matched spans."""
    if any(map(prepared.study_input.design.wants, _MATCHED)):
        yield from over_pairs(prepared.study_input, partial(_scores, prepared))


def over_pairs(
    study_input: StudyInput, figures_of: Callable[[tuple[int, int]], Iterator[Computed]]
) -> Iterator[Computed]:
    """Yield figures that are of two coders: those of all coders, pooled, and those of each pair."""
    coders = study_input.everyone
    together: dict[tuple[Aspect, str, LabelId | None], tuple[Computed, _Pool]] = {}
    by_pair: list[Computed] = []
    for one in chain.from_iterable(map(figures_of, study_input.pairs)):
        key = one.aspect, one.tally.coefficient, one.label
        if len(coders) > 2 and key not in together:
            together[key] = one, _Pool(one.tally)
        elif len(coders) > 2:
            together[key][1].add(one.tally)
        if len(coders) == 2 or study_input.design.pairs:
            by_pair.append(one)
    for first, pool in together.values():
        yield replace(first, coders=coders, tally=pool.tally(len(coders)))
    yield from by_pair


def _unitizing(prepared: Prepared, continua: Continua, coders: tuple[int, ...]) -> Iterator[Computed]:
    wants, labels = prepared.study_input.design.wants, prepared.labels_of(coders)

    def computed(aspect: Aspect, tally: Tally, label: LabelId | None = None) -> Computed:
        return Computed(aspect=aspect, coders=coders, label=label, part="", tally=tally, counts_decisions=True)

    if wants(ALPHA_U):
        by_label = alpha_u_by_label(continua.of_used_labels())
        yield computed(Aspect.ALL, by_label[None])
        for label in labels:
            yield computed(Aspect.ALL, by_label.get(label) or alpha_u(continua.of_label(label)), label)
    if not any(map(wants, (U_ALPHA, U_ALPHA_BINARY, CU_ALPHA, KU_ALPHA))):
        return
    counts = Coincidences.of(continua)
    yield computed(Aspect.ALL, u_alpha(counts))
    yield computed(Aspect.FOUND, u_alpha_binary(counts))
    yield computed(Aspect.LABEL, cu_alpha(counts))
    if wants(KU_ALPHA):
        for label in labels:
            yield computed(Aspect.LABEL, ku_alpha(counts, label), label)


def _scores(prepared: Prepared, pair: tuple[int, int]) -> Iterator[Computed]:
    def computed(aspect: Aspect, tally: Tally, label: LabelId | None = None) -> Computed:
        return Computed(aspect=aspect, coders=pair, label=label, part="", tally=tally, counts_decisions=True)

    table = prepared.judged_by(pair)
    wants, matches = prepared.study_input.design.wants, matched(table, pair)
    in_text = spans_in_text(table, pair)
    for label in (None, *prepared.labels_of(pair)):
        for mode in _BY_LABEL:
            if wants(NAMES[mode]):
                yield computed(Aspect.ALL, span_scores(matches, mode, label), label)
        if wants(BOUNDARY):
            likeness = boundary(matches, label)
            # Of what is matched: a pair is one place, as is each span that has no partner.
            places = in_text.get(label, 0) - float(likeness.n.sum())
            yield computed(Aspect.BOUNDARY, replace(likeness, among=places), label)
    # By label it would be what overlap is: incorrect is a span that meets one of another label.
    if wants(NAMES[Mode.TYPE]):
        yield computed(Aspect.ALL, span_scores(matches, Mode.TYPE))
    for mode in _WHATEVER_LABEL:
        if wants(NAMES[mode]):
            yield computed(Aspect.FOUND, span_scores(matches, mode))


def pooled(tallies: Sequence[Tally], coders: int) -> Tally:
    """Return what the pairs of so many coders come to together: their sums added up.

    No coder is the reference then, so that there is neither precision nor recall, nor what was missed or spurious.
    """
    pool = _Pool(tallies[0])
    for tally in tallies[1:]:
        pool.add(tally)
    return pool.tally(coders)


class _Pool:
    """Tallies of pairs added up one by one: all of them at once would be labels times documents times pairs."""

    def __init__(self, first: Tally) -> None:
        self._first = first
        self._sums, self._n = np.zeros(first.sums.shape), np.zeros(first.n.shape)
        self._categories: dict[str, int] = {}
        self._used = np.zeros((len(first.n), 0))
        self._decision, self._count, self._places = 0.0, 0, 0.0
        self.add(first)

    def add(self, tally: Tally) -> None:
        """Add what another pair comes to."""
        self._sums += tally.sums
        self._n += tally.n
        self._decision, self._count = self._decision + tally.decision, self._count + 1
        self._places += tally.among
        # Pairs of coders have categories of their own.
        if new := [name for name in tally.categories if name not in self._categories]:
            self._categories |= {name: at for at, name in enumerate(new, len(self._categories))}
            self._used = np.hstack((self._used, np.zeros((len(self._used), len(new)))))
        if tally.used is not None:
            columns = [self._categories[name] for name in tally.categories]
            are_all = columns == list(range(len(self._categories)))
            self._used[:, slice(None) if are_all else columns] += tally.used

    def tally(self, coders: int) -> Tally:
        """Return what all pairs of so many coders come to."""
        return replace(
            self._first,
            sums=self._sums,
            n=self._n,
            categories=tuple(self._categories),
            used=self._used if self._categories else None,
            finish=_without_reference(self._first.finish),
            convention=f"{self._first.convention} {_POOLED}",
            decision=(coders - 1) * self._decision / self._count,
            among=self._places,
        )


@lru_cache(maxsize=16)
def _without_reference(finish: Callable[[Array], Estimate]) -> Callable[[Array], Estimate]:
    def finished(sums: Array) -> Estimate:
        found = finish(sums)
        details = {name: value for name, value in found.details.items() if name not in _OF_REFERENCE}
        return found._replace(details=details)

    return finished


def gamma_figures(prepared: Prepared, step: Step) -> Iterator[Computed]:
    """Yield gamma, gamma-cat and gamma-k of all coders together; `step` is told how many documents are aligned."""
    study_input = prepared.study_input
    wanted = [name for name in (gamma.GAMMA, gamma.GAMMA_CAT, gamma.GAMMA_K) if study_input.design.wants(name)]
    if not study_input.design.gamma_samples or not wanted:
        return
    choices = gamma_study.GammaOptions(samples=study_input.design.gamma_samples, seed=study_input.design.seed)
    found = gamma_study.study(list(_continua(prepared.judged_by(study_input.everyone))), choices, step)

    def computed(aspect: Aspect, tally: Tally, label: LabelId | None = None) -> Computed:
        return Computed(
            aspect=aspect, coders=study_input.everyone, label=label, part="", tally=tally, counts_decisions=True
        )

    if gamma.GAMMA in wanted:
        yield computed(Aspect.ALL, gamma.gamma(found))
    if gamma.GAMMA_CAT in wanted:
        yield computed(Aspect.LABEL, gamma.gamma_cat(found))
    for label in study_input.ids:
        if gamma.GAMMA_K in wanted and study_input.design.shows(label) and label in found.categories:
            yield computed(Aspect.LABEL, gamma.gamma_k(found, label), label)


def _continua(table: SpanTable) -> Iterator[Continuum]:
    units: list[dict[int, list[GammaUnit]]] = [{} for _ in range(table.documents)]
    begins = table.begins[table.document]
    places = zip(table.start - begins, table.stop - begins, table.size, strict=True)
    for document, coder, label, (start, stop, size) in zip(
        table.document.tolist(), table.coder.tolist(), table.label.tolist(), places, strict=True
    ):
        if size:
            units[document].setdefault(coder, []).append(GammaUnit(int(start), int(stop), table.labels[label]))
    for length, present, found in zip(table.lengths.tolist(), table.present.tolist(), units, strict=True):
        yield Continuum([found.get(at, []) for at, here in enumerate(present) if here], length)
