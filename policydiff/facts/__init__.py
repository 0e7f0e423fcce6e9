"""What a document commits to, and whom: `targets` and `responsibilities`, with what both share.

`quantities` finds amounts in running text, `lexicon` holds the words of doing and changing. The way in is
`document.extract_facts`.
"""
