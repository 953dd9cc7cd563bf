"""What stands before the text of a LaTeX file: packages, fonts for the scripts that occur, and which program to run."""

from collections.abc import Iterator

from annotator.reports.blocks import Block, Heading, Listing, Paragraph, Plot, Report, TableBlock
from annotator.reports.drawing import Words
from annotator.reports.tex_text import Script, needs_unicode, scripts_in

_USUAL = r"""\documentclass[11pt,a4paper]{article}
\usepackage{iftex}
\ifPDFTeX
  \usepackage[T1]{fontenc}
  \usepackage[utf8]{inputenc}
  \IfFileExists{lmodern.sty}{\usepackage{lmodern}}{}
\else
  \usepackage{fontspec}
\fi
\usepackage[margin=2.5cm]{geometry}
\usepackage{array}
\usepackage{booktabs}
\usepackage{longtable}
\usepackage{tikz}
\setlength{\parindent}{0pt}
\setlength{\parskip}{6pt}
\setlength{\tabcolsep}{4pt}
\setlength{\emergencystretch}{3em}"""
_UNICODE = r"""% This report has letters that pdfLaTeX does not know: run xelatex or lualatex.
\ifPDFTeX
  \errmessage{This report has letters that pdfLaTeX does not know: run xelatex or lualatex}
\else
  \IfFontExistsTF{Noto Serif}{\setmainfont{Noto Serif}}{\IfFontExistsTF{DejaVu Serif}{\setmainfont{DejaVu Serif}}{}}
  \IfFontExistsTF{Noto Sans}{\setsansfont{Noto Sans}}{\IfFontExistsTF{DejaVu Sans}{\setsansfont{DejaVu Sans}}{}}
\fi"""
_RIGHT_TO_LEFT = r"""\newcommand{\rightleft}[1]{#1}
\ifXeTeX
  \TeXXeTstate=1
  \renewcommand{\rightleft}[1]{\beginR #1\endR}
\fi
\ifLuaTeX
  \renewcommand{\rightleft}[1]{{\textdir TRT #1}}
\fi"""
_BREAKING = r"""\ifXeTeX
  \XeTeXlinebreaklocale "zh"
  \XeTeXlinebreakskip=0pt plus 1pt
\fi"""


def preamble(report: Report) -> str:
    """Return all that stands before the text."""
    texts = tuple(_texts(report))
    parts = [_USUAL]
    if needs_unicode(texts):
        parts.append(_UNICODE)
    scripts = scripts_in(texts)
    if any(script.is_right_to_left for script in scripts):
        parts.append(_RIGHT_TO_LEFT)
    if any(script.name == "CJK" for script in scripts):
        parts.append(_BREAKING)
    return "\n".join((*parts, *map(_font, scripts)))


def _font(script: Script) -> str:
    """Return the command for a script's runs, in the first of its fonts that is there, else in that of the text."""
    name = f"\\font{script.name}"
    options = f"[Script={script.name}]"
    choice = f"\\newcommand{{{name}}}{{}}"
    for font in reversed(script.fonts):
        choice = f"\\IfFontExistsTF{{{font}}}{{\\newfontfamily{name}{options}{{{font}}}}}{{{choice}}}"
    run = f"{{{name} #1}}"
    shown = f"\\rightleft{{{run}}}" if script.is_right_to_left else run
    chosen = f"\\ifPDFTeX\n  \\newcommand{{{name}}}{{}}\n\\else\n  {choice}\n\\fi"
    return f"{chosen}\n\\DeclareRobustCommand{{\\{script.command}}}[1]{{{shown}}}"


def _texts(report: Report) -> Iterator[str]:
    yield from (report.title, report.subtitle)
    for block in report.blocks:
        yield from _of_block(block)


def _of_block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield from (run.text for run in block.runs)
        case Listing():
            yield from (run.text for item in block.items for run in item.runs)
        case TableBlock():
            yield from (block.caption, *block.notes)
            yield from (cell.text for row in (*block.header, *block.rows) for cell in row)
        case Plot():
            yield block.caption
            yield from (shape.text for shape in block.drawing.shapes if isinstance(shape, Words))
