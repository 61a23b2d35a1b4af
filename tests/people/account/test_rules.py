"""Addresses, passwords, devices: arithmetic only."""

import pytest

from ideas.people.account.rules import clean_email, device_of, email_key, password_problem


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ana@example.com", "ana@example.com"),
        ("  Ana@Example.COM\n", "Ana@example.com"),
        ("ana+ideas@example.com", "ana+ideas@example.com"),
        ("o'hara@example.ie", "o'hara@example.ie"),
        ("ana@bücher.example", "ana@xn--bcher-kva.example"),
        ("ana@example。com", "ana@example.com"),
        ("root@localhost", "root@localhost"),
    ],
)
def test_clean_email_keeps_what_can_be_written_to(typed, kept):
    assert clean_email(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ana",
        "@example.com",
        "ana@",
        "ana@@example.com",
        "a b@example.com",
        "ana@exa mple.com",
        ".ana@example.com",
        "ana.@example.com",
        "a..na@example.com",
        "ana@-example.com",
        "ana@example..com",
        "ana@x@example.com",
        "ana@example.com,ben@example.com",
        "ana@example.com;ben@example.com",
        "ana@example.com ben@example.com",
        '"ana@example.com"',
        "Ana <ana@example.com>",
        "ana@example.com\nBcc: ben@example.com",
        "ana@example.com\0",
        "ana@[127.0.0.1]",
        "m\u0131ke@example.org",
        "mike@exam\u202eple.org",
        "\u212a@example.com",
        "ana@" + "a" * 64 + ".com",
        "a" * 65 + "@example.com",
        "a" * 60 + "@" + ".".join(["b" * 60] * 4),
    ],
)
def test_clean_email_refuses_what_cannot_be_one(typed):
    assert clean_email(typed) is None


@pytest.mark.parametrize(
    "typed", ["m\u0131ke@example.org", "mi\u212ae@example.org", "\u017fam@example.org", "mi\ufb00y@example.org"]
)
def test_look_alikes_of_a_letter_never_reach_its_account(typed):
    assert clean_email(typed) is None


def test_email_key_is_one_for_every_capitalisation():
    assert email_key("Ana@example.com") == email_key("ANA@EXAMPLE.com") == "ana@example.com"


@pytest.mark.parametrize(
    "password", ["four lively herons", "ÿüõñþø¿¡÷×", "correct pony battery", "x7 $kk-19;Q", "я люблю кофе"]
)
def test_password_problem_lets_unusual_passwords_pass(password):
    assert password_problem(password, about=("Ana", "Lopes", "analopes", "ana@example.com")) is None


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("nine char", "at least 10"),
        ("é" * 129, "at most 256 bytes"),
        ("Password123", "lists"),
        ("abababababab", "lists"),
        ("AnaLopes12", "name or address"),
        ("1 ana-lopes! ", "name or address"),
        ("ana@example.com", "name or address"),
    ],
)
def test_password_problem_says_why_not(password, why):
    assert why in (password_problem(password, about=("Ana", "Lopes", "AnaLopes", "ana", "ana@example.com")) or "")


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", ("Firefox", "Linux")),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 "
            "Safari/537.36 Edg/140.0.0.0",
            ("Edge", "Windows"),
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            "Version/18.5 Mobile/15E148 Safari/604.1",
            ("Safari", "iPhone"),
        ),
        (
            "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 "
            "Mobile Safari/537.36",
            ("Chrome", "Android"),
        ),
        ("curl/8.5.0", ("", "")),
        ("", ("", "")),
    ],
)
def test_device_of_names_browser_and_system(user_agent, device):
    assert device_of(user_agent) == device


@pytest.mark.parametrize(
    "password", ["P@ssw0rd!2026", "Summer2026!!", "qwertyqwerty12", "!!!iloveyou", "London2026London"]
)
def test_password_problem_names_a_common_word_in_disguise(password):
    assert "lists that attackers try first" in password_problem(password)


@pytest.mark.parametrize("password", ["purple-tram-19-lamp", "blue bicycle", "correct horse battery staple"])
def test_password_problem_lets_several_words_pass(password):
    assert password_problem(password) is None
