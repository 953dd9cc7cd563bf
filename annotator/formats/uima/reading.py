"""Reading what UIMA's tools write, whichever of their formats: files, whose they are, and one bundle of all."""

from collections.abc import Callable
from pathlib import Path

from annotator.formats.format import ReadOptions
from annotator.formats.losses import Losses
from annotator.formats.making import BundleMaker
from annotator.formats.placing import Unit
from annotator.formats.uima.cas import Cas, CasText
from annotator.formats.uima.coding import CasCoding, metadata_of
from annotator.formats.uima.files import CURATOR, INITIAL, UimaFile, files_at, is_layered
from annotator.formats.uima.layout import said_by
from annotator.formats.uima.naming import CasNames
from annotator.formats.uima.own import OwnMarks
from annotator.model.bundle import Bundle
from annotator.model.coder import LayerKind
from annotator.model.document import Metadata
from annotator.model.errors import BadFile
from annotator.model.ids import LayerId
from annotator.paths import system_says

CasReader = Callable[[UimaFile, Losses], Cas]
_SAID = {"language": "language", "documentUri": "source", "collectionId": "collection"}
_UNKNOWN = "x-unspecified"


def read_files(path: Path, options: ReadOptions, origin: str, endings: tuple[str, ...], read: CasReader) -> Bundle:
    """Read all files at a path by `read`; raises `BadFile` where none could be read."""
    files = [file for file in files_at(path, endings) if file.user != INITIAL]
    if not files:
        raise BadFile(str(path), f"there is no {' or '.join(endings)} file in it")
    reading = _CasReading(path, origin, is_layered(path, files), read, options)
    refused: list[BadFile] = []
    for file in files:
        try:
            reading.add(file)
        except BadFile as error:
            refused.append(error)
        except OSError as error:
            refused.append(BadFile(file.name, f"it cannot be read ({system_says(error)})"))
    if len(refused) == len(files):
        raise refused[0]
    return reading.maker.bundle(reading.names.shown, lost=tuple(f"Left out: {error}" for error in refused))


class _CasReading:
    def __init__(self, path: Path, origin: str, layered: bool, read: CasReader, options: ReadOptions) -> None:
        self.maker = BundleMaker(path.stem or origin, origin)
        self.names = CasNames(self.maker.codes)
        self._layered, self._read, self._options = layered, read, options

    def add(self, file: UimaFile) -> None:
        """Add a file; raises `BadFile`."""
        cas = self._read(file, self.maker.losses)
        texts = [text for text in cas.texts.values() if text.text] or list(cas.texts.values())[:1]
        if not texts:
            raise BadFile(
                file.name, "it holds no text, which its annotations could stand in", "export it with the text"
            )
        for text in texts:
            self._add(file, cas, text, several=len(texts) > 1)
        self.names.called(cas)
        self.names.describe(cas.types)

    def _add(self, file: UimaFile, cas: Cas, text: CasText, several: bool) -> None:
        said = metadata_of(cas, text)
        title = file.document or said.get("documentTitle") or (said_by(file.rest) if file.rest else file.name)
        if OwnMarks(cas).layer()[0]:
            title = said.get("documentTitle", "")
        if several:
            title = f"{title} ({text.view or text.id})"
        units = (Unit.UTF16, Unit.CODE_POINTS) if cas.unit is Unit.UTF16 else (cas.unit,)
        metadata = self._metadata(cas, text, said)
        document = self.maker.document(title, text.text, units=units, metadata=metadata, source=file.name)
        user = file.user or _user_of(said)
        layer = self._layer(file, cas, user)
        CasCoding(self.maker, self.names, cas, text).code(document, layer)
        if user:
            document.assign(layer)

    def _metadata(self, cas: Cas, text: CasText, said: Metadata) -> Metadata:
        own = OwnMarks(cas).metadata(text.id)
        found = {name: said[key] for key, name in _SAID.items() if said.get(key) not in (None, _UNKNOWN)}
        return own or found

    def _layer(self, file: UimaFile, cas: Cas, user: str) -> LayerId:
        said, kind = OwnMarks(cas).layer()
        if said and kind in (LayerKind.GOLD, LayerKind.SUGGESTIONS):
            return self.maker.other_layer(LayerKind(kind), said)
        name = said or user or (said_by(file.folder) if self._layered else "")
        if name == CURATOR or (name.casefold() == "gold" and not self._options.coder):
            return self.maker.other_layer(LayerKind.GOLD, "Gold")
        return self.maker.layer_of(name) if name else self.maker.unsaid_layer()


def _user_of(said: Metadata) -> str:
    """Return whose work the export of one document is, as INCEpTION says it: in place of the document's own id."""
    title, collection, user = (str(said.get(key, "")) for key in ("documentTitle", "collectionId", "documentId"))
    is_exported = bool(collection) and said.get("documentUri") == f"{collection}/{title}"
    return user if is_exported and user not in (title, INITIAL, "") else ""
