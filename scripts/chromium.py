"""Sees that there is a Chromium for the tests of the explorer's pages: Debian's, installed where that can be done.

Never fails: where there is none, those tests are skipped and say why.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

INSTALL = (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"])


def main() -> None:
    """Installs it if it is missing and this user may."""
    if shutil.which("chromium"):
        return
    if not shutil.which("apt-get") or os.geteuid() != 0:
        print(
            "chromium: not there, and only root on Debian can install it here; page tests are skipped", file=sys.stderr
        )
        return
    print("chromium: installing Debian's for the tests of pages …", file=sys.stderr)
    for command in INSTALL:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
        if done.returncode:
            print(
                f"chromium: {command[1]} failed ({done.stderr.strip()[-200:]}); page tests are skipped", file=sys.stderr
            )
            return


if __name__ == "__main__":
    main()
