"""Make docs/screenshot.png: the demo's list of ideas, seen by its moderator, in headless Chromium at 1280 x 860.

make screenshot
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


def main() -> None:
    """Start the demo on a free port, sign in, take the picture."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as var:
        environment = os.environ | {"IDEAS_VAR": var, "IDEAS_PORT": str(port), "IDEAS_LIMITS": "off"}
        server = subprocess.Popen(
            [sys.executable, "-m", "ideas.ops.serve"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            link = _moderators_link(server)
            _wait(port)
            _take(link, f"http://127.0.0.1:{port}/fogbell/ideas", ROOT / "docs" / "screenshot.png")
        finally:
            server.terminate()
            server.wait(15)


def _moderators_link(server: "subprocess.Popen[str]") -> str:
    assert server.stdout is not None
    is_next = False
    for line in server.stdout:
        if is_next and (found := re.search(r"http://\S+", line)):
            return found.group()
        is_next = "moderator" in line
    raise SystemExit("the server printed no link for the demo's moderator")


def _wait(port: int) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2)
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server does not answer")


def _take(link: str, address: str, picture: Path) -> None:
    executable = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.goto(link)
        page.click("main form button[type=submit]")
        page.goto(address)
        page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    main()
