"""The SBOM is what CycloneDX asks for, the same in each run, and has all files; that in `dist/` as well."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bundling.in_dist import needs_bundle
from tests.bundling.made_bundle import ELF, add_wheel, made_bundle
from tools.bundling.bundle_files import shipped
from tools.bundling.licences.components import components
from tools.bundling.licences.expressions import may_ship
from tools.bundling.licences.sbom import sbom
from tools.bundling.places import BUNDLE, DIST

MADE = sorted({*DIST.glob("*.cdx.json"), *BUNDLE.glob("*.cdx.json")})


def all_in(entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for each in entry.get("components", ()):
        yield from (each, *all_in(each))


def checked(text: str, bundle: Path) -> dict[str, Any]:
    """Hold an SBOM against the schema and against the files of its bundle, and return it."""
    # It makes grammars of all kinds of addresses, for a second: not while tests are collected.
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    told: dict[str, Any] = json.loads(text)
    entries = [told["metadata"]["component"], *all_in(told["metadata"]["component"]), *all_in(told)]
    refs = [entry["bom-ref"] for entry in entries]
    assert len(refs) == len({*refs})
    places = [at for entry in entries for at in entry.get("evidence", {}).get("occurrences", ())]
    assert sorted(at["location"] for at in places if "symbol" not in at) == [file.path for file in shipped(bundle)]
    hashes = {entry["name"]: entry["hashes"][0]["content"] for entry in entries if entry["type"] == "file"}
    for file in shipped(bundle):
        digest = hashlib.sha256(file.file.read_bytes()).hexdigest() if file.is_code() else None
        assert hashes.get(file.path) == digest, file.path
    for entry in entries:
        if entry["type"] != "file":
            assert may_ship(entry["licenses"][0]["expression"]), entry["name"]
    return told


def written(bundle: Path) -> str:
    return sbom(components(bundle, lambda _: frozenset()), shipped(bundle))


def test_it_holds_against_the_schema_and_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    bundle = made_bundle(tmp_path, {"_internal/made.libs/libpq-e9b5c9ac.so.5": ELF})
    listed = '{"components": [{"name": "memchr", "version": "2.8.0", "purl": "pkg:cargo/memchr@2.8.0",'
    listed += ' "licenses": [{"expression": "Unlicense OR MIT"}]}]}'
    for name in ("one-of-rust", "two-of-rust"):
        add_wheel(bundle, name, "MIT", {f"{name}.so": ELF + name.encode()}, sboms=listed)
    told = checked(written(bundle), bundle)
    assert told["metadata"]["timestamp"] == "2023-11-14T22:13:20+00:00"
    assert (told["metadata"]["component"]["name"], told["specVersion"]) == ("diplomatic-annotator", "1.6")
    inner = {entry["name"]: [each["name"] for each in entry.get("components", ())] for entry in told["components"]}
    assert [sorted(inner[name]) for name in ("one-of-rust", "two-of-rust")] == [
        ["_internal/one-of-rust.so", "memchr"],
        ["_internal/two-of-rust.so", "memchr"],
    ]


def test_it_is_the_same_in_each_run_and_another_for_other_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    bundle = made_bundle(tmp_path)
    first = written(bundle)
    assert written(bundle) == first
    (bundle / "_internal" / "nicely_made" / "fast.so").write_bytes(ELF + b"changed")
    assert json.loads(written(bundle))["serialNumber"] != json.loads(first)["serialNumber"]


def test_two_distributions_may_bring_the_same_library(tmp_path: Path) -> None:
    bundle = made_bundle(tmp_path)
    for name in ("one", "two"):
        add_wheel(bundle, name, "MIT", {f"{name}.libs/libssl-{name}.so.3": ELF})
    found = checked(written(bundle), bundle)["components"]
    assert [entry["name"] for entry in found].count("OpenSSL") == 2


@needs_bundle
def test_that_of_the_bundle_that_was_made_holds_against_the_schema_and_the_files() -> None:
    assert MADE
    for file in MADE:
        told = checked(file.read_text(encoding="utf-8"), BUNDLE)
        assert {"Qt", "Python", "PyInstaller", "psycopg"} <= {entry["name"] for entry in told["components"]}
