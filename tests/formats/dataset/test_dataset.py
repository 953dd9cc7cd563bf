"""The folder to publish: a format like any other, whose files say the same as each other."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from annotator.formats.dataset.contents import ENTRIES
from annotator.formats.format import WriteOptions
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.bundle import Bundle
from annotator.model.codebook import Attribute, CodingUnit
from annotator.model.data_author import DataAuthor
from annotator.model.description import Description
from annotator.model.ids import AttributeId
from annotator.model.settings import ProjectSettings
from annotator.model.span import Extent
from annotator.operations.exchange.finding import sources_in
from tests.formats.bundles import sample_bundle
from tests.formats.contract import ReadableContract

SAID = Description(
    title="Appeals",
    summary="Appeals, coded.",
    authors=(DataAuthor(name="Novák, Zoë", orcid="0000-0002-1825-0097", affiliation="Uni"), DataAuthor(name="Press")),
    licence="CC-BY-4.0",
    published="2026-11",
    funding=("Fund 1",),
    languages=("en", "zh-Hant"),
    treatment="Menus were cut.",
    keywords=("peace",),
)


def described(said: Description = SAID) -> Bundle:
    return replace(sample_bundle(), settings=ProjectSettings(name="Sample", description=said))


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


class TestDataset(ReadableContract):
    name = "dataset"

    def garbage(self, folder: Path, data: bytes, text: bytes) -> Path:
        (folder / "complete").mkdir()
        (folder / "complete" / "annotations.jsonl").write_bytes(data)
        for name in ("complete/annotations.project.json", "README.md", "croissant.json"):
            (folder / name).write_bytes(text)
        return folder

    def written(self, folder: Path, said: Description = SAID) -> Path:
        self.write(described(said), folder)
        return self.place(folder)

    def test_the_flat_tables_say_what_the_bundle_does(self, tmp_path: Path) -> None:
        data = self.written(tmp_path) / "data"
        spans, documents, slots = (lines(data / f"{name}.jsonl") for name in ("spans", "documents", "slots"))
        bundle = described()
        coded = list(bundle.documents)
        texts = {row["document_id"]: row["text"] for row in documents}
        assert texts == {one.document.id: one.document.text for one in coded}
        assert {row["span_id"] for row in spans} == {span.id for one in coded for span in one.spans}
        assert len(slots) == sum(len(one.links) for one in coded)
        for row in spans:
            pieces = [tuple(map(int, piece.split())) for piece in row["extents"].split(";") if piece]
            text = texts[row["document_id"]]
            assert row["quote"] == " … ".join(text[start:stop] for start, stop in pieces)
            assert (row["start"], row["stop"]) == ((pieces[0][0], pieces[-1][1]) if pieces else (0, 0))

    def test_given_units_stand_in_a_table_and_each_span_says_which_it_holds(self, tmp_path: Path) -> None:
        bundle = described()
        cut = [
            replace(
                one,
                units=tuple(
                    Extent(at, min(at + 9, len(one.document.text))) for at in range(0, len(one.document.text), 10)
                ),
            )
            for one in bundle.documents
        ]
        codebook = bundle.codebook.model_copy(update={"unit": CodingUnit.SENTENCE})
        self.write(replace(bundle, codebook=codebook, documents=cut), tmp_path)
        data = self.place(tmp_path) / "data"
        spans, documents, units = (lines(data / f"{name}.jsonl") for name in ("spans", "documents", "units"))
        texts = {row["document_id"]: row["text"] for row in documents}
        assert len(units) == sum(len(one.units) for one in cut) > 4
        assert all(texts[row["document_id"]][row["start"] : row["stop"]] == row["quote"] for row in units)
        ranges = {(row["document_id"], row["unit"]): range(row["start"], row["stop"]) for row in units}
        for row in spans:
            pieces = [range(*map(int, piece.split())) for piece in row["extents"].split(";") if piece]
            marked = {at for piece in pieces for at in piece}
            of_document = {
                number: unit for (document, number), unit in ranges.items() if document == row["document_id"]
            }
            held = [number for number, unit in of_document.items() if 2 * len(marked & set(unit)) > len(unit)]
            assert (row["unit"], row["last_unit"]) == ((held[0], held[-1]) if held else (0, 0))
        assert any(row["unit"] for row in spans)

    def test_what_is_said_of_a_party_stands_in_its_row(self, tmp_path: Path) -> None:
        asked = Attribute(id=AttributeId("stance"), name="Stance", kind=AttributeKind.TEXT)
        bundle = described()
        labels = [
            label.model_copy(
                update={"roles": tuple(role.model_copy(update={"attributes": (asked,)}) for role in label.roles)}
            )
            for label in bundle.codebook.labels
        ]
        coded = [
            replace(one, links=tuple(replace(link, attributes={"stance": "for"}) for link in one.links))
            for one in bundle.documents
        ]
        codebook = bundle.codebook.model_copy(update={"labels": tuple(labels)})
        self.write(replace(bundle, codebook=codebook, documents=coded), tmp_path)
        assert {row["attr_stance"] for row in lines(self.place(tmp_path) / "data" / "slots.jsonl")} == {"for"}

    def test_each_column_has_one_type_in_all_rows(self, tmp_path: Path) -> None:
        root = self.written(tmp_path)
        head = yaml.safe_load((root / "README.md").read_text("utf-8").split("---\n")[1])
        kinds = {"string": str, "int64": int, "bool": bool}
        assert [one["config_name"] for one in head["dataset_info"]] == ["spans", "documents", "slots", "dyads", "units"]
        for table in head["dataset_info"]:
            names = {one["name"]: kinds[one["dtype"]] for one in table["features"]}
            for row in lines(root / "data" / f"{table['config_name']}.jsonl"):
                assert {name: type(value) for name, value in row.items()} == names

    def test_parts_of_a_dataset_are_files_each_and_splits_by_name(self, tmp_path: Path) -> None:
        parts = ("train", "dev", "train", "")
        coded = [replace(one, split=part) for one, part in zip(described().documents, parts, strict=True)]
        self.write(replace(described(), documents=coded), tmp_path)
        root = self.place(tmp_path)
        head = yaml.safe_load((root / "README.md").read_text("utf-8").split("---\n")[1])
        files = {
            table["config_name"]: {one["split"]: one["path"] for one in table["data_files"]}
            for table in head["configs"]
        }
        assert files["documents"].keys() == {"train", "dev", "rest"}
        ids = {one.document.id for one in coded if one.split == "dev"}
        for name in ("documents", "spans"):
            assert {row["document_id"] for row in lines(root / files[name]["dev"])} == ids
        sets = [one["@id"] for one in json.loads((root / "croissant.json").read_text("utf-8"))["recordSet"]]
        assert {"spans-train", "spans-dev", "documents-train"} <= set(sets)

    def test_each_file_is_summed_and_told_of(self, tmp_path: Path) -> None:
        root = self.written(tmp_path)
        there = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file() and path.name[0] != "."}
        pairs = [line.split("  ") for line in (root / "SHA256SUMS").read_text("utf-8").splitlines()]
        sums = {name: sum for sum, name in pairs}
        assert sums.keys() == there - {"SHA256SUMS"}
        assert all(hashlib.sha256((root / name).read_bytes()).hexdigest() == sum for name, sum in sums.items())
        crate = json.loads((root / "ro-crate-metadata.json").read_text("utf-8"))
        files = {one["@id"]: one for one in crate["@graph"] if one["@type"] == "File"}
        assert there - files.keys() == {"README.md", "SHA256SUMS", "ro-crate-metadata.json"}
        assert all(one["sha256"] == sums[name] and one["description"] for name, one in files.items())
        told = (root / "README.md").read_text("utf-8")
        assert all(f"`{name}`" in told for name in there - {"README.md", "SHA256SUMS"})
        assert {entry.name for entry in ENTRIES} - there == {"agreement.json", "agreement-full.json"}

    def test_what_is_said_stands_in_each_form(self, tmp_path: Path) -> None:
        root = self.written(tmp_path)
        text = {name: (root / name).read_text("utf-8") for name in ("README.md", "CITATION.cff", "datacite.json",
                "croissant.json", "ro-crate-metadata.json", "data-section.md")}  # fmt: skip
        for name, content in text.items():
            assert "Appeals" in content and "2026" in content and "Novák" in content, name
        cff = yaml.safe_load(text["CITATION.cff"])
        assert (
            cff["license"] == "CC-BY-4.0" and cff["preferred-citation"]["year"] == 2026 and "date-released" not in cff
        )
        assert [one.get("family-names", one.get("name")) for one in cff["authors"]] == ["Novák", "Press"]
        datacite = json.loads(text["datacite.json"])
        assert datacite["publicationYear"] == "2026" and datacite["rightsList"][0]["rightsIdentifier"] == "cc-by-4.0"
        croissant = json.loads(text["croissant.json"])
        assert croissant["rai:dataPreprocessingProtocol"] == "Menus were cut." and croissant["inLanguage"] == [
            "en",
            "zh-Hant",
        ]
        head = yaml.safe_load(text["README.md"].split("---\n")[1])
        assert head["license"] == "cc-by-4.0" and head["language"] == ["en", "zh"]

    def test_nothing_said_is_a_whole_folder_too(self, tmp_path: Path) -> None:
        root = self.written(tmp_path, Description())
        assert "# Sample\n" in (root / "README.md").read_text("utf-8")
        assert yaml.safe_load((root / "CITATION.cff").read_text("utf-8"))["authors"]

    def test_the_card_is_short(self, tmp_path: Path) -> None:
        root = self.written(tmp_path)
        assert (root / "README.md").stat().st_size < 10_000

    def test_agreement_stands_in_a_file_of_its_own(self, tmp_path: Path) -> None:
        self.write(described(), tmp_path, WriteOptions(replace=True, agreement={"figures": [], "coders": []}))
        root = self.place(tmp_path)
        assert json.loads((root / "agreement.json").read_text("utf-8")) == {"figures": [], "coders": []}
        assert not (root / "complete" / "annotations.agreement.json").exists()

    def test_the_folder_is_imported_as_one_thing(self, tmp_path: Path) -> None:
        root = self.written(tmp_path)
        assert [one.path for one in sources_in([tmp_path])] == [root] == [one.path for one in sources_in([root])]
