"""Find, repair, summarize, tag and translate the drafts of a Markdown site, in the terminal."""

__version__ = "0.1.0"
