"""REFI-QDA as other programs write it: whose a coding is, where it stands, what is noted; nothing is lost unsaid."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from annotator.formats.placing import COUNTED, MENDED
from annotator.model.codebook import Scope
from annotator.model.coder import LayerKind
from annotator.model.errors import BadFile
from annotator.model.span import quote_of
from tests.formats.refi.projects import (
    ANA,
    BEN,
    CHILD,
    CODE,
    PLAIN,
    TEXT,
    guid,
    only,
    qde,
    qdpx,
    read,
    selection,
    text_source,
)
from tests.readers.samples import docx
from tests.shared_data import shared

QUOTES = ["urged China", "🕊 to", "no “force”", "welcomed it"]


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


COUNTS: Mapping[str, Callable[[str], int]] = {
    "code points": lambda before: len(before),
    "UTF-16": utf16,
    "a CRLF as one": lambda before: len(before.replace("\r\n", "\n")),
    "UTF-16, a CRLF as one": lambda before: utf16(before.replace("\r\n", "\n")),
}


@pytest.mark.parametrize("how", COUNTS)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_whatever_a_program_counts_its_quotes_say_where_they_are(tmp_path: Path, how: str, mark: str) -> None:
    count, said = COUNTS[how], []
    for number, quote in enumerate(QUOTES):
        at = TEXT.index(quote)
        ends = count(TEXT[:at]), count(TEXT[: at + len(quote)])
        said.append(selection(*ends, name=quote, number=100 + 2 * number))
    project = qdpx(tmp_path, qde(text_source(*said)), {"sources/t.txt": (mark + TEXT).encode()})
    bundle = read(project)
    coded = only(bundle)
    assert [span.quote for span in coded.spans] == QUOTES
    assert all(quote_of(coded.document.text, span.extents) == span.quote for span in coded.spans)
    assert any(COUNTED.one[:20] in notice for notice in bundle.notices) is (how != "code points")


def test_without_quotes_words_say_how_lines_are_counted(tmp_path: Path) -> None:
    text = TEXT.replace("🕊", "there")
    said = [
        selection(len(before := text[: text.index(quote)].replace("\r\n", "\n")), len(before) + len(quote), number=at)
        for at, quote in zip(range(100, 110, 2), ["warned", "force", "All sides", "welcomed"], strict=False)
    ]
    project = qdpx(tmp_path, qde(text_source(*said)), {"sources/t.txt": text.encode()})
    assert [span.quote for span in only(read(project)).spans] == ["warned", "force", "All sides", "welcomed"]


def test_a_quote_that_was_shifted_is_found_and_said(tmp_path: Path) -> None:
    at = TEXT.index("welcomed it")
    bundle = read(qdpx(tmp_path, qde(text_source(selection(at - 9, at + 2, "welcomed it")))))
    assert [span.quote for span in only(bundle).spans] == ["welcomed it"]
    assert any(notice.startswith(MENDED.one) for notice in bundle.notices)


def test_users_are_coders_whatever_their_braces_and_one_place_may_be_coded_by_two(tmp_path: Path) -> None:
    second = f'<Coding guid="{guid(7)}" creatingUser="{BEN}"><CodeRef targetGUID="{CHILD.upper()}"/></Coding>'
    bundle = read(qdpx(tmp_path, qde(text_source(selection(7, 18, "urged China", inside=second)))))
    names = {layer.id: layer.name for layer in bundle.layers}
    assert [(names[span.layer], span.label, span.id) for span in only(bundle).spans] == [
        ("Ana", "mood", guid(101)),
        ("Ben", "joy", guid(7)),
    ]
    assert {coder.id for coder in bundle.coders} == {ANA.lower(), BEN}


def test_a_user_who_is_not_listed_and_nobody_are_coders_of_their_own(tmp_path: Path) -> None:
    bundle = read(
        qdpx(tmp_path, qde(text_source(selection(0, 6, user="QualityOpen"), selection(7, 12, user="", number=110))))
    )
    assert [layer.name for layer in bundle.layers] == ["Coder 1", "Study"]
    alone = read(
        qdpx(tmp_path, qde(text_source(selection(7, 12, user="")), users='<Users><User guid="x" name="Eva"/></Users>'))
    )
    assert [layer.name for layer in alone.layers] == ["Eva"]


def test_a_user_called_gold_is_the_gold_layer(tmp_path: Path) -> None:
    users = f'<Users><User guid="{ANA}" name="Gold"/></Users>'
    (layer,) = read(qdpx(tmp_path, qde(text_source(selection(7, 12)), users=users))).layers
    assert layer.kind is LayerKind.GOLD


def test_codes_have_their_colours_descriptions_and_parents(tmp_path: Path) -> None:
    mood, joy = read(qdpx(tmp_path, qde(text_source(selection(7, 12))))).codebook.labels
    assert (mood.name, mood.colour, mood.definition, mood.parent) == ("Mood", "#FF00AA", "How it feels.", None)
    assert (joy.name, joy.parent) == ("Joy", mood.id)


def test_a_code_on_a_source_is_a_label_of_the_document(tmp_path: Path) -> None:
    coding = f'<Coding guid="{guid(8)}" creatingUser="{ANA}"><CodeRef targetGUID="{CODE}"/></Coding>'
    bundle = read(qdpx(tmp_path, qde(text_source(coding))))
    (span,) = only(bundle).spans
    label = bundle.codebook.get(span.label)
    assert span.extents == () and label is not None and label.scope is Scope.DOCUMENT


def test_notes_stand_at_their_spans_and_memos_at_documents_and_the_project(tmp_path: Path) -> None:
    notes = "".join(
        f'<Note guid="{guid(n)}" name="{name}" creatingUser="{ANA}" creationDateTime="2020-01-01T01:00:00+01:00">'
        f"<PlainTextContent>{text}</PlainTextContent></Note>"
        for n, name, text in (
            (20, "N", "at the coding"),
            (21, "", "at the source"),
            (22, "Plan", "all"),
            (23, "", "linked"),
        )
    )
    inside = f'<Description>of the passage</Description><NoteRef targetGUID="{guid(20)}"/>'
    source = text_source(selection(7, 18, "urged China", inside=inside), f'<NoteRef targetGUID="{guid(21)}"/>')
    links = f'<Links><Link guid="{guid(30)}" originGUID="{guid(23)}" targetGUID="{guid(1)}"/></Links>'
    bundle = read(qdpx(tmp_path, qde(source, f"<Notes>{notes}</Notes>", links)))
    (span,), id = only(bundle).spans, only(bundle).document.id
    assert span.note == "of the passage\nN: at the coding"
    assert [(memo.document, memo.title, memo.text) for memo in bundle.memos] == [
        (id, "", "at the source"),
        (id, "", "linked"),
        (None, "Plan", "all"),
    ]
    assert bundle.memos[0].time == "2020-01-01T00:00:00Z" and bundle.memos[0].author == ANA.lower()


def test_variables_and_cases_are_metadata_and_sets_are_sets(tmp_path: Path) -> None:
    variables = "".join(
        f'<Variable guid="{guid(n)}" name="{name}" typeOfVariable="{kind}"/>'
        for n, name, kind in ((40, "age", "Integer"), (41, "open", "Boolean"), (42, "place", "Text"))
    )

    def value(n: int, written: str) -> str:
        return f'<VariableValue><VariableRef targetGUID="{guid(n)}"/>{written}</VariableValue>'

    own = value(40, "<IntegerValue>41</IntegerValue>") + value(41, "<BooleanValue>true</BooleanValue>")
    of_case = value(42, "<TextValue>Bern</TextValue>") + value(40, "<IntegerValue>42</IntegerValue>")
    case = f'<Cases><Case guid="{guid(50)}" name="Ana M.">{of_case}<SourceRef targetGUID="{guid(1)}"/></Case></Cases>'
    first = f'<Set guid="{guid(60)}" name="First"><MemberSource targetGUID="{guid(1)}"/></Set>'
    sets = f'<Sets>{first}<Set guid="{guid(61)}" name="None"/></Sets>'
    bundle = read(qdpx(tmp_path, qde(f"<Variables>{variables}</Variables>", case, text_source(own), sets)))
    coded = only(bundle)
    assert coded.document.metadata == {"age": 41, "open": True, "place": "Bern", "case": "Ana M."}
    assert [(one.name, one.documents) for one in bundle.document_sets] == [("First", (coded.document.id,))]
    assert any("1 variable of a case says otherwise" in notice for notice in bundle.notices)


def test_a_link_between_two_passages_is_a_slot(tmp_path: Path) -> None:
    source = text_source(selection(7, 18, "urged China"), selection(0, 6, "France", code=CHILD, number=110))
    link = f'<Links><Link guid="{guid(70)}" name="supports" originGUID="{guid(100)}" targetGUID="{guid(110)}"/></Links>'
    (made,) = only(read(qdpx(tmp_path, qde(source, link)))).links
    assert (made.act, made.role, made.span) == (guid(101), "supports", guid(111))


SELECTED = f'<SelectionRef targetGUID="{guid(100)}"/>'
MEDIA = (
    '<Sources><PictureSource guid="{0}" name="a.jpg"><PictureSelection guid="{1}" firstX="1" firstY="1" secondX="2" '
    'secondY="2"><Coding guid="{2}"><CodeRef targetGUID="{code}"/></Coding></PictureSelection></PictureSource>'
    '<AudioSource guid="{3}" name="talk"><Transcript guid="{4}" name="talk, written down"><PlainTextContent>One. Two.'
    '</PlainTextContent><SyncPoint guid="{5}" position="5" timeStamp="9"/><TranscriptSelection guid="{6}" '
    'fromSyncPoint="{5}"><Coding guid="{7}"><CodeRef targetGUID="{code}"/></Coding></TranscriptSelection></Transcript>'
    '<AudioSelection guid="{8}" begin="1" end="2"><Coding guid="{9}"><CodeRef targetGUID="{code}"/></Coding>'
    "</AudioSelection></AudioSource></Sources>"
)


def test_transcripts_come_in_and_what_is_coded_in_pictures_and_sound_is_counted(tmp_path: Path) -> None:
    bundle = read(qdpx(tmp_path, qde(MEDIA.format(*(guid(n) for n in range(200, 210)), code=CODE))))
    coded = only(bundle)
    assert coded.document.title == "talk, written down"
    assert [span.quote for span in coded.spans] == ["Two."]
    assert any(notice.startswith("2 codings are left out with their sources") for notice in bundle.notices)


def test_a_region_of_a_page_is_the_passage_with_its_words_and_is_not_taken_twice(tmp_path: Path) -> None:
    coding = '<Coding guid="{}"><CodeRef targetGUID="{}"/></Coding>'
    regions = "".join(
        f'<PDFSelection guid="{guid(at)}" page="0" firstX="0" firstY="0" secondX="1" secondY="1">'
        f'<Representation guid="{guid(at + 1)}"><PlainTextContent>{words}</PlainTextContent></Representation>'
        f"{coding.format(guid(at + 2), CODE)}</PDFSelection>"
        for at, words in ((300, "no “force”"), (310, "urged China"), (320, "e"))
    )
    text = f'<Representation guid="{guid(2)}" {PLAIN}>{selection(7, 18, number=310)}</Representation>'
    source = (
        f'<Sources><PDFSource guid="{guid(1)}" name="P" path="internal://p.pdf">{regions}{text}</PDFSource></Sources>'
    )
    files = {"sources/t.txt": TEXT.encode(), "sources/p.pdf": b"%PDF-1.4 nothing"}
    bundle = read(qdpx(tmp_path, qde(source), files))
    coded = only(bundle)
    assert sorted(span.quote for span in coded.spans) == ["no “force”", "urged China"]
    assert any(notice.startswith("1 coding of a region of a page is left out") for notice in bundle.notices)
    assert coded.source_file is not None and bundle.source_body(coded.source_file.sha256) == files["sources/p.pdf"]


def test_dangling_codes_empty_ranges_and_uncoded_selections_are_counted(tmp_path: Path) -> None:
    said = [
        selection(7, 18, code="no-such-code"),
        selection(5, 5, number=110),
        selection(900, 910, number=120),
        selection(7, 12, code="", number=130),
    ]
    notices = read(qdpx(tmp_path, qde(text_source(*said)))).notices
    for beginning in (
        "1 coding is left out, since its code is not in the codebook",
        "1 annotation without a character",
        "1 annotation is left out, since its place is not in the text",
        "1 selection without a code",
    ):
        assert any(notice.startswith(beginning) for notice in notices), (beginning, notices)


@pytest.mark.parametrize(
    "namespace", ["urn:QDA-XML:project:0:10", "urn:QDA-XML:project:1:0", "urn:QDA-XML:project:1.0"]
)
def test_namespaces_of_drafts_are_read(tmp_path: Path, namespace: str) -> None:
    bundle = read(qdpx(tmp_path, qde(text_source(selection(7, 18)), namespace=namespace)))
    assert len(only(bundle).spans) == 1


def test_what_is_delivered_again_has_the_same_ids(tmp_path: Path) -> None:
    path = qdpx(tmp_path, qde(text_source(selection(7, 18, "urged China"))))
    assert read(path) == read(path)


def test_a_text_that_is_missing_is_counted_with_its_codings_and_a_damaged_project_is_a_sentence(tmp_path: Path) -> None:
    bundle = read(qdpx(tmp_path, qde(text_source(selection(7, 18), path='plainTextPath="internal://gone.txt"'))))
    assert not list(bundle.documents)
    assert any(
        notice.startswith("1 source is left out, since the file does not hold its text") for notice in bundle.notices
    )
    assert any(notice.startswith("1 coding is left out with its source") for notice in bundle.notices)
    for wrong in ("<Project", "<Other/>", '<!DOCTYPE a [<!ENTITY b "c">]><Project>&b;</Project>'):
        with pytest.raises(BadFile):
            read(qdpx(tmp_path, wrong))


def test_a_case_of_passages_is_a_label_and_its_variables_are_attributes(tmp_path: Path) -> None:
    variable = f'<Variable guid="{guid(40)}" name="party" typeOfVariable="Text"><Description>Of whom.</Description>'
    value = f'<VariableValue><VariableRef targetGUID="{guid(40)}"/><TextValue>SPD</TextValue></VariableValue>'
    refs = "".join(f'<SelectionRef targetGUID="{guid(number)}"/>' for number in (100, 200, 300))
    case = (
        f'<Cases><Case guid="{guid(50)}" name="Mood"><Description>A speaker.</Description>{value}{refs}</Case></Cases>'
    )
    source = text_source(selection(7, 18), selection(0, 6, code="", number=200))
    bundle = read(qdpx(tmp_path, qde(f"<Variables>{variable}</Variable></Variables>", case, source)))
    names = {label.id: (label.name, label.parent) for label in bundle.codebook.labels}
    said = [(names[span.label][0], span.quote, dict(span.attributes)) for span in only(bundle).spans]
    of_case = {"party": "SPD"}
    assert sorted(said, key=str) == [
        ("Mood", "France", of_case),
        ("Mood", "urged China", of_case),
        ("Mood", "urged China", {}),
    ]
    assert len({span.label for span in only(bundle).spans}) == 2, "a code that is called so is another label"
    above = next(parent for name, parent in names.values() if name == "Mood" and parent)
    assert next(label for label in bundle.codebook.labels if label.id == above).heading
    assert [(memo.title, memo.text) for memo in bundle.memos] == [("Mood", "A speaker."), ("party", "Of whom.")]
    assert any(one.startswith("1 passage of a case is left out") for one in bundle.lost), (
        "of a source that is not there"
    )
    assert not any("without a code" in one for one in bundle.lost)
    assert any(one.startswith("1 case is of passages and became a label") for one in bundle.notices)


def test_a_case_of_nothing_and_what_is_said_of_sets_are_memos(tmp_path: Path) -> None:
    variable = f'<Variables><Variable guid="{guid(40)}" name="age" typeOfVariable="Integer"/></Variables>'
    value = f'<VariableValue><VariableRef targetGUID="{guid(40)}"/><IntegerValue>41</IntegerValue></VariableValue>'
    cases = f'<Cases><Case guid="{guid(50)}" name="Eva"><Description>Absent.</Description>{value}</Case></Cases>'
    member = f'<MemberSource targetGUID="{guid(1)}"/>'
    sets = f'<Sets><Set guid="{guid(60)}" name="First"><Description>Of May.</Description>{member}</Set></Sets>'
    bundle = read(qdpx(tmp_path, qde(variable, cases, text_source(selection(7, 18)), sets)))
    assert [(memo.title, memo.text) for memo in bundle.memos] == [("Eva", "Absent.\nage: 41"), ("First", "Of May.")]


def test_a_memo_whose_plain_text_is_empty_is_read_from_its_word_file(tmp_path: Path) -> None:
    paths = 'plainTextPath="internal://n.txt" richTextPath="internal://n.docx"'
    note = f'<Notes><Note guid="{guid(20)}" name="Plan" {paths}/></Notes>'
    word = docx("<w:p><w:r><w:t>Who speaks?</w:t></w:r></w:p>")
    parts = {"sources/t.txt": TEXT.encode(), "sources/n.txt": b"\n", "sources/n.docx": word}
    bundle = read(qdpx(tmp_path, qde(text_source(selection(7, 18)), note), parts))
    assert [(memo.title, memo.text) for memo in bundle.memos] == [("Plan", "Who speaks?")]


@pytest.mark.parametrize("before", ["\ufeff", "\n", "\ufeff\ufeff \r\n"])
def test_a_mark_or_a_blank_line_before_the_xml_does_not_matter(tmp_path: Path, before: str) -> None:
    bundle = read(qdpx(tmp_path, f"{before}{qde(text_source(selection(7, 18)))}"))
    assert len(only(bundle).spans) == 1


def test_what_else_has_no_place_here_is_counted(tmp_path: Path) -> None:
    coding = f'<Coding guid="{guid(8)}"><CodeRef targetGUID="{CODE}"/></Coding>'
    note = f'<Notes><Note guid="{guid(20)}"><PlainTextContent>x</PlainTextContent>{coding}</Note></Notes>'
    cases = f'<Cases><Case guid="{guid(50)}" name="Nobody"/><Case guid="{guid(51)}">{SELECTED}</Case></Cases>'
    graphs = f'<Graphs><Graph guid="{guid(90)}" name="Map"/></Graphs>'
    styled = f'{PLAIN} richTextPath="internal://t.docx"'
    notices = read(qdpx(tmp_path, qde(cases, text_source(selection(7, 18), path=styled), note, graphs))).notices
    for beginning in (
        "1 case belongs to no document and became a memo",
        "1 case is of passages",
        "1 coding of a note",
        "1 diagram",
        "1 document is taken as plain text",
    ):
        assert any(notice.startswith(beginning) for notice in notices), (beginning, notices)


def test_words_that_are_cut_by_chance_do_not_tell_another_way_of_counting(tmp_path: Path) -> None:
    text = "One line of it.\nTwo lines of it.\nThree lines.\n" * 3
    said = [selection(at, at + 4, number=100 + 2 * at) for at in (1, 18, 22, 37, 52)]
    bundle = read(qdpx(tmp_path, qde(text_source(*said)), {"sources/t.txt": text.encode()}))
    assert [(span.start, span.stop) for span in only(bundle).spans] == [(at, at + 4) for at in (1, 18, 22, 37, 52)]


def test_every_project_of_the_fixtures_is_read() -> None:
    wrong = []
    for path in sorted(shared("fixtures/refi_qda").rglob("*.qdpx")):
        bundle = read(path)
        for coded in bundle.documents:
            wrong += [
                f"{path.name}: {span.quote}"
                for span in coded.spans
                if span.extents and quote_of(coded.document.text, span.extents) != span.quote
            ]
        if path.name == "target-atlas-project.qdpx":
            first, *others = bundle.codebook.labels
            assert (first.name, first.parent) == ("Commits", None)
            assert {one.parent for one in others} == {"commits"}
    assert wrong == []
