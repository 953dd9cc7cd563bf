"""The numbers before paragraphs, which stand in no text of a Word file."""

from annotator.readers.registry import read_bytes
from tests.readers.samples import docx, p


def level(depth: int, kind: str, text: str, start: int = 1) -> str:
    inner = f'<w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{inner}</w:lvl>'


def numbering(*levels: str, more: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}'
    )


def item(text: str, depth: int = 0, number: int = 1) -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def lines(body: str, **parts: str) -> list[str]:
    return read_bytes("a.docx", docx(body, **parts))[0].text.split("\n\n")


def test_paragraphs_are_counted_by_level_and_begin_anew_below() -> None:
    declared = numbering(level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "%1.%3"))
    body = item("Urges") + item("a", 1) + item("b", 1) + item("deep", 2) + p("plain") + item("Decides") + item("a", 1)
    assert lines(body, numbering=declared) == [
        "1. Urges",
        "(a) a",
        "(b) b",
        "1.i deep",
        "plain",
        "2. Decides",
        "(a) a",
    ]


def test_bullets_stand_close_together() -> None:
    declared = numbering(level(0, "bullet", "\uf0b7"))
    assert lines(p("Calls") + item("one") + item("two") + p("End"), numbering=declared) == [
        "Calls",
        "- one\n- two",
        "End",
    ]


def test_a_list_may_start_elsewhere_or_anew() -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/>'
        "</w:lvlOverride></w:num>"
    )
    declared = numbering(level(0, "upperRoman", "%1)", start=4), more=more)
    body = item("x") + item("y") + item("z", number=2) + item("w")
    assert lines(body, numbering=declared) == ["IV) x", "V) y", "IX) z", "VI) w"]


def test_styles_number_too_and_are_inherited() -> None:
    styles = (
        '<w:style w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Own"><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    )
    body = p("x", properties='<w:pStyle w:val="Own"/>') + p("y", properties='<w:pStyle w:val="Loop"/>')
    body += p("z", properties='<w:pStyle w:val="Own"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert lines(body, numbering=numbering(level(0, "decimal", "%1.")), styles=styles) == ["1. x", "y", "z"]


def test_letters_go_on_after_z_and_odd_declarations_do_no_harm() -> None:
    declared = numbering(level(0, "upperLetter", "%1.", start=26), level(1, "none", ""), level(2, "decimal", "%9%2%3"))
    body = item("x") + item("y") + item("none", 1) + item("odd", 2) + item("no such list", number=77)
    assert lines(body, numbering=declared) == ["Z. x", "AA. y", "none", "01 odd", "no such list"]


def test_damaged_lists_leave_paragraphs_without_numbers() -> None:
    nameless = f"<w:abstractNum>{level(0, 'decimal', '%1.')}</w:abstractNum>"
    unknown = '<w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num>'
    for body in (p("x", properties="<w:numPr/>"), item("x", 0, 7), item("x", 12), item("x", 0, 1)):
        assert lines(body, numbering=nameless) == lines(body, numbering=nameless + unknown) == ["x"]
    deep = numbering(level(0, "decimal", "%1."), level(9, "decimal", "%1."), level(999_999, "decimal", "%1."))
    assert lines(item("a") + item("b", 9) + item("c", 999_999) + item("d"), numbering=deep) == [
        "1. a",
        "b",
        "c",
        "2. d",
    ]
