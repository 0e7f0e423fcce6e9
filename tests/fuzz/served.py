"""Answers of a server on this machine that keep to no rule: added and fetched, always a file or a sentence."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.fuzz.corpora import mutated_toml
from tests.fuzz.files import WRITERS, Random, _base, mutated_bytes

_PACKED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress, "deflate": zlib.compress, "x-gzip": lambda b: gzip.compress(b[:9]) + gzip.compress(b[9:]), "br": bytes,
    "identity": bytes, "gzip, gzip": lambda b: gzip.compress(gzip.compress(b)), "": bytes, "gzip\t": gzip.compress, "zstd": bytes,
}  # fmt: skip
_TYPES = (
    "text/html",
    "text/plain; charset=zip",
    "application/pdf",
    "",
    "a/b/c",
    "text/html; charset=\xff",
    "image/png",
    "text/html;" * 500,
)
_PLACES = (
    "/next", "/a%00b", "", "http://", "http://[::1", "file:///etc/passwd", "//127.0.0.1:1/", "http://a..b/", "http://127.0.0.1:99999/", "?", "#x",
    "javascript:1", "/\xe4\xb8\x80", "http://127.0.0.1:1", "http://u:p@127.0.0.1:1/", "http://0x7f.1:1/", "\t/x", "http://" + "a" * 70 + ".cn/",
)  # fmt: skip
_STATUS = ("HTTP/1.1 200 OK", "HTTP/1.1 302 Found", "HTTP/1.0 200", "HTTP/1.1 204 No", "HTTP/1.1 404 No", "HTTP/1.1 999 X", "HTTP/1.1 307 T", "HTTP/9.9 200 OK", "200", "", "ICY 200 OK", "HTTP/1.1 -1 X", "HTTP/1.1 304 N", "HTTP/1.1 401 U")  # fmt: skip


def answer(rng: Random) -> bytes:
    """The bytes of one answer."""
    body = WRITERS[rng.choice(list(WRITERS))](_base(rng), rng) if rng.random() < 0.9 else b""
    coding = rng.choice(list(_PACKED)) if rng.random() < 0.5 else ""
    body = _PACKED[coding](body)
    body = mutated_bytes(body, rng) if rng.random() < 0.3 else body
    if chunked := rng.random() < 0.2:
        body = b"%x\r\n" % len(body) + body + rng.choice((b"\r\n0\r\n\r\n", b"", b"\r\nzz\r\n"))
    head = [rng.choice(_STATUS) if rng.random() < 0.4 else _STATUS[0]]
    head += [f"Content-Type: {rng.choice(_TYPES)}"] * rng.choice((0, 1, 1, 2))
    head += [f"Content-Encoding: {coding}"] if coding else []
    head += ["Transfer-Encoding: chunked"] if chunked else []
    length = rng.choice((len(body), len(body), len(body), 0, 10**30, "-1", "x", len(body) + 9, len(body) // 2))
    head += [f"Content-Length: {length}"] if rng.random() < 0.6 else []
    head += [f"Location: {rng.choice(_PLACES)}"] if rng.random() < 0.4 else []
    head += (
        [rng.choice((":", "x" * 70_000, "a: \x1b[31m", " folded", "Set-Cookie: a=b" * 99))]
        if rng.random() < 0.2
        else []
    )
    sent = "\r\n".join(head).encode("latin-1") + b"\r\n\r\n" + body
    return mutated_bytes(sent, rng) if rng.random() < 0.1 else sent


@contextlib.contextmanager
def served(answers: list[bytes]) -> Iterator[int]:
    """The port of a server that gives the answers in turn, the last for ever."""
    with socket.create_server(("127.0.0.1", 0)) as door:

        def serve() -> None:
            number = 0
            with contextlib.suppress(OSError):  # the door is shut
                while True:
                    guest, _ = door.accept()
                    with guest, contextlib.suppress(OSError):
                        guest.settimeout(5)
                        guest.recv(65_536)
                        guest.sendall(answers[min(number, len(answers) - 1)])
                        number += 1

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield door.getsockname()[1]
        door.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def of_servers(folder: Path, rng: Random) -> Iterator[list[str]]:
    """What a server gives, added by its address and fetched by a catalog that is damaged now and then."""
    (folder / "corpora").mkdir()
    with served([answer(rng) for _ in range(rng.choice((1, 2, 3, 12)))]) as port:
        at = f"http://{rng.choice(('127.0.0.1', '127.0.0.1', 'u:p@127.0.0.1', 'localhost'))}:{port}"
        paths = (
            "/a.html",
            "/",
            "/a b.pdf",
            "/文件.txt?x=一",
            "/..%2f..%2fa",
            "/" + "x" * 300,
            "//",
            "/a;b",
            "/%ff.txt",
        )
        yield ["add", "2021", *(at + rng.choice(paths) for _ in range(rng.choice((1, 1, 2))))]
        yield ["show", "2021", "-v"]
        catalog = f'[2022]\ntitle = "指引（2022）"\nurls = ["{at}/a", "{at}/b"]\nattachments = ["{at}/c"]\n'
        (folder / "corpora" / "catalog.toml").write_bytes(
            (mutated_toml(catalog, rng) if rng.random() < 0.3 else catalog).encode("utf-8", "replace")
        )
        yield ["fetch", "2022", "2023"]
        yield ["list"]
