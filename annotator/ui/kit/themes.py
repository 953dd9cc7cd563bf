"""The four looks of the window, as frozen colours. No Qt in here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one look.

    `paper`: under texts, lists and fields; `frame`: under panels; `hairline`: between panels; `edge`: around fields
    and buttons, which it tells from their ground (WCAG 2.2, success criterion 1.4.11); `ink`, `secondary`: words on
    either; `accent`: the one colour that says "here" (focus, default button, links) and `on_accent` the words on it;
    `selection`: under selected rows and text, which keep their `ink`; `quiet`: words of disabled controls.
    """

    name: str
    dark: bool
    paper: str
    ink: str
    frame: str
    hairline: str
    edge: str
    accent: str
    on_accent: str
    secondary: str
    quiet: str
    selection: str
    hover: str
    danger: str
    high_contrast: bool = False


LIGHT = Theme(
    name="light",
    dark=False,
    paper="#FBFAF7",
    ink="#1F2328",
    frame="#F3F1EC",
    hairline="#DEDAD2",
    edge="#8D887E",
    accent="#1F5FA8",
    on_accent="#FFFFFF",
    secondary="#5A6069",
    quiet="#8A8D91",
    selection="#D8E6F4",
    hover="#EAE7E0",
    danger="#B3261E",
)


DARK = Theme(
    name="dark",
    dark=True,
    paper="#1B1D21",
    ink="#E4E2DD",
    frame="#24272C",
    hairline="#3A3E45",
    edge="#7C828B",
    accent="#7FB2E5",
    on_accent="#12161B",
    secondary="#ABAEB3",
    quiet="#7A7E85",
    selection="#2A3F58",
    hover="#2E3238",
    danger="#F2938C",
)


LIGHT_CONTRAST = Theme(
    name="light, high contrast",
    dark=False,
    paper="#FFFFFF",
    ink="#000000",
    frame="#FFFFFF",
    hairline="#000000",
    edge="#000000",
    accent="#003E8A",
    on_accent="#FFFFFF",
    secondary="#262626",
    quiet="#5E5E5E",
    selection="#BFDDFF",
    hover="#E6E6E6",
    danger="#8C0000",
    high_contrast=True,
)


DARK_CONTRAST = Theme(
    name="dark, high contrast",
    dark=True,
    paper="#000000",
    ink="#FFFFFF",
    frame="#000000",
    hairline="#FFFFFF",
    edge="#FFFFFF",
    accent="#FFD84A",
    on_accent="#000000",
    secondary="#E0E0E0",
    quiet="#A8A8A8",
    selection="#003C7D",
    hover="#262626",
    danger="#FFC4BF",
    high_contrast=True,
)


THEMES = (LIGHT, DARK, LIGHT_CONTRAST, DARK_CONTRAST)
