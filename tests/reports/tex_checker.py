"""A strict reader of the LaTeX that reports are written in: where no TeX is at hand, it finds what TeX would refuse.

It knows the commands and environments that a report may use, and fails for any other, for what does not close, and for
characters that mean something to TeX where text should be. And it reads a text back.
"""

import regex

from annotator.reports.tex_text import ESCAPES, SCRIPTS, SYMBOLS

ENVIRONMENTS = {"document", "itemize", "longtable", "figure", "tikzpicture"}
_LAYOUT = """
    documentclass usepackage ifPDFTeX ifXeTeX ifLuaTeX else fi IfFileExists IfFontExistsTF setmainfont setsansfont
    newfontfamily newcommand renewcommand DeclareRobustCommand errmessage setlength parindent parskip tabcolsep
    emergencystretch TeXXeTstate XeTeXlinebreaklocale XeTeXlinebreakskip rightleft beginR endR textdir begin end
    section subsection subsubsection par medskip bigskip LARGE large bfseries thispagestyle item emph texttt
    begingroup endgroup small footnotesize noindent textsuperscript caption toprule midrule bottomrule endfirsthead
    endhead endlastfoot multicolumn linewidth raggedright raggedleft centering arraybackslash definecolor draw path node
    sffamily fontsize selectfont
"""
_LETTERS = """
    textbackslash textasciitilde textasciicircum textless textgreater textbar textquotedbl textquotesingle
    textasciigrave leavevmode newline quad nobreakspace thinspace ldots ensuremath textperiodcentered
    times pm leq geq neq approx rightarrow leftarrow downarrow alpha kappa gamma pi
"""
COMMANDS = set(f"{_LAYOUT} {_LETTERS}".split())
COMMANDS |= {script.command for script in SCRIPTS} | {f"font{script.name}" for script in SCRIPTS}
SIGNS = set("\\{}$&#_%")
"""What may follow a backslash: an escaped character, or a second one for the end of a row."""

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
        lines = regex.split(r"(?<=\\\\)\n", table)
        rows += [_cells(line.removesuffix("\\\\")) for line in lines if line]
    return rows


def _cells(line: str) -> list[str]:
    return regex.split(r"(?<!\\) & ", line)


def unescaped(text: str) -> str:
    """Return what a text as it is written in LaTeX says."""
    text = regex.sub(r"\\in(?:" + "|".join(script.name for script in SCRIPTS) + r")\{", "{", text)
    signs = {written: sign for sign, written in (*ESCAPES.items(), *SYMBOLS.items())}
    known = "|".join(map(regex.escape, sorted(signs, key=len, reverse=True)))
    return regex.sub(rf"({known})|[{{}}]", lambda found: signs[found[1]] if found[1] else "", text)
