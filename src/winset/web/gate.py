"""Who may talk to the workbench: this machine, with the token, from its own pages; and what a page may load."""

import hmac
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "::1")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The content security policy of every answer that does not set a stricter one: nothing inline, nothing from elsewhere."""

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}
"""Headers of every answer."""

LOCKED = """This is the workbench of a case, and it is locked.

Open it by the whole address that `winset serve` printed, with ?token= in it.
"""

ELSEWHERE = "This workbench answers only to its own address, and takes changes only from its own pages.\n"


class Gate:
    """The door before everything else.

    A request passes if its `Host` is one of ours (against DNS rebinding), if it is not sent by another site's page, and if it
    shows the token: in the address once, whereupon a cookie takes its place; in that cookie; or as `Authorization: token …`.
    A change must also come from a page of ours, told by `Origin`, or show the token in its header. Tokens are compared in
    constant time.
    """

    def __init__(self, app: ASGIApp, token: str, hosts: tuple[str, ...] = LOOPBACK) -> None:
        self.app = app
        self.token = token
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in ALWAYS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", POLICY)
            await send(message)

        answer = self._refusal(scope) or self._entry(scope)
        await (answer or self.app)(scope, receive, sealed)

    def cookie(self, headers: Headers) -> str:
        """Return the cookie's name: one for each port, so that two workbenches do not lock each other out."""
        return f"winset-{urlsplit('//' + headers.get('host', '')).port or 80}"

    def _refusal(self, scope: Scope) -> Response | None:
        """Return why a request is not let in, if it is not."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        try:
            named = urlsplit("//" + host)
            known = named.hostname in self.hosts and named.username is None and not named.path and named.port != 0
        except ValueError:
            known = False
        if not known:
            return PlainTextResponse(ELSEWHERE, 421)
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        ours = f"{scope['scheme']}://{host}"
        reading = scope["method"] in ("GET", "HEAD")
        if origin is not None and origin != ours:
            return PlainTextResponse(ELSEWHERE, 403)
        opening = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        if site in ("cross-site", "same-site") and not (reading and opening):
            return PlainTextResponse(ELSEWHERE, 403)
        if not reading and origin is None and not self._in_header(headers):
            return PlainTextResponse(ELSEWHERE, 403)
        return None

    def _entry(self, scope: Scope) -> Response | None:
        """Return what answers one who has no cookie yet: the way in if the address holds the token, else the locked door."""
        headers = Headers(scope=scope)
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        shown = [value for name, value in asked if name == "token"]
        if shown and scope["method"] == "GET" and self._right(shown[-1]):
            rest = urlencode([(name, value) for name, value in asked if name != "token"])
            path = "/" + scope["path"].lstrip("/\\")
            answer = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
            answer.set_cookie(self.cookie(headers), self.token, httponly=True, samesite="strict", path="/")
            return answer
        held = cookie_parser(headers.get("cookie", "")).get(self.cookie(headers), "")
        if self._right(held) or self._in_header(headers):
            return None
        return PlainTextResponse(LOCKED, 403)

    def _in_header(self, headers: Headers) -> bool:
        kind, _, value = headers.get("authorization", "").partition(" ")
        return kind.lower() in ("token", "bearer") and self._right(value.strip())

    def _right(self, shown: str) -> bool:
        return hmac.compare_digest(shown.encode("utf-8", "surrogatepass"), self.token.encode())
