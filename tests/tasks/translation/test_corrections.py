"""A person's corrections: recognised, kept, learned, and shown where the source changed, too."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.translator import translate

from editor_tui.post.draft import Draft

POST = "---\ntitle: 題\n---\n# 見出し\n\n一つ目の段落です。\n\n[説明](a.md)のある段落です。\n\n最後の段落です。\n"
FIRST = translate("一つ目の段落です。")
LAST = translate("最後の段落です。")


async def test_an_edit_by_hand_is_kept_and_learned(bench):
    await bench.write(POST)
    bench.edit(FIRST, "My own first paragraph.")

    proposal = await bench.propose(POST)
    other = await bench.write("一つ目の段落です。\n", path="other.md")

    assert proposal.parts == ()
    assert "My own first paragraph." in other
    assert bench.asked == []


async def test_an_edit_by_hand_stays_when_another_paragraph_changes(bench):
    await bench.write(POST)
    bench.edit(FIRST, "My own first paragraph.")

    text = await bench.write(POST.replace("最後の段落です。", "新しい最後の段落です。"))

    assert "My own first paragraph." in text
    assert translate("新しい最後の段落です。") in text
    assert LAST not in text


async def test_both_are_shown_when_the_source_of_an_edit_changed(bench):
    await bench.write(POST)
    bench.edit(FIRST, "My own first paragraph.")
    changed = POST.replace("一つ目の段落です。", "一つ目の長い段落です。")

    (part,) = (await bench.propose(changed)).parts

    assert [problem.code for problem in part.problems] == ["translate-both-changed"]
    assert translate("一つ目の長い段落です。") in part.problems[0].message.values["translation"]
    assert "My own first paragraph." in part.change.text
    assert ("一つ目の長い段落です。", "My own first paragraph.") in part.segments


async def test_accepting_ones_own_words_settles_it(bench):
    await bench.write(POST)
    bench.edit(FIRST, "My own first paragraph.")
    changed = POST.replace("一つ目の段落です。", "一つ目の長い段落です。")
    bench.accept(changed, await bench.propose(changed))

    again = await bench.propose(changed)

    assert again.parts == ()
    assert bench.asked == []


async def test_what_a_person_added_moved_or_deleted_stays(bench):
    await bench.write(POST)
    bench.edit("# ", "A note by the editor.\n\n# ")
    bench.edit(f"\n\n{LAST}\n", "\n")
    bench.edit("lang: en", "lang: en\nauthor: Me")

    text = await bench.write(POST.replace("一つ目の段落です。", "新しい段落です。"))

    assert "A note by the editor." in text
    assert "author: Me" in text
    assert LAST not in text
    assert translate("新しい段落です。") in text


async def test_a_link_text_that_was_edited_is_learned_with_its_link(bench):
    await bench.write(POST)
    old = bench.files["en/post.md"].text.split("\n\n")[2]
    bench.edit(old, "A paragraph with [an explanation](a.md).")
    await bench.propose(POST)

    text = await bench.write("[説明](b.md)のある段落です。\n", path="other.md")

    assert text.endswith("A paragraph with [an explanation](b.md).\n")


async def test_a_title_that_was_edited_is_learned(bench):
    await bench.write(POST)
    bench.edit(f"title: {translate('題')}", "title: 'My Title'")

    again = await bench.propose(POST)
    other = await bench.write("---\ntitle: 題\n---\n段落です。\n", path="other.md")

    assert again.parts == ()
    assert "title: My Title" in other


async def test_words_that_were_changed_in_review_are_learned(bench):
    proposal = await bench.propose(POST)
    number = [source for source, _ in proposal.parts[0].segments].index("一つ目の段落です。")
    bench.accept(POST, bench.revision(POST, proposal).revise(proposal, number, "Words from review."))

    again = await bench.propose(POST)

    assert "Words from review." in bench.files["en/post.md"].text
    assert again.parts == ()


async def test_a_placeholder_that_a_person_fills_in_is_learned(bench):
    bench.model.change = lambda source, words: "一" if source.startswith("一つ") else words
    proposal = await bench.propose(POST)
    number = [source for source, _ in proposal.parts[0].segments].index("一つ目の段落です。")
    revised = bench.revision(POST, proposal).revise(proposal, number, "Filled in by hand.")

    assert revised.passed
    bench.accept(POST, revised)
    assert (await bench.propose(POST)).parts == ()
    assert bench.asked == []


async def test_a_person_wins_over_the_glossary_and_the_machine_does_not(bench):
    from editor_tui.text.glossary import Glossary, Term

    await bench.write(POST)
    bench.edit(FIRST, "My own first paragraph.")
    bench.set(glossary=Glossary((Term("段落", ("passage",)),)))
    bench.model.change = lambda source, words: words.replace(".", " passage.") if "段落" in source else words

    await bench.propose(POST)

    assert sorted(bench.asked) == ["<a1>説明</a1>のある段落です。", "最後の段落です。"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
async def test_no_line_that_a_person_wrote_is_ever_lost(bench, data):
    bench.files.clear()
    await bench.write(POST)
    lines = bench.files["en/post.md"].text.splitlines(keepends=True)
    first = lines.index("---\n", 1) + 1
    at = data.draw(st.integers(first, len(lines)))
    length = data.draw(st.integers(0, 2))
    lines[at : at + length] = ["\n", "Hand-written line.\n", "\n"]
    bench.files["en/post.md"] = Draft("en/post.md", "".join(lines).encode())
    source = data.draw(st.sampled_from(["一つ目", "説明", "最後", "見出し"]))

    proposal = await bench.propose(POST.replace(source, f"新しい{source}"))

    assert all("Hand-written line." in part.change.text for part in proposal.parts)
