"""The demo put together: one script, ideas in the order in which they were posted."""

from ideas.ops.demo.cast import PEOPLE
from ideas.ops.demo.place import BOARDS, BRAND, REASONS, TAGS
from ideas.ops.demo.script import Script
from ideas.ops.demo.stories import IDEAS

SCRIPT = Script(
    brand=BRAND,
    reasons=REASONS,
    tags=TAGS,
    people=PEOPLE,
    boards=BOARDS,
    ideas=tuple(sorted(IDEAS, key=lambda idea: -idea.ago)),
)
