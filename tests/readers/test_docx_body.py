"""The body of a Word file: the text as a reader of the finished document sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.readers.samples import p, r
from tests.readers.test_docx import read

BOX = "<wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx>"


def text_of(body: str, **parts: str) -> str:
    return read(body, **parts).text


def run(inner: str) -> str:
    return f"<w:r>{inner}</w:r>"


def field(*, instruction: str, result: str) -> str:
    def mark(kind: str) -> str:
        return run(f'<w:fldChar w:fldCharType="{kind}"/>')

    shown = mark("separate") + r(result) if result else ""
    return mark("begin") + run(f"<w:instrText>{instruction}</w:instrText>") + shown + mark("end")


def cell(*blocks: str) -> str:
    return f"<w:tc>{''.join(blocks)}</w:tc>"


def table(*rows: list[str]) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(cells)}</w:tr>" for cells in rows) + "</w:tbl>"


def test_paragraphs_stand_between_blank_lines_in_body_order() -> None:
    body = p("Communiqué") + p() + table([cell(p("a")), cell(p("b"))]) + p("The ", "end", ".")
    assert text_of(body) == "Communiqué\n\na\tb\n\nThe end."


def test_blanks_within_a_paragraph_are_kept() -> None:
    assert text_of(p("two  blanks and\u00a0one")) == "two  blanks and\u00a0one"


def test_rows_are_lines_and_cells_are_divided_by_tabs() -> None:
    body = table([cell(p("State")), cell(p("Vote"))], [cell(p()), cell(p("in ", "favour"))])
    assert text_of(body) == "State\tVote\n\tin favour"


def test_tables_that_arrange_a_page_and_tables_in_tables_are_read_as_blocks() -> None:
    inner = table([cell(p("a")), cell(p("b"))])
    body = table([cell(p("One"), p("Two"), inner, p()), cell(p("Three"))]) + p("end")
    assert text_of(body) == "One\n\nTwo\n\na\tb\n\nThree\n\nend"


def test_insertions_are_kept_and_deletions_dropped_which_is_said() -> None:
    draft = read(
        p(
            "They ",
            f'<w:ins w:id="1">{r("urged")}</w:ins>',
            '<w:del w:id="2"><w:r><w:delText>demanded</w:delText></w:r></w:del>',
            f'<w:moveFrom w:id="3">{r(" gone")}</w:moveFrom><w:moveTo w:id="4">{r(" come")}</w:moveTo>',
            ".",
        )
    )
    assert draft.text == "They urged come."
    assert draft.notices == ("Tracked changes: insertions were kept, deletions dropped.",)


def test_deleted_insertions_are_dropped() -> None:
    assert text_of(p("x", f'<w:ins w:id="1"><w:del w:id="2">{r("no")}</w:del>{r("y")}</w:ins>')) == "xy"


def test_a_paragraph_whose_end_is_deleted_runs_on() -> None:
    assert text_of(p("one ", properties='<w:rPr><w:del w:id="1"/></w:rPr>') + p("two")) == "one two"


def test_deleted_rows_are_dropped() -> None:
    gone = f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr>{cell(p("no"))}</w:tr>'
    assert text_of(f"<w:tbl>{gone}<w:tr>{cell(p('yes'))}</w:tr></w:tbl>") == "yes"


def test_notes_are_marked_in_place_and_follow_the_text() -> None:
    body = p("One", run('<w:footnoteReference w:id="7"/>'), " two", run('<w:endnoteReference w:id="2"/>'), ".")
    footnotes = f'<w:footnote w:id="7">{p(run("<w:footnoteRef/>"), "Resolution 2231.")}{p("Adopted.")}</w:footnote>'
    endnotes = f'<w:endnote w:id="2">{p("See annex.")}</w:endnote>'
    text = text_of(body, footnotes=footnotes, endnotes=endnotes)
    assert text == "One[1] two[2].\n\n[1] Resolution 2231.\n\nAdopted.\n\n[2] See annex."


def test_a_text_box_is_read_once_and_after_its_paragraph() -> None:
    box = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{BOX.format(p("In the box"))}</mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{p('In the box')}</w:txbxContent>"
        "</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    assert text_of(p("Anchor", run(box), " goes on.") + p("Next")) == "Anchor goes on.\n\nIn the box\n\nNext"


def test_an_old_text_box_is_read() -> None:
    old = f"<w:pict><v:textbox><w:txbxContent>{p('Old')}</w:txbxContent></v:textbox></w:pict>"
    fallback = f"<mc:AlternateContent><mc:Choice/><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    assert text_of(p("x", run(old)) + p("y", run(fallback))) == "x\n\nOld\n\ny\n\nOld"


def test_fields_show_their_result_and_not_their_instruction() -> None:
    body = p("page ", field(instruction="PAGE", result="7"), " of ", field(instruction="X", result=""), "all")
    assert text_of(body) == "page 7 of all"
    assert text_of(p('<w:fldSimple w:instr="DATE">' + r("6 April") + "</w:fldSimple>")) == "6 April"


def test_what_a_field_within_an_instruction_shows_is_not_shown() -> None:
    begin, separate, end = (run(f'<w:fldChar w:fldCharType="{kind}"/>') for kind in ("begin", "separate", "end"))
    body = p("a", begin, begin, separate, r("inner"), end, separate, r("b"), end, "c")
    assert text_of(body) == "abc"


def test_a_field_that_is_never_closed_does_not_swallow_the_rest() -> None:
    assert text_of(p("a", run('<w:fldChar w:fldCharType="begin"/>'), "lost") + p("b")) == "a\n\nb"


def test_tabs_breaks_hyphens_and_symbols_are_characters() -> None:
    inner = "<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>"
    inner += '<w:softHyphen/><w:sym w:font="Symbol" w:char="F0B7"/>'
    assert text_of(p(run(inner))) == "a\tb\nc\u2011d\u00ad•"


@pytest.mark.parametrize("char", ["D800", "FFFFFF", "zz", "0"])
def test_symbols_that_are_no_characters_are_dropped(char: str) -> None:
    assert text_of(p("x", run(f'<w:sym w:char="{char}"/>'))) == "x"


def test_links_smart_tags_and_content_controls_leave_their_words() -> None:
    body = p(f"<w:hyperlink>{r('link')}</w:hyperlink>", f"<w:smartTag>{r(' tag')}</w:smartTag>") + (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('control')}</w:sdtContent></w:sdt>"
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p('Click here')}</w:sdtContent></w:sdt>"
    )
    assert text_of(body) == "link tag\n\ncontrol"


def test_hidden_text_is_left_out_which_is_said() -> None:
    draft = read(p("seen", r("hidden", "<w:vanish/>"), r(" too", '<w:vanish w:val="0"/>')))
    assert draft.text == "seen too"
    assert draft.notices == ("Hidden text was left out.",)


def test_tables_nested_deeply_are_read() -> None:
    body = "<w:tbl><w:tr><w:tc>" * 60 + p("deep") + "</w:tc></w:tr></w:tbl>" * 60
    assert text_of(body) == "deep"


def test_a_ruby_text_stands_in_brackets() -> None:
    assert text_of(p(run(f"<w:ruby><w:rt>{r('kan')}</w:rt><w:rubyBase>{r('漢')}</w:rubyBase></w:ruby>"))) == "(kan)漢"


WRAPPERS = (
    *("<w:ins>{}</w:ins>", "<w:moveTo>{}</w:moveTo>", "<w:hyperlink>{}</w:hyperlink>", "<w:smartTag>{}</w:smartTag>"),
    "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
)
DELETED = ("<w:del>{}</w:del>", "<w:moveFrom>{}</w:moveFrom>")


@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from([*WRAPPERS, *DELETED]), max_size=4),
            st.from_regex("[a-zא-ת中]{1,5}", fullmatch=True),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_a_run_is_read_unless_something_around_it_is_deleted(runs: list[tuple[list[str], str]]) -> None:
    def wrapped(around: list[str], word: str) -> str:
        inner = r(f"{word} ")
        for wrapper in around:
            inner = wrapper.format(inner)
        return inner

    body = p("It ", *(wrapped(around, word) for around, word in runs), "ends.")
    kept = [word for around, word in runs if not set(around) & set(DELETED)]
    assert text_of(body) == " ".join(["It", *kept, "ends."])


@given(st.lists(st.lists(st.sampled_from(["", "a", "مرحبا", "中 国"]), min_size=1, max_size=4), min_size=1, max_size=4))
def test_cells_keep_their_columns_also_where_some_are_empty(rows: list[list[str]]) -> None:
    filled = [[*cells, "x"] for cells in rows]
    body = p("Votes") + table(*([cell(p(one)) for one in cells] for cells in filled)) + p("end")
    assert text_of(body) == "\n\n".join(["Votes", "\n".join(map("\t".join, filled)), "end"])
