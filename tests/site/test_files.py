"""Which files are drafts, and that nothing outside the site is."""

import os

import pytest

from editor_tui.errors import DraftError, EncodingError, OutsideSiteError
from editor_tui.settings.schema import SiteSettings
from editor_tui.site.files import Site


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty site, with the current directory in it and room beside it."""
    root = tmp_path / "site"
    root.mkdir()
    monkeypatch.chdir(root)
    return root


def lay(root, *paths):
    for path in paths:
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"---\ntitle: {path}\n---\n", encoding="utf-8")


def test_without_patterns_the_content_folders_are_listed_in_order(folder):
    lay(folder, "_config.yml", "_posts/b.md", "_posts/a.markdown", "_drafts/c.md", "README.md", "_site/a.md")

    assert Site(folder).paths() == ["_drafts/c.md", "_posts/a.markdown", "_posts/b.md"]


def test_hidden_files_output_and_packages_are_no_drafts(folder):
    lay(
        folder, "a.md", ".git/b.md", ".obsidian/c.md", "node_modules/d/e.md", ".editor-tui/f.md", "_site/g.md",
        "notes/.h.md", "notes/_site/i.md", "x.txt",
    )  # fmt: skip

    assert Site(folder).paths() == ["a.md", "notes/_site/i.md"]


def test_settings_choose_folders_endings_and_what_to_leave_out(folder):
    lay(folder, "posts/a.md", "posts/b.mdx", "posts/old/c.md", "posts/x/wip-d.md", "other/e.md", "wiki/en/f.md")
    settings = SiteSettings(content=("posts", "wiki/*/f.md"), extensions=(".md",), exclude=("posts/old", "**/wip-*.md"))

    assert Site(folder, settings).paths() == ["posts/a.md", "wiki/en/f.md"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("posts", ["posts/a.md", "posts/sub/b.md", "posts/sub/c.md"]),
        ("posts/", ["posts/a.md", "posts/sub/b.md", "posts/sub/c.md"]),
        ("./posts/a.md", ["posts/a.md"]),
        ("posts/*.md", ["posts/a.md"]),
        ("posts/**/*.md", ["posts/a.md", "posts/sub/b.md", "posts/sub/c.md"]),
        ("**/[bc].md", ["posts/sub/b.md", "posts/sub/c.md"]),
        ("posts/s?b", ["posts/sub/b.md", "posts/sub/c.md"]),
        ("posts/sub/[!b].md", ["posts/sub/c.md"]),
        ("notes.txt", ["notes.txt"]),
    ],
)
def test_a_pattern_means_files_folders_or_globs(folder, pattern, expected):
    lay(folder, "posts/a.md", "posts/sub/b.md", "posts/sub/c.md", "d.md", "notes.txt")

    assert Site(folder).paths([pattern]) == expected


def test_a_name_counts_from_the_current_directory_first_and_then_from_the_site(folder, monkeypatch):
    lay(folder, "a.md", "posts/a.md", "posts/b.md")
    monkeypatch.chdir(folder / "posts")

    assert Site(folder).paths(["a.md"]) == ["posts/a.md"]
    assert Site(folder).paths(["posts/b.md"]) == ["posts/b.md"]
    assert Site(folder).paths(["../a.md", "*.md"]) == ["a.md", "posts/a.md", "posts/b.md"]


def test_the_site_wins_over_a_file_of_the_same_name_outside(folder, monkeypatch):
    lay(folder, "a.md")
    lay(folder.parent, "a.md")
    monkeypatch.chdir(folder.parent)

    assert Site(folder).paths(["a.md"]) == ["a.md"]


@pytest.mark.parametrize("pattern", ["missing.md", "missing/", "missing/*.md"])
def test_a_name_that_is_not_there_is_named_in_the_error(folder, pattern):
    with pytest.raises(DraftError) as caught:
        Site(folder).paths([pattern])

    assert caught.value.path == pattern


@pytest.mark.parametrize("pattern", ["../outside.md", "link.md", "linked/x.md", ".git/config", ".editor-tui/x.md"])
def test_what_is_outside_is_refused(folder, pattern):
    lay(folder.parent, "outside.md", "elsewhere/x.md")
    lay(folder, ".git/config", ".editor-tui/x.md")
    (folder / "link.md").symlink_to("../outside.md")
    (folder / "linked").symlink_to("../elsewhere")

    with pytest.raises(OutsideSiteError):
        Site(folder).paths([pattern])


def test_links_in_the_site_are_followed_once_and_others_are_passed_over(folder):
    lay(folder, "posts/a.md", "shelf/b.txt")
    lay(folder.parent, "secret.md")
    (folder / "posts/again.md").symlink_to("a.md")
    (folder / "posts/b.md").symlink_to("../shelf/b.txt")
    (folder / "posts/secret.md").symlink_to("../../secret.md")
    (folder / "posts/broken.md").symlink_to("nowhere.md")
    (folder / "posts/circle").symlink_to(".")

    assert Site(folder).paths() == ["posts/a.md", "posts/b.md"]
    with pytest.raises(OutsideSiteError):
        Site(folder).read("posts/secret.md")
    assert not Site(folder).exists("posts/secret.md")


def test_a_content_folder_that_is_itself_a_link_in_the_site_is_entered(folder):
    lay(folder, "_config.yml", "content/posts/a.md")
    (folder / "_posts").symlink_to("content/posts")

    assert Site(folder).paths() == ["_posts/a.md"]


def test_a_name_of_raw_bytes_survives(folder):
    name = os.fsdecode("下書き".encode("euc_jp") + b".md")
    (folder / name).write_bytes(b"tea")

    [path] = Site(folder).paths()

    assert os.fsencode(path) == os.fsencode(name)
    assert Site(folder).read(path).data == b"tea"


def test_reading_gives_the_bytes_as_they_are(folder):
    data = "\ufeff---\r\ntitle: お茶の淹れ方と急須\r---\n".encode() + b"\xff"
    (folder / "a.md").write_bytes(data)

    draft = Site(folder).read("a.md")

    assert (draft.path, draft.data) == ("a.md", data)


def test_a_file_that_the_system_gives_in_pieces_is_read_whole(folder, monkeypatch):
    (folder / "a.md").write_bytes(b"0123456789")
    (folder / "empty.md").write_bytes(b"")
    read = os.read
    monkeypatch.setattr(os, "read", lambda descriptor, size: read(descriptor, min(size, 3)))

    assert Site(folder).read("a.md").data == b"0123456789"
    assert Site(folder).read("empty.md").data == b""


def test_a_file_that_grows_while_it_is_read_is_read_again(folder, monkeypatch):
    place = folder / "a.md"
    place.write_bytes(b"old")
    read = os.read

    def read_and_write(descriptor, size):
        data = read(descriptor, size)
        if data == b"old":
            place.write_bytes(b"old and new")
        return data

    monkeypatch.setattr(os, "read", read_and_write)

    draft, snapshot = Site(folder).read_with_snapshot("a.md")

    assert (draft.data, snapshot.size) == (b"old and new", 11)


def test_a_pipe_is_refused_at_once(folder):
    os.mkfifo(folder / "a.md")

    with pytest.raises(DraftError):
        Site(folder).read("a.md")


def test_a_folder_that_may_not_be_content_is_no_content(folder):
    lay(folder, "a.md")
    lay(folder.parent, "out/b.md")

    with pytest.raises(OutsideSiteError):
        Site(folder, SiteSettings(content=("../out",))).paths()


def test_the_settings_allow_other_encodings(folder):
    (folder / "a.md").write_bytes("---\ntitle: お茶の淹れ方\n---\n".encode("euc_jp"))

    with pytest.raises(EncodingError):
        Site(folder).read("a.md")
    assert "お茶" in Site(folder, SiteSettings(encodings=("utf-8", "euc_jp"))).read("a.md").text
