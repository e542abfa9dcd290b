"""The prose of a draft in pieces that can be put into other words, and the proof that only words changed."""

from editor_tui.post.segments.segment import (
    Segment,
    field_segment,
    find_labels,
    find_segments,
    has_words,
    replace_segments,
)

__all__ = ["Segment", "field_segment", "find_labels", "find_segments", "has_words", "replace_segments"]
