"""What the command line does when something goes wrong: one line for a user's mistake, and an exit code.

0 done · 1 something failed and was recorded · 2 wrong usage · 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import logging
import os
import sys

import typer

DONE, FAILED, USAGE = 0, 1, 2

OUR_PACKAGES = {"crawler", "nlp", "db", "newsroom", "pantau"}


class Mistake(Exception):
    """Something the user can put right: shown as one line, exit code 2."""


def run_app(app: typer.Typer) -> int:
    """Run a Typer app and give the exit code; a named error of ours is one line, never a traceback."""
    try:
        app()
    except SystemExit as ending:
        if ending.code == 130:
            print("Stopped. What was done is kept; the same command goes on from there.", file=sys.stderr)
        return ending.code if isinstance(ending.code, int) else DONE
    except Mistake as mistake:
        print(f"Error: {mistake}", file=sys.stderr)
        return USAGE
    except BrokenPipeError:  # `pantau extract … | head`: nobody reads on, which is no failure
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        # Our own errors say enough by themselves; anything else is a bug and keeps its traceback.
        if type(error).__module__.split(".")[0] not in OUR_PACKAGES:
            logging.getLogger("pantau").exception("unexpected error")
            print("Error: this is a bug in pantau; please report it with the lines above.", file=sys.stderr)
            return FAILED
        print(f"Error: {error}", file=sys.stderr)
        return FAILED
    return DONE
