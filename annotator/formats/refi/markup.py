"""XML as it is written: elements as text, and what this program alone needs as processing instructions.

XML 1.0 can hold no control characters but tab and line ends (section 2.2); they become U+FFFD, which is counted. A
processing instruction is no part of the standard's elements: other programs pass over it, and the schema allows it.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

from annotator.formats.refi.xml import Element

TARGET = "annotator"

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_IN_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_ATTRIBUTE = {**_IN_TEXT, '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
_TEXT = str.maketrans(_IN_TEXT)
_ATTRIBUTE = str.maketrans(_IN_ATTRIBUTE)


def fits(text: str) -> bool:
    """Whether XML can hold a text."""
    return _UNFIT.search(text) is None


def words(text: str) -> str:
    """Return a text as it stands within an element."""
    return _UNFIT.sub("\ufffd", text).translate(_TEXT)


def element(name: str, attributes: Iterable[tuple[str, str | None]] = (), *content: str) -> str:
    """Return an element; `content` is markup. An attribute that is None is left out."""
    said = "".join(
        f' {key}="{_UNFIT.sub(chr(0xFFFD), value).translate(_ATTRIBUTE)}"'
        for key, value in attributes
        if value is not None
    )
    inner = "".join(content)
    return f"<{name}{said}>{inner}</{name}>" if inner else f"<{name}{said}/>"


def opening(name: str, attributes: Iterable[tuple[str, str | None]]) -> str:
    """Return how an element begins."""
    return f"{element(name, attributes)[:-2]}>"


def instruction(value: Any) -> str:
    """Return JSON as a processing instruction."""
    written = json.dumps(value, ensure_ascii=True, sort_keys=True).replace("?>", "?\\u003e")
    return f"<?{TARGET} {written}?>"


def instructed(element: Element) -> dict[str, Any]:
    """Return what such an instruction directly within an element says; nothing where there is none."""
    for one in element:
        if not isinstance(one.tag, str) and getattr(one, "target", None) == TARGET:
            try:
                value = json.loads(one.text or "")
            except ValueError:
                return {}
            return value if isinstance(value, dict) else {}
    return {}
