"""What parts of a page are called, in several languages."""

import pytest

from annotator.readers.html import parse
from annotator.readers.web_page.names import (
    Furniture,
    by_element,
    by_name,
    is_related,
    is_rights,
    is_skip,
    says_cookies,
)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("class=main-nav", Furniture.NAVIGATION),
        ("class=filAriane", Furniture.NAVIGATION),
        ("id=site-footer", Furniture.FOOT),
        ("class='pied-de-page'", Furniture.FOOT),
        ("id=cookieBanner", Furniture.COOKIES),
        ("class='addthis_toolbox share'", Furniture.SHARE),
        ("class=barra-lateral", Furniture.ASIDE),
        ("class='articles-lies'", Furniture.RELATED),
        ("class='content no-footer has-right-sidebar without-nav'", None),
        ("class=navy", None),
        ("class='shareholder canvas'", None),
        ("", None),
    ],
)
def test_names_in_class_and_id_tell_the_kind(name: str, kind: Furniture | None) -> None:
    root = parse(f"<div {name}>x</div>")
    assert root is not None
    assert by_name(root[0][0]) is kind


def test_elements_and_roles_tell_the_kind_and_the_role_counts_first() -> None:
    root = parse("<nav>x</nav><div role=contentinfo>x</div><nav role=search>x</nav><p role=presentation>x</p>")
    assert root is not None
    kinds = [by_element(element) for element in root[0]]
    assert kinds == [Furniture.NAVIGATION, Furniture.FOOT, Furniture.SEARCH, None]


@pytest.mark.parametrize(
    "text",
    [
        "Skip to main content",
        "Aller au contenu",
        "Zum Inhalt springen",
        "Перейти к содержанию",
        "تخطي إلى المحتوى",
        "跳到主要内容",
        "本文へ",
    ],
)
def test_links_past_the_head_are_known_by_their_words(text: str) -> None:
    assert is_skip(text)
    assert not is_skip(f"The Council did not {text}")


@pytest.mark.parametrize(
    "text",
    [
        "Related links",
        "À lire aussi",
        "Siehe auch",
        "Смотрите также",
        "相关新闻",
        "أخبار ذات صلة",
        "Noticias relacionadas:",
    ],
)
def test_headings_over_links_are_known_and_longer_ones_are_not(text: str) -> None:
    assert is_related(text)
    assert not is_related(f"{text} and the settlement of disputes")


def test_rights_and_cookies_are_known_in_several_languages() -> None:
    assert all(
        map(is_rights, ["© 2023", "All rights reserved", "Все права защищены", "版权所有", "جميع الحقوق محفوظة"])
    )
    assert all(map(says_cookies, ["We use cookies", "файлы куки", "ملفات تعريف الارتباط", "クッキーを使用"]))
    assert not is_rights("the rights of all peoples") and not says_cookies("the cook")
