"""Addresses → files, within limits of size and time; http and https only, certificates checked.

The only module, with `add` of an address, that asks the network.
"""

from __future__ import annotations

import hashlib
import http.client
import ssl
import time
import tomllib
import urllib.error
import urllib.parse
import urllib.request
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policydiff.corpus.add import Obtained
from policydiff.errors import CorpusError, SourceError
from policydiff.model import Document
from policydiff.text.normalise import essence

CATALOG = "catalog.toml"
# The largest document of the kind seen is a scan of 30 MB; the slowest government site answered within 20 s.
SIZE_LIMIT, TIME_LIMIT, STALL_LIMIT = 50 * 1024 * 1024, 120.0, 30.0
_CHUNK = 64 * 1024
# A page's own heading and the notice stand above the document's title: of the copies seen, eight clauses at most.
_TITLE_WITHIN = 15
_ENDINGS = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "application/pdf": ".pdf",
    "application/msword": ".doc", "text/markdown": ".md", "application/rtf": ".rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}  # fmt: skip
Progress = Callable[[int, int | None], None]


def silent(_done: int, _whole: int | None) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the catalog says of a document: what it should be, and where it can be had."""

    year: str
    head: dict[str, str]
    urls: tuple[str, ...]
    sha256: str | None = None


def read_catalog(corpus: Path) -> dict[str, Entry]:
    """The documents that corpora/catalog.toml names, by year; CorpusError where it is not in form."""
    path = corpus / CATALOG
    try:
        table: dict[str, Any] = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(
            f"{path.name} 不是有效的 TOML（{error}）；请改正。", f"{path.name} is not valid TOML ({error}); mend it."
        ) from error
    found = {}
    for year, fields in table.items():
        urls = fields.get("urls") if isinstance(fields, dict) else None
        if not isinstance(urls, list) or not all(isinstance(u, str) for u in urls):
            raise CorpusError(
                f"{path.name} 的 [{year}] 缺少 urls（网址列表）；请补上。",
                f"[{year}] in {path.name} lacks urls, a list of addresses; add it.",
            )
        head = {k: str(v) for k, v in fields.items() if k not in ("urls", "sha256")}
        found[year] = Entry(year, head, tuple(urls), fields.get("sha256"))
    return found


def is_url(argument: str) -> bool:
    """Whether an argument names an address rather than a file."""
    return "://" in argument


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follow redirects, but never to another scheme."""

    def redirect_request(self, req: Any, fp: Any, code: Any, msg: Any, headers: Any, newurl: str) -> Any:  # noqa: ANN401 – the base class's own
        _check_scheme(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _check_scheme(url: str) -> None:
    try:
        parts = urllib.parse.urlsplit(url)
    except ValueError as error:
        raise _failed(url, "网址不合规则", "it is no address") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _failed(url, "只支持 http 与 https", "only http and https are fetched")


def _failed(url: str, zh: str, en: str) -> SourceError:
    return SourceError(f"未能从 {url} 取得文件：{zh}；请检查网址，或另存后用 add 收录。",
                       f"{url} was not fetched: {en}; check the address, or save the page and use add.")  # fmt: skip


def download(
    url: str, *, today: str, progress: Progress = silent, size_limit: int = SIZE_LIMIT,
    time_limit: float = TIME_LIMIT, stall_limit: float = STALL_LIMIT,
) -> Obtained:  # fmt: skip
    """Fetch one address. `today` (ISO date) is recorded; `progress` hears bytes so far and in all.

    Raises SourceError, in one sentence, for whatever goes wrong on the way.
    """
    _check_scheme(url)
    opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=ssl.create_default_context()), _Redirects)
    request = urllib.request.Request(_ascii(url), headers={"User-Agent": "policydiff (https; text comparison)"})  # noqa: S310 – scheme checked
    ends = time.monotonic() + time_limit
    try:
        with opener.open(request, timeout=min(stall_limit, time_limit)) as answer:
            data = _read_within(answer, url, ends, size_limit, progress)
            if answer.headers.get("Content-Encoding", "").lower() in ("gzip", "x-gzip"):
                data = _unzipped(data, url, size_limit)
            return Obtained(_name(answer.geturl(), answer.headers.get_content_type()), data, url, today)
    except urllib.error.HTTPError as error:
        error.close()
        if 300 <= error.code < 400:
            raise _failed(url, "重定向到不支持的地址，或循环不止（只支持 http 与 https）",
                          "it redirects in a circle, or to what is neither http nor https") from error  # fmt: skip
        raise _failed(url, f"服务器答复 {error.code}", f"the server answered {error.code}") from error
    except ssl.SSLCertVerificationError as error:
        raise _failed(url, "证书无效", "its certificate is not valid") from error
    except urllib.error.URLError as error:
        if isinstance(error.reason, ssl.SSLCertVerificationError):
            raise _failed(url, "证书无效", "its certificate is not valid") from error
        raise _failed(url, f"连接失败（{error.reason}）", f"no connection ({error.reason})") from error
    except TimeoutError as error:
        raise _failed(url, "超过时限", "it took too long") from error
    except (http.client.HTTPException, OSError, ValueError) as error:
        raise _failed(url, f"传输中断（{error}）", f"the transfer broke off ({error})") from error


def _read_within(answer: Any, url: str, ends: float, limit: int, progress: Progress) -> bytes:  # noqa: ANN401 – urllib's own
    declared = answer.headers.get("Content-Length")
    whole = int(declared) if declared and declared.isdigit() else None
    too_large = _failed(url, f"文件超过 {limit // 1024 // 1024} MB", f"the file is over {limit // 1024 // 1024} MB")
    if whole is not None and whole > limit:
        raise too_large
    data = bytearray()
    while chunk := answer.read1(_CHUNK):
        data += chunk
        if len(data) > limit:
            raise too_large
        if time.monotonic() > ends:
            raise TimeoutError
        progress(len(data), whole)
    if whole is not None and len(data) < whole:
        raise _failed(url, f"只收到 {len(data)}/{whole} 字节", f"only {len(data)} of {whole} bytes came")
    if not data:
        raise _failed(url, "内容为空", "it is empty")
    return bytes(data)


def _unzipped(data: bytes, url: str, limit: int) -> bytes:
    """Unpack what a server packed, as some do without being asked to."""
    unpacking = zlib.decompressobj(wbits=31)
    try:
        found = unpacking.decompress(data, limit)
    except zlib.error as error:
        raise _failed(url, f"压缩内容已损坏（{error}）", f"its packed content is damaged ({error})") from error
    if not unpacking.eof:
        raise _failed(url, "压缩内容不完整或过大", "its packed content is cut off or too large")
    return found


def _ascii(url: str) -> str:
    """The address with its Chinese characters escaped, as servers expect it."""
    parts = urllib.parse.urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode("ascii")
    port = f":{parts.port}" if parts.port else ""
    return urllib.parse.urlunsplit(
        (parts.scheme, host + port, urllib.parse.quote(parts.path, safe="/%:@!$&'()*+,;=~-._"),
         urllib.parse.quote(parts.query, safe="/%:@!$&'()*+,;=~-._?"), "")
    )  # fmt: skip


def _name(url: str, content_type: str) -> str:
    last = urllib.parse.unquote(urllib.parse.urlsplit(url).path).rsplit("/", 1)[-1] or "index"
    ending = _ENDINGS.get(content_type)
    known = last.rsplit(".", 1)[-1].lower() in {e[1:] for e in _ENDINGS.values()} | {"htm", "wps", "odt"}
    return last if known or ending is None else f"{last}{ending}"


def first_that_fits(
    entry: Entry, get: Callable[[str], Obtained], read: Callable[[Obtained], Document]
) -> tuple[Obtained, Document]:
    """Try an entry's addresses in turn; the first that gives that year's document wins.

    Raises CorpusError with the reason of every address where none does.
    """
    reasons: list[tuple[str, str]] = []
    for url in entry.urls:
        try:
            obtained = get(url)
            if entry.sha256 and hashlib.sha256(obtained.data).hexdigest() != entry.sha256:
                raise _failed(url, "校验和不符", "its checksum is not the one recorded")
            document = read(obtained)
            _check_same(url, document, entry)
        except (SourceError, CorpusError) as error:
            reasons.append((error.zh, error.en))
        else:
            return obtained, document
    raise CorpusError(
        f"{entry.year} 未能取得，原有文件未动：" + " ".join(zh for zh, _ in reasons),
        f"{entry.year} was not fetched, nothing was changed: " + " ".join(en for _, en in reasons),
    )


def _check_same(url: str, document: Document, entry: Entry) -> None:
    """What came must carry the title that was asked for, with its year, among its own first lines."""
    wanted = essence(entry.head.get("title", ""))
    year = "".join(c for c in entry.year if c.isdigit())[:4]
    series = wanted.replace(year, "")
    first_lines = [essence(c.text) for c in document.clauses[:_TITLE_WITHIN]]
    dated = (document.head.issued or "").startswith(year)
    if not any(series in line.replace(year, "") and (year in line or dated) for line in first_lines):
        raise _failed(url, f"内容不是《{entry.head.get('title', entry.year)}》", "what came is another document")


def addresses(corpus: Path, year: str, sources: Sequence[str]) -> Entry:
    """What the catalog says of a year, with the addresses that its own document.toml records behind it."""
    entry = read_catalog(corpus).get(year)
    recorded = tuple(s for s in sources if is_url(s))
    if not recorded and (entry is None or not entry.urls):
        raise CorpusError(
            f"{CATALOG} 与 {year}/document.toml 都没有 {year} 的网址；请在 {CATALOG} 中补上 [{year}]。",
            f"neither {CATALOG} nor {year}/document.toml has an address for {year}; add [{year}] to {CATALOG}.",
        )
    if entry is None:
        return Entry(year, {}, recorded)
    return Entry(year, entry.head, tuple(dict.fromkeys((*entry.urls, *recorded))), entry.sha256)
