"""Cups and lids: a loan scheme from its first sentence to the last shop, and a cup made of biscuit."""

from ideas.ops.demo.prose import prose
from ideas.ops.demo.script import Comment, Idea, Move

IDEAS = (
    Idea(
        key="cup-loan",
        board="shops",
        by="tamsin",
        ago=538.2,
        title="Lend us a cup: one deposit, returned in any shop",
        body=prose("""
            Every time I forget my own cup I get a paper one and feel bad for the length of Oliver Plunkett
            Street. Borrowing would fix that. I pay a €2 deposit, get a sturdy cup, and give it back in
            **any** shop. Then I get the €2 back, or a clean cup for the next coffee.

            What I think it needs:

            - one cup that fits under all your machines
            - a deposit high enough that you bother and low enough that you don't resent it
            - returns at Kent Station, or the commuters can't take part
            - no app. My mother should be able to do this

            I'd rather pay to borrow than pay to throw away.
        """),
        tags=("cups",),
        votes=31,
        surge=(530.0, 310.0, 251.0),
        comments=(
            Comment(
                "gerard",
                537.6,
                prose("""
                    I own four keep-cups and all of them are in the car. This would make five. Still, I'd do
                    it.
                """),
                replies=(
                    Comment(
                        "tamsin",
                        537.4,
                        "The fifth would be ours, and you'd get two euro for finding it.",
                    ),
                ),
            ),
            Comment(
                "kwame",
                532.9,
                prose("""
                    Courier here. I'd use it if the lid closes properly. A cup that leaks into a bag with
                    somebody's contracts in it is a cup I use once.
                """),
            ),
            Comment(
                "dara",
                529.8,
                prose("""
                    If there's going to be a return shelf, please not at head height for people who stand. The
                    tray return in College Road is at about 1.40 m. I have put a saucer on my own head there.
                    On a date.
                """),
                replies=(
                    Comment(
                        "declan",
                        528.9,
                        prose("""
                            I went over and measured. It's 1.42. It's coming down whatever happens with the
                            cups.
                        """),
                        official=True,
                    ),
                    Comment(
                        "dara",
                        528.7,
                        "Declan, you have made a stranger very happy. The date went fine, by the way.",
                    ),
                ),
            ),
            Comment(
                "bola",
                521.3,
                prose("""
                    What happens to the deposits nobody collects? If a tenth of the cups never come back that
                    is real money, and I would like to see it said out loud where it goes.
                """),
                replies=(
                    Comment(
                        "declan",
                        519.6,
                        prose("""
                            It sits in the books as money we owe you. I asked our accountant if we could
                            publish the figure. She sighed, so I think the answer is yes.
                        """),
                        official=True,
                    ),
                ),
            ),
            Comment(
                "declan",
                296.1,
                prose("""
                    First fortnight: 143 lent, 88 back. Two came back with toothmarks from the same dog. We
                    paid out on those as well.
                """),
                official=True,
            ),
            Comment(
                "declan",
                251.3,
                prose("""
                    A problem. The lids crack at the hinge after about thirty washes, and 61 of 400 are gone.
                    The maker is sending a thicker one for nothing. No new shops until that has survived 100
                    washes.
                """),
                official=True,
                replies=(
                    Comment("kwame", 250.8, "I did say lids. No joy in being right."),
                    Comment("tamsin", 250.7, "Some joy."),
                ),
            ),
            Comment(
                "marisol",
                199.7,
                "New lid: 120 washes, no cracks. I counted, and I want it known that I counted.",
                official=True,
            ),
            Comment(
                "declan",
                150.2,
                prose("""
                    Of every ten cups that leave, nine come back, most within a week. So Kent Station joins
                    now, then the other shops, two or three a fortnight.
                """),
                official=True,
            ),
            Comment("gerard", 96.1, "Five. It's in the car."),
            Comment(
                "tamsin",
                95.9,
                prose("""
                    I got a bit teary at the till in Ballincollig and the girl gave me a napkin. Paper, but
                    still. Thank you. I had honestly stopped looking.
                """),
            ),
            Comment(
                "ada",
                80.3,
                "Brought mine back to Cobh on the bus, nobody asked me for a phone. Very satisfactory.",
            ),
        ),
        moves=(
            Move(
                "declan",
                531.0,
                "reviewing",
                answer=prose("""
                    Good idea, and an awkward one. Awkward because of washing: four of our shops have one
                    small dishwasher, and it is full by half eight. I'm going to time what a cup really costs
                    us in minutes. You'll have numbers within six weeks, good or bad.
                """),
            ),
            Move(
                "declan",
                402.5,
                "planned",
                answer=prose("""
                    Six weeks turned into eighteen. Sorry. Here's the sum: a wash is 9 cent and 25 seconds, a
                    paper cup with a lid is 17 cent. So a cup that costs us €3.10 has paid for itself at
                    around the fortieth loan, *if* it comes back. We'll buy 400 and try it in College Road and
                    MacCurtain Street. €2, any till, no app.
                """),
            ),
            Move(
                "declan",
                310.2,
                "building",
                answer=prose("""
                    The 400 cups are here from a factory near Aveiro. Dark green, because white ones show the
                    tea. You can borrow one in College Road and MacCurtain Street from tomorrow.
                """),
            ),
            Move(
                "declan",
                96.4,
                "shipped",
                answer=prose("""
                    Done: all twelve shops, Kent Station included. €2, any till, no app. Deposits nobody has
                    collected stand at €486 today, and we'll put that figure here once a year because @bola
                    asked.

                    Thanks to @tamsin for the idea and for "my mother should be able to do this"; to @kwame
                    for being right about lids; to @dara, because every return shelf is now at 1.05 m; and to
                    @gerard, whose four cups in the car are quoted in our staff training.
                """),
            ),
        ),
    ),
    Idea(
        key="ask-first-lids",
        board="shops",
        by="kwame",
        ago=210.4,
        title="Ask before you put a lid on",
        body=prose("""
            I drink it standing at the bar. I get a lid. I take the lid off and put it in the bin. Six times a
            day. Just ask?
        """),
        tags=("cups",),
        votes=19,
        against=("aoife",),
        comments=(
            Comment(
                "aoife",
                209.9,
                prose("""
                    Not at Kent Station please. At ten to six I can neither answer questions nor carry an open
                    cup down platform 4.
                """),
                replies=(
                    Comment(
                        "kwame",
                        209.7,
                        "Fair. Lid by default where there's a train, ask everywhere else?",
                    ),
                    Comment("aoife", 209.5, "That I can live with."),
                ),
            ),
            Comment(
                "sunita",
                204.2,
                "In MacCurtain Street they do ask. It takes one second. It's nice, actually.",
            ),
        ),
        moves=(
            Move("declan", 206.1, "reviewing"),
            Move(
                "declan",
                171.8,
                "planned",
                answer=prose("""
                    Yes. MacCurtain Street has been asking for a year of its own accord, and uses 38 % fewer
                    lids than Douglas Street with the same takings. So: we ask, except at Kent Station, where
                    the lid goes on and you may hand it back. It starts shop by shop, with the next round of
                    training. It isn't finished until all eleven do it, so I'm not calling it that.
                """),
            ),
        ),
    ),
    Idea(
        key="biscuit-cups",
        board="shops",
        by="mateo",
        ago=61.2,
        title="Cups made of biscuit so you can eat them after",
        body=prose("""
            I saw it on a video. The cup is a wafer with chocolate inside so it does not leak. You drink the
            espresso and you eat the cup. Zero rubbish! I would pay one euro more, and I am a student.
        """),
        tags=("cups", "food"),
        votes=8,
        comments=(
            Comment("rory", 60.7, "For an espresso, maybe. For anything bigger you are racing the clock."),
            Comment(
                "olena",
                60.2,
                "As a baker I love it. As a coeliac I would like a *chair* that I can't eat, thanks.",
            ),
            Comment(
                "mateo",
                54.8,
                prose("""
                    Eleven of sixty! Vale, me rindo. ("OK, I surrender.") But thank you for telling me the
                    real numbers, I thought nobody had tried.
                """),
            ),
        ),
        moves=(
            Move(
                "marisol",
                55.0,
                "declined",
                reason="tried",
                explanation=prose("""
                    Mateo, we did this! At the Kinsale regatta two years ago, sixty wafer cups at €1.15 each.
                    They're delicious. Eleven leaked before the customer had found a seat, one of them on a
                    white linen suit, and every single one contains wheat, milk and soya, so the people who
                    can't have those had to stay clear of the whole counter. If somebody makes one that holds
                    a flat white for fifteen minutes, send it to me and I'll open this again with pleasure.
                """),
            ),
        ),
    ),
)
