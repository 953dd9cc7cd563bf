"""The figures of boundaries as a segmentation of the text: boundary similarity, WindowDiff and Pk.

They leave nothing out, as the likeness of matched spans does: a span that one coder missed is two boundaries missed.
"""

from collections.abc import Iterator

from annotator.agreement.spans.boundary_similarity import NAME, boundary_edits, boundary_similarity
from annotator.agreement.spans.cuts import Cuts, cuts_of
from annotator.agreement.spans.segment_windows import PK, WINDOW_DIFF, pk, segment_windows, window_diff
from annotator.agreement.study.span_figures import over_pairs
from annotator.agreement.study.study import Aspect
from annotator.agreement.study.study_input import Computed, Prepared
from annotator.agreement.tally import Tally
from annotator.model.ids import LabelId


def on_boundaries(prepared: Prepared) -> Iterator[Computed]:
    """Yield the figures of boundaries that were asked for, pooled over pairs of coders and of each pair."""
    study_input = prepared.study_input
    if any(map(study_input.design.wants, (NAME, WINDOW_DIFF, PK))):
        unit, texts = study_input.design.unit, study_input.texts
        cuts = cuts_of(unit, texts, prepared.table)

        def of_pair(pair: tuple[int, int]) -> Iterator[Computed]:
            table = prepared.judged_by(pair)
            mine = cuts if table is prepared.table else cuts_of(unit, texts, table)
            return _of_pair(prepared, mine, pair)

        yield from over_pairs(study_input, of_pair)


def _of_pair(prepared: Prepared, cuts: Cuts, pair: tuple[int, int]) -> Iterator[Computed]:
    def computed(tally: Tally, label: LabelId | None = None) -> Computed:
        return Computed(aspect=Aspect.BOUNDARY, coders=pair, label=label, part="", tally=tally, counts_decisions=True)

    wants = prepared.study_input.design.wants
    if wants(NAME):
        edits = boundary_edits(cuts, pair)
        for label in (None, *prepared.labels_of(pair)):
            yield computed(boundary_similarity(edits, label), label)
    # Not by label: nearly all windows have no boundary of a label, and all of these count as right.
    if wants(WINDOW_DIFF) or wants(PK):
        windows = segment_windows(cuts, pair)
        yield computed(window_diff(windows))
        yield computed(pk(windows))
