"""What a contract's clauses do, worked out from the template tree on a chain.

Written from docs/language.md and docs/chain-format.md alone, and as plainly as can be: nodes are
evaluated where they stand, variables are a dictionary, integers are Python's. ledger.py uses it.
A construct is a method of Run named after it: `e_…` gives a value, `s_…` does a statement.
"""
import calendar, datetime, struct

REASONS = (None, "unknown-action", "not-signed", "wrong-phase", "not-authorised", "too-early",
    "too-late", "bad-argument", "guard-failed", "insufficient-funds", "limit-exceeded", "frozen",
    "duplicate", "invalid-amount", "self-payment", "arithmetic", "full", "mandate-exceeded",
    "mandate-revoked", "more-than-stated")

class Refused(Exception):
    """`facts`: what the receipt may state, by number (chain-format §6)."""
    def __init__(self, reason, **facts):
        self.reason, self.facts, self.at = REASONS.index(reason), facts, (0, 0)

class Unknown(Exception): """What this reader does not know, so that it cannot go on."""

# Values: a pair of the type's name and a number, a text or bytes. A duration has its unit for type.
TYPES = {1: "money", 2: "integer", 4: "date", 5: "time", 7: "boolean", 8: "text", 10: "party"}
FORMS = {1: "q", 2: "q", 4: "i", 5: "q", 7: "B", 10: "Q"}
UNITS = {1: "seconds", 2: "days", 3: "months"}

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
    code = next(code for code, name in TYPES.items() if name == kind)
    if kind == "text": return struct.pack("<BI", code, len(what.encode())) + what.encode()
    return struct.pack("<B" + FORMS[code], code, what)

CONSTRUCTS = dict(enumerate((
    "contract parameter pot variable phase clause outcome right duty deadlineOn deadlineOnEndOf "
    "deadlineAfter act pay payAll assign attempt note money date time duration boolean literalText "
    "number name ambient negate not arithmetic comparison logic choice named shared").split(), 16))

# The calendar, in UTC+8
DAY, EAST, LAST_DAY = 86400, 28800, (datetime.date(9999, 12, 31) - datetime.date(1970, 1, 1)).days
def day_of(time): return (time + EAST) // DAY
def start_of(day): return day * DAY - EAST
def calendar_day(day): return datetime.date(1970, 1, 1) + datetime.timedelta(day)
def time_text(time):
    day, rest = divmod(time + EAST, DAY)
    clock = f"{rest // 3600:02}:{rest % 3600 // 60:02}" + (f":{rest % 60:02}" if rest % 60 else "")
    return f"{calendar_day(day)} {clock}"

def checked(value):
    kind, number = value
    low, high = {"date": (0, LAST_DAY), "time": (start_of(0), start_of(LAST_DAY + 1) - 1)}.get(
        kind, (-2**63, 2**63 - 1))
    if not low <= number <= high: raise Refused("arithmetic")
    return value

def months_later(day, months):
    date = calendar_day(day)
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    if not 1970 <= year <= 9999: raise Refused("arithmetic")
    last = calendar.monthrange(year, month + 1)[1]
    return (datetime.date(year, month + 1, min(date.day, last)) - datetime.date(1970, 1, 1)).days

def later(moment, duration, sign):
    (kind, at), (unit, count) = moment, duration
    count *= sign
    if unit == "seconds":
        return checked(("time", (at if kind == "time" else start_of(at)) + count))
    if kind == "time":
        day, rest = day_of(at), (at + EAST) % DAY
        moved = later(("date", day), duration, sign)[1]
        return checked(("time", start_of(moved) + rest))
    return checked(("date", at + count if unit == "days" else months_later(at, count)))

class Template:
    def __init__(self, tree):
        reader = Bytes(tree)
        if reader.take("H") != 1: raise Unknown("another version of the language")
        kind, parts = reader.node()
        if kind != "contract" or reader.at != len(tree): raise Unknown(f"a template of {kind}")
        (_, self.name, self.parties, self.terms, self.pots, self.variables, phases, ends,
            *rest) = parts
        self.phases = [(name, list(clauses)) for _, (name, clauses) in phases]
        for _, (names, clauses) in rest[0] if rest else ():
            for name, own in self.phases:
                if name in names: own.extend(clauses)
        self.names = [name for name, _ in self.phases] + ends
        self.halted = len(self.names) + 1

    def clauses(self, phase):
        """From 1, in order of the source; an end has none."""
        own = self.phases[phase - 1][1] if phase <= len(self.phases) else []
        return [(number, clause[1][0], clause[1][1]) for number, clause in enumerate(own, 1)]

    def acts(self, phase, name):
        found = []
        for number, clause, outcome in self.clauses(phase):
            if clause[0] in ("right", "duty") and clause[1][0][1][1] == name:
                found.append((number, clause, outcome))
        return found

    def has_act(self, name):
        return any(self.acts(phase, name) for phase in range(1, len(self.phases) + 1))

def matches(value, code):
    """Whether a value may stand for a parameter of a type."""
    return value[0] == TYPES.get(code)

class Instance:
    """`parties`: wallets by name; `pots`: hold numbers by name; `dues`: (time, clause) by clause."""
    def __init__(self, template_number, template, wallets, terms, begun):
        self.template_number, self.template, self.begun = template_number, template, begun
        self.parties = dict(zip(template.parties, wallets))
        self.terms = dict(zip([name for _, (name, _, _) in template.terms], terms))
        self.pots, self.variables = {}, {}
        self.phase, self.entered, self.times = 0, begun, 0
        self.spent, self.dues = set(), {}

    def values(self):
        parts = []
        for group in ([("party", wallet) for wallet in self.parties.values()],
                      list(self.terms.values()), list(self.variables.values())):
            as_bytes = [value_bytes(value) for value in group]
            if group and group[0][0] == "party" and not parts:
                as_bytes = [struct.pack("<Q", wallet) for _, wallet in group]
            parts.append(struct.pack("<H", len(group)) + b"".join(as_bytes))
        return b"".join(parts) + struct.pack("<Q", sum(1 << clause - 1 for clause in self.spent))

class Arrow(Exception): """An arrow inside an `if`."""

class Run:
    """A clause, or a bound, against `books` (ledger.py), where money is."""
    def __init__(self, instance, books, now):
        self.on, self.books, self.now = instance, books, now
        self.local, self.notes = {}, []
        self.variables = dict(instance.variables)

    # Expressions
    def value(self, node):
        found = getattr(self, "e_" + node[0], None)
        if not found: raise Unknown(f"the value {node[0]}")
        return found(*node[1])

    def holds(self, node): return node is None or self.value(node)[1] == 1
    def e_money(self, fen): return "money", fen
    def e_number(self, number): return "integer", number
    def e_date(self, day): return "date", day
    def e_time(self, time): return "time", time
    def e_duration(self, unit, count): return UNITS[unit], count
    def e_boolean(self, truth): return "boolean", truth
    def e_literalText(self, text): return "text", text
    def e_not(self, node): return "boolean", 1 - self.value(node)[1]
    def e_ambient(self, code):
        return (("time", self.now), ("date", day_of(self.now)), ("time", self.on.begun))[code - 1]

    def e_name(self, name):
        for names in (self.local, self.variables, self.on.terms):
            if name in names: return names[name]
        if name in self.on.pots: return "money", self.books.held(self.on.pots[name])
        if name in self.on.parties: return "party", self.on.parties[name]
        raise Unknown(f"the name {name}")

    def e_negate(self, node):
        kind, number = self.value(node)
        return checked((kind, -number))

    def e_arithmetic(self, operator, left, right):
        left, right = self.value(left), self.value(right)
        if left[0] in ("date", "time"): return later(left, right, 3 - 2 * operator)
        if operator == 3:
            kind = "money" if "money" in (left[0], right[0]) else "integer"
            return checked((kind, left[1] * right[1]))
        return checked((left[0], left[1] + right[1] if operator == 1 else left[1] - right[1]))

    def e_comparison(self, operators, operands):
        """All operands are evaluated only as far as the chain holds."""
        left = self.value(operands[0])
        for operator, node in zip(operators, operands[1:]):
            right = self.value(node)
            a, b = left, right
            if {a[0], b[0]} == {"date", "time"}:
                a, b = (("time", start_of(v[1])) if v[0] == "date" else v for v in (a, b))
            a, b = a[1], b[1]
            if not (a == b, a != b, a < b, a <= b, a > b, a >= b)[operator - 1]:
                return "boolean", 0
            left = right
        return "boolean", 1

    def e_logic(self, operator, left, right):
        first = self.value(left)
        return first if first[1] == operator - 1 else self.value(right)

    # Statements
    def block(self, nodes):
        """Names given in a block are in force to its end."""
        outer = dict(self.local)
        for kind, parts in nodes:
            found = getattr(self, "s_" + kind, None)
            if not found: raise Unknown(f"the statement {kind}")
            found(*parts)
        self.local = outer

    def s_pay(self, amount, source, target): self.pay(self.value(amount)[1], source, target)
    def s_payAll(self, source, target):
        self.pay(self.books.held(self.on.pots[source]), source, target)

    def pay(self, amount, source, target):
        def side(name):
            return ("hold", self.on.pots[name]) if name in self.on.pots else (
                "wallet", self.on.parties[name])
        self.books.pay(side(source), side(target), amount)

    def s_assign(self, name, how, node):
        kind, old = self.variables[name]
        value = self.value(node)
        if how == 1 and (kind, value[0]) == ("time", "date"): value = kind, start_of(value[1])
        elif how > 1 and kind in ("date", "time"): value = later((kind, old), value, 5 - 2 * how)
        elif how > 1: value = checked((kind, old + value[1] if how == 2 else old - value[1]))
        self.variables[name] = value

    def s_attempt(self, nodes, otherwise):
        money, variables, local = self.books.mark(), dict(self.variables), dict(self.local)
        notes = list(self.notes)
        try: self.block(nodes)
        except Refused:
            self.books.undo(money)
            self.variables, self.local, self.notes = variables, local, notes
            self.block(otherwise)

    def s_note(self, pieces):
        self.notes.append("".join(
            piece if isinstance(piece, str) else self.shown(self.value(piece)) for piece in pieces))

    def s_choice(self, condition, outcome, otherwise):
        for chosen in [outcome] if self.holds(condition) else [otherwise] if otherwise else []:
            statements, arrow = chosen[1]
            self.block(statements)
            if arrow is not None: raise Arrow(arrow)

    def s_named(self, name, node): self.local[name] = self.value(node)

    def shown(self, value):
        kind, what = value
        if kind == "money":
            return f"¥{'−' if what < 0 else ''}{abs(what) // 100:,}.{abs(what) % 100:02}"
        if kind == "date": return str(calendar_day(what))
        if kind == "time": return time_text(what)
        if kind == "boolean": return ("false", "true")[what]
        if kind == "party": return f"#{what}"
        return str(what)

    # Clauses
    def given(self, parameters, values, first=1):
        """Bounds of arguments or terms."""
        if len(values) != len(parameters): raise Refused("bad-argument")
        for place, ((_, (_, code, _)), value) in enumerate(zip(parameters, values), first):
            if not matches(value, code): raise Refused("bad-argument", argument=place)
        for (_, (name, _, _)), value in zip(parameters, values): self.local[name] = value
        for place, (_, (_, _, bound)) in enumerate(parameters, first):
            if not self.holds(bound): raise Refused("bad-argument", argument=place)

    def outcome(self, outcome):
        """Does an outcome whole; gives the name of the phase it leads to, if to any."""
        statements, arrow = outcome[1]
        try: self.block(statements)
        except Arrow as taken: arrow = taken.args[0]
        return arrow

    def due(self, clause):
        """When a clause is set off by time, or None."""
        kind, parts = clause
        if kind == "right": return None
        moment = self.value(parts[1] if kind == "duty" else parts[0])
        if kind == "deadlineOnEndOf": return start_of(moment[1] + 1)
        if kind == "deadlineOn": return moment[1] if moment[0] == "time" else start_of(moment[1])
        if kind in ("duty", "deadlineAfter"): return later(("time", self.now), moment, 1)[1]
        raise Unknown(f"the clause {kind}")
