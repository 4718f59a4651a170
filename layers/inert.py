"""JSON inside scripts and words inside styles, made inert: they can neither end them nor be taken for a template."""

import json


def script_json(value: object) -> str:
    r"""JSON that stays inert wherever folium and streamlit-folium may put it: in a script, a template, a page.

    Examples
    --------
    >>> script_json({"a": "</script>"})
    '{"a":"\\u003c/script\\u003e"}'
    >>> json.loads(script_json("`${x}` {{ 7*7 }} \u2028")) == "`${x}` {{ 7*7 }} \u2028"
    True
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&`$\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text.replace("{{", "{\\u007b").replace("{%", "{\\u0025").replace("{#", "{\\u0023")


def css_string(words: str) -> str:
    r"""Words as a string of CSS that stays one wherever it stands: every sign but letters and digits by its number.

    Examples
    --------
    >>> print(css_string('Up to 50 MB: "TXT"</style>'))
    "Up to 50 MB\3a  \22 TXT\22 \3c \2f style\3e "
    """
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in words) + '"'
