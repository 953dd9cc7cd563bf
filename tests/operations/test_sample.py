"""The sample project: the main path from nothing to gold."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from annotator.acts.acts import Act, acts_of, filling_of
from annotator.acts.dyads import date_of
from annotator.adjudication.cases import CaseKind, find_cases
from annotator.adjudication.decisions import Status
from annotator.model.actor import Actor
from annotator.model.errors import BadProject, Cancelled
from annotator.model.ids import DocumentId, RoleId, SpanId
from annotator.model.register import faults, read_register
from annotator.operations.adjudication import adjudicate
from annotator.operations.exchange import exporting, importing
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.overview import overview
from annotator.operations.people import people
from annotator.operations.sample import ADJUDICATOR, FILE, NAME, SampleReport, make_sample
from annotator.resources import resource
from annotator.store.project import Project
from tests.operations.desks import new_project

CODERS = ("Ana", "Ben", "Chloé")
OTHER_LANGUAGES = {"communique-fr.md": "French", "readout-zh.txt": "Chinese", "statement-ar.txt": "Arabic"}


@pytest.fixture(scope="module")
def sample(sample_made: SampleReport) -> Iterator[Project]:
    """Return the sample project; these tests change nothing in it."""
    with Project.open(sample_made.path) as project:
        yield project


def acts_in(project: Project, document: DocumentId) -> list[Act]:
    """Return the acts of a document, of all coders and gold."""
    return acts_of(project.codebook, project.spans.of_document(document), project.links.of_document(document))


def who_fills(act: Act, role: str) -> set[object]:
    """Return who or what fills a slot."""
    return {filling.who for filling in act.of(role)}


def acts_of_pairs(project: Project) -> list[tuple[Act, Act]]:
    """Return the acts that two coders coded in one place with one label."""
    layers = {layer.id: layer.name for layer in project.layers.all()}
    pairs = []
    for info in project.documents.all():
        acts = {act.span.id: act for act in acts_in(project, info.id) if layers[act.span.layer] in CODERS}
        spans = {layer: [act.span for act in acts.values() if act.span.layer == layer] for layer in layers}
        for case in find_cases(info.id, spans):
            both = combinations([acts[span.id] for span in case.candidates], 2)
            pairs += [(one, other) for one, other in both if one.label == other.label]
    return pairs


def test_the_sample_goes_through_the_whole_main_path(sample_made: SampleReport) -> None:
    report = sample_made
    assert report.texts.failed == report.codings.failed == []
    assert len(report.texts.documents) >= 9
    assert {"Ana", "Ben", "Chloé"} <= set(report.codings.coders)
    assert report.settled.settled and report.settled.left
    alpha = report.agreement.find("alpha-nominal")
    assert alpha is not None and alpha.result.value is not None
    found = {path.name for path in report.path.parent.iterdir() if not path.name.startswith(".")}
    names = found - {f"{FILE}-wal", f"{FILE}-shm"}  # while others look at it
    assert names == {
        FILE,
        "gold.jsonl",
        "gold.codebook.json",
        "gold.project.json",
        "gold.agreement.json",
        "gold.card.json",
        "handed in",
    }
    with Project.open(report.path) as project:
        assert project.check() == []
        assert overview(project).name == NAME
        assert len({info.title for info in project.documents.all()}) == len(report.texts.documents)


def test_texts_that_say_when_they_were_made_have_their_date(sample: Project) -> None:
    undated = {info.source for info in sample.documents.all() if not date_of(info.metadata)}
    assert undated == {"china-france-ukraine.txt", "un-resolution.txt"}, "these two carry no date of their own"
    for info in sample.documents.all():
        if info.source == "statement-ar.txt":
            assert date_of(info.metadata) == "2026-02-18" and "18 فبراير 2026" in sample.documents.get(info.id).text


def test_a_sample_that_is_stopped_leaves_no_half_of_a_project(tmp_path: Path) -> None:
    def stop(done: int, total: int, text: str) -> None:
        if done == 3:
            raise Cancelled("Stopped.")

    for _ in range(2):  # nothing is in the way the next time
        with pytest.raises(Cancelled):
            make_sample(tmp_path, stop)
        assert list(tmp_path.iterdir()) == []


def test_a_sample_is_not_made_over_another_nor_into_a_file(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("dear")
    with pytest.raises(BadProject, match="exists already"):
        make_sample(tmp_path)
    assert (tmp_path / FILE).read_text() == "dear"
    with pytest.raises(BadProject, match="cannot be made a folder"):
        make_sample(tmp_path / FILE)


def test_all_three_code_acts_with_forces_and_roles_in_all_languages(sample: Project) -> None:
    layers = {layer.id: layer.name for layer in sample.layers.all()}
    acts: dict[tuple[str, str], list[Act]] = defaultdict(list)
    for info in sample.documents.all():
        for act in acts_in(sample, info.id):
            acts[layers[act.span.layer], OTHER_LANGUAGES.get(info.source, "English")].append(act)
    for coder in CODERS:
        for language in ("English", *OTHER_LANGUAGES.values()):
            found = acts[coder, language]
            assert {act.label.id for act in found} == {"appeal", "commitment", "warning"}
            whole = [act for act in found if not act.missing and {"force", "polarity"} <= act.span.attributes.keys()]
            assert len(whole) >= (0.6 if (coder, language) == ("Ben", "Arabic") else 0.9) * len(found)
            assert sum(bool(act.of("content")) for act in found) > len(found) / 2


def test_every_way_to_fill_a_slot_appears(sample: Project) -> None:
    ways = Counter[str]()
    for info in sample.documents.all():
        layers = {span.id: span.layer for span in sample.spans.of_document(info.id)}
        gold = sample.layers.gold()
        for link in sample.links.of_document(info.id):
            if gold is not None and layers[link.act] != gold.id:
                named = "span" if link.span else "passage" if link.extents else link.value or "nowhere"
                ways[f"{named} and actor" if link.actor else named] += 1
    assert ways.keys() >= {"span", "span and actor", "passage", "passage and actor"}
    assert ways.keys() >= {"implicit", "collective", "unclear", "document"}


def test_coders_differ_over_slots_and_forces_as_people_do(sample: Project) -> None:
    pairs = acts_of_pairs(sample)
    for role, low, high in (("speaker", 0.8, 0.95), ("addressee", 0.7, 0.85)):
        filled = [pair for pair in pairs if any(who_fills(act, role) for act in pair)]
        alike = sum(who_fills(one, role) == who_fills(other, role) for one, other in filled)
        assert low < alike / len(filled) < high
    forces = [(one.span.attributes.get("force"), other.span.attributes.get("force")) for one, other in pairs]
    assert 0.7 < sum(one == other for one, other in forces) / len(forces) < 0.9
    assert {one.label.id for one, other in pairs if one.span.attributes != other.span.attributes} == {
        *("appeal", "commitment", "warning")
    }


def test_the_actors_are_those_of_the_register_and_a_few_of_their_own(sample: Project) -> None:
    shipped = {actor.id: actor for actor in read_register(resource("actors.json").read_bytes(), "actors.json")}
    actors = sample.actors.all()
    assert faults(actors) == []
    assert shipped.keys() <= {actor.id for actor in actors}
    own = [actor for actor in actors if actor.id not in shipped]
    assert 0 < len(own) < 10
    for actor in actors:
        assert actor in own or _same(actor, shipped[actor.id])
    spans = [span for info in sample.documents.all() for span in sample.spans.of_document(info.id)]
    named = Counter(span.actor is not None for span in spans if span.label == "actor")
    assert named[True] > named[False] > 0, "vague nouns name no actor"
    assert all(span.actor is None for span in spans if span.label != "actor")


def _same(actor: Actor, shipped: Actor) -> bool:
    """Whether an actor is the shipped one, perhaps under one name more."""
    return (
        set(shipped.aliases) <= set(actor.aliases) and actor.model_copy(update={"aliases": shipped.aliases}) == shipped
    )


def test_decisions_keep_the_slots_of_their_candidates_and_gold_has_them(sample: Project) -> None:
    for info in sample.documents.all():
        spans = {span.id: span for span in sample.spans.of_document(info.id)}
        links = sample.links.of_document(info.id)
        acts = {act.span.id: act for act in acts_in(sample, info.id)}
        for decision in sample.decisions.of_document(info.id):
            if decision.rule.by_policy:
                continue
            kept: dict[tuple[SpanId, RoleId], set[object]] = defaultdict(set)
            for link in decision.links:
                assert link.span is None
                kept[link.act, link.role].add(filling_of(link, None).who)
            now: dict[tuple[SpanId, RoleId], set[object]] = defaultdict(set)
            for link in links:
                if link.act in {span.id for span in decision.candidates}:
                    now[link.act, link.role].add(filling_of(link, spans.get(link.span) if link.span else None).who)
            assert kept == now
            for gold in decision.gold:
                act = acts.get(gold)
                assert act is None or (not act.missing and "force" in act.span.attributes)


def test_the_manual_says_how_many_cases_the_sample_has(sample_made: SampleReport, sample: Project) -> None:
    settled = sample_made.settled
    agreed, left = sum(settled.settled.values()), settled.left
    layers = people.layers_named(sample, None)
    every = [one for info in sample.documents.all() for one in adjudicate.cases_of(sample, info.id, layers)]
    differing = [one for one in every if one.case.kind is not CaseKind.AGREED]
    decided = sum(one.status is Status.DECIDED for one in differing)
    said = " ".join(resource("help/adjudicate.md").read_text("utf-8").split())
    for sentence in (
        f"the coders say the same in {agreed} of {len(every)} cases. Of the {len(differing)} in which they differ,",
        f"in which they differ, {decided} are decided; {sum(left.values())} are left:",
        f"are left: {left['missing']} not seen by all, {left['label']} with different labels,",
        f"with different labels, {left['boundary']} with different boundaries,",
        f"different boundaries, {left['attribute']} with different attributes, {left['slot']} with different slots.",
    ):
        assert sentence in said


def test_all_of_gold_names_who_adjudicated_and_so_do_history_and_jsonl(sample_copy: Path, tmp_path: Path) -> None:
    with Project.open(sample_copy) as project:
        (dana,) = (coder for coder in project.coders.all() if coder.name == ADJUDICATOR)
        gold, decided = project.layers.gold(), dict[SpanId, str | None]()
        assert gold is not None
        for info in project.documents.all():
            for decision in project.decisions.of_document(info.id):
                decided.update(dict.fromkeys(decision.gold, decision.coder))
        spans = [span.id for info in project.documents.all() for span in project.spans.of_document(info.id, gold.id)]
        assert len(spans) > 150 and {decided[span] for span in spans} == {dana.id}
        exporting.export(project, tmp_path / "all.jsonl", layer="all", names=True)
        with new_project(tmp_path / "again.annot") as again:
            importing.import_sources(again, [ImportSource(tmp_path / "all.jsonl")])
            every = [made for info in again.documents.all() for made in again.decisions.of_document(info.id)]
            names = {coder.id: coder.name for coder in again.coders.all()}
            assert {names[made.coder] if made.coder else None for made in every} == {ADJUDICATOR}
    lines = [json.loads(line) for line in sample_copy.with_name("gold.jsonl").read_text("utf-8").splitlines()]
    assert {made["coder"] for line in lines for made in line["decisions"]} == {"adjudicator-1"}
