"""Reading CoNLL: schemes, columns, how a text is put together, what others wrote."""

from pathlib import Path

import pytest

from annotator.formats.conll.conll import FORMAT, ConllOptions
from annotator.formats.conll.tags import Scheme
from annotator.formats.format import ReadOptions, WriteOptions
from annotator.formats.registry import format_for
from annotator.formats.writing import write
from annotator.model.bundle import Bundle
from annotator.model.coder import LayerKind
from annotator.model.errors import BadFile
from tests.formats.bundles import GOLD, sample_bundle
from tests.shared_data import shared


def read(folder: Path, text: str, name: str = "x.conll") -> Bundle:
    (folder / name).write_text(text, encoding="utf-8")
    found = format_for(folder / name)
    assert found is FORMAT and FORMAT.reader is not None
    return FORMAT.reader.read(folder / name, ReadOptions())


def said(bundle: Bundle) -> list[tuple[str, str]]:
    return [(span.label, span.quote) for coded in bundle.documents for span in coded.spans]


def texts(bundle: Bundle) -> list[str]:
    return [coded.document.text for coded in bundle.documents]


def test_a_blank_stands_between_tokens_and_a_sentence_on_its_line_which_is_said(tmp_path: Path) -> None:
    bundle = read(
        tmp_path, "-DOCSTART- -X- O\n\nU.N. NNP I-ORG\nmet VBD O\n. . O\n\nIt O O\n\n-DOCSTART- -X- O\n\nIran X I-LOC\n"
    )
    assert texts(bundle) == ["U.N. met .\nIt", "Iran"]
    assert said(bundle) == [("org", "U.N."), ("loc", "Iran")]
    assert any("a blank between two" in notice for notice in bundle.notices)
    assert any("column 3" in notice and "IOB1" in notice for notice in bundle.notices)


def test_conll_u_is_put_together_of_its_texts_and_its_blanks(tmp_path: Path) -> None:
    rows = "1\tHe\t_\t_\n2-3\thaven't\t_\t_\n2\thave\t_\t_\n3\tnot\t_\t_\n"
    rows += "4\tone\t_\tSpaceAfter=No\n4.1\tgone\t_\t_\n5\t.\t_\t_\n"
    columns = "# global.columns = ID FORM NER MISC\n"
    bundle = read(tmp_path, columns + rows, "x.conllu")
    assert texts(bundle) == ["He haven't one."]
    bundle = read(tmp_path, f"{columns}# text = He  haven't one .\n{rows}", "x.conllu")
    assert texts(bundle) == ["He  haven't one ."]
    tagged = rows.replace("2\thave\t_", "2\thave\tB-X").replace("3\tnot\t_", "3\tnot\tI-X")
    assert said(read(tmp_path, columns + tagged.replace("\t_\t_\n", "\tO\t_\n"), "x.conllu")) == [("x", "haven't")]


def test_a_second_column_of_the_same_passages_predicts_them(tmp_path: Path) -> None:
    bundle = read(tmp_path, "a B-X B-X\nb I-X I-X\nc O O\nd B-Y B-Y\ne O B-Y\n")
    kinds = {layer.id: layer.kind for layer in bundle.layers}
    (coded,) = bundle.documents
    counted = [kinds[span.layer] for span in coded.spans]
    assert counted.count(LayerKind.CODER) == 2 and counted.count(LayerKind.SUGGESTIONS) == 3


def test_brackets_of_conll_2012_are_names_chains_and_acts(tmp_path: Path) -> None:
    bundle = read(
        tmp_path,
        "#begin document (talk); part 000\n"
        "t 0 0 John NNP * john - - - (PERSON) (A0*) (1)\n"
        "t 0 1 met VBD * meet 01 - - * (V*) -\n"
        "t 0 2 his PRP * he - - - * (A1* (1)|(2\n"
        "t 0 3 aunt NN * aunt - - - * *) 2)\n"
        "\n#end document\n",
    )
    (coded,) = bundle.documents
    assert coded.document.title == "talk"
    quotes = {span.id: span.quote for span in coded.spans}
    assert {(quotes[link.act], link.role, quotes[link.span or link.act]) for link in coded.links} == {
        ("met", "a0", "John"), ("met", "a1", "his aunt")
    }  # fmt: skip
    chains = [(span.quote, dict(span.attributes)) for span in coded.spans if span.label == "mention"]
    assert chains == [("John", {"chain": "1"}), ("his", {"chain": "1"}), ("his aunt", {"chain": "2"})]


@pytest.mark.parametrize("scheme", list(Scheme))
def test_ours_comes_back_in_each_scheme(tmp_path: Path, scheme: Scheme) -> None:
    write(FORMAT, sample_bundle((GOLD,)), tmp_path / "x.conll", WriteOptions(own=ConllOptions(scheme=scheme)))
    assert FORMAT.reader is not None
    bundle = FORMAT.reader.read(tmp_path / "x.conll", ReadOptions())
    originals = [coded.document.text for coded in sample_bundle().documents]
    assert texts(bundle) == originals
    assert ("appeal", "urged China") in said(bundle) and ("actor", "France") in said(bundle)


def test_without_places_there_is_a_token_and_a_tag(tmp_path: Path) -> None:
    own = ConllOptions(places=False, scheme=Scheme.BIOES)
    written = write(FORMAT, sample_bundle((GOLD,)), tmp_path / "x.conll", WriteOptions(own=own))
    lines = (tmp_path / "x.conll").read_text(encoding="utf-8").split("\n")
    assert lines[:5] == ["-DOCSTART-\tO", "", "France\tS-actor", "urged\tB-appeal", "China\tE-appeal"]
    assert any("text" in notice.casefold() for notice in written.notices)


def test_what_has_no_tags_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.conll").write_text("They PRP\nmet VBD\n")
    assert FORMAT.reader is not None
    with pytest.raises(BadFile, match="without tags"):
        FORMAT.reader.read(tmp_path / "x.conll", ReadOptions())


def test_what_others_wrote_comes_in() -> None:
    files = [path for path in sorted(shared("fixtures/conll").rglob("*")) if ".conll" in path.name and path.is_file()]
    counts: dict[str, int] = {}
    wrong = []
    for path in [*files, *sorted(shared("fixtures/conll/seqeval").glob("*.txt"))]:
        found = format_for(path)
        if found is None or found.reader is None:
            wrong += [] if path.suffix == ".out" else [path.name]  # a dump, which is refused by name
            continue
        bundle = found.reader.read(path, ReadOptions())
        counts[f"{path.parent.name}/{path.name}"] = len(said(bundle))
        wrong += [] if all(texts(bundle)) and bundle.notices else [path.name]
    assert not wrong
    # Counted by the tags B- of the columns, by hand.
    assert counts["2000/chunk2000_test.conll"] == 44 and counts["2002/ner2002_test.conll"] == 4
    assert counts["2002/germeval2014_test.conll"] == 6 and counts["2003/en-orig.conll"] == 7
    assert counts["seqeval/ground_truth.txt"] == counts["seqeval/ground_truth_inv.txt"]
