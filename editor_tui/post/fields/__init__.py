"""The fields of a front matter: where each stands in the text, how values are spelled, what an edit of one looks like.

Offsets in this package count code points of the front matter alone, without its delimiters.
"""
