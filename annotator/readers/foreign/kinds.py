"""The one list of kinds that are recognised before anything is read, and refused by name with what to do.

What bears spans, tokens or annotations must not become a document unnoticed: its mark-up would be coded as if
somebody had said it, and its codings would be lost. A new kind is one entry here; the first that fits is named.
"""

from annotator.readers.foreign import docbin_marks, json_marks, table_marks, text_marks
from annotator.readers.foreign.kind import ForeignKind, Sign
from annotator.readers.foreign.look import FileLook

_BRAT = "convert it to brat standoff (X.txt with X.ann) to bring its codings in"
_AS_ANNOTATION = "choose no format, or --format web-annotation, and put its texts beside it as .txt"
_TEXTS = "or import the plain texts that were coded (.txt)"
_AS_WORKBOOK = "choose no format, or “Workbook, a document a row” (--format workbook)"
_AS_XMI = "export it as UIMA CAS XMI or WebAnno TSV 3.3, which are read"
_AS_JSON_LINES = "export JSON lines there (.jsonl), which are read"
_AS_BRAT = f"{_BRAT}, {_TEXTS}"
_AS_CODINGS = "choose “Table of codings” (--format csv, or xlsx) to bring them in"
_WORDS = "export its words as plain text or .docx"
_AS_REFI = "import the project by itself, not within an archive (--format refi-qda)"
_IN_CODEBOOK = "load it in the workspace Codebook (Load…), or by “annotator codebook FILE --load”"
_OCR = "choose “Picture or scan, by text recognition” (--format scan) where a page stands on it"
_UNPACK = "unpack it and import what is inside, as a folder or as a .zip"
_BY_ITSELF = "import it by itself, with no format chosen or its own"
_AS_CONLL = "save it as CoNLL, a token a line with a tag such as B-LABEL behind a tab (--format conll)"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROPERTIES_OF_MAIL = "__properties_version1.0".encode("utf-16-le")  # [MS-OXMSG], 2.4


def _binary(what: str, remedy: str, *marks: bytes) -> ForeignKind:
    return ForeignKind(what, remedy, lambda look: look.start.startswith(marks), is_binary=True)


def _zipped(what: str, remedy: str, *members: str) -> ForeignKind:
    """Return a kind of zip archive, known by one of its members, or by how they end."""
    return ForeignKind(
        what, remedy, lambda look: any(name.lower().endswith(members) for name in look.members), is_binary=True
    )


def _typed(what: str, remedy: str, kind: str) -> ForeignKind:
    """Return a kind of zip archive that says what it is."""
    return ForeignKind(what, remedy, lambda look: kind in look.mimetype, is_binary=True)


def _xml(what: str, remedy: str, *roots: str, within: str = "") -> ForeignKind:
    """Return a kind of XML, known by its root element and, where others have such ones, by what stands `within` it."""
    return ForeignKind(what, remedy, lambda look: look.root in roots and (not within or look.holds(within)))


def _qda(what: str, remedy: str, root: str) -> ForeignKind:
    """Return a kind of file of REFI-QDA, known by its namespace."""
    return ForeignKind(what, remedy, lambda look: look.root == root and "qda" in look.root_tag.tag.lower())


def _json(what: str, remedy: str, sign: Sign, doubtful: bool = False) -> ForeignKind:
    return ForeignKind(what, remedy, sign, "json", doubtful)


def _is_packed_gate(look: FileLook) -> bool:
    return look.suffix == ".bdocmp"


def _is_zip_of_another_name(look: FileLook) -> bool:
    return look.start.startswith((b"PK\x03\x04", b"PK\x05\x06")) and look.suffix not in ("", ".zip")


def _is_of_outlook(look: FileLook) -> bool:
    return look.start.startswith(_OLE) and look.holds(_PROPERTIES_OF_MAIL)


def _is_cas(look: FileLook) -> bool:
    return text_marks.is_xmi(look) and look.holds("uima")


def _has_project_of_inception(look: FileLook) -> bool:
    return "exportedproject.json" in look.members


BINARY = (
    _typed("an OpenDocument spreadsheet", _AS_WORKBOOK, "opendocument.spread"),
    _typed("an OpenDocument presentation", "save what is to be coded as .odt or PDF", "opendocument.pres"),
    _typed("an OpenDocument file", "save what is to be coded as .odt", "opendocument"),
    _typed("an e-book (EPUB)", "choose no format, or “E-book” (--format epub)", "application/epub"),
    _zipped("an Excel workbook", _AS_WORKBOOK, "xl/workbook.xml"),
    _zipped("a PowerPoint presentation", "save it as PDF", "ppt/presentation.xml"),
    _zipped("a REFI-QDA project (of ATLAS.ti, MAXQDA, NVivo or QualCoder)", _AS_REFI, ".qde"),
    ForeignKind(
        "a project of INCEpTION or WebAnno",
        "export its documents as UIMA CAS XMI, which is read",
        _has_project_of_inception,
        is_binary=True,
    ),
    _zipped("an archive of UIMA CAS files", f"{_BY_ITSELF} (--format xmi)", ".xmi", "typesystem.xml"),
    ForeignKind("a mail of Outlook (.msg)", "save it as .eml, or as text", _is_of_outlook, is_binary=True),
    _binary("an old Word or Office file, or one with a password", "save it as .docx", _OLE),
    _binary("an RTF file", "choose no format, or “Rich text” (--format rtf)", b"{\\rtf"),
    _binary(
        "a database",
        "open it as a project, if it is one, or save the table with the texts as .csv",
        b"SQLite format 3\0",
    ),
    _binary("a picture", _OCR, b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"),
    _binary("a table in Parquet", "save it as .csv", b"PAR1"),
    _binary("a compressed file", _UNPACK, b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ"),
    ForeignKind(
        "a zip archive of no kind that is read",
        "unpack it and import what is inside, or name it .zip",
        _is_zip_of_another_name,
        is_binary=True,
    ),
    ForeignKind("a document of GATE in MessagePack (.bdocmp)", _AS_BRAT, _is_packed_gate, is_binary=True),
    ForeignKind("a DocBin of spaCy", f"{_BY_ITSELF} (--format spacy)", docbin_marks.is_docbin, is_binary=True),
)
"""What no reader of texts could take, whatever is chosen."""

_OURS = (
    ForeignKind(
        "a document in TEI that this program writes",
        "import the JSONL of the same export, which is complete",
        lambda look: look.root == "TEI" and look.holds('<application ident="annotator"'),
        "tei",
    ),
    ForeignKind(
        "a reviewer's page of this program",
        "import the JSONL of the same dataset",
        lambda look: look.root == "html" and look.holds('name="generator" content="annotator: reviewer'),
        "html",
    ),
    ForeignKind(
        "the record of an export of this program",
        "import the export that it stands beside (.jsonl, or what it was written as)",
        lambda look: look.name.startswith(".annotator-export"),
        "json",
    ),
    ForeignKind(
        "the table of spans that this program writes (CSV)",
        "import it as a table of codings (--format csv)",
        table_marks.is_of_our_spans,
        "table",
    ),
    ForeignKind(
        "a table that this program writes beside its table of spans",
        "import the .csv that it stands beside, with which it is read",
        table_marks.is_beside_our_spans,
        "table",
    ),
    ForeignKind(
        "the table of dyads that this program writes",
        "import the JSONL of the same export, which is complete",
        table_marks.is_of_our_dyads,
        "table",
    ),
    ForeignKind(
        "the table of dyads per year that this program writes",
        "import the JSONL of the same export, which is complete",
        table_marks.is_of_our_dyad_years,
        "table",
    ),
    ForeignKind(
        "the CoNLL file that this program writes",
        f"{_BY_ITSELF} (--format conll)",
        lambda look: look.text.startswith("-DOCSTART-\t"),
        "text",
    ),
    _json(
        "a line of this program's JSONL",
        "import the .jsonl itself, with the files that stand beside it",
        json_marks.has_all("text_sha256", "spans", "title"),
    ),
    _json(
        "a part of an export of this program",
        "import the .jsonl that it stands beside",
        json_marks.has_all("schema_version", "codebook_version"),
    ),
    _json(
        "the card of an export of this program",
        "import the .jsonl that it stands beside",
        json_marks.has_all("program", "counts", "files"),
    ),
    _json(
        "a codebook of this program",
        _IN_CODEBOOK,
        json_marks.some(lambda one: isinstance(one.get("labels"), list) and "text" not in one and "name" in one),
    ),
)

_XML = (
    ForeignKind("a UIMA CAS in XMI (of INCEpTION or DKPro)", f"{_BY_ITSELF} (--format xmi)", _is_cas),
    _xml("a UIMA CAS in XML", _AS_BRAT, "CAS"),
    _xml("a type system of UIMA", "import the .xmi files that it stands beside", "typeSystemDescription"),
    ForeignKind("an XMI file", _AS_BRAT, text_marks.is_xmi),
    _qda("a REFI-QDA project", _AS_REFI, "Project"),
    _qda("a REFI-QDA codebook", _IN_CODEBOOK, "CodeBook"),
    _xml("a document of GATE", _AS_BRAT, "GateDocument"),
    _xml("a BioC collection", _AS_BRAT, "collection", within="<passage"),
    _xml("a rhetorical structure of RSTTool (.rs3)", _AS_BRAT, "rst"),
    _xml("a transcription of EXMARaLDA", _WORDS, "basic-transcription", "segmented-transcription"),
    _xml("a transcription of ELAN", _WORDS, "ANNOTATION_DOCUMENT"),
    _xml("a transcription of Transcriber", _WORDS, "Trans"),
    _xml("a FoLiA document", _AS_BRAT, "FoLiA"),
    _xml("a corpus of WebLicht (TCF)", _AS_BRAT, "D-Spin", "TextCorpus"),
    _xml("a document in NAF or KAF", _AS_BRAT, "NAF", "KAF"),
    _xml("a layer of PAULA", _AS_BRAT, "paula"),
    _xml("a treebank in TigerXML", _AS_BRAT, "corpus", within="<graph"),
    _xml("a parse of Alpino", _AS_BRAT, "alpino_ds"),
    _xml(
        "an annotated document of CoreNLP",
        "have CoreNLP write CoNLL (-outputFormat conll), which is read",
        "root",
        within="<tokens>",
    ),
    _xml("a configuration of Label Studio", _IN_CODEBOOK, "View"),
    _xml("a page of recognised text (ALTO or PAGE)", _WORDS, "alto", "PcGts"),
    _xml("an XML schema", "it holds no text: import the files that it is about (--format xml)", "schema"),
)

_JSON = (
    _json("a Web Annotation of the W3C", _AS_ANNOTATION, json_marks.is_web_annotation),
    _json(
        "JSON-LD (linked data)",
        "import the texts that it speaks of (.txt, .html, .pdf)",
        json_marks.has_any("@context", "@graph"),
    ),
    _json("a document of PubAnnotation", f"{_BY_ITSELF} (--format pubannotation)", json_marks.is_pubannotation),
    _json("an export of Label Studio", f"{_BY_ITSELF} (--format label-studio)", json_marks.is_label_studio),
    _json(
        "the controls of a Label Studio project",
        "import the export that it belongs to, as JSON (--format label-studio)",
        json_marks.is_label_studio_configuration,
    ),
    _json(
        "a table of match patterns of Prodigy or spaCy",
        "import what was coded with them, as Prodigy’s db-out writes it (.jsonl)",
        json_marks.has_all("label", "pattern"),
    ),
    _json("a dataset of Prodigy", f"{_BY_ITSELF} (--format prodigy)", json_marks.is_prodigy),
    _json(
        "a UIMA CAS in JSON",
        f"{_BY_ITSELF} (--format cas-json)",
        json_marks.has_any("%TYPES", "%FEATURE_STRUCTURES", "%VIEWS", "_context"),
    ),
    _json("a document of GATE in JSON", _AS_BRAT, json_marks.has_any("annotation_sets", "offset_type")),
    _json("a BioC collection in JSON", _AS_BRAT, json_marks.is_bioc),
    _json("an annotation of tagtog", _AS_BRAT, json_marks.has_all("annotatable", "anncomplete")),
    _json("training data of spaCy", f"{_BY_ITSELF} (--format spacy)", json_marks.is_spacy),
    ForeignKind("an export of doccano", f"{_BY_ITSELF} (--format doccano)", json_marks.is_doccano_export, "json"),
    ForeignKind("a table or a list of labels of doccano", _AS_JSON_LINES, json_marks.is_doccano, "json"),
    _json(
        "a JSON schema",
        "it holds no text: import the records that it is about (--format json)",
        json_marks.has_any("$schema"),
    ),
    _json(
        "JSON with codings",
        "bring it into the form of Prodigy (a record a text, with “text” and “spans” of “start”, “end” and “label”;"
        " --format prodigy)",
        json_marks.looks_coded,
        doubtful=True,
    ),
    _json(
        "JSON with further objects in it",
        "make a list of records of it, a document each (--format json)",
        json_marks.is_nested,
        doubtful=True,
    ),
)

_TEXT = (
    ForeignKind(
        "a WebAnno TSV of INCEpTION",
        _AS_XMI,
        text_marks.is_webanno,
        "text",
    ),
    ForeignKind(
        "annotations of brat without their text", "put X.txt beside X.ann and import either", text_marks.is_brat, "text"
    ),
    ForeignKind(
        "a configuration file (brat has such ones)",
        f"import the folder of .txt and .ann; an annotation.conf is a codebook: {_IN_CODEBOOK}",
        text_marks.is_brat_configuration,
        "text",
    ),
    ForeignKind("a dump of a UIMA CAS", _AS_XMI, text_marks.is_cas_dump, "text"),
    ForeignKind(
        "a CoNLL file (a token a line with its tags)", f"{_BY_ITSELF} (--format conll)", text_marks.is_conll, "text"
    ),
    ForeignKind(
        "training data of fastText",
        "save it as a table with the columns text and label (--format csv)",
        text_marks.is_fasttext,
        "text",
    ),
    ForeignKind("a document of GATE in YAML (.bdocym)", _AS_BRAT, text_marks.is_gate, "text"),
    ForeignKind("a treebank of bracketed trees", _AS_BRAT, text_marks.is_treebank, "text"),
    ForeignKind("RDF, linked data (as NIF is)", _AS_BRAT, text_marks.is_rdf, "text"),
    ForeignKind("a mailbox (mbox)", "save its mails as .eml, a file each", text_marks.is_mailbox, "text"),
    ForeignKind("an e-mail with its raw headers", "name it .eml, and its body is read", text_marks.is_mail, "mail"),
    ForeignKind("a LaTeX source", "import the PDF that it makes, or convert it to .docx", text_marks.is_latex, "text"),
    ForeignKind("a TextGrid of Praat", _WORDS, text_marks.is_praat, "text"),
    ForeignKind("a transcript of CLAN (CHAT)", _WORDS, text_marks.is_chat, "text"),
)

TABLES = (
    ForeignKind(
        "a table of tokens (a word a row)", f"{_AS_CONLL}, {_TEXTS}", table_marks.is_of_tokens, "table", doubtful=True
    ),
    ForeignKind("a table of codings", _AS_CODINGS, table_marks.looks_coded, "table", doubtful=True, holds_codings=True),
)
"""What is asked about in any table, also in one of a workbook."""

KINDS = (*BINARY, *_OURS, *_XML, *_JSON, *_TEXT, *TABLES)
"""All of them, in the order in which they are tried."""


def recognised(look: FileLook, among: tuple[ForeignKind, ...] = KINDS) -> ForeignKind | None:
    """Return the kind that a file is of, None for one that a reader may take."""
    further: FileLook | None = look
    while further is not None:
        for kind in among:
            if kind.sign(further):
                return kind
        further = further.further
    return None
