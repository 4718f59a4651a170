"""What a team's file must say before anybody is served, and who it lets in."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo import team
from geo.cli import main

GOOD = """
[auth]
redirect_uri = "https://map.example.org/oauth2callback"
cookie_secret = "0123456789abcdef0123456789abcdef"
client_id = "marz"
client_secret = "do-not-tell"
server_metadata_url = "https://id.example.org/.well-known/openid-configuration"
[team]
readers = ["*@example.org"]
reviewers = ["ana@example.org"]
"""


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "team.toml"
    path.write_text(GOOD)
    path.chmod(0o600)
    return path


def known(email: str, **more) -> dict:
    return {"email": email, "email_verified": True, **more}


def test_a_role_needs_a_verified_address_that_is_on_the_list(file):
    people = team.read(file)
    assert people.role(known("ana@example.org")) == "reviewer"
    assert people.role(known("ANA@EXAMPLE.ORG ")) == "reviewer"
    assert people.role(known("omid@example.org")) == "reader"
    for stranger in (
        known("ana@example.org.evil"), known("ana@example.com"), known("ana@evil@example.org"), known(""), {},
        known("*@example.org@x"), {"email": "ana@example.org"}, {"email": "ana@example.org", "email_verified": "true"},
        {"email": "ana@example.org", "email_verified": False},
    ):  # fmt: skip
        assert people.role(stranger) is None, stranger


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("[team]", "[nobody]", "names nobody"),
        ('cookie_secret = "0123456789abcdef0123456789abcdef"', 'cookie_secret = "short"', "less than 32"),
        ('client_secret = "do-not-tell"', "", "lacks client_secret"),
        ("https://map", "http://map", "redirect_uri must begin with https"),
        ("https://id", "http://id", "server_metadata_url must begin with https"),
        ("/oauth2callback", "/", "must end with /oauth2callback"),
        ('["ana@example.org"]', '["ana"]', "no e-mail address"),
        ('["ana@example.org"]', '"ana@example.org"', "must be lists"),
        ("readers", "admins", "knows no 'admins'"),
        ("[auth]", "[auth", "not TOML"),
    ],
)
def test_the_app_does_not_start_on_unsafe_settings_and_tells_no_secret(file, capsys, old, new, why):
    file.write_text(GOOD.replace(old, new, 1))
    assert main(["app", "--serve", str(file)]) == 1
    said = capsys.readouterr().err
    assert why in said
    assert "do-not-tell" not in said
    assert "0123456789abcdef" not in said


def test_a_file_that_others_may_read_and_one_that_is_not_there_are_refused(file, tmp_path, capsys):
    file.chmod(0o644)
    assert main(["app", "--serve", str(file)]) == 1
    assert "chmod 600" in capsys.readouterr().err
    assert main(["app", "--serve", str(tmp_path / "none.toml")]) == 1
    assert "sign-in only" in capsys.readouterr().err


def test_other_machines_are_not_served_without_sign_in(capsys):
    assert main(["app", "--address", "0.0.0.0"]) == 1  # noqa: S104
    assert "--serve" in capsys.readouterr().err


def test_every_write_asks_whether_this_person_may(monkeypatch):
    """The browser keeps a disabled button from being pressed; a client of its own might not."""
    monkeypatch.delenv("MARZ_REVIEW", raising=False)
    page = AppTest.from_string(
        "import streamlit as st\nfrom geo.errors import MarzError\nfrom layers.page.decisions import stamp\n"
        "try:\n    st.write(stamp()['at'])\nexcept MarzError as refusal:\n    st.write(str(refusal))\n"
    )
    assert "You may read, not decide" in page.run().markdown[0].value
    monkeypatch.setenv("MARZ_REVIEW", "1")
    assert page.run().markdown[0].value.startswith("20")
