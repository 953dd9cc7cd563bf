"""The icons: there is each in each size, from its drawing, readable, and the same whenever they are made."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PIL.IcnsImagePlugin import IcnsImageFile
from PIL.IcoImagePlugin import IcoImageFile
from PySide6.QtWidgets import QApplication

from annotator.ui.kit.icons import emblem
from tools.bundling import icons


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Path:
    """All icons, made once."""
    folder = tmp_path_factory.mktemp("icons")
    icons.make(folder)
    return folder


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name below the folder, and the bytes, of every file."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def test_each_is_there_in_each_size_and_nothing_else(made: Path) -> None:
    theme = {
        f"hicolor/{size}x{size}/{drawing.linux}.png": (size, size) for drawing in icons.DRAWINGS for size in icons.SIZES
    }
    for name, size in theme.items():
        with Image.open(made / name) as image:
            assert image.size == size and image.mode == "RGBA", name
    scalable = {f"hicolor/scalable/{drawing.linux}.svg" for drawing in icons.DRAWINGS}
    others = {f"{drawing.name}.{kind}" for drawing in icons.DRAWINGS for kind in ("ico", "icns")}
    assert {name for name, _ in contents(made)} == {*theme, *scalable, *others}


@pytest.mark.parametrize("drawing", icons.DRAWINGS, ids=lambda drawing: drawing.name)
def test_those_of_windows_and_macs_hold_every_size_as_it_was_drawn_for_it(made: Path, drawing: icons.Drawing) -> None:
    with Image.open(made / f"{drawing.name}.ico") as ico, Image.open(made / f"{drawing.name}.icns") as icns:
        assert isinstance(ico, IcoImageFile) and isinstance(icns, IcnsImageFile)
        of_mac = {width * scale: (width, height, scale) for width, height, scale in icns.icns.itersizes()}
        assert ico.ico.sizes() == {(size, size) for size in icons.OF_WINDOWS} and {*of_mac} == {*icons.OF_MAC}
        read = {("ico", size): ico.ico.getimage((size, size)).convert("RGBA") for size in icons.OF_WINDOWS}
        read |= {("icns", size): icns.icns.getimage(found).convert("RGBA") for size, found in of_mac.items()}
    for (kind, size), image in read.items():
        drawn = Image.open(BytesIO(icons.png(drawing, size)))
        assert image.tobytes() == drawn.convert("RGBA").tobytes(), (kind, size)


def test_two_runs_give_the_same_bytes(made: Path, tmp_path: Path) -> None:
    icons.make(tmp_path)
    assert list(contents(tmp_path)) == list(contents(made))


@pytest.mark.parametrize("drawing", icons.DRAWINGS, ids=lambda drawing: drawing.name)
@pytest.mark.parametrize("ground", ["#FBFAF7", "#1B1D21"])
def test_each_stands_out_from_a_light_and_a_dark_ground_at_every_size(
    made: Path, drawing: icons.Drawing, ground: str
) -> None:
    """Somewhere along each row through its middle third there is a colour with a contrast of 3 to the ground."""
    for size in icons.SIZES:
        with Image.open(made / "hicolor" / f"{size}x{size}" / f"{drawing.linux}.png") as image:
            shown = Image.alpha_composite(Image.new("RGBA", image.size, ground), image).convert("RGB")
        behind = luminance(*Image.new("RGB", (1, 1), ground).getpixel((0, 0)))
        for row in range(size // 3, size * 2 // 3):
            lights = [luminance(*shown.getpixel((column, row))) for column in range(size)]
            assert max(contrast(behind, light) for light in lights) >= 3, (size, row)


def luminance(*channels: int) -> float:
    """Return the relative luminance of a colour of 8 bits a channel (WCAG 2.1)."""
    linear = [c / 12.92 if (c := channel / 255) <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for channel in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: float, other: float) -> float:
    """Return the contrast of two luminances, from 1 to 21 (WCAG 2.1)."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def test_the_window_shows_the_drawing_of_the_program(made: Path, qapp: QApplication) -> None:
    drawn = icons.DRAWINGS[0]
    for size in (16, 32, 48, 256):
        shown, wanted = emblem().pixmap(size).toImage(), Image.open(BytesIO(icons.png(drawn, size))).convert("RGBA")
        assert (shown.width(), shown.height()) == wanted.size
        for point in ((size // 2, 1), (size // 4, size // 4), (size * 3 // 8, size * 7 // 8)):
            colour = shown.pixelColor(*point)
            assert (colour.red(), colour.green(), colour.blue(), colour.alpha()) == wanted.getpixel(point)
