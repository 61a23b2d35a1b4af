"""`flask account`."""

from ideas.people.account.queries import find_account
from tests.clients import signed_in_client


def run(app, *words):
    return app.test_cli_runner().invoke(args=["account", *words])


def test_link_prints_a_link_that_signs_in_once_within_an_hour(app, ana, who, later):
    link = run(app, "link", "Ana@example.com").output.strip()
    late = run(app, "link", "ana@example.com").output.strip()
    client = signed_in_client(app, None)

    assert link.startswith("http://localhost/sign-in/link/")
    assert client.send(link.removeprefix("http://localhost")).status_code == 303
    assert who(client) == "ana@example.com"
    assert client.get(link.removeprefix("http://localhost")).status_code == 410
    later(minutes=61)
    assert client.get(late.removeprefix("http://localhost")).status_code == 410


def test_link_for_nobody_fails_with_a_sentence(app, cast):
    result = run(app, "link", "nobody@example.com")

    assert result.exit_code == 1
    assert "No account has the address nobody@example.com." in result.output


def test_create_makes_a_proven_account(app):
    result = run(app, "create", "New@Example.com", "--name", "Nora Newman")

    assert result.exit_code == 0, result.output
    with app.app_context():
        account = find_account("new@example.com")
    assert (account.email, account.display_name, account.is_verified) == ("New@example.com", "Nora Newman", True)


def test_create_refuses_what_is_there_and_what_is_no_address(app, ana):
    there, junk = run(app, "create", "ana@example.com", "--name", "Ana"), run(app, "create", "ana", "--name", "Ana")

    assert (there.exit_code, junk.exit_code) == (1, 1)
    assert "ana@example.com has an account." in there.output
    assert "does not look like an e-mail address" in junk.output
