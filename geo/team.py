"""Who may come in when the map is served to a team, and as what: the file that ``marz app --serve`` is given.

It is Streamlit's own ``secrets.toml``: its section ``[auth]`` names the provider of sign-in (OpenID Connect), and a
section ``[team]`` the people, by e-mail address or by domain. People who are named nowhere are refused.
"""

import importlib.util
import re
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from geo.errors import MarzError

Role = Literal["reader", "reviewer"]
LEAST_SECRET = 32
_AUTH = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
_PERSON = re.compile(r"(?:\*|[^@\s*]+)@[^@\s*]+\.?[^@\s*]*")
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class NotSafe(MarzError):
    """Settings with which a team must not be served."""


@dataclass(frozen=True, slots=True)
class Team:
    """People by role, and where they find the map; ``*@example.org`` is everybody there.

    Examples
    --------
    >>> team = Team("https://map.example.org/oauth2callback", ("*@example.org",), ("ana@example.org",))
    >>> team.role({"email": "Ana@example.org", "email_verified": True})
    'reviewer'
    >>> team.role({"email": "omid@example.org", "email_verified": True}), team.role({"email": "omid@example.org"})
    ('reader', None)
    """

    redirect_uri: str
    readers: tuple[str, ...]
    reviewers: tuple[str, ...]

    def role(self, user: Mapping[str, Any]) -> Role | None:
        """Say as what somebody may come in; nobody does whose provider has not verified their address."""
        email = str(user.get("email") or "").strip().casefold()
        if user.get("email_verified") is not True or email.count("@") != 1:
            return None
        names = {email, f"*@{email.partition('@')[2]}"}
        if names & set(self.reviewers):
            return "reviewer"
        return "reader" if names & set(self.readers) else None

    @property
    def host(self) -> str:
        """The host by which people reach the map."""
        return urlsplit(self.redirect_uri).hostname or ""

    @property
    def port(self) -> int:
        """The port by which people reach the map."""
        parts = urlsplit(self.redirect_uri)
        return parts.port or (443 if parts.scheme == "https" else 80)


def read(path: Path) -> Team:
    """Read who may come in, and hold the settings to what is safe.

    Raises
    ------
    NotSafe
        Naming everything that is missing or unsafe; no secret is ever quoted.
    """
    settings = _settings(path)
    auth, team = (settings.get(name) for name in ("auth", "team"))
    auth, team = (part if isinstance(part, dict) else {} for part in (auth, team))
    faults = [*_faults_of_file(path), *_faults_of_auth(auth), *_faults_of_team(team)]
    if not importlib.util.find_spec("authlib"):
        faults.append("Authlib is not installed; run: pip install 'marz[serve]'")
    if faults:
        raise NotSafe(
            f"{path.name} does not make it safe to serve a team: {'; '.join(faults)}. See layers/page/serving.md."
        )
    people = {role: tuple(str(p).strip().casefold() for p in team.get(role, ())) for role in ("readers", "reviewers")}
    return Team(str(auth["redirect_uri"]), people["readers"], people["reviewers"])


def _settings(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise NotSafe(
            f"There is no {path}. A team is served with sign-in only: write it as layers/page/serving.md says."
        )
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):  # whose message might quote a secret
        raise NotSafe(f"{path.name} is not TOML in UTF-8. Write it as layers/page/serving.md says.") from None


def _faults_of_file(path: Path) -> list[str]:
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return [f"others on this machine may read it; run: chmod 600 {path.name}"]
    return []


def _faults_of_auth(auth: Mapping[str, Any]) -> list[str]:
    faults = [f"[auth] lacks {name}" for name in _AUTH if not isinstance(auth.get(name), str) or not auth[name].strip()]
    if len(str(auth.get("cookie_secret", "x" * LEAST_SECRET))) < LEAST_SECRET:
        faults.append(f"cookie_secret has less than {LEAST_SECRET} characters")
    for name in ("redirect_uri", "server_metadata_url"):
        parts = urlsplit(str(auth.get(name, "https://x/oauth2callback")))
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
            faults.append(f"{name} must begin with https://")
    if not str(auth.get("redirect_uri", "/oauth2callback")).endswith("/oauth2callback"):
        faults.append("redirect_uri must end with /oauth2callback")
    return faults


def _faults_of_team(team: Mapping[str, Any]) -> list[str]:
    faults = [
        f"[team] knows no {name!r}; it holds readers and reviewers"
        for name in team
        if name not in ("readers", "reviewers")
    ]
    lists = [team.get(name, []) for name in ("readers", "reviewers")]
    if not all(isinstance(people, list) for people in lists):
        return [*faults, "readers and reviewers must be lists"]
    people = [str(person) for some in lists for person in some]
    if not people:
        faults.append('[team] names nobody; give readers = ["*@example.org"] or reviewers = ["ana@example.org"]')
    return faults + [
        f"{person[:60]!r} is no e-mail address" for person in people if not _PERSON.fullmatch(person.strip())
    ]
