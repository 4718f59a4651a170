"""The same work in this process, over all cores, or on a cluster, with the answers in the order of the tasks.

What is spread is a function and small tasks that say where things lie; workers read them there. A worker that dies is
replaced, and its tasks are done again by others: since a task has no effects, the answers are the same.

They would not be the same from a worker that runs other code, or knows other names. So every worker is asked before the
first task for a digest of both (:mod:`geo.sameness`), and says it again beside every answer: workers may join later.
What is sent for that is pickled as code, not by name, because a worker of another version has no such name.
"""

import logging
import os
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from itertools import islice
from typing import Any, TypeVar

from geo.errors import MarzError
from geo.sameness import digest

T = TypeVar("T")
A = TypeVar("A")
Run = Callable[[Callable[[T], A], Iterable[T]], Iterator[A]]
_AHEAD = 3  # tasks a worker has waiting, so that a run of any length stays a short queue
_PATIENCE = "30s"
_SILENT = logging.CRITICAL


class NoCluster(MarzError, ConnectionError):
    """A cluster that does not answer, or that loses its workers on a task again and again."""


class OtherCode(MarzError, RuntimeError):
    """A worker whose answers might be others: it runs another version, or has other seeds or names."""


@contextmanager
def pool(workers: int = 0, cluster: str = "") -> Iterator[Run[Any, Any]]:
    """Give what runs a function over tasks; kept open between runs, because workers take seconds to start.

    ``workers`` 1 runs in this process; 0 takes all cores, through Dask. ``cluster`` is the address of a Dask scheduler
    whose workers have this project and see the same files.

    Raises
    ------
    NoCluster
        If nobody answers at the address, or a task has been the end of several workers.
    OtherCode
        If a worker runs other code or has other seeds than this process.

    Examples
    --------
    >>> with pool(1) as run:
    ...     list(run(abs, [-3, 1, -2]))
    [3, 1, 2]
    """
    if workers == 1 and not cluster:
        yield map
        return
    with ExitStack() as opened:
        client = opened.enter_context(_client(workers or cores(), cluster))
        for address, theirs in client.run(_sealed()).items():
            _agree(theirs, address)

        def run(function: Callable[[T], A], tasks: Iterable[T]) -> Iterator[A]:
            return _in_order(client, function, iter(tasks), cluster)

        yield run


def cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _client(workers: int, cluster: str) -> AbstractContextManager[Any]:
    import distributed

    client_of: Any = distributed.Client  # it has no types
    comm: Any = distributed.comm
    if cluster:
        try:
            comm.resolve_address(cluster)  # a client of what is no address waits a minute to be closed
            return client_of(cluster, set_as_default=False, timeout=_PATIENCE)  # type: ignore[no-any-return]
        except (OSError, ValueError, TimeoutError) as fault:
            raise NoCluster(
                f"No Dask scheduler answers at {cluster}. Start one with 'dask scheduler', or correct the address."
            ) from fault
    return _local(workers)


@contextmanager
def _local(workers: int) -> Iterator[Any]:
    import distributed

    local_of: Any = distributed.LocalCluster
    client_of: Any = distributed.Client
    with (
        local_of(
            n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
        ) as here,
        client_of(here, set_as_default=False) as client,
    ):
        yield client


def _in_order(client: Any, function: Callable[[T], A], tasks: Iterator[T], cluster: str) -> Iterator[A]:
    import distributed

    ahead, sealed = _AHEAD * max(sum(client.nthreads().values()), 1), _sealed(digest())

    def submit(many: int) -> Iterator[Any]:
        return (client.submit(sealed, pickle.dumps((function, t)), pure=False) for t in islice(tasks, many))

    waiting = deque(submit(ahead))
    while waiting:
        try:
            theirs, answer = waiting.popleft().result()
        except distributed.KilledWorker as fault:
            raise NoCluster(
                f"Several workers died on one task{f' at {cluster}' if cluster else ''}. Give each more memory."
            ) from fault
        _agree(theirs)
        waiting.extend(submit(1))
        yield answer


def _sealed(wanted: str = "") -> Callable[..., Any]:
    """Make what a worker calls: it gives its digest and, of a packed task, the answer if the digest is the wanted one.

    A nested function is sent as it is; a task is unpacked only where its function is known to be the same.
    """

    def sealed(packed: bytes | None = None) -> Any:
        import pickle

        try:
            from geo.sameness import digest
        except ImportError:
            mine = ""
        else:
            mine = digest()
        if packed is None:
            return mine
        if mine != wanted:
            return mine, None
        function, task = pickle.loads(packed)  # noqa: S301 - from the client, as every task of Dask is
        return mine, function(task)

    return sealed


def _agree(theirs: str, address: str = "") -> None:
    if theirs != digest():
        who = f"The worker {address}" if address else "A worker that joined later"
        does = "runs another version of Marz, or has other seeds or names" if theirs else "does not have this Marz"
        raise OtherCode(
            f"{who} {does}: its answers might be others. Install the same version with the same seeds/ and data/ on "
            "every worker, start them again, and run this again."
        )
