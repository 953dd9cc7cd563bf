"""How a dataset is cited: as a sentence, as CITATION.cff, and as the metadata by which DataCite registers a DOI.

Sources: Citation File Format 1.2.0 (Druskat et al. 2021, doi:10.5281/zenodo.5171937); DataCite Metadata Schema 4.5
(DataCite Metadata Working Group 2024), in the JSON of its interface.
"""

from typing import Any

from annotator.formats.dataset.gathered import GatheredDataset
from annotator.formats.json_text import json_text
from annotator.model.data_author import DataAuthor
from annotator.model.licence import OWN, licence_title, licence_url
from annotator.model.wording import counted

Record = dict[str, Any]
_DAY = 10
"""Characters of a date with a day."""


def citation(of: GatheredDataset) -> str:
    """Return how it is cited: as its makers say, else made of the other fields (authors, year, title, where)."""
    said = of.said
    if said.citation:
        return said.citation
    names = [_short(author) for author in said.authors]
    who = " & ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""
    head = f"{who} ({said.year or 'n.d.'}). " if who else ""
    year = "" if who or not said.year else f" ({said.year})"
    version = f" (Version {said.version})" if said.version else ""
    where = ". ".join(filter(None, (said.publisher, said.doi_url or said.url)))
    return f"{head}{of.title}{year}{version} [Data set].{f' {where}' if where else ''}"


def _short(author: DataAuthor) -> str:
    return ", ".join(filter(None, (author.family, author.initials, author.suffix)))


def citation_cff(of: GatheredDataset) -> str:
    """Return CITATION.cff; who is not named is called by what they made, since the format asks for somebody."""
    # Loads in a hundredth of a second, and is needed when a folder is written alone.
    import yaml  # noqa: PLC0415

    said = of.said
    record: Record = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it as below.",
        "type": "dataset",
        "title": of.title,
        "authors": [_cff_author(author) for author in said.authors] or [{"name": f"The makers of {of.title}"}],
    }
    record |= _filled(
        {
            "abstract": said.summary,
            "version": said.version,
            "doi": said.doi,
            "url": said.url,
            "date-released": said.published if len(said.published) == _DAY else "",
            "license": said.licence if not said.licence.startswith(OWN) else "",
            "keywords": list(said.keywords),
        }
    )
    if said.published and len(said.published) < _DAY:
        same = {key: record[key] for key in ("type", "title", "authors", "version", "doi", "url") if key in record}
        record["preferred-citation"] = {**same, "type": "data", "year": int(said.year)}
    text: str = yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=120)
    return text


def _cff_author(author: DataAuthor) -> Record:
    if not author.is_person:
        return _filled({"name": author.family, "orcid": author.orcid_url})
    return _filled(
        {
            "family-names": author.last,
            "given-names": author.given,
            "name-particle": author.particle,
            "name-suffix": author.suffix,
            "affiliation": author.affiliation,
            "orcid": author.orcid_url,
        }
    )


def datacite(of: GatheredDataset) -> str:
    """Return DataCite's metadata; nothing without a year of publication, since they would be valid nowhere.

    What else has to be there and is not said is “:unav”, DataCite's word for that.
    """
    said = of.said
    if not said.year:
        return ""
    texts = [
        ("Abstract", said.summary),
        ("Methods", "\n\n".join(filter(None, (said.collection, said.treatment)))),
        ("TechnicalInfo", "Offsets are code points of the texts, counted from 0, as half-open ranges."),
        ("Other", said.limits),
    ]
    rights = _filled(
        {
            "rights": licence_title(said.licence),
            "rightsUri": licence_url(said.licence),
            "rightsIdentifier": said.licence.lower() if not said.licence.startswith(OWN) else "",
        }
    )
    if "rightsIdentifier" in rights:
        rights |= {"rightsIdentifierScheme": "SPDX", "schemeUri": "https://spdx.org/licenses/"}
    more = [{"rights": said.rights}] if said.rights else []
    record = {
        "creators": [_creator(author) for author in said.authors] or [{"name": ":unav"}],
        "titles": [{"title": of.title}],
        "publisher": {"name": said.publisher or ":unav"},
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Annotated texts"},
        **_filled(
            {
                "doi": said.doi,
                "publicationYear": said.year,
                "dates": [{"date": said.published, "dateType": "Issued"}],
                "url": said.url,
                "version": said.version,
                "language": of.languages[0] if len(of.languages) == 1 else "",
                "subjects": [{"subject": one} for one in said.keywords],
                "descriptions": [{"description": text, "descriptionType": kind} for kind, text in texts if text],
                "rightsList": [*([rights] if said.licence else []), *more],
                "fundingReferences": [{"funderName": one} for one in said.funding],
                "sizes": [counted(of.documents, "document"), counted(of.spans.total(), "span")],
                "formats": ["application/jsonl", "application/json"],
            }
        ),
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }
    return json_text(record, indent=2) + "\n"


def _creator(author: DataAuthor) -> Record:
    """Return a creator; a suffix is a part of the given names there, which have no other place for it."""
    given = ", ".join(filter(None, (author.given, author.suffix)))
    name = ", ".join(filter(None, (author.family, given)))
    record = {"name": name, "nameType": "Personal" if author.is_person else "Organizational"}
    identifiers = [
        {"nameIdentifier": author.orcid_url, "nameIdentifierScheme": "ORCID", "schemeUri": "https://orcid.org"}
    ]
    return record | _filled(
        {
            "givenName": given,
            "familyName": author.family if author.is_person and author.is_split else "",
            "affiliation": [{"name": author.affiliation}] if author.affiliation else [],
            "nameIdentifiers": identifiers if author.orcid else [],
        }
    )


def _filled(record: Record) -> Record:
    return {key: value for key, value in record.items() if value}
