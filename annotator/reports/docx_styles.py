"""The parts of a Word file that say how it looks: styles, bullets, the page number at the foot."""

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.reports.palette import PRINT
from annotator.reports.plain_text import xml

_MAIN = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_INK, _SECONDARY = PRINT.ink[1:], PRINT.secondary[1:]
_SERIF, _SANS, _FIXED = "Times New Roman", "Arial", "Courier New"
"""Of which every system has one with the same widths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    """A style of paragraphs. `half_points`: of its letters; `before`, `after`: in twentieths of a point."""

    id: str
    name: str
    font: str = _SANS
    half_points: int = 20
    colour: str = _INK
    before: int = 0
    after: int = 0
    bold: bool = False
    more: str = ""
    """Properties that stand before the spacing."""
    level: int | None = None
    is_kept: bool = False

    def xml(self) -> str:
        """Return the style as an element."""
        keep = "<w:keepNext/>" if self.is_kept else ""
        level = f'<w:outlineLvl w:val="{self.level}"/>' if self.level is not None else ""
        bold = "<w:b/><w:bCs/>" if self.bold else ""
        return (
            f'<w:style w:type="paragraph" w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{keep}{self.more}'
            f'<w:spacing w:before="{self.before}" w:after="{self.after}"'
            f' w:line="240" w:lineRule="auto"/>{level}</w:pPr>'
            f'<w:rPr><w:rFonts w:ascii="{self.font}" w:hAnsi="{self.font}"/>{bold}<w:color w:val="{self.colour}"/>'
            f'<w:sz w:val="{self.half_points}"/><w:szCs w:val="{self.half_points}"/></w:rPr></w:style>'
        )


_BULLET = '<w:numPr><w:numId w:val="1"/></w:numPr>'
_STYLES = (
    _Style(id="Title", name="Title", half_points=32, after=40, bold=True, is_kept=True),
    _Style(id="Author", name="Author", half_points=22, after=60),
    _Style(id="Subtitle", name="Subtitle", half_points=20, after=240, colour=_SECONDARY),
    _Style(id="Heading1", name="heading 1", half_points=24, before=280, after=80, bold=True, level=0, is_kept=True),
    _Style(id="Heading2", name="heading 2", half_points=21, before=220, after=60, bold=True, level=1, is_kept=True),
    _Style(
        id="Heading3",
        name="heading 3",
        before=240,
        after=80,
        bold=True,
        colour=_SECONDARY,
        level=2,
        is_kept=True,
    ),
    _Style(id="ListBullet", name="List Bullet", font=_SERIF, after=20, more=_BULLET),
    _Style(id="Caption", name="caption", half_points=18, before=100, after=60, colour=_SECONDARY),
    _Style(id="Figure", name="Figure", before=100, is_kept=True),
    _Style(id="TableText", name="Table Text", half_points=18, before=8, after=8),
    _Style(id="TableHead", name="Table Head", half_points=18, before=8, after=8, colour=_SECONDARY),
    _Style(id="TableGroup", name="Table Group", half_points=18, before=60, after=8, bold=True),
    _Style(id="Note", name="Table Note", half_points=16, colour=_SECONDARY),
    _Style(id="Footer", name="footer", half_points=17, colour=_SECONDARY),
)


def styles(language: str) -> str:
    """Return the part with the styles; `language`: of the words."""
    return f"<w:styles {_MAIN}>{''.join(_parts(language))}</w:styles>"


def _parts(language: str) -> Iterator[str]:
    fonts = f'w:ascii="{_SERIF}" w:hAnsi="{_SERIF}" w:eastAsia="SimSun" w:cs="Arial"'
    yield (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/><w:color w:val="{_INK}"/><w:sz w:val="20"/>'
        f'<w:szCs w:val="20"/><w:lang w:val="{xml(language)}"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    )
    yield (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:spacing w:after="100" w:line="252" w:lineRule="auto"/></w:pPr></w:style>'
    )
    yield from (style.xml() for style in _STYLES)
    yield (
        '<w:style w:type="character" w:styleId="Emphasis"><w:name w:val="Emphasis"/><w:qFormat/>'
        "<w:rPr><w:i/><w:iCs/></w:rPr></w:style>"
        '<w:style w:type="character" w:styleId="Code"><w:name w:val="Code"/><w:qFormat/>'
        f'<w:rPr><w:rFonts w:ascii="{_FIXED}" w:hAnsi="{_FIXED}"/><w:sz w:val="18"/></w:rPr></w:style>'
    )
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>'
        '<w:style w:type="table" w:styleId="Report"><w:name w:val="Report"/><w:basedOn w:val="TableNormal"/>'
        f'<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="{_INK}"/>'
        f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{_INK}"/></w:tblBorders>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="120" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr></w:style>"
    )


NUMBERING = (
    f'<w:numbering {_MAIN}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="360" w:hanging="240"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
SETTINGS = (
    f'<w:settings {_MAIN}><w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)
FOOTER = (
    f'<w:ftr {_MAIN}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="center"/></w:pPr>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>'
)
