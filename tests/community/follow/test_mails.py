"""Telling followers: one mail for each act, to whoever may still see the idea, also when the job runs twice."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from ideas.base import clock
from ideas.base.db import brand_scope, db, every_brand, writing
from ideas.community.follow import subscribers
from ideas.community.follow.actions import follow, stop_mails, unfollow
from ideas.community.follow.models import Follow, News
from ideas.community.follow.subscribers import NEWS, tell_followers
from ideas.community.idea.models import Idea
from ideas.community.merge.actions import merge_ideas
from ideas.people.account.models import Account
from ideas.spine.activity.actions import untell
from ideas.spine.activity.fanout import FAN_OUT
from ideas.spine.activity.models import Activity
from ideas.spine.outbox.rules import FAILURES_MAX
from ideas.spine.outbox.runner import Outbox


@pytest.fixture
def text_of(app, mails):
    """What a mail that waits in the outbox says: the last one, before it is sent and blanked."""

    def read():
        with app.app_context():
            Outbox([FAN_OUT, NEWS]).work()
        return mails()[-1]

    return read


def test_an_answer_is_one_mail_to_each_follower(idea, follows, make, news, ben):
    follows(idea, ben)
    make.answer(idea)

    subject = "[Acme Coffee] “Oat milk in every shop” has an answer"
    assert news() == [("ana@example.com", subject), ("ben@example.com", subject)]


def test_a_move_is_one_mail(idea, make, news):
    make.move(idea, "planned")

    assert news() == [("ana@example.com", "[Acme Coffee] “Oat milk in every shop” is now: Planned")]


def test_a_move_with_an_answer_is_one_mail_that_holds_both(idea, make, text_of, mails):
    make.move(idea, "planned", answer="We start in **May**, thank you.")

    mail = text_of()

    assert len(mails()) == 1
    assert mail.subject == "[Acme Coffee] “Oat milk in every shop” is now: Planned"
    assert "We start in **May**, thank you." in mail.text
    assert "<strong>May</strong>" in mail.html


def test_a_no_tells_its_reason_and_explanation(idea, make, text_of):
    make.move(idea, "not-planned")

    mail = text_of()

    assert "It would cost too much for what it brings" in mail.text
    assert mail.text.count("We thought long about it") == 1
    assert "It would cost too much for what it brings" in mail.html


def test_a_no_with_an_answer_of_its_own_tells_both(idea, make, text_of):
    make.move(idea, "not-planned", answer="A letter to you, with everything in it.")

    mail = text_of()

    assert "A letter to you, with everything in it." in mail.text
    assert "We thought long about it" in mail.text


def test_a_move_without_an_answer_does_not_send_the_old_one_again(idea, make, text_of, now):
    make.answer(idea, "An answer from long ago, known to all.")
    make.move(idea, "planned", at=now + timedelta(days=30))

    assert "An answer from long ago" not in text_of().text


def test_an_answer_that_is_brought_up_to_date_is_no_news(idea, make, news, now):
    make.answer(idea)
    make.answer(idea, "The same answer, spelled better.", at=now + timedelta(days=1))

    assert len(news()) == 1


def test_the_one_who_did_it_gets_no_mail(idea, follows, make, news, mod):
    follows(idea, mod)
    make.move(idea, "planned", answer="We will do this very soon.")

    assert [address for address, _ in news()] == ["ana@example.com"]


def test_a_job_that_runs_again_sends_nothing_twice(idea, make, news, app):
    make.answer(idea)
    once = news()

    with app.app_context():
        from ideas.base.db import writing

        with every_brand(), writing():
            db.session.execute(update(Activity).values(fanned_out_at=None, attempts=0, lease_until=None))

    assert news() == once
    assert len(once) == 1


def test_what_failed_half_way_goes_on_where_it_was_and_tells_nobody_twice(
    idea, follows, make, app, rows, mails, monkeypatch, cast
):
    monkeypatch.setattr(subscribers, "FOLLOWERS", 1)
    for person in (cast.ben, cast.partner, cast.owner):
        follows(idea, person)
    make.answer(idea)
    send, sent = subscribers.mail_person, []

    def send_twice_only(*words, **wishes):
        if len(sent) == 2:
            raise OSError("the disk is full")
        sent.append(words[1])
        return send(*words, **wishes)

    with app.app_context():
        Outbox([FAN_OUT]).work()
        monkeypatch.setattr(subscribers, "mail_person", send_twice_only)
        Outbox([NEWS]).work()
        (waiting,) = rows(News)
        assert (waiting.after_id, waiting.failures) == (cast.ben.id, 1)
        monkeypatch.setattr(subscribers, "mail_person", send)
        assert Outbox([NEWS]).work() == 0, "not before its time"
        with every_brand(), writing():
            db.session.execute(update(News).values(next_at=waiting.next_at - timedelta(hours=1)))
        Outbox([NEWS]).work()

    assert [mail.address.partition("@")[0] for mail in mails()] == ["ana", "ben", "partner", "owner"]
    assert rows(News) == []


def test_what_fails_for_good_is_parked(idea, make, app, rows, mails, monkeypatch):
    make.answer(idea)
    monkeypatch.setattr(subscribers, "mail_person", lambda *words, **wishes: 1 / 0)

    with app.app_context():
        Outbox([FAN_OUT]).work()
        for _ in range(FAILURES_MAX + 1):
            with every_brand(), writing():
                db.session.execute(update(News).values(next_at=clock.now()))
            Outbox([NEWS]).work()

    (news,) = rows(News)
    assert (news.failures, news.parked_at is not None, mails()) == (FAILURES_MAX, True, [])


def test_followers_of_a_merged_idea_hear_of_the_canonical_one_once(idea, follows, make, news, cast, now):
    merged = make.idea("Oats for everybody", by=cast.ben)
    follows(merged, cast.ana)
    with make.at_work():
        merge = merge_ideas(merged, idea, by=cast.mod, at=now)
        untell(merged.id, ["idea.merged"], since=now, at=now)
    make.answer(idea)

    assert [address for address, _ in news()] == ["ana@example.com", "ben@example.com"]
    assert merge.idea_id == merged.id


def test_letting_go_of_the_canonical_idea_lets_go_of_all(idea, follows, make, news, cast, now, rows):
    merged = make.idea("Oats for everybody", by=cast.ben)
    follows(merged, cast.ana)
    with make.at_work():
        merge_ideas(merged, idea, by=cast.mod, at=now)
        unfollow(idea, by=cast.ana)
        follow(db.session.get_one(Idea, merged.id), by=cast.owner, at=now)

    assert {(row.idea_id, row.account_id) for row in rows(Follow)} == {
        (merged.id, cast.ben.id),
        (idea.id, cast.owner.id),
    }


def test_a_stop_link_of_a_merged_idea_stops_the_mails_of_the_canonical_one(idea, make, follows, rows, cast, now):
    merged = make.idea("Oats for everybody", by=cast.ben)
    follows(idea, cast.ben)
    with make.at_work():
        merge_ideas(merged, idea, by=cast.mod, at=now)
        stop_mails(cast.ben.id, merged.id, everything=False)

    assert [row.account_id for row in rows(Follow)] == [cast.ana.id]


def test_each_act_is_told_once_more(idea, make, news, now):
    make.move(idea, "under-review")
    make.move(idea, "planned", at=now + timedelta(hours=1))
    make.answer(idea, at=now + timedelta(hours=2))

    assert [subject.partition("” ")[2] for _, subject in news()] == [
        "is now: Under review",
        "is now: Planned",
        "has an answer",
    ]


@pytest.mark.parametrize("locale", ["en-XA", "ar-XB", "en"])
def test_everybody_is_told_in_their_language(idea, follows, make, news, ben, locale):
    follows(idea, ben)
    with make.at_work():
        db.session.execute(update(Account).where(Account.id == ben.id).values(locale=locale))
    make.answer(idea)

    assert [address for address, _ in news()] == ["ana@example.com", "ben@example.com"]


def test_the_mail_leads_to_the_idea_and_stops_with_one_click(make, text_of):
    site = "http://localhost"
    make.answer(make.idea("Кофе & чай в каждый дом"), "Thank you @ben-okafor, we will.")

    mail = text_of()

    stop = mail.headers["List-Unsubscribe"].strip("<>")
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stop.startswith(f"{site}/unsubscribe/")
    assert stop in mail.text
    assert f'href="{stop}"' in mail.html
    assert f"{site}/acme/ideas/1-%D0%BA%D0%BE%D1%84%D0%B5" in mail.text
    assert f'href="{site}/acme/people/ben-okafor"' in mail.html
    assert "Кофе &amp; чай" in mail.html


def test_a_hostile_title_is_no_markup_and_no_header(make, text_of):
    make.answer(make.idea('<img src=x onerror=alert(1)> "Bcc: x@example.com'))

    mail = text_of()

    assert "<img" not in mail.html
    assert "\n" not in mail.subject


def test_another_brands_ideas_are_told_to_their_own_followers(make, cast, news):
    make.answer(make.idea(brand=cast.rival, board=cast.rival_board, by=cast.stranger), by=cast.outsider)

    assert [address for address, _ in news()] == ["stranger@example.com"]


def test_telling_takes_the_same_queries_for_each_follower(house, make, count_queries, now):
    def cost(followers):
        idea = make.idea()
        for _ in range(followers):
            follow(idea, by=make.member(), at=now)
        make.answer(idea)
        act = db.session.query(Activity).filter_by(kind="idea.answered", idea_id=idea.id).one()
        with brand_scope(house.brand.id), count_queries() as queries:
            tell_followers(act)
            subscribers._tell_next(db.session.get_one(News, act.id))
        return len(queries)

    one, three = cost(1), cost(3)

    assert (three - one) / 2 <= 2, "a look for the mail that was sent before, and the mail"
