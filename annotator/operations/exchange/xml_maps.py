"""Maps of XML that a user keeps: files in the folder `xml-maps` beside the settings, each for one root element."""

from pathlib import Path

from annotator.model.errors import BadFile
from annotator.readers.foreign.look import FileLook
from annotator.readers.registry import bytes_at
from annotator.readers.xml_map import map_of
from annotator.readers.xml_places import XmlMap
from annotator.store.folders import config_folder

FOLDER = "xml-maps"
_ENDINGS = (".json", ".yaml", ".yml")


def map_in(path: Path) -> XmlMap:
    """Return the map that a file says; raises `BadFile`."""
    try:
        text = bytes_at(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(path.name, "it is not written in UTF-8", "save it as UTF-8") from error
    return map_of(path.name, text)


def kept_map(name: str, data: bytes) -> XmlMap | None:
    """Return the map that the user keeps for files such as this one, None without one; raises `BadFile`."""
    folder = config_folder() / FOLDER
    root = FileLook(name, data).root if folder.is_dir() else ""
    if not root:
        return None
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in _ENDINGS)
    return next((found for found in map(map_in, files) if found.root == root), None)
