"""Croissant 1.0 with its Responsible AI fields: what the files are, which columns they have, how the data were made.

Source: MLCommons Croissant Format Specification 1.0 (2024) and Croissant RAI Specification 1.0 (2024), whose context
is given word for word, since programs compare it.
"""

from collections.abc import Iterator
from typing import Any

from annotator.formats.dataset.citing import citation
from annotator.formats.dataset.columns import FlatColumn, FlatTable
from annotator.formats.dataset.gathered import COMPLETE, GatheredDataset
from annotator.formats.dataset.prose import agreement_said, codings, how_coded
from annotator.formats.json_text import json_text
from annotator.model.coder import LayerKind
from annotator.model.data_author import DataAuthor
from annotator.model.licence import licence_title, licence_url
from annotator.model.wording import counted

Record = dict[str, Any]
_TYPES = {"string": "sc:Text", "int64": "sc:Integer", "bool": "sc:Boolean"}
_JSON_LINES = "application/jsonlines"

_CONTEXT: Record = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def croissant(of: GatheredDataset) -> str:
    """Return the file."""
    said = of.said
    record = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": ["http://mlcommons.org/croissant/1.0", "http://mlcommons.org/croissant/RAI/1.0"],
        "name": of.title,
        **_filled(
            {
                "description": said.summary or f"{codings(of)} in {counted(of.documents, 'document')}.",
                "license": licence_url(said.licence) or licence_title(said.licence),
                "url": said.url or said.doi_url,
                "version": said.version or "1.0.0",
                "datePublished": said.published,
                "citeAs": citation(of),
                "creator": [_creator(author) for author in said.authors],
                "publisher": {"@type": "sc:Organization", "name": said.publisher} if said.publisher else None,
                "funder": [{"@type": "sc:Organization", "name": one} for one in said.funding],
                "keywords": list(said.keywords),
                "inLanguage": list(of.languages),
                **_responsible(of),
            }
        ),
        "distribution": list(_files(of)),
        "recordSet": [_record_set(table, *one) for table in of.tables.all for one in of.data_files(table)],
    }
    return json_text(record, indent=2) + "\n"


def _responsible(of: GatheredDataset) -> Record:
    said = of.said
    by = f"By codebook.json, version {of.bundle.codebook_version}"
    people = f"{counted(len(of.people), 'coder')}. {said.coders}" if of.people else said.coders
    several = [(coders, count) for coders, count in sorted(of.coders_of_document.items()) if coders]
    per_item = "; ".join(f"{coders} for {count:,} of the documents" for coders, count in several)
    used = {layer for layer, _, _ in of.spans}
    models = [layer for layer in of.bundle.layers if layer.kind is LayerKind.SUGGESTIONS and layer.id in used]
    return {
        "rai:dataCollection": said.collection,
        "rai:dataCollectionTimeframe": [f"{date[:10]}" for date in of.dates or ()],
        "rai:dataPreprocessingProtocol": said.treatment,
        "rai:dataAnnotationProtocol": f"{by}. {how_coded(of)}".strip(),
        "rai:dataAnnotationPlatform": "annotator",
        "rai:dataAnnotationAnalysis": agreement_said(of),
        "rai:annotationsPerItem": f"Coders: {per_item}" if per_item else "",
        "rai:annotatorDemographics": people.strip(),
        "rai:machineAnnotationTools": [layer.name for layer in models],
        "rai:dataLimitations": said.limits,
        "rai:dataUseCases": said.uses,
        "rai:personalSensitiveInformation": said.personal,
    }


def _creator(author: DataAuthor) -> Record:
    kind = "sc:Person" if author.is_person else "sc:Organization"
    affiliation = {"@type": "sc:Organization", "name": author.affiliation} if author.affiliation else None
    names = {"givenName": author.given, "familyName": author.family if author.given else ""}
    return _filled(
        {"@type": kind, "name": author.in_order, **names, "url": author.orcid_url, "affiliation": affiliation}
    )


def _files(of: GatheredDataset) -> Iterator[Record]:
    told = {COMPLETE: "All of it, a document a line.", "codebook.json": "What the labels mean."}
    for one in of.files.records():
        name, table = one["name"], of.table_of(one["name"])
        about = table.about if table is not None else told.get(name, "")
        if one["bytes"] and about:
            yield {
                "@type": "cr:FileObject",
                "@id": name,
                "name": name,
                "description": about,
                "contentUrl": name,
                "contentSize": f"{one['bytes']} B",
                "encodingFormat": _JSON_LINES if name.endswith(".jsonl") else "application/json",
                "sha256": one["sha256"],
            }


def _record_set(table: FlatTable, split: str, file: str) -> Record:
    """Return what is in a file of rows; the parts of a dataset that is divided are sets of records each."""
    name = table.name if file == table.file() else f"{table.name}-{split}"
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": table.about,
        "field": [_field(name, column, file) for column in table.columns],
    }


def _field(records: str, column: FlatColumn, file: str) -> Record:
    return {
        "@type": "cr:Field",
        "@id": f"{records}/{column.name}",
        "name": column.name,
        "description": column.about,
        "dataType": _TYPES[column.dtype],
        "source": {"fileObject": {"@id": file}, "extract": {"column": column.name}},
    }


def _filled(record: Record) -> Record:
    return {key: value for key, value in record.items() if value}
