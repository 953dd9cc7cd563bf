"""A CAS as XMI 2.0, and its type system as XML, both as UIMA writes them.

XML 1.0 holds no control characters; they become blanks, which is counted. Blanks other than the plain one are written
as references, since a parser makes blanks of them in attributes.
"""

import re
from collections.abc import Iterable, Iterator

from annotator.formats.losses import Losses
from annotator.formats.uima.cas import Cas, CasType, FeatureStructure, FeatureValue, FsRef
from annotator.formats.uima.casting import members
from annotator.formats.uima.written_types import STRINGS, STRUCTURES
from annotator.formats.uima.xmi_reading import CONTROLS

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile('[&<>"\t\n\r\x85\u2028]')
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


class XmiWriter:
    """Writes CAS after CAS; what XML cannot hold is counted in `losses`, at the place of the `title`."""

    def __init__(self, losses: Losses) -> None:
        self._losses = losses

    def lines(self, cas: Cas, title: str) -> Iterator[str]:
        """Yield the lines of an XMI file."""
        self._title = title
        prefixes = _prefixes(cas)
        spaces = "".join(f' xmlns:{prefix}="{_uri(package)}"' for package, prefix in prefixes.items())
        yield '<?xml version="1.0" encoding="UTF-8"?>\n'
        yield f'<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmi:version="2.0"{spaces}>\n'
        yield '  <cas:NULL xmi:id="0"/>\n'
        for structure in cas.structures.values():
            yield self._element(structure, prefixes)
        for text in cas.texts.values():
            said = f'sofaNum="1" sofaID="{text.view}" mimeType="text" sofaString="{self._escaped(text.text)}"'
            yield f'  <cas:Sofa xmi:id="{text.id}" {said}/>\n'
            yield f'  <cas:View sofa="{text.id}" members="{" ".join(map(str, members(cas)))}"/>\n'
        yield "</xmi:XMI>\n"

    def _element(self, one: FeatureStructure, prefixes: dict[str, str]) -> str:
        package, _, name = one.type.rpartition(".")
        tag = f"{prefixes[package]}:{name}"
        parts = [f'<{tag} xmi:id="{one.id}"']
        if one.sofa is not None:
            parts.append(f'sofa="{one.sofa}"')
        if one.begin is not None:
            parts.append(f'begin="{one.begin}" end="{one.end}"')
        inner = []
        for feature, value in one.features.items():
            if isinstance(value, list) and value and not isinstance(value[0], FsRef):
                inner += [f"<{feature}>{self._escaped(str(word))}</{feature}>" for word in value]
            else:
                parts.append(f'{feature}="{self._said(value)}"')
        start = " ".join(parts)
        return f"  {start}>{''.join(inner)}</{tag}>\n" if inner else f"  {start}/>\n"

    def _said(self, value: FeatureValue) -> str:
        if isinstance(value, list):
            return " ".join(self._said(one) for one in value)
        if isinstance(value, FsRef):
            return str(value.id)
        if isinstance(value, bool):
            return "true" if value else "false"
        return self._escaped(value) if isinstance(value, str) else repr(value)

    def _escaped(self, text: str) -> str:
        def blank(found: re.Match[str]) -> str:
            self._losses.add(CONTROLS, f"in “{self._title}”")
            return " "

        return escaped(_FORBIDDEN.sub(blank, text))


def escaped(text: str) -> str:
    """Return a text as it stands in an attribute of XML."""
    return _SPECIAL.sub(lambda found: _NAMED.get(found[0], f"&#{ord(found[0])};"), text)


def type_system_lines(types: Iterable[CasType]) -> Iterator[str]:
    """Yield the lines of a type system description."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">\n  <types>\n'
    for type in types:
        yield f"    <typeDescription>\n      <name>{type.name}</name>\n"
        yield f"      <description>{escaped(_FORBIDDEN.sub(' ', type.description))}</description>\n"
        yield f"      <supertypeName>{type.parent}</supertypeName>\n"
        if type.features:
            yield "      <features>\n"
            for feature in type.features.values():
                yield f"        <featureDescription>\n          <name>{feature.name}</name>\n"
                yield f"          <rangeTypeName>{feature.range}</rangeTypeName>\n"
                if feature.range == STRUCTURES:
                    yield f"          <elementType>{feature.element}</elementType>\n"
                if feature.range in (STRUCTURES, STRINGS):
                    yield "          <multipleReferencesAllowed>false</multipleReferencesAllowed>\n"
                yield "        </featureDescription>\n"
            yield "      </features>\n"
        yield "    </typeDescription>\n"
    yield "  </types>\n</typeSystemDescription>\n"


def _prefixes(cas: Cas) -> dict[str, str]:
    """Return a prefix for each package, the last part of its name, with a number where another has that."""
    prefixes, taken = {"uima.cas": "cas"}, {"cas", "xmi", "xml"}
    for type in sorted({one.type for one in cas.structures.values()}):
        package = type.rpartition(".")[0]
        if package not in prefixes:
            base = package.rpartition(".")[2]
            name, number = base, 1
            while name in taken:
                number += 1
                name = f"{base}{number}"
            taken.add(name)
            prefixes[package] = name
    return prefixes


def _uri(package: str) -> str:
    return f"http:///{package.replace('.', '/')}.ecore"
