"""Tables: who may sit at them with what, and where the buggy goes."""

from ideas.ops.demo.prose import prose
from ideas.ops.demo.script import Comment, Idea, Move

IDEAS = (
    Idea(
        key="laptop-tables",
        board="shops",
        by="ada",
        ago=365.5,
        title="Some tables without laptops on Saturdays and Sundays",
        body=prose("""
            On Sunday after Mass I came in with my sister. Nine tables, nine computers, nine empty cups. We
            drank our tea standing up. I'm not against anybody working but a café is also for people who would
            like to talk to their sister.
        """),
        tags=("seating",),
        votes=27,
        surge=(363.0, 101.0),
        against=("jonas", "cliona"),
        comments=(
            Comment(
                "jonas",
                364.9,
                prose("""
                    I'm one of the nine. I buy something every ninety minutes, I set a timer. Some of us live
                    in one room with two flatmates and this *is* the office. Please don't throw us out.
                """),
                replies=(
                    Comment(
                        "ada",
                        363.8,
                        "I don't want you out, I want you to budge up. Could two of you not share a table?",
                    ),
                    Comment("jonas", 363.5, "That is… entirely reasonable. Yes."),
                ),
            ),
            Comment(
                "cliona",
                362.7,
                "Who decides what counts? I read on a tablet. My novel is a laptop now?",
            ),
            Comment(
                "mateo",
                360.2,
                "I write my thesis in College Road and I say yes to this. On Sunday I should sleep.",
            ),
            Comment(
                "gerard",
                359.0,
                "In my day you'd be asked if you were going to marry that table.",
                replies=(Comment("finbar", 358.8, "Saving that one for the sign."),),
            ),
            Comment(
                "declan",
                70.2,
                prose("""
                    One month in. Cobh: hardly any grumbling, and 9 % more sold on Sundays. College Road:
                    quite some grumbling, no change in sales. So these are two different shops. Who'd have
                    thought.
                """),
                official=True,
            ),
            Comment(
                "ada",
                6.3,
                prose("""
                    My sister and I had the window last Sunday. A young man moved his bag for us and stayed to
                    chat.
                """),
            ),
        ),
        moves=(
            Move(
                "declan",
                350.1,
                "reviewing",
                answer=prose("""
                    I can hear both sides of this in my own house. Nobody will be thrown out. What I'd like to
                    know is how full we really are, so four shops are counting tables at eleven on Sundays for
                    two months.
                """),
            ),
            Move("declan", 248.6, "planned"),
            Move(
                "declan",
                102.4,
                "building",
                answer=prose("""
                    The counts say that in four shops somebody leaves without a seat on most Sundays. The
                    trial: in Cobh and College Road, half of the tables are for talking on Saturday and Sunday
                    from ten to two. Each of those has a small wooden sign. Tablets and novels of any kind are
                    welcome, keyboards are not, and the staff will ask *once*, nicely.
                """),
            ),
        ),
    ),
    Idea(
        key="sockets",
        board="shops",
        by="jonas",
        ago=71.3,
        title="More sockets under the window bench on College Road",
        body=prose("""
            There are two sockets for nine seats, and one of those has the fridge in it. (I unplugged it once,
            for a second. I put it back. I'm telling you because it has been on my conscience.)
        """),
        tags=("seating",),
        votes=12,
        comments=(
            Comment("mateo", 70.2, "The fridge was you?!"),
            Comment("jonas", 39.8, "Bumping this. Not urgent, but I do wonder whether anyone has read it."),
            Comment(
                "minjun",
                11.5,
                "Sixty days. You lead the table of the longest waiting. Congratulations, I think?",
                replies=(Comment("jonas", 11.3, "I'd like to thank my parents."),),
            ),
        ),
    ),
    Idea(
        key="buggy-park",
        board="shops",
        by="priya",
        ago=95.4,
        title="Somewhere to leave a buggy in Ballincollig",
        body=prose("""
            After the playground in the Regional Park there are five of us with buggies and one gap beside the
            bin. We take turns being the one in everybody's way. The dead corner where the Christmas tree goes
            is empty for eleven months.
        """),
        tags=("families", "seating"),
        votes=13,
        comments=(
            Comment("dara", 94.9, "Keep 90 cm clear past it for the likes of me and I'm your biggest fan."),
            Comment(
                "tamsin",
                92.3,
                "The corner isn't dead, that's where the returned cups wait. They could wait elsewhere.",
            ),
        ),
        moves=(
            Move(
                "declan",
                84.6,
                "reviewing",
                answer=prose("""
                    I had a look on a Wednesday at eleven: seven buggies, so I believe you. The corner would
                    take four. The fire officer has to agree, because it's beside the back door. I've asked,
                    and I'm told that six to eight weeks is normal.
                """),
            ),
        ),
    ),
)
