"""Pages as sites of ministries and organisations build them, with what is their text and what is not; made up."""

from dataclasses import dataclass

AGREED = "The two sides exchanged views on the situation in the region and agreed to keep in close contact."
WELCOMED = (
    "They welcomed the progress that has been made since the last meeting, and called on all parties to show restraint."
)
LASTING = (
    "The Minister underlined that lasting peace can only be reached through dialogue, in line with international law."
)
FRENCH = (
    "Le Président de la République a reçu ce jour son homologue, avec lequel il a évoqué la situation internationale."
)
RUSSIAN = (
    "Стороны обменялись мнениями о положении в регионе и договорились поддерживать тесные контакты по всем вопросам."
)
CHINESE = "双方就共同关心的国际和地区问题深入交换了意见，一致同意继续保持密切沟通，推动两国关系取得新的发展。"
ARABIC = "بحث الوزيران خلال اللقاء العلاقات الثنائية بين البلدين وسبل تعزيزها، إضافة إلى تطورات الأوضاع في المنطقة."


@dataclass(frozen=True, slots=True)
class Site:
    """A page of a site; `kept`: what must stand in its text, `left`: what must not."""

    page: str
    kept: tuple[str, ...]
    left: tuple[str, ...]


SITES: dict[str, Site] = {}
SITES["legacy divisions with a position line"] = Site(
    f"""\
<html><head><title>Spokesperson's Remarks</title></head><body>
<div class="top">
<div class="logo"><a href="/">Ministry of Example</a></div>
<div class="lang"><a>中文</a> <a href="/fr">Français</a> <a href="/es">Español</a> <a href="/ru">Русский</a></div></div>
<div class="nav">
<ul>
<li><a href="/m">The Ministry</a></li>
<li><a href="/p">Policies and Activities</a></li>
<li><a href="/pr">Press and Media Service</a></li></ul></div>
<div class="position">Home &gt; <a href="/a">Press</a> &gt; <a href="/b">Spokesperson</a> &gt;
<a href="/c">Remarks</a></div>
<div class="content">
<h1>Spokesperson's Remarks on the Talks</h1>
<p class="time">2023-05-12 18:20</p>
<div id="News_Body_Txt_A">
<p>{AGREED}</p>
<p>{WELCOMED}</p>
<p>{LASTING}</p></div>
<div class="tool"><a href="javascript:window.print()">Print</a> <a href="mailto:?subject=x">Suggest to a friend</a>
</div></div>
<div class="foot">Address: No. 2, Example Street, District, 100701 Tel: 86-10-65961114<br>Copyright 2023 The Ministry
of Example. All rights reserved</div></body></html>""",
    (
        AGREED,
        WELCOMED,
        LASTING,
        "Remarks on the Talks",
    ),
    (
        "Policies and Activities",
        "Suggest to",
        "All rights",
        "Español",
        "Spokesperson > Remarks",
    ),
)
SITES["Chinese"] = Site(
    f"""\
<html lang="zh"><head><title>发言人</title></head><body>
<div id="header"><a href="/">首页</a> <a href="/1">外交部</a> <a href="/2">新闻</a> <a href="/3">资料</a></div>
<div class="weizhi">您现在的位置：<a href=/>首页</a> &gt; <a href=/x>发言人表态</a></div>
<div class="main">
<h1>双方举行会谈</h1>
<div>2023年5月12日</div>
<div id=zoom>
<p>{CHINESE}</p>
<p>{CHINESE}</p>
<p>{CHINESE}</p>
<p>{CHINESE}</p>
<p>{CHINESE}</p></div></div>
<div class="xgxw">
<h3>相关新闻</h3>
<ul>
<li><a href=1>外长会见客人访问</a></li>
<li><a href=2>例行记者会实录</a></li>
<li><a href=3>两国发表联合声明</a></li></ul></div>
<div id="footer">版权所有：某某部 京ICP备06038296号 地址：北京市 电话：010-65961114</div></body></html>""",
    (
        CHINESE,
        "双方举行会谈",
        "2023年5月12日",
    ),
    (
        "外交部",
        "您现在的位置",
        "例行记者会",
        "版权所有",
    ),
)
SITES["French with landmarks"] = Site(
    f"""\
<!doctype html><html lang="fr"><body class="page has-sidebar no-footer">
<a class="skip-link" href="#main">Aller au contenu principal</a>
<header role="banner">
<nav aria-label="menu">
<ul>
<li><a href="/">Accueil</a>
<li><a href="/p">La Présidence</a>
<li><a href="/a">Les actualités</a></ul></nav></header>
<div id="tarteaucitronRoot">
<p>Nous utilisons des cookies pour mesurer la fréquentation du site et améliorer nos services, avec votre accord.</p>
<button>Accepter</button><span>Personnaliser</span></div>
<main id="main">
<nav class="fil-ariane"><ol>
<li><a href=/>Accueil</a>
<li><a href=/a>Actualités</a></ol></nav>
<h1>Entretien du Président</h1>
<p class="date">12 mai 2023</p>
<article>
<p>{FRENCH}</p>
<p>{FRENCH} Fait à <a href="/paris">Paris</a>.</p>
<ul>
<li>Premier point</li>
<li>Second point</li></ul><blockquote>
<p>{FRENCH}</p>
<footer>Le Président</footer></blockquote></article>
<div class="partage">Partager <a href="https://www.facebook.com/sharer/x">Facebook</a>
<a href="https://twitter.com/intent/tweet">Twitter</a></div>
<section>
<h2>À lire aussi</h2>
<ul>
<li><a href=1>Déclaration conjointe sur la coopération</a></li>
<li><a href=2>Déplacement au Portugal du Président</a></li></ul></section></main>
<footer role="contentinfo">
<ul>
<li><a href=/m>Mentions légales</a>
<li><a href=/c>Contact</a></ul>
<p>Le palais est ouvert au public, chaque année, pendant les journées du patrimoine.</p></footer></body></html>""",
    (
        FRENCH,
        "Entretien du Président",
        "12 mai 2023",
        "Premier point",
        "Second point",
        "Paris",
        "Le Président",
    ),
    (
        "Aller au contenu",
        "La Présidence",
        "cookies",
        "Actualités",
        "Partager",
        "Portugal",
        "Mentions",
        "patrimoine",
        "À lire aussi",
    ),
)
SITES["Russian"] = Site(
    f"""\
<html lang=ru><body>
<div class="header">
<ul class="menu">
<li><a href=/>События</a>
<li><a href=/s>Структура</a>
<li><a href=/v>Видео и фото</a></ul></div>
<div class="wrapper">
<div class="read__content">
<h1>Встреча с Министром</h1>
<div class="read__time">12 мая 2023 года, 14:20</div>
<div class="entry-content">
<p>{RUSSIAN}</p>
<p><b>В.Иванов:</b> {RUSSIAN}</p>
<p>{RUSSIAN}</p></div>
<div class="read__tags"><a href=t>Внешняя политика</a> <a href=u>Персоны</a> <a href=w>География</a></div></div>
<div class="read__bottommeta">Опубликован в разделах: <a href=x>Новости</a>, <a href=y>Стенограммы</a>,
<a href=z>Поездки</a></div></div>
<div class="sidebar">
<h3>Смотрите также</h3>
<ul>
<li><a href=1>Телефонный разговор</a>
<li><a href=2>Совещание с членами Совета</a>
<li><a href=3>Рабочая встреча</a></ul></div>
<div class="footer">Все материалы сайта доступны по лицензии. Все права защищены. <a href=q>Обратная связь</a></div>
</body></html>""",
    (
        RUSSIAN,
        "Встреча с Министром",
        "В.Иванов",
        "12 мая 2023",
    ),
    (
        "Видео и фото",
        "Внешняя политика",
        "Телефонный",
        "Все права",
        "Стенограммы",
    ),
)
SITES["columns with an article"] = Site(
    f"""\
<html lang=en><body>
<div class="region-header"><a href=/>Welcome to the Example Nations</a>
<ul>
<li><a href=/ar>العربية</a>
<li><a href=/zh>中文</a>
<li><a href=/fr>Français</a></ul></div>
<section id="block-menu">
<ul>
<li><a href=1>Secretary-General</a>
<li><a href=2>General Assembly</a>
<li><a href=3>Security Council</a></ul></section>
<div class="container">
<div class="row">
<div class="col-md-9">
<article>
<h1>Council Adopts Resolution</h1>
<div class="field-date">12 May 2023</div>
<div class="field-body">
<p>{AGREED}</p>
<p>{WELCOMED}</p>
<h3>Vote</h3>
<table>
<tr>
<td>In favour<td>14</tr>
<tr>
<td>Against<td>0</tr></table>
<p>{LASTING}</p>
<p>For information media. Not an official record.</p></div></article></div>
<div class="col-md-3">
<div class="share-box"><a href="https://t.me/share/url?x">Telegram</a></div>
<h2>Latest News</h2>
<ul>
<li><a href=1>Council extends mission in country</a></li>
<li><a href=2>Assembly elects members of body</a></li></ul></div></div></div>
<div class="bottom"><a href=c>Copyright</a> <a href=f>Fraud Alert</a> <a href=p>Privacy Notice</a></div></body>
</html>""",
    (
        AGREED,
        WELCOMED,
        LASTING,
        "Council Adopts",
        "12 May 2023",
        "In favour\t14",
        "Not an official record",
    ),
    (
        "Welcome",
        "Secretary-General",
        "Telegram",
        "Latest News",
        "elects members",
        "Fraud",
    ),
)
SITES["title outside main"] = Site(
    f"""\
<html lang=en><body>
<header>
<div class="cck-actions">
<p>We use cookies in order to generate the best user experience for everyone visiting our website, and we respect
your choice.</p><a href="#accept">Accept all cookies</a></div>
<a href="#main-content" class="visually-hidden">Skip to main content</a>
<div class="site-name">Example External Action Service</div></header>
<div class="hero">
<h1>Statement by the High Representative</h1>
<div>12.05.2023</div>
<div>Brussels</div></div>
<main>
<div class="node__content">
<p>{AGREED}</p>
<p>{WELCOMED} <a href="/x">Read the conclusions</a> of the Council.</p>
<p>{LASTING}</p>
<aside>
<p>Background</p>
<p>{AGREED} {WELCOMED}</p></aside>
<p><a href="/pdf">Full text (PDF)</a></p></div></main>
<aside>
<h2>See also</h2>
<div><a href=1>Questions and answers</a>
<p>{WELCOMED}</p></div></aside>
<div role="dialog" aria-label="survey">Would you like to answer a short survey?</div></body></html>""",
    (
        AGREED,
        WELCOMED,
        LASTING,
        "Statement by the High",
        "12.05.2023",
        "Background",
        "Read the conclusions",
        "Full text",
    ),
    (
        "cookies",
        "Skip to",
        "External Action Service",
        "Questions and answers",
        "survey",
    ),
)
SITES["Arabic without names"] = Site(
    f"""\
<html lang=ar dir=rtl><body>
<div id="menu"><a href=/>الرئيسية</a> <a href=1>الوزارة</a> <a href=2>الأخبار</a> <a href=3>اتصل بنا</a></div>
<div>
<div>
<h2>وزير الخارجية يستقبل نظيره</h2><span>12 مايو 2023</span>
<div>{ARABIC}<br><br>{ARABIC}<br><br>{ARABIC}</div></div></div>
<div>
<h4>أخبار ذات صلة</h4>
<ul>
<li><a href=1>لقاء مع السفير</a>
<li><a href=2>اتصال هاتفي مع الوزير</a>
<li><a href=3>بيان مشترك بشأن التعاون</a></ul></div>
<p>جميع الحقوق محفوظة © وزارة الخارجية 2023</p></body></html>""",
    (
        ARABIC,
        "يستقبل نظيره",
        "12 مايو 2023",
    ),
    (
        "الرئيسية",
        "السفير",
        "محفوظة",
    ),
)
SITES["tables as layout"] = Site(
    f"""\
<html><body><form id="aspnetForm">
<table width=100%>
<tr>
<td colspan=2><a href=/>Home</a> | <a href=/n>News</a> | <a href=/c>Contact</a> | <a href=/m>Sitemap</a></td></tr>
<tr>
<td width=20%><a href=1>Speeches</a><br><a href=2>Statements</a><br><a href=3>Treaties</a><br><a href=4>Visits</a></td>
<td><font size=4><b>Joint Communiqué</b></font>
<p>{AGREED}<p>{WELCOMED}<p>{LASTING}<p>Done at Lisbon, 12 May 2023.</td></tr>
<tr>
<td colspan=2 align=center>(c) 1999 Ministry of Foreign Affairs</td></tr></table></form></body></html>""",
    (
        AGREED,
        WELCOMED,
        LASTING,
        "Joint Communiqué",
        "Done at Lisbon",
    ),
    (
        "Sitemap",
        "Treaties",
        "(c) 1999",
    ),
)
SITES["hardly any markup"] = Site(
    f"""\
<html><body>
<h1>Note</h1>
<p>{AGREED}</p>
<p>See <a href=1>A</a>, <a href=2>B</a>.</p><ol>
<li><a href="#1">Article one of the text</a>
<li><a href="#2">Article two of the text</a></ol>
<p>{WELCOMED}</p></body></html>""",
    (
        AGREED,
        WELCOMED,
        "Note",
        "Article one",
        "See A, B.",
    ),
    (),
)
SITES["text about cookies"] = Site(
    f"""\
<html><body>
<nav><a href=/>Home page</a></nav>
<main id="cookie-policy">
<h1>On cookies</h1>
<p>We set a cookie only where it is needed for the service, and we never pass on what it holds to others.</p>
<p>{AGREED}</p>
<p>{WELCOMED}</p></main></body></html>""",
    (
        AGREED,
        WELCOMED,
        "We set a cookie",
        "On cookies",
    ),
    ("Home page",),
)
