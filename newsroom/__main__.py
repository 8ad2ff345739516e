"""``python -m newsroom``: serve the six sites on loopback until Ctrl-C."""

from __future__ import annotations

import argparse
import contextlib
import sys
import threading

from newsroom.articles import BadArticle
from newsroom.server import BASE_PORT, start


def main() -> int:
    """Serve; gives 0 at the end and 1 where a port is taken or an article file cannot be served."""
    parser = argparse.ArgumentParser(
        prog="python -m newsroom", description="Six invented news sites on 127.0.0.1."
    )
    parser.add_argument(
        "--base-port", type=int, default=BASE_PORT, help="first of six ports; 0 picks free ones"
    )
    parser.add_argument("--later", action="store_true", help="show articles as later corrected")
    parser.add_argument("--quiet", action="store_true", help="print nothing but errors")
    args = parser.parse_args()
    if not 0 <= args.base_port <= 65530:
        parser.error(f"--base-port {args.base_port}: not between 0 and 65530")
    try:
        sites = start(args.base_port, later=args.later)
    except OSError as error:
        print(
            f"Error: a port from {args.base_port} on is taken ({error.strerror}); try --base-port 0",
            file=sys.stderr,
        )
        return 1
    except BadArticle as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    with sites:
        if not args.quiet:
            for slug, url in sites.urls.items():
                print(f"{url}  {slug}", flush=True)
            print("Ctrl-C stops them.", flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
