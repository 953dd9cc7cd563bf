"""The labelling configuration that stands beside an export: which field is the text, and how labels are shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annotator.formats.codebook_files import label_studio_reading
from annotator.formats.refi.xml import local
from annotator.model.codebook import Label
from annotator.model.errors import BadFile
from annotator.readers.archive import parse_xml

_TEXTS = ("Text", "HyperText", "Paragraphs")
_LARGEST = 5_000_000


@dataclass(frozen=True, slots=True)
class StudioConfiguration:
    """`fields`: of the tasks, by the names of the tags that show them; `labels`: as they are shown.

    `controls`: the names of the tags by which something is said of a text.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    labels: tuple[Label, ...] = ()
    controls: frozenset[str] = frozenset()

    def label_called(self, name: str) -> Label | None:
        """Return the label that results call so: by its alias, which is its id here, or by its name."""
        found = (one for key in ("id", "name") for one in self.labels if getattr(one, key) == name)
        return next(found, None)


def beside(path: Path) -> StudioConfiguration:
    """Return the configuration beside an export, nothing where there is none or it is damaged."""
    for place in _places(path):
        try:
            if not place.is_file() or place.stat().st_size > _LARGEST:
                continue
            root = parse_xml(place.name, place.read_bytes())
            if local(root) != "View":
                continue
            texts = [one for one in root.iter() if local(one) in _TEXTS]
            shown = {one.get("name", ""): one.get("value", "").removeprefix("$") for one in texts}
            controls = frozenset(one.get("name", "") for one in root.iter() if one.get("toName"))
            return StudioConfiguration(shown, label_studio_reading.read(place).codebook.labels, controls)
        except (BadFile, OSError):
            continue
    return StudioConfiguration()


def _places(path: Path) -> Iterable[Path]:
    yield path.with_name(f"{path.stem}.config.xml")
    yield path.with_suffix(".xml")
    yield from (path.with_name(name) for name in ("label_config.xml", "config.xml"))
