"""By what tables of codings are known: the names of their columns, what stands in them, and rows of a word each."""

from itertools import pairwise

import regex

from annotator.readers.field_proposals import folded
from annotator.readers.foreign.coded_cells import NO_CODINGS, CodedCells, are_places, coded_cells, whole
from annotator.readers.foreign.coding_names import DOCUMENT, LABEL, LOOSE, QUOTE, START, STOP, TEXT, names_of, target_of
from annotator.readers.foreign.look import TABLES, FileLook
from annotator.readers.table import TEXT_COLUMNS

_STARTS, _STOPS = names_of(START), names_of(STOP)
_LOOSE_PLACES = [frozenset(name for name in LOOSE if target_of(name) == end) for end in (START, STOP)]
_LABELS = frozenset(
    {"label", "labels", "code", "codes", "coding", "codings", "annotation", "annotations", "span", "spans"}
)
_PEOPLE = frozenset({"coder", "annotator", "rater", "coder_id", "annotator_id", "coded_by"})
_TEXTS = frozenset(TEXT_COLUMNS) - {DOCUMENT}
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
    if look.suffix not in TABLES or not look.rows:
        return False
    names = look.columns
    if _has_places(look) or _says_what_of_what(look):
        return True
    if names & _UNIT_CODES and names & frozenset(TEXT_COLUMNS):
        return True
    if (names & _TAGS and names & (_QUOTES | _TOKENS)) or names >= {"document", "tag", "content"}:
        return True
    if names & _LABELS and (names & _PEOPLE or names & frozenset(TEXT_COLUMNS)):
        return True
    return cells_of(look).is_coded


def _says_what_of_what(look: FileLook) -> bool:
    """Whether columns are called what labels, documents and passages are, in whatever language."""
    targets = {target_of(name) for name in look.rows[0] if folded(name) not in LOOSE}
    if LABEL not in targets or not targets & {DOCUMENT, TEXT}:
        return False
    return _has_places(look) or (QUOTE in targets and TEXT not in targets)


def _has_places(look: FileLook) -> bool:
    """Whether two columns are called what places are, and hold numbers, or nothing in these rows."""
    named = {folded(name): at for at, name in enumerate(look.rows[0] if look.rows else ())}
    plain = [named.keys() & wanted for wanted in (_STARTS, _STOPS)]
    # A word that may mean something else does so beside one that cannot: “début” and “fin”.
    both = [plain[at] or (named.keys() & _LOOSE_PLACES[at] if plain[1 - at] else set()) for at in (0, 1)]
    rows = look.rows[1:]
    return all(any(are_places(rows, named[name]) or _is_empty(rows, named[name]) for name in found) for found in both)


def _is_empty(rows: list[list[str]], at: int) -> bool:
    return not any(at < len(row) and row[at].strip() for row in rows)


def cells_of(look: FileLook) -> CodedCells:
    """Return what the cells of a table show of codings, whatever its columns are called."""
    return coded_cells(look.rows[1:]) if look.rows else NO_CODINGS


def is_of_label_studio(look: FileLook) -> bool:
    """What each of its tables has; some of its columns hold regions as JSON, whatever they are called."""
    return look.columns >= {"lead_time", "annotator"}


_OF_OTHER_FORMATS = (is_of_our_spans, is_beside_our_spans, is_of_our_dyads, is_of_our_dyad_years, is_of_label_studio)


def is_plainly_coded(look: FileLook) -> bool:
    """Whether a table can be nothing but codings: labels with places, quotes or people, and no words a row."""
    if not looks_coded(look) or is_of_tokens(look) or look.columns & _TOKENS:
        return False
    if any(sign(look) for sign in _OF_OTHER_FORMATS):
        return False
    names = look.columns
    if names & frozenset(TEXT_COLUMNS) and names & _UNIT_CODES:
        return True
    if _says_what_of_what(look):
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
    """Whether each row holds one word where the text would be: thousands of documents of a word each.

    A word that is a passage of a text, or the title of one, is no token.
    """
    if look.suffix not in TABLES or len(look.rows) <= _FEW_ROWS:
        return False
    header, *rows = look.rows
    of_words = {name.strip().lower() for at, name in enumerate(header) if _are_words(rows, at)}
    if of_words & (_TOKENS | _TEXTS) or (len(header) == 1 and of_words):
        return _stand_in_a_row(look) if _has_passages(look) else True
    return DOCUMENT in of_words and not looks_coded(look)


def _has_passages(look: FileLook) -> bool:
    """Whether rows say where the words stand in a text, or have the whole text beside them."""
    cells = cells_of(look)
    return _has_places(look) or (cells.text is not None and cells.quote is not None)


def _stand_in_a_row(look: FileLook) -> bool:
    """Whether most rows begin where the one before them ends, as all words of a text do."""
    header, *rows = look.rows
    named = {folded(name): at for at, name in enumerate(header)}
    places = [next((named[name] for name in named if name in wanted), -1) for wanted in (_STARTS, _STOPS)]
    if min(places) < 0:
        return False
    found = [[whole(row[at]) if at < len(row) else None for at in places] for row in rows]
    steps = [
        after[0] - before[1] for before, after in pairwise(found) if after[0] is not None and before[1] is not None
    ]
    return bool(steps) and sum(step in (0, 1, 2) or step < 0 for step in steps) >= 0.8 * len(steps)


def _are_words(rows: list[list[str]], at: int) -> bool:
    cells = [row[at].strip() for row in rows if len(row) > at and row[at].strip()]
    return len(cells) >= _FEW_ROWS and sum(map(_is_word, cells)) >= 0.9 * len(cells)


def _is_word(cell: str) -> bool:
    if _IDEOGRAPHS.search(cell):
        return len(cell) <= _LONGEST_IDEOGRAPHS
    return len(cell) <= _LONGEST_WORD and not any(char.isspace() for char in cell)
