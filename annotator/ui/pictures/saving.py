"""Saving a picture: where to, as which kind of file, and whether it could be written."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.model.file_names import file_name
from annotator.operations.explore import write_picture
from annotator.operations.project import encryption
from annotator.ui.background.session import Session
from annotator.ui.pictures.files import FORMATS, scripts_as_boxes
from annotator.ui.pictures.look import PicturePalette
from annotator.ui.pictures.picture import Picture
from annotator.ui.reader.script_fonts import called


def save_picture(picture: Picture, palette: PicturePalette, session: Session, parent: QWidget) -> None:
    """Ask for a file and write a picture to it; the ending of its name says the kind, without one that of the list."""
    proposed = session.project.path.with_name(f"{session.project.path.stem}, {file_name(picture.name.lower())}.png")
    kinds = ";;".join(title for title, _ in FORMATS.values())
    title = encryption.saving("Save the picture", session.project)
    name, kind = QFileDialog.getSaveFileName(parent, title, str(proposed), kinds)
    if not name:
        return
    path = Path(name)
    ending = path.suffix.lower()
    if ending not in FORMATS:
        ending = next((found for found, (title, _) in FORMATS.items() if title == kind), ".png")
        path = path.with_name(path.name + ending)
    content = FORMATS[ending][1](picture, palette)
    if session.did(lambda _: write_picture(path, content)):
        boxes = scripts_as_boxes(picture, palette) if ending == ".png" else ()
        lacking = f", with boxes for {called(boxes)}, for which no font is here; as SVG it keeps the letters"
        session.said.emit(f"Saved as {path.name}{lacking if boxes else ''}")
