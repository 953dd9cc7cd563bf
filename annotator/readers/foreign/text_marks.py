"""By what texts of other programs are known: tagged tokens, mails, mark-up, times."""

from collections import Counter
from itertools import pairwise

import regex

from annotator.readers.foreign.look import FileLook

_TAG = regex.compile(r"O|[BIESLUM]-\S+|\S+-[BIESLU]")
_PART_OF_SPEECH = regex.compile(r"[A-Z$.,:;#'`\"()\[\]{}?!/_+-]{1,8}")
_BRAT = regex.compile(r"(?:T\d+\t\S+ \d+ \d+|[REAMN#]\d+\t\S+ |\*\t\S+ )")
_BRAT_CONFIGURATION = regex.compile(
    r"^\[(?:entities|relations|events|attributes|labels|drawing|options|search)\]$", regex.M
)
_FIELD = regex.compile(r"[A-Za-z][A-Za-z-]*:( |$)")
_OF_TRANSPORT = regex.compile(
    r"(?:Received|Return-Path|Message-ID|MIME-Version|Content-Type|Delivered-To|X-[\w-]+|DKIM-Signature):", regex.I
)
_MAILBOX = regex.compile(r"From \S.* \d\d:\d\d(?::\d\d)? (?:\S+ )?\d{4}(?: [+-]\d{4})?\n[A-Za-z][A-Za-z-]*:( |\n)")
_TEX = regex.compile(r"^\s*\\(?:documentclass|documentstyle|begin\{document\}|usepackage)", regex.M)
_CONLL_COMMENT = regex.compile(r"#\s?(?:newdoc|newpar|sent_id|global\.columns|text)\b|#begin document|-DOCSTART-")
_TREE = regex.compile(r"\s*\(\s*(?:ROOT|TOP|S1|S)?\s*\(")
_SUFFIXES = frozenset({".iob", ".iob2", ".bio", ".bioes", ".vert", ".vrt"})
_NAMED_SO = regex.compile(r"\.conll[\w-]*(?:\.\w+)?$", regex.I)
_KEY_OF_GATE = regex.compile(r"(?:annotation_sets|changelog|features|name|offset_type|text):(?:\s|$)")
_ROOT_OF_XMI = regex.compile(r"XMI\Z")
_ANN = frozenset({".ann", ".a1", ".a2"})


def is_conll(look: FileLook) -> bool:
    """One token a line with its tags: by name, by its comments, by tags of a scheme, or by tokens that are numbered."""
    if not look.text or look.text.lstrip().startswith(("{", "[", "<?xml", "<!")):
        return False
    if look.suffix in _SUFFIXES or _NAMED_SO.search(look.name):
        return True
    if any(_CONLL_COMMENT.match(line) for line in look.lines[:3] if not line.startswith("# text")):
        return True
    rows = _token_rows(look)
    return len(rows) >= 3 and (_is_tagged(rows) or _is_numbered(rows) or _has_parts_of_speech(rows))


def _token_rows(look: FileLook) -> list[list[str]]:
    """Return the cells of lines that are no comments, all of one width; empty where most lines are not so."""
    filled = look.lines_but("#", "<")
    by_tab = sum("\t" in line for line in filled) > len(filled) / 2
    rows = [line.split("\t") if by_tab else line.split() for line in filled]
    if not rows:
        return []
    width, often = Counter(map(len, rows)).most_common(1)[0]
    if width < 2 or often < 0.9 * len(rows):
        return []
    found = [row for row in rows if len(row) == width]
    return found if all(len(row[0]) <= 80 and " " not in row[0].strip() for row in found) else []


def _is_tagged(rows: list[list[str]]) -> bool:
    for column in zip(*(row[1:] for row in rows), strict=True):
        fitting = [cell for cell in column if _TAG.fullmatch(cell.strip())]
        if len(fitting) >= 0.95 * len(column) and (len(set(fitting)) > 1 or len(fitting) >= 10):
            return True
    return False


def _is_numbered(rows: list[list[str]]) -> bool:
    """Whether tokens count from 1 anew in each sentence, beside at least three columns."""
    numbers = [row[0].partition("-")[0].partition(".")[0] for row in rows]
    if len(rows[0]) < 4 or not all(number.isdecimal() for number in numbers):
        return False
    counted = list(map(int, numbers))
    steps = sum(b == a + 1 or b in (a, 1) for a, b in pairwise(counted))
    return counted[0] <= 1 and steps >= 0.95 * (len(counted) - 1) and _are_words(rows)


def _are_words(rows: list[list[str]]) -> bool:
    return sum(" " not in row[1].strip() for row in rows) >= 0.9 * len(rows)


def _has_parts_of_speech(rows: list[list[str]]) -> bool:
    if len(rows) < 20:
        return False
    return any(
        sum(bool(_PART_OF_SPEECH.fullmatch(cell.strip())) for cell in column) >= 0.95 * len(column)
        and 2 < len(set(column)) <= 60
        for column in zip(*(row[1:] for row in rows), strict=True)
    )


def is_webanno(look: FileLook) -> bool:
    """TSV 3 names itself; TSV 2 and 1 name the layers in their first line."""
    return look.text.startswith(("#FORMAT=WebAnno TSV", "# webanno.", " # webanno.", "#id=", " # de.tudarmstadt"))


def is_xmi(look: FileLook) -> bool:
    """XML whose outermost element is that of XMI."""
    return _ROOT_OF_XMI.match(look.root) is not None


def is_brat(look: FileLook) -> bool:
    """A .ann whose text is not beside it, as where it stands no format reads it."""
    first = next(iter(look.lines_but()), "")
    return look.suffix in _ANN or bool(_BRAT.match(first))


def is_brat_configuration(look: FileLook) -> bool:
    """The files that say how brat shows labels, and others called so."""
    return look.suffix == ".conf" or len(_BRAT_CONFIGURATION.findall(look.text)) > 1


def is_fasttext(look: FileLook) -> bool:
    """Labels before the words of a line."""
    return look.text.lstrip().startswith("__label__")


def is_mail(look: FileLook) -> bool:
    """At least three fields before the first blank line, one of them of the kind that only programs write."""
    lines = look.text.lstrip("\n").split("\n\n", 1)[0].split("\n")
    if lines and lines[0].startswith("From "):
        lines = lines[1:]
    fields = [line for line in lines if not line.startswith((" ", "\t"))]
    if len(fields) < 3 or not all(_FIELD.match(line) for line in fields):
        return False
    return any(_OF_TRANSPORT.match(line) for line in fields)


def is_mailbox(look: FileLook) -> bool:
    """The line that stands before each mail of a mailbox (RFC 4155), with the first field of its header."""
    return _MAILBOX.match(look.text.lstrip("\n")) is not None


def is_latex(look: FileLook) -> bool:
    """By name, or by a first command, behind comments, and those that begin a document."""
    first = next(iter(look.lines_but("%")), "")
    return look.suffix in (".tex", ".ltx", ".latex") or (first.startswith("\\") and bool(_TEX.search(look.text)))


def is_praat(look: FileLook) -> bool:
    """A TextGrid says what it is."""
    return look.suffix == ".textgrid" or look.text.startswith('File type = "ooTextFile"')


def is_chat(look: FileLook) -> bool:
    """CHAT of CLAN begins with its encoding."""
    return look.suffix == ".cha" or look.text.startswith(("@UTF8\n", "@Begin\n"))


def is_rdf(look: FileLook) -> bool:
    """Turtle, as NIF is written; triples."""
    return look.suffix in (".ttl", ".nt", ".n3") or look.text.startswith(("@prefix ", "@base "))


def is_treebank(look: FileLook) -> bool:
    """Bracketed trees."""
    return look.suffix in (".mrg", ".ptb") or bool(_TREE.match(look.text) and look.text.count("(") > 20)


def is_gate(look: FileLook) -> bool:
    """A document of GATE as YAML: its sets of annotations beside its text, in any order of keys."""
    if look.suffix == ".bdocym":
        return True
    first = next(iter(look.lines_but("#", "---", "%YAML")), "")
    return bool(_KEY_OF_GATE.match(first)) and look.holds("annotation_sets:", "offset_type:", "text:")


def is_cas_dump(look: FileLook) -> bool:
    """What UIMA prints for people."""
    return look.text.startswith("======== CAS ")
