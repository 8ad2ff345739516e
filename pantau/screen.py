"""Progress and messages: a bar on a terminal, plain log lines elsewhere (cron), always on standard error."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.logging import RichHandler
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

err = Console(stderr=True, highlight=False)
out = Console(highlight=False)
if not out.is_terminal:
    out = Console(highlight=False, width=160)  # a table in a file or a pipe is not folded at 80 columns
log = logging.getLogger("pantau")

#: Seconds between two plain progress lines; a cron mail should not be long.
LINE_EVERY = 10.0


def set_up_logging(verbose: bool) -> None:
    """Log lines with a time stamp on standard error; `verbose` shows what each part is doing."""
    level = logging.DEBUG if verbose else logging.INFO
    handler: logging.Handler
    if err.is_terminal:
        handler = RichHandler(console=err, show_path=False, show_level=verbose, rich_tracebacks=False)
        handler.setFormatter(logging.Formatter("%(message)s"))
    else:
        handler = logging.StreamHandler()
        handler.setFormatter(
            logging.Formatter("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S%z")
        )
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for ours in ("pantau", "crawler", "nlp", "db", "newsroom"):
        logging.getLogger(ours).setLevel(level)


class Steps:
    """Counts what is done; shown by `progress`."""

    def __init__(self, what: str, total: int | None, bar: Progress | None) -> None:
        self.what, self.total, self.done = what, total, 0
        self._bar, self._last = bar, time.monotonic()
        self._task = bar.add_task(what, total=total) if bar else None

    def step(self, n: int = 1, note: str = "") -> None:
        """`n` more are done; `note` (an address, a title) is shown beside the bar."""
        self.done += n
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self.done, description=f"{self.what} {note[:60]}".rstrip())
        elif time.monotonic() - self._last >= LINE_EVERY:
            self._last = time.monotonic()
            log.info("%s: %d%s", self.what, self.done, f" of {self.total}" if self.total else "")


@contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Steps]:
    """A progress bar on a terminal, a line every ten seconds elsewhere."""
    if not err.is_terminal:
        yield Steps(what, total, None)
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True) as bar:
        yield Steps(what, total, bar)
