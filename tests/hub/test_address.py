"""The address of a hub is read as it is written, and never holds a password."""

import logging
import traceback
from string import ascii_letters, digits

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.hub.address import BadAddress, HubAddress
from annotator.hub.certificates import BadCertificate
from tests.examples import examples
from tests.hub.addresses import CERTIFICATE, DATABASES, HOSTS, LOGINS, addresses

SECRET = "Zq7-Wv9"
"""No sentence of the program has it in it."""
PASSWORDS = st.text(st.sampled_from("@:/?#%[] éx" + digits), max_size=6).map(lambda end: f"{SECRET}{end}") | st.text(
    st.sampled_from("@:/?#%[] é" + digits), max_size=4
).map(lambda start: f"{start}{SECRET}")


def refused(text: str, certificate: str = "") -> str:
    """Return the sentence that an address is refused with, once it was seen that all that is logged is free of it."""
    with pytest.raises(BadAddress) as raised:
        HubAddress.parse(text, certificate)
    told = "".join(traceback.format_exception(raised.value)) + repr(raised.value)
    assert SECRET not in told and str(raised.value).count("\n") == 0 and str(raised.value).endswith(".")
    return str(raised.value)


@given(addresses())
@settings(max_examples=examples(100))
def test_an_address_is_read_as_it_was_written(address: HubAddress) -> None:
    assert HubAddress.parse(address.url, address.certificate) == address
    assert HubAddress.parse(f"  {address.url.replace('postgresql', 'POSTGRES')}/ \n").url == address.url
    assert (
        address.url.isascii() and address.url.isprintable() and address.certificate not in (address.name, repr(address))
    )


@given(addresses(), LOGINS)
def test_who_signs_in_is_put_in_and_taken_out(address: HubAddress, login: str) -> None:
    other = address.with_login(login)
    assert other.login == login and HubAddress.parse(other.url, other.certificate) == other
    assert other.with_login(address.login) == address and other.name == address.name


@given(HOSTS, DATABASES, LOGINS | st.just(""), PASSWORDS, st.integers(0, 4))
@settings(max_examples=examples(100))
def test_a_password_in_an_address_is_refused_and_not_said_again(
    host: str, database: str, login: str, password: str, kind: int
) -> None:
    plain = HubAddress(host, database, login=login).url
    place = plain.rpartition("@")[2].removeprefix("postgresql://")
    who = HubAddress(host, database, login=login or "a").url.removeprefix("postgresql://").partition("@")[0]
    raw = (
        f"postgresql://{who}:{password}@{place}",
        f"{plain}?password={password}",
        f"{plain}?sslmode=require&sslpassword={password}@x",
        f"postgresql://{who}%3A{SECRET}@{place}",
        f"{who}:{password.replace(':', '')}@{place}",
    )[kind]
    assert "holds no password" in refused(raw)


@given(st.text(), st.text(), st.text(st.sampled_from(ascii_letters + "@:/?#%[]."), max_size=12))
@settings(max_examples=examples(100))
def test_whatever_is_given_becomes_an_address_or_one_sentence_that_quotes_nothing(a: str, b: str, c: str) -> None:
    for text in (f"{a}{SECRET}{b}", f"postgresql://{a}{SECRET}{b}", f"postgresql://{c}{SECRET}{c}/{a}"):
        try:
            address = HubAddress.parse(text)
        except BadAddress:
            refused(text)
        else:
            assert HubAddress.parse(address.url) == address


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "does not begin with postgresql://"),
        ("hub.example.org/texts", "does not begin"),
        ("mysql://hub.example.org/texts", "does not begin"),
        ("postgresql://hub.example.org", "database is missing"),
        ("postgresql://hub.example.org/", "database is missing"),
        ("postgresql:///texts", "host is missing"),
        ("postgresql://@hub.example.org/texts", "login is missing"),
        ("postgresql://%2Fvar%2Frun/texts", "its host is none"),
        ("postgresql://a.org,b.org/texts", "its host is none"),
        ("postgresql://a..org/texts", "its host is none"),
        ("postgresql://[::g]/texts", "its host is none"),
        ("postgresql://[fe80::1%25e%0Ath]/texts", "its host is none"),
        ("postgresql://::1/texts", "IPv6 address stands in brackets"),
        ("postgresql://hub.example.org/a/b", "written %2F"),
        ("postgresql://hub.example.org/a@b", "written %2F or %40"),
        ("postgresql://hub.example.org:0/texts", "port is no number"),
        ("postgresql://hub.example.org:65536/texts", "port is no number"),
        ("postgresql://hub.example.org:٣/texts", "port is no number"),
        ("postgresql://hub.example.org/texts?sslmode=disable", "options"),
        ("postgresql://hub.example.org/texts#x", "options"),
        ("postgresql://hub.example.org/%FF", "not written in UTF-8"),
        ("postgresql://ana%00@hub.example.org/texts", "login holds what no name can"),
        ("postgresql://hub.example.org/te%0Axts", "database holds what no name can"),
        (f"postgresql://{'é' * 32}@hub.example.org/texts", "login is longer than the 63 bytes"),
    ],
)
def test_what_is_no_address_is_refused_with_the_reason(text: str, why: str) -> None:
    assert why in refused(text)


def test_a_host_is_kept_as_the_network_knows_it() -> None:
    assert HubAddress.parse("postgres://München.DE:5432/Texte") == HubAddress("xn--mnchen-3ya.de", "Texte")
    assert HubAddress.parse("postgresql://[0:0::0:1]:6000/a%2Fb").name == "[::1]:6000/a/b"
    assert HubAddress.parse("postgresql://hub.example.org./texts").name == "hub.example.org/texts"


def test_a_certificate_that_is_none_is_refused_and_none_is_shown(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(BadCertificate, match="it is no certificate"):
        HubAddress.parse("postgresql://h/d", "nothing")
    with caplog.at_level(logging.DEBUG):
        logging.getLogger().info("%s %r", *(HubAddress("h", "d", certificate=CERTIFICATE),) * 2)
    assert "BEGIN" not in caplog.text and "host='h'" in caplog.text
