"""Values, their bytes, the nodes of a tree, and the calendar: docs/chain-format.md §2 and §11."""
import calendar, datetime, fractions, struct

REASONS = (None, "unknown-action", "not-signed", "wrong-phase", "not-authorised", "too-early",
    "too-late", "bad-argument", "guard-failed", "insufficient-funds", "limit-exceeded", "frozen",
    "duplicate", "invalid-amount", "self-payment", "arithmetic", "full", "mandate-exceeded",
    "mandate-revoked", "more-than-stated")

class Refused(Exception):
    """`facts`: what the receipt states (chain-format §6), as pairs of a name and what it is."""
    def __init__(self, reason, *more, **facts):
        self.reason, self.facts, self.at = REASONS.index(reason), [*facts.items(), *more], (0, 0)

BY_ZERO, NO_SUCH_DAY, NO_CALENDAR, NO_ENTRY, BACKWARDS, NO_MONTHS = range(1, 7)
def unworkable(cause): return Refused("arithmetic", cause=cause)

class Absent(Refused):
    """An entry of a book that is not there; a comparison that comes to it does not hold."""
    def __init__(self): super().__init__("arithmetic", cause=NO_ENTRY)

class Unknown(Exception): """What this reader does not know, so that it cannot go on."""

# Values: a pair of the type's name and a number or a text. A duration has its unit for type; a list
# has values, a record values by field (where nobody has named them yet, a list of them), a book
# values by key. A rate, a daily one too, is a number of millionths; what a division or a rate leads to is an exact
# fraction, of fen or of numbers, until it is rounded.
TYPES = {1: "money", 2: "integer", 3: "rate", 4: "date", 5: "time", 7: "boolean", 8: "text",
    9: "digest", 10: "party", 11: "choice", 14: "none", 15: "daily rate"}
FORMS = {1: "q", 2: "q", 4: "i", 5: "q", 7: "B", 9: "32s", 10: "Q"}
UNITS = {1: "seconds", 2: "days", 3: "months", 4: "working days"}
RATES = {"rate": 3, "daily rate": 15}
# At most ten thousand years, of working days four, and never below zero.
LONGEST = {"seconds": 315_569_520_000, "days": 3_652_425, "months": 120_000, "working days": 1_000}
# Kept in a book, these are zero where there is no entry.
NUMBERS = (1, 2)
PARTS = {12: "list", 13: "record"}

class Bytes:
    """Takes from bytes what is next."""
    def __init__(self, raw): self.raw, self.at = raw, 0
    def take(self, form):
        found = struct.unpack_from("<" + form, self.raw, self.at)
        self.at += struct.calcsize("<" + form)
        return found[0] if len(found) == 1 else found
    def text(self): return self.take(f"{self.take('I')}s").decode()
    def list(self, member): return [member() for _ in range(self.take("H"))]
    def value(self):
        code = self.take("B")
        if code == 6: return UNITS[self.take("B")], self.take("q")
        if code == 14: return "none", None
        if code == 11: return "choice", self.text()
        if code in (3, 15):
            above, below = self.take("qq")
            return TYPES[code], above * (1_000_000 // below)
        if code in (12, 13): return PARTS[code], self.list(self.value)
        if code not in TYPES: raise Unknown(f"values of type {code}")
        return TYPES[code], self.text() if code == 8 else self.take(FORMS[code])
    def node(self):
        code = self.take("B")
        if code == 0: return None
        if code == 1: return self.text()
        if code == 2: return self.take("q")
        if code == 3: return [self.node() for _ in range(self.take("I"))]
        if code not in CONSTRUCTS: raise Unknown(f"construct {code}")
        return CONSTRUCTS[code], [self.node() for _ in range(self.take("B"))]

def value_bytes(value):
    kind, what = value
    if kind == "book":
        return value_bytes(("list", [("record", list(entry)) for entry in what.items()]))
    if kind in ("list", "record"):
        parts = list(what.values()) if isinstance(what, dict) else what
        return struct.pack("<B", 12 if kind == "list" else 13) + values_bytes(parts)
    if kind in RATES:
        part = fractions.Fraction(what, 1_000_000)
        return struct.pack("<Bqq", RATES[kind], part.numerator, part.denominator)
    for number, unit in UNITS.items():
        if unit == kind: return struct.pack("<BBq", 6, number, what)
    code = next(code for code, name in TYPES.items() if name == kind)
    if kind == "none": return struct.pack("<B", code)
    if kind in ("text", "choice"): return struct.pack("<BI", code, len(what.encode())) + what.encode()
    return struct.pack("<B" + FORMS[code], code, what)

def values_bytes(values):
    return struct.pack("<H", len(values)) + b"".join(map(value_bytes, values))

CONSTRUCTS = dict(enumerate((
    "contract parameter pot variable phase clause outcome right duty deadlineOn deadlineOnEndOf "
    "deadlineAfter act pay payAll assign attempt note money date time duration boolean literalText "
    "number name ambient negate not arithmetic comparison logic choice named shared record book "
    "listOf setOf field entry totalOf membership kindOf loop assignEntry remove clear split shares "
    "share invariant oracle fact together some window call "
    "rate whole anyone digest oneOf orNone none presence").split(), 16))
CONSTRUCTS.update(enumerate(
    "interest dailyRate rounding level moved accrual accrue paySettled".split(), 85))
CONSTRUCTS.update(enumerate("schedule everyDay weekday dayOfMonth dayOfYear mandate under "
    "balanceOf".split(), 95))
CONSTRUCTS.update(enumerate("pots splitBy group".split(), 105))
CONSTRUCTS.update(enumerate("property loses receives endsWithin".split(), 113))

# The calendar, in UTC+8
DAY, EAST, LAST_DAY = 86400, 28800, (datetime.date(9999, 12, 31) - datetime.date(1970, 1, 1)).days
def day_of(time): return (time + EAST) // DAY
def start_of(day): return day * DAY - EAST
def calendar_day(day): return datetime.date(1970, 1, 1) + datetime.timedelta(day)
def time_text(time):
    day, rest = divmod(time + EAST, DAY)
    clock = f"{rest // 3600:02}:{rest % 3600 // 60:02}" + (f":{rest % 60:02}" if rest % 60 else "")
    return f"{calendar_day(day)} {clock}"

def plain(kind, what):
    """A value as it is written."""
    if kind == "money":
        return f"¥{'−' if what < 0 else ''}{abs(what) // 100:,}.{abs(what) % 100:02}"
    if kind == "date": return str(calendar_day(what))
    if kind == "time": return time_text(what)
    if kind == "boolean": return ("false", "true")[what]
    if kind in RATES:
        whole, rest = divmod(abs(what), 10_000)
        text = f"{'-' if what < 0 else ''}{whole}" + (f".{rest:04}".rstrip("0") if rest else "") + "%"
        return text + (" a day" if kind == "daily rate" else "")
    if kind in UNITS.values(): return f"{what} {kind[:-1] if what == 1 else kind}"
    if kind == "digest": return what.hex()
    return str(what)

def same_unit(left, right):
    """Durations are compared with those of their own unit."""
    kinds = left[0], right[0]
    if kinds[0] != kinds[1] and set(kinds) <= set(UNITS.values()):
        raise Refused("arithmetic", duration=left[1], otherDuration=right[1])

def checked(value):
    kind, number = value
    low, high = {"date": (0, LAST_DAY), "time": (start_of(0), start_of(LAST_DAY + 1) - 1)}.get(
        kind, (-2**63, 2**63 - 1))
    if not low <= number <= high:
        raise unworkable(NO_CALENDAR) if kind in ("date", "time") else Refused("arithmetic")
    return value

def wide(number):
    """In lowest terms both parts of a fraction have to fit 128 bits, whatever lies on the way."""
    if not -2**127 < number < 2**127: raise Refused("arithmetic")
    return number

def fraction(value):
    kind, what = value
    return fractions.Fraction(what, 1_000_000) if kind in RATES else fractions.Fraction(what)

def of_money(value): return value[0] in ("money", "fraction of money")

def exactly(operator, left, right):
    """What money and numbers come to, whole where it is sure to be."""
    money = of_money(left) != of_money(right) if operator > 2 else of_money(left)
    if operator < 3 and left[0] == right[0] and "fraction" not in left[0]:
        return checked((left[0], left[1] + right[1] if operator == 1 else left[1] - right[1]))
    if operator == 3 and {left[0], right[0]} <= {"money", "integer"}:
        return checked(("money" if money else "integer", left[1] * right[1]))
    a, b = fraction(left), fraction(right)
    if operator == 4:
        if not b: raise unworkable(BY_ZERO)
        b = 1 / b
    found = (a + b, a - b, a * b, a * b)[operator - 1]
    wide(found.numerator), wide(found.denominator)
    return "fraction of money" if money else "fraction", found

def whole(value, rounding):
    """1 to the nearest, a half away from zero, 2 a half to the even one, 3 toward zero, 4 away."""
    kind, part = value
    if "fraction" not in kind: return value
    size, sign = abs(part), -1 if part < 0 else 1
    number, rest = divmod(size.numerator, size.denominator)
    half = 2 * rest - size.denominator
    number += (half >= 0, half > 0 or half == 0 and number % 2, False, rest > 0)[rounding - 1]
    return checked(("money" if of_money(value) else "integer", sign * number))

BASES = ("actual/365", "actual/360", "30E/360")
def days_counted(basis, first, last):
    """In days, as the basis counts them; the days of a year are at its end."""
    if basis != "30E/360": return last - first
    one, other = calendar_day(first), calendar_day(last)
    return (360 * (other.year - one.year) + 30 * (other.month - one.month)
        + min(other.day, 30) - min(one.day, 30))

def level(principal, yearly, months):
    """The instalment that pays it back in so many months, not rounded."""
    if principal < 0: raise Refused("invalid-amount")
    if yearly < 0: raise Refused("arithmetic", rate=yearly)
    if not 1 <= months <= 600: raise unworkable(NO_MONTHS)
    if not yearly: return "fraction of money", fractions.Fraction(principal, months)
    monthly = fractions.Fraction(yearly, 12_000_000)
    grown = (1 + monthly) ** months
    return "fraction of money", principal * monthly * grown / (grown - 1)

def months_later(day, months):
    date = calendar_day(day)
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    if not 1970 <= year <= 9999: raise unworkable(NO_CALENDAR)
    last = calendar.monthrange(year, month + 1)[1]
    return (datetime.date(year, month + 1, min(date.day, last)) - datetime.date(1970, 1, 1)).days

def later(moment, duration, sign):
    (kind, at), (unit, count) = moment, duration
    if (kind, unit) == ("date", "seconds"):
        raise Refused("arithmetic", duration=count, moment=at)
    count *= sign
    if unit == "seconds":
        return checked(("time", at + count))
    if kind == "time":
        day, rest = day_of(at), (at + EAST) % DAY
        moved = later(("date", day), duration, sign)[1]
        return checked(("time", start_of(moved) + rest))
    return checked(("date", at + count if unit == "days" else months_later(at, count)))

def occurrence(days, number, second, at, begun, until):
    """The first time of a schedule from one time on and before another, tried day by day."""
    kind, parts = days
    def falls(day):
        date = calendar_day(day)
        last = calendar.monthrange(date.year, date.month)[1]
        if kind == "weekday": return date.isoweekday() == parts[0]
        if kind == "dayOfMonth": return date.day == min(number, last)
        if kind == "dayOfYear": return date.month == parts[0] and date.day == min(parts[1], last)
        return True
    def month(day): return calendar_day(day).year * 12 + calendar_day(day).month
    step, origin, day = 1, day_of(begun), day_of(at)
    if kind == "dayOfMonth":
        step = parts[0]
        while not falls(origin): origin += 1
    while start_of(day) + second < until:
        steps, odd = divmod(month(day) - month(origin), step)
        if falls(day) and start_of(day) + second >= at and (step == 1 or steps >= 0 and not odd):
            return start_of(day) + second
        day += 1
    return None

def first_day(period, day):
    """Of the day, week (from Monday), month or year (1 to 4) a day lies in."""
    date = calendar_day(day)
    if period == 2: return day - date.weekday()
    return day - (0, 0, date.day - 1, date.timetuple().tm_yday - 1)[period - 1]
