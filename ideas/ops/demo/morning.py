"""What the demo's desk holds this morning: its words, by whom and how many days ago (below 0: still to come)."""

TITLES = {
    "orla": "Founder",
    "finbar": "Looks after these pages",
    "chiamaka": "Looks after these pages",
    "marisol": "Runs the shop in MacCurtain Street",
    "declan": "Bakes, and runs Douglas Street",
    "ines": "The app and the letterbox bags",
    "tadhg": "Cafés, hotels and one surf school",
}

PAUSES = (("cafes", 30, 41, "Christmas: the roastery is closed and so is Tadhg"),)

SAVED_ANSWERS = (
    (
        "We want to, and need a while",
        "Thank you, {author}. We want to do this, and {votes} of you say the same. I will come back to this page when we"
        " know what it takes; if you hear nothing by the end of next month, shout at me here.",
    ),
    (
        "It is there already",
        "Good news, {author}: you can do this today. …",
    ),
    (
        "Which shop?",
        "Thank you, {author}. Which shop do you mean? What is easy in Ballincollig can be impossible in Cobh, where the"
        " counter is as wide as a door.",
    ),
)

ASSIGNED = {"sockets": "declan", "price-board": "marisol", "grind-per-bag": "ines", "vat-lines": "tadhg"}

# By reach, fit, cost and confidence, from 1 to 5.
SCORES = {
    "sockets": {"declan": (3, 4, 4, 5), "marisol": (2, 4, 3, 4)},
    "price-board": {"marisol": (4, 5, 5, 5), "finbar": (5, 5, 5, 4)},
    "umbrellas": {"marisol": (4, 5, 3, 2), "declan": (3, 5, 4, 3)},
    "grind-per-bag": {"ines": (2, 4, 2, 4)},
    "bike-rack": {"declan": (3, 4, 1, 2), "finbar": (4, 5, 3, 2)},
}

NOTES = (
    (
        "sockets",
        "declan",
        0.7,
        "The electrician comes on the 3rd for the oven anyway. @marisol, may I ask him about the bench too? Then we can answer"
        " with a date.",
    ),
    ("sockets", "marisol", 0.5, "Yes. Two under the window, please, not four: I like it when people leave."),
    ("umbrellas", "finbar", 3.2, "Insurance says yes as long as nothing is written on them. Who has 30 umbrellas?"),
)

# Title, who, board, into which idea (None: nobody has looked yet), days ago.
TWINS = (
    ("Somewhere to lock a bicycle in Douglas Street", "annika", "shops", "bike-rack", 2.4),
    ("More sockets under the window bench, please", "mateo", "shops", None, 0.9),
)
VOTERS_OF_THE_TWIN = ("cliona", "jonas")

RUDE = "Whoever orders to the wrong county can't read a map and should not be allowed near a kettle. Typical Dubliners."
REPORTS = (
    ("dara", "I laughed, and then I thought of my sister, who did exactly this."),
    ("kwame", "Not needed. It was me."),
)

PRIVATE = "The tips go to Aoife on Sundays, ask her yourself: 021 496 0000, she won't mind."
FACTS = "Your comment had the telephone number of somebody who works for us. She did not know that it was here."
APPEAL = (
    "Aoife is my cousin and she was standing next to me when I wrote it. She says it was funny. Please put it back."
)

AT_THE_COUNTER = (
    ("Mrs Daly", "At the counter in Douglas Street"),
    ("Two students", "At the counter in Douglas Street"),
)

# Name, address, title, body, days ago, and what they said about the sockets.
NEWCOMERS = (
    (
        "Noreen Crotty",
        "noreen@example.com",
        "A chair with arms, so that I can get up again",
        """
        I am eighty-one and I like your soup. Your chairs are very handsome and have no arms, and when I sit I am there until
        somebody kind comes by. One chair with arms in each shop would do. I would share it.
        """,
        1.1,
        "My grandson charges his telephone at ours now, and comes more often. I am not sure that you should change it.",
    ),
    (
        "Best Beans Outlet",
        "deals@outlet.example",
        "Cheaper beans than here, see our shop",
        """
        Premium beans from **[Best Beans Outlet](https://outlet.example/deals)**, up to 70 % off, free shipping. Tell your
        friends! https://outlet.example/friends
        """,
        0.2,
        "",
    ),
)

CROWD = (
    "Liam Bolt",
    "Mia Crane",
    "Noel Drift",
    "Orin Ebb",
    "Pola Firth",
    "Quin Gale",
    "Rhea Hull",
    "Saul Inlet",
    "Tess Jetty",
    "Ugo Keel",
    "Vera Lock",
    "Wim Mast",
    "Xena Nook",
    "Yann Oar",
)
