"""What columns of tables of codings are called: by programs for coding, and by people in several languages.

One list, read in two ways: whether a table holds codings, and what its columns mean.
"""

from annotator.readers.field_proposals import folded

DOCUMENT, TEXT, UNIT, QUOTE, LABEL = "document", "text", "unit", "quote", "label"
START, STOP, LENGTH, CODER, NOTE, ID = "start", "stop", "length", "coder", "note", "id"

_NAMES = {
    START: "start begin beginning startoffset startchar charstart startindex startposition startpos positionstart "
    "fromchar charfrom beginoffset beginposition spanstart offsetstart pos0 anfang beginn anfangsposition "
    "startzeichen von début debut positiondébut positiondedébut inicio posicióninicial início inizio posizioneiniziale "
    "начало позицияначала 开始 開始 起始 開始位置 начальнаяпозиция from",
    STOP: "end stop endoffset endchar charend endindex endposition endpos positionend tochar charto charuntil ending "
    "spanend offsetend pos1 ende endposition schluss endzeichen bis fin positionfin positiondefin final "
    "posiciónfinal fim fine posizionefinale конец позицияконца 结束 終了 結束 终止 終了位置 конечнаяпозиция to",
    LENGTH: "length len länge longueur longitud lunghezza comprimento длина 长度 長さ",
    LABEL: "label labels code codes codename coding codings annotation annotations tag tags codesappliedcombined "
    "category categories codepath kategorie kategorien kodierung kodierungen codierung codierungen etikett "
    "étiquette etiquette étiquettes catégorie catégories codage etiqueta etiquetas categoría categoria código códigos "
    "etichetta codice cmpcode метка метки категория код 标签 代码 类别 編码 编码 ラベル カテゴリ コード theme topic "
    "frame thema span spans",
    QUOTE: "quote quotation quotationname quotationcontent segment codedsegment codedsegments excerpt excerptcopy "
    "seltext codedtext selectedtext spantext highlight zitat textstelle fundstelle passage passagetext passagecoded "
    "fragment extrait citation cita fragmento citazione brano estratto trecho цитата фрагмент отрывок "
    "引文 引用 原文片段 抜粋",
    TEXT: "text body fulltext speech statement transcript message abstract volltext texte textecomplet texto "
    "textocompleto testo testointegrale текст полныйтекст 文本 内容 正文 本文 全文 テキスト textcontent",
    CODER: "coder coders annotator rater coderid annotatorid codedby createdby user username kodierer kodiererin "
    "codierer codiererin bearbeiter codeur codeuse annotateur annotatrice codificador codificadora anotador anotadora "
    "codificatore annotatore кодировщик аннотатор разметчик 编码者 编码员 标注者 注释者 コーダー",
    NOTE: "note notes comment comments memo remark kommentar bemerkung notiz commentaire remarque comentario "
    "comentário nota osservazione комментарий примечание 备注 评论 注释 コメント",
    DOCUMENT: "document documentname documenttitle documentid doc docid docname file filename sourcename title titel "
    "titre source dokument dokumentname datei dateiname dok fichier nomdefichier archivo fichero documento fileid "
    "case textid textname mediafile media resourceid документ файл 文件 文档 文件名 文書 ファイル",
    ID: "id annotationid spanid segmentid quotationid highlightid codingid",
}
"""How a column is called, without capitals, blanks and other signs between the letters."""

BY_NAME = {name: target for target, names in _NAMES.items() for name in names.split()}
LOOSE = frozenset({"from", "to", "von", "bis", "fin", "fine", "final", "theme", "topic", "frame", "thema", "case"})
"""What may as well be called something else: who wrote to whom, from which year on."""


def names_of(target: str) -> frozenset[str]:
    """Return what plainly names a target."""
    return frozenset(name for name, found in BY_NAME.items() if found == target) - LOOSE


def target_of(column: str) -> str:
    """Return what a column is by its name, empty where that does not say it."""
    return BY_NAME.get(folded(column), "")
