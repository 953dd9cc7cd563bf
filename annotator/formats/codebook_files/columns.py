"""What the columns of a codebook in a spreadsheet mean, by their names in several languages.

Among the names are those of the codebooks that ATLAS.ti, MAXQDA, NVivo, Dedoose, QDA Miner and Taguette export, and
those of content analysis in German (Ankerbeispiel, Kodierregel).
"""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum


class CodebookColumn(StrEnum):
    """What stands in a column."""

    NAME = "name"
    PARENT = "parent"
    DEFINITION = "definition"
    INCLUDE = "include"
    EXCLUDE = "exclude"
    EXAMPLES = "examples"
    NEAR_MISSES = "near_misses"
    KEY = "key"
    COLOUR = "colour"
    CODE = "code"
    HEADING = "heading"
    SCOPE = "scope"
    ID = "id"
    PARENT_ID = "parent_id"
    DEPTH = "depth"


SEVERAL = frozenset(
    {
        CodebookColumn.DEFINITION,
        CodebookColumn.INCLUDE,
        CodebookColumn.EXCLUDE,
        CodebookColumn.EXAMPLES,
        CodebookColumn.NEAR_MISSES,
    }
)
"""What may stand in several columns, which are joined."""

_NAMES: dict[CodebookColumn, str] = {
    CodebookColumn.NAME: (
        "name|label|labels|label name|code name|codename|code label|title|tag|category name|kode|"
        "bezeichnung|titel|kategorienname|nom|libelle|etiquette|titre|nombre|etiqueta|titulo|nome|rotulo|"
        "naam|имя|название|метка|код название|名称|标签|代码名称|名前|ラベル|اسم|الاسم|التسمية"
    ),
    CodebookColumn.PARENT: (
        "parent|parent code|parent label|parent name|parent category|above|broader|category|"
        "main category|theme|group|code group|code groups|domain|domain name|folder|ubergeordnet|elternkode|elterncode|"
        "oberkategorie|obercode|hauptkategorie|kategorie|gruppe|categorie|theme parent|groupe|categoria|"
        "grupo|padre|pai|категория|родитель|группа|上级|父级|类别|分类|カテゴリ|الفئة|الأصل"
    ),
    CodebookColumn.DEFINITION: (
        "definition|definitions|description|code description|meaning|what it is|comment|comments|memo|code memo|"
        "content|explanation|description md|full definition|beschreibung|kommentar|erlauterung|bedeutung|"
        "commentaire|definicion|descripcion|significado|comentario|definicao|descricao|определение|"
        "описание|комментарий|定义|说明|描述|定義|説明|تعريف|التعريف|الوصف|وصف"
    ),
    CodebookColumn.INCLUDE: (
        "include|includes|included|inclusion|inclusion criteria|when to use|use when|include when|coding rule|"
        "coding rules|rule|rules|einschluss|einschlusskriterien|umfasst|kodierregel|kodierregeln|"
        "codierregel|codierregeln|inclut|criteres d inclusion|incluye|inclusiones|inclui|включает|"
        "включение|правила|包括|包含|含む|يشمل"
    ),
    CodebookColumn.EXCLUDE: (
        "exclude|excludes|excluded|exclusion|exclusions|exclusion criteria|when not to use|do not use|"
        "ausschluss|ausschlusskriterien|umfasst nicht|abgrenzung|exclut|criteres d exclusion|excluye|"
        "exclusiones|exclui|исключает|исключение|不包括|排除|除外|يستثني"
    ),
    CodebookColumn.EXAMPLES: (
        "example|examples|typical example|typical exemplars|anchor example|anchor examples|quote|quotes|"
        "sample|beispiel|beispiele|ankerbeispiel|ankerbeispiele|exemple|exemples|ejemplo|ejemplos|"
        "exemplo|exemplos|пример|примеры|例子|示例|例|مثال|أمثلة"
    ),
    CodebookColumn.NEAR_MISSES: (
        "near miss|near misses|close but no|counter example|counter examples|gegenbeispiel|"
        "gegenbeispiele|contre exemple|contre exemples|contraejemplo|contraejemplos|反例"
    ),
    CodebookColumn.KEY: (
        "key|shortcut|hotkey|keyboard shortcut|taste|kurzel|tastenkurzel|touche|raccourci|tecla|atajo|"
        "клавиша|快捷键|キー|مفتاح"
    ),
    CodebookColumn.COLOUR: ("colour|color|farbe|couleur|cor|цвет|颜色|色|لون|اللون"),
    CodebookColumn.CODE: (
        "external code|code number|number|numeric code|no|nr|code id|code no|alias|code alias|codenummer|"
        "nummer|numero|num|numeric value|value|externer code|code externe|codigo externo|код|номер|编号|"
        "编码|番号|رمز"
    ),
    CodebookColumn.HEADING: ("heading|is heading|group only|uberschrift|rubrique|encabezado"),
    CodebookColumn.SCOPE: ("scope|applies to|unit|level of coding|ebene der kodierung"),
    CodebookColumn.ID: ("id|guid|uid|identifier|label id"),
    CodebookColumn.PARENT_ID: ("parent id|parentid|parent guid|domain code|parent number"),
    CodebookColumn.DEPTH: ("depth|level|ebene|niveau|nivel|indent"),
}
_BY_NAME = {name: column for column, names in _NAMES.items() for name in names.split("|")}
_NUMBERED = re.compile(r"(.*?)\s*\d+")
_LEVEL = re.compile(r"(?:level|ebene|niveau|nivel|tier|depth|stufe)\s*(\d+)(?: codes?)?")
_SPREAD = (
    ("category", "subcategory"),
    ("theme", "subtheme"),
    ("kategorie", "subkategorie"),
    ("domain", "subdomain"),
)
_CODE = frozenset({"code", "codes", "codigo", "代码"})
_ALONE = frozenset(
    {"code", "codes", "category", "kategorie", "categorie", "categoria", "theme", "codigo", "代码", "код"}
)
"""What names labels where nothing else does."""


def plain(name: str) -> str:
    """Return the name of a column as it is compared: in small letters, without accents and signs."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(char for char in folded if not unicodedata.combining(char) or char > "\u0600")
    kept = unicodedata.normalize("NFC", letters)
    return " ".join(re.sub(r"[^\w]+|_", " ", kept).split())


def columns_of(header: Sequence[str], first: Sequence[str] = ()) -> dict[int, CodebookColumn]:
    """Return what the columns under a header mean; `first`: a row below it, which tells codes from their names."""
    names = [plain(name) for name in header]
    found = {at: column for at, name in enumerate(names) if (column := _meaning(name)) is not None}
    has_name = CodebookColumn.NAME in found.values()
    code = next((at for at, name in enumerate(names) if name in _CODE and at not in found), None)
    alone = next((at for at, name in enumerate(names) if name in _ALONE), None)
    if code is not None:
        # “Code” is what ATLAS.ti, MAXQDA and NVivo call the label itself; beside a name it is a number.
        found[code] = (
            CodebookColumn.CODE if has_name and CodebookColumn.CODE not in found.values() else CodebookColumn.NAME
        )
    elif not has_name and alone is not None:
        found[alone] = CodebookColumn.NAME
    return dict(sorted(_once(found).items()))


def levels_of(header: Sequence[str]) -> list[int]:
    """Return the columns over which a hierarchy is spread, the highest first; none for fewer than two."""
    found = {int(level[1]): at for at, name in enumerate(header) if (level := _LEVEL.fullmatch(plain(name)))}
    if len(found) > 1:
        return [found[level] for level in sorted(found)]
    names = [plain(name) for name in header]
    for row in (
        ("category", "subcategory"),
        ("theme", "subtheme"),
        ("kategorie", "subkategorie"),
        ("domain", "subdomain"),
    ):
        for lower in (("code",), ("label",), ()):
            wanted = (*row, *lower)
            if all(name in names for name in wanted):
                return [names.index(name) for name in wanted]
    return []


def _meaning(name: str) -> CodebookColumn | None:
    if name in _BY_NAME:
        return _BY_NAME[name]
    numbered = _NUMBERED.fullmatch(name)
    stem = numbered[1] if numbered else ""
    return _BY_NAME.get(stem) if _BY_NAME.get(stem) in SEVERAL else None


def _once(found: dict[int, CodebookColumn]) -> dict[int, CodebookColumn]:
    """Return columns of which each has a meaning of its own, but for those that may be several: the first one."""
    taken: set[CodebookColumn] = set()
    kept = {}
    for at, column in found.items():
        if column in SEVERAL or column not in taken:
            taken.add(column)
            kept[at] = column
    return kept
