"""What is in the subscription bag: a wish an hour old, one overdue, and one taken back."""

from ideas.ops.demo.prose import prose
from ideas.ops.demo.script import Comment, Idea, Withdrawal

IDEAS = (
    Idea(
        key="grind-per-bag",
        board="app",
        by="rory",
        ago=15.7,
        title="A different grind for each bag in the same delivery",
        body=prose("""
            I get two bags. At present both are ground, or neither. What I want:

            - `1 × Roche's Point, whole beans` (me)
            - `1 × First Bell, moka pot` (my mother, who won't hear of a grinder)

            The packing slip has room for it. I measured the packing slip.
        """),
        tags=("delivery", "brewing"),
        votes=10,
        comments=(
            Comment("cliona", 15.2, "Of course you measured the packing slip."),
            Comment("rory", 15.1, "105 by 148. It's A6. They've a whole empty third."),
            Comment(
                "piotr",
                13.0,
                "My house also: moka for me, filter for my wife. Now we fight, it is ground for nobody.",
            ),
            Comment(
                "rory",
                1.6,
                prose("""
                    Two weeks today. I know you're busy with the screen reader thing, that goes first. Just
                    waving.
                """),
            ),
        ),
    ),
    Idea(
        key="harbour-post",
        board="app",
        by="hugo",
        ago=4.6,
        title="Deliver the subscription to a harbour office",
        body=prose("""
            I live on a boat and move every couple of weeks. Could I choose the next harbour each time,
            Kinsale, then Crosshaven, then Dunmore East, and have it wait at the harbour office?
        """),
        tags=("delivery",),
        votes=0,
        comments=(
            Comment(
                "chiamaka",
                4.2,
                prose("""
                    You can change the address up to midnight before packing, under *Next delivery*. Does that
                    do it?
                """),
                official=True,
            ),
            Comment(
                "hugo",
                3.9,
                prose("""
                    It does exactly that. I'm an idiot with a nice view. Taking this down so nobody spends
                    time on it.
                """),
            ),
        ),
        withdrawn=Withdrawal("hugo", 3.8),
    ),
    Idea(
        key="surprise-me",
        board="app",
        by="thuy",
        ago=0.3,
        title="Surprise me each month, but never with the smoky one",
        body=prose("""
            I love the surprise bag. But three times out of ten the surprise is Spike, and Spike I buy already
            for the phin. One box to tick: *not this one*.
        """),
        tags=("delivery", "beans"),
        votes=3,
        comments=(
            Comment("hana", 0.18, "I would tick a different one, but the same box. Voted."),
            Comment("gerard", 0.07, "What's wrong with Spike? Send me hers."),
        ),
    ),
)
