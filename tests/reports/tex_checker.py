"""A strict reader of the LaTeX that reports are written in: where no TeX is at hand, it finds what TeX would refuse.

It knows the commands and environments that a report may use, and fails for any other, for what does not close, and for
characters that mean something to TeX where text should be. And it reads a text back.
"""

import unicodedata

import regex

from annotator.reports.plain_text import clean
from annotator.reports.tex_scripts import GREEK, SCRIPTS
from annotator.reports.tex_text import ACCENTS, ESCAPES, SYMBOLS

ENVIRONMENTS = {"document", "itemize", "longtable", "minipage", "tikzpicture"}
_LAYOUT = """
    documentclass usepackage ifPDFTeX ifXeTeX ifLuaTeX else fi IfFileExists IfFontExistsTF newfontfamily newcommand
    renewcommand DeclareRobustCommand setlength parindent parskip tabcolsep itemsep LTleft LTpre LTpost sloppy
    emergencystretch textwidth rmfamily TeXXeTstate rightleft beginR endR textdir begin end section subsection
    subsubsection par medskip bigskip Large bfseries thispagestyle item emph texttt begingroup endgroup small
    footnotesize noindent textsuperscript caption captionof toprule midrule bottomrule addlinespace endfirsthead
    endhead endlastfoot multicolumn linewidth raggedright raggedleft centering arraybackslash definecolor draw path
    node sffamily fontsize selectfont hyphenpenalty addtocounter makeatletter makeatother normalfont large
    newcounter ifcsname endcsname csname detokenize stepcounter expandafter xdef arabic iffontchar font unset
    unsetword unsetnote letter headingroom dimen pagegoal advance pagetotal ifdim baselineskip newpage def let
    leftmargin leftmargini parsep topsep pdfinfo pdfextension AtBeginDvi special
"""
_LETTERS = """
    textbackslash textasciitilde textasciicircum textless textgreater textbar textquotedbl textquotesingle
    textasciigrave leavevmode break newline quad nobreakspace thinspace ldots ensuremath textperiodcentered
    allowbreak mbox times pm leq geq neq approx rightarrow leftarrow uparrow downarrow emptyset cap cup in infty
    surd sum
"""
COMMANDS = {*_LAYOUT.split(), *_LETTERS.split(), *(name[1:] for name in GREEK.values())}
COMMANDS |= {script.command for script in SCRIPTS} | {f"font{script.name}" for script in SCRIPTS}
COMMANDS |= {f"odd{letter}" for letter in "ABCDEFGH"} | {accent for accent in ACCENTS.values() if accent.isalpha()}
SIGNS = set("\\{}$&#_%@") | {accent for accent in ACCENTS.values() if not accent.isalpha()}
"""What may follow a backslash: an escaped character, an accent, an inner command, a second one at the end of a row."""

_TOKEN = regex.compile(r"\\(?<command>[A-Za-z]+)\*?|\\(?<sign>.)|(?<brace>[{}])|(?<special>[$&#^~%])", regex.S)
_ENVIRONMENT = regex.compile(r"\\(begin|end)\{(\w+)\}")


def check(source: str) -> None:
    """Fail where TeX would: unknown commands, what does not close, specials where text should be."""
    uncommented = "\n".join(line for line in source.split("\n") if not line.startswith("%"))
    depth = 0
    for found in _TOKEN.finditer(uncommented):
        where = uncommented[max(0, found.start() - 40) : found.end() + 20]
        command, sign, brace, special = found.group("command", "sign", "brace", "special")
        assert command is None or command in COMMANDS, f"\\{command} is not known: {where!r}"
        assert sign is None or sign in SIGNS, f"\\{sign!r} is not known: {where!r}"
        depth += {"{": 1, "}": -1}.get(brace or "", 0)
        assert depth >= 0, f"a brace closes nothing: {where!r}"
        _check_special(special, uncommented, found.start(), where)
    assert depth == 0, "braces do not close"
    _check_environments(uncommented)


def _check_special(special: str | None, source: str, at: int, where: str) -> None:
    """An ampersand parts cells within a table, # names an argument in the preamble; others are always escaped."""
    if special == "&":
        before = source[:at]
        assert before.count("\\begin{longtable}") > before.count("\\end{longtable}"), (
            f"& stands outside a table: {where!r}"
        )
    elif special == "#":
        assert "\\begin{document}" not in source[:at], f"# stands in the text: {where!r}"
    else:
        assert special is None, f"{special} is not escaped: {where!r}"


def _check_environments(source: str) -> None:
    still_open: list[str] = []
    for what, name in _ENVIRONMENT.findall(source):
        assert name in ENVIRONMENTS, f"the environment {name} is not known"
        if what == "begin":
            still_open.append(name)
        else:
            assert still_open and still_open.pop() == name, f"the environment {name} is closed too early"
    assert still_open == []


def rows_of(source: str) -> list[list[str]]:
    """Return the cells of each row of the tables, as they are written."""
    rows = []
    for table in regex.findall(r"\\endlastfoot\n(.*?)\\end\{longtable\}", source, regex.S):
        lines = regex.split(r"(?<=\\\\\*?)\n", table.replace("\\addlinespace[3pt]\n", ""))
        rows += [_cells(regex.sub(r"\\\\\*?$", "", line)) for line in lines if line]
    return rows


def _cells(line: str) -> list[str]:
    return regex.split(r"(?<!\\) & ", line)


_LETTER = regex.compile(
    r"\\letter(?P<braced>\{(?:[^{}\\]|\\.|(?&braced))*\})(?P<as_itself>\{(?:[^{}\\]|\\.|(?&as_itself))*\})\{[0-9A-F]+\}"
)


def unescaped(text: str) -> str:
    """Return what a text as it is written in LaTeX says."""
    text = _LETTER.sub(lambda found: found["as_itself"], text)
    text = regex.sub(r"\\in(?:" + "|".join(script.name for script in SCRIPTS) + r")\{", "{", text)
    signs = {written: sign for sign, written in (*ESCAPES.items(), *SYMBOLS.items())}
    signs[ESCAPES["\u200b"]] = ""
    signs[r"\leavevmode\break{}"] = "\n"
    signs[ESCAPES["\u2011"]] = "-"
    known = "|".join(map(regex.escape, sorted(signs, key=len, reverse=True)))
    return regex.sub(rf"({known})|[{{}}]", lambda found: signs[found[1]] if found[1] else "", text)


def seen(text: str) -> str:
    """Return a text as TeX shows it: composed, without what has no shape, which no font of TeX has."""
    composed = unicodedata.normalize("NFC", clean(text)).replace("\u2011", "-")
    return "".join(one for one in composed if unicodedata.category(one) != "Cf" or one == "\u00ad")
