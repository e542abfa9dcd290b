"""The themes: dark, light, the terminal's own sixteen colours, and high contrast.

Old and new are told apart by orange and blue, which people who do not tell red from green can tell apart too.
"""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

THEMES: Final = (
    Theme(
        name="dark",
        primary="#7aa2f7",
        secondary="#9aa5ce",
        accent="#e0af68",
        warning="#e0af68",
        error="#f7768e",
        success="#73c991",
        foreground="#d5d9e8",
        background="#16181f",
        surface="#1d2029",
        panel="#272b37",
        variables={
            "dim": "#8b93ad",
            "cursor": "#33415f",
            "added": "#8ab4ff",
            "added-back": "#1f2f52",
            "removed": "#f0a868",
            "removed-back": "#46301c",
        },
    ),
    Theme(
        name="light",
        primary="#2456b8",
        secondary="#56607a",
        accent="#8a5300",
        warning="#8a5300",
        error="#b3263a",
        success="#1c6b3c",
        foreground="#1c2230",
        background="#fbfaf7",
        surface="#f1efe9",
        panel="#e3e0d7",
        dark=False,
        variables={
            "dim": "#5d6475",
            "cursor": "#c9d8f5",
            "added": "#123f94",
            "added-back": "#d6e3ff",
            "removed": "#7a3e00",
            "removed-back": "#ffe3c7",
        },
    ),
    Theme(
        name="contrast",
        primary="#ffff00",
        secondary="#ffffff",
        accent="#00ffff",
        warning="#ffff00",
        error="#ff8080",
        success="#80ff80",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#202020",
        text_alpha=1.0,
        variables={
            "dim": "#c0c0c0",
            "cursor": "#404000",
            "added": "#80c8ff",
            "added-back": "#003060",
            "removed": "#ffc080",
            "removed-back": "#603000",
        },
    ),
    Theme(
        name="ansi",
        primary="ansi_blue",
        secondary="ansi_bright_black",
        accent="ansi_yellow",
        warning="ansi_yellow",
        error="ansi_red",
        success="ansi_green",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        ansi=True,
        variables={
            "ansi-background": "ansi_black",
            "ansi-foreground": "ansi_white",
            "border-blurred": "ansi_bright_black",
            "block-cursor-foreground": "ansi_default",
            "block-cursor-background": "ansi_default",
            "block-cursor-text-style": "reverse",
            "input-cursor-background": "ansi_default",
            "input-cursor-foreground": "ansi_default",
            "input-cursor-text-style": "reverse",
            "input-selection-background": "ansi_bright_blue",
            "input-selection-foreground": "ansi_black",
            "screen-selection-background": "ansi_bright_blue",
            "screen-selection-foreground": "ansi_black",
            "dim": "ansi_bright_black",
            "cursor": "ansi_default",
            "added": "ansi_blue",
            "added-back": "ansi_default",
            "removed": "ansi_yellow",
            "removed-back": "ansi_default",
        },
    ),
)
NAMES: Final = tuple(theme.name for theme in THEMES)
