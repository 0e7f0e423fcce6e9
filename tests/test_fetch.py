"""Fetching, against a server on this machine that also misbehaves in every way that servers do."""

import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from policydiff import api
from policydiff.corpus import fetch
from policydiff.errors import CorpusError, SourceError

RIGHT = (
    "推动知识产权高质量发展年度工作指引（2019）\n为做好工作，制定本指引。\n一、总体要求\n做好2019年知识产权工作。\n"
).encode()
PAGE = (
    '<html><head><meta charset="gb2312"><title>工作指引_某网</title></head><body><div class="nav"><a href="/">首页</a>'
    '<a href="/zc">政策</a></div><div class="article">'
    + "".join(f"<p>　　{line}</p>" for line in RIGHT.decode().split("\n"))
    + '</div><p>来源：某网</p><div class="footer"><a href="/about">关于我们</a> <a href="/law">法律声明</a></div></body></html>'
)
OTHER = "某县人民政府工作报告\n一、回顾\n2019年工作。\n".encode()


class Server(BaseHTTPRequestHandler):
    stop = threading.Event()

    def do_GET(self):
        getattr(self, "serve_" + self.path.strip("/").split("/")[0].split(".")[0])()

    def log_message(self, *_):
        """Keep the tests' output clean."""

    def answer(self, body, *, status=200, length=None, **headers):
        self.send_response(status)
        given = {"Content-Type": "text/plain; charset=utf-8", "Content-Length": len(body) if length is None else length}
        for name, value in (given | headers).items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)

    def serve_right(self):
        self.answer(RIGHT)

    def serve_page(self):
        self.answer(PAGE.encode("gb18030"), **{"Content-Type": "text/html"})

    def serve_packed(self):
        self.answer(gzip.compress(PAGE.encode()), **{"Content-Encoding": "gzip"})

    def serve_cut(self):
        self.answer(gzip.compress(PAGE.encode())[:200], **{"Content-Encoding": "gzip"})

    def serve_bomb(self):
        self.answer(gzip.compress(bytes(60_000_000)), **{"Content-Encoding": "gzip"})

    def serve_other(self):
        self.answer(OTHER)

    def serve_missing(self):
        self.answer(b"no", status=404)

    def serve_moved(self):
        self.answer(b"", status=302, Location="/right.txt")

    def serve_local(self):
        self.answer(b"", status=302, Location="file:///etc/passwd")

    def serve_loop(self):
        self.answer(b"", status=302, Location="/loop")

    def serve_truncated(self):
        self.answer(RIGHT[:40], length=len(RIGHT))

    def serve_huge(self):
        self.answer(b"", length=10**12)

    def serve_endless(self):
        self.send_response(200)
        self.end_headers()
        try:
            while not self.stop.is_set():
                self.wfile.write(b"x" * 65536)
        except OSError:
            pass  # the client has had enough: that is what is tested

    def serve_slow(self):
        self.send_response(200)
        self.end_headers()
        self.stop.wait(20)

    def serve_empty(self):
        self.answer(b"")


@pytest.fixture(scope="module")
def server():
    running = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    running.daemon_threads = True
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_address[1]}"
    Server.stop.set()
    running.shutdown()
    running.server_close()


@pytest.fixture
def corpus(tmp_path, server):
    """A corpus with a sample of 2019, and a catalog that names `urls` for it."""

    def make(*urls, sha256=None):
        folder = tmp_path / "corpora" / "2019"
        folder.mkdir(parents=True)
        (folder / "text.txt").write_text("一、示例\n", "utf-8")
        (folder / "planted.toml").write_text("", "utf-8")
        (folder / "document.toml").write_text('title = "示例"\nstatus = "sample"\n', "utf-8")
        lines = ['[2019]\ntitle = "推动知识产权高质量发展年度工作指引（2019）"\nstatus = "copy"']
        lines += [f"urls = {[server + u for u in urls]}".replace("'", '"')] + (
            [f'sha256 = "{sha256}"'] if sha256 else []
        )
        (folder.parent / "catalog.toml").write_text("\n".join(lines), "utf-8")
        return folder.parent

    return make


def text(corpus):
    return (corpus / "2019" / "text.txt").read_text("utf-8")


@pytest.mark.parametrize("path", ["/right.txt", "/moved", "/page.html", "/page/3/id/3494", "/packed"])
def test_the_right_document_takes_the_place_of_the_sample(corpus, path):
    here = corpus(path)
    added = api.fetch_year(here, "2019", today="2026-01-01")
    assert text(here) == RIGHT.decode()
    head = api.read("2019", corpus=here).head
    assert (head.status, head.sources[0].retrieved) == ("copy", "2026-01-01")
    assert added.kept_aside is not None
    assert (added.kept_aside / "planted.toml").exists()
    assert not (here / "2019" / "planted.toml").exists()


def test_the_next_address_is_tried_when_one_fails(corpus):
    here = corpus("/missing", "/truncated", "/other.txt", "/right.txt")
    api.fetch_year(here, "2019", today="2026-01-01")
    assert text(here) == RIGHT.decode()


def test_another_document_never_replaces_the_sample(corpus):
    here = corpus("/other.txt")
    with pytest.raises(CorpusError, match="内容不是"):
        api.fetch_year(here, "2019", today="2026-01-01")
    assert text(here) == "一、示例\n"


def test_a_checksum_that_does_not_fit(corpus):
    here = corpus("/right.txt", sha256="0" * 64)
    with pytest.raises(CorpusError, match="校验和"):
        api.fetch_year(here, "2019", today="2026-01-01")
    assert text(here) == "一、示例\n"


def test_what_is_no_sample_is_not_replaced(corpus):
    here = corpus("/right.txt")
    (here / "2019" / "document.toml").write_text('status = "official"\n', "utf-8")
    with pytest.raises(CorpusError, match="add --replace"):
        api.fetch_year(here, "2019", today="2026-01-01")


def test_a_year_without_an_address(corpus):
    here = corpus("/right.txt")
    with (here / "catalog.toml").open("a", encoding="utf-8") as catalog:
        catalog.write('\n[2031]\ntitle = "指引（2031）"\nurls = []\n')
    for year in ("2030", "2031"):
        with pytest.raises(CorpusError, match=f"都没有 {year} 的网址"):
            api.fetch_year(here, year, today="2026-01-01")


@pytest.mark.parametrize(
    ("path", "says"),
    [
        pytest.param("/missing", "404", id="not-found"),
        pytest.param("/truncated", "只收到", id="truncated"),
        pytest.param("/huge", "MB", id="declared-too-large"),
        pytest.param("/endless", "MB", id="really-too-large"),
        pytest.param("/slow", "时限", id="slow"),
        pytest.param("/empty", "为空", id="empty"),
        pytest.param("/cut", "压缩", id="packed-and-cut"),
        pytest.param("/bomb", "压缩", id="packed-bomb"),
        pytest.param("/loop", "未能", id="redirects-in-a-circle"),
        pytest.param("/local", "只支持 http", id="redirected-to-a-file"),
    ],
)
def test_a_bad_answer_is_one_sentence(server, path, says):
    with pytest.raises(SourceError, match=says) as error:
        fetch.download(server + path, today="2026-01-01", size_limit=1024 * 1024, time_limit=1.0, stall_limit=0.5)
    assert "\n" not in error.value.zh + error.value.en


@pytest.mark.parametrize(
    "url", ["ftp://example.org/a", "file:///etc/passwd", "http:///nowhere", "http://127.0.0.1:1/a"]
)
def test_addresses_that_are_not_fetched(url):
    with pytest.raises(SourceError):
        fetch.download(url, today="2026-01-01", time_limit=1.0)


def test_progress_is_heard(server):
    heard = []
    fetch.download(server + "/right.txt", today="2026-01-01", progress=lambda done, whole: heard.append((done, whole)))
    assert heard[-1] == (len(RIGHT), len(RIGHT))


def test_an_address_can_be_added(server, tmp_path):
    api.add(tmp_path / "corpora", "2019", [server + "/right.txt"], today="2026-01-01")
    assert (tmp_path / "corpora" / "2019" / "source" / "right.txt").read_bytes() == RIGHT
