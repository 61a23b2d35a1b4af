"""Words, numbers and queries that make no sense."""

VALUES = (
    "",
    " ",
    "\0",
    "a\0b",
    "\u202e\u200b",
    "٣",
    "-1",
    "0",
    str(2**63),
    "9" * 5000,
    "1e309",
    "true",
    "%",
    "x" * 30_000,
    "🦝" * 99,
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "%s%n{0}{{7*7}}",
    "x\r\nBcc: all@example.com",
    "http://[",
    "\ufffe\uffff",
)
# One engine may take what another refuses.
HARD = (
    "\0",
    "a\0b",
    "-1",
    "٣",
    str(2**63),
    "9" * 5000,
    "x" * 30_000,
    "\ufffe\uffff",
)
NUMBERS = ("0", "-1", "٣", "1.0", "0x1", str(2**31), str(2**53), str(2**63), "9" * 18, "9" * 3000, "%00", "1%00")
WORDS = ("%00", "%FF%FE", "x" * 3000, "%F0%9F%A6%9D", "..%2F..%2Fetc%2Fpasswd", "-", "a b", "%25", "ACME", "\\")
PARAMETERS = (
    "after",
    "sort",
    "board",
    "stage",
    "tag",
    "mine",
    "voted",
    "q",
    "lang",
    "next",
    "token",
    "draft",
    "back",
    "v",
    "colour",
    "role",
)
RAW_QUERIES = (
    "x=\xff\xfe",
    "after=\xc3&sort=\xff",
    "a&&=&=b&a=1&a=2",
    "%00=%00",
    "q=%F0%28",
    "sort=top&sort=new",
    "sort[]=top",
    "&".join(f"p{n}={n}" for n in range(200)),
    "x" * 3000,
)
