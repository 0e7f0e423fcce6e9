"""The endings of the names that files of each format have."""

HTML = (".html", ".htm", ".xhtml", ".shtml")
MARKDOWN = (".md", ".markdown")
OFFICE = (".doc", ".wps", ".odt", ".rtf")
