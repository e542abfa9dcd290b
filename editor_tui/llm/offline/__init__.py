"""What can be done without a model: excerpts from the draft's own sentences, tags from the site's own vocabulary.

Pure functions of text.
"""
