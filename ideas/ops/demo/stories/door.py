"""Around the door: dogs, bicycles, umbrellas, and the language of the menu."""

from ideas.ops.demo.prose import prose
from ideas.ops.demo.script import Comment, Edit, Idea, Move

IDEAS = (
    Idea(
        key="irish-menu",
        board="shops",
        by="siobhan",
        ago=160.3,
        title="An roghchlár as Gaeilge: the menu in Irish too",
        body=prose("""
            Galway, Kinsale, Cobh: three shops in places where people would use it. I'm not asking you to hide
            the English. Both, side by side, same size.

            And let me order in Irish without it being a test. If the barista hasn't any, a smile and "say
            that again?" is plenty.
        """),
        tags=("access",),
        votes=25,
        surge=(158.0, 60.0),
        edits=(
            Edit(
                "siobhan",
                157.7,
                title="An biachlár as Gaeilge: the menu in Irish too",
                reason="Mortified. Gráinne is right, a roghchlár is the kind of menu you get in software.",
            ),
        ),
        comments=(
            Comment(
                "grainne",
                158.3,
                prose("""
                    With the greatest affection: *biachlár*. A roghchlár is what you get when you right-click
                    on a coffee.
                """),
                replies=(
                    Comment("siobhan", 157.8, "A Ghráinne. I teach this. I'm going to walk into the sea."),
                    Comment("grainne", 157.6, "Tar go dtí an Daingean, the sea's better here."),
                ),
            ),
            Comment(
                "mateo",
                156.9,
                "In Bilbao everything is in two languages and nobody died. You learn words while you wait.",
            ),
            Comment(
                "piotr",
                155.0,
                prose("""
                    I learned "go raibh maith agat" from a bus display. From a coffee board I could learn the
                    rest.
                """),
            ),
            Comment(
                "siobhan",
                58.9,
                prose("""
                    I've sent Marisol three translations of "flat white" and a short essay on why none is
                    right.
                """),
            ),
        ),
        moves=(
            Move(
                "marisol",
                148.2,
                "reviewing",
                answer=prose("""
                    I came here with school English and no Irish, and the regulars in Galway taught me both,
                    so yes, I'm on your side. What I don't want is a decoration with mistakes in it. Who'd
                    read it over for us?
                """),
            ),
            Move(
                "marisol",
                61.5,
                "planned",
                answer=prose("""
                    Galway, Cobh and Kinsale get both languages, same size, when the boards are next
                    repainted. Siobhán and Gráinne are checking every word. Flat white stays "flat white"
                    until the two of them agree, which they tell me could take years.
                """),
            ),
        ),
    ),
    Idea(
        key="dogs-cobh",
        board="shops",
        by="piotr",
        ago=230.8,
        title="Let dogs inside in Cobh when it rains",
        body=prose("""
            Bruno is eleven and weighs nine kilo. In Douglas Street he lies under the table and snores. In
            Cobh he must stay outside, and in Cobh it rains sideways. He looks at me through the glass the
            whole time. I can't drink like this.
        """),
        tags=("seating",),
        votes=22,
        against=("sunita",),
        comments=(
            Comment("ada", 230.1, "I know Bruno. He's better behaved than the council."),
            Comment(
                "sunita",
                229.7,
                "I'm allergic and would like one shop I can breathe in. Couldn't it be Cobh?",
                replies=(Comment("piotr", 229.2, "Also true. I'm sorry, I think only about my one dog."),),
            ),
            Comment(
                "piotr",
                218.6,
                prose("""
                    He has now a roof, a hook and a bowl. He still looks at me through the glass, but drier.
                    It's a no with a good heart, thank you.
                """),
            ),
        ),
        moves=(
            Move(
                "declan",
                219.9,
                "declined",
                reason="law",
                explanation=prose("""
                    Dogs may come in where there's a wall between them and where we handle food. Douglas
                    Street has one. In Cobh the sandwich bench stands in the room, two metres from the door,
                    and the environmental health officer was friendly and entirely clear. A wall would cost us
                    six of eighteen seats. What I could do: the awning now reaches to the end of the window,
                    there's a hook and a bowl under it, and the person at the till will carry your coffee out.
                """),
            ),
        ),
    ),
    Idea(
        key="umbrellas",
        board="shops",
        by="piotr",
        ago=26.4,
        title="An honesty bucket of umbrellas by the door",
        body=prose("""
            On the 208 I collect perhaps ten umbrellas every week that nobody comes for. After three months
            they go to charity or in the bin. Put a bucket in each shop in town: take one when it rains, bring
            it back when it doesn't.

            It's Cork. This is not a small idea.
        """),
        tags=("seating",),
        votes=17,
        surge=(25.0,),
        comments=(
            Comment(
                "tamsin",
                26.0,
                "Bring it back *when it doesn't*. So we'd see them again in about a year.",
            ),
            Comment(
                "bola",
                25.3,
                prose("""
                    Predicted return rate, based on every umbrella I have ever lent: 15 %. With a deposit,
                    like [the cups](idea:cup-loan), perhaps 90.
                """),
            ),
            Comment(
                "siobhan",
                24.8,
                "My mother left a green one with a duck's head on the 208. Piotr, is it with you?",
                replies=(
                    Comment("piotr", 24.5, "Duck is safe. Lost property at the depot, ask for Deirdre."),
                    Comment("siobhan", 23.1, "We have the duck. This website works."),
                ),
            ),
        ),
        moves=(Move("chiamaka", 21.0, "reviewing"),),
    ),
    Idea(
        key="bike-rack",
        board="shops",
        by="kwame",
        ago=3.4,
        title="A bike rack outside Douglas Street",
        body=prose("""
            Two hoops would do. At the moment we lock to the drainpipe, all six of us. The drainpipe is
            starting to lean and I'd like it on record that I warned you.
        """),
        tags=("access",),
        votes=8,
        surge=(3.0,),
        comments=(
            Comment(
                "rory",
                3.1,
                "The path belongs to the City Council, they put in hoops if a business asks. There's a form.",
            ),
            Comment(
                "kwame",
                2.7,
                prose("""
                    So somebody at Fogbell needs to fill in one form. Found it: [cycle parking
                    request](https://example.org/cycle-parking).
                """),
            ),
        ),
    ),
)
