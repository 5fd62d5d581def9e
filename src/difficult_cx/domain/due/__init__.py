"""By when? A strict reader of due phrases: every word is understood, or the rep is asked again.

A library of its own inside the package: `read` a phrase, `split_end` of a line, `read_back` and `spoken`
say it again. docs/due-phrases.md is its page.
"""
