"""Decaf: the one that got better, the one that was a secret, and an evening to drink it in."""

from ideas.ops.demo.prose import prose
from ideas.ops.demo.script import Comment, Idea, Move

IDEAS = (
    Idea(
        key="second-decaf",
        board="shops",
        by="layla",
        ago=455.3,
        title="A second decaf, and make it one that tastes of something",
        body=prose("""
            I stop caffeine at two o'clock because otherwise I draw staircases in my head until three. So half
            of the coffee in my life is your decaf, and your decaf tastes like a wet cardboard box that once
            met a coffee.

            I don't mean to be rude. Everything else you make is wonderful, which is why it hurts. There are
            good ones: I had a Colombian one in Berlin, done with sugar cane, and I asked the waiter twice
            whether it was really decaf.
        """),
        tags=("decaf", "beans"),
        votes=28,
        surge=(452.0, 330.0),
        comments=(
            Comment(
                "cliona",
                454.6,
                "Pregnant, six months to go, the cardboard box is my only friend. Please.",
            ),
            Comment(
                "rory",
                454.0,
                "Death before decaf, I used to say. Then I turned forty. Voted.",
                replies=(
                    Comment(
                        "layla",
                        453.7,
                        prose("""
                    Welcome. We meet at three in the afternoon and we sleep.
                """),
                    ),
                ),
            ),
            Comment(
                "esther",
                447.9,
                prose("""
                    One thing to ask when you choose: many decafs are made from whatever was left over. If you
                    buy a good lot and decaffeinate *that*, the farmer is paid for good coffee too.
                """),
                replies=(
                    Comment(
                        "tadhg",
                        446.2,
                        prose("""
                            That is exactly the trouble with ours. You've said in two lines what I needed a
                            page for.
                        """),
                        official=True,
                    ),
                ),
            ),
            Comment(
                "tadhg",
                332.6,
                prose("""
                    We'd like to settle this by tasting. Fourteen places, the Marina, half six on Thursday
                    week, seven decafs with numbers on them. One is our present one. I know which and I'll
                    keep a straight face. Write below if you're coming.
                """),
                official=True,
                replies=(
                    Comment("layla", 332.4, "Me!"),
                    Comment("cliona", 332.1, "Me, and one who kicks."),
                    Comment("hana", 331.8, "Me. I will bring my own spoon, if this is not impolite."),
                    Comment("tadhg", 331.5, "It is the opposite of impolite.", official=True),
                ),
            ),
            Comment(
                "tadhg",
                319.2,
                prose("""
                    The result, by fourteen blind votes:

                    - first, number 4, 61 points (Huila, Colombia, sugar cane process)
                    - second, number 7, 48 points
                    - seventh and last, number 2, 9 points

                    Number 2 was ours. Nobody was unkind about it. @hana wrote "quiet" on her sheet and I've
                    thought about it since.
                """),
                official=True,
            ),
            Comment(
                "tadhg",
                262.7,
                prose("""
                    Roasting news, for those who like that kind of thing: decaf browns early and lies to your
                    eyes. It took eleven batches to stop trusting the colour. The twelfth is drinkable, the
                    fourteenth is good.
                """),
                official=True,
            ),
            Comment(
                "layla",
                233.8,
                prose("""
                    I had it in Douglas Street at half past four. I asked twice whether it was really decaf.
                    The barista said that people keep doing that.
                """),
            ),
            Comment(
                "cliona",
                233.1,
                "The one who kicked is six weeks old, and I'm on the hard stuff again. But well done.",
            ),
        ),
        moves=(
            Move(
                "marisol",
                446.8,
                "reviewing",
                answer=prose("""
                    You're right, and it stings because I've known it. Decaf is 7 % of our cups and got 0 % of
                    our attention. Tadhg is asking importers for samples. I can't tell you yet what it will
                    cost: the good ones are about €3 a kilo dearer.
                """),
            ),
            Move(
                "tadhg",
                318.5,
                "planned",
                answer=prose("""
                    Number 4 it is. It costs us €2.80 a kilo more, which is five cent a cup, and we'll carry
                    that: the decaf will be the price of any other coffee. First sacks land in about ten
                    weeks. And it won't be a second decaf. I'd be ashamed to keep selling the first.
                """),
            ),
            Move("tadhg", 276.0, "building"),
            Move(
                "tadhg",
                234.9,
                "shipped",
                answer=prose("""
                    It's called Low Water, it's in every shop, and it is on the shelf in 250 g bags at €12.50.
                    The old one is gone. Thank you @layla for the cardboard box, @esther for the right
                    question, @cliona and @hana and the eleven others who drank seven decafs on a Thursday and
                    slept like children.
                """),
            ),
        ),
    ),
    Idea(
        key="half-caff",
        board="shops",
        by="cliona",
        ago=5.2,
        title="Put half-caff on the board so that I need not whisper it",
        body=prose("""
            You do make it. I found out by accident after a year: one shot of First Bell, one of Low Water.
            It's the best thing on a menu that it isn't on. At the moment ordering it feels like buying
            something under the counter.
        """),
        tags=("drinks", "decaf"),
        votes=9,
        surge=(4.9,),
        comments=(
            Comment(
                "layla",
                4.8,
                "WHAT. Since when. I have been choosing between sleep and joy like an animal.",
            ),
            Comment(
                "cliona",
                4.6,
                'Say "one and one". I was told this by a barista who looked over both shoulders first.',
                replies=(Comment("gerard", 3.9, "We had exactly that with cigarettes in 1961."),),
            ),
        ),
    ),
    Idea(
        key="late-evening",
        board="shops",
        by="cliona",
        ago=268.7,
        title="Open until nine in MacCurtain Street on one evening a week",
        body=prose("""
            After six in Cork you can have a pint or go home. I'd like to sit somewhere with a friend and a
            decaf and no television. One evening is enough to find out.
        """),
        tags=("hours", "decaf"),
        votes=25,
        surge=(266.0, 47.0, 13.0),
        comments=(
            Comment(
                "layla",
                268.0,
                prose("""
                    And by then with the good decaf! This is the whole evening I have been missing in this
                    country.
                """),
            ),
            Comment(
                "omar",
                46.5,
                prose("""
                    If it's near nine I'm starting my shift. Twenty taxis on that rank, not one of us drinks
                    pints.
                """),
            ),
            Comment(
                "siobhan",
                45.9,
                prose("""
                    Could it be a night for conversation in Irish as well? Ciorcal comhrá with buns. I'd run
                    it.
                """),
            ),
            Comment(
                "declan",
                6.9,
                prose("""
                    Progress: two people on the MacCurtain Street team would take Thursdays. I'm waiting for
                    the theatre's list of performances so that we try it on weeks when something is on.
                """),
                official=True,
            ),
        ),
        moves=(
            Move(
                "declan",
                255.1,
                "declined",
                reason="tried",
                explanation=prose("""
                    We did Thursdays until nine, for three months, the year before the app. Average after
                    seven: eleven customers and €48, against €140 of wages and light. Two of the eleven were
                    me. I'm sorry, I'd like that evening too.
                """),
            ),
            Move(
                "orla",
                48.4,
                "reviewing",
                answer=prose("""
                    I'm opening this again. Declan's numbers were right then. Since then the theatre across
                    the street has gone from two to five shows a week, the decaf is one you'd go out for, and
                    for six months after our no people have written to Chiamaka to ask about this page. That's
                    information. Declan is looking at Thursdays on show nights, and he's being very good about
                    it.
                """),
            ),
        ),
    ),
)
