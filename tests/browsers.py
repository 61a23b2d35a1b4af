"""Finding a Chromium, and the switches that keep it from calling anywhere."""

import os
import shutil

from playwright.sync_api import Browser, Error, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
MISSING = (
    "No Chromium was found: install one (apt-get install chromium), or run "
    "`.venv/bin/python -m playwright install chromium`."
)


class NoBrowser(Exception):
    """There is no browser on this machine; the message says how to get one."""


def launch(playwright: Playwright) -> Browser:
    """The machine's own Chromium, else the one that Playwright installed. Raises NoBrowser."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None and not os.path.exists(playwright.chromium.executable_path):
        raise NoBrowser(MISSING)
    try:
        return playwright.chromium.launch(executable_path=path, args=list(SWITCHES))
    except Error as error:
        raise NoBrowser(
            f"Chromium at {path or 'Playwright’s place'} does not start: {error.message.splitlines()[0]}"
        ) from None
