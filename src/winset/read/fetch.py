"""Documents from the web: only addresses that the user names, only public hosts, within a time and a size."""

import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from winset.errors import Problem, Severity

MOST_REDIRECTS = 5
CHUNK = 65_536
AGENT = "winset (reads one page at a time)"


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a fetch may take in seconds, how many bytes it may bring, and whether private hosts are allowed."""

    seconds: float = 20
    size: int = 32 * 2**20
    private: bool = False


DEFAULT = Limits()


def fetch(url: str, limits: Limits = DEFAULT) -> tuple[bytes | None, str | None, tuple[Problem, ...]]:
    """Return what a URL holds and its media type, or the problem that says why not.

    A host whose address is private, loopback or otherwise not public is refused before a byte is sent, after each redirect
    anew, unless `limits.private`.
    """
    deadline = time.monotonic() + limits.seconds
    at = url
    for _ in range(MOST_REDIRECTS + 1):
        try:
            answer = _one(at, limits, deadline)
        except _Refused as refused:
            return None, None, (refused.problem,)
        except (OSError, http.client.HTTPException, ValueError) as error:
            return (
                None,
                None,
                (
                    _problem(
                        "unreachable",
                        url,
                        f"'{error or type(error).__name__}'",
                        "an answer",
                        "check the address and the connection",
                    ),
                ),
            )
        if isinstance(answer, str):
            at = urljoin(at, answer)
            continue
        return (*answer, ())
    return None, None, (_problem("unreachable", url, f"more than {MOST_REDIRECTS} redirects", "a page", "name the page itself"),)


class _Refused(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def _one(url: str, limits: Limits, deadline: float) -> str | tuple[bytes, str | None]:
    """Fetch one address; return where it points to, or its bytes and their type."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _Refused(_problem("address", url, f"the scheme '{parts.scheme}'", "http or https", "name a web page"))
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = _public(parts.hostname, port, url, limits)
    connection = http.client.HTTPConnection(parts.hostname, port, timeout=_left(deadline))
    with socket.create_connection(address, timeout=_left(deadline)) as plain:
        connection.sock = _secured(plain, parts.hostname) if parts.scheme == "https" else plain
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", path, headers={"User-Agent": AGENT, "Accept-Encoding": "identity"})
        answer = connection.getresponse()
        if answer.status in (301, 302, 303, 307, 308) and (target := answer.headers.get("Location")):
            return target
        if answer.status != 200:
            raise _Refused(
                _problem(
                    "unreachable",
                    url,
                    f"status {answer.status} {answer.reason}",
                    "status 200",
                    "open the page in a browser and save it",
                )
            )
        return _body(answer, url, limits, deadline), answer.headers.get("Content-Type")


def _secured(plain: socket.socket, host: str) -> ssl.SSLSocket:
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def _public(host: str, port: int, url: str, limits: Limits) -> tuple[str, int]:
    """Return the address to connect to; the check is on the very address that is then used."""
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for address in found:
        if not limits.private and not ipaddress.ip_address(address.split("%")[0]).is_global:
            problem = _problem(
                "private-address", url, f"the private address {address}", "a public host", "add --private to allow it"
            )
            raise _Refused(problem)
    return found[0], port


def _body(answer: http.client.HTTPResponse, url: str, limits: Limits, deadline: float) -> bytes:
    pieces, size = [], 0
    while piece := answer.read1(CHUNK):
        size += len(piece)
        if size > limits.size:
            raise _Refused(
                _problem("too-large", url, f"more than {limits.size:,} bytes", "a page", "save it and give the part you need")
            )
        _left(deadline)
        pieces.append(piece)
    return b"".join(pieces)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("no answer in time")
    return left


def _problem(kind: str, where: str, got: str, wanted: str, remedy: str) -> Problem:
    return Problem(Severity.ERROR, kind, where, got, wanted, remedy)
