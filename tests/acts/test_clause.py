"""What an act is about: the rest of its clause; and how often that is what the sample's gold says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.acts.acts import acts_of
from annotator.acts.clause import rest_of_clause
from annotator.model.span import Extent
from annotator.operations.sample import SampleReport
from annotator.store.project import Project


def rest(text: str, addressee: str = "") -> str:
    at = text.find(addressee) if addressee else -1
    found = rest_of_clause(text, Extent(0, len(text)), Extent(at, at + len(addressee)) if at >= 0 else None)
    return text[found.start : found.stop] if found else ""


@pytest.mark.parametrize(
    ("act", "addressee", "content"),
    [
        ("urged China to use its influence with Moscow", "China", "use its influence with Moscow"),
        ("calls to resume negotiations.", "", "resume negotiations"),
        ("will open its market wider", "", "open its market wider"),
        ("hopes that France will provide a fair environment", "France", "provide a fair environment"),
        ("expressed readiness to collaborate with France in this", "France", "collaborate with France in this"),
        ("appeals to the parties to talk", "parties", "talk"),
        ("reminds the Union that any theft would have a price", "Union", "have a price"),
        ("calls upon States to cut off aid that would prolong it", "States", "cut off aid that would prolong it"),
        ("exige de la Russie qu’elle cesse ses attaques", "Russie", "cesse ses attaques"),
        ("呼吁中方利用自身影响力。", "中方", "利用自身影响力"),
        ("حثّ روسيا على استئناف المفاوضات", "روسيا", "استئناف المفاوضات"),
        ("warns", "", ""),
    ],
)  # fmt: skip
def test_it_begins_after_the_verb_and_whom_it_names(act: str, addressee: str, content: str) -> None:
    assert rest(act, addressee) == content


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_of_any_text_it_is_a_part_of_the_act(text: str, one: int, other: int) -> None:
    start, stop = sorted((min(one, len(text)), min(other, len(text))))
    for addressee in (None, Extent(start, min(start + 3, stop))):
        found = rest_of_clause(text, Extent(start, stop), addressee)
        assert found is None or start <= found.start < found.stop <= stop


def test_of_the_samples_gold_it_is_what_was_measured(sample_made: SampleReport) -> None:
    """Of 118 contents in one piece 80 exactly; the mean overlap, as a share of both together, is 0.87."""
    exact, shared = 0, []
    with Project.open(sample_made.path) as project:
        gold = project.layers.gold()
        assert gold is not None
        for info in project.documents.all():
            text = project.documents.get(info.id).text
            spans = project.spans.of_document(info.id, gold.id)
            for act in acts_of(project.codebook, spans, project.links.of_spans([span.id for span in spans])):
                wanted = [extent for one in act.of("content") for extent in one.extents]
                if len(wanted) != 1:
                    continue
                whole = Extent(act.span.start, act.span.stop)
                named = [one for filling in act.of("addressee") for one in filling.extents]
                inside = [one for one in named if whole.start < one.start and one.stop < whole.stop]
                found = rest_of_clause(text, whole, max(inside, key=lambda one: one.stop, default=None))
                assert found is not None
                exact += found == wanted[0]
                both = max(0, min(found.stop, wanted[0].stop) - max(found.start, wanted[0].start))
                shared.append(both / (max(found.stop, wanted[0].stop) - min(found.start, wanted[0].start)))
    assert (len(shared), exact) == (118, 80)
    assert sum(shared) / len(shared) == pytest.approx(0.87, abs=0.01)
