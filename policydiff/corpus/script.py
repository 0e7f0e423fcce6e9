"""A document shown in another script than its own, for a reader who asks for it."""

from __future__ import annotations

from dataclasses import replace

from policydiff.model import Document, Note
from policydiff.parse.tree import parse
from policydiff.text.script import Script, script_of, to_simplified, to_traditional


def in_script(document: Document, script: Script) -> Document:
    """The document in a script, with a note that says so; itself where it is in that script already.

    Characters change and words do not: 資訊 becomes 资讯, not 信息. Places in the text stay, since the
    conversion keeps its length; addresses change with their labels (第一條 becomes 第一条).

    >>> from policydiff.model import Head
    >>> one = in_script(parse("第一條　為保障專利權人之權益，特制定本法。", Head(id="a")), "simplified")
    >>> [(c.id, c.text) for c in one.clauses], one.notes[0].code
    ([('第一条', '第一条　为保障专利权人之权益，特制定本法。')], 'script-converted')
    """
    own = script_of(document.text)
    if own in (None, script):
        return document
    convert = to_simplified if script == "simplified" else to_traditional
    own_head = document.head
    head = replace(
        own_head,
        title=own_head.title and convert(own_head.title),
        issuer=own_head.issuer and convert(own_head.issuer),
        doc_number=own_head.doc_number and convert(own_head.doc_number),
    )
    shown = parse(convert(document.text), head)
    codes = {note.code for note in shown.notes}
    kept = (note for note in document.notes if note.code not in codes)
    return replace(shown, repairs=document.repairs, notes=(Note("script-converted"), *kept, *shown.notes))
