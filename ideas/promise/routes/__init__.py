"""The promise's pages for everybody."""

from ideas.promise.routes import promise

BLUEPRINTS = (promise.bp,)
