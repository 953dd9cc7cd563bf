"""Control words of rich text."""

import codecs

from annotator.readers.rtf_words import CHARSETS, CODE_PAGES, EDGES, KNOWN, SIGNS, SKIPPED


def test_every_encoding_is_one() -> None:
    for name in (*CHARSETS.values(), *CODE_PAGES.values()):
        codecs.lookup(name)


def test_no_word_is_of_two_kinds() -> None:
    groups = (KNOWN, SKIPPED, EDGES, frozenset(SIGNS))
    assert sum(map(len, groups)) == len(frozenset().union(*groups))
