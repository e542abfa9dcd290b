"""What a single line of Markdown can be: the marks that begin, end or interrupt a block.

Follows CommonMark 0.31 and GFM where posts do, and kramdown, Hugo, Zenn, Docusaurus, Hexo and MDX where they add
marks of their own.
"""

from __future__ import annotations

import re
from typing import Final

HEADING: Final = re.compile(r" {0,3}(#{1,6})(?:[ \t]|\s*$)")
FENCE: Final = re.compile(r"\s*(`{3,}(?=[^`]*$)|~{3,})")
RULE: Final = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})$")
UNDERLINE: Final = re.compile(r" {0,3}(?:(=+)|(-+))[ \t]*$")
QUOTE: Final = re.compile(r" {0,3}>")
ITEM: Final = re.compile(r"([ \t]*)([-*+]|\d{1,9}[.)])([ \t]+(?=\S)|[ \t]*$)")
TABLE_DELIMITER: Final = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
FOOTNOTE: Final = re.compile(r" {0,3}\[\^[^\]\s]+\]:")
DEFINITION: Final = re.compile(r" {0,3}(?:\[[^\]\^][^\]]*\]:[ \t]*\S|:[ \t]+\S)")
CONTAINER: Final = re.compile(r" {0,9}:{3,}")
ATTRIBUTE: Final = re.compile(r"\s*\{(?::|[ \t]*[.#][\w-])[^{}]*\}\s*$")
TEMPLATE: Final = re.compile(r"\s*(?:\{%.*?%\}|\{\{.*?\}\}|\s)+$")
TEMPLATE_OPEN: Final = re.compile(r"\s*(?:\{%(?!.*%\})|\{\{[<%](?!.*[>%]\}\}))")
TEMPLATE_CODE: Final = re.compile(
    r"\s*\{(?:%-?|\{[<%])\s*(highlight|codeblock|mermaid|comment|code|katex|math|chart|tikz)\b"
    r"(?!.*(?:\{%-?|\{\{[<%])\s*/?end\1)"
)
MODULE: Final = re.compile(
    r"(?:import\s[^。]*\sfrom\s+['\"]|import\s+['\"]|import\s+\{\s*$|export\s+(?:const|default|function)\s)"
)
MATH: Final = re.compile(r" {0,3}(\$\$|\\\[|\\begin\{(\w+\*?)\})")
MARKER: Final = re.compile(r"(?=.{5,60}$)[-=*_#~<>\[\]【】（）()\s]*(?:END|EOF)[-=*_#~<>\[\]【】（）()\s]*$")
CONFLICT: Final = re.compile(r"(<{7}|>{7}|\|{7})(?: .*)?$|={7}$")
CONFLICT_START: Final = re.compile(r"<{7}(?: .*)?$")
BOLD_LINE: Final = re.compile(r"\s*(?:\*\*[^*]+\*\*|__[^_]+__)[:：?？]?\s*$")
CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uff66-\uff9f]")
COMPLETE: Final = re.compile(r"[。．！？!?.…:：」』）)】\]]\s*$")
BULLET_SIGN: Final = re.compile(r"\s*[・●○■□◆◇▼▶★☆※①-⑳]")

_HTML_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|"
    "menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|"
    "track|ul"
)
HTML_VERBATIM: Final = re.compile(r" {0,3}<(script|pre|style|textarea)(?=[\s>]|$)", re.IGNORECASE)
HTML_COMMENT: Final = re.compile(r" {0,3}<(?:(!--)|(\?)|(![A-Za-z])|(!\[CDATA\[))")
HTML_BLOCK: Final = re.compile(rf" {{0,3}}</?(?:{_HTML_NAMES})(?=[\s/>]|$)", re.IGNORECASE)
HTML_TAG: Final = re.compile(
    r"\s{0,9}(?:<[A-Za-z][\w.-]*(?:\s+[A-Za-z_:@#][\w.:@-]*(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|\{.*?\}|[^\s\"'=<>`]+))?)*\s*/?>"
    r"|</[A-Za-z][\w.-]*\s*>|<>|</>)\s*$"
)
HTML_COMPONENT: Final = re.compile(r" {0,9}</?[A-Z][\w.]*(?=[\s/>]|$)")
COMMENT_ENDS: Final = ("-->", "?>", ">", "]]>")

_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
# What `str.splitlines` takes for line ends as well.
_ODD_LINE_ENDS: Final = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"

# What may begin right under a line of text. `===` and `---` are here because they end the text above.
INTERRUPTING: Final[dict[str, tuple[re.Pattern[str], ...]]] = {
    "#": (HEADING,),
    "`": (FENCE,),
    "~": (FENCE,),
    ">": (QUOTE,),
    "-": (RULE, UNDERLINE),
    "=": (UNDERLINE,),
    "*": (RULE,),
    "_": (RULE,),
    "+": (),
    "<": (HTML_VERBATIM, HTML_COMMENT, HTML_BLOCK, HTML_COMPONENT, CONFLICT_START),
    "{": (ATTRIBUTE, TEMPLATE, TEMPLATE_CODE),
    ":": (CONTAINER, DEFINITION),
    "[": (FOOTNOTE,),
    "$": (MATH,),
    "\\": (MATH,),
}


def indent_of(line: str) -> int:
    """Columns before the first character that is no space; a tab goes to the next multiple of four."""
    column = 0
    if line[:1] not in (" ", "\t"):
        return column
    for character in line:
        if character == " ":
            column += 1
        elif character == "\t":
            column += 4 - column % 4
        else:
            break
    return column


def split_lines(text: str) -> list[str]:
    """The lines with their line ends; only LF, CRLF and CR end a line."""
    # Eight searches for one character each take a tenth of the time of one for a set of them.
    if any(character in text for character in _ODD_LINE_ENDS):
        return _LINE.findall(text)
    return text.splitlines(keepends=True)
