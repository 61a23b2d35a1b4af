"""Where the demo takes place: the brand, its reasons for a no, its tags and its three boards.

The stages are the ones that every new brand starts with (`ideas.community.stage.rules.FIRST_STAGES`).
"""

from ideas.ops.demo.prose import prose
from ideas.ops.demo.script import Board, Brand, Reason

BRAND = Brand(
    slug="fogbell",
    name="Fogbell Coffee",
    tagline="Twelve shops, one roastery on the Marina in Cork, and a lot of opinions about lids.",
    colour="#b4532a",
)

REASONS = (
    Reason("cost", "It costs more than it gives"),
    Reason("safety", "It would not be safe"),
    Reason("law", "The rules do not let us"),
    Reason("fit", "It is not who we are"),
    Reason("tried", "We tried it before"),
    Reason("exists", "You can already do this"),
    Reason("room", "There is no room for it"),
    Reason("timing", "Not now, and we cannot say when"),
)

TAGS = (
    "access",
    "allergens",
    "beans",
    "brewing",
    "cups",
    "decaf",
    "delivery",
    "drinks",
    "families",
    "food",
    "hours",
    "loyalty",
    "ordering",
    "prices",
    "seating",
    "wholesale",
)

BOARDS = (
    Board(
        key="shops",
        slug="shops",
        name="Shops & drinks",
        description=prose("""
            What we pour, what we bake, where you sit and when we open. Say which shop you mean: a good idea
            for Cobh can be a bad one for Kent Station. A person answers every idea within two weeks. Looked
            after by Marisol, Declan and Tadhg.
        """),
        access="public",
        hosts=("marisol", "declan", "tadhg"),
    ),
    Board(
        key="app",
        slug="app",
        name="App & subscription",
        description=prose("""
            Ordering ahead, stamps, and the bags that come through your letterbox. For signed-in people only,
            because we talk about our own orders here. Please never post an order number or an address. Looked
            after by Inês.
        """),
        access="members",
        hosts=("ines",),
    ),
    Board(
        key="cafes",
        slug="cafe-council",
        name="Café council",
        description=prose("""
            For the cafés, hotels and one surf school that pour our coffee. Eight of you speak for all 140
            accounts. What is said about your own takings stays here. Looked after by Tadhg.
        """),
        access="invited",
        hosts=("tadhg",),
        guests=("marek", "grainne", "youssef", "mei", "patrice", "shane", "agnieszka", "ronan"),
    ),
)
