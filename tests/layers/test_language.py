"""The catalogues: whole in every language, nothing in them unused, nothing said outside of them."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from geo.schema import CATEGORIES, KINDS, STATUSES
from layers.language import LANGUAGES, LOCALE, language, map_words
from layers.registry import LAYERS

LAYERS_FOLDER = LOCALE.parent
SPOKEN = [*LAYERS_FOLDER.rglob("*.py"), *(LAYERS_FOLDER / "templates").glob("*.html")]
SCRIPTS = list((LAYERS_FOLDER / "js").glob("*.js"))
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def catalogue(lang: str, domain: str) -> dict[str, list[str]]:
    """Messages by key; a message with plurals has several texts."""
    with (LOCALE / lang / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        read = read_po(file, abort_invalid=True)
    assert not [m.id for m in read if m.fuzzy and m.id]
    texts = {(m.id if isinstance(m.id, str) else m.id[0]): m.string for m in read if m.id}
    return {key: [text] if isinstance(text, str) else list(text) for key, text in texts.items()}


def source(files: list[Path]) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def used(text: str) -> tuple[set[str], set[str]]:
    """Words that stand in quotes, and beginnings that something is put behind."""
    begun = re.findall(r"""["'`](\w+_)(?:\$?\{|["'] ~|["'] \+)""", text)
    return set(re.findall(r"""["'`](\w+)["'`]""", text)), set(begun)


@pytest.mark.parametrize("domain", ["map", "page"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_message_is_said_in_every_language_with_the_same_parts(lang, domain):
    english, local = catalogue("en", domain), catalogue(lang, domain)
    assert list(local) == list(english)
    for key, texts in local.items():
        parts = set(PLACEHOLDER.findall(english[key][-1]))
        for text in texts:
            assert text.strip(), f"{lang}: {key} is not translated"
            assert set(PLACEHOLDER.findall(text)) <= parts, f"{lang}: {key} has other parts than the English"
        if lang != "en" and re.search("[a-z]{4}", PLACEHOLDER.sub("", english[key][-1])):
            assert re.search("[؀-ۿ]", texts[0]), f"{lang}: {key} is still in English"


@pytest.mark.parametrize(("domain", "files"), [("map", [*SCRIPTS, *SPOKEN]), ("page", SPOKEN)])
def test_no_message_lies_unused(domain, files):
    quoted, begun = used(source(files))
    unused = [k for k in catalogue("en", domain) if k not in quoted and not any(k.startswith(b) for b in begun)]
    assert not unused


def test_every_message_asked_for_is_there():
    asked = set(re.findall(r"""\b(?:t|tell|t\.many)\(\s*["'](\w+)["'][,)]""", source(SPOKEN)))
    assert asked <= language("en").keys
    assert set(re.findall(r"""\bword\("(\w+)"[,)]""", source(SCRIPTS))) <= set(map_words()["en"])


def test_the_closed_lists_have_words(facts):
    subtypes = {p.subtype.replace(" ", "_") for p in facts.places.values() if p.subtype}
    wanted = [f"status_{s}" for s in STATUSES] + [f"category_{c}" for c in CATEGORIES] + [f"kind_{k}" for k in KINDS]
    wanted += [f"claim_{s}" for s in STATUSES] + [f"subtype_{s}" for s in subtypes] + [f"layer_{n}" for n in LAYERS]
    assert [w for w in wanted if not language("en").has(w)] == []


def test_templates_hold_no_words_of_their_own():
    for file in (LAYERS_FOLDER / "templates").glob("*.html"):
        bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        shown = re.sub(r"""<[^>]*>|[\w-]+=(?:"[^"]*"|'[^']*')""", "", bare)
        assert not re.search(r"\w{2}", shown), f"{file.name}: {shown.strip()[:80]}"


def test_the_page_holds_no_sentences_of_its_own():
    for file in (LAYERS_FOLDER / "page").glob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        documented = (n for n in ast.walk(tree) if isinstance(n, ast.Module | ast.FunctionDef | ast.ClassDef))
        docstrings = {id(n.body[0].value) for n in documented if n.body and isinstance(n.body[0], ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                text = re.sub(r"<[^>]*>?|\w+=\"[^\"]*\"|^marz .*", "", node.value)
                assert not re.search(r"[a-z]{2,} [a-z]{2,}", text), f"{file.name} line {node.lineno}: {node.value!r}"


def test_a_name_of_the_other_direction_does_not_turn_its_sentence():
    assert language("fa")("counted_by", body="UNHCR").count("\u2068UNHCR\u2069") == 1
    assert "\u2068" not in language("en")("counted_by", body="UNHCR")


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if language(lang).rtl])
def test_dates_and_endings_of_files_in_a_sentence_stand_from_left_to_right(lang):
    texts = [text for domain in ("map", "page") for told in catalogue(lang, domain).values() for text in told]
    turned = re.compile("(?<!\u2066)(?<![\\w.-])(?:\\d{4}-\\d\\d|\\.[a-z]{2,4}\\b)")
    assert any("\u20662025-07-06\u2069" in text for text in texts)
    assert not [text for text in texts if turned.search(text)]


def test_numbers_are_said_in_the_readers_digits():
    assert [language(lang).many("tally_events", 1200) for lang in LANGUAGES] == [
        "1,200 events",
        "۱٬۲۰۰ رویداد",
        "۱٬۲۰۰ رویداد",
    ]
