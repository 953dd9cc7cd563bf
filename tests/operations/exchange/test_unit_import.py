"""Where units are given, what comes in stands on whole units, one code each where they get one; the rest is counted."""

import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.making import BundleMaker
from annotator.formats.placing import PlaceClaim
from annotator.model.bundle import Bundle
from annotator.model.codebook import Codebook, CodesPerUnit, CodingUnit, Label, Role
from annotator.model.document import DocumentDraft
from annotator.model.errors import NotAllowed
from annotator.model.span import Span
from annotator.operations.codebook import codebook
from annotator.operations.documents import documents, units
from annotator.operations.exchange import exporting, importing
from annotator.operations.exchange.bundle_import import import_bundle
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.exchange.import_outcome import ImportOutcome
from annotator.operations.project import history
from annotator.store.project import Project
from tests.examples import examples

TEXT = "They met. France urged China to talk. It warned of force.\nNobody answered. The end."


def book(codes: CodesPerUnit = CodesPerUnit.ONE, unit: CodingUnit = CodingUnit.SENTENCE) -> Codebook:
    labels = (
        Label(id="urge", name="Urge", roles=(Role(id="to", name="To"),)),
        Label(id="warn", name="Warn"),
        Label(id="who", name="Who", names_actors=True),
        Label(id="acts", name="Acts", heading=True),
    )
    return Codebook(name="Units", unit=unit, codes_per_unit=codes, labels=labels)


def made(path: Path, codes: CodesPerUnit = CodesPerUnit.ONE, cut: bool = True) -> Project:
    path.unlink(missing_ok=True)
    project = Project.create(path, book(codes))
    documents.add_drafts(project, [DocumentDraft("Speech", TEXT)])
    if cut:
        units.cut_units(project)
    return project


def coded(*said: tuple[str, int, int, str], program: str = "other") -> Bundle:
    """Return what another program has: who coded from where to where as what."""
    maker = BundleMaker("table", program)
    document = maker.document("Speech", TEXT)
    for number, (who, start, stop, label) in enumerate(said):
        code = maker.codes.label(label)
        document.span(str(number), maker.layer_of(who), code, PlaceClaim(((start, stop),), None))
    return maker.bundle()


def at(quote: str) -> tuple[int, int]:
    return TEXT.index(quote), TEXT.index(quote) + len(quote)


def spans_in(project: Project) -> list[Span]:
    return [span for info in project.documents.all() for span in project.spans.of_document(info.id)]


def left_out(outcome: ImportOutcome) -> int:
    found = [re.match(r"([\d,]+) (?:coding|code)s? (?:is|are) left out", said) for said in outcome.left_out]
    return sum(int(one[1].replace(",", "")) for one in found if one)


@settings(max_examples=examples(60), deadline=None)
@given(seed=st.integers(0, 2**32), codes=st.sampled_from(CodesPerUnit))
def test_whatever_comes_in_stands_on_units_and_what_does_not_is_counted_and_a_second_time_nothing_is_added(
    tmp_path_factory: pytest.TempPathFactory, seed: int, codes: CodesPerUnit
) -> None:
    chance = Random(seed)
    with made(tmp_path_factory.mktemp("units") / "a.annot", codes) as project:
        (info,) = project.documents.all()
        given_units = project.units.of_document(info.id)
        said = []
        for _ in range(chance.randint(1, 12)):
            start, stop = chance.choice(given_units)
            if chance.random() < 0.5:
                start, stop = sorted(chance.sample(range(len(TEXT)), 2))
            said.append((chance.choice(["ana", "ben"]), start, stop, chance.choice(["Urge", "Warn", "Who", "Acts"])))
        outcome = import_bundle(project, coded(*said))
        found = spans_in(project)
        assert {span.extents for span in found} <= {(unit,) for unit in given_units}
        assert "acts" not in {span.label for span in found}
        if codes is CodesPerUnit.ONE:
            on_units = Counter((span.layer, span.extents) for span in found if span.label != "who")
            assert not on_units or max(on_units.values()) == 1
        assert all(span.quote == TEXT[span.start : span.stop] for span in found)
        # What is not there, in the layer and with the label that the file says, is counted.
        there = {(span.layer, span.label, span.extents[0]) for span in found}
        layers = {layer.name: layer.id for layer in project.layers.all()}
        missing = [one for one in dict.fromkeys(said) if not any(
            (layers.get(one[0]), one[3].lower(), unit) in there for unit in given_units
            if unit.start <= one[2] and one[1] <= unit.stop
        )]  # fmt: skip
        assert left_out(outcome) >= len(missing)
        again = import_bundle(project, coded(*said))
        assert spans_in(project) == found and again.spans == 0 and again.differing == 0
        assert left_out(again) == left_out(outcome)
        history.undo(project)
        assert spans_in(project) == []


def test_each_kind_is_said_in_a_sentence_with_what_to_do(tmp_path: Path) -> None:
    with made(tmp_path / "a.annot") as project:
        outcome = import_bundle(
            project,
            coded(
                *(("ana", *at("They met."), "Urge"), ("ana", *at("They met."), "Warn"), ("ana", *at("urged"), "Urge")),
                *(("ben", *at("met. France"), "Urge"), ("ben", *at(" It warned of force.\n"), "Warn")),
                *(("ben", *at("Nobody answered. The end."), "Urge"), ("ben", *at("They met."), "Acts")),
            ),
        )
        said = " ".join(outcome.left_out)
        for words in ("part of one", "begins or ends within one", "has another of the same coder", "is a heading here"):
            assert words in said
        assert "other blanks at its ends" in said and "put on each of them" in said
        codes = sorted((span.quote, span.label, span.doubt) for span in spans_in(project))
        assert codes == [
            ("It warned of force.", "warn", False),
            ("Nobody answered.", "urge", False),
            ("The end.", "urge", False),
            ("They met.", "urge", True),
        ]
        assert outcome.lost("x.csv") and all(one in outcome.notices("x.csv") for one in outcome.lost("x.csv"))


def test_what_is_here_keeps_its_unit_and_another_code_for_it_is_listed(tmp_path: Path) -> None:
    with made(tmp_path / "a.annot") as project:
        import_bundle(project, coded(("ana", *at("They met."), "Urge")))
        outcome = import_bundle(project, coded(("ana", *at("They met."), "Warn"), program="other"))
        assert [span.label for span in spans_in(project)] == ["urge"]
        assert left_out(outcome) + outcome.differing == 1


def test_codings_of_a_text_that_is_not_cut_wait_until_it_is(tmp_path: Path) -> None:
    with made(tmp_path / "a.annot", cut=False) as project:
        bundle = coded(("ana", *at("They met."), "Urge"))
        (said,) = import_bundle(project, bundle).left_out
        assert "annotator units FILE --cut" in said and spans_in(project) == []
        units.cut_units(project)
        assert import_bundle(project, coded(("ana", *at("They met."), "Urge"))).left_out == []
        assert [span.quote for span in spans_in(project)] == ["They met."]


def test_strict_refuses_what_is_left_out_or_moved_and_nothing_else(tmp_path: Path) -> None:
    table = tmp_path / "x.csv"
    start, stop = at("They met.")
    table.write_text(f"doc,start,end,quote,label\nSpeech,{start},{stop},They met.,Urge\n", "utf-8")
    with made(tmp_path / "a.annot") as project:
        report = importing.import_sources(project, [ImportSource(table)], strict=True)
        assert report.spans == 1 and any("Fields taken" in one for one in report.notices)
        table.write_text("doc,start,end,quote,label\nSpeech,0,4,They,Urge\n", "utf-8")
        with pytest.raises(NotAllowed, match="part of one"):
            importing.import_sources(project, [ImportSource(table)], strict=True)
        assert len(spans_in(project)) == 1


def test_a_projects_own_codings_from_before_units_were_given_come_back_as_they_were(tmp_path: Path) -> None:
    free = book(unit=CodingUnit.FREE)
    with Project.create(tmp_path / "a.annot", free) as project:
        documents.add_drafts(project, [DocumentDraft("Speech", TEXT)])
        import_bundle(project, coded(("ana", *at("urged"), "Urge")))
        codebook.save(project, project.codebook.model_copy(update={"unit": CodingUnit.SENTENCE}))
        units.cut_units(project)
        exporting.export(project, tmp_path / "all.jsonl", layer="all", names=True)
        with Project.create(tmp_path / "b.annot", free) as other:
            importing.import_sources(other, [ImportSource(tmp_path / "all.jsonl")])
            assert [span.quote for span in spans_in(other)] == ["urged"]
            report = importing.import_sources(other, [ImportSource(tmp_path / "all.jsonl")], is_update=True)
            assert [span.quote for span in spans_in(other)] == ["urged"] and report.lost == []


def test_a_party_within_a_unit_stays_in_its_slot_as_a_passage(tmp_path: Path) -> None:
    maker = BundleMaker("table", "other")
    document, layer = maker.document("Speech", TEXT), maker.layer_of("ana")
    urge, who = maker.codes.label("Urge"), maker.codes.label("Who")
    act = document.span("1", layer, urge, PlaceClaim((at("France urged China to talk."),), None))
    party = document.span("2", layer, who, PlaceClaim((at("China"),), None))
    document.link("", act, maker.codes.role(urge, "To"), span=party)
    with made(tmp_path / "a.annot") as project:
        outcome = import_bundle(project, maker.bundle())
        (span,) = spans_in(project)
        (link,) = project.links.of_spans([span.id])
        assert (link.role, link.span, link.quote) == ("to", None, "China")
        assert left_out(outcome) == 1 and outcome.unfit == 0
