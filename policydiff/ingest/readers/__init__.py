"""Bytes → text with one paragraph a line, one reader a format.

    formats     what a file is, by its first bytes, and which reader reads it
    html/       web pages: charset → blocks → frame (document or page around it); lists, tables
    docx/       Word: parts → body → runs; labels writes automatic numbers out
    pdf/        pdfium's characters → lines → columns → margins → paragraphs and tables
    office      .doc .wps .odt .rtf, through LibreOffice
    markdown    marks taken away from words

Shared by them:

    extracted           what every reader hands on: text, and what it left out
    endings             of the files' names, a format each
    tables              a table as lines, a row a line
    numbering_styles    automatic numbers, as they stand on the page
    line_kinds          whether a line looks like a document's or a page's
    sandbox             the process of its own in which costly files are read
"""
