"""The one catalogue of what users read: English and Japanese, one TOML file an area.

A message travels through the program as a `Message` value (an id and its parameters). Only the faces turn it into
words, through a `Catalogue`, so that errors, findings and problems speak the language of whoever reads them.
"""

from editor_tui.messages.catalogue import LANGUAGES, Catalogue, detect_language
from editor_tui.messages.message import Message

__all__ = ["LANGUAGES", "Catalogue", "Message", "detect_language"]
