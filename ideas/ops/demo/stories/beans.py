"""Beans: what is written on the bag, and what the farmer was paid for what is in it."""

from ideas.ops.demo.prose import prose
from ideas.ops.demo.script import Comment, Idea, Move

IDEAS = (
    Idea(
        key="roast-date",
        board="shops",
        by="hana",
        ago=495.8,
        title="Print the day of roasting on the shop bags, not only best-before",
        body=prose("""
            On the bag it says best before, a date one year in the future. This tells me nothing. For filter I
            want coffee between 10 and 30 days after roasting. In Japan the roasting day is written by hand,
            sometimes with a small face 🙂.

            The subscription bags have it already, so the machine can do it.
        """),
        tags=("beans", "brewing"),
        votes=25,
        comments=(
            Comment(
                "rory",
                495.1,
                "Backed. I photograph the shelf in Galway and ask by mail. They're very patient with me.",
            ),
            Comment("chiamaka", 494.7, "We are. But this would be easier.", official=True),
            Comment(
                "ada",
                490.2,
                "Would people not leave the older bags then? I always take the milk from the back myself.",
                replies=(
                    Comment(
                        "tadhg",
                        489.5,
                        prose("""
                            Some will. Then we roast less at a time, which I have been asking for since we
                            opened. You'd be doing me a favour.
                        """),
                        official=True,
                    ),
                ),
            ),
            Comment(
                "hana",
                430.6,
                "I bought one today: roasted 6 days ago. I will wait 4 days. It is difficult.",
            ),
        ),
        moves=(
            Move(
                "tadhg",
                489.9,
                "reviewing",
                answer=prose("""
                    No argument from me. The shop bags are printed on a different line, by a machine from 1998
                    that knows one date. I'm finding out if it can learn another.
                """),
            ),
            Move(
                "tadhg",
                470.1,
                "planned",
                answer="It can't. A new print head is €1,900 and Orla has signed for it.",
            ),
            Move("tadhg", 448.3, "building"),
            Move(
                "tadhg",
                431.0,
                "shipped",
                answer=prose("""
                    Every bag packed since Monday has the roast date in the larger type and best-before in the
                    smaller. Thank you @hana. There's no face yet, the machine draws the line there. The ones
                    from the Marina's own shelf are dated by hand and may well have one.
                """),
            ),
        ),
    ),
    Idea(
        key="farm-price",
        board="shops",
        by="esther",
        ago=330.4,
        title="Say on the bag what the farmer was paid",
        body=prose("""
            Your bags say "fairly traded", "close relationships", "long-term". My father had a long-term close
            relationship with a buyer too. What he did not have was the price.

            Write it down: *we paid €7.10 a kilo at the port, the market that week was €4.60*. Two numbers.
            People can decide for themselves what fair is.
        """),
        tags=("beans", "prices"),
        votes=30,
        surge=(328.0, 201.0, 20.0),
        comments=(
            Comment(
                "bola",
                329.7,
                "Port price isn't farm price. Between the two are the mill, transport, the co-op's cut.",
            ),
            Comment(
                "esther",
                329.5,
                prose("""
                    I know it well. But the port price is the one that Fogbell can *prove*. Start with the
                    number you have an invoice for.
                """),
            ),
            Comment(
                "jonas",
                327.0,
                "Would pay more for a bag with two honest numbers than for one with a drawing of a donkey.",
            ),
            Comment(
                "gerard",
                322.8,
                "And the other side of the sum? If you print what you paid I'll see what you charge.",
                replies=(
                    Comment(
                        "orla",
                        321.4,
                        prose("""
                            You will, Gerard, and I've decided I can live with that. €12.50 a bag, of which
                            about €2.15 is green coffee. The rest is roasting, bags, wages, rent and the roof
                            on the Marina.
                        """),
                        official=True,
                    ),
                ),
            ),
            Comment(
                "tadhg",
                200.4,
                prose("""
                    Where we are: 9 of 14 coffees have a signed yes from the producer. Two have asked us *not*
                    to print it, because their neighbours sell to the same mill. That's their right, and the
                    bag will say so.
                """),
                official=True,
                replies=(
                    Comment(
                        "esther",
                        199.9,
                        prose("""
                    Good. Thank you for asking them. Nobody asked us anything.
                """),
                    ),
                ),
            ),
            Comment(
                "tadhg",
                19.6,
                prose("""
                    Back on. The importer's lawyers agree, 12 of 14 are in. The first bag with two numbers on
                    it is the washed lot from Nyeri. That's chance, @esther, I swear.
                """),
                official=True,
                replies=(
                    Comment(
                        "esther",
                        19.2,
                        "I'll keep the first bag and never open it. My father would laugh at me.",
                    ),
                ),
            ),
        ),
        moves=(
            Move(
                "orla",
                323.1,
                "reviewing",
                answer=prose("""
                    You've caught us using soft words where we have hard numbers. Tadhg and I agreed on this
                    in four minutes. What takes longer is asking the fourteen producers whether *they* want it
                    printed. We start this week.
                """),
            ),
            Move("orla", 268.8, "planned"),
            Move("tadhg", 202.0, "building"),
            Move(
                "orla",
                131.7,
                "planned",
                answer=prose("""
                    A step back, and I'd rather say so than go quiet. Our importer says that our contract
                    forbids us to publish prices. We say it does not. Until two lawyers agree on one sentence,
                    the printing waits. It's still going to happen.
                """),
            ),
            Move(
                "tadhg",
                21.3,
                "building",
                answer=prose("""
                    Settled. The contract now has a line that says we may. Two numbers on the back of each
                    bag, what we paid at the port and the market that week, and the date of the contract.
                    First bags in about a month.
                """),
            ),
        ),
    ),
    Idea(
        key="grind-on-bag",
        board="shops",
        by="piotr",
        ago=88.5,
        title="Write the grind setting on the bag when you grind it for me",
        body=prose("""
            In MacCurtain Street they ground it for my moka and it was perfect. In Ballincollig also for moka
            and it came out like mud. Nobody knows which number it was. A pen and two seconds, that is the
            idea.
        """),
        tags=("beans", "brewing"),
        votes=14,
        comments=(
            Comment(
                "rory",
                87.9,
                "Numbers don't travel between grinders. A 6 on one is a 9 on the next, even the same model.",
                replies=(
                    Comment("piotr", 87.6, "OK. But at least for the same shop it would be the same, no?"),
                    Comment("rory", 87.5, "True. Shop and number, then."),
                ),
            ),
            Comment(
                "hana",
                86.0,
                "Some shops in Tokyo staple a little paper with a sample of the grounds. You compare by eye.",
            ),
        ),
        moves=(
            Move(
                "marisol",
                80.2,
                "reviewing",
                answer=prose("""
                    The pen can start tomorrow, and I've asked for it: shop, number, date. The mud is the
                    better question. Our twelve grinders do not agree with each other and they should. Tadhg
                    and I are calibrating them against one sieve, four done, eight to go. @hana, the little
                    paper is a lovely thought and may end up on the wall beside each grinder.
                """),
            ),
        ),
    ),
)
