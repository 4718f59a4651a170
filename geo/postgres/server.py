"""Connections to a team's server: kept for the next question, one transaction each, every fault said in words.

A connection that was lost while it lay idle is noticed by the transaction's own first command and replaced; one that is
lost later ends the transaction, of which the server then keeps nothing.
"""

import atexit
import os
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from geo.database import Database
from geo.errors import MarzError, NotBuilt, Unwritable

Connection = psycopg.Connection[tuple[Any, ...]]
READ, WRITE = "begin isolation level repeatable read, read only", "begin isolation level read committed, read write"
WAIT_SECONDS = 300
_MOST_IDLE = 4
_OURS = {"connect_timeout": "10", "application_name": "marz"}
_SETTINGS = f"""
set search_path = marz, public; set lock_timeout = '{WAIT_SECONDS}s'; set idle_in_transaction_session_timeout = '30min';
set tcp_keepalives_idle = 60; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 6;
select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off';
"""
_REMEDIES: dict[type[psycopg.Error], str] = {
    errors.LockNotAvailable: "Somebody else is writing; let it end and try again",
    errors.DeadlockDetected: "Somebody else is writing; try again",
    errors.InsufficientPrivilege: "Ask the store's owner to do it, or for the role that it takes: marz_reviewer",
    errors.ReadOnlySqlTransaction: "This server is a copy to read from; give the address of the one that is written to",
    errors.DiskFull: "Have room made on the server's disk and run it again; nothing half-written was kept",
    psycopg.DataError: "Take out what no text holds, such as NUL characters, and run it again",
    errors.TooManyConnections: "Too many are connected; try again in a while, or have the server let more in",
}
BUILD = "The store's owner makes it with 'marz build --store URL', once"
_idle: dict[str, list[Connection]] = defaultdict(list)
_others: list[Connection] = []  # those of the process that this one was forked from: theirs to close
_lock = threading.Lock()


@contextmanager
def transaction(database: Database, begin: str) -> Iterator[Connection]:
    """Give a connection for one transaction, all of it kept or nothing.

    Raises
    ------
    MarzError
        Whatever the server refuses, in words that end with the remedy.
    """
    base = _begun(database, begin)
    try:
        yield base
    except BaseException as fault:
        with suppress(psycopg.Error):
            base.execute("rollback")
        _put_back(database, base)
        if isinstance(fault, psycopg.Error):
            raise told(database, fault) from None
        if isinstance(fault, UnicodeEncodeError):
            raise MarzError(f"{fault.object[:60]!a} is not text in any script. Write it in UTF-8.") from None
        raise
    try:
        base.execute("commit")
    except psycopg.Error as fault:
        raise told(database, fault, committing=begin == WRITE) from None
    finally:
        _put_back(database, base)


def ask(database: Database, command: str) -> tuple[Any, ...]:
    """Ask one question in one round trip, and give the row that answers it."""
    base, cursor = _first(database, command)
    try:
        return cursor.fetchone() or ()
    finally:
        _put_back(database, base)


def told(database: Database, fault: psycopg.Error, *, committing: bool = False) -> MarzError:
    """Turn a fault of the server into words that end with the remedy, and hold no password."""
    why = _reason(database, fault)
    for kind, remedy in _REMEDIES.items():
        if isinstance(fault, kind):
            return Unwritable(f"The store {database} refused: {why}. {remedy}.")
    if isinstance(fault, errors.UndefinedTable | errors.InvalidSchemaName | errors.UndefinedColumn):
        return NotBuilt(f"The database {database} holds no store of this Marz, or you may not see it ({why}). {BUILD}.")
    if isinstance(fault, psycopg.OperationalError | psycopg.InterfaceError):
        kept = "It is not known whether the last step was kept" if committing else "Nothing of this step was kept"
        return Unwritable(
            f"The connection to {database} was lost ({why}). {kept}; what was acknowledged before is safe. "
            "Once the server is back, look with 'marz review log' or run it again: nothing is added twice."
        )
    if isinstance(fault, errors.RaiseException):
        return MarzError(f"The store {database} refused: {why}. Add a new decision or table instead.")
    return MarzError(
        f"{database} refused what was to be written ({why}). Nothing was kept; report this as a fault of Marz."
    )


def _first(database: Database, command: str) -> tuple[Connection, psycopg.Cursor[tuple[Any, ...]]]:
    """Run a first command on an idle connection; on a fresh one, where the idle one has been lost."""
    while (base := _taken(database)) is not None:
        try:
            return base, base.execute(command)
        except psycopg.OperationalError:
            base.close()
        except psycopg.Error as fault:
            _put_back(database, base)
            raise told(database, fault) from None
    base = _connected(database)
    try:
        return base, base.execute(command)
    except psycopg.Error as fault:
        base.close()
        raise told(database, fault) from None


def _connected(database: Database) -> Connection:
    try:
        said = conninfo_to_dict(database.url)
        ours = {k: v for k, v in _OURS.items() if k not in said}
        address = make_conninfo(database.url, **ours)
    except psycopg.Error:  # whose message may quote the URL whole
        raise MarzError(
            f"{database} is not written as libpq reads it. Write postgresql://USER@HOST:PORT/DATABASE."
        ) from None
    try:
        base: Connection = psycopg.connect(address, autocommit=True, prepare_threshold=None)
    except psycopg.Error as fault:
        raise MarzError(_not_let_in(database, fault)) from None
    try:
        base.execute(_SETTINGS)
    except psycopg.Error as fault:
        base.close()
        raise told(database, fault) from None
    return base


def _not_let_in(database: Database, fault: psycopg.Error) -> str:
    why = _reason(database, fault)
    remedies = {
        "password": "Give the right one in PGPASSWORD or ~/.pgpass, never on the command line",
        "does not exist": "Check the names of user and database, or have the database made: createdb",
        "pg_hba": "Have the server let this machine and user in (pg_hba.conf)",
        "certificate": "Check the server's certificate, or sslrootcert and sslmode in the address",
        "too many": "Try again in a while, or have the server let more in",
        "starting up": "Try again in a while",
    }
    remedy = next((r for word, r in remedies.items() if word in why), "Check the address, and that the server runs")
    return f"The team's store {database} cannot be reached: {why}. {remedy}."


def _reason(database: Database, fault: psycopg.Error) -> str:
    """Give the server's own words on one line, without the password wherever it may have come from."""
    text = fault.diag.message_primary or str(fault)
    text = " ".join(line for line in text.splitlines() if not line.startswith("\t"))  # those are hints
    said = text.rpartition("failed: ")[2] if fault.diag.message_primary is None else text
    said = " ".join(said.replace("FATAL: ", "").split()).rstrip(".") or type(fault).__name__
    with suppress(psycopg.Error):
        for secret in (conninfo_to_dict(database.url).get("password"), os.environ.get("PGPASSWORD")):
            said = said.replace(str(secret), "…") if secret else said
    return said


def _begun(database: Database, begin: str) -> Connection:
    return _first(database, begin)[0]


def _taken(database: Database) -> Connection | None:
    with _lock:
        idle = _idle[database.url]
        return idle.pop() if idle else None


def _put_back(database: Database, base: Connection) -> None:
    with _lock:
        idle = _idle[database.url]
        if base.info.transaction_status == psycopg.pq.TransactionStatus.IDLE and len(idle) < _MOST_IDLE:
            idle.append(base)
            return
    base.close()


def close_all() -> None:
    """Close what lies idle."""
    with _lock:
        for idle in _idle.values():
            while idle:
                idle.pop().close()


def _leave_to_parent() -> None:
    global _lock
    _lock = threading.Lock()
    for idle in _idle.values():
        _others.extend(idle)
        idle.clear()


atexit.register(close_all)
os.register_at_fork(after_in_child=_leave_to_parent)
