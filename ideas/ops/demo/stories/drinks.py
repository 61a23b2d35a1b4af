"""Drinks on and off the menu: one that is coming, two that are not, two still open."""

from ideas.ops.demo.prose import prose
from ideas.ops.demo.script import Comment, Idea, Move

IDEAS = (
    Idea(
        key="six-ounce",
        board="shops",
        by="rory",
        ago=530.1,
        title="Bring back the six-ounce flat white in takeaway cups",
        body=prose("""
            Until two years ago a flat white to go was 6 oz. Now it's 8 oz with the same double shot, so a
            third more milk. I weighed five of them in Dominick Street over a week: 36 g of espresso under 190
            g of milk. That is a small latte with good manners.

            In a ceramic cup you still make it properly. I just can't carry the ceramic to work.
        """),
        tags=("drinks", "cups"),
        votes=14,
        against=("gerard",),
        comments=(
            Comment(
                "gerard",
                529.2,
                "I like the eight. There's more in it.",
                replies=(Comment("rory", 528.8, "There's more *milk* in it, Gerard."),),
            ),
            Comment(
                "hana",
                519.5,
                "I agree about the taste. After 150 g of milk I cannot tell you which coffee it is.",
            ),
            Comment(
                "rory",
                517.2,
                prose("""
                    Disappointed, but that's a proper answer and the tip about my own cup works. I now own a
                    180 ml one. I'm told I've become worse company.
                """),
            ),
        ),
        moves=(
            Move("marisol", 527.7, "reviewing"),
            Move(
                "declan",
                517.6,
                "declined",
                reason="cost",
                explanation=prose("""
                    A third paper size means a third lid, a third sleeve and a shelf for them in twelve shops,
                    and six of those have no shelf. The smallest order is 60,000 cups a year and you'd be
                    about one in nine of our flat whites. Marisol agrees with you on the taste and argued for
                    it harder than you did. What works today: bring a small cup, say "six", and you'll get
                    six. Every barista knows the word now.
                """),
            ),
        ),
    ),
    Idea(
        key="phin",
        board="shops",
        by="thuy",
        ago=260.4,
        title="Cà phê sữa đá: a phin filter and condensed milk on the menu",
        body=prose("""
            In Limerick there are at least 200 Vietnamese people and the nearest good *cà phê sữa đá* is my
            kitchen.

            You need:

            1. a phin (small metal filter, €6, lasts for ever)
            2. dark coffee, your Spike would do very well
            3. condensed milk, two spoons
            4. five minutes of patience, and ice

            It's slow, and that's the point. You sit and watch it drip. I'm happy to come in and show
            somebody.
        """),
        tags=("drinks", "brewing"),
        votes=29,
        surge=(258.0, 120.0, 3.0),
        comments=(
            Comment(
                "mei",
                259.8,
                "Yes. And please let people choose it hot as well, I drink it hot at 4 am.",
            ),
            Comment(
                "aoife",
                259.1,
                "Five minutes at the counter at rush hour? The queue will riot.",
                replies=(
                    Comment(
                        "thuy",
                        258.7,
                        "It drips on *your table*, not at the counter. The barista needs 30 seconds.",
                    ),
                    Comment("aoife", 258.6, "Then I withdraw the riot."),
                ),
            ),
            Comment(
                "sunita",
                252.3,
                "Is there condensed oat milk? Asking for everyone I have ever had dinner with.",
            ),
            Comment(
                "marisol",
                119.4,
                prose("""
                    Thủy came to the Marina yesterday with three phins and a bag of her own. What we learned:
                    our Spike is roasted too evenly for it, it wants a few darker beans in there; 22 g, not
                    18; and the first person who lifts the lid to look gets a look from Thủy. @sunita: yes,
                    coconut, and it's *good*.
                """),
                official=True,
            ),
            Comment(
                "marisol",
                60.9,
                "Two weeks in Catherine Street, 31 sold a day. We'd guessed ten. Waiting for 80 more phins.",
                official=True,
            ),
            Comment("piotr", 4.1, "Had it yesterday in Limerick. I was awake until Thursday."),
            Comment(
                "marisol",
                2.4,
                prose("""
                    The phins are through customs. MacCurtain Street and Galway start as soon as everybody on
                    the rota has made ten of them with Thủy's card beside the machine. (Step 4 on the card is
                    "patience". We left it in.)
                """),
                official=True,
                replies=(Comment("thuy", 2.2, "My mother has asked for a photo of the menu. No pressure."),),
            ),
        ),
        moves=(
            Move(
                "marisol",
                249.5,
                "reviewing",
                answer=prose("""
                    I've wanted this for years and never had anybody to tell me what I do wrong. Before I say
                    yes I need to know two things: does it hold up in a busy shop, and which coffee. Thủy, may
                    I take you up on the offer?
                """),
            ),
            Move("marisol", 118.9, "planned"),
            Move(
                "marisol",
                76.3,
                "building",
                answer=prose("""
                    Catherine Street in Limerick goes first, because that's where it was asked for. €4.40, hot
                    or iced, condensed milk or coconut. If it sells more than ten a day for a month, the
                    bigger shops follow.
                """),
            ),
        ),
    ),
    Idea(
        key="pumpkin",
        board="shops",
        by="priya",
        ago=300.6,
        title="A pumpkin spice latte, once a year. I dare you.",
        body=prose("""
            I know. I *know*. But I have two small children, I have not slept since the last government, and
            for six weeks a year I would like to drink a candle. Your competitors will all sell me one. I'd
            rather buy it from you, where it would at least have real nutmeg in it.
        """),
        tags=("drinks",),
        votes=17,
        surge=(299.0,),
        against=("rory", "gerard"),
        comments=(
            Comment("rory", 300.1, "No."),
            Comment(
                "dara",
                299.8,
                prose("""
                    Rory has spoken. I'd like one, though. People who like a thing you don't like are not a
                    problem to fix.
                """),
                replies=(
                    Comment(
                        "rory",
                        299.5,
                        "That's fair and I take the full stop back. I still vote with my feet.",
                    ),
                    Comment(
                        "finbar",
                        299.3,
                        "Both of you may stay. This is the nicest row we've had all month.",
                    ),
                ),
            ),
            Comment("gerard", 296.4, "What is it the spice *of*? Nobody has ever told me what it is."),
            Comment(
                "priya",
                290.7,
                prose("""
                    > I'd rather you heard it from me

                    The most Irish no I've ever been given. Grudging respect. I'll try the cardamom bun.
                """),
            ),
        ),
        moves=(
            Move(
                "orla",
                291.2,
                "declined",
                reason="fit",
                explanation=prose("""
                    Priya, I'd rather you heard it from me: it's a no, and it's my no. It would sell. Marisol
                    made one and it was lovely. But it runs on syrup, and the one rule since the boat shed is
                    that nothing goes into the coffee to cover the coffee. If I drop it for six weeks, I can't
                    tell the roasters to mind it the other forty-six. What we will do is put the spice where
                    I've no rule: there's a cardamom and nutmeg bun on trial in Midleton. First one is on me,
                    ask for it by your name.
                """),
            ),
        ),
    ),
    Idea(
        key="cardamom",
        board="shops",
        by="layla",
        ago=33.2,
        title="Cardamom in the grinder on Fridays, the way my grandmother did",
        body=prose("""
            Not a syrup! Two or three pods, cracked, ground together with the coffee. In Aleppo the whole
            street smelled of it on a Friday morning. قهوة with هيل is not a flavoured coffee, it is just
            coffee.

            It needs its own grinder, or everyone gets cardamom until Sunday. I saw you have an old one
            standing unused under the stairs in Douglas Street.
        """),
        tags=("drinks", "brewing"),
        votes=18,
        surge=(32.0, 9.0),
        comments=(
            Comment("priya", 32.7, "After the bun in Midleton I'm a believer. Voted."),
            Comment(
                "omar",
                31.9,
                "My mother's version is cardamom and nothing else, coffee optional. Please do this.",
            ),
            Comment(
                "rory",
                30.5,
                "Against expectation: yes. It's ground with the bean, it's not perfume. I'd try it.",
            ),
            Comment(
                "layla",
                22.4,
                prose("""
                    Thank you for answering and for not saying "seasonal special". I can bring the pods I use,
                    they come from a shop on Shandon Street. The supermarket ones taste of cupboard.
                """),
            ),
        ),
        moves=(
            Move(
                "marisol",
                22.8,
                "reviewing",
                answer=prose("""
                    You've good eyes: that grinder is ours and it works. I've had it cleaned. Two questions I
                    have to answer before I promise anything. Can the burrs ever go back to plain coffee
                    afterwards? (I think not, so it would be a cardamom grinder for life, and I'm at peace
                    with that.) And who else wants it on a Friday? The votes here are how I'll know.
                """),
            ),
        ),
    ),
    Idea(
        key="espresso-tonic",
        board="shops",
        by="hugo",
        ago=2.1,
        title="Espresso tonic in Kinsale, please",
        body=prose("""
            Ice, tonic, a double shot on top, slice of grapefruit. That's all. It's what we drink on deck in
            Zeeland.
        """),
        tags=("drinks",),
        votes=4,
        comments=(
            Comment(
                "rory",
                1.9,
                "Tonic first, then the espresso, *slowly*. The other way round you'll wear it.",
            ),
            Comment("hugo", 1.8, "Ask me how I know."),
        ),
    ),
)
