"""A team served for real: a provider of OpenID Connect, the app behind sign-in, people in Chromium."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from geo.ingest.review import ReviewLog
from geo.store import Store
from tests.browser import chromium, page_of
from tests.server import ROOT, wait_for
from tests.trust.made import NOW, candidate

pytestmark = pytest.mark.browser
PATIENCE = 90_000
SECRETS = {"cookie_secret": "c0ffee" * 8, "client_secret": "never-to-be-told"}


@dataclass
class Served:
    """A served team: where, its store, and everything that the server printed."""

    url: str
    folder: Path
    team: Path
    log: Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], url: str, log: Path, **environment: str) -> Iterator[None]:
    with log.open("ab") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=out, stderr=out)
        try:
            wait_for(url, process)
            yield
        finally:
            process.terminate()
            process.wait(timeout=20)


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("team")
    folder, log, team = home / "store", home / "log", home / "team.toml"
    ReviewLog(folder).add([candidate(f"c-{n}") for n in range(3)], who="Ana", at=NOW)
    Store.open(folder)
    port, issuer = free_port(), free_port()
    team.write_text(
        f'[auth]\nredirect_uri = "http://localhost:{port}/oauth2callback"\nclient_id = "marz"\n'
        + "".join(f'{name} = "{value}"\n' for name, value in SECRETS.items())
        + f'server_metadata_url = "http://localhost:{issuer}/.well-known/openid-configuration"\n'
        '[team]\nreaders = ["*@example.org"]\nreviewers = ["ana@example.org"]\n'
    )
    team.chmod(0o600)
    people = [
        {"sub": name, "email": f"{name}@{where}", "email_verified": verified}
        for name, where, verified in (
            ("ana", "example.org", True), ("omid", "example.org", True), ("eve", "example.com", True),
            ("mal", "example.org", False),
        )
    ]  # fmt: skip
    provider = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(issuer)]
    for person in people:
        provider += ["--user-claims", json.dumps(person)]
    app = [sys.executable, "-m", "geo", "app", "--port", str(port), "--store", str(folder), "--serve", str(team)]
    with (
        running(provider, f"http://localhost:{issuer}/.well-known/openid-configuration", home / "provider.log"),
        running(app, f"http://localhost:{port}/_stcore/health", log),
    ):
        yield Served(f"http://localhost:{port}/", folder, team, log)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def sign_in(page: Page, who: str) -> None:
    page.route("**/pico.min.css", lambda route: route.abort())  # the provider's page would have it from afar
    page.get_by_role("button", name="Sign in").click(timeout=PATIENCE)
    page.locator("input[name=sub]").fill(who, timeout=PATIENCE)
    page.get_by_role("button", name="Authorize").click()


def journal(served: Served) -> list[tuple[str, str]]:
    lines = (served.folder / "journal.jsonl").read_text().splitlines()
    return [(line["did"], line["who"]) for line in map(json.loads, lines) if line["did"] in ("sign-in", "refused")]


def test_nobody_sees_anything_before_signing_in(browser, served):
    with page_of(browser, f"{served.url}?page=review") as page:
        page.get_by_role("button", name="Sign in").wait_for(timeout=PATIENCE)
        page.wait_for_timeout(1500)
        assert page.locator("iframe, textarea, .mz-window").count() == 0
        assert not [c for c in page.context.cookies() if c["name"].startswith("_streamlit_user")]


def test_a_reviewer_decides_under_the_name_that_signed_in(browser, served):
    with page_of(browser, f"{served.url}?page=review") as page:
        sign_in(page, "ana")
        page.get_by_text("Signed in as ana@example.org").wait_for(timeout=PATIENCE)
        (cookie,) = [c for c in page.context.cookies() if c["name"] == "_streamlit_user"]
        assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")
        page.goto(f"{served.url}?page=review")
        page.get_by_role("button", name="Accept").click(timeout=PATIENCE)
        expect(page.get_by_text("on the map now")).to_be_visible(timeout=PATIENCE)
    (decision,) = ReviewLog(served.folder).log()
    assert (decision.who, decision.verdict) == ("ana@example.org", "accept")
    assert ("sign-in", "ana@example.org") in journal(served)


def test_a_reader_sees_the_map_and_may_not_write(browser, served):
    before = ReviewLog(served.folder).log()
    with page_of(browser, served.url) as page:
        sign_in(page, "omid")
        page.get_by_text("Signed in as omid@example.org").wait_for(timeout=PATIENCE)
        page.locator(".mz-window").wait_for(timeout=PATIENCE)
        page.goto(f"{served.url}?page=review")
        expect(page.get_by_role("button", name="Accept")).to_be_disabled(timeout=PATIENCE)
        served.team.write_text(served.team.read_text().replace("*@example.org", "*@example.net"))
        page.get_by_role("button", name="Next").click()
        page.get_by_text("is on the team's list").wait_for(timeout=PATIENCE)
        assert page.locator("textarea").count() == 0, "who is taken off the list is out at once"
        served.team.write_text(served.team.read_text().replace("*@example.net", "*@example.org"))
    assert ReviewLog(served.folder).log() == before


@pytest.mark.parametrize("who", ["eve", "mal"])
def test_a_stranger_and_an_address_that_nobody_verified_are_turned_away(browser, served, who):
    with page_of(browser, served.url) as page:
        sign_in(page, who)
        page.get_by_text("is on the team's list").wait_for(timeout=PATIENCE)
        page.wait_for_timeout(1000)
        assert page.locator("iframe, .mz-window").count() == 0
    assert ("refused", f"{who}@example.{'com' if who == 'eve' else 'org'}") in journal(served)


def test_nothing_secret_was_printed_or_kept(served):
    kept = served.log.read_text() + (served.folder / "journal.jsonl").read_text()
    assert "Marz is on" in kept
    for secret in (*SECRETS.values(), "code=", "id_token", "access_token", "Bearer "):
        assert secret not in kept
