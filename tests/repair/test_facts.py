"""What is known of a site: collected in parts, the same in any order, and what rules make of it."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_tui.post.draft import Draft
from editor_tui.repair.collector import FactsCollector
from editor_tui.repair.facts import SiteFacts
from editor_tui.repair.registry import find_all, repair
from editor_tui.repair.repeat_rules import BoilerplateForms
from editor_tui.repair.selection import Selection
from editor_tui.settings.schema import Settings, TagSettings
from editor_tui.text.normal import normal_form

NOTICE = "この店では毎月第一土曜日に、どなたでも参加できるお茶会を開いています。"
LONG = "煎茶の葉は、蒸してから揉みながら乾かして作ります。蒸す時間が長いほど色は濃く、香りは穏やかになります。"
OTHER = "番茶は遅くに摘んだ葉から作ります。渋みが少なく、毎日の食事に合うので、どの家にも一袋はあるお茶です。"
THIRD = "焙じ茶は番茶を強火で炒って作ります。香ばしさの元は炒るときにできる成分で、冷めてもその香りは残ります。"


def post(name, body="湯を冷まします。\n", **fields):
    head = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return Draft(f"posts/{name}.md", f"---\n{head}---\n\n{body}".encode())


def facts_of(drafts):
    collector = FactsCollector()
    for draft in drafts:
        collector.add(draft)
    return collector.facts()


def rules_of(draft, facts, **settings):
    return [finding.rule for finding in find_all(draft, facts, None, Settings(**settings))]


def site(count, **fields):
    return [post(f"p{number}", title=f"茶の話 その{number}", **fields) for number in range(count)]


def test_a_block_in_many_drafts_is_boilerplate_and_in_two_is_not():
    drafts = [post(str(n), body=NOTICE + "\n" + (f"\n{LONG}\n" if n < 2 else "")) for n in range(4)]

    forms = BoilerplateForms(facts_of(drafts))

    assert normal_form(NOTICE) in forms
    assert normal_form(LONG) not in forms


def test_a_block_twice_in_one_draft_counts_once():
    draft = post("a", body=f"{NOTICE}\n\n" * 5)

    assert len(BoilerplateForms(facts_of([draft]))) == 0


@given(st.integers(0, 6), st.integers(0, 6))
def test_parts_that_are_merged_know_what_one_pass_knows(first, second):
    drafts = site(first, tags="[緑茶, 煎茶]", excerpt=NOTICE)
    drafts += [post(f"q{n}", body=f"{LONG}\n\n{NOTICE}\n", tags="[番茶]") for n in range(second)]
    left, right = FactsCollector(), FactsCollector()
    for draft in drafts[:first]:
        left.add(draft)
    for draft in drafts[first:]:
        right.add(draft)

    left.merge(right)

    assert left.facts() == facts_of(drafts)


def test_facts_travel_between_processes():
    facts = facts_of(site(3, tags="[緑茶]"))

    assert pickle.loads(pickle.dumps(facts)) == facts


def test_a_draft_that_nobody_can_read_does_not_stop_the_others():
    facts = facts_of(
        [Draft("a.md", b"---\ntitle: x\n"), Draft("b.md", b"---\n[\n---\n\n\xff\n"), post("c", title="茶")]
    )

    assert (facts.drafts, facts.titled) == (3, 1)


def test_heading_echoes_are_a_habit_where_many_drafts_have_them():
    drafts = [post(f"p{n}", title=f"茶の話 {n}", body=f"# 茶の話 {n}\n\n湯を冷まします。\n") for n in range(20)]

    facts = facts_of(drafts)

    assert facts.heading_echoes_are == "habit"
    assert "title-echo" not in rules_of(drafts[0], facts)


def test_a_heading_echo_is_mended_where_lines_echo_titles_everywhere():
    echo = post("e", title="急須で淹れるお茶の話", body="# 急須で淹れるお茶の話\n\n湯を冷まします。\n")
    lines = [post(f"p{n}", title=f"茶の話 {n}", body=f"茶の話 {n}\n\n湯を冷まします。\n") for n in range(19)]
    facts = facts_of([echo, *lines])

    repaired = repair(echo, facts)

    assert repaired.draft.text.endswith("---\n\n湯を冷まします。\n")


def test_a_line_echo_that_hardly_any_draft_of_a_large_site_has_is_left_to_a_person():
    echo = post("e", title="急須で淹れるお茶の話", body="急須で淹れるお茶の話\n\n湯を冷まします。\n")
    facts = facts_of([echo, *site(199)])

    [finding] = find_all(echo, facts)

    assert (finding.rule, finding.fix.safety) == ("title-echo", "unsafe")


def test_the_same_tags_on_a_large_share_of_the_site_are_reported():
    drafts = site(15, tags="[緑茶, 煎茶]") + [post(f"q{n}", title=f"番茶 {n}", tags="[番茶, 焙じ茶]") for n in range(5)]
    facts = facts_of(drafts)

    assert "default-tags" in rules_of(drafts[0], facts)
    assert "default-tags" not in rules_of(drafts[-1], facts)


def test_the_same_tags_on_a_handful_of_drafts_say_nothing():
    drafts = site(5, tags="[緑茶, 煎茶]")

    assert "default-tags" not in rules_of(drafts[0], facts_of(drafts))


def test_a_tag_of_no_other_draft_is_reported_on_a_site_with_a_vocabulary():
    drafts = [*site(60, tags="[緑茶, 煎茶]"), post("odd", title="変な話", tags="[緑茶, へんてこ]")]
    drafts += [post(f"q{n}", title=f"番茶 {n}", tags=f"[番茶, 産地{n % 5}]") for n in range(10)]
    facts = facts_of(drafts)

    unknown = [
        finding.message.values["tag"] for finding in find_all(drafts[60], facts) if finding.rule == "unknown-tag"
    ]

    assert unknown == ["へんてこ"]


def test_a_tag_outside_the_closed_set_of_the_settings_is_reported():
    draft = post("a", title="茶の話", tags="[緑茶, 紅茶]")

    assert rules_of(draft, facts_of([draft]), choices={"tags": ("緑茶",)}) == ["unknown-tag"]


@pytest.mark.parametrize(
    ("front", "found"),
    [
        ("categories: [旅, 宇宙, 農業]", ["宇宙"]),
        ("categories: 宇宙", ["宇宙"]),
        ("categories: [旅]\nlevel: easy", []),
        ("level: [easy, odd]\ncategories: [1]", ["1", "odd"]),
        ("other: x", []),
    ],
)
def test_a_value_off_the_closed_list_of_its_key_is_reported(front, found):
    draft = Draft("a.md", f"---\ntitle: 茶の話\n{front}\n---\n\n湯を冷まします。\n".encode())
    settings = Settings(choices={"categories": ("農業", "旅"), "level": ("easy", "hard")})

    findings = find_all(draft, SiteFacts(), settings=settings)

    assert sorted(f.message.values["value"] for f in findings if f.rule == "unknown-tag") == found


def test_aliases_of_the_settings_rename_tags_and_leave_no_tag_twice():
    draft = post("a", title="茶の話", tags="[リョクチャ, お茶, 緑茶]")
    settings = Settings(tags=TagSettings(aliases={"リョクチャ": "緑茶"}))

    repaired = repair(draft, facts_of([draft]), None, settings)

    assert "tags: [緑茶, お茶]\n" in repaired.draft.text
    assert repair(repaired.draft, facts_of([draft]), None, settings).edits == ()


def test_a_rarer_spelling_of_a_tag_is_renamed_only_on_demand():
    drafts = [*site(3, tags="[Green Tea]"), post("odd", title="変な話", tags="[green-tea]")]
    facts = facts_of(drafts)

    assert repair(drafts[-1], facts).edits == ()
    assert "tags: [Green Tea]" in repair(drafts[-1], facts, unsafe=True).draft.text


def test_a_section_in_two_drafts_is_reported_with_the_other_place():
    body = f"## 作り方\n\n{LONG}\n\n{OTHER}\n\n{THIRD}\n"
    drafts = [post("a", title="一", body=body), post("b", title="二", body=f"前書きです。\n\n{body}"), *site(3)]

    findings = find_all(drafts[0], facts_of(drafts), Selection.of(["repeat-elsewhere"]))

    assert [finding.message.values for finding in findings] == [{"path": "posts/b.md", "line": 9, "count": 3}]


def test_one_shared_sentence_is_no_shared_section():
    drafts = [post("a", title="一", body=f"{LONG}\n"), post("b", title="二", body=f"{LONG}\n")]

    assert rules_of(drafts[0], facts_of(drafts)) == []


def test_a_reading_time_is_that_of_the_repaired_body():
    echo = "急須で淹れるお茶の話"
    text = "".join(f"{number}番目の{LONG}{OTHER}\n\n" for number in range(12))
    draft = post("a", title=echo, reading_time=1, body=f"{echo}\n\n{text}")

    once = repair(draft, facts_of([draft])).draft

    assert once.metadata["reading_time"] == 3
    assert repair(once, facts_of([draft])).edits == ()


@pytest.mark.parametrize(("paragraphs", "safety"), [(3, "unsafe"), (30, "safe")])
def test_a_poem_in_prose_keeps_its_first_line_where_a_machine_titled_articles_twice(paragraphs, safety):
    title = "やかんは鳴り、だれも来ない"
    seen = "客が通りの光の中を、手を振りながら通り過ぎてゆくのを、湯のみを二つ出した机の前の窓から見ています。"
    lines = [f"{n}人目の{seen}" for n in range(paragraphs)]
    body = "\n\n".join([title, *lines[:2], title, *lines[2:], ""])

    first = find_all(post("poem", title=title, body=body), SiteFacts(drafts=100, titled=100, line_echoes=40))[0]

    assert (first.rule, first.fix.safety) == ("title-echo", safety)
