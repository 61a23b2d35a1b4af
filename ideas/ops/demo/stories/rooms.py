"""Rooms: who can reach the counter and who can hear the barista."""

from ideas.ops.demo.prose import prose
from ideas.ops.demo.script import Comment, Edit, Idea, Move

IDEAS = (
    Idea(
        key="low-counter",
        board="shops",
        by="dara",
        ago=440.2,
        title="A counter that I can see over",
        body=prose("""
            I use a wheelchair. In MacCurtain Street the counter is 1.15 m high, so I order from a pastry
            display, and the pastry display does not hear well. Then someone leans over, says "oh! sorry!" and
            brings me the card reader as if it were a newborn.

            What would do it:

            1. one stretch of counter, 90 cm wide, at 80 cm or lower
            2. a card reader on a cable that reaches it
            3. nothing piled on it. It *will* fill up with leaflets. Please fight the leaflets

            I'm not asking for twelve shops at once. I'm asking for a plan and a date.
        """),
        tags=("access", "seating", "families"),
        votes=30,
        surge=(438.0, 300.0),
        comments=(
            Comment(
                "priya",
                439.5,
                prose("""
                    Also for my four-year-old, who wants to order "by his self" and currently orders from
                    below.
                """),
            ),
            Comment(
                "layla",
                438.7,
                "Architect here. I'll look at the drawings for nothing if somebody sends them to me.",
            ),
            Comment(
                "jonas",
                437.9,
                "Could ordering in the app be the answer, at least until then?",
                replies=(
                    Comment(
                        "dara",
                        437.6,
                        prose("""
                            I use the app when I want to. A separate door is still a separate door, even if
                            it's a very good one with dark mode.
                        """),
                    ),
                    Comment("jonas", 437.4, "Point taken. Thanks for saying it kindly."),
                ),
            ),
            Comment(
                "declan",
                391.1,
                prose("""
                    Layla and Dara both came to MacCurtain Street with measuring tapes. I had it wrong: I
                    would have put the low part at the far end. It belongs *first*, where the queue starts,
                    otherwise you go past everybody twice.
                """),
                official=True,
            ),
            Comment(
                "declan",
                296.8,
                prose("""
                    MacCurtain Street is open with the new counter. First weekend: two children, one man with
                    a dog, Dara.
                """),
                official=True,
                replies=(
                    Comment(
                        "dara",
                        296.5,
                        "I bought a coffee eye to eye. It was a perfectly normal coffee. Magnificent.",
                    ),
                ),
            ),
            Comment("dara", 240.0, "Leaflets: three. I removed them. This is a promise and a threat."),
            Comment(
                "declan",
                205.3,
                prose("""
                    Six of twelve. Cobh was the hard one: the counter is one piece of elm, 1911, and
                    protected. So there it's a table beside it, same height, same reader. Not perfect. It's
                    the best we're allowed.
                """),
                official=True,
            ),
            Comment(
                "ada",
                118.4,
                "I don't use a wheelchair, but I sit down to look for my purse now. Thank you, Dara.",
            ),
            Comment("dara", 118.1, "That's the secret of all of these, Ada. Everybody gets a go eventually."),
        ),
        moves=(
            Move(
                "declan",
                436.4,
                "reviewing",
                answer=prose("""
                    You asked for a plan and a date, so: I'll look at all twelve counters by the end of next
                    month and publish here what each needs, with the ones that are difficult named. I went
                    behind the display in MacCurtain Street on my knees and ordered a coffee. Nobody came for
                    four minutes.
                """),
            ),
            Move(
                "declan",
                398.7,
                "planned",
                answer=prose("""
                    The plan: €31,000 over a year, and Orla has signed it.

                    - MacCurtain Street first, then College Road and Kent Station (the busiest)
                    - Ballincollig, Midleton, Limerick, Waterford, Galway as their counters are re-topped
                    - Douglas Street, Kinsale, the Marina after that
                    - Cobh has a protected counter, and I need the conservation officer before I can say
                      anything
                """),
            ),
            Move("declan", 344.0, "building"),
            Move(
                "declan",
                119.5,
                "shipped",
                answer=prose("""
                    Eleven counters and one table. 80 cm high, at the head of the queue, reader on a cable, in
                    every shop. A line in the closing checklist says "low counter: empty?", and it is ticked
                    every night.

                    Thank you @dara, for the idea, for the tape measure, and for telling us when we were about
                    to put it in the wrong place. Thank you @layla, who drew Cobh three times for nothing. If
                    you meet a leaflet, tell me which shop.
                """),
            ),
        ),
    ),
    Idea(
        key="quiet-hour",
        board="shops",
        by="fergus",
        ago=20.5,
        title="No music please",
        body=prose("""
            I wear hearing aids. With music, the grinder and twenty people talking I hear soup. I nod, and get
            whatever I nodded to. Turn the music off.
        """),
        tags=("access", "hours"),
        votes=27,
        surge=(19.0, 14.0, 1.5),
        against=("kwame",),
        edits=(
            Edit(
                "fergus",
                18.9,
                title="One hour a day without music",
                body=prose("""
                    I wear hearing aids. With music, the grinder and twenty people talking I hear soup. I nod,
                    and get whatever I nodded to. Last week that was a beetroot latte.

                    I first wrote "turn the music off". Thinking about it, that's me deciding for everyone.
                    One hour a day with no music would be enough, always the same hour, written on the door.
                    Then I come at that hour, and you keep your jazz the rest of the day.
                """),
                reason="Slept on it.",
            ),
        ),
        comments=(
            Comment(
                "kwame",
                20.1,
                "The music in Douglas Street is half of why I go. Please don't make every shop a library.",
                replies=(
                    Comment("fergus", 18.8, "You're right. I've rewritten it. One hour, the rest is yours."),
                    Comment("kwame", 18.6, "Then I've nothing against it, and I'm sorry about the beetroot."),
                ),
            ),
            Comment("finbar", 19.4, "Speaking as a former librarian: libraries are very loud these days."),
            Comment(
                "dara",
                18.2,
                "Also for autistic people, migraines, hangovers and anyone with a phone call to make. Voted.",
            ),
            Comment(
                "jonas",
                16.0,
                "Does the grinder not drown out everything anyway?",
                replies=(
                    Comment(
                        "fergus",
                        15.7,
                        prose("""
                            A grinder stops. Hearing aids can ride over a noise that stops. Music never lets
                            them rest.
                        """),
                    ),
                ),
            ),
            Comment(
                "olena",
                1.8,
                "I was in Midleton in the quiet hour by accident. I could hear the milk. It was lovely.",
            ),
            Comment(
                "fergus",
                0.6,
                prose("""
                    Went yesterday. Ordered an oat flat white, got an oat flat white. The young woman asked if
                    I'd like anything else and I *heard her ask*. I had a bun on the strength of it.
                """),
            ),
        ),
        moves=(
            Move(
                "declan",
                13.6,
                "reviewing",
                answer=prose("""
                    Fergus, I'd sooner try it than discuss it. From Tuesday, Midleton and MacCurtain Street
                    have no music from three to four, every weekday, for a month. It costs nothing and the
                    staff in both shops were asked first. (One said "finally".) Tell me here what it's like,
                    also if it's worse. After the month I count votes, takings and complaints, and decide for
                    the other ten.
                """),
            ),
        ),
    ),
)
