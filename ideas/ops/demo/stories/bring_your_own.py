"""Bring your own: the cup, the tin, and the bag for what is left in the machine."""

from ideas.ops.demo.prose import prose
from ideas.ops.demo.script import Answer, Comment, Edit, Idea, Move

IDEAS = (
    Idea(
        key="cup-charge",
        board="shops",
        by="bola",
        ago=150.3,
        title="Charge for the paper cup instead of rewarding the reusable one",
        body=prose("""
            You take 20c off for my own cup. I had been a customer for two years before I noticed.

            People feel a loss more than a gain of the same size. Add 20c for paper, show it as its own line
            on the receipt, and cut the price of the drink by 20c. Nobody with a cup pays more than today.
        """),
        tags=("cups", "prices"),
        votes=27,
        surge=(148.0, 12.0),
        against=("omar", "priya"),
        edits=(
            Edit(
                "bola",
                146.9,
                body=prose("""
                    You take 20c off for my own cup. I had been a customer for two years before I noticed.

                    People feel a loss more than a gain of the same size. Add 20c for paper, show it as its
                    own line on the receipt, and cut the price of the drink by 20c:

                    | | today | proposed |
                    |---|---|---|
                    | flat white, own cup | €3.70 | €3.70 |
                    | flat white, paper cup | €3.90 | €3.70 + €0.20 |
                    | flat white, drinking in | €3.90 | €3.70 |

                    So nobody pays more than today and everybody sees what the cup costs.
                """),
                reason="Added the table after @priya thought that prices would go up.",
            ),
        ),
        comments=(
            Comment(
                "priya",
                149.0,
                prose("""
                    With a buggy and a bag for two kids I am not carrying a cup as well. This feels like a
                    fine for having my hands full.
                """),
                replies=(
                    Comment(
                        "bola",
                        148.6,
                        "You would pay exactly what you pay now. I should have written that. Editing.",
                    ),
                    Comment(
                        "priya",
                        146.2,
                        "OK, with the table I get it. I still don't *like* it. But I get it.",
                    ),
                ),
            ),
            Comment(
                "tamsin",
                147.5,
                "This one works. It did with plastic bags, and people shouted then too.",
            ),
            Comment("gerard", 147.1, "So drinking in gets cheaper? Where do I sign."),
            Comment(
                "omar",
                11.8,
                prose("""
                    I drive nights, the cup is my living room. For me it's always paper because where would I
                    wash one. I don't mind 20c but please don't make me feel bad at the till for it.
                """),
            ),
        ),
        moves=(
            Move(
                "declan",
                139.2,
                "reviewing",
                answer=prose("""
                    Bola's sum is right, so I ran it on last year's tills. 58 % of what we sell is drunk in.
                    Taking 20c off all of those costs us about €125,000 a year, and the cups we'd save are
                    worth perhaps a tenth of that. So not in this form.

                    A smaller version may work: prices stay, paper is a line of its own on the receipt, and we
                    see whether *seeing* it is enough. I've asked for that to be tried on the tills in
                    Limerick. Back here when there is something to show.
                """),
            ),
        ),
    ),
    Idea(
        key="own-tin",
        board="shops",
        by="gerard",
        ago=240.6,
        title="Let me fill my own tin with beans at the counter",
        body=prose("""
            I have a tin. It was my father's, it held nails. It takes 300 g exactly. I'd like to put it on the
            counter, have it filled, pay by weight and go home without a bag that can't be recycled because it
            has a valve, a zip and a window.
        """),
        tags=("beans", "cups"),
        votes=20,
        comments=(
            Comment("tamsin", 239.8, "The zip! Who needs the zip! Voted twice, it only counted one."),
            Comment(
                "rory",
                238.9,
                prose("""
                    The valve is there for a reason, though. Fresh coffee gives off gas and a tight tin would
                    bulge.
                """),
                replies=(
                    Comment(
                        "gerard",
                        238.7,
                        prose("""
                    It had nails in it for forty years. It doesn't do tight.
                """),
                    ),
                ),
            ),
            Comment(
                "sunita",
                229.4,
                "Allergen question: who cleans the tin? If somebody's smells of peanuts, then what?",
            ),
        ),
        moves=(
            Move("declan", 233.5, "reviewing"),
            Move(
                "declan",
                161.9,
                "planned",
                answer=prose("""
                    We can. The scales must be ones that Legal Metrology has stamped, €640 apiece, so it
                    starts where we sell the most beans: the Marina, Kinsale, Galway. Rules will be short. The
                    tin is empty and dry, it goes on the scale first, and if a barista doesn't like the smell
                    of it, the answer is no (that's for you, @sunita). Price per 100 g, four cent under the
                    bag price, because that's what the bag costs.
                """),
            ),
        ),
        answers=(
            Answer(
                "declan",
                229.0,
                "I like the tin. Looking into what the law says about scales, which turns out to be a lot.",
            ),
        ),
    ),
    Idea(
        key="grounds",
        board="shops",
        by="ada",
        ago=402.7,
        title="Leave the used coffee grounds out for gardeners",
        body=prose("""
            I asked in Cobh for a bag of grounds for my roses and the young man was delighted to be rid of
            them. But you have to ask, and I know people who won't. Could they not be left in a box by the
            door with a sign? They go in the bin otherwise.
        """),
        tags=("cups",),
        votes=22,
        comments=(
            Comment("piotr", 401.8, "My wife would take the whole box every day. Maybe a limit of one bag."),
            Comment(
                "ronan",
                399.0,
                prose("""
                    As a man who sells slug pellets for a living: grounds do not stop slugs. They're grand in
                    compost, a few handfuls at a time.
                """),
                replies=(Comment("ada", 398.1, "Now that you say it, my slugs have been very alert."),),
            ),
            Comment(
                "tamsin",
                371.9,
                "Midleton has run out by eleven both days. Best problem you've ever had.",
            ),
        ),
        moves=(
            Move(
                "orla",
                396.3,
                "reviewing",
                answer=prose("""
                    Ada, yes, surely. The only question is what we put it in, because wet grounds go through a
                    paper bag in twenty minutes. Give me a week or two.
                """),
            ),
            Move("orla", 392.0, "planned"),
            Move("declan", 380.4, "building"),
            Move(
                "orla",
                371.5,
                "shipped",
                answer=prose("""
                    Our own beans arrive here in lined 10 kg sacks that we were throwing out. So now the
                    grounds go into those, by the door, in every shop but Kent Station (no door). Free. Thank
                    you @ada, and @ronan for the truth about slugs, which is now on the sign.
                """),
            ),
        ),
    ),
)
