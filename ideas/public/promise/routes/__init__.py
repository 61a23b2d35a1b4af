"""The promise's pages for everybody."""

from ideas.public.promise.routes import promise

BLUEPRINTS = (promise.bp,)
