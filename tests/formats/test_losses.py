"""What is said to be lost is what is lost: counted anew from the bundle and from the files."""

import csv
import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings

from annotator.formats.format import Format, ReadOptions, WriteOptions, Written
from annotator.formats.losses import ACTOR, NOTE, SPLIT, UNSAID, Loss, Losses, Lost, Part, summed
from annotator.formats.registry import FORMATS, format_named
from annotator.formats.writing import look, write
from annotator.model.bundle import Bundle
from annotator.model.ids import SpanId
from annotator.model.span import AttributeValue, Link, Span
from tests.examples import examples
from tests.formats.bundles import full_bundles, sample_bundle

WRITABLE = [found for found in FORMATS if found.writer is not None]
ACTS = {"appeal": {"speaker", "addressee"}, "warning": {"speaker"}}
"""The labels of the codebook that have roles, with those that are source and target."""


def spans_in(bundle: Bundle) -> list[Span]:
    return [span for coded in bundle.documents for span in coded.spans]


def links_in(bundle: Bundle) -> list[Link]:
    return [link for coded in bundle.documents for link in coded.links]


def decisions_in(bundle: Bundle) -> int:
    return sum(len(coded.decisions) for coded in bundle.documents)


def told(written: Written, pattern: str) -> int:
    """Return how many losses the sentences tell of that match a pattern."""
    found = [notice for notice in written.notices if re.search(pattern, notice.split("“")[0])]
    return sum(int(number[0].replace(",", "")) for notice in found if (number := re.search(r"\d[\d,]*", notice)))


def exported(name: str, bundle: Bundle, folder: Path) -> tuple[Written, list[Path]]:
    """Write a bundle; return what is told, and the files."""
    found = format_named(name)
    out = folder / ("out" if found.folder else f"out{found.extensions[0]}")
    written = write(found, bundle, out, WriteOptions())
    return written, [(out if found.folder else folder) / file for file in written.files]


@pytest.mark.parametrize("format", WRITABLE, ids=lambda format: format.name)
@pytest.mark.parametrize("part", list(UNSAID))
def test_a_part_that_a_format_does_not_carry_is_said_to_be_lost_and_no_other(format: Format, part: Part) -> None:
    assert format.writer is not None
    loss, _ = UNSAID[part]
    worded = format.writer.says.get(part, loss)
    if worded is None:
        return
    said = look(format, sample_bundle(), WriteOptions()).losses
    words = [form.replace("{n}", "[0-9]+") for form in (worded.one, worded.many)]
    counted = any(re.match(form, sentence) for form in words for sentence in said)
    has = any(any(True for _ in UNSAID[part][1](coded)) for coded in sample_bundle().documents)
    assert counted is (has and part not in format.writer.carries)


@settings(max_examples=examples(60), deadline=None)
@given(bundle=full_bundles())
def test_jsonl_loses_links_that_lead_out_of_the_export_and_nothing_else(bundle: Bundle) -> None:
    with TemporaryDirectory() as folder:
        written, (lines, *_) = exported("jsonl", bundle, Path(folder))
        documents = [json.loads(line) for line in lines.read_text("utf-8").split("\n") if line]
    held = {part: [one for document in documents for one in document[part]] for part in ("spans", "links", "decisions")}
    assert len(links_in(bundle)) - len(held["links"]) == told(written, "links? (is|are) left out, since")
    assert (len(held["spans"]), len(held["decisions"])) == (len(spans_in(bundle)), decisions_in(bundle))
    for key in ("attributes", "note", "doubt"):
        assert Counter(bool(getattr(span, key)) for span in spans_in(bundle)) == Counter(
            bool(span[key]) for span in held["spans"]
        )
    assert len(written.notices) <= 1


def plain(value: AttributeValue) -> list[str]:
    """Return a value as brat would have to write it to lose nothing."""
    if isinstance(value, bool):
        return ["" if value else "no"]
    return value if isinstance(value, list) else [str(value)]


def records(files: Iterable[Path]) -> Counter[Any]:
    """Return what the .ann files say of each span: label, ranges, attributes, whether there is a note or a doubt."""
    found: Counter[Any] = Counter()
    for file in files:
        lines = [line.split("\t") for line in file.read_text("utf-8").split("\n") if line]
        said: dict[str, list[str]] = {}
        for _, head, *_ in (line for line in lines if line[0][0] == "A"):
            name, id, *value = head.split(" ")
            said.setdefault(id, []).append(f"{name}={' '.join(value)}")
        notes = {line[1].split(" ")[1] for line in lines if line[0][0] == "#"}
        for id, head, *_ in (line for line in lines if line[0][0] == "T" and not line[1].startswith("SlotPassage ")):
            own = sorted(one for one in said.get(id, []) if one != "Doubt=")
            found[head, tuple(own), id in notes, "Doubt=" in said.get(id, [])] += 1
    return found


@settings(max_examples=examples(80), deadline=None)
@given(bundle=full_bundles())
def test_brat_loses_what_it_says(bundle: Bundle) -> None:
    with TemporaryDirectory() as folder:
        written, files = exported("brat", bundle, Path(folder))
        anns = [file for file in files if file.suffix == ".ann"]
        in_file = records(anns)
        lines = [line for file in anns for line in file.read_text("utf-8").split("\n")]
    parties = sum(line.startswith("R") or " slot." in line[:40] for line in lines)
    spans, links = spans_in(bundle), links_in(bundle)
    assert len(spans) - in_file.total() == told(written, "labels? of (a )?whole document")
    kept, known = {span.id for span in spans if span.extents}, {actor.id for actor in bundle.actors}
    alone = [link for link in links if link.act in kept and not (link.span or link.extents or link.value)]
    gone = sum(link.actor not in known for link in alone)
    assert len(links) - parties == gone + told(written, "links? (is|are) left out, since")
    wanted: Counter[Any] = Counter()
    for span in (span for span in spans if span.extents):
        ranges = ";".join(f"{start} {stop}" for start, stop in span.extents)
        own = sorted(f"{name}={word}" for name, value in span.attributes.items() for word in plain(value))
        wanted[f"{span.label} {ranges}", tuple(own), bool(span.note), span.doubt] += 1
    assert (wanted - in_file).total() == told(written, "The attributes of")
    assert decisions_in(bundle) == told(written, "decisions?")
    layers = {span.id: span.layer for span in spans}
    with_span = [one for one in links if one.act in kept and one.span in kept and layers[one.act] == layers[one.span]]
    filled = [link for link in links if link.act in kept and not link.span and link.actor]
    filled += [link for link in with_span if link.actor and link.actor not in known]
    assert sum(link.actor not in known for link in filled) == told(written, "actors? in (a )?slots? who")
    meant = [span for span in spans if span.actor and span.extents]
    assert sum(span.actor not in known for span in meant) == told(written, "actors? that")
    several: dict[Any, set[Any]] = {}
    for link in with_span:
        several.setdefault((link.span, link.role), set()).add(link.actor)
    beside = [one for one in with_span if one.actor in known and len(several[one.span, one.role]) > 1]
    assert len(beside) == told(written, "beside")


@settings(max_examples=examples(60), deadline=None)
@given(bundle=full_bundles())
def test_brat_says_how_many_values_come_back_as_another_kind_of_value(bundle: Bundle) -> None:
    def values(of: Bundle) -> Counter[Any]:
        return Counter(
            (span.label, span.extents, name, repr(value))
            for span in spans_in(of)
            for name, value in span.attributes.items()
            if span.extents and not loses_more(value)
        )

    def loses_more(value: AttributeValue) -> bool:
        """Whether a value is left out or has blanks, which is counted by itself."""
        return value is False or any(" " in word for word in plain(value))

    with TemporaryDirectory() as folder:
        written, _ = exported("brat", bundle, Path(folder))
        reader = format_named("brat").reader
        assert reader is not None
        back = reader.read(Path(folder) / "out", ReadOptions()) if bundle.documents else bundle
    assert (values(bundle) - values(back)).total() == told(written, "as (a )?words?, which")


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@settings(max_examples=examples(60), deadline=None)
@given(bundle=full_bundles())
def test_csv_loses_what_it_says(bundle: Bundle) -> None:
    with TemporaryDirectory() as folder:
        written, (file, *beside) = exported("csv", bundle, Path(folder))
        rows = {row["span_id"]: row for row in rows_of(file)}
        slots = [row for one in beside if "slots" in one.name for row in rows_of(one)]
    spans, links = spans_in(bundle), links_in(bundle)
    assert rows.keys() == {span.id for span in spans}
    assert len(links) - len(slots) == told(written, "links? (is|are) left out, since")
    values = sum(bool(cell) for row in rows.values() for name, cell in row.items() if name.startswith("attr_"))
    assert sum(len(span.attributes) for span in spans) - values == told(written, "values? of attribute|value of an")
    for key in ("note", "actor"):
        assert sum(bool(row[key]) for row in rows.values()) == sum(bool(getattr(span, key)) for span in spans)
    decided = sum(bool(row["decision_rule"]) for row in rows.values())
    assert decided == told(written, "candidates")
    assert decisions_in(bundle) - decided == told(written, "decisions? that no span")


@settings(max_examples=examples(60), deadline=None)
@given(bundle=full_bundles())
def test_conll_loses_what_it_says(bundle: Bundle) -> None:
    with TemporaryDirectory() as folder:
        written, files = exported("conll", bundle, Path(folder))
        lines = [line for file in files for line in file.read_text("utf-8").split("\n")]
    tagged = sum(line.split("\t")[-1].startswith("B-") for line in lines)
    spans = spans_in(bundle)
    lost = "overlaps? |discontinuous|of blanks alone|labels? of (a )?whole document"
    assert len(spans) - tagged == told(written, lost)
    assert len(links_in(bundle)) == told(written, "links? ")
    assert decisions_in(bundle) == told(written, "decisions?")
    for key, pattern in (("note", "notes? "), ("attributes", "The attributes"), ("doubt", "marks? of doubt")):
        assert sum(bool(getattr(span, key)) for span in spans) == told(written, pattern)


@settings(max_examples=examples(60), deadline=None)
@given(bundle=full_bundles())
def test_the_dyad_table_loses_what_it_says(bundle: Bundle) -> None:
    with TemporaryDirectory() as folder:
        written, (file,) = exported("dyads", bundle, Path(folder))
        rows = {row["act_id"]: row for row in rows_of(file)}
    spans = {span.id: span for span in spans_in(bundle)}
    assert rows.keys() == {span.id for span in spans.values() if span.label in ACTS}
    assert len(spans) - len(rows) == told(written, "spans? (is|are) left out, since")
    assert sum(bool(spans[SpanId(act)].note) for act in rows) == told(written, "notes? ")
    decided = sum(bool(row["decision_rule"]) for row in rows.values())
    assert decided == told(written, "The candidates")
    assert decisions_in(bundle) - decided == told(written, "^[0-9,]+ decisions?")
    whole = [link for link in links_in(bundle) if link.act in spans and (link.span is None or link.span in spans)]
    others = [link for link in whole if link.role not in ACTS.get(spans[link.act].label, {link.role})]
    assert len(others) == told(written, "in (a )?slots? that")
    assert len(links_in(bundle)) - len(whole) == told(written, "links? (is|are) left out, since")
    known = {actor.id for actor in bundle.actors}
    wordless = [
        link
        for link in whole
        if link not in others and spans[link.act].label in ACTS and not has_words(link, spans, known)
    ]
    assert len(wordless) == told(written, "without words")


def has_words(link: Link, spans: Mapping[SpanId, Span], known: Collection[str]) -> bool:
    """Whether a line can name a party: by its words, by a value or by a registered actor."""
    party = spans[link.span] if link.span is not None else None
    actor = link.actor or (party.actor if party is not None else None)
    return bool(link.quote or link.value or (party is not None and party.quote) or actor in known)


@pytest.mark.parametrize("format", WRITABLE, ids=lambda format: format.name)
@settings(max_examples=examples(25), deadline=None)
@given(bundle=full_bundles())
def test_all_but_our_own_format_say_what_they_lose_of_the_project_as_a_whole(format: Format, bundle: Bundle) -> None:
    assert format.writer is not None
    with TemporaryDirectory() as folder:
        written, _ = exported(format.name, bundle, Path(folder))
    settings_chosen = bundle.settings.model_fields_set - {"name"} if bundle.settings is not None else set()
    held = {
        "assignments? of": (Part.ASSIGNMENTS, sum(len(coded.assignments) for coded in bundle.documents)),
        "of the register": (Part.ACTORS, len(bundle.actors)),
        "settings? of the project": (Part.SETTINGS, len(settings_chosen)),
        "earlier versions?": (
            Part.CODEBOOK_VERSIONS,
            sum(one.number < bundle.codebook_version for one in bundle.codebook_versions),
        ),
        "releases? of gold": (Part.RELEASES, len(bundle.releases)),
        "was cut into|were cut into": (Part.UNITS, sum(bool(coded.units) for coded in bundle.documents)),
        "of the training round": (Part.PRACTICE, len(bundle.practice_documents) + len(bundle.practice_results)),
        "re-code samples?": (Part.RECODE_SAMPLES, len(bundle.recode_samples)),
        "remarks? at": (Part.REMARKS, len(bundle.remarks)),
        "memos?": (Part.MEMOS, len(bundle.memos)),
        "sets? of documents": (Part.SETS, len(bundle.document_sets)),
        "kept search(es)?": (Part.SEARCHES, len(bundle.kept_searches)),
        "types? of": (Part.FIELDS, len(bundle.document_fields)),
        "pairs? of documents": (Part.DISTINCT, len(bundle.distinct_pairs)),
    }
    carries = format.writer.carries
    for kind, (part, count) in held.items():
        # Of what a format carries it may leave out some, such as actors whom no passage names.
        least = 0 if part in carries else count
        assert least <= told(written, kind) <= count, kind


def test_losses_are_counted_by_kind_in_the_order_in_which_they_turned_up() -> None:
    cat, dog = Loss("1 cat is left out", "{n} cats are left out"), Loss("1 dog is left out", "{n} dogs are left out")
    losses = Losses()
    for loss, place in ((dog, "in “A”"), (cat, "in “A”"), (dog, "in “B”")):
        losses.add(loss, place)
    assert losses.sentences() == ("2 dogs are left out; the first is in “A”.", "1 cat is left out: in “A”.")


def test_losses_of_parts_are_summed_and_those_of_the_project_are_counted_once() -> None:
    each = []
    for number in (2, 3):
        losses = Losses()
        for at in range(number):
            losses.add(NOTE, f"{number}.{at}")
        losses.add(ACTOR, "France")
        losses.tell(SPLIT, "here")
        each.append(losses)
    found = summed(each)
    assert found.lost() == (Lost(NOTE, 5, "2.0"), Lost(ACTOR, 1, "France"))
    assert len(found.sentences()) == 3
