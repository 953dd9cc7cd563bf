"""What a site puts around a text taken out of a page: navigation, notices, links to other pages, head and foot.

Each rule is one of kind: an element, a role, a name, the share of links, a place before or after the text. Prose
outweighs all of them, and where a page says which part is its text (`main`, `article`), no word of that goes but what
is plainly something else within it.
"""

from lxml import etree

from annotator.readers.web_page.claims import take_claimed
from annotator.readers.web_page.link_lists import take_related, take_sharing
from annotator.readers.web_page.main_text import main_text_of
from annotator.readers.web_page.prose import prose_of
from annotator.readers.web_page.site_page import PagePart, SitePage
from annotator.readers.web_page.surroundings import take_beside, take_edges
from annotator.readers.web_page.tree import is_true

_TELLING = ("a", "nav", "footer", "aside", "dialog", "main")
_MAY_HAVE_ANY = etree.XPath(
    "boolean(descendant::*[@class or @id or @role]) or contains(string(), 'ookie') or contains(string(), '\u00a9')"
)


def without_furniture(root: etree._Element) -> list[PagePart]:
    """Take out of a page what belongs to its site; return what was taken out."""
    if next(root.iter(*_TELLING), None) is None and not is_true(_MAY_HAVE_ANY, root):
        return []  # hardly marked up, it has nothing around its text
    prose = prose_of(root)
    if prose is None:
        return []
    page = SitePage(root, prose, main_text_of(root, prose))
    take_claimed(page)
    if page.main is not None:
        take_related(page)
        take_sharing(page)
        take_beside(page)
        if not page.is_said:
            take_edges(page, page.main.element)
    return page.taken
