"""The pages of home: a module for each noun."""

from ideas.pages.home.routes import brand, front_door

BLUEPRINTS = (front_door.bp, brand.bp, brand.colour)
