"""An authority of its own, and a server's certificate signed by it, for tests of encrypted connections."""

import subprocess
from pathlib import Path

_NEW_KEY = ("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-batch")
_DAYS = ("-days", "2")


def make_certificates(folder: Path, names: str = "DNS:localhost,IP:127.0.0.1") -> str:
    """Write server.key, server.crt and authority.crt into `folder`; return the authority's certificate as PEM text.

    `names`: whom the server's certificate is for, as OpenSSL writes a subjectAltName. Needs the command `openssl`.
    """
    authority, server = folder / "authority", folder / "server"
    signing = ("-CA", f"{authority}.crt", "-CAkey", f"{authority}.key", "-CAcreateserial")
    folder.joinpath("names").write_text(f"subjectAltName={names}\n", encoding="ascii")
    _openssl(
        *_NEW_KEY, "-x509", *_DAYS, "-subj", "/CN=Tests", "-keyout", f"{authority}.key", "-out", f"{authority}.crt"
    )
    _openssl(*_NEW_KEY, "-subj", "/CN=server", "-keyout", f"{server}.key", "-out", f"{server}.csr")
    _openssl(
        *("x509", "-req", "-in", f"{server}.csr", *signing, *_DAYS),
        *("-extfile", str(folder / "names"), "-out", f"{server}.crt"),
    )
    return Path(f"{authority}.crt").read_text(encoding="ascii")


def _openssl(*arguments: str) -> None:
    done = subprocess.run(["openssl", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
