"""What parts of a web page are called: by element, by role, by names in several languages, by their words.

Names are those that makers of sites give in `class` and `id`; each is only a hint, which prose outweighs.
"""

from enum import Enum
from functools import lru_cache

import regex
from lxml import etree


class Furniture(Enum):
    """A kind of what a site puts around a text; the value is what a user reads of it."""

    SKIP = "skip links"
    NAVIGATION = "navigation"
    COOKIES = "cookie notice"
    HEAD = "page header"
    SEARCH = "search"
    SHARE = "links for sharing"
    SIGN_UP = "newsletter form"
    RELATED = "related links"
    ASIDE = "boxes at the side"
    FOOT = "page footer"
    OTHER = "other parts around the text"


_BY_TAG = {
    "nav": Furniture.NAVIGATION,
    "aside": Furniture.ASIDE,
    "header": Furniture.HEAD,
    "footer": Furniture.FOOT,
    "dialog": Furniture.OTHER,
    "search": Furniture.SEARCH,
}
# https://www.w3.org/TR/wai-aria-1.2/#landmark_roles, and the roles of what opens over a page
_BY_ROLE = {
    "navigation": Furniture.NAVIGATION,
    "menu": Furniture.NAVIGATION,
    "menubar": Furniture.NAVIGATION,
    "banner": Furniture.HEAD,
    "contentinfo": Furniture.FOOT,
    "complementary": Furniture.ASIDE,
    "search": Furniture.SEARCH,
    "dialog": Furniture.OTHER,
    "alertdialog": Furniture.OTHER,
    "toolbar": Furniture.SHARE,
}
_NAMES = {
    Furniture.COOKIES: """
        cookies? cookie-?(?:bar|banner|notice|consent|law|policy) consent gdpr rgpd dsgvo lgpd onetrust cybot
        cookiebot tarteaucitron didomi cc-(?:window|banner) axeptio klaro usercentrics privacy-(?:banner|notice)
    """,
    Furniture.SKIP: """
        skip skip-?(?:to|nav|links?|content|main)[a-z-]* acces-?direct lien-?evitement sprung(?:marken|links)
    """,
    Furniture.SHARE: r"""
        share sharing sharer share-?(?:bar|box|buttons?|links?|tools?) social
        social-?(?:media|links?|icons?|share) addthis addtoany a2a sharethis jiathis bdshare[a-z]* bshare pluso
        ya-share\d? fenxiang partage[r]? partages compartir compartilhar partilhar condividi teilen
        podelit(?:sya|sia)? follow-us print(?:er|-?(?:button|link|page))? tools toolbar toolbox page-tools
    """,
    Furniture.SIGN_UP: """
        newsletter subscribe subscription sign-?up mailing-?list rassylka abonnement infolettre
    """,
    Furniture.SEARCH: """
        search search-?(?:box|form|bar) recherche suche suchfeld buscar buscador busca poisk sousuo ricerca
    """,
    Furniture.NAVIGATION: """
        nav navi navs navbar navigation [a-z]*nav(?:bar|igation) mainnav topnav subnav sidenav menu menus
        [a-z]*menu(?:bar|s)? breadcrumbs? crumbs? bread pagination pager paging prev-?next sitemap topbar
        fil-?d?-?ariane brotkrumen krumen migas migas-de-pan briciole trilha kroshki hlebnye daohang weizhi
        lang(?:uage)?s?-?(?:switch(?:er)?|select(?:or)?|chooser|menu|bar|list) language languages langs
        sprachwahl langues idiomas wpml-ls tabs back-?to-?top back-?top go-?top to-?top
    """,
    Furniture.RELATED: """
        related related-?[a-z]* similar see-?also read-?(?:more|next|also) more-?(?:news|stories|links|articles)
        recommend(?:ed|ations?)? suggested latest latest-?(?:news|posts) recent-?(?:news|posts) popular trending
        most-?read further-?reading a-?lire-?aussi a-?voir-?aussi articles?-?lies relacionad[oa]s
        notas-relacionadas correlati weitere-?(?:artikel|meldungen|informationen) siehe-?auch pohozhie po-teme
        xiangguan tags tag-?(?:list|cloud|links) teasers? promo promos advert(?:isement)?s? ads? sponsor(?:ed)?
    """,
    Furniture.ASIDE: """
        sidebar side-?bar side-?(?:col|column|box|content) right-?(?:col|column|bar|side|rail)
        left-?(?:col|column|bar|side|rail) rail aside widgets? barre-?laterale barra-?lateral seitenleiste
        marginal(?:spalte)?
    """,
    Furniture.FOOT: """
        footer foot [a-z]+footer page-?foot site-?(?:info|footer) bottom-?(?:bar|nav|links)? copyright
        copy-?right copyrights colophon legal legal-?notice mentions-?legales pied pied-?de-?page pie
        pie-?de-?pagina piede rodape fuss(?:zeile|bereich)? impressum podval dibu banquan beian
    """,
    Furniture.HEAD: """
        header site-?header page-?head top masthead banner logo branding entete en-?tete bandeau cabecera
        cabecalho kopf(?:zeile|bereich)? shapka toubu testata intestazione
    """,
}
"""Patterns of names in `class` and `id`, with a hyphen between their words."""
_OF_NAMES = [
    (kind, regex.compile(f"(?<![a-z])(?:{'|'.join(names.split())})(?![a-z])")) for kind, names in _NAMES.items()
]
_BESIDE = ("has-", "with-", "without-", "no-", "is-", "not-")
"""How names begin that say what an element has beside it, such as “has-sidebar”."""
_HUMP = regex.compile(r"(?<=[a-z])(?=[A-Z])")
_NO_LETTER = regex.compile(r"[^a-z]+")

_COOKIES = ("cookie", "куки", "ملفات تعريف الارتباط", "クッキー", "쿠키", "עוגיות", "कुकी", "คุกกี้")
_SKIP = regex.compile(
    r"(?i)(?:skip|jump|go)\s+(?:directly\s+)?to\s|skip\s+(?:nav|links|menu)|(?:aller|acc[ée]der"
    r"|passer)\s+(?:directement\s+)?au?\b"
    r"|(?:direkt\s+)?zu[mr]?\s+(?:haupt)?(?:inhalt|navigation|menü)|(?:ir|pasar"
    r"|saltar)\s+(?:directamente\s+)?al?\b|(?:ir|saltar|pular)\s+para"
    r"|(?:vai|salta|passa)\s+al|перейти\s+к|к\s+(?:основному\s+)?содержанию|(?:تخط|تجاوز|انتقل|الانتقال|التخطي)"
    r"|跳(?:到|至|转|轉|过|過)|本文へ|メイン"
    r"|본문|דלג|naar\s+(?:de\s+)?(?:hoofd)?inhoud|przejd[źz]\s+do|(?:gå|hoppa|hopp)\s+til|içeriğe|siirry"
    r"|ana\s+içeriğe|मुख्य\s+सामग्री"
)
_RIGHTS = (
    *("©", "(c) ", "copyright", "all rights reserved", "tous droits", "todos los derechos", "todos os direitos"),
    *(
        "alle rechte vorbehalten",
        "tutti i diritti",
        "все права",
        "版权所有",
        "版權所有",
        "著作权",
        "著作権",
        "icp备",
        "公网",
    ),
    *("無断転載", "جميع الحقوق", "حقوق النشر", "모든 권리", "כל הזכויות", "wszelkie prawa", "tüm hakları"),
)
_MARKS_OF_RIGHTS = tuple(words for words in _RIGHTS if words.isascii()), _RIGHTS
_RELATED = regex.compile(
    r"(?i)(?:related\s*(?:links?|news|articles?|stories|content|documents?|information|topics?|pages|posts)?"
    r"|see also|read (?:also|more|next)"
    r"|more (?:on this(?: topic)?|news|stories|information)|further (?:reading|information)|latest(?: news)?"
    r"|recommended|you may also like"
    r"|(?:à|a) (?:lire|voir|consulter) (?:aussi|également)|(?:sur|dans) le même (?:thème|sujet)|articles liés"
    r"|liens utiles|en savoir plus|voir aussi"
    r"|siehe auch|mehr zum thema|weitere (?:informationen|meldungen|artikel|links)"
    r"|weiterführende (?:informationen|links)|verwandte .{1,20}"
    r"|(?:noticias|artículos|enlaces|contenidos?) relacionad[oa]s|véase también|ver (?:también|también|mais|más)"
    r"|leer (?:también|más)|leia (?:também|mais)"
    r"|(?:notícias|conteúdos?) relacionad[oa]s|vedi anche|leggi anche|correlati|см\.? также|смотрите также"
    r"|читайте также|по теме|похожие .{1,20}|ещё по теме"
    r"|материалы по теме|相关(?:新闻|链接|报道|阅读|文章)?|延伸阅读|相關(?:新聞|連結)|推荐阅读"
    r"|関連(?:リンク|記事|情報|ページ)?|관련\s?(?:기사|링크|뉴스)?"
    r"|(?:أخبار|مواضيع|روابط|مقالات|مواد) ذات (?:صلة|علاقة)|اقرأ أيض\w*|انظر أيض\w*|للمزيد|zobacz (?:także|też)"
    r"|ilgili .{1,20})\s*[:：…]?\s*"
)


@lru_cache(maxsize=4096)
def _named(name: str) -> Furniture | None:
    words = [_NO_LETTER.sub("-", _HUMP.sub("-", word).lower()) for word in name.split()]
    tidy = " ".join(word for word in words if not word.startswith(_BESIDE))
    return next((kind for kind, names in _OF_NAMES if names.search(tidy)), None)


def by_element(element: etree._Element) -> Furniture | None:
    """Return what an element is by its own name or its role."""
    role = element.get("role")
    if role is not None and (found := _BY_ROLE.get(role.strip().lower())):
        return found
    return _BY_TAG.get(element.tag)


def by_name(element: etree._Element) -> Furniture | None:
    """Return what an element is called by `id` and `class`, as far as these tell."""
    return _named(f"{element.get('id') or ''} {element.get('class') or ''}"[:400])


def says_cookies(text: str) -> bool:
    """Whether a text speaks of cookies."""
    text = text.lower()
    return "cookie" in text or (not text.isascii() and any(word in text for word in _COOKIES))


def is_skip(text: str) -> bool:
    """Whether a link is one that leads past the head of the page, by its words."""
    return len(text) <= 60 and _SKIP.match(text.strip()) is not None


def is_rights(text: str) -> bool:
    """Whether a text says whose rights are reserved."""
    text = text.lower()
    return any(words in text for words in _MARKS_OF_RIGHTS[not text.isascii()])


def is_related(text: str) -> bool:
    """Whether a heading stands over links to other pages."""
    return len(text) <= 80 and _RELATED.fullmatch(text.strip()) is not None
