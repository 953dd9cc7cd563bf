"""The reviewer's page: opens by itself, and leads from each number to just the places that it counts."""

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

from annotator.formats.format import WriteOptions
from annotator.formats.writing import write
from annotator.model.data_author import DataAuthor
from annotator.model.description import Description
from annotator.model.settings import ProjectSettings
from annotator.model.span import GAP
from tests.formats.bundles import sample_bundle
from tests.formats.contract import FormatContract


class TestReviewerPage(FormatContract):
    name: ClassVar[str] = "reviewer-page"


def page(folder: Path, **options: Any) -> str:
    write(TestReviewerPage().format, sample_bundle(), folder / "page.html", WriteOptions(replace=True, **options))
    return (folder / "page.html").read_text(encoding="utf-8")


def embedded(text: str, name: str) -> Any:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_nothing_in_it_is_fetched_and_no_text_ends_an_element(tmp_path: Path) -> None:
    text = page(tmp_path)
    assert "default-src 'none'" in text
    assert re.findall(r"(?:src|href)\s*=|@import|url\(|fetch\(|XMLHttpRequest|innerHTML", text) == []
    assert text.count("</script>") == 3


def test_each_count_is_that_of_its_places_and_each_place_is_there(tmp_path: Path) -> None:
    text = page(tmp_path)
    documents, data = embedded(text, "documents"), embedded(text, "data")
    places = [place for _, found in documents for place in found]
    for section, title, value, _, chosen in data["numbers"]:
        among = data["sets"][chosen]
        assert all(0 <= number < len(places) for number in among), title
        if section in ("How it was decided", "Reasons", "Documents"):
            assert int(value.replace(",", "")) == len(among)
    gold = [span for place in places for span in place[1]]
    labels = {label: name for label, (name, _, _) in data["labels"].items()}
    for section, title, value, _, _ in data["numbers"]:
        if section == "Labels":
            assert int(value) == sum(labels[span[1]] == title for span in gold)


def test_every_span_and_decision_is_a_place_with_its_passage(tmp_path: Path) -> None:
    documents = embedded(page(tmp_path), "documents")
    for coded, ((title, _, text), places) in zip(sample_bundle().documents, documents, strict=True):
        assert title == coded.document.title and text == coded.document.text
        said = [span for place in places for span in (*place[1], *place[2])]
        quotes = {GAP.join(text[start:stop] for start, stop in span[2]) for span in said}
        assert {span.quote for span in coded.spans} <= quotes
        assert sorted(place[4] for place in places if place[4]) == sorted(one.rule.value for one in coded.decisions)


def test_the_figures_of_agreement_lead_to_the_places_of_their_labels_and_coders(tmp_path: Path) -> None:
    figure = {
        "aspect": "label",
        "label": "appeal",
        "part": "",
        "coders": ["C1", "C2"],
        "title": "alpha",
        "value": 0.5,
        "interval": {"low": 0.25, "high": 0.75},
    }
    undefined = {**figure, "value": None}
    agreement = {"coders": ["C1", "C2"], "figures": [figure, undefined, {**figure, "label": "warning"}]}
    text = page(tmp_path, agreement=agreement)
    documents, data = embedded(text, "documents"), embedded(text, "data")
    places = [place for _, found in documents for place in found]
    rows = [row for row in data["numbers"] if row[0] == "Agreement: which label it has"]
    assert [(row[2], row[3]) for row in rows] == [("0.500", "0.250 to 0.750")] * 2
    for row, label in zip(rows, ("appeal", "warning"), strict=True):
        among = data["sets"][row[4]]
        assert among and all(any(span[1] == label for span in places[number][2]) for number in among)


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node, which runs scripts")
def test_the_script_shows_the_places_of_each_number(tmp_path: Path) -> None:
    """Runs it against a document that knows just what it asks for."""
    text = page(tmp_path)
    script = text.rsplit("<script>", 1)[1].rsplit("</script>", 1)[0]
    (tmp_path / "run.js").write_text(
        _DOM
        + f"given.documents = {json.dumps(json.dumps(embedded(text, 'documents')))};"
        + f"given.data = {json.dumps(json.dumps(embedded(text, 'data')))};"
        + script.replace('"use strict";', "")
        + "\nfor (let one = 0; one < data.numbers.length; one++) { show(one); "
        + "if (shown.length !== data.sets[data.numbers[one][4]].length) throw new Error('number ' + one); }"
        + "\nlocation.hash = '#n1'; follow(); const before = focused; heard.input();"
        + "\nif (!before || focused !== before) throw new Error('whoever types is taken out of the field');"
        + "\nconsole.log(data.numbers.length);",
        encoding="utf-8",
    )
    done = subprocess.run(["node", str(tmp_path / "run.js")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 5


_DOM = """
const given = {}, heard = {};
let focused = 0;
function element() {
  return { style: {}, dataset: {}, value: "", textContent: "", append() {}, replaceChildren() {}, replaceWith() {},
    setAttribute() {}, removeAttribute() {}, getAttribute() { return "false"; },
    addEventListener(kind, act) { heard[kind] = act; }, focus() { focused += 1; },
    closest() { return element(); } };
}
const document = {
  title: "Page",
  createElement: element,
  getElementById: (id) => (id in given ? { textContent: given[id] } : element()),
  querySelectorAll: () => [],
  querySelector: () => null,
};
const location = { hash: "" };
const window = { addEventListener() {}, scrollTo() {} };
"""


def test_title_and_authors_are_those_that_are_described(tmp_path: Path) -> None:
    nothing = replace(sample_bundle(), settings=None)
    write(TestReviewerPage().format, nothing, tmp_path / "plain.html", WriteOptions())
    plain = (tmp_path / "plain.html").read_text("utf-8")
    assert 'name="author"' not in plain and embedded(plain, "data")["by"] == ""
    authors = (DataAuthor(name="Novák, Zoë"), DataAuthor(name="Press & Co"))
    said = Description(title="Appeals <1>", authors=authors)
    bundle = replace(sample_bundle(), settings=ProjectSettings(name="Sample", description=said))
    write(TestReviewerPage().format, bundle, tmp_path / "said.html", WriteOptions())
    text = (tmp_path / "said.html").read_text("utf-8")
    assert f"<title>{nothing.name}</title>" in plain and "<title>Appeals &lt;1&gt;</title>" in text
    assert 'name="author" content="Zoë Novák and Press &amp; Co"' in text
    assert embedded(text, "data")["by"] == "Zoë Novák and Press & Co"
