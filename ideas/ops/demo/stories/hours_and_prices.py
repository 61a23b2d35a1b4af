"""An early train and a milk: the two longest sums of the demo."""

from ideas.ops.demo.prose import prose
from ideas.ops.demo.script import Answer, Comment, Idea, Move

IDEAS = (
    Idea(
        key="first-train",
        board="shops",
        by="aoife",
        ago=350.9,
        title="Open Kent Station before the first Dublin train, not after it",
        body=prose("""
            You open at 6:30. The first train to Dublin is gone by then, and so is the whole night shift from
            the hospital, who finish, walk down, and find a dark kiosk with a very nice sign.

            Quarter to six would catch both. I counted people on the platform with no cup in their hand on
            four mornings: 31, 44, 38, 40.
        """),
        tags=("hours",),
        votes=21,
        surge=(349.0, 300.0),
        comments=(
            Comment("piotr", 350.2, "I start at five. I'd be the first one there."),
            Comment(
                "bola",
                348.8,
                "Someone has to get up at half four for this. Pay them properly and I'm for it.",
            ),
            Comment(
                "declan",
                301.5,
                prose("""
                    The trial begins. Two of our people *wanted* the early shift (I asked twice, I didn't
                    believe it), at time and a quarter, home by noon.
                """),
                official=True,
                replies=(Comment("bola", 301.2, "Time and a quarter. Good. Voted."),),
            ),
            Comment("aoife", 299.6, "Quarter to six. Light on. I nearly hugged the shutter."),
        ),
        moves=(
            Move(
                "declan",
                345.2,
                "reviewing",
                answer=prose("""
                    I went and counted too, because I count. 36 on a wet day. The sum works if a third of them
                    buy something. What I don't know is whether anybody will work it without resenting me.
                """),
            ),
            Move("declan", 322.6, "planned"),
            Move("declan", 302.3, "building"),
            Move(
                "declan",
                236.8,
                "shipped",
                answer=prose("""
                    It stays. Kent Station opens at 5:45, Monday to Saturday. It sells 52 coffees before half
                    six and breaks even at 30. Thanks to @aoife for four mornings of counting, and to @bola,
                    whose condition went into the rota.
                """),
            ),
        ),
    ),
    Idea(
        key="oat-price",
        board="shops",
        by="sunita",
        ago=520.6,
        title="Stop charging 40c extra for oat milk",
        body=prose("""
            I'm vegan, my neighbour is lactose intolerant, and my colleague simply likes it. All three of us
            pay 40c more for the same drink, every day. That is about €100 a year each, for not being able to
            digest something.

            I looked it up: the oat in a flat white costs you perhaps 13c more than cow's milk does. So what's
            the rest?
        """),
        tags=("prices", "drinks"),
        votes=38,
        surge=(518.0, 470.0, 181.0, 40.0, 1.0),
        comments=(
            Comment(
                "bola",
                519.9,
                prose("""
                    Devil's advocate: somebody always pays. If oat gets cheaper then everything else gets
                    dearer, so drinkers of plain milk pay for yours. I'd still vote for it. I just want it
                    said.
                """),
                replies=(
                    Comment(
                        "sunita",
                        519.4,
                        "At the moment I'm paying for *them*, though. Somebody set the line there.",
                    ),
                    Comment("bola", 519.0, "Touché. Voted."),
                ),
            ),
            Comment(
                "gerard",
                516.2,
                "I take mine black and pay the same as a man with half a pint of milk in his. Just saying.",
            ),
            Comment(
                "dara",
                463.8,
                "Ask yourselves what the sign says to people: *normal*, and then *you, plus forty cent*.",
            ),
            Comment(
                "minjun",
                299.1,
                prose("""
                    213 days since the answer. Is there anything new? I'm not being sarcastic, I can't tell
                    from outside.
                """),
                replies=(
                    Comment(
                        "chiamaka",
                        298.6,
                        prose("""
                            That is fair, and it is our fault that you can't tell. The contract with the
                            present oat supplier runs for another four months; until then nothing can change.
                            I have asked Declan to say so in the answer above.
                        """),
                        official=True,
                    ),
                ),
            ),
            Comment(
                "declan",
                16.8,
                prose("""
                    Where it's at nothing now: Kent Station, MacCurtain Street, College Road, Limerick,
                    Galway. Seven to go.
                """),
                official=True,
            ),
            Comment(
                "declan",
                1.1,
                prose("""
                    Midleton, Ballincollig and Waterford since this morning, so eight. The last four wait for
                    their new tills. If you're charged in one of the eight, show them this page and they'll
                    hand it back.
                """),
                official=True,
                replies=(
                    Comment(
                        "sunita",
                        0.9,
                        "Paid €3.95 in Ballincollig today. I kept the receipt. I may frame the receipt.",
                    ),
                    Comment(
                        "gerard",
                        0.4,
                        "And mine black is now five cent dearer. I'm a patron of the oats.",
                    ),
                    Comment(
                        "bola",
                        0.3,
                        prose("""
                            > every drink with milk in it

                            Gerard, yours has no milk in it. Black stays where it was.
                        """),
                    ),
                    Comment("gerard", 0.2, "I'm a bystander of the oats."),
                ),
            ),
        ),
        moves=(
            Move(
                "declan",
                512.3,
                "reviewing",
                answer=prose("""
                    Here's the rest, since you ask. The oat in a flat white costs us 13c more, you have that
                    right. The 40c was set when it cost 31c more, and nobody ever went back to it. Today it
                    brings in about €130,000 a year. That's two and a half baristas. I can't strike that out
                    with one line, but I can't defend it either, so it's being worked on.
                """),
            ),
            Move(
                "orla",
                180.7,
                "planned",
                answer=prose("""
                    Decided: oat will cost nothing extra. How it's paid for, since Bola wants it said:

                    - a new contract brings the difference from 13c down to 7c
                    - every drink with milk in it, of any kind, goes up by 5c
                    - the remaining €60,000 or so comes out of our margin, that is to say out of me

                    In two steps. First 40c becomes 25c, everywhere, from Monday. Then it goes to nothing, and
                    the 5c begin, shop by shop, as each gets its new till.
                """),
            ),
            Move(
                "declan",
                41.2,
                "building",
                answer=prose("""
                    25c has been in place everywhere since the week we said it. From today the new tills go
                    in, and each shop that has one charges nothing for oat. I'll keep the list in the
                    comments. Twelve shops, eight to ten weeks, Cobh last because of the stairs.
                """),
            ),
        ),
        answers=(
            Answer(
                "declan",
                298.2,
                prose("""
                    Update, late. The 40c was set when oat cost us 31c more than cow's milk; now it is 13c,
                    and the rest brings in about €130,000 a year. Our supply contract runs for another four
                    months and fixes both price and volume. When it ends we'll renegotiate, and you'll have a
                    decision here within two weeks after that. I should have written this before you asked.
                """),
            ),
        ),
    ),
)
