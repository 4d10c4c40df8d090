"""What comes over the web: only from addresses that the user names, only public hosts, within a time and a size."""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from winset.errors import Problem, Refused, Severity

MOST_REDIRECTS = 5
CHUNK = 65_536
AGENT = "winset (reads one page at a time)"


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a fetch may take in seconds, how many bytes it may bring, and whether private hosts are allowed.

    `loopback` allows this machine alone, and only where the address names it: localhost, 127.0.0.1, [::1].
    """

    seconds: float = 20
    size: int = 32 * 2**20
    private: bool = False
    loopback: bool = False


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
        except Refused as refused:
            return None, None, refused.problems
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


def post(url: str, body: bytes, headers: Mapping[str, str], limits: Limits) -> tuple[int, bytes]:
    """Send bytes to an address; return the status of the answer and what it holds. No redirect is followed.

    Raises
    ------
    Refused : the host is private and not allowed, there is no answer in time, or it is too large
    """
    deadline = time.monotonic() + limits.seconds
    try:
        with _answer(_Asked("POST", url, headers, body), limits, deadline) as answer:
            return answer.status, _body(answer, url, limits, deadline)
    except (OSError, http.client.HTTPException, ValueError) as error:
        got, remedy = f"'{error or type(error).__name__}'", "check the address and the connection"
        raise Refused(_problem("unreachable", url, got, "an answer", remedy)) from None


def _one(url: str, limits: Limits, deadline: float) -> str | tuple[bytes, str | None]:
    """Fetch one address; return where it points to, or its bytes and their type."""
    with _answer(_Asked("GET", url), limits, deadline) as answer:
        if answer.status in (301, 302, 303, 307, 308) and (target := answer.headers.get("Location")):
            return target
        if answer.status != 200:
            raise Refused(
                _problem(
                    "unreachable",
                    url,
                    f"status {answer.status} {answer.reason}",
                    "status 200",
                    "open the page in a browser and save it",
                )
            )
        return _body(answer, url, limits, deadline), answer.headers.get("Content-Type")


@dataclass(frozen=True, slots=True)
class _Asked:
    """One request. Its headers may hold a secret, and are never shown."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes | None = None


@contextmanager
def _answer(asked: _Asked, limits: Limits, deadline: float) -> Iterator[http.client.HTTPResponse]:
    """Ask once, and give the answer to be read; at the deadline the connection is cut, however little still comes."""
    parts = urlsplit(asked.url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused(_problem("address", asked.url, f"the scheme '{parts.scheme}'", "http or https", "name a web page"))
    port = parts.port or (443 if parts.scheme == "https" else 80)
    addresses = _allowed(parts.hostname, port, asked.url, limits)
    connection = http.client.HTTPConnection(parts.hostname, port)
    try:
        with _connected(addresses, port, deadline) as plain:
            sock = _secured(plain, parts.hostname) if parts.scheme == "https" else plain
            with sock, _cut_at(deadline, sock):
                if isinstance(sock, ssl.SSLSocket):
                    sock.do_handshake()
                connection.sock = sock
                path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
                headers = {"User-Agent": AGENT, "Accept-Encoding": "identity", **asked.headers}
                connection.request(asked.method, path, body=asked.body, headers=headers)
                with connection.getresponse() as answer:
                    yield answer
    except (OSError, http.client.HTTPException, ValueError):
        _left(deadline)
        raise


def _connected(addresses: list[str], port: int, deadline: float) -> socket.socket:
    """Return a connection to the first of a host's addresses that takes one."""
    for address in addresses[:-1]:
        with suppress(OSError):
            return socket.create_connection((address, port), timeout=_left(deadline))
    return socket.create_connection((addresses[-1], port), timeout=_left(deadline))


def _secured(plain: socket.socket, host: str) -> ssl.SSLSocket:
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)


@contextmanager
def _cut_at(deadline: float, sock: socket.socket) -> Iterator[None]:
    """Shut a connection down at the deadline, so that no trickle of bytes can keep it open."""

    def cut() -> None:
        with suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)

    timer = threading.Timer(_left(deadline), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _allowed(host: str, port: int, url: str, limits: Limits) -> list[str]:
    """Return a host's addresses; the check is on the very addresses that are then used."""
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    here = limits.loopback and _names_this_machine(host)
    for address in found:
        number = ipaddress.ip_address(address.split("%")[0])
        if not (limits.private or number.is_global or (here and number.is_loopback)):
            problem = _problem(
                "private-address", url, f"the private address {address}", "a public host", "add --private to allow it"
            )
            raise Refused(problem)
    return found


def _names_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _body(answer: http.client.HTTPResponse, url: str, limits: Limits, deadline: float) -> bytes:
    pieces, size = [], 0
    while piece := answer.read1(CHUNK):
        size += len(piece)
        if size > limits.size:
            raise Refused(
                _problem("too-large", url, f"more than {limits.size:,} bytes", "a page", "save it and give the part you need")
            )
        _left(deadline)
        pieces.append(piece)
    _left(deadline)
    return b"".join(pieces)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("no answer in time")
    return left


def _problem(kind: str, where: str, got: str, wanted: str, remedy: str) -> Problem:
    return Problem(Severity.ERROR, kind, where, got, wanted, remedy)
