"""One text given several times on purpose: as printed and as corrected, in several hands, read out twice."""

from pathlib import Path

from editor_tui.post.draft import Draft
from editor_tui.repair.repeats import repair_repeats

DATA = Path(__file__).parents[3] / "benchmarks" / "data"
ENGLISH = (DATA / "paragraphs-en.txt").read_text("utf-8").splitlines()[:9]
FIGURES = (
    "The clinic at Elm Street treated {} patients last year, a fall of {} percent since 2019. Its closing would leave "
    "the eastern wards with a journey of 9 miles to the nearest doctor, according to the county and the Harlow Trust."
)
QUOTED = (
    "Doctor Marsh, who has led the clinic since 2011, said that the decision had been taken without the staff. It may "
    "have been taken, however, by a committee of the Harlow Trust that met in York in May and has no minutes."
)
OPENING = (
    "The county plans to close the clinic at Elm Street on June 30, officials said, because of the roof and its cost."
)
LETTER = [
    "Dear Anna, we are arrived. The ship was nineteen days and I was well on all but four of them. They asked my name "
    "and I told it, and the man wrote another, and it seemed to please him, so I left it with him for the present.",
    "There is work. It is in a place where they make shoes, but I make none, I carry. I have a bed by a window from "
    "four in the afternoon, and after that it is another man's. He leaves me half his bread, I leave him the paper.",
    "Do not sell the cow. If it comes to the cow, write to me first. Kiss Father's hand from me, and tell the little "
    "one that I saw a whale. I was asleep, but everyone who was awake saw it, and it was there for all of us.",
]


def repaired(*blocks):
    draft = Draft("a.md", ("\n\n".join(blocks) + "\n").encode())
    return draft.with_edits(repair_repeats(draft)).text.rstrip("\n").split("\n\n")


def test_an_article_printed_again_as_corrected_stays():
    printed, corrected = FIGURES.format("14,200", 30), FIGURES.format("14,200", 3)
    why = [ENGLISH[0], ENGLISH[1], ENGLISH[2]]
    blocks = [
        "**As published**", printed, "**As corrected**", corrected, QUOTED, "**How it happened**", *why,
        "**The article as corrected**", OPENING, corrected, QUOTED, ENGLISH[3],
    ]  # fmt: skip

    assert repaired(*blocks) == blocks


def test_a_text_of_which_one_hand_breaks_off_stays_under_its_headings():
    tale = [
        "There was a guest who did not pay the ferryman. He laughed and said that he would pay on his way back. The "
        "ferryman said nothing, and put him across. Three days went by, and the guest had not come.",
        "One rainy day a white dog sat on the far bank, with a purse about its neck. The ferryman took no money from "
        "it and set the dog into his boat, and from that day the two of them were seen together.",
    ]
    hands = [
        [f"## Hand {name}", "### Text", tale[0], cut, "### Marks", mark]
        for name, cut, mark in (
            ("A", tale[1], ENGLISH[4]),
            ("B", tale[1][: tale[1].index(" dog into")], ENGLISH[5]),
            ("C", tale[1], ENGLISH[6]),
        )
    ]
    blocks = [*ENGLISH[:2], *hands[0], *hands[1], *hands[2]]

    assert repaired(*blocks) == blocks


def test_a_letter_given_twice_in_mid_text_stays():
    blocks = [ENGLISH[0], *LETTER, *ENGLISH[1:4], *LETTER, *ENGLISH[4:9]]

    assert repaired(*blocks) == blocks


def test_a_notice_that_is_read_out_twice_stays():
    notice = (
        "This is the river authority with a message for the lower town. The water is expected to reach Mill Street at "
        "four o'clock. Go now to the school by Church Hill. Do not go back for anything."
    )
    blocks = [*ENGLISH[:2], notice, notice, *ENGLISH[2:5]]

    assert repaired(*blocks) == blocks
