"""A language model behind an OpenAI-compatible endpoint: one question, one answer, within a time and a size."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any
from urllib.parse import SplitResult, urlsplit

from pydantic import BaseModel, Field, ValidationError

from winset.errors import Problem, Refused, Severity, demand
from winset.read.intake.fetch import Limits, post
from winset.record.standing import SECOND

LONGEST_SHOWN = 60
LONGEST_NAME = 100
LIMITS = Limits(seconds=120, size=2 * 2**20, loopback=True)
"""For one request: a model on a small machine takes its time, and no honest answer about a window is larger."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model answers and how it is called there. The key goes into a request's header and nowhere else."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    limits: Limits = LIMITS

    @property
    def coder(self) -> str:
        """The name under which its statements are recorded."""
        return f"{SECOND}{self.model}"

    def shown(self, words: str) -> str:
        """Return some of an endpoint's words as a problem may show them, without the key."""
        return repr((words.replace(self.key, "…") if self.key else words)[:LONGEST_SHOWN])


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a question has no answer; whether it is worth asking again, and whether the asking ends with it."""

    problem: Problem
    again: bool = True
    ends: bool = False
    hopeless: bool = False


def endpoint(url: str, model: str, key: str = "", *, private: bool = False) -> Endpoint:
    """Return an endpoint that may be asked; `url` is its base.

    >>> endpoint("http://localhost:11434/v1", "tern").url
    'http://localhost:11434/v1/chat/completions'

    Raises
    ------
    Refused : the address, the model's name or the key is none, or the key would travel unencrypted
    """
    parts = _parts(url)
    wanted = "an address such as http://localhost:11434/v1"
    if parts is None:
        raise Refused(Problem(Severity.ERROR, "coder-url", "--coder-url", "no such address", wanted, "write it out"))
    bare = not ("@" in parts.netloc or parts.query or parts.fragment)
    demand(bare, "coder-url", "--coder-url", "a name, password or query in it", wanted, "give the key in WINSET_CODER_KEY")
    named = bool(model.strip()) and model.isprintable() and len(model) <= LONGEST_NAME
    demand(
        named, "coder-model", "--coder-model", repr(model[:LONGEST_SHOWN]), "a model's name", "use one that the endpoint lists"
    )
    written = key.isascii() and key.isprintable() and " " not in key
    asked = "letters, digits and marks"
    demand(written, "coder-key", "WINSET_CODER_KEY", "characters that no key has", asked, "set it again, without spaces")
    host = (parts.hostname or "").lower()
    safe = not key or private or parts.scheme == "https" or host in ("localhost", "::1") or host.startswith("127.")
    remedy = "use https, or add --private where the host is your own"
    demand(safe, "coder-key", "--coder-url", "http, by which the key would travel unencrypted", "https", remedy)
    base = url.strip().rstrip("/")
    whole = base if base.endswith("/chat/completions") else f"{base}/chat/completions"
    return Endpoint(whole, model.strip(), key, replace(LIMITS, private=private))


def ask(at: Endpoint, system: str, user: str, where: str, wishes: Mapping[str, Any]) -> str | Failed:
    """Return what a model answers, or why it does not. `wishes` goes into the request as it is; `where` is for the problem."""
    messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
    body = json.dumps({"model": at.model, "messages": messages, "stream": False, **wishes})
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if at.key:
        headers["Authorization"] = f"Bearer {at.key}"
    try:
        status, answer = post(at.url, body.encode("ascii"), headers, at.limits)
    except Refused as refused:
        return _unheard(at, where, refused.problems[0])
    return _said(at, where, answer) if status == 200 else _turned_away(at, where, status)


class _Message(BaseModel):
    content: str


class _Choice(BaseModel):
    message: _Message


class _Chat(BaseModel):
    """As much of the protocol's answer as is read."""

    choices: Annotated[list[_Choice], Field(min_length=1)]


def _unheard(at: Endpoint, where: str, why: Problem) -> Failed:
    if why.kind == "too-large":
        remedy = "name a model that keeps to what it is asked"
        return Failed(problem("too-large", where, why.got, "a short answer", remedy))
    lone = why.kind == "private-address"
    remedy = why.remedy if lone else f"see that {at.url} is up and answers in time, or name another"
    return Failed(problem(why.kind, where, why.got, why.wanted, remedy), again=not lone, ends=True, hopeless=lone)


def _turned_away(at: Endpoint, where: str, status: int) -> Failed:
    match status:
        case 401 | 403:
            remedy = "set WINSET_CODER_KEY to a key that it takes"
        case 404 | 405:
            remedy = "check --coder-url, which ends in /v1 on most endpoints, and --coder-model"
        case 429:
            remedy = "wait, or raise the limit of the key"
        case _ if 300 <= status < 400:
            remedy = "name the address to which it redirects"
        case _ if status >= 500:
            remedy = "look at the endpoint's own log, and try again later"
        case _:
            remedy = "check that the endpoint knows the model and speaks the OpenAI chat protocol"
    hopeless = 300 <= status < 500 and status not in (400, 408, 422, 429)
    told = problem("status", where, f"status {status} from {at.url}", "status 200", remedy)
    return Failed(told, again=not hopeless, ends=True, hopeless=hopeless)


def _said(at: Endpoint, where: str, answer: bytes) -> str | Failed:
    try:
        whole = answer.decode("utf-8")
    except UnicodeDecodeError as error:
        got = f"bytes that are not UTF-8, from byte {error.start}"
        return Failed(
            problem("answer", where, got, "an answer in UTF-8", "name an endpoint that speaks the OpenAI chat protocol")
        )
    try:
        return _Chat.model_validate_json(whole).choices[0].message.content
    except ValidationError:
        wanted = "choices[0].message.content, as the OpenAI chat protocol has it"
        return Failed(problem("answer", where, at.shown(whole), wanted, "check --coder-url"))


def problem(kind: str, where: str, got: str, wanted: str, remedy: str, severity: Severity = Severity.ERROR) -> Problem:
    """Return a problem of a second coder."""
    return Problem(severity, f"coder-{kind}", where, got, wanted, remedy)


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return parts if good and url.strip().isascii() and url.strip().isprintable() and " " not in url.strip() else None
