"""JSON inside scripts, made inert: what it holds can neither end the script nor be taken for a template."""

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
