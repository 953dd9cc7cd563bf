"""What stands before the text of a LaTeX file: packages, and fonts for the scripts and letters that occur.

It compiles with pdfLaTeX, XeLaTeX and LuaLaTeX alike. Where there is no font for a word, as always in pdfLaTeX, it is
numbered within its script, “[Arabic 2]”, the same word by the same number, and a sentence under the title says so.
"""

from codecs import BOM_UTF16_BE
from collections.abc import Iterator

from annotator.reports.blocks import Block, Heading, Listing, Paragraph, Plot, Report, TableBlock
from annotator.reports.drawing import Words
from annotator.reports.plain_text import clean
from annotator.reports.tex_scripts import Script, scripts_in
from annotator.reports.tex_text import has_odd_letters

_USUAL = r"""\documentclass[10pt,a4paper]{article}
\usepackage{iftex}
\ifPDFTeX
  \usepackage[T1]{fontenc}
  \usepackage[utf8]{inputenc}
\fi
\IfFileExists{lmodern.sty}{\usepackage{lmodern}}{}
\ifPDFTeX\else
  \usepackage{fontspec}
\fi
\usepackage[margin=2.2cm]{geometry}
\usepackage{array}
\usepackage{booktabs}
\usepackage{longtable}
\usepackage[font=small,labelfont=bf,labelsep=period,justification=raggedright,singlelinecheck=false]{caption}
\usepackage{tikz}
\setlength{\parindent}{0pt}
\setlength{\parskip}{5pt}
\setlength{\tabcolsep}{4pt}
\setlength{\LTleft}{0pt}
\setlength{\LTpre}{8pt}
\setlength{\LTpost}{2pt}
\sloppy
\setlength{\emergencystretch}{0.5\textwidth}
\newcommand{\headingroom}[1]{\par\begingroup\dimen0=\pagegoal\advance\dimen0-\pagetotal
  \ifdim\dimen0<#1\baselineskip\newpage\fi\endgroup}
\makeatletter
\renewcommand{\section}{\@startsection{section}{1}{0pt}{12pt plus 3pt}{4pt}{\normalfont\large\bfseries}}
\renewcommand{\subsection}{\@startsection{subsection}{2}{0pt}{9pt plus 3pt}{3pt}{\normalfont\bfseries}}
\def\@listI{\leftmargin\leftmargini\parsep 0pt\topsep 1pt plus 1pt\itemsep 1pt}
\let\@listi\@listI
\makeatother"""
_UNSET = r"""\newcounter{unset}
\DeclareRobustCommand{\unset}[1]{{\footnotesize[#1]}\allowbreak}
\DeclareRobustCommand{\unsetword}[2]{\ifcsname unset@#1@\detokenize{#2}\endcsname\else
    \ifcsname c@unset#1\endcsname\else\newcounter{unset#1}\fi
    \stepcounter{unset#1}\expandafter\xdef
      \csname unset@#1@\detokenize{#2}\endcsname{\arabic{unset#1}}\fi
  {\footnotesize[#1\nobreakspace\csname unset@#1@\detokenize{#2}\endcsname]}}"""
_NOTE = r"""\newcommand{\unsetnote}{}
\ifPDFTeX
  \renewcommand{\unsetnote}{{\footnotesize pdfLaTeX has no letters for words in other scripts (%s). They are
    numbered here: the same number is the same word. XeLaTeX and LuaLaTeX set this file with these words.\par}}
\fi"""
_RIGHT_TO_LEFT = r"""\newcommand{\rightleft}[1]{#1}
\ifXeTeX
  \TeXXeTstate=1
  \renewcommand{\rightleft}[1]{\beginR #1\endR}
\fi
\ifLuaTeX
  \renewcommand{\rightleft}[1]{{\textdir TRT #1}}
\fi"""
_FALLBACKS = (
    *("Noto Serif", "DejaVu Sans", "Noto Sans Symbols2", "Noto Sans Math"),
    *("Noto Sans Symbols", "Segoe UI Symbol", "Apple Symbols"),
)
"""Fonts that are asked for a single letter, one after the other."""
_UPRIGHT = "BoldFont=*,ItalicFont=*,BoldItalicFont=*"
"""These have no other shapes."""


def preamble(report: Report) -> str:
    """Return all that stands before the text."""
    texts = tuple(_texts(report))
    scripts = scripts_in(texts)
    has_odd = has_odd_letters(texts)
    parts = [_USUAL, _properties(report)]
    if scripts or has_odd:
        parts.append(_UNSET)
    if scripts:
        parts.append(_NOTE % ", ".join(script.name for script in scripts))
    if any(script.is_right_to_left for script in scripts):
        parts.append(_RIGHT_TO_LEFT)
    return "\n".join((*parts, *map(_font, scripts), *((_letter(),) if has_odd else ())))


def _properties(report: Report) -> str:
    """Return the commands by which the PDF says title and authors, as text strings in hexadecimal digits of UTF-16.

    Source: ISO 32000-1:2008, 7.9.2.2 (text strings) and 14.3.3 (document information dictionary).
    """
    said = {"Title": report.title, "Author": report.byline}
    info = " ".join(f"/{name} <{_hexadecimal(text)}>" for name, text in said.items() if text)
    return (
        f"\\ifPDFTeX\n  \\pdfinfo{{{info}}}\n\\fi\n\\ifLuaTeX\n  \\pdfextension info{{{info}}}\n\\fi\n"
        f"\\ifXeTeX\n  \\AtBeginDvi{{\\special{{pdf:docinfo << {info} >>}}}}\n\\fi"
    )


def _hexadecimal(text: str) -> str:
    return (BOM_UTF16_BE + clean(text).encode("utf-16-be")).hex().upper()


def has_note(report: Report) -> bool:
    """Whether a sentence under the title says what pdfLaTeX lacks."""
    return bool(scripts_in(_texts(report)))


def _font(script: Script) -> str:
    """Return the command for a script's runs, in the first of its fonts that is there, else as numbered words."""
    command, font = f"\\{script.command}", f"\\font{script.name}"
    run = f"{{{font} #1}}"
    shown = f"\\rightleft{{{run}}}" if script.is_right_to_left else run
    choice = f"\\DeclareRobustCommand{{{command}}}[1]{{\\unsetword{{{script.name}}}{{#1}}}}"
    missing = choice
    for name in reversed(script.fonts):
        found = (
            f"\\newfontfamily{font}[Script={script.name},ItalicFont=*]{{{name}}}\n"
            f"    \\DeclareRobustCommand{{{command}}}[1]{{{shown}}}"
        )
        choice = f"\\IfFontExistsTF{{{name}}}{{{found}}}{{{choice}}}"
    return f"\\ifPDFTeX\n  {missing}\n\\else\n  {choice}\n\\fi"


def _letter() -> str:
    """Return the command for a single letter: in the font of the text, in one that has it, or with accents."""
    fonts = [f"\\odd{chr(ord('A') + number)}" for number in range(len(_FALLBACKS))]
    declared = "\n".join(
        f"  \\IfFontExistsTF{{{name}}}{{\\newfontfamily{font}[{_UPRIGHT}]{{{name}}}}}{{\\newcommand{font}{{}}}}"
        for font, name in zip(fonts, _FALLBACKS, strict=True)
    )
    choice = "\\rmfamily #1"
    for font in reversed(fonts):
        choice = f'{font}\\iffontchar\\font"#3 #2\\else {choice}\\fi'
    letter = f'{{\\iffontchar\\font"#3 #2\\else {choice}\\fi}}'
    command = "\\DeclareRobustCommand{\\letter}[3]"
    return f"\\ifPDFTeX\n  {command}{{#1}}\n\\else\n{declared}\n  {command}{{{letter}}}\n\\fi"


def _texts(report: Report) -> Iterator[str]:
    yield from (report.title, report.byline, report.subtitle)
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
