"""What Fogbell did with the ideas: the entries of the In action page, in the words of whoever did it."""

from ideas.demo.prose import prose
from ideas.demo.script import Entry

ENTRIES = (
    Entry(
        key="skip-and-move",
        by="ines",
        ago=462.0,
        title="Going to Kerry? Skip the next bag",
        body=prose("""
            A subscription can now be skipped once, moved by a week or two, or cancelled, and each button says
            what it will do and when. You have until midnight before packing. The sad bean has been let go.
        """),
        ideas=("skip-one",),
        thanks=("cliona", "jonas", "bola"),
    ),
    Entry(
        key="dated-bags",
        by="tadhg",
        ago=430.8,
        title="The day of roasting is on every bag",
        body=prose("""
            In the larger type. Filter is at its best from ten to thirty days after it; espresso likes a week
            more.
        """),
        ideas=("roast-date",),
        thanks=("hana",),
    ),
    Entry(
        key="grounds-by-the-door",
        by="orla",
        ago=371.2,
        title="Free coffee grounds, by the door",
        body="For compost and roses, one sack a person, in eleven shops. They do nothing whatever to slugs.",
        ideas=("grounds",),
        thanks=("ada", "ronan"),
    ),
    Entry(
        key="usual-and-pier",
        by="ines",
        ago=291.1,
        title="The usual in one tap, and stamps that survive the harbour",
        body=prose("""
            Two things in one month:

            - **The usual** is one button on the first screen, as wide as a thumb in a glove. It is not smart.
              It was asked not to be.
            - **Stamps** live in your account. If your phone goes off a pier, they don't go with it.
        """),
        ideas=("the-usual", "lost-stamps"),
        thanks=("piotr", "dara", "mateo", "gerard"),
    ),
    Entry(
        key="early-and-low-water",
        by="marisol",
        ago=234.5,
        title="Kent Station at 5:45, and a decaf worth staying for",
        body=prose("""
            The kiosk opens before the first Dublin train, Monday to Saturday. And our decaf is a new coffee:
            **Low Water**, from Huila, chosen blind by fourteen of you on a Thursday evening. It costs the
            same as any other cup.
        """),
        ideas=("first-train", "second-decaf"),
        thanks=("aoife", "bola", "layla", "esther", "cliona", "hana"),
    ),
    Entry(
        key="buckets",
        by="tadhg",
        ago=214.0,
        title="Five-kilo buckets on the van rounds",
        body="Screw lid, €6 deposit, 30c a kilo off. The click lid leaked. It was much the nicer lid.",
        ideas=("bucket-crate",),
        thanks=("marek", "mei", "shane"),
    ),
    Entry(
        key="low-counters",
        by="declan",
        ago=119.2,
        title="Twelve counters you can see over",
        body=prose("""
            Eleven counters and, in Cobh, one table: 80 cm high, at the head of the queue, card reader on a
            cable. It took ten months and €31,000, and we'd had the wrong end of the counter in mind until
            Dara and Layla came with a measuring tape.
        """),
        ideas=("low-counter",),
        thanks=("dara", "layla"),
    ),
    Entry(
        key="cups-and-folders",
        by="declan",
        ago=96.0,
        title="Borrow a cup in any shop, read about allergens in all of them",
        body=prose("""
            A cup is €2 deposit at any till, and you get it back at any till. No app. The allergen folder
            hangs at the end of every counter, in large print, with the date it was last checked.
        """),
        ideas=("cup-loan", "allergen-folder"),
        thanks=("tamsin", "kwame", "dara", "gerard", "sunita", "olena", "ada"),
    ),
)
