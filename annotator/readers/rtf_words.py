"""Control words of rich text that a reader needs: signs, encodings, and destinations that are no text."""

SIGNS = {
    **{"tab": "\t", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’"},
    **{"ldblquote": "“", "rdblquote": "”", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005"},
    **{"zwj": "\u200d", "zwnj": "\u200c", "zwbo": "\u200b", "ltrmark": "\u200e", "rtlmark": "\u200f"},
}
SYMBOLS = {b"~": "\u00a0", b"_": "\u2011", b"-": "\u00ad", b"\\": "\\", b"{": "{", b"}": "}"}

BULLETS = frozenset("•·▪◦‣⁃-–*o§\uf0b7\uf0a7\uf02d\uf0d8")
"""What stands before an item of a list without a number; o and § in fonts of signs."""

CHARSETS = {
    **{0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "big5"},
    **{161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251"},
    **{222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850"},
}
"""Encodings by the number of a font's character set (specification, “Font Table”)."""
SYMBOL_CHARSET = 2

CODE_PAGES = {932: "cp932", 936: "gb18030", 949: "cp949", 950: "big5", 10000: "mac_roman", 65001: "utf-8"}
"""Those whose name is not “cp” and the number, or that are better read so."""

KNOWN = frozenset({"footnote", "shpinst", "shptxt", "dptxbxtext", "ud", "listtext", "pntext", "annotation", "fldrslt"})
"""Destinations that are read, or counted, though programs that do not know them are to skip them."""

EDGES = frozenset({"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"})

SKIPPED = frozenset(
    [
        *("colortbl", "stylesheet", "pict", "nonshppict", "fldinst", "bkmkstart", "bkmkend", "shprslt", "xe", "tc"),
        *("rxe", "txe", "listtable", "listoverridetable", "listlevel", "revtbl", "rsidtbl", "generator", "upr", "sp"),
        *("ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "pntxta", "pntxtb", "pnseclvl", "template"),
        *("filetbl", "objdata", "objclass", "objname", "private", "userprops", "docvar", "themedata", "datastore"),
        *("atnid", "atnauthor", "atntime", "atndate", "atnref", "atnicn", "atnparent", "xmlnstbl", "falt", "panose"),
    ]
)

INFORMATION = {"title": "title", "author": "author", "subject": "subject", "keywords": "keywords"}
