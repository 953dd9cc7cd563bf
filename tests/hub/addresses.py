"""Addresses of hubs, drawn: all hosts, unicode logins, odd databases; and a certificate."""

import ipaddress

from hypothesis import strategies as st

from annotator.hub.address import LONGEST_NAME_BYTES, HubAddress

CERTIFICATE = """-----BEGIN CERTIFICATE-----
MIIBpjCCAU2gAwIBAgIUbbHY8YgKBU6cl2W+wOB6Fu+8yj8wCgYIKoZIzj0EAwIw
GjEYMBYGA1UEAwwPaHViLmV4YW1wbGUub3JnMCAXDTI2MTEyODIwMjc0NVoYDzIx
MjYxMTA0MjAyNzQ1WjAaMRgwFgYDVQQDDA9odWIuZXhhbXBsZS5vcmcwWTATBgcq
hkjOPQIBBggqhkjOPQMBBwNCAAQQnSQ6kkz2HE5k6MwYDkp1fcKe9N1E73KCwUkh
zoh8Pza5LJ5nMsgg5YbTT14o8geOVr1RQSonWidq36+m1QWLo28wbTAdBgNVHQ4E
FgQUSa+VsDlpmsLLVsDTeAqel2Tao2owHwYDVR0jBBgwFoAUSa+VsDlpmsLLVsDT
eAqel2Tao2owDwYDVR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgg9odWIuZXhhbXBs
ZS5vcmcwCgYIKoZIzj0EAwIDRwAwRAIgClvqNSOugIRnK028ADbBC1mXXV4kM+fg
dqDsbm8py6QCIHHa3NOoNOFXfqQuPn7aZ8pza7LNotqs17NMOlYt2Cdc
-----END CERTIFICATE-----
"""

_LABELS = st.from_regex(r"[a-z0-9]([a-z0-9_-]{0,8}[a-z0-9])?", fullmatch=True)
_ZONES = st.sampled_from(["", "", "%eth0", "%3", "%Wi-Fi 2"])
HOSTS = (
    st.lists(_LABELS, min_size=1, max_size=4).map(".".join)
    | st.ip_addresses(v=4).map(str)
    | st.tuples(st.ip_addresses(v=6), _ZONES).map(lambda both: str(ipaddress.IPv6Address(f"{both[0]}{both[1]}")))
    | st.sampled_from(["localhost", "xn--mnchen-3ya.de", "::1", "db_1.intern", "127.0.0.1"])
)
_NAMES = st.text(
    st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("@/?#%&=+ '\"\\$[]é中"), min_size=1, max_size=20
).filter(lambda name: len(name.encode()) <= LONGEST_NAME_BYTES)
DATABASES = _NAMES | st.sampled_from(["..", ".", "%2F", "a/b", "text:s", "x" * 63])
LOGINS = _NAMES.filter(lambda name: ":" not in name) | st.sampled_from(
    ["k_7f3a", "Jürgen Müller", "安娜", "ana@uni", "%3A"]
)


@st.composite
def addresses(draw: st.DrawFn) -> HubAddress:
    """An address, with a login or without."""
    port = draw(st.just(5432) | st.integers(1, 65535))
    certificate = draw(st.sampled_from(["", CERTIFICATE]))
    return HubAddress(draw(HOSTS), draw(DATABASES), port, draw(st.just("") | LOGINS), certificate)
