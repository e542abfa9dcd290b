"""What has to be asked, in requests that a model can answer without losing count."""

from editor_tui.post.draft import Draft
from editor_tui.post.segments import find_segments
from editor_tui.tasks.translation.units import find_units, group_units

LIST = "".join(f"- 茶園{number}\n" for number in range(100)) + "- 茶園0\n"


def test_every_text_is_asked_for_once_and_no_request_has_more_than_forty():
    segments = find_segments(Draft("a.md", LIST.encode()), "ja")
    units = find_units(segments, {"茶園7"})

    groups = group_units(units, segments, budget=1_000_000)

    asked = [unit.words for group in groups for unit in group.units]
    assert asked == [f"茶園{number}" for number in range(100) if number != 7]
    assert [len(group.units) for group in groups] == [40, 40, 19]


def test_a_request_has_as_much_as_fits_and_at_least_one_text():
    segments = find_segments(Draft("a.md", LIST.encode()), "ja")

    groups = group_units(find_units(segments, ()), segments, budget=0)

    assert {len(group.units) for group in groups} == {1}
