"""Static files: one release number for all of them, so that each may be cached for ever; style sheets in one piece."""

import hashlib
import os
import re
from pathlib import Path

from flask import Flask, abort, current_app, request, send_from_directory
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from ideas.rim.access import public

ONE_YEAR = "public, max-age=31536000, immutable"
_IMPORT = re.compile(r'@import url\("([^"]+)"\)(?: layer\(([\w.]+)\))?;')


class Assets:
    """The files under `static/`: their common release and the bundled style sheet."""

    def __init__(self, folder: Path, *, watches: bool) -> None:
        self.folder = folder
        self.watches = watches
        self._release = self._compute_release()
        self._styles: dict[str, str] = {}

    @property
    def release(self) -> str:
        """Twelve hex digits that change when any static file does."""
        if self.watches:
            self._release, self._styles = self._compute_release(), {}
        return self._release

    def style_sheet(self, name: str) -> str:
        """A style sheet with its imports put in, each in its layer."""
        if name not in self._styles:
            path = self.folder / name
            self._styles[name] = _IMPORT.sub(lambda match: _inlined(path.parent, match), path.read_text())
        return self._styles[name]

    def _compute_release(self) -> str:
        digest = hashlib.sha256()
        for path in sorted(self.folder.rglob("*")):
            if path.is_file():
                digest.update(path.relative_to(self.folder).as_posix().encode() + path.read_bytes())
        return digest.hexdigest()[:12]


def init_app(app: Flask, folder: Path, *, watches: bool) -> None:
    """Serve `static/` under `/static/<release>/…`."""
    assets = app.extensions["assets"] = Assets(folder, watches=watches)

    @app.get("/static/<release>/<path:filename>", endpoint="static")
    @public
    def show(release: str, filename: str) -> ResponseReturnValue:
        if filename == "css/app.css":
            response: Response = current_app.response_class(assets.style_sheet(filename), mimetype="text/css")
        elif filename.endswith((".html", ".md")) or not os.path.isfile(assets.folder / filename):
            abort(404)
        else:
            response = send_from_directory(assets.folder, filename)
        response.headers["Cache-Control"] = ONE_YEAR if release == assets.release else "no-cache"
        return response

    app.jinja_env.globals["asset"] = asset


def asset(filename: str) -> str:
    """The address of a static file in this release."""
    assets: Assets = current_app.extensions["assets"]
    return f"{request.script_root}/static/{assets.release}/{filename}"


def _inlined(folder: Path, match: re.Match[str]) -> str:
    css = (folder / match.group(1)).read_text()
    return f"@layer {match.group(2)} {{\n{css}\n}}\n" if match.group(2) else css
