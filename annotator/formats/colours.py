"""Colours as other programs write them: three, six or eight digits, rgb(…), or a name."""

import re

_DIGITS = re.compile(r"#?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})(?:[0-9A-Fa-f]{2})?")
_RGB = re.compile(
    r"(?:rgba?)?\s*\(?\s*(\d{1,3})\s*[,; ]\s*(\d{1,3})\s*[,; ]\s*(\d{1,3})\s*(?:[,;/ ]\s*[\d.]+%?\s*)?\)?", re.I
)

# The sixteen names of HTML 4, and others that annotation tools use, with their values in CSS.
_NAMED = {
    **{"black": "#000000", "silver": "#C0C0C0", "gray": "#808080", "grey": "#808080", "white": "#FFFFFF"},
    **{"maroon": "#800000", "red": "#FF0000", "purple": "#800080", "fuchsia": "#FF00FF", "green": "#008000"},
    **{"lime": "#00FF00", "olive": "#808000", "yellow": "#FFFF00", "navy": "#000080", "blue": "#0000FF"},
    **{"teal": "#008080", "aqua": "#00FFFF", "orange": "#FFA500", "pink": "#FFC0CB", "brown": "#A52A2A"},
    **{"lightgreen": "#90EE90", "lightgray": "#D3D3D3", "lightgrey": "#D3D3D3", "lightblue": "#ADD8E6"},
    **{"darkgray": "#A9A9A9", "darkgrey": "#A9A9A9", "darkgreen": "#006400", "darkblue": "#00008B"},
    **{"darkred": "#8B0000", "darkorange": "#FF8C00", "cyan": "#00FFFF", "magenta": "#FF00FF", "gold": "#FFD700"},
    **{
        "rot": "#FF0000",
        "grün": "#008000",
        "blau": "#0000FF",
        "gelb": "#FFFF00",
        "rouge": "#FF0000",
        "vert": "#008000",
    },
    **{"bleu": "#0000FF", "jaune": "#FFFF00", "rojo": "#FF0000", "verde": "#008000", "azul": "#0000FF"},
    **{"violet": "#EE82EE", "indigo": "#4B0082", "turquoise": "#40E0D0", "salmon": "#FA8072", "khaki": "#F0E68C"},
}


def colour_of(written: str) -> str | None:
    """Return a colour as `#` and six digits, without a transparency; None for what is none."""
    words = written.strip()
    if found := _DIGITS.fullmatch(words):
        digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
        return f"#{digits.upper()}"
    if (rgb := _RGB.fullmatch(words)) and all(int(part) < 256 for part in rgb.groups()):
        return "#" + "".join(f"{int(part):02X}" for part in rgb.groups())
    return _NAMED.get(words.lower())
