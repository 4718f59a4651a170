"""The address of a team's store: a PostgreSQL database named by its URL, whose password is never shown."""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from geo.errors import MarzError

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_OURS = ("postgresql://", "postgres://")


@dataclass(frozen=True, slots=True)
class Database:
    """A database by its URL, as libpq reads it.

    Examples
    --------
    >>> team = Database("postgresql://ana:very%20secret@db.example.org/marz?sslmode=verify-full")
    >>> team, str(team), team.has_password
    (Database(), 'postgresql://ana@db.example.org/marz', True)
    >>> str(Database("postgresql:///marz?host=/run/postgresql&user=ana"))
    'postgresql:///marz?host=/run/postgresql'
    """

    url: str = field(repr=False)

    @property
    def has_password(self) -> bool:
        """Whether the URL itself carries a password."""
        return ":" in self._user_part or bool(re.search(r"[?&]password=", self.url, re.IGNORECASE))

    def __str__(self) -> str:
        """Give the address without password and settings."""
        rest = self._body.rpartition("@")[2]
        host = parse_qs(rest.partition("?")[2]).get("host", [""])[0]
        user = re.match(r"[^:@/?]*", self._user_part)
        at = f"{user[0]}@" if user and user[0] else ""
        return f"postgresql://{at}{rest.partition('?')[0]}" + f"?host={host}" * bool(host)

    @property
    def _body(self) -> str:
        return self.url.partition("://")[2]

    @property
    def _user_part(self) -> str:
        return self._body.rpartition("@")[0]


def database_of(text: str) -> Database | None:
    """Read a URL; ``None`` for what is no URL, and so a folder.

    Raises
    ------
    MarzError
        If it names another kind of server.

    Examples
    --------
    >>> database_of("data/store") is None, database_of("postgres://db.example.org/marz") is None
    (True, False)
    """
    if text.lower().startswith(_OURS):
        return Database(text)
    if scheme := _SCHEME.match(text):
        raise MarzError(
            f"{scheme[0]} names no kind of store that Marz knows. Give a folder, or postgresql://USER@HOST/DATABASE."
        )
    return None
