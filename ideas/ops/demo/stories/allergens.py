"""Allergens: what may be called gluten-free, what must not be written in a box, and a brownie."""

from ideas.ops.demo.prose import prose
from ideas.ops.demo.script import Comment, Idea, Move

IDEAS = (
    Idea(
        key="gluten-free",
        board="shops",
        by="olena",
        ago=280.4,
        title="One gluten-free thing that is not a flapjack",
        body=prose("""
            There's always a flapjack. I'm grateful to the flapjack, I have eaten perhaps two hundred of it.
            But I'm a baker and I know what is possible: almond and orange cake needs no flour at all,
            financiers need nearly none.

            Two requests:

            - something else, even if only on three days of the week
            - wrapped, or on its own shelf with its own tongs. Crumbs from the croissant above are enough to
              put me in bed for two days
        """),
        tags=("food", "allergens"),
        votes=28,
        surge=(278.0, 40.0),
        comments=(
            Comment(
                "sunita",
                279.9,
                'Second point matters more than the first. "Gluten-free" under a croissant isn\'t.',
            ),
            Comment(
                "mateo",
                278.3,
                "Tarta de Santiago! Almonds, sugar, eggs, lemon. It has no flour since the Middle Ages.",
                replies=(
                    Comment(
                        "olena",
                        278.0,
                        "Exactly this one. I make it with less sugar and people stop talking.",
                    ),
                ),
            ),
            Comment(
                "gerard",
                277.1,
                "I have no allergies at all and I'd like it noted that I am also tired of the flapjack.",
            ),
            Comment(
                "marisol",
                190.2,
                prose("""
                    Test number one from the Marina: almond and orange, baked in our own ovens before any
                    flour is opened in the morning. Lab says 38 mg/kg of gluten. The limit for calling it
                    gluten-free is 20. So our air is the problem, not the recipe. Back to thinking.
                """),
                official=True,
                replies=(
                    Comment(
                        "olena",
                        189.8,
                        "Thank you for testing and not hoping. Flour hangs in the air for a day, truly.",
                    ),
                    Comment(
                        "olena",
                        189.6,
                        "Have you thought of somebody else's kitchen? There are two in Cork with no flour.",
                    ),
                ),
            ),
            Comment(
                "marisol",
                41.7,
                prose("""
                    A kitchen in Blackpool (ours, not the one with the tower), no flour in the building. Lab:
                    under 5 mg/kg, three batches in a row.
                """),
                official=True,
            ),
            Comment("olena", 41.2, 'I\'m reading "under 5" again and again. I would like to frame it.'),
            Comment(
                "marisol",
                0.15,
                prose("""
                    The first forty cakes have gone out to Douglas Street and College Road, each in its own
                    wrapper. They lasted three hours, so the next batch is eighty.
                """),
                official=True,
            ),
        ),
        moves=(
            Move(
                "marisol",
                270.3,
                "reviewing",
                answer=prose("""
                    Olena, the flapjack has had a long reign. The cake is easy and the crumbs are hard: we
                    bake everything in one room. I won't write "gluten-free" on something because the recipe
                    is. I'll have it tested, and post the numbers here whatever they are.
                """),
            ),
            Move("marisol", 159.0, "planned"),
            Move(
                "marisol",
                40.9,
                "building",
                answer=prose("""
                    We've found our kitchen (thank you, @olena, for the hint). Tarta de Santiago with less
                    sugar, wrapped there and opened by you, €4.20. Douglas Street and College Road first, all
                    shops once they can bake 500 a week.
                """),
            ),
        ),
    ),
    Idea(
        key="allergen-folder",
        board="shops",
        by="sunita",
        ago=120.7,
        title="Put the allergen folder on the counter, not behind it",
        body=prose("""
            You have one, it's good, and it lives in a drawer under the till in Ballincollig. To read it I
            must ask, wait while somebody looks for it, and hold up six people while I read about soya. So
            mostly I don't eat anything.

            A copy on a string, or a QR code for those who like them. **On paper as well please**, because
            people who need it most are often not the ones with the newest phone.
        """),
        tags=("allergens", "food", "access"),
        votes=16,
        comments=(
            Comment("olena", 120.1, "Yes! And the date when it was last checked on the front page."),
            Comment("ada", 118.6, "In large print, since you're at it."),
            Comment(
                "sunita",
                98.2,
                prose("""
                    Read the whole of it on Saturday with a coffee in my hand. Then I had a cake, my first
                    here in two years.
                """),
            ),
        ),
        moves=(
            Move(
                "chiamaka",
                119.3,
                "reviewing",
                answer=prose("""
                    Thank you, Sunita. It was put into the drawer to keep it clean, and I can see how that
                    looks from your side of the counter. May I ask which shops you have seen this in? I would
                    like to start with those.
                """),
            ),
            Move("declan", 115.8, "planned"),
            Move("declan", 109.4, "building"),
            Move(
                "declan",
                99.0,
                "shipped",
                answer=prose("""
                    Wipe-clean copy on a cord at the end of every counter, large print, checked date on the
                    front. QR code beside it. Took three weeks and €240, and nobody can say why it wasn't
                    always like this. Thanks to @sunita, @olena (the date) and @ada (the print).
                """),
            ),
        ),
    ),
    Idea(
        key="peanut-brownie",
        board="shops",
        by="shane",
        ago=140.9,
        title="Peanut butter in the brownie, like we do it in Lahinch",
        body=prose("""
            Big spoon of peanut butter in the middle before it goes into the oven. After two hours in cold
            water people would fight you for it. Recipe is yours if you want it, no charge.
        """),
        tags=("food", "allergens"),
        votes=6,
        against=("sunita",),
        comments=(
            Comment(
                "sunita",
                140.4,
                "Sounds delicious, and would mean my nephew can't come in at all any more. Hard no from me.",
            ),
            Comment(
                "shane",
                133.9,
                "Fair play, never thought of it from the nephew's side. Withdrawn with good grace.",
            ),
            Comment(
                "finbar",
                133.7,
                "The brownie in Lahinch is worth the drive, for the record. I was sent to check.",
            ),
        ),
        moves=(
            Move(
                "marisol",
                134.6,
                "declined",
                reason="safety",
                explanation=prose("""
                    Generous of you, Shane, and I made it at home and ate most of it. But our bakery is
                    peanut-free, the whole building, and about forty families have written to say that's the
                    reason they can sit down with us. One brownie would end it for every cake we bake, because
                    it's the same air and the same trays. Keep it in Lahinch, and I'll come and eat it there.
                """),
            ),
        ),
    ),
    Idea(
        key="barista-note",
        board="app",
        by="minjun",
        ago=110.6,
        title="Let me write a note to the barista with my order",
        body=prose("""
            A free text field, 80 characters. Things I'd have written this month:

            - extra hot please
            - cut the bun in two
            - I'm outside with a dog and can't come in

            Most ordering apps have one.
        """),
        tags=("allergens", "ordering"),
        votes=14,
        against=("olena", "sunita"),
        comments=(
            Comment(
                "olena",
                110.0,
                prose("""
                    Somebody will write "no gluten please" in it and believe that it has been read. It scares
                    me.
                """),
                replies=(
                    Comment(
                        "minjun",
                        109.6,
                        "Then a line below it: *not for allergies*. People read that, no?",
                    ),
                    Comment("olena", 109.4, "Min-jun. You test apps. Do people read that?"),
                    Comment("minjun", 109.3, "…no."),
                ),
            ),
            Comment(
                "minjun",
                98.5,
                "It's the right decision and I wish it weren't. Three tick boxes is a good consolation.",
            ),
        ),
        moves=(
            Move("ines", 106.8, "reviewing"),
            Move(
                "ines",
                99.1,
                "declined",
                reason="safety",
                explanation=prose("""
                    We did have a note field, for seven weeks in the first version. I went back and read all
                    2,140 of them. One in fourteen was about an allergy, though the field said "not for
                    allergies" in bold. Twice, nobody saw it in time; both people were lucky. I won't build a
                    box that looks like a promise we can't keep at half eight in the morning.

                    What we can do instead is tick boxes that the barista's screen shows in colour: *extra
                    hot*, *cut in two*, *I'm outside*. Your three, in fact. That's in the next version.
                """),
            ),
        ),
    ),
)
