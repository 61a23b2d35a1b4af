"""Stamps: nine of them lost, a card without a phone, a coffee for a friend, a sum that does not work."""

from ideas.ops.demo.prose import prose
from ideas.ops.demo.script import Comment, Idea, Move

IDEAS = (
    Idea(
        key="lost-stamps",
        board="app",
        by="gerard",
        ago=500.3,
        title="My nine stamps went into the harbour with my phone",
        body=prose("""
            I dropped the telephone off the pier in Kinsale. It can be replaced. The nine stamps cannot, I'm
            told, because they were "on the device".

            I bought those coffees. I remember each of them. Keep the stamps on your side, where there's no
            water.
        """),
        tags=("loyalty",),
        votes=27,
        surge=(498.0,),
        comments=(
            Comment(
                "ada",
                497.6,
                prose("""
                    I've no phone in the harbour or anywhere else. See my own idea about a card, if I ever
                    post it.
                """),
            ),
            Comment(
                "chiamaka",
                494.1,
                prose("""
                    Gerard, I have put nine stamps on your new account by hand. The tenth you will have to
                    drink.
                """),
                official=True,
                replies=(
                    Comment(
                        "gerard",
                        493.8,
                        "Drank it. Thank you, Chiamaka. It was a good ten minutes for the pier.",
                    ),
                ),
            ),
            Comment(
                "minjun",
                299.8,
                "Late to this, but moving phones lost me six. Same cause, less romantic.",
            ),
            Comment(
                "gerard",
                289.9,
                "I tested it. Not with water, my wife hid the phone. They were all there on hers.",
            ),
        ),
        moves=(
            Move(
                "ines",
                492.7,
                "reviewing",
                answer=prose("""
                    You're right, and it's our design that was wrong, not your pier. Stamps are stored on the
                    phone because in the first year we had no accounts. About 40 people a month lose theirs
                    this way.

                    - **Now:** write to Chiamaka, she puts them back by hand, no questions about piers
                    - **Later:** stamps move to the account. That's a big change and I'll not name a month yet
                """),
            ),
            Move("ines", 421.5, "planned"),
            Move("ines", 366.2, "building"),
            Move(
                "ines",
                291.4,
                "shipped",
                answer=prose("""
                    Version 4.0: stamps live in your account. Sign in on a new phone and they are there. 1,312
                    people had stamps on an old phone that we could still find, and those have been returned
                    without anybody having to ask. Thank you @gerard. In the office this project was called
                    Pier.
                """),
            ),
        ),
    ),
    Idea(
        key="plain-card",
        board="app",
        by="ada",
        ago=470.8,
        title="A stamp card for those of us without a smart telephone",
        body=prose("""
            The young people get every tenth cup free because they own a telephone. I have been drinking tea
            in Cobh since you opened and have never had a free one. A card with ten squares and a rubber stamp
            was good enough for the butcher.
        """),
        tags=("loyalty", "access"),
        votes=24,
        surge=(469.0, 141.0),
        comments=(
            Comment("dara", 469.9, '"Good enough for the butcher" should be a design principle.'),
            Comment(
                "minjun",
                296.0,
                "How do you stop people stamping their own? (I'm not asking for myself.)",
                replies=(Comment("gerard", 295.4, "Look them in the eye. I lost no chisel in 36 years."),),
            ),
            Comment(
                "piotr",
                150.5,
                prose("""
                    My mother in law visits in summer and she doesn't want an app for two weeks. A card is
                    good.
                """),
            ),
            Comment(
                "ines",
                142.6,
                prose("""
                    Here's where my head is: not paper, because paper can't be put back when it goes through
                    the wash, and we've just learned that lesson with phones. A plain plastic card with a
                    number, held to the till like a library card. Same account as the app, if you ever want
                    one. Ada, would that do?
                """),
                official=True,
                replies=(
                    Comment(
                        "ada",
                        141.9,
                        "Like the library! Yes. Then I needn't even remember how many I've had.",
                    ),
                ),
            ),
        ),
        moves=(
            Move(
                "ines",
                458.2,
                "reviewing",
                answer=prose("""
                    I make the app, so of course I forgot about people who don't want it. You're right that
                    it's unfair. I can't do it before the stamps leave the phones (see [the
                    pier](idea:lost-stamps)), otherwise we'd have two kinds of stamps that don't know each
                    other. After that, yes, I want this.
                """),
            ),
            Move(
                "ines",
                140.3,
                "planned",
                answer=prose("""
                    Planned: a number card, free, at every till, same stamps and same rules as in the app. It
                    waits for the new tills (the same ones as for the oat milk), because the old ones can't
                    read it. Card number 1 is reserved for Ada.
                """),
            ),
        ),
    ),
    Idea(
        key="gift-coffee",
        board="app",
        by="priya",
        ago=205.6,
        title="Send a friend a coffee for a bad day",
        body=prose("""
            My friend in Galway was told something awful in a hospital corridor last week and all I wanted was
            for a good coffee to appear in her hand.

            - I pick a drink or an amount, write one line
            - she gets a link, *not* an app to install
            - she shows it at any till. If she never uses it, I get my money back. That last one matters
        """),
        tags=("loyalty", "ordering"),
        votes=29,
        surge=(204.0, 80.0, 5.0),
        comments=(
            Comment("aoife", 205.1, "On the ward we'd send each other about nine a night."),
            Comment(
                "bola",
                204.4,
                prose("""
                    Vouchers in Ireland must be good for at least five years, as far as I remember. So "money
                    back if never used" needs a date that the *sender* chooses, not an expiry.
                """),
                replies=(
                    Comment("priya", 204.0, "Everybody should have a Bola."),
                    Comment(
                        "ines",
                        196.9,
                        "I checked with our lawyer and Bola remembers correctly. Five years it is.",
                        official=True,
                    ),
                ),
            ),
            Comment(
                "kwame",
                190.0,
                "Could I send one to a barista? The one in Cobh remembered my name after a year.",
            ),
            Comment(
                "ines",
                78.8,
                prose("""
                    Progress. Done: sending, the link, the till in two test shops. Not done: getting your
                    money back, which sounds simple and touches the card company, the till *and* the accounts.
                    I'd rather be late than ship it without, since Priya said it matters.
                """),
                official=True,
            ),
            Comment(
                "ines",
                5.3,
                prose("""
                    First real refund went through last night, 41 seconds. Opening it to fifty of you next
                    week. Hands up below.
                """),
                official=True,
                replies=(
                    Comment(
                        "priya",
                        5.1,
                        "Hand up. My friend's fine, by the way. She'd still like the coffee.",
                    ),
                    Comment("aoife", 4.7, "Hand up, whole ward behind me."),
                    Comment("omar", 3.2, "Hand up. I owe half the rank."),
                ),
            ),
        ),
        moves=(
            Move(
                "ines",
                197.1,
                "reviewing",
                answer=prose("""
                    I read this on the bus and missed my stop. The link instead of an app is the hard part and
                    also the right part. Let me find out what the tills can read.
                """),
            ),
            Move("ines", 162.5, "planned"),
            Move(
                "ines",
                119.9,
                "building",
                answer=prose("""
                    We've started. One drink or any amount up to €50, a line of text, a link by whatever way
                    you send links. Good for five years. The sender can take it back at any time until it is
                    used, in full, no fee.
                """),
            ),
        ),
    ),
    Idea(
        key="stamps-for-bags",
        board="app",
        by="bola",
        ago=160.9,
        title="Give stamps for bags of beans as well as for drinks",
        body=prose("""
            I spend €3.20 on a filter coffee and get a stamp. I spend €12.50 on a bag and get nothing. By
            euro, I'm four times as loyal and get zero times the stamps.
        """),
        tags=("loyalty", "beans"),
        votes=16,
        comments=(
            Comment("hana", 160.1, "I would like it, but only if the price of the bag stays the same."),
            Comment(
                "bola",
                150.2,
                prose("""
                    I checked the arithmetic and I can't fault it, which is annoying. I'd assumed the margin
                    on a bag was double that. Thank you for showing it.
                """),
            ),
        ),
        moves=(
            Move(
                "ines",
                150.7,
                "declined",
                reason="cost",
                explanation=prose("""
                    For Bola, with figures. After coffee, bag, roasting, packing and VAT, a shop keeps about
                    €1.90 of a €12.50 bag. A stamp is a tenth of a free drink, so 39c at the till: a fifth of
                    everything we make on that bag. To pay for it, a bag would have to cost 50c more, and
                    @hana speaks for most people who wrote to us about that. So bags stay cheap and without
                    stamps.
                """),
            ),
        ),
    ),
)
