"""The blocks of a body, exact to the line."""

from editor_tui.post.blocks.block import Block, Kind, make_block
from editor_tui.post.blocks.lines import split_lines
from editor_tui.post.blocks.split import is_plain, split_blocks, split_text

__all__ = ["Block", "Kind", "is_plain", "make_block", "split_blocks", "split_lines", "split_text"]
