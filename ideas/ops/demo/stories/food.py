"""Food: toast, and what happens to the last croissant of the day."""

from ideas.ops.demo.prose import prose
from ideas.ops.demo.script import Comment, Edit, Idea, Move

IDEAS = (
    Idea(
        key="toast",
        board="shops",
        by="gerard",
        ago=12.4,
        title="Toast. Just toast. With butter.",
        body=prose("""
            You have a toaster for the sandwiches. You have bread. You have butter. I have two euro fifty.

            I don't want it smashed, topped, seeded or drizzled.
        """),
        tags=("food",),
        votes=26,
        surge=(11.5, 9.0, 0.8),
        against=("siobhan",),
        comments=(
            Comment("ada", 12.1, "Hear, hear. And cut in triangles."),
            Comment(
                "dara",
                11.9,
                "Squares are easier to hold one-handed. But I'd die for your right to triangles, Ada.",
            ),
            Comment(
                "rory",
                11.2,
                "What kind of bread? What kind of butter? How brown?",
                replies=(
                    Comment("gerard", 11.0, "Bread. Butter. Yes."),
                    Comment("rory", 10.9, "I have so much to learn from you."),
                ),
            ),
            Comment(
                "siobhan",
                10.4,
                "Can't we get toast at home? I come to you for the things I can't do myself.",
            ),
            Comment(
                "aoife",
                8.7,
                prose("""
                    After a night shift there is nobody at home to make it, Siobhán. Someone else's toast is
                    half of medicine.
                """),
                replies=(Comment("siobhan", 8.5, "You've convinced me. I'll not vote, but I'll eat it."),),
            ),
            Comment("omar", 0.9, "On the rank, in the rain, thinking about this toast. Any news?"),
        ),
        moves=(
            Move(
                "marisol",
                9.8,
                "reviewing",
                answer=prose("""
                    I spent ten years learning to laminate dough and the idea of the month is toast. I've
                    taken a walk and I'm fine.

                    It's a good idea. What I have to find out is whether the grill keeps up between eight and
                    nine, when each sandwich has it for three minutes. Trying it in Kinsale this week, so that
                    Gerard can inspect.
                """),
            ),
        ),
    ),
    Idea(
        key="last-half-hour",
        board="shops",
        by="mateo",
        ago=175.2,
        title="Half-price pastries in the last half hour",
        body=prose("""
            At the end of the day I see the tray of croissants go into a black bag. It breaks my heart and
            also I am hungry. Sell them at half price from 17:30. In Bilbao every bakery does this and there
            is a queue of students and grandmothers, very beautiful.
        """),
        tags=("food", "prices"),
        votes=30,
        surge=(173.0, 90.0),
        against=("gerard",),
        edits=(
            Edit(
                "mateo",
                171.5,
                body=prose("""
                    At the end of the day I see the tray of croissants go into a black bag. It breaks my heart
                    and also I am hungry. Sell them at half price from 17:30. In Bilbao every bakery does this
                    and there is a queue of students and grandmothers, very beautiful.

                    **Edit, after the discussion with Orla:** I did not know that the staff take them home
                    first, and I don't want to take that away from them. So: first the staff choose, then half
                    price with what is left.
                """),
                reason="The people behind the counter come first.",
            ),
        ),
        comments=(
            Comment(
                "gerard",
                174.6,
                prose("""
                    And then nobody buys one at four, because at half five it's half the price. I'd wait. I'm
                    terrible that way.
                """),
                replies=(
                    Comment(
                        "mateo",
                        174.3,
                        "At half five there's no almond one left. You must decide what you are, Gerard.",
                    ),
                    Comment(
                        "bola",
                        173.9,
                        "Every shop that tried this fears it. The loss at four tends to be small.",
                    ),
                ),
            ),
            Comment(
                "orla",
                172.8,
                prose("""
                    One thing to know: it isn't all the bag. Whoever closes takes home what they like, and for
                    some of them that's tomorrow's breakfast. I'd be slow to sell it from under them.
                """),
                official=True,
                replies=(Comment("mateo", 171.6, "This I did not know. I change my idea."),),
            ),
            Comment(
                "tamsin",
                168.0,
                "How many go into the bag in the end? Any number will do. I like numbers in bags.",
            ),
        ),
        moves=(
            Move(
                "declan",
                152.4,
                "reviewing",
                answer=prose("""
                    @tamsin asked for a number, so every shop counted for two weeks: 41 pieces a day across
                    twelve shops after staff have had theirs. Fewer than I feared, more than I can defend.
                    Working out with Marisol what's allowed to be sold when.
                """),
            ),
            Move(
                "declan",
                88.3,
                "planned",
                answer=prose("""
                    We'll do it as Mateo rewrote it. Staff first, then half price in the last half hour,
                    whatever is left, no promises about almond. Starts when the tills can do a price by the
                    clock. That's a software update and it has a queue of its own; I'll write here when I have
                    a day.
                """),
            ),
        ),
    ),
)
