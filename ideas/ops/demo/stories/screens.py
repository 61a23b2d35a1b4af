"""Screens: an app for people who see it badly at five in the morning, or not at all."""

from ideas.ops.demo.prose import prose
from ideas.ops.demo.script import Comment, Idea, Move

IDEAS = (
    Idea(
        key="dark-mode",
        board="app",
        by="minjun",
        ago=11.2,
        title="Dark mode for the order at five in the morning",
        body=prose("""
            Opening the app before sunrise is like being arrested. The background is pure white, `#ffffff`, at
            full screen.

            I tried it with inverted colours: everything is fine except that the stamps become blue. My
            suggestion, with contrast already checked:

            ```css
            --paper: #1c1815;
            --ink: #efe6dc;      /* 14 : 1 on paper */
            --accent: #e08a5b;   /* 6.7 : 1 on paper */
            ```

            Follow the phone's own setting, no switch needed.
        """),
        tags=("access", "ordering"),
        votes=15,
        surge=(10.5, 0.2),
        comments=(
            Comment("aoife", 10.9, "Night shift says yes please, with both hands over our eyes."),
            Comment("hana", 9.8, '"Like being arrested" 😄 I voted.'),
            Comment(
                "dara",
                8.1,
                prose("""
                    Keep a switch too. Some of us see better with white, and our phones are set to dark for
                    other reasons.
                """),
                replies=(
                    Comment(
                        "minjun",
                        7.9,
                        prose("""
                    Good point, didn't know. Switch: follow phone / light / dark.
                """),
                    ),
                ),
            ),
        ),
        moves=(
            Move(
                "ines",
                0.25,
                "reviewing",
                answer=prose("""
                    Not often does a bug report come with its own palette. I tried your three colours on my
                    phone under the duvet, which is the correct test bench, and they hold. Reviewing, because
                    61 drawings of cakes all have white corners and somebody has to cut them out. I want to
                    know how long that takes before I promise.
                """),
            ),
        ),
    ),
    Idea(
        key="screen-reader",
        board="app",
        by="dara",
        ago=6.5,
        title="TalkBack reads the order screen as “button, button, button”",
        body=prose("""
            I write this with my flatmate Maura, who is blind and was, until the last update, your customer.
            This is what she hears now:

            ```text
            "Flat white. Button."
            "Button. Button. Button."     <- small, regular, large
            "Image 47."                   <- oat milk
            "Three euro ninety. Button."
            ```

            In 4.15 all of these had names. She has ordered Image 47 for a week because at least she knows
            what it is.
        """),
        tags=("access", "ordering"),
        votes=18,
        surge=(6.2, 4.0),
        comments=(
            Comment(
                "minjun",
                6.4,
                prose("""
                    Confirmed on Android 14 and 15, app 4.17. VoiceOver on iPhone is fine. Labels lost in the
                    redesign.
                """),
            ),
            Comment("sunita", 6.0, '"Image 47" is what I\'m calling oat milk from now on.'),
            Comment(
                "ines",
                0.9,
                prose("""
                    4.18 is with the store. Maura had it on her phone since yesterday (thank you, Maura) and
                    found two more that we'd missed. Now the build fails when a button has no name, so it's
                    the last time.
                """),
                official=True,
                replies=(
                    Comment(
                        "dara",
                        0.8,
                        prose("""
                            Maura says: "Oat milk. Checkbox. Ticked." She says it's the best sentence of the
                            week.
                        """),
                    ),
                ),
            ),
        ),
        moves=(
            Move(
                "ines",
                6.3,
                "reviewing",
                answer=prose("""
                    This isn't an idea, it's a fault, and it's ours. Dropping other things to look at it
                    today. Dara, Maura: I'm sorry. Until it is mended, the old version 4.15 still works and
                    can be had from [our download page](https://example.com/fogbell-4-15).
                """),
            ),
            Move(
                "ines",
                4.1,
                "planned",
                answer=prose("""
                    Found: the redesign drew its own buttons and nobody gave them names. 34 places, all fixed
                    in our copy. It comes with 4.18 within a week, after Maura has tried it, if she'd like to.
                    We will pay for her time.
                """),
            ),
        ),
    ),
)
