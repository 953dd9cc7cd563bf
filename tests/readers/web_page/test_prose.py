"""Prose is told from addresses, links and notices, and counted for all that it stands in."""

import pytest

from annotator.readers.html import parse
from annotator.readers.web_page.prose import is_prose, prose_of
from tests.readers.web_page.sites import AGREED, ARABIC, CHINESE, RUSSIAN


@pytest.mark.parametrize(
    "text", [AGREED, RUSSIAN, CHINESE, ARABIC, "ประเทศไทยและมิตรประเทศได้หารือกันเกี่ยวกับสถานการณ์ในภูมิภาค"]
)
def test_sentences_are_prose_in_each_script(text: str) -> None:
    assert is_prose(text)


@pytest.mark.parametrize(
    "text",
    [
        "The talks go on.",
        "Address: No. 2, Example Street, District, 100701 Tel: 86-10-65961114, Fax: 86-10-65961115",
        "We use cookies in order to make this site better for all of you, and you may refuse them.",
        "© 2023 Ministry of Foreign Affairs of the Republic of Example, all rights are reserved by it.",
        "Start News Contact Sitemap Press Media Service Documents Speeches Visits Treaties Archive Search",
        "版权所有：某某部 京ICP备06038296号 地址：北京市朝阳区朝阳门南大街二号",
    ],
)
def test_what_is_short_a_list_an_address_or_a_notice_is_none(text: str) -> None:
    assert not is_prose(text)


def test_it_is_counted_for_all_elements_around_it_and_not_in_links() -> None:
    root = parse(f"<div><p>{AGREED}<p><b>{AGREED}</b></div><div><a href=1>{AGREED}</a></div>")
    assert root is not None
    prose = prose_of(root)
    assert prose is not None
    first, second = root[0]
    assert prose.total == prose.within(root) == prose.within(first) == 2 * len(AGREED)
    assert prose.within(second) == 0


def test_a_page_that_would_take_too_long_is_not_looked_at() -> None:
    root = parse("<div>" * 1_500 + f"<div><p>{AGREED}</p></div>" * 1_500)
    assert root is not None
    assert prose_of(root) is None
