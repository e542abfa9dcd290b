"""Globs on the site's paths, as every shell and git's own file of what to ignore mean them."""

import pytest

from editor_tui.site.globs import glob_regex, match_any


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("*.md", "a.md", True),
        ("*.md", "posts/a.md", False),
        ("posts/?.md", "posts/a.md", True),
        ("posts/?.md", "posts//.md", False),
        ("**/a.md", "a.md", True),
        ("**/a.md", "x/y/a.md", True),
        ("posts/**", "posts/x/a.md", True),
        ("[ab].md", "b.md", True),
        ("[!ab].md", "b.md", False),
        ("[^ab].md", "c.md", True),
        ("x[!a]y", "x/y", False),
        ("[]x].md", "].md", True),
        ("[a.md", "[a.md", True),
        ("a.md", "abmd", False),
        ("two\n?.md", "two\nb.md", True),
    ],
)
def test_a_pattern_means_these_paths(pattern, path, matches):
    assert (glob_regex(pattern).fullmatch(path) is not None) is matches


def test_what_matches_a_folder_matches_all_below_it():
    is_meant = match_any(("drafts/", "*.txt"))

    assert [is_meant(path) for path in ("drafts", "drafts/x/a.md", "a.txt", "a.txt/b.md", "my/drafts")] == [
        True, True, True, True, False,
    ]  # fmt: skip
    assert not match_any(())("a.md")
