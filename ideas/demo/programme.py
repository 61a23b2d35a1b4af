"""The demo put together: one script, ideas in the order in which they were posted."""

from ideas.demo.cast import PEOPLE
from ideas.demo.place import BOARDS, BRAND, REASONS, TAGS
from ideas.demo.script import Script
from ideas.demo.stories import IDEAS

SCRIPT = Script(
    brand=BRAND,
    reasons=REASONS,
    tags=TAGS,
    people=PEOPLE,
    boards=BOARDS,
    ideas=tuple(sorted(IDEAS, key=lambda idea: -idea.ago)),
)
