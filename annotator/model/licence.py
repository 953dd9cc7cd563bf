"""Licences as SPDX calls them, and what is said of those that data are usually given under.

Sources: the SPDX License List (spdx.org/licenses); for `hub`, the list of licences of the Hugging Face Hub, which
writes them in small letters and calls all others “other”.
"""

from dataclasses import dataclass
from difflib import get_close_matches

from annotator.model.licence_ids import SPDX_IDS

OWN = "LicenseRef-"
"""How SPDX begins the name of a licence that its list does not have."""
_BY_FOLDED = {id.casefold(): id for id in SPDX_IDS}


@dataclass(frozen=True, slots=True)
class DataLicence:
    """A licence that data are given under: what it is called, and where its text stands."""

    id: str
    title: str
    url: str


_CC = "https://creativecommons.org"
_ODC = "https://opendatacommons.org/licenses"
USUAL: tuple[DataLicence, ...] = (
    DataLicence("CC-BY-4.0", "Creative Commons Attribution 4.0", f"{_CC}/licenses/by/4.0/"),
    DataLicence("CC0-1.0", "Creative Commons Zero 1.0 (no rights reserved)", f"{_CC}/publicdomain/zero/1.0/"),
    DataLicence("CC-BY-SA-4.0", "Creative Commons Attribution ShareAlike 4.0", f"{_CC}/licenses/by-sa/4.0/"),
    DataLicence("CC-BY-NC-4.0", "Creative Commons Attribution NonCommercial 4.0", f"{_CC}/licenses/by-nc/4.0/"),
    DataLicence(
        "CC-BY-NC-SA-4.0",
        "Creative Commons Attribution NonCommercial ShareAlike 4.0",
        f"{_CC}/licenses/by-nc-sa/4.0/",
    ),
    DataLicence("CC-BY-ND-4.0", "Creative Commons Attribution NoDerivatives 4.0", f"{_CC}/licenses/by-nd/4.0/"),
    DataLicence(
        "CC-BY-NC-ND-4.0",
        "Creative Commons Attribution NonCommercial NoDerivatives 4.0",
        f"{_CC}/licenses/by-nc-nd/4.0/",
    ),
    DataLicence("ODC-By-1.0", "Open Data Commons Attribution 1.0", f"{_ODC}/by/1-0/"),
    DataLicence("ODbL-1.0", "Open Data Commons Open Database License 1.0", f"{_ODC}/odbl/1-0/"),
    DataLicence("PDDL-1.0", "Open Data Commons Public Domain Dedication and License 1.0", f"{_ODC}/pddl/1-0/"),
)
"""Those that a form offers first."""

_HUB = {
    **{one.id: one.id.lower() for one in USUAL if one.id.startswith("CC")},
    **{"ODC-By-1.0": "odc-by", "ODbL-1.0": "odbl", "PDDL-1.0": "pddl"},
    **{id: id.lower() for id in ("MIT", "Apache-2.0", "CC-BY-3.0", "CC-BY-SA-3.0", "CC-BY-2.0", "CC-BY-2.5")},
    **{"CDLA-Permissive-2.0": "cdla-permissive-2.0", "etalab-2.0": "etalab-2.0", "C-UDA-1.0": "c-uda"},
}


def licence_id(said: str) -> str:
    """Return the identifier that is meant; raises `ValueError`, with the nearest ones, for one that SPDX has not."""
    wanted = said.strip()
    if wanted.startswith(OWN) and len(wanted) > len(OWN) and wanted.replace("-", "").replace(".", "").isalnum():
        return wanted
    if (found := _BY_FOLDED.get(wanted.casefold())) is not None:
        return found
    near = get_close_matches(wanted.casefold(), _BY_FOLDED, n=3, cutoff=0.6)
    meant = f"; did you mean {', '.join(_BY_FOLDED[one] for one in near)}?" if near else ", as CC-BY-4.0 is"
    raise ValueError(f"“{wanted}” is not in SPDX’s list of licences{meant}; terms of your own begin with {OWN}.")


def licence_title(id: str) -> str:
    """Return what a licence is called in words, else its identifier."""
    return next((one.title for one in USUAL if one.id == id), id.removeprefix(OWN))


def licence_url(id: str) -> str:
    """Return where the text of a licence stands; nothing for terms of one's own."""
    if not id or id.startswith(OWN):
        return ""
    return next((one.url for one in USUAL if one.id == id), f"https://spdx.org/licenses/{id}.html")


def hub_licence(id: str) -> str:
    """Return what the Hugging Face Hub calls a licence: “other” for what it does not list."""
    return _HUB.get(id, "other")
