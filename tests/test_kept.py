"""A value that is kept is worked out once, and belongs to its owner."""

from editor_tui.kept import kept


class Word:
    asked = 0

    def __init__(self, text):
        self.text = text

    @kept
    def length(self):
        """How long it is."""
        Word.asked += 1
        return len(self.text)


def test_a_kept_value_is_worked_out_once_for_each_owner():
    first, second = Word("tea"), Word("green tea")

    assert (first.length, first.length, second.length, Word.asked) == (3, 3, 9, 2)


def test_the_class_shows_what_the_value_is():
    assert Word.length.__doc__ == "How long it is."
