"""Documents in: each format by its library, and every bad one a problem with place and remedy."""

import io
import zipfile

import pytest
from docx import Document

from winset.read.intake.intake import documents, listed
from winset.read.intake.page import DOCX, HTML, PDF, extract, sniffed
from winset.read.intake.plain import decoded
from winset.read.reader import read_text

ARTICLE = "Talks resume\n\nMinister Ana Orl said on Monday that the talks between both sides would resume within the week."
PAGE = """<html><head><title>Talks resume</title></head><body><nav><a href="/">Home</a></nav><article><h1>Talks resume</h1>
<p>Minister Ana Orl said on Monday that the talks between both sides would resume within the week.</p>
<p>The minister told reporters in Norhaven that two of the nine points had been settled over the weekend.</p></article>
<footer>All rights reserved</footer></body></html>"""


def pdf(words):
    """Write a PDF of one page by hand."""
    stream = f"BT /F1 12 Tf 50 700 Td ({words}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length " + str(len(stream)).encode() + b" >>\nstream\n" + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    start = len(out)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n"
        + str(start).encode()
        + b"\n%%EOF"
    )


def docx(*paragraphs):
    made, out = Document(), io.BytesIO()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (ARTICLE.encode(), "a.txt", "text/plain"),
        (PAGE.encode(), "a.html", HTML),
        (pdf("Minister Ana Orl said that the talks would resume."), "a.pdf", PDF),
        (docx(*ARTICLE.split("\n\n")), "a.docx", DOCX),
        (PAGE.encode(), "page", HTML),
        (pdf("Minister Ana Orl said that the talks would resume."), "a.txt", PDF),
    ],
)
def test_each_format_is_read(data, name, kind):
    source, text, problems = extract(data, name)
    assert (source.media_type, source.size, problems) == (kind, len(data), ())
    assert read_text(text.content, document="d").statements[0].speaker == ("Ana Orl",)


def test_plain_text_is_kept_character_for_character():
    text = "\ufeffA\r\nB\u00a0C e\u0301 🤝\n"
    assert extract(text.encode(), "a.txt")[1].content == text


def test_a_page_loses_its_navigation_and_footer():
    content = extract(PAGE.encode(), "a.html")[1].content
    assert "Home" not in content
    assert "rights" not in content
    assert content.startswith("Talks resume")


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(3):
            packed.writestr(f"word/{number}.xml", b"0" * 60_000_000)
        packed.writestr("word/document.xml", b"<w/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"", "a.txt", "empty"),
        (b" \n\n ", "a.txt", "empty"),
        (bytes(range(256)) * 40, "a.txt", "binary"),
        (b"%PDF-1.7\n% nothing more", "a.pdf", "malformed"),
        (b"PK\x03\x04 broken", "a.docx", "malformed"),
        (b"\xff\xfea\x00\x00\xd8", "a.txt", "encoding"),
        (b"<html><body></body></html>", "a.html", "no-text"),
        (pdf(""), "a.pdf", "no-text"),
        (bomb(), "a.docx", "too-large"),
        (b"x" * (64 * 2**20 + 1), "a.txt", "too-large"),
    ],
    ids=["empty", "blank", "binary", "pdf", "docx", "utf-16", "html", "scan", "bomb", "large"],
)
def test_what_cannot_be_read_is_a_problem_with_place_and_remedy(data, name, kind):
    _, text, problems = extract(data, name)
    assert text is None
    assert [p.kind for p in problems] == [kind]
    assert problems[0].severity == "error"
    assert problems[0].where.startswith(name)
    assert problems[0].remedy


def test_a_zip_that_is_no_document():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("a.csv", "1,2")
    assert [p.kind for p in extract(out.getvalue(), "a.docx")[2]] == ["binary"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings(encoding):
    text, problems = decoded(ARTICLE.encode(encoding), "a.txt")
    assert text.lstrip("\ufeff") == ARTICLE
    assert problems == ()


def test_another_encoding_is_read_with_a_warning_that_says_where():
    text, problems = decoded("Zoë said “no”.".encode("cp1252"), "a.txt")
    assert text == "Zoë said “no”."
    assert (problems[0].severity, problems[0].where) == ("warning", "a.txt: byte 2")


def test_bytes_decide_before_the_suffix():
    assert sniffed(b"%PDF-1.4", "a.html") == PDF
    assert sniffed(b"plain", "a.html", "text/plain; charset=utf-8") == "text/plain"


def test_a_feed_is_its_entries(tmp_path):
    feed = """<?xml version="1.0"?><rss version="2.0"><channel><title>N</title>
    <item><title>Talks resume</title><link>http://a.invalid/1</link><description>&lt;p&gt;Envoy Mara Quill said the line held all
    night and that the ferries would run again.&lt;/p&gt;</description></item>
    <item><title>Talks stall</title><link>http://a.invalid/2</link><description>Envoy Mara Quill denied it.</description></item>
    </channel></rss>"""
    path = tmp_path / "news.xml"
    path.write_text(feed)
    found = list(documents(str(path)))
    assert [d.document for d in found] == ["news-1", "news-2"]
    assert "Talks resume" in extract(found[0].data, found[0].name, media_type=found[0].media_type)[1].content


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_web_archive_is_its_pages(tmp_path):
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path = tmp_path / "a.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.0")
        record = writer.create_warc_record(
            "http://a.invalid/1", "response", payload=io.BytesIO(PAGE.encode()), http_headers=headers
        )
        writer.write_record(record)
    (found,) = documents(str(path))
    assert found.origin == "http://a.invalid/1"
    assert extract(found.data, found.name, media_type=found.media_type)[1].content.startswith("Talks resume")


def test_a_folder_is_its_readable_files_in_order(tmp_path):
    for name in ("b.txt", "a.html", "c.png", ".d.txt"):
        (tmp_path / name).write_text("x")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "e.pdf").write_text("x")
    assert [p.rsplit("/", 1)[-1] for p in listed([str(tmp_path)])] == ["a.html", "b.txt", "e.pdf"]


def test_a_missing_file_is_a_problem(tmp_path):
    (received,) = documents(str(tmp_path / "absent.txt"))
    assert received.problem.kind == "file"
