"""The subscription by post: skipping a bag, fitting a letterbox, and getting to Leipzig."""

from ideas.ops.demo.prose import prose
from ideas.ops.demo.script import Comment, Idea, Move

IDEAS = (
    Idea(
        key="skip-one",
        board="app",
        by="cliona",
        ago=525.4,
        title="Let me skip one delivery without cancelling everything",
        body=prose("""
            I go away for two weeks and come back to two bags on the mat, going stale. The only choice is
            *Cancel*, in red, with a sad cartoon bean. I've cancelled you four times. I don't want to leave
            you! I'm in Kerry!

            A button that says **Skip the next one** would do it.
        """),
        tags=("delivery",),
        votes=22,
        surge=(523.0, 500.0),
        comments=(
            Comment(
                "hana",
                522.1,
                "I also cancelled for holidays. And then I forgot to come back for three months.",
            ),
            Comment(
                "bola",
                521.8,
                "There's your business case. How many never come back?",
                replies=(
                    Comment(
                        "ines",
                        519.2,
                        prose("""
                            I looked. Of those who cancel "for holidays", 37 % don't come back within half a
                            year. We've been showing them the door because they went to Kerry.
                        """),
                        official=True,
                    ),
                    Comment("bola", 519.0, "I rest my case, your honour."),
                ),
            ),
            Comment(
                "jonas",
                515.5,
                'Also "move it by a week". Skip is for holidays, moving is for people who drink slowly.',
            ),
            Comment(
                "ines",
                489.3,
                prose("""
                    Half-way. Skipping works on my own subscription since this morning. Something I hadn't
                    thought of: until when? The bags are packed at six in the morning the day before. So up to
                    midnight before packing, and the button will say until when in plain words.
                """),
                official=True,
            ),
            Comment(
                "cliona",
                461.0,
                "Skipped two, from a beach, in nine seconds. The bean was smiling. Did you change the bean?",
                replies=(Comment("ines", 460.7, "We changed the bean.", official=True),),
            ),
        ),
        moves=(
            Move(
                "ines",
                522.9,
                "reviewing",
                answer=prose("""
                    Four times, and you came back four times. Thank you for that. You're right that it's
                    missing. The sad bean was meant to be funny, and I see that it isn't when you only want to
                    go to Kerry.
                """),
            ),
            Move(
                "ines",
                508.0,
                "planned",
                answer=prose("""
                    We're doing it, and Jonas's addition too:

                    1. **Skip the next one**, as often as you like
                    2. **Move it** by one or two weeks
                    3. *Cancel* stays where it is, same size. I don't want to hide the door either
                """),
            ),
            Move("ines", 497.6, "building"),
            Move(
                "ines",
                462.2,
                "shipped",
                answer=prose("""
                    It's in your account and in the app: skip, move, or cancel, and each says in words what
                    will happen and when. In the first week 186 people skipped and 9 cancelled; the week
                    before, 71 had cancelled. Thanks to @cliona, to @jonas for "move", and to @bola for asking
                    the question that got it built before anything else.
                """),
            ),
        ),
    ),
    Idea(
        key="letterbox-bag",
        board="app",
        by="hana",
        ago=310.2,
        title="A flat bag that goes through the letterbox",
        body=prose("""
            My letterbox is 3 cm high. The bag is 7 cm. So the postman leaves a card, and I walk to the
            sorting office, and there I wait 20 minutes. It's 40 minutes for a coffee that I ordered so that I
            don't have to walk.

            In Japan tea comes in a flat bag of 250 g, 2.5 cm high. For beans it would work also.
        """),
        tags=("delivery", "beans"),
        votes=22,
        surge=(308.0, 130.0),
        comments=(
            Comment(
                "cliona",
                309.5,
                prose("""
                    Mine gets thrown over the gate. The dog has had a bag of Roche's Point. He was up all
                    night.
                """),
            ),
            Comment(
                "tamsin",
                305.1,
                "Would a flat bag use more plastic?",
                replies=(
                    Comment(
                        "tadhg",
                        302.0,
                        "About the same foil, and we lose the outer box entirely. 80 g less card a parcel.",
                    ),
                ),
            ),
            Comment(
                "ines",
                131.6,
                prose("""
                    Samples: we posted forty flat bags to ourselves and to forty of you. 38 went through. One
                    burst (ours, corner too sharp), one is missing and may be in Athlone.
                """),
                official=True,
                replies=(
                    Comment(
                        "hana",
                        130.8,
                        prose("""
                            Mine came through and landed on my slippers. I was so happy that I did not sit
                            down.
                        """),
                    ),
                ),
            ),
        ),
        moves=(
            Move(
                "ines",
                300.4,
                "reviewing",
                answer=prose("""
                    Clear, and with measurements. Tadhg is worried about the valve being pressed flat, so we
                    need samples and patience. I'll report here when something has gone through a real
                    letterbox.
                """),
            ),
            Move(
                "ines",
                117.5,
                "planned",
                answer=prose("""
                    Yes. The flat bag is 2.6 cm high, with round corners now. We have 22,000 of the old ones,
                    and throwing those away would be silly, so it starts when they're used up: about seven
                    months from today. Subscribers with 3 cm letterboxes can write to Chiamaka and go first.
                """),
            ),
        ),
    ),
    Idea(
        key="leipzig",
        board="app",
        by="annika",
        ago=84.6,
        title="Abo nach Deutschland: lieber einmal im Monat ein großes Paket",
        body=prose("""
            Hallo nach Cork! Ich hoffe, Deutsch ist in Ordnung, auf Englisch klinge ich immer so streng.

            Ich bekomme alle zwei Wochen ein Päckchen mit 250 g. Der Kaffee kostet 11,50 €, der Versand nach
            Leipzig 9,80 €. Ich bezahle also fast so viel für die Reise wie für den Kaffee, und die Reise
            schmeckt nach nichts.

            Mein Vorschlag: **einmal im Monat vier Tüten in einem Paket**, die älteste höchstens drei Tage
            nach der Röstung. Wir sind hier im Haus drei Parteien und würden uns das teilen. Der Nachbar über
            uns röstet selbst, aber wir arbeiten daran.
        """),
        tags=("delivery", "prices"),
        votes=9,
        comments=(
            Comment(
                "mateo",
                84.0,
                prose("""
                    For the others, more or less: shipping to Germany costs almost as much as the coffee, so
                    she'd like four bags once a month in one parcel, and shares them with the house. "The
                    journey tastes of nothing." (I had two years of German. This is my moment.)
                """),
                replies=(Comment("annika", 83.8, "Danke, Mateo! Besser als das Original."),),
            ),
            Comment(
                "hugo",
                4.4,
                "Same for the Netherlands, if you're at it. Four bags fit in a locker on any boat.",
            ),
        ),
        moves=(
            Move(
                "ines",
                78.9,
                "reviewing",
                answer=prose("""
                    Liebe Annika, Deutsch ist sehr in Ordnung, aber meins ist es nicht, so I'll go on in
                    English. You're right: one parcel of a kilo costs us €13.40 to Leipzig where four small
                    ones cost €39.20. There's no reason not to do this except that our system thinks "every
                    two weeks" is the only way to be loyal.

                    What I'm looking at: monthly, four bags, €13.40 for the journey, for all EU countries.
                    Please keep writing in German. We have Mateo.
                """),
            ),
        ),
    ),
)
