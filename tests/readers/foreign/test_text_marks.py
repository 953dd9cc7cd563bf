"""What other programs write as text is known by its form, and prose is not taken for it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.readers.foreign.kinds import recognised
from annotator.readers.foreign.look import FileLook
from annotator.readers.foreign.text_marks import is_conll
from tests.examples import examples

CASES = [
    ("#FORMAT=WebAnno TSV 3.3\n\n#Text=They met.\n1-1\t0-4\tThey\t_\n", "WebAnno TSV"),
    ("T1\tACT 0 4\tThey\nE1\tACT:T1\n", "brat"),
    ("[entities]\nPerson\n\n[relations]\n", "configuration"),
    ("They PRP B-NP O\nmet VBD B-VP O\nAnn NNP B-NP B-PER\n", "CoNLL"),
    ("-DOCSTART-\t1\tA title\tO\n\nThey\t0\t4\tO\n", "CoNLL file that this program writes"),
    ("-DOCSTART- -X- -X- O\n\nThey _ _ O\n", "CoNLL"),
    ("# sent_id = 1\n# text = They met\n1\tThey\tthey\tPRON\n", "CoNLL"),
    ("1\tThey\tthey\tPRON\t_\n2\tmet\tmeet\tVERB\t_\n\n1\tNo\tno\tINTJ\t_\n", "CoNLL"),
    ("#begin document (x); part 000\nx 0 0 They PRP\n", "CoNLL"),
    ("__label__war They met.\n", "fastText"),
    ("(ROOT (S (NP (PRP They)) (VP (VBD met)))" + " (NP (NN a))" * 20 + ")", "treebank"),
    ("@prefix nif: <http://x#> .\n", "RDF"),
    ("Return-Path: <a@b.org>\nFrom: Ann <a@b.org>\nTo: b@c.org\nSubject: Talks\n\nWe met.\n", "e-mail"),
    ("From a@b.org Mon\nMIME-Version: 1.0\nFrom: a@b.org\nTo: c@d.org\n\nWe met.\n", "e-mail"),
    ("From a@b.org Thu May  6 10:00:00 1971\nFrom: a@b.org\nTo: c@d.org\nSubject: Talks\n\nWe met.\n", "mailbox"),
    ("% a comment\n\\documentclass{article}\n\\begin{document}\nWe met.\n", "LaTeX"),
    ('File type = "ooTextFile"\n', "Praat"),
    ("@UTF8\n@Begin\n*ANN:\tWe met.\n", "CLAN"),
    ("======== CAS 0 begin ====\n", "dump"),
]
WORDS = [*("we", "met", "in", "Vienna", "and", "agreed"), *"OIAB123.,():-#"]
PROSE = [
    "From: The Secretary of State\nTo: The Embassy in Vienna\nDate: 3 May 1971\nSubject: Talks\n\nWe met.\n",
    "From Vienna we went at 10:00 on 6 May 1971\nNote: it rained.\n",
    "1. The Ministers met.\n2. They agreed.\n3. They will meet again.\n",
    "# A heading\n\nSome words.\n\n- a list\n- of two\n",
    "Name\tCountry\nAnn\tChad\nBen\tFiji\n",
    "O Canada\nO Canada\nO Canada\n" * 9,
    "A B\nC D\nE F\n",
    "Mr. President, we met (in Vienna) and agreed (in Rome).\n" * 20,
    "How to write it:\n\n\\documentclass{article}\n\\begin{document}\n",
    "The treaty has three parts [entities] and so on.\n",
]


@pytest.mark.parametrize(("text", "name"), CASES, ids=[f"{name} {n}" for n, (_, name) in enumerate(CASES)])
@pytest.mark.parametrize("file", ["a.txt", "a", "a.md"])
def test_a_form_is_known_under_any_name_and_any_line_ends(text: str, name: str, file: str) -> None:
    for data in (text.encode(), b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()):
        found = recognised(FileLook(file, data))
        assert found is not None
        assert name in found.what


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_of_no_foreign_kind(text: str) -> None:
    assert recognised(FileLook("a.txt", text.encode())) is None


@settings(max_examples=examples(40))
@given(words=st.lists(st.sampled_from(WORDS), min_size=30))
def test_words_in_lines_of_any_length_are_no_tokens(words: list[str]) -> None:
    lines = [" ".join(words[: 3 + n % 5]) for n in range(12)]
    assert not is_conll(FileLook("a.txt", "\n".join(lines).encode()))
