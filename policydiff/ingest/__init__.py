"""A file that somebody obtained → clean text, one paragraph a line, and the record of what was done to it.

    source      the gate: path, bytes or text → Source; the order of the passes below
    trail       a text that knows where each character came from, so that every pass only makes patches

Bytes → text, one reader a format:

    readers     what a file is, by its first bytes, and which reader reads it
    encoding    plain text: its encoding; what was once decoded wrongly
    html/       web pages: charset → blocks → frame (document or page around it); lists, tables
    docx/       Word: parts → body → runs; labels writes automatic numbers out
    pdf/        pdfium's characters → lines → columns → margins → paragraphs and tables
    office      .doc .wps .odt .rtf, through LibreOffice
    extract     what every reader hands on: text, and what it left out
    rows, counting, cues   shared by readers: tables as lines, automatic numbers, what a document's line looks like
    limits, sandbox        what a file may cost, and the process of its own in which costly ones are read

Text → clean text:

    readings    the pinyin behind characters, by which a mirror copy is known
    mirror      such a copy undone: readings, punctuation, spaces
    shifts      what the mirror put out of step, byte by byte; likelihood judges where no reading tells
    script      traditional script back to simplified, for mirror copies alone
    markdown    marks taken away from words
    furniture   what stands around a document and is not of it: one table of rules

A document whose issuer wrote traditional script or narrow punctuation keeps both.
"""
