"""Ordering ahead: the usual, the truth about waiting, and a coffee in the wrong county."""

from ideas.ops.demo.prose import prose
from ideas.ops.demo.script import Comment, Idea, Move

IDEAS = (
    Idea(
        key="the-usual",
        board="app",
        by="piotr",
        ago=420.5,
        title="One big button: the usual",
        body=prose("""
            Eleven taps for the same coffee every morning, at the terminus, with gloves. I have counted.

            When I open the app, one button, size of my thumb: THE USUAL. Same drink, same shop. That's all.
            Please don't make it smart.
        """),
        tags=("ordering",),
        votes=25,
        surge=(418.0, 371.0),
        comments=(
            Comment("kwame", 419.8, "With gloves! This man understands."),
            Comment(
                "dara",
                418.5,
                "Big targets help shaky hands, cold hands, and hands with a toddler in them.",
            ),
            Comment(
                "jonas",
                417.2,
                "What if it guessed by time of day? Espresso before nine, decaf after two?",
                replies=(
                    Comment(
                        "piotr",
                        416.9,
                        prose("""
                            > Please don't make it smart.

                            I didn't know who I was writing this to, but it was you.
                        """),
                    ),
                    Comment("jonas", 416.7, "I feel seen."),
                ),
            ),
            Comment(
                "ines",
                318.9,
                prose("""
                    Tested the button at the terminus in Lotabeg with Piotr and three colleagues, in gloves.
                    48 pixels was not enough; at 96 nobody missed it. So it's 96. The designer has made his
                    peace.
                """),
                official=True,
            ),
            Comment("piotr", 296.3, "One tap. I have counted."),
        ),
        moves=(
            Move(
                "ines",
                414.0,
                "reviewing",
                answer=prose("""
                    Eleven! We thought seven, and then I put gloves on and it was eleven. I like that you said
                    what it should *not* do.
                """),
            ),
            Move("ines", 377.7, "planned"),
            Move("ines", 334.5, "building"),
            Move(
                "ines",
                297.5,
                "shipped",
                answer=prose("""
                    In version 3.9, on the first screen. You set it yourself, and it never changes unless you
                    change it. Thank you @piotr (and Lotabeg), and @dara for the sentence about hands, which
                    hangs above the designer's desk.
                """),
            ),
        ),
    ),
    Idea(
        key="save-order",
        board="app",
        by="mateo",
        ago=380.3,
        title="Save my favourite order in the app",
        body=prose("""
            I always take the same: cortado with oat and one almond croissant (if there is one!!). It would be
            good to save it with a star and not search for it again.
        """),
        tags=("ordering", "food"),
        votes=6,
        comments=(
            Comment(
                "finbar",
                371.6,
                prose("""
                    Mateo, Piotr asked for nearly the same in [the usual](idea:the-usual), and yours adds
                    something: more than one thing in it. Inês will build the two as one button, so your
                    croissant isn't lost.
                """),
                official=True,
                replies=(
                    Comment(
                        "mateo",
                        371.5,
                        prose("""
                    Perfect. I share the button with a bus driver, it's an honour.
                """),
                    ),
                ),
            ),
        ),
        moves=(
            Move(
                "ines",
                371.4,
                "planned",
                answer=prose("""
                    Yes, together with [the usual](idea:the-usual): one button, and as many things on it as you
                    like. Without your croissant I would have made it a button for one cup.
                """),
            ),
            Move("ines", 334.4, "building"),
            Move(
                "ines",
                297.4,
                "shipped",
                answer=prose("""
                    In version 3.9, as part of the usual: cortado, oat, almond croissant, one tap. If there is no
                    croissant left it says so before you pay. Thank you @mateo.
                """),
            ),
        ),
    ),
    Idea(
        key="real-wait",
        board="app",
        by="aoife",
        ago=145.8,
        title="Tell me the real waiting time before I pay",
        body=prose("""
            "Ready in 3 minutes." It has never been three minutes. On Friday in MacCurtain Street it was
            fourteen, and my bus was in nine.

            I don't mind waiting. I mind *deciding with the wrong number*. If it says 14, I'll go without and
            love you just the same.
        """),
        tags=("ordering",),
        votes=30,
        surge=(144.0, 33.0, 1.0),
        comments=(
            Comment(
                "kwame",
                145.2,
                "For a courier this is the whole app. A wrong number is worse than none.",
            ),
            Comment(
                "jonas",
                143.9,
                prose("""
                    Averages will lie when a party of ten walks in. You'd want the median of the last few
                    orders, plus the queue.
                """),
                replies=(
                    Comment(
                        "ines",
                        140.4,
                        prose("""
                            Median of the last twelve orders in that shop plus those not started yet. You'd
                            make a good colleague.
                        """),
                        official=True,
                    ),
                    Comment(
                        "jonas",
                        140.1,
                        "I'm available from the window seat on College Road, if there's a socket.",
                    ),
                ),
            ),
            Comment("rory", 138.8, "Baristas will feel timed by it. Has anybody asked them?"),
            Comment(
                "ines",
                97.2,
                prose("""
                    @rory, we hadn't, and now we have. They don't mind the number; they mind being blamed for
                    it. So it'll say "7 orders before yours", which is nobody's fault, and then the minutes.
                """),
                official=True,
            ),
            Comment(
                "ines",
                0.7,
                prose("""
                    Second week in MacCurtain Street and Kent Station, numbers as promised:

                    | | said | was |
                    |---|---|---|
                    | quiet (after ten) | 4 min | 4 min |
                    | 8:00 to 9:00 | 9 min | 11 min |
                    | when a train is late | 6 min | 15 min |

                    So we're good at quiet and bad at trains. No other shops before the trains are right.
                """),
                official=True,
                replies=(
                    Comment(
                        "aoife",
                        0.6,
                        "It said 12, I walked on, I caught the bus. Best coffee I never had.",
                    ),
                ),
            ),
        ),
        moves=(
            Move(
                "ines",
                141.0,
                "reviewing",
                answer=prose("""
                    I'm a little ashamed of this one. The "3 minutes" is not measured. It's a text that
                    somebody wrote on the first day, and every shop has shown it ever since. I took it off
                    this morning: for now the app says nothing, which is at least true.
                """),
            ),
            Move("ines", 98.6, "planned"),
            Move(
                "ines",
                34.3,
                "building",
                answer=prose("""
                    Being built: the number of orders before yours, and minutes from the last twelve orders in
                    that shop. If we can't tell (just opened, till offline) it'll say "we don't know". Trying
                    it in two shops first, and I'll post how far off we are every second week.
                """),
            ),
        ),
    ),
    Idea(
        key="wrong-shop",
        board="app",
        by="kwame",
        ago=1.3,
        title="Warn me when I order to a shop in another county",
        body=prose("""
            I've just bought a flat white in Galway. I'm in Cork. It remembered Dominick Street from my
            weekend away. Someone in Galway is looking at a coffee with my name on it, and I hope they drink
            it.
        """),
        tags=("ordering",),
        votes=7,
        surge=(1.0,),
        comments=(
            Comment(
                "rory",
                1.1,
                prose("""
                    It was me. I was in the queue, they were going to pour it out. Good coffee. I owe you
                    €3.95.
                """),
            ),
            Comment("kwame", 1.0, "This is the best possible outcome of a bug."),
            Comment(
                "finbar",
                0.5,
                "Leaving this here in case anyone thinks that the community is not a community.",
            ),
        ),
    ),
)
