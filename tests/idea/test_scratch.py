import pytest
from sqlalchemy import update
from ideas.kit.slug import slugify
from ideas.idea.tags import read_tags
from ideas.kit import html
from ideas.pipeline.actions import move_idea, answer_idea
from ideas.stage.queries import find_stage
from ideas.board.models import Board
from ideas.board.rules import Access
from tests.cast import NOW

def test_new_without_boards(app, cast, visitor, make):
    with make.at_work():
        from ideas.db import db
        db.session.execute(update(Board).values(access=Access.INVITED))
    r = visitor.get("/acme/ideas/new")
    assert r.status_code < 500, r.status
    print(r.status, )

def test_bad_query_redirect(visitor, idea):
    r = visitor.get(f"/acme/ideas/{idea.number}", environ_overrides={"QUERY_STRING": "x=\xff"})
    assert r.status_code == 301, r.status
    print(r.headers["Location"])

def test_huge_int(visitor, idea):
    for n in ("9"*5000, "9"*30, str(2**63), "٣"):
        r = visitor.get(f"/acme/ideas/{n}")
        print(n[:10], r.status)
        assert r.status_code < 500

def test_huge_comment(client_for, ana, idea):
    c = client_for(ana)
    for n in ("9"*30, str(2**63), str(2**62)):
        r = c.get(f"/acme/ideas/{idea.number}/comments/{n}/edit")
        print(n[:10], r.status)
        assert r.status_code < 500

def test_nul_tag(visitor, idea):
    r = visitor.get("/acme/ideas?tag=%00")
    assert r.status_code == 400
    r = visitor.get("/acme/ideas?tag=" + "x" * 3000)
    assert r.status_code == 400

def test_hindi():
    print(slugify("कॉफ़ी की दुकान"), slugify("ที่นี่ กาแฟ"), read_tags("कि, की"))
    assert len(read_tags("कि, की")) == 2

def test_turkish():
    print(html.render("İstanbul @ana and @ben", mentions={"ana": "/a", "ben": "/b"}))

def test_required_twice(client_for, ana):
    r = client_for(ana).send("/acme/ideas", {"title": "", "board": "ideas"})
    t = r.get_data(as_text=True)
    print(t.count("Please fill this in. Please"))
    assert r.status_code == 422

def test_voters_fragment(client_for, ana, idea, make, cast):
    pass

def test_mail_job(make, idea, cast, ben, mod, run_jobs, mails, client_for):
    c = client_for(ben)
    r = c.send(f"/acme/ideas/{idea.number}/follow")
    assert r.status_code == 303
    m = client_for(mod)
    r = m.send(f"/acme/ideas/{idea.number}/answer", {"answer": "We will do this soon, thank you.", "version": "0"})
    assert r.status_code == 303, r.get_data(as_text=True)
    n = run_jobs()
    print(n, [(x.address, x.subject, x.text, x.outcome) for x in mails()])
    assert len(mails()) == 2

def test_tags_leak(make, cast, inner_board, visitor, ana):
    make.idea("Something secret here", board=inner_board, by=ana, tags=("secretmark",))
    r = visitor.get("/acme/ideas")
    assert "secretmark" not in r.get_data(as_text=True)
