"""By what tables of codings are known: the names of their columns, what stands in them, and rows of a word each."""

import regex

from annotator.readers.field_proposals import folded
from annotator.readers.foreign.coded_cells import NO_CODINGS, CodedCells, are_places, coded_cells
from annotator.readers.foreign.coding_names import START, STOP, names_of
from annotator.readers.foreign.look import FileLook
from annotator.readers.table import TEXT_COLUMNS

_TABLES = frozenset({".csv", ".tsv", ".tab"})
_STARTS, _STOPS = names_of(START), names_of(STOP)
_LABELS = frozenset(
    {"label", "labels", "code", "codes", "coding", "codings", "annotation", "annotations", "span", "spans"}
)
_PEOPLE = frozenset({"coder", "annotator", "rater", "coder_id", "annotator_id", "coded_by"})
_TOKENS = frozenset({"token", "tokens", "word", "words", "form", "lemma", "wort", "mot", "palabra", "слово"})
_TAGS = (
    frozenset({"tag", "tags", "ner", "ner_tag", "ner_tags", "bio", "iob", "pos", "upos", "xpos", "codename"}) | _LABELS
)
_QUOTES = frozenset(
    {
        "segment",
        "coded segments",
        "quote",
        "quotation",
        "quotation name",
        "quotation content",
        "excerpt",
        "excerpt copy",
    }
    | {"seltext", "coded text", "codes applied combined", "highlight"}
)
"""What MAXQDA, ATLAS.ti, Dedoose and QualCoder call the words that were coded."""
_UNIT_CODES = frozenset({"cmp_code", "eu_code"})
"""Of the Manifesto Corpus, whose rows are the quasi-sentences of a text."""
_FEW_ROWS, _LONGEST_WORD, _LONGEST_IDEOGRAPHS = 20, 40, 4
_IDEOGRAPHS = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")

OUR_SPANS = frozenset({"document_id", "layer", "coder", "span_id", "label", "start", "stop", "quote"})
OUR_LABELS = frozenset({"document_id", "layer", "coder", "label", "label_name", "of", "spans", "span_id"})
OUR_DOCUMENTS = frozenset({"document_id", "text_sha256", "characters", "metadata", "text"})
OUR_SLOTS = frozenset({"document_id", "link_id", "act", "role", "span_id", "actor_id"})
OUR_DYAD_YEARS = frozenset({"year", "ccode1", "ccode2", "label", "acts", "documents"})
OUR_DYADS = frozenset({"document_id", "source_name", "target_name", "act", "act_id", "coder"})


def is_of_our_spans(look: FileLook) -> bool:
    """Whatever the file is called."""
    return look.columns >= OUR_SPANS or look.columns >= OUR_LABELS


def is_beside_our_spans(look: FileLook) -> bool:
    """Whatever the file is called."""
    return look.columns >= OUR_SLOTS or look.columns >= OUR_DOCUMENTS


def is_of_our_dyads(look: FileLook) -> bool:
    """Whatever the file is called."""
    return look.columns >= OUR_DYADS


def is_of_our_dyad_years(look: FileLook) -> bool:
    """Whatever the file is called."""
    return look.columns >= OUR_DYAD_YEARS


def looks_coded(look: FileLook) -> bool:
    """Places in a text; a label beside a text, a quote, a token or whoever gave it; tags of Taguette.

    Or cells that show it, whatever the columns are called.
    """
    if look.suffix not in _TABLES or not look.rows:
        return False
    names = look.columns
    if _has_places(look):
        return True
    if names & _UNIT_CODES and names & frozenset(TEXT_COLUMNS):
        return True
    if (names & _TAGS and names & (_QUOTES | _TOKENS)) or names >= {"document", "tag", "content"}:
        return True
    if names & _LABELS and (names & _PEOPLE or names & frozenset(TEXT_COLUMNS)):
        return True
    return cells_of(look).is_coded


def _has_places(look: FileLook) -> bool:
    """Whether two columns are called what places are, and hold numbers, or nothing in these rows."""
    header, *rows = look.rows or [[]]
    named = {folded(name): at for at, name in enumerate(header)}
    both = [named.keys() & wanted for wanted in (_STARTS, _STOPS)]
    return all(any(are_places(rows, named[name]) or _is_empty(rows, named[name]) for name in found) for found in both)


def _is_empty(rows: list[list[str]], at: int) -> bool:
    return not any(at < len(row) and row[at].strip() for row in rows)


def cells_of(look: FileLook) -> CodedCells:
    """Return what the cells of a table show of codings, whatever its columns are called."""
    return coded_cells(look.rows[1:]) if look.rows else NO_CODINGS


_OURS = (is_of_our_spans, is_beside_our_spans, is_of_our_dyads, is_of_our_dyad_years)


def is_plainly_coded(look: FileLook) -> bool:
    """Whether a table can be nothing but codings: labels with places, quotes or people, and no words a row."""
    if not looks_coded(look) or is_of_tokens(look) or look.columns & _TOKENS:
        return False
    if any(sign(look) for sign in _OURS):
        return False
    names = look.columns
    if names & frozenset(TEXT_COLUMNS) and names & _UNIT_CODES:
        return True
    if names >= {"document", "tag", "content"}:
        return True
    if names & _LABELS and (_has_places(look) or names & _QUOTES or names & _PEOPLE):
        return True
    return cells_of(look).says_all


def lists_words(look: FileLook) -> bool:
    """Whether a column that is called so holds words or lemmas, one a row; a table of documents may have texts."""
    header, *rows = look.rows or [[]]
    named = [at for at, name in enumerate(header) if name.strip().lower() in _TOKENS - {"form"}]
    return len(rows) >= _FEW_ROWS and any(_are_words(rows, at) for at in named)


def is_of_tokens(look: FileLook) -> bool:
    """Whether each row holds one word where the text would be: thousands of documents of a word each."""
    if look.suffix not in _TABLES or len(look.rows) <= _FEW_ROWS:
        return False
    header, *rows = look.rows
    named = [at for at, name in enumerate(header) if name.strip().lower() in _TOKENS | frozenset(TEXT_COLUMNS)]
    return any(_are_words(rows, at) for at in named or ([0] if len(header) == 1 else []))


def _are_words(rows: list[list[str]], at: int) -> bool:
    cells = [row[at].strip() for row in rows if len(row) > at and row[at].strip()]
    return len(cells) >= _FEW_ROWS and sum(map(_is_word, cells)) >= 0.9 * len(cells)


def _is_word(cell: str) -> bool:
    if _IDEOGRAPHS.search(cell):
        return len(cell) <= _LONGEST_IDEOGRAPHS
    return len(cell) <= _LONGEST_WORD and not any(char.isspace() for char in cell)
