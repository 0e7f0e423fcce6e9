"""One address → a file, within limits of size and time; http and https only, certificates checked.

The only module that asks the network. A server is not trusted: it may be slow on purpose, send more than it says, pack
what it sends, and redirect to what only this machine can reach.
"""

from __future__ import annotations

import base64
import http.client
import ipaddress
import socket
import ssl
import threading
import urllib.error
import urllib.parse
import urllib.request
import zlib
from collections.abc import Callable
from typing import Any

from policydiff.corpus.add import Obtained
from policydiff.errors import PolicydiffError, SourceError

# The largest document of the kind seen is a scan of 30 MB; the slowest government site answered within 20 s.
SIZE_LIMIT, TIME_LIMIT, STALL_LIMIT = 50 * 1024 * 1024, 120.0, 30.0
HOPS_LIMIT = 10
_CHUNK = 64 * 1024
_PACKED = {"gzip": 31, "x-gzip": 31, "deflate": 15}  # by zlib's window bits
_ENDINGS = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "application/pdf": ".pdf",
    "application/msword": ".doc", "text/markdown": ".md", "application/rtf": ".rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}  # fmt: skip
_HEADERS = {"User-Agent": "policydiff (https; text comparison)"}
Progress = Callable[[int, int | None], None]


def silent(_done: int, _whole: int | None) -> None:
    """Progress that nobody watches."""


def is_url(argument: str) -> bool:
    """Whether an argument names an address rather than a file."""
    return "://" in argument


def without_password(url: str) -> str:
    """An address as it may be shown and kept.

    >>> without_password("http://me:secret@example.cn/a.html"), without_password("http://example.cn/@a")
    ('http://example.cn/a.html', 'http://example.cn/@a')
    """
    scheme, found, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{found}{host.rpartition('@')[2]}{slash}{path}"


def download(
    url: str, *, today: str, progress: Progress = silent, size_limit: int = SIZE_LIMIT,
    time_limit: float = TIME_LIMIT, stall_limit: float = STALL_LIMIT,
) -> Obtained:  # fmt: skip
    """Fetch one address. `today` (ISO date) is recorded; `progress` hears bytes so far and in all.

    The time limit is one for everything: looking up the name, connecting, redirects, headers, content. The work is
    done in a thread that is left to itself when time is up, since a look-up of a name cannot be broken off.
    Raises SourceError, in one sentence, for whatever goes wrong on the way.
    """
    shown = without_password(url)
    ended: list[Obtained | BaseException] = []
    stopped = threading.Event()

    def work() -> None:
        try:
            fetching = _Fetching(shown, size_limit, min(stall_limit, time_limit), progress, stopped)
            ended.append(fetching.obtain(url, today))
        except BaseException as error:
            ended.append(error)

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    worker.join(time_limit)
    if not ended:
        stopped.set()
        raise failed(shown, "超过时限", "it took too long")
    if isinstance(ended[0], PolicydiffError):
        raise ended[0]
    if isinstance(ended[0], BaseException):
        raise _told(shown, ended[0]) from ended[0]
    return ended[0]


def failed(url: str, zh: str, en: str) -> SourceError:
    """What is wrong with an address, as an error to raise."""
    return SourceError(f"未能从 {url} 取得文件：{zh}；请检查网址，或另存后用 add 收录。",
                       f"{url} was not fetched: {en}; check the address, or save the page and use add.")  # fmt: skip


def _told(url: str, error: BaseException) -> BaseException:
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, ssl.SSLCertVerificationError):
        return failed(url, "证书无效", "its certificate is not valid")
    if isinstance(reason, TimeoutError):
        return failed(url, "超过时限", "it took too long")
    if isinstance(error, urllib.error.URLError):
        return failed(url, f"连接失败（{reason}）", f"no connection ({reason})")
    if isinstance(error, http.client.HTTPException | OSError | ValueError):
        return failed(url, f"传输中断（{error}）", f"the transfer broke off ({error})")
    return error


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Leave redirects to us, who look at every hop."""

    def redirect_request(self, *_: Any) -> None:  # noqa: ANN401 – the base class's own
        return None


class _Fetching:
    """One download: what it may take, and what it is called when it fails."""

    def __init__(self, shown: str, limit: int, stall: float, progress: Progress, stopped: threading.Event) -> None:
        self.shown, self.limit, self.stall = shown, limit, stall
        self.progress, self.stopped = progress, stopped
        https = urllib.request.HTTPSHandler(context=ssl.create_default_context())
        self.opener = urllib.request.build_opener(https, _NoRedirects)

    def obtain(self, url: str, today: str) -> Obtained:
        hops: list[str] = []
        inside = is_private(_host(self.shown, url))
        while True:
            if hops and not inside and is_private(_host(self.shown, url)):
                raise failed(self.shown, "重定向到本机或内部网络", "it redirects to this machine or an inner network")
            with self._opened(url, first=not hops) as answer:
                onward = answer.headers.get("Location") if answer.status in (301, 302, 303, 307, 308) else None
                if onward is None:
                    name = _name(url, answer.headers.get_content_type())
                    return Obtained(name, self._content(answer), self.shown, today, tuple(hops))
            url = urllib.parse.urljoin(url, onward)
            hops.append(without_password(url))
            if len(hops) > HOPS_LIMIT or hops[-1] in (self.shown, *hops[:-1]):
                raise failed(self.shown, "重定向循环不止", "it redirects in a circle")

    def _opened(self, url: str, *, first: bool) -> Any:  # noqa: ANN401 – urllib's own
        address, user = _parsed(self.shown, url)
        headers = dict(_HEADERS)
        if user and first:  # what the user gave for one server is no other's business
            headers["Authorization"] = "Basic " + base64.b64encode(user.encode()).decode()
        request = urllib.request.Request(address, headers=headers)  # noqa: S310 – scheme checked
        try:
            return self.opener.open(request, timeout=self.stall)
        except urllib.error.HTTPError as error:
            if 300 <= error.code < 400 and error.headers.get("Location"):
                return error
            error.close()
            raise failed(self.shown, f"服务器答复 {error.code}", f"the server answered {error.code}") from error

    def _content(self, answer: Any) -> bytes:  # noqa: ANN401 – urllib's own
        data = self._bytes(answer)
        codings = [c.strip().lower() for c in ",".join(answer.headers.get_all("Content-Encoding") or ()).split(",")]
        for coding in reversed([c for c in codings if c not in ("", "identity")]):
            if coding not in _PACKED:
                raise failed(
                    self.shown,
                    f"内容以 {coding} 压缩，不能解开",
                    f"its content is packed by {coding}, which is not read",
                )
            data = self._unpacked(data, _PACKED[coding])
        return data

    def _bytes(self, answer: Any) -> bytes:  # noqa: ANN401 – urllib's own
        declared = answer.headers.get("Content-Length")
        whole = int(declared) if declared and declared.isascii() and declared.isdigit() else None
        if whole is not None and whole > self.limit:
            raise self._too_large()
        data = bytearray()
        while chunk := answer.read1(_CHUNK):
            data += chunk
            if len(data) > self.limit:
                raise self._too_large()
            if self.stopped.is_set():
                raise TimeoutError
            self.progress(len(data), whole)
        if whole is not None and len(data) < whole:
            raise failed(self.shown, f"只收到 {len(data)}/{whole} 字节", f"only {len(data)} of {whole} bytes came")
        if not data:
            raise failed(self.shown, "内容为空", "it is empty")
        return bytes(data)

    def _too_large(self) -> SourceError:
        most = self.limit // 1024 // 1024
        return failed(self.shown, f"文件超过 {most} MB", f"the file is over {most} MB")

    def _unpacked(self, data: bytes, bits: int) -> bytes:
        """All of it: a gzip file may have several members, and a deflate one may lack its frame."""
        found = b""
        while data:
            unpacking = zlib.decompressobj(bits)
            try:
                found += unpacking.decompress(data, self.limit + 1 - len(found))
            except zlib.error as error:
                if bits == 15 and not found:
                    bits = -15
                    continue
                raise failed(
                    self.shown, f"压缩内容已损坏（{error}）", f"its packed content is damaged ({error})"
                ) from error
            if len(found) > self.limit:
                most = self.limit // 1024 // 1024
                raise failed(
                    self.shown, f"压缩内容展开后超过 {most} MB", f"its packed content unfolds to over {most} MB"
                )
            if not unpacking.eof:
                raise failed(self.shown, "压缩内容不完整", "its packed content is cut off")
            data = unpacking.unused_data.lstrip(b"\0\r\n")  # what servers pad with
        return found


def _host(shown: str, url: str) -> str:
    return urllib.parse.urlsplit(_parsed(shown, url)[0]).hostname or ""


def _parsed(shown: str, url: str) -> tuple[str, str]:
    """An address in ASCII as servers expect it, and the user with the password that it held."""
    try:
        parts = urllib.parse.urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise failed(shown, "只支持 http 与 https", "only http and https are fetched")
        host = parts.hostname if ":" in parts.hostname else parts.hostname.encode("idna").decode("ascii")
        host = f"[{host}]" if ":" in host else host
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError as error:  # a port beyond 65535, a label that is empty or too long, half a bracket
        raise failed(shown, "网址不合规则", "it is no address") from error
    path = urllib.parse.quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    query = urllib.parse.quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    user = urllib.parse.unquote(parts.netloc.rpartition("@")[0])
    return urllib.parse.urlunsplit((parts.scheme, host + port, path, query, "")), user


def is_private(host: str) -> bool:
    """Whether a name leads to this machine or to an inner network, by any of its addresses.

    >>> [is_private(host) for host in ("127.0.0.1", "10.1.2.3", "::1", "169.254.169.254", "93.184.216.34")]
    [True, True, True, True, False]
    """
    try:
        found = socket.getaddrinfo(host, None)
    except (OSError, UnicodeError):
        return False  # connecting will say what is wrong
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    return any(not (getattr(a, "ipv4_mapped", None) or a).is_global for a in addresses)


def _name(url: str, content_type: str) -> str:
    """A file name for what came, with the ending that its type has where the address shows none."""
    last = urllib.parse.unquote(urllib.parse.urlsplit(url).path).rsplit("/", 1)[-1] or "index"
    ending = _ENDINGS.get(content_type)
    known = last.rsplit(".", 1)[-1].lower() in {e[1:] for e in _ENDINGS.values()} | {"htm", "wps", "odt"}
    return last if known or ending is None else f"{last}{ending}"
