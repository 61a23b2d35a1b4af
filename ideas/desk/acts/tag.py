"""Giving ideas tags, and taking tags away."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from ideas.base.refusal import Refusal
from ideas.base.slug import slugify
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import TAGS_MAX
from ideas.community.idea.story import record_on
from ideas.community.idea.tags import BadTags, lock_tags, read_tags, set_tags, tags_of
from ideas.desk.acts.act import Act, Desk, Memento, SomethingMissing, TooLate, Undoing, idea_of, ideas_of, one_or_many
from ideas.desk.acts.fields import Field, Pane, Typed, Widget
from ideas.desk.acts.items import Item
from ideas.desk.acts.rules import Kind


class Tagged(Memento):
    """The names of the tags before, and the slugs of those after."""

    tags: list[str]
    worn: list[str]

    def undo(self, undoing: Undoing) -> list[Refusal]:
        idea = undoing.idea
        now = tags_of([idea.id])[idea.id]
        if sorted(tag.slug for tag in now) != self.worn:
            raise TooLate("%(who)s has changed the tags since.", who=undoing.last_hand)
        set_tags(idea, self.tags)
        _record(undoing.desk, idea, before=[tag.name for tag in now], after=self.tags)
        return []


@dataclass(frozen=True, slots=True)
class Tagging:
    """Tags to add and to take away, by their slugs."""

    adds: dict[str, str]
    drops: frozenset[str]


def _has(pane: Pane) -> str | None:
    names = ", ".join(tag.name for tag in pane["tags"])
    return gettext("It has: %(tags)s", tags=names) if names else None


class Tag(Act[Tagging]):
    name = "tag"
    kinds = (Kind.ANSWER, Kind.APPROVE, Kind.DUPLICATE)
    label, icon, key = _l("Tag"), "tag", "t"
    help = _l("Tag")
    submit = _l("Change the tags")
    done = _l("changed the tags of")
    sentences = one_or_many("Tags changed.", "Tags of %(num)s changed.")
    mementos = (Tagged,)
    fields = (
        Field("add_tags", Widget.LINE, _l("Add tags"), hint=_l("Separate them by commas.")),
        Field("remove_tags", Widget.LINE, _l("Take tags away"), hint_for=_has, extra="tags"),
    )

    def read(self, desk: Desk, typed: Typed) -> Tagging:
        adds = {slugify(name, most=40): name for name in read_tags(typed.get("add_tags", ""))}
        return Tagging(adds, frozenset(slugify(name, most=40) for name in read_tags(typed.get("remove_tags", ""))))

    def lock(self, desk: Desk, details: Tagging, items: Collection[Item]) -> None:
        super().lock(desk, details, items)
        lock_tags(desk.brand.id, details.adds.values(), idea_ids={idea.id for idea in ideas_of(items)})

    def do(self, desk: Desk, details: Tagging, item: Item) -> Tagged:
        idea = idea_of(item)
        worn = {tag.slug: tag.name for tag in tags_of([idea.id])[idea.id]}
        if not (details.adds or details.drops):
            raise SomethingMissing("Name a tag to add or to take away.", field="add_tags")
        wanted = {slug: name for slug, name in (worn | details.adds).items() if slug not in details.drops}
        if len(wanted) > max(TAGS_MAX, len(worn)):
            raise BadTags(
                "Use at most %(most)s tags; these are %(count)s.", field="add_tags", most=TAGS_MAX, count=len(wanted)
            )
        set_tags(idea, wanted.values())
        _record(desk, idea, before=worn.values(), after=wanted.values())
        return Tagged(tags=sorted(worn.values()), worn=sorted(wanted))

    def lock_to_undo(self, desk: Desk, mementos: Sequence[Tagged], ideas: Collection[Idea]) -> None:
        names = {name for memento in mementos for name in memento.tags}
        lock_tags(desk.brand.id, names, idea_ids={idea.id for idea in ideas})


def _record(desk: Desk, idea: Idea, *, before: Iterable[str], after: Iterable[str]) -> None:
    record_on(
        "idea.tagged",
        idea,
        by=desk.by,
        at=desk.at,
        detail={"version": idea.version, "reason": ""},
        as_staff=True,
        before={"tags": sorted(before)},
        after={"tags": sorted(after)},
    )
