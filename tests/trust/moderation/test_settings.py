"""The owner's pages: the rules of the house in order, and the log opened to everybody."""

from ideas.trust.moderation.models import HouseRule


def test_the_owner_keeps_the_rules(client_for, cast, rows, visitor):
    client = client_for(cast.owner)
    home = "/acme/settings/rules"

    assert client.send(home, {"label": "Be kind", "text": ""}).status_code == 422
    assert client.send(home, {"label": "Be brief", "text": "Nobody reads a novel."}).status_code == 303
    mine = next(rule for rule in rows(HouseRule) if rule.label == "Be brief")
    assert client.send(f"{home}/{mine.id}/position", {"step": "up"}).status_code == 303
    assert client.send(f"{home}/{mine.id}/edit", {"label": "Be short", "text": "x"}).status_code == 303
    page = visitor.get("/acme/rules").text
    assert "Be short" not in page, "without its mark it holds no more"
    assert client.send(f"{home}/{mine.id}/edit", {"label": "Be short", "text": "x", "is_named": "y"}).status_code == 303
    page = visitor.get("/acme/rules").text
    assert page.index("Be short") < page.index("Keep to the law")
    assert client.get(f"{home}/9999/edit").status_code == 404


def test_a_brand_keeps_a_rule(client_for, cast, rows):
    client = client_for(cast.owner)
    mine = rows(HouseRule, HouseRule.brand_id == cast.brand.id)

    answers = [
        client.send(f"/acme/settings/rules/{rule.id}/edit", {"label": rule.label, "text": rule.text}) for rule in mine
    ]

    assert [answer.status_code for answer in answers] == [303, 303, 303, 303, 422]
    assert "This is the last rule" in answers[-1].text


def test_the_owner_opens_and_closes_the_log(client_for, cast, visitor):
    client, address = client_for(cast.owner), "/acme/settings/moderation-log"

    client.send(address, {"opens_log": "y"})
    assert visitor.get("/acme/moderation").status_code == 200
    client.send(address, {})
    assert visitor.get("/acme/moderation").status_code == 404
