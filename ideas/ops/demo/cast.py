"""Who takes part in the demo: seven people who work at Fogbell and thirty-three who drink its coffee."""

from ideas.ops.demo.script import Person

STAFF = (
    Person("orla", "Orla Devane", "owner", 560.0),  # Began with a second-hand roaster in a boat shed.
    Person("finbar", "Finbar Quill", "moderator", 558.4),  # Keeps the peace here. Former librarian.
    Person("chiamaka", "Chiamaka Eze", "moderator", 551.2),  # Customer care. If you wrote to us, I read it.
    Person("marisol", "Marisol Vega", "partner", 557.7),  # Drinks and baking. Yes, I have tasted it.
    Person("declan", "Declan Twomey", "partner", 557.1),  # Shops: opening hours, dishwashers, doors, roofs.
    Person("ines", "Inês Carvalho", "partner", 556.3),  # The app and the subscription.
    Person("tadhg", "Tadhg Lyne", "partner", 555.8),  # Head roaster. Looks after the cafés that buy from us.
)

MEMBERS = (
    Person("tamsin", "Tamsin Pell", "member", 541.2),  # Counts bins. Ballincollig.
    Person("rory", "Rory McAteer", "member", 540.8),  # Has a scale with him. Galway.
    Person("gerard", "Gerard Hurley", "member", 539.5),  # Taught woodwork for 36 years. Kinsale.
    Person("sunita", "Sunita Rao", "member", 536.0),  # Pharmacist, vegan, in a hurry.
    Person("bola", "Bolanle Adeyemi", "member", 535.1),  # Accountant. I will do the sum.
    Person("kwame", "Kwame Asante", "member", 533.4),  # Bicycle courier. Six coffees a day, all standing.
    Person("cliona", "Clíona Sexton", "member", 531.7),  # Lecturer. Subscriber number 212.
    Person("dara", "Dara Okafor-Walsh", "member", 530.2),  # Wheels, opinions, oat flat white.
    Person("jonas", "Jonas Lindqvist", "member", 529.9),  # Writes software under the window on College Road.
    Person("aoife", "Aoife Brennan", "member", 526.3),  # Night nurse. No chat before the second sip.
    Person("hana", "田中 花", "member", 522.6),  # Pour-over at home, pour-over abroad.
    Person("priya", "Priya Nair", "member", 518.4),  # Two under four. Midleton.
    Person("piotr", "Piotr Wiśniewski", "member", 511.0),  # Drives the 208.
    Person("ada", "Ada Fennimore", "member", 508.5),  # 78, Cobh. My granddaughter types this.
    Person("mateo", "Mateo Fuentes", "member", 497.2),  # Bilbao, now a student in Cork.
    Person("thuy", "Nguyễn Thu Thủy", "member", 490.6),  # Limerick by way of Da Nang.
    Person("layla", "ليلى حداد", "member", 480.1),  # Architect. Decaf after two o'clock.
    Person("siobhan", "Siobhán Ní Riain", "member", 471.3),  # Gaeilgeoir. Tae drinker, secretly.
    Person("olena", "Олена Шевчук", "member", 459.7),  # Baker. Coeliac. I know.
    Person("esther", "Esther Wanjiru", "member", 448.8),  # Grew up on two acres of coffee in Nyeri.
    Person("marek", "Marek Dvořák", "member", 436.5),  # The Slip, Clonakilty: 30 seats, one grinder.
    Person("grainne", "Gráinne O'Dowd", "member", 436.1),  # Tide & Table, Dingle.
    Person("agnieszka", "Agnieszka Nowak", "member", 435.4),  # 220 hotel breakfasts a day, Killarney.
    Person("shane", "Shane Kiely", "member", 434.9),  # Surf school with an espresso machine, Lahinch.
    Person("patrice", "Patrice Lemoine", "member", 433.0),  # Bookshop café, Galway.
    Person("mei", "Mei-Ling Chow", "member", 431.6),  # Bakery in Waterford. Up since three.
    Person("youssef", "Youssef Benali", "member", 428.2),  # Two cafés in Limerick and a spreadsheet.
    Person("ronan", "Ronan Fitzgibbon", "member", 426.7),  # Garden centre outside Fermoy. Scones.
    Person("minjun", "김민준", "member", 300.4),  # I test apps for a living. Sorry.
    Person("annika", "Annika Brandt", "member", 212.9),  # Leipzig. Fell for Fogbell on a rainy holiday.
    Person("omar", "Omar Siddiqui", "member", 64.5),  # Taxi, mostly nights.
    Person("fergus", "Fergus Tully", "member", 21.6),  # Two hearing aids, one of them on strike.
    Person("hugo", "Hugo van der Meer", "member", 7.9),  # Lives on a boat, at present in Kinsale.
)

PEOPLE = STAFF + MEMBERS
