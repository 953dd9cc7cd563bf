"""RO-Crate 1.1: each file of the folder with what it is, as linked data that repositories read.

Source: RO-Crate Metadata Specification 1.1 (Sefton et al. 2020, doi:10.5281/zenodo.4031327).
"""

from collections.abc import Callable
from typing import Any

from annotator.formats.dataset.citing import citation
from annotator.formats.dataset.gathered import GatheredDataset
from annotator.formats.dataset.prose import codings
from annotator.formats.json_text import json_text
from annotator.model.data_author import DataAuthor
from annotator.model.licence import licence_title, licence_url
from annotator.model.wording import counted

Record = dict[str, Any]
_ABOUT_ITSELF = "ro-crate-metadata.json"


def ro_crate(of: GatheredDataset, told: Callable[[str], tuple[str, str]]) -> str:
    """Return the file; `told`: what a file is, by its name: its media type, and a sentence."""
    said = of.said
    licence = licence_url(said.licence) or (f"#{said.licence}" if said.licence else "")
    authors = [(author.orcid_url or f"#author-{number}", author) for number, author in enumerate(said.authors, 1)]
    files = [one for one in of.files.records() if one["bytes"]]
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": of.title,
        **_filled(
            {
                "description": said.summary or f"{codings(of)} in {counted(of.documents, 'document')}.",
                "datePublished": said.published,
                "license": {"@id": licence} if licence else None,
                "identifier": said.doi_url,
                "url": said.url,
                "version": said.version,
                "author": [{"@id": id} for id, _ in authors],
                "publisher": {"@id": "#publisher"} if said.publisher else None,
                "funder": [{"@id": f"#funder-{number}"} for number, _ in enumerate(said.funding, 1)],
                "keywords": ", ".join(said.keywords),
                "inLanguage": list(of.languages),
                "creditText": citation(of),
            }
        ),
        "hasPart": [{"@id": one["name"]} for one in files],
    }
    graph = [
        {
            "@id": _ABOUT_ITSELF,
            "@type": "CreativeWork",
            "about": {"@id": "./"},
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        },
        root,
        *(_file(one, *told(one["name"])) for one in files),
        *(_author(id, author) for id, author in authors),
        *([{"@id": licence, "@type": "CreativeWork", "name": licence_title(said.licence)}] if licence else []),
        *([{"@id": "#publisher", "@type": "Organization", "name": said.publisher}] if said.publisher else []),
        *(
            {"@id": f"#funder-{number}", "@type": "Organization", "name": name}
            for number, name in enumerate(said.funding, 1)
        ),
    ]
    return json_text({"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}, indent=2) + "\n"


def _file(record: Record, media_type: str, about: str) -> Record:
    return {
        "@id": record["name"],
        "@type": "File",
        "name": record["name"],
        "description": about,
        "encodingFormat": media_type,
        "contentSize": str(record["bytes"]),
        "sha256": record["sha256"],
    }


def _author(id: str, author: DataAuthor) -> Record:
    kind = "Person" if author.is_person else "Organization"
    names = {"givenName": author.given, "familyName": author.family if author.given else ""}
    said = {"name": author.in_order, **names, "affiliation": author.affiliation}
    return {"@id": id, "@type": kind, **_filled(said)}


def _filled(record: Record) -> Record:
    return {key: value for key, value in record.items() if value}
