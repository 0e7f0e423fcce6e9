"""Fetching, against a server on this machine that also misbehaves in every way that servers do."""

import gzip
import threading
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from policydiff import api
from policydiff.corpus import download
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
BOMB = gzip.compress(bytes(60_000_000))
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
        self.answer(BOMB, **{"Content-Encoding": "gzip"})

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

    def serve_members(self):
        half = len(RIGHT) // 2
        self.answer(gzip.compress(RIGHT[:half]) + gzip.compress(RIGHT[half:]), **{"Content-Encoding": "gzip"})

    def serve_twice(self):
        self.answer(gzip.compress(gzip.compress(RIGHT)), **{"Content-Encoding": "gzip, gzip"})

    def serve_deflate(self):
        self.answer(zlib.compress(RIGHT), **{"Content-Encoding": "deflate"})

    def serve_rawdeflate(self):
        packer = zlib.compressobj(wbits=-15)
        self.answer(packer.compress(RIGHT) + packer.flush(), **{"Content-Encoding": "deflate"})

    def serve_brotli(self):
        self.answer(b"\x8b\x02\x80abc\x03", **{"Content-Encoding": "br"})

    def serve_trailing(self):
        self.answer(gzip.compress(RIGHT) + b"rubbish", **{"Content-Encoding": "gzip"})

    def serve_drops(self):
        """Headers that never end, a byte at a time."""
        try:
            while not self.stop.wait(0.1):
                self.wfile.write(b"H")
        except OSError:
            pass

    def serve_inward(self):
        self.answer(b"", status=302, Location=f"http://10.0.0.1:{self.server.server_address[1]}/right.txt")

    def serve_twohops(self):
        self.answer(b"", status=301, Location="/moved")

    def serve_guarded(self):
        given = self.headers.get("Authorization")
        self.answer(RIGHT if given == "Basic bWU6c2VjcmV0" else b"", status=200 if given else 401)

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
        pytest.param("/brotli", "br 压缩", id="packed-by-brotli"),
        pytest.param("/trailing", "压缩内容已损坏", id="packed-with-rubbish-behind"),
        pytest.param("/drops", "时限", id="headers-that-never-end"),
        pytest.param("/local", "只支持 http", id="redirected-to-a-file"),
    ],
)
def test_a_bad_answer_is_one_sentence(server, path, says):
    with pytest.raises(SourceError, match=says) as error:
        download.download(server + path, today="2026-01-01", size_limit=1024 * 1024, time_limit=1.0, stall_limit=0.5)
    assert "\n" not in error.value.zh + error.value.en


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/a", "file:///etc/passwd", "http:///nowhere", "http://127.0.0.1:1/a", "http://127.0.0.1:99999/a",
     "http://a..b/", f"http://{'a' * 70}.cn/", "http://[::1", "http://[::1]x/", "http://127.0.0.1:x/", "http://\u3002/",
     "http://127.0.0.1/\r\nX: y", "http:// /"],
)  # fmt: skip
def test_addresses_that_are_not_fetched(url):
    with pytest.raises(SourceError):
        download.download(url, today="2026-01-01", time_limit=1.0)


def test_progress_is_heard(server):
    heard = []
    download.download(
        server + "/right.txt", today="2026-01-01", progress=lambda done, whole: heard.append((done, whole))
    )
    assert heard[-1] == (len(RIGHT), len(RIGHT))


def test_an_address_can_be_added(server, tmp_path):
    api.add(tmp_path / "corpora", "2019", [server + "/right.txt"], today="2026-01-01")
    assert (tmp_path / "corpora" / "2019" / "source" / "right.txt").read_bytes() == RIGHT


@pytest.mark.parametrize("path", ["/members", "/twice", "/deflate", "/rawdeflate"])
def test_what_a_server_packed_is_read_to_its_last_byte(server, path):
    assert download.download(server + path, today="2026-01-01").data == RIGHT


def test_every_hop_is_recorded(server, tmp_path):
    api.add(tmp_path / "corpora", "2019", [server + "/twohops"], today="2026-01-01")
    [source] = api.read("2019", corpus=tmp_path / "corpora").head.sources
    assert source.name == server + "/twohops"
    assert source.via == (server + "/moved", server + "/right.txt")


def test_a_redirect_into_an_inner_network_is_refused(server, monkeypatch):
    """The first address is taken for one outside, as a name of the public network is."""
    monkeypatch.setattr(download, "is_private", lambda host: host.startswith("10."))
    with pytest.raises(SourceError, match="内部网络"):
        download.download(server + "/inward", today="2026-01-01", time_limit=5)


def test_a_password_is_used_and_neither_kept_nor_shown(server, tmp_path):
    address = server.replace("http://", "http://me:secret@")
    api.add(tmp_path / "corpora", "2019", [address + "/guarded"], today="2026-01-01")
    kept = [p.read_bytes() for p in (tmp_path / "corpora").rglob("*") if p.is_file()]
    assert not any(b"secret" in data for data in kept)
    with pytest.raises(SourceError) as told:
        api.add(tmp_path / "corpora", "2020", [address + "/missing"], today="2026-01-01")
    assert "secret" not in told.value.zh + told.value.en


def test_one_bad_year_stops_no_other(server, corpus, capsys, monkeypatch, tmp_path):
    from policydiff.cli import main

    here = corpus("/right.txt")
    with (here / "catalog.toml").open("a", encoding="utf-8") as catalog:
        catalog.write('\n[2018]\ntitle = "指引（2018）"\nurls = ["http://a..b/"]\n')
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(["fetch", "2018", "2019"])
    assert ended.value.code == 2
    assert "a..b" in capsys.readouterr().err
    assert "做好2019年" in text(here)


def test_attachments_are_added_to_the_year_and_stand_under_a_label(server, corpus):
    here = corpus("/right.txt")
    catalog = (here / "catalog.toml").read_text("utf-8")
    (here / "catalog.toml").write_text(catalog + f'\nattachments = ["{server}/other.txt"]\n', "utf-8")
    api.fetch_year(here, "2019", today="2026-01-01")
    document = api.read("2019", corpus=here)
    assert [(s.name.rpartition("/")[2], s.attachment) for s in document.head.sources] == [
        ("right.txt", False),
        ("other.txt", True),
    ]
    assert document.by_id["附件"].kind == "attachment"
    assert document.by_id["附件/一"].heading == "回顾"
    assert document.by_id["一"].heading == "总体要求"
    assert [r.rule for r in document.repairs if r.after] == ["attachment-label"]
