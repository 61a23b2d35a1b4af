"""Paying: with coins, with open eyes, and with a tip that arrives."""

from ideas.ops.demo.prose import prose
from ideas.ops.demo.script import Comment, Idea, Move

IDEAS = (
    Idea(
        key="keep-cash",
        board="shops",
        by="ada",
        ago=130.4,
        title="Please keep taking cash",
        body=prose("""
            The girl in Kent Station told me card only. I had the exact money in my hand. My granddaughter
            says that's how it will be everywhere soon. I hope not.
        """),
        tags=("prices", "access"),
        votes=15,
        comments=(
            Comment(
                "bola",
                129.6,
                "Cash costs them about as much as cards, by the way, once you count the counting.",
            ),
            Comment(
                "omar",
                63.2,
                "In the taxi half of my money is still cash. Where should I spend it if not on coffee?",
            ),
        ),
        moves=(
            Move(
                "declan",
                124.0,
                "declined",
                reason="exists",
                explanation=prose("""
                    Ada, nothing to change, I'm glad to say: eleven shops take cash, and will as long as I'm
                    in charge of them. Kent Station is the one exception because the kiosk has no safe, and
                    the girl should have said *only here*. There's a card in its window now that says so.
                    Closing this as "you can already do this", and I owe you a cup of tea in Cobh. Exact money
                    accepted.
                """),
            ),
        ),
    ),
    Idea(
        key="price-board",
        board="shops",
        by="bola",
        ago=47.6,
        title="Put a price beside every size on the board",
        body=prose("""
            The board says *filter 3.20*. It doesn't say for which size. At the till it is 3.20 or 3.80. Same
            with tea. It's not the sixty cent, it's finding out about it with eight people behind me.
        """),
        tags=("prices",),
        votes=12,
        comments=(
            Comment("siobhan", 46.9, "And the tea. Especially the tea."),
            Comment("rory", 44.0, "The Galway board has both. Photograph that and copy it eleven times?"),
            Comment(
                "bola",
                5.6,
                prose("""
                    > A person answers every idea within two weeks.

                    It's been six. I'll say no more, I'm only the accountant.
                """),
            ),
        ),
    ),
    Idea(
        key="card-tips",
        board="shops",
        by="omar",
        ago=8.3,
        title="Show where the tips on the card go",
        body=prose("""
            When I press 10 % on the machine, does the person in front of me get it? In my work we all know
            who keeps what. There is a notice near the door, but it's in tiny letters behind the fig tree.
        """),
        tags=("prices",),
        votes=13,
        surge=(7.5, 2.0),
        comments=(
            Comment("aoife", 8.0, "I always give coins because I don't know. Would love to know."),
            Comment(
                "orla",
                7.2,
                prose("""
                    The short version, before somebody does this properly: all of it goes to the people on
                    that shift, by hours worked, none to the company or to managers. The fig tree is being
                    moved.
                """),
                official=True,
                replies=(
                    Comment(
                        "omar",
                        7.0,
                        "Thank you. Put exactly this sentence on the card machine and you're done.",
                    ),
                ),
            ),
        ),
    ),
)
