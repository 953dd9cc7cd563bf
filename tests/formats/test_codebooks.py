"""A codebook made of what is found in a file: which role is the speaker, what is a force, what an actor is."""

import csv
import json
from pathlib import Path

from annotator.acts.dyads import roles_of
from annotator.formats.codebooks import CodebookMaker
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.role_kinds import Takes
from annotator.operations.exchange import exporting, importing
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.sample import SampleReport
from annotator.store.project import Project
from tests.projects import default_codebook

COMPARED = ("act_id", "source_name", "target_name", "act", "force", "force_rank", "cameo", "plover")


def test_a_label_of_the_programs_own_codebook_is_that_one() -> None:
    maker = CodebookMaker()
    appeal = maker.label("appeal")
    for role in ("addressee", "content", "speaker"):
        maker.role(appeal, role)
    maker.attribute(appeal, "force", "urges")
    (made,) = maker.codebook("x").labels
    own = default_codebook().get("appeal")
    assert own is not None
    assert [role.model_copy(update={"labels": ()}) for role in own.roles] == list(made.roles), "no label actor here"
    assert (made.name, made.definition, made.attributes, made.counterparts) == (
        *(own.name, own.definition, own.attributes, own.counterparts),
    )


def test_what_the_own_label_lacks_is_kept_as_it_was_found() -> None:
    maker = CodebookMaker()
    appeal = maker.label("appeal")
    maker.label("actor")
    for name, value in (("force", "whispers"), ("polarity", "negative"), ("venue", "Geneva")):
        maker.attribute(appeal, name, value)
    maker.role(appeal, "witness")
    made = maker.codebook("x").get("appeal")
    assert made is not None and made.attribute("force") is not None
    kinds: dict[str, tuple[AttributeKind, tuple[str, ...]]] = {
        attribute.id: (attribute.kind, attribute.values) for attribute in made.attributes
    }
    assert kinds["force"] == (AttributeKind.CHOICE, ("whispers",)) and kinds["venue"][1] == ("Geneva",)
    assert kinds["polarity"][1] == ("positive", "negative")
    assert all("force" not in one.when for one in made.counterparts)
    assert [role.id for role in made.roles][-1] == "witness" and made.roles[0].labels == ("actor",)


def test_roles_of_other_labels_are_the_speaker_first_and_what_passages_alone_fill() -> None:
    maker = CodebookMaker()
    demand = maker.label("demand")
    for role, is_passage in (
        *(("addressee", False), ("venue", True), ("subject", True), ("subject", False), ("content", False)),
        *(("speaker", True), ("venue", True)),
    ):
        maker.role(demand, role, is_passage)
    (made,) = maker.codebook("x").labels
    takes: dict[str, Takes] = {role.id: role.takes for role in made.roles}
    assert list(takes) == ["speaker", "addressee", "content", "venue", "subject"]
    assert takes["venue"] is takes["content"] is Takes.PASSAGE, "content is a passage in the program's own codebook"
    assert takes["speaker"] is takes["subject"] is Takes.PARTY
    source, target = roles_of(made)
    assert source and target and (source.id, target.id) == ("speaker", "addressee")


def test_gold_without_the_files_beside_it_gives_the_same_dyads_but_for_what_the_register_knows(
    sample_made: SampleReport, tmp_path: Path
) -> None:
    def pairs(project: Project) -> list[list[str]]:
        exporting.export(project, tmp_path / "x.csv", "dyads", "gold", replace=True)
        with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            if row["source_value"] == "document":
                row["source_name"] = row["source_text"]  # by another name than the register's in the metadata
        return [[row[name] for name in COMPARED] for row in rows]

    alone = tmp_path / "alone" / "gold.jsonl"
    alone.parent.mkdir()
    alone.write_bytes(sample_made.path.with_name("gold.jsonl").read_bytes())
    assert json.loads(alone.read_text("utf-8").splitlines()[0])["links"]
    empty = Project.create(tmp_path / "empty.annot", default_codebook().with_labels([]))
    assert importing.import_sources(empty, [ImportSource(alone)]).failed == []
    with Project.open(sample_made.path) as sample:
        assert pairs(empty) == pairs(sample) and len(pairs(sample)) > 100
    empty.close()


def test_an_empty_word_among_the_values_of_a_list_is_none_of_its_choices() -> None:
    maker = CodebookMaker()
    label = maker.label("strange")
    for name, value in (("alone", [""]), ("among", ["", "aid"]), ("none", list[str]())):
        maker.attribute(label, name, value)
    kinds = [(one.kind, one.values) for one in maker.codebook("x").labels[0].attributes]
    assert kinds == [(AttributeKind.TEXT, ()), (AttributeKind.CHOICES, ("aid",)), (AttributeKind.TEXT, ())]


def test_labels_without_colours_are_told_apart_and_the_first_have_keys() -> None:
    maker = CodebookMaker()
    for number in range(25):
        maker.label(f"label-{number}")
    maker.describe(maker.label("label-3"), colour="#123456", key="1")
    labels = maker.codebook("File").labels
    assert labels[3].colour == "#123456" and labels[3].key == "1"
    assert len({(label.colour, label.cue) for label in labels}) == 25
    assert [label.key for label in labels[:5]] == ["2", "3", "4", "1", "5"]
    assert sorted(label.key for label in labels if label.key) == list("123456789")
