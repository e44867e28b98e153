"""Finds the machine's own Chromium, so that browser tests download none.

`python -m tests.chromium` prints its path, or says in one line how to get it and ends with 3.
"""

import os
import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "Left out: browser tests. No Chromium was found; on Debian: apt-get install chromium "
    "(or name one: CHROMIUM=/path/to/chromium)."
)


def find_chromium() -> str | None:
    """The path of a Chromium to drive, or None. CHROMIUM in the environment comes first."""
    for name in (os.environ.get("CHROMIUM", ""), *NAMES):
        if name and (path := shutil.which(name)):
            return path
    return None


if __name__ == "__main__":
    if path := find_chromium():
        print(path)
    else:
        print(MISSING, file=sys.stderr)
        sys.exit(3)
