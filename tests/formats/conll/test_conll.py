"""CoNLL: tags are what the spans are, and what one tag a token cannot say is told."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings

from annotator.formats import writing
from annotator.formats.conll.conll import FORMAT, TITLE
from annotator.formats.format import ReadOptions, WriteOptions, Written
from annotator.formats.registry import format_for
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.text import tokens
from tests.examples import examples
from tests.formats.bundles import CODEBOOK, GOLD, LAYERS, bundles, document, found, sample_bundle, span
from tests.formats.contract import ReadableContract


def write(bundle: Bundle, out: Path, options: WriteOptions) -> Written:
    return writing.write(FORMAT, bundle, out, options)


class TestConll(ReadableContract):
    """A layer is a file, so that what is read is one: gold."""

    name = "conll"

    def read(self, path: Path, options: ReadOptions | None = None) -> Bundle:
        gold = path.with_name(f"{path.stem}.Gold{path.suffix}")
        return super().read(gold if gold.exists() else path, options)

    def round_trip(self, bundle: Bundle, folder: Path) -> list[str]:
        return super().round_trip(only_gold(bundle), folder)

    def test_its_own_output_is_recognised_and_no_other(self, tmp_path: Path) -> None:
        self.write(sample_bundle((GOLD,)), tmp_path)
        assert format_for(self.place(tmp_path)) is self.format


def only_gold(bundle: Bundle) -> Bundle:
    """Return what stands in gold of a bundle."""
    documents = []
    for coded in bundle.documents:
        spans = tuple(span for span in coded.spans if span.layer == GOLD)
        documents.append(replace(coded, spans=spans, links=(), assignments=()))
    return replace(bundle, documents=documents, layers=tuple(one for one in bundle.layers if one.id == GOLD))


def rows_of(path: Path) -> list[list[list[str]]]:
    """Return the sentences of a file, each a list of rows."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    return [[row.split("\t") for row in block.split("\n")] for block in blocks if block]


def spans_of(rows: list[list[str]]) -> list[tuple[str, int, int]]:
    """Return (label, start, stop) of the tagged spans, strictly by IOB2."""
    spans: list[tuple[str, int, int]] = []
    for _, start, stop, _, tag in rows:
        if tag.startswith("B-"):
            spans.append((tag[2:], int(start), int(stop)))
        elif tag.startswith("I-"):
            label, first, _ = spans[-1]
            assert tag[2:] == label
            spans[-1] = (label, first, int(stop))
    return spans


def test_a_sentence_is_tagged_token_by_token(tmp_path: Path) -> None:
    of = document("d", "A title\twith a tab", "France urged China to act. It warned.")
    coded = CodedDocument(of, (span("s", of, "appeal", found(of, "urged China")),))
    written = write(Bundle(CODEBOOK, [coded], layers=LAYERS), tmp_path / "x.conll", WriteOptions())
    assert (tmp_path / "x.conll").read_text(encoding="utf-8").split("\n") == [
        "-DOCSTART-\td\tA title with a tab\tSpaceAfter=No\tO", "",
        "France\t0\t6\t_\tO", "urged\t7\t12\t_\tB-appeal", "China\t13\t18\t_\tI-appeal", "to\t19\t21\t_\tO",
        "act\t22\t25\tSpaceAfter=No\tO", ".\t25\t26\t_\tO", "",
        "It\t27\t29\t_\tO", "warned\t30\t36\tSpaceAfter=No\tO", ".\t36\t37\tSpaceAfter=No\tO", "", "",
    ]  # fmt: skip
    assert [one.loss for one in written.lost] == [TITLE]


def test_the_longest_of_overlapping_spans_is_kept_and_the_others_are_counted(tmp_path: Path) -> None:
    of = document("d", "T", "France urged China to act.")
    coded = CodedDocument(
        of,
        (
            span("a", of, "actor", found(of, "China")),
            span("b", of, "appeal", found(of, "urged China")),
            span("c", of, "actor", found(of, "France"), found(of, "act")),
            span("d", of, "warning", found(of, "rance")),
        ),
    )
    notices = write(Bundle(CODEBOOK, [coded], layers=LAYERS), tmp_path / "x.conll", WriteOptions()).notices
    assert set(notices) == {
        "1 span overlaps a longer one and is left out: “China” in “T” at [13, 18).",
        "1 discontinuous span is left out: “France … act” in “T” at [0, 25).",
        "1 span begins or ends inside a token and is widened to it: “rance” in “T” at [1, 6).",
    }
    rows = [row for sentence in rows_of(tmp_path / "x.conll")[1:] for row in sentence]
    assert spans_of(rows) == [("warning", 0, 6), ("appeal", 7, 18)]


def test_a_sentence_does_not_end_inside_a_span(tmp_path: Path) -> None:
    of = document("d", "T", "It warned. Then it left.\nIt came back.")
    coded = CodedDocument(of, (span("a", of, "warning", found(of, "warned. Then")),))
    write(Bundle(CODEBOOK, [coded], layers=LAYERS), tmp_path / "x.conll", WriteOptions())
    sentences = rows_of(tmp_path / "x.conll")
    assert [len(sentence) for sentence in sentences] == [1, 7, 4]


def test_several_layers_become_a_file_each(tmp_path: Path) -> None:
    written = write(sample_bundle(), tmp_path / "x.conll", WriteOptions(names=True))
    assert set(written.files) == {"x.Ana_Souza.conll", "x.Ben_Ötker.conll", "x.Gold.conll"}
    assert write(sample_bundle((GOLD,)), tmp_path / "y.conll", WriteOptions()).files == ("y.conll",)


@settings(max_examples=examples(40), deadline=None)
@given(bundle=bundles(layers=(GOLD,)))
def test_tokens_are_the_text_and_tags_cover_whole_spans(bundle: Bundle) -> None:
    with TemporaryDirectory() as folder:
        write(bundle, Path(folder) / "x.conll", WriteOptions())
        blocks = rows_of(Path(folder) / "x.conll")
    documents = list(bundle.documents)
    rows: list[list[list[str]]] = []
    for block in blocks:
        if block[0][0] == "-DOCSTART-":
            rows.append([])
        else:
            assert not block[0][4].startswith("I-")
            rows[-1] += block
    assert len(rows) == len(documents)
    for coded, own in zip(documents, rows, strict=True):
        text = coded.document.text
        assert [(int(row[1]), int(row[2])) for row in own] == tokens(text)
        assert all(text[int(row[1]) : int(row[2])] == row[0] for row in own)
        whole = {(one.label, one.start, one.stop) for one in coded.spans if len(one.extents) == 1}
        for label, start, stop in spans_of(own):
            assert any(label == other and start < last and first < stop for other, first, last in whole)


def test_a_character_that_python_takes_for_a_blank_is_a_token_all_the_same(tmp_path: Path) -> None:
    of = document("doc-1", "Controls", "a \x1c b\x1e.\x85c")
    bundle = replace(only_gold(sample_bundle()), documents=[CodedDocument(of, (span("s", of, "appeal", (2, 5)),))])
    write(bundle, tmp_path / "x.conll", WriteOptions())
    (coded,) = FORMAT.reader.read(tmp_path / "x.conll", ReadOptions()).documents if FORMAT.reader else ()
    assert coded.document.text == of.text
