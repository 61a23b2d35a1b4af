"""The café council again: a grinder called Lassie, crooked films, Mondays and invoices."""

from ideas.ops.demo.prose import prose
from ideas.ops.demo.script import Comment, Idea, Move

IDEAS = (
    Idea(
        key="loan-grinder",
        board="cafes",
        by="shane",
        ago=220.9,
        title="A loan grinder for when ours dies on a Saturday morning",
        body=prose("""
            Ours went at 8:10 on the Saturday of the surf championship. The man with the part came on
            Wednesday. In between we sold tea to Australians.

            Keep two spares on the vans, or somewhere in the west. I'd pay a few euro a month for it like
            insurance.
        """),
        tags=("wholesale", "brewing"),
        votes=("marek", "grainne", "youssef", "patrice", "agnieszka", "ronan"),
        surge=(219.0,),
        comments=(
            Comment(
                "grainne",
                220.3,
                prose("""
                    Tea to Australians. You poor man. Dingle would like to be within reach of that spare as
                    well.
                """),
            ),
            Comment(
                "marek",
                219.8,
                "How about we do it between ourselves? I've an old one in a cupboard, still good.",
            ),
            Comment(
                "tadhg",
                140.7,
                prose("""
                    Bought: two second-hand grinders, new burrs, in flight cases that fit in the boot of a
                    Yaris. One lives in Ennis, one in Killarney. The engineers answer until four on Sundays.
                """),
                official=True,
            ),
            Comment(
                "grainne",
                33.1,
                prose("""
                    Used it Sunday. Rang at 9:20, pouring by 11:55, Tralee road included. We named the grinder
                    Lassie.
                """),
            ),
            Comment(
                "tadhg",
                17.2,
                prose("""
                    Four call-outs in four months, longest wait 3 h 40. What it costs is close to what you
                    pay. I'm as surprised as you are.
                """),
                official=True,
            ),
        ),
        moves=(
            Move(
                "tadhg",
                214.7,
                "reviewing",
                answer=prose("""
                    That's a bad Saturday, and we sold you the grinder. Two spares I can find; the question is
                    who drives. I'm asking the two engineers what they'd want for a weekend on call.
                """),
            ),
            Move("tadhg", 175.3, "planned"),
            Move(
                "tadhg",
                142.1,
                "building",
                answer="Agreed with both engineers. A six-month trial with the eight of you, €4 a month.",
            ),
        ),
    ),
    Idea(
        key="training-clips",
        board="cafes",
        by="grainne",
        ago=135.6,
        title="Two-minute training clips for seasonal staff",
        body=prose("""
            In June I have five new people, all nineteen, all lovely, none of whom has ever purged a steam
            wand. Your training day is excellent and it's in Cork, in May, for two.

            Short clips: *one thing each*, no music, no intro, subtitles, and somebody's real hands. How to
            dial in before opening. What to do when it squeals. How to clean the thing nobody cleans.
        """),
        tags=("wholesale", "brewing"),
        votes=7,
        comments=(
            Comment(
                "agnieszka",
                135.0,
                "With subtitles in Portuguese and Polish and I'd show them on the screen in the canteen.",
            ),
            Comment(
                "mei",
                134.2,
                prose("""
                "The thing nobody cleans": please name it. I'd like to know if I clean it.
            """),
            ),
            Comment("tadhg", 133.9, "The collar behind the shower screen. Nobody cleans it.", official=True),
            Comment("mei", 133.8, "I do not clean it."),
            Comment("grainne", 133.6, "Nobody does, Mei. It's in the name."),
        ),
        moves=(
            Move(
                "tadhg",
                129.4,
                "reviewing",
                answer=prose("""
                    Marisol and I filmed three on a telephone as a test: steam, dial in, and the collar.
                    They're plain and a bit crooked. They are with your next delivery note as a link. Tell me
                    if crooked will do, because if it will, we can make one a week; if it must be straight,
                    it'll take until next year.
                """),
            ),
        ),
    ),
    Idea(
        key="order-cutoff",
        board="cafes",
        by="mei",
        ago=58.3,
        title="Move the order deadline from Friday noon to Sunday night",
        body=prose("""
            On Friday at noon I don't know how the weekend will go. So I order too much to be safe, or I ring
            Tadhg on Monday and say please. He always says yes, and I always feel bad.
        """),
        tags=("wholesale", "delivery"),
        votes=("marek", "grainne", "youssef", "agnieszka", "shane"),
        comments=(
            Comment("youssef", 57.8, "We all ring Tadhg on Monday. Perhaps it's only a deadline on paper?"),
            Comment(
                "tadhg",
                57.1,
                prose("""
                It is. I've a notebook for Mondays. It's the third notebook.
            """),
                official=True,
            ),
        ),
        moves=(
            Move(
                "tadhg",
                50.6,
                "reviewing",
                answer=prose("""
                    The Friday is there because Monday's roast is planned on Friday afternoon. If I plan on
                    Monday at six instead, Sunday night works, and one person starts an hour earlier. I've
                    asked that person. It's me, and I'm thinking about it.
                """),
            ),
        ),
    ),
    Idea(
        key="vat-lines",
        board="cafes",
        by="youssef",
        ago=9.8,
        title="Invoices as a file, with the VAT rate on each line",
        body=prose("""
            Two cafés, four invoices a month, 60 lines each. I type them in by hand on the last Sunday. What I
            would like as an attachment:

            ```csv
            date,item,quantity,net,vat_rate,vat
            2nd,First Bell 5 kg -B,2,148.00,0.00,0.00
            2nd,Vanilla syrup 1 l,3,21.60,23.00,4.97
            2nd,Grinder brush,1,6.50,23.00,1.50
            ```

            The beans have one rate and the syrup another, and on the PDF there's only a total at the bottom
            for each.
        """),
        tags=("wholesale", "prices"),
        votes=("marek", "grainne", "mei", "agnieszka"),
        comments=(
            Comment("marek", 9.1, "Yes. My accountant says it more loudly than me."),
            Comment("patrice", 8.8, "On the last Sunday we could all be in one call and type together."),
            Comment(
                "agnieszka",
                2.9,
                prose("""
                    Why are you selling vanilla syrup, by the way? I thought there was a rule since the boat
                    shed.
                """),
                replies=(
                    Comment(
                        "tadhg",
                        2.6,
                        "For you. Not for us. Orla closes her eyes while I invoice it.",
                        official=True,
                    ),
                ),
            ),
        ),
    ),
)
