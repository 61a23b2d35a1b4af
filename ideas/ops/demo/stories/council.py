"""The café council, which only its eight guests and the staff can read: what they buy and on what terms."""

from ideas.ops.demo.prose import prose
from ideas.ops.demo.script import Comment, Idea, Move

IDEAS = (
    Idea(
        key="bucket-crate",
        board="cafes",
        by="marek",
        ago=430.2,
        title="Ten-kilo returnable buckets instead of ten one-kilo bags",
        body=prose("""
            Each week I open ten bags, squeeze out ten lots of air, and put ten bags in the bin. Ten kilo in
            one bucket with a lid that seals, you take the empty one back when you bring the full one. Your
            van goes home empty anyway.
        """),
        tags=("wholesale", "beans"),
        votes=("grainne", "youssef", "mei", "patrice", "shane", "agnieszka", "ronan", "tadhg"),
        comments=(
            Comment(
                "mei",
                425.7,
                "Ten kilo is too much for me, the last two would be tired. Could there be a five?",
                replies=(Comment("marek", 425.2, "A five I would also take. My back votes for five."),),
            ),
            Comment("shane", 424.9, "Must survive a wet van, sand and me. In that order."),
            Comment(
                "tadhg",
                333.4,
                prose("""
                    Two buckets have been closed for three weeks beside two bags. Oxygen inside after 21 days:
                    bag 1.1 %, bucket with the screw lid 1.4 %, bucket with the click lid 9 %. So it'll be the
                    screw lid, however much everybody preferred the click.
                """),
                official=True,
            ),
            Comment("shane", 206.0, "Ran over one with the trailer. Lid's fine. Trailer's fine. Respect."),
        ),
        moves=(
            Move(
                "tadhg",
                424.1,
                "reviewing",
                answer=prose("""
                    I'd like that too; we buy those bags. The question is oxygen. I'll seal two kinds of
                    bucket and measure them for three weeks, which I've been looking for an excuse to do.
                """),
            ),
            Move("tadhg", 331.0, "planned"),
            Move("tadhg", 288.6, "building"),
            Move(
                "tadhg",
                214.3,
                "shipped",
                answer=prose("""
                    Five-kilo buckets, screw lid, €6 deposit, on every van round from this week. Order code
                    ends in `-B`. 30c a kilo cheaper, because that's what the bags cost. Thanks to @marek for
                    the idea, @mei for halving it, and @shane for testing one with a trailer on our behalf.
                """),
            ),
        ),
    ),
    Idea(
        key="price-notice",
        board="cafes",
        by="agnieszka",
        ago=290.5,
        title="Sixty days' notice before the price of beans changes",
        body=prose("""
            Hotels print their rates half a year ahead. When the kilo goes up by €2.40 with three weeks'
            notice, as it just did, then for five months I pay it from my own budget. I know that the market
            is wild. I only want to know *earlier*, even if it's bad.
        """),
        tags=("wholesale", "prices"),
        votes=8,
        comments=(
            Comment(
                "youssef",
                289.9,
                "Same. I'd rather have a slightly worse price that I know than a better one that I don't.",
            ),
            Comment("patrice", 289.0, "It would be good to see the curve too. One graph a month, no text."),
            Comment(
                "ronan",
                287.4,
                "It goes down as well, now and then. Would we wait sixty days for that?",
                replies=(
                    Comment(
                        "tadhg",
                        270.9,
                        prose("""
                        No. Downwards would be at once. I'm dour, not cruel.
                    """),
                        official=True,
                    ),
                ),
            ),
        ),
        moves=(
            Move(
                "tadhg",
                280.2,
                "reviewing",
                answer=prose("""
                    The three weeks were all I had: I learned it on a Thursday and wrote to you on the Friday.
                    To give you sixty days I must buy further ahead, and that costs money when the market
                    falls. Orla and I are working out how much.
                """),
            ),
            Move(
                "tadhg",
                196.8,
                "planned",
                answer=prose("""
                    Sixty days would cost about 19c a kilo in cover, forty-five about 8c. We'll carry the 8
                    and promise forty-five. It begins with the next contract year, because the present one is
                    already bought. And Patrice's graph: first one is in your mail with the invoice.
                """),
            ),
        ),
    ),
    Idea(
        key="one-per-street",
        board="cafes",
        by="patrice",
        ago=180.9,
        title="Don't supply two cafés in the same street",
        body=prose("""
            Since last month there's another café with Fogbell eighty metres from my bookshop. Same beans,
            same cups, a bigger window. I chose you because it made me different. Could you promise one
            customer per street, or per 300 m?
        """),
        tags=("wholesale",),
        votes=("ronan", "agnieszka"),
        against=("youssef", "mei"),
        comments=(
            Comment(
                "youssef",
                180.2,
                'I was the "other café" once. If somebody had held that street, I wouldn\'t exist.',
            ),
            Comment(
                "mei",
                179.5,
                prose("""
                    Your bookshop is what's different. I drove from Waterford for it, not for the beans (sorry
                    Tadhg).
                """),
                replies=(Comment("tadhg", 179.3, "I've been there. It's the books.", official=True),),
            ),
            Comment(
                "patrice",
                168.9,
                prose("""
                    I expected a no, and this one I can read without anger. The small lots are a good idea.
                    Let's talk.
                """),
            ),
        ),
        moves=(
            Move(
                "tadhg",
                169.8,
                "declined",
                reason="fit",
                explanation=prose("""
                    Patrice, I understand the sting, and I should have rung you before you saw the sign. But
                    no. We sell to whoever pours it well and pays for it, and the day we hand out streets
                    we're choosing who may open a café in Galway. That isn't a thing a roaster should do, and
                    our solicitor has opinions as well. What I can do: two small lots a year that only the
                    eight of you are offered. If you want to be different by the beans, be different with
                    those.
                """),
            ),
        ),
    ),
)
