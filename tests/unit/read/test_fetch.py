"""Fetching: private hosts refused, limits of time and size kept, redirects followed a few times only."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from winset.read.intake.fetch import Limits, fetch


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
            self.end_headers()
        elif self.path == "/absent":
            self.send_error(404)
        else:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<p>words</p>" * (100_000 if self.path == "/large" else 1))

    def log_message(self, *words):
        pass


@pytest.fixture(scope="module")
def host():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_private_host_is_refused_unless_asked(host):
    data, _, problems = fetch(f"{host}/page")
    assert data is None
    assert [p.kind for p in problems] == ["private-address"]
    assert fetch(f"{host}/page", Limits(private=True)) == (b"<p>words</p>", "text/html", ())


@pytest.mark.parametrize("url", ["http://localhost/", "http://[::1]/", "http://10.0.0.1/", "http://169.254.169.254/latest/"])
def test_no_way_to_a_private_host(url):
    assert [p.kind for p in fetch(url)[2]] == ["private-address"]


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/loop", "unreachable"), ("/absent", "unreachable"), ("/large", "too-large")],
    ids=["loop", "404", "large"],
)
def test_what_cannot_be_fetched_is_a_problem(host, path, kind):
    data, _, problems = fetch(host + path, Limits(private=True, size=10_000))
    assert data is None
    assert [p.kind for p in problems] == [kind]


@pytest.mark.parametrize("url", ["ftp://a.invalid/x", "http://", "http://a.invalid:x/"])
def test_an_address_that_is_none(url):
    assert fetch(url)[0] is None
    assert fetch(url)[2]
