"""Templates compiled by jinja2, kept beside them as Python keeps its modules: to compile one takes 0.1 s."""

from __future__ import annotations

import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache


class Kept(FileSystemBytecodeCache):
    """The cache of a folder of templates. Where it cannot be written, templates are compiled in every process.

    A file is of one jinja2, one Python, one template and one `environment`, named by its settings: what was compiled
    in another way is not looked at.
    """

    def __init__(self, templates: Path, environment: str) -> None:
        made_by = sha256(f"{jinja2.__version__} {environment}".encode()).hexdigest()[:12]
        super().__init__(str(templates / "__pycache__"), f"%s.{sys.implementation.cache_tag}.{made_by}.jinja")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read what was compiled, if that can be."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write what was compiled, if that can be and Python may write such files (PYTHONDONTWRITEBYTECODE)."""
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)
