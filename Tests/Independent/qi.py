"""What a contract's clauses do, worked out from the template tree on a chain.

Written from docs/language.md and docs/chain-format.md alone, and as plainly as can be: nodes are
evaluated where they stand, variables are a dictionary, integers are Python's. ledger.py uses it.
A construct is a method of Run named after it: `e_…` gives a value, `s_…` does a statement.
"""
from values import *
from words import names_moment, words
import fractions, hashlib, operator, read_chain, struct

OPERATORS = operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge

class Template:
    def __init__(self, tree):
        reader = Bytes(tree)
        if reader.take("H") != 1: raise Unknown("another version of the language")
        kind, parts = reader.node()
        if kind != "contract" or reader.at != len(tree): raise Unknown(f"a template of {kind}")
        (_, self.name, self.parties, self.terms, pots, self.variables, phases, ends,
            *further) = parts
        # Roles of many come with the terms, as lists in front of them.
        self.groups = [one[1] for one in self.parties if not isinstance(one, str)]
        self.parties = [one for one in self.parties if isinstance(one, str)]
        self.terms = [("parameter", [name, ("listOf", [10, most]), None])
            for name, most in self.groups] + self.terms
        # Numbered: those of one owner, then those of many.
        self.pots = [parts[:2] for kind, parts in pots if kind == "pot"]
        self.many = {parts[0]: parts[1] for kind, parts in pots if kind == "pots"}
        self.carried = [parts[0] for _, parts in pots if parts[2:] == [1]]
        self.pot_numbers = [name for name, _ in self.pots] + list(self.many)
        # Each further list is known by what is in it.
        lists = {members[0][0]: [parts for _, parts in members] for members in further}
        self.phases = [(name, list(clauses)) for _, (name, clauses) in phases]
        for names, clauses in lists.get("shared", []):
            for name, own in self.phases:
                if name in names: own.extend(clauses)
        self.schedules = [trigger for clauses in [clauses for _, (_, clauses) in phases]
            + [own for _, own in lists.get("shared", [])]
            for _, (trigger, _) in clauses if trigger[0] == "schedule"]
        self.names = [name for name, _ in self.phases] + ends
        self.halted = len(self.names) + 1
        self.records = {name: (fields, key) for name, fields, key in lists.get("record", [])}
        self.books = {name: parts for name, *parts in lists.get("book", [])}
        self.mandates = lists.get("mandate", [])
        self.oracles = [name for name, in lists.get("oracle", [])]
        self.roles = self.parties + self.oracles
        self.accruals = {name: parts for name, *parts in lists.get("accrual", [])}
        self.rounding = lists.get("rounding", [[0]])[0][0]

    def clauses(self, phase):
        """From 1, in order of the source; an end has none."""
        own = self.phases[phase - 1][1] if 0 < phase <= len(self.phases) else []
        return [(number, clause[1][0], clause[1][1]) for number, clause in enumerate(own, 1)]

    def acts(self, phase, name):
        found = []
        for number, clause, outcome in self.clauses(phase):
            if clause[0] in ("right", "duty", "fact") and clause[1][0][1][1] == name:
                found.append((number, clause, outcome))
        return found

    def has_act(self, name):
        return any(self.acts(phase, name) for phase in range(1, len(self.phases) + 1))

def actors(node):
    """The roles that set an act off, and how many of them it takes."""
    if isinstance(node, str): return [node], 1
    if node[0] == "anyone": return [], 0
    kind, parts = node
    return (parts[0], len(parts[0])) if kind == "together" else (parts[1], parts[0])

class Instance:
    """`parties`: actors by role; `pots`: hold numbers by name, of a pot of many by name and owner;
    who has money in one is a list among the variables; `dues`: times by clause; `deadlines`: the same
    as they were when the phase was entered;
    `signed`: places of parties, from 1; `approvals`: arguments in bytes, by clause and role;
    `fired`: the last time of each schedule of the contract; `running`: by clause, its place among
    the schedules and how it goes on from a time."""
    def __init__(self, template_number, template, roles, terms, now):
        self.template_number, self.template, self.begun = template_number, template, now
        self.parties = dict(zip(template.roles, roles))
        self.terms = dict(zip([name for _, (name, _, _) in template.terms], terms))
        self.pots, self.variables = {}, {}
        self.phase, self.entered, self.times = 0, now, 0
        self.spent, self.dues, self.signed, self.approvals = set(), {}, set(), {}
        self.deadlines = {}
        self.number = None
        # The number of the instance it is to take the place of.
        self.replaces = None
        self.fired, self.running = [], {}
        # What was granted: by name and wallet how much, the period, until when; and so what was
        # used, of the period from which day on, and whether it is revoked.
        self.granted, self.mandates = {}, {}
        # What signers said they pay at most, by clause and role.
        self.stated = {}
        # When what waited for a freeze was let go on, by clause.
        self.woken = {}

    def owners(self):
        """The wallets whose money pots keep, by hold."""
        return {("hold", self.pots[name]): self.parties[owner]
            for name, owner in self.template.pots if name in self.pots}

    def members(self):
        """Who fills the roles of many, as pairs of the role and a wallet."""
        return [(name, wallet) for name, _ in self.template.groups
            for _, wallet in self.terms[name][1]]

    def signatories(self):
        parties = list(self.parties.values())[:len(self.template.parties)]
        return parties + [wallet for _, wallet in self.members()]

    def agreed(self):
        roles = list(self.parties.values())
        return (struct.pack(f"<H{len(roles)}Q", len(roles), *roles)
            + values_bytes(list(self.terms.values())))

    def replaced(self):
        return b"" if self.replaces is None else struct.pack("<Q", self.replaces)

    def values(self):
        bits = self.spent if self.phase else self.signed
        raw = (self.agreed() + values_bytes(list(self.variables.values()))
            + struct.pack("<Q", sum(1 << bit - 1 for bit in bits))
            + (b"" if self.phase else self.replaced())
            + b"".join(struct.pack("<q", NEVER if at is None else at) for at in self.fired)
            + b"".join(struct.pack("<qiB", *one) for one in self.mandates.values()))
        if not self.approvals: return raw
        waiting = sorted(self.approvals.items())
        raw += struct.pack("<H", len(waiting)) + b"".join(
            struct.pack("<HH", *of) + given for of, given in waiting)
        if not self.stated: return raw
        said = [(place, self.stated[of]) for place, (of, _) in enumerate(waiting, 1)
            if of in self.stated]
        return raw + struct.pack("<H", len(said)) + b"".join(
            struct.pack("<Hq", *one) for one in said)

    def next_of(self, clause, now):
        """When a schedule comes next: each occurrence once, and before it ends."""
        place, following = self.running[clause]
        last = self.fired[place]
        return following(now if last is None else max(now, last + 1))

NEVER = -2 ** 63

def place_of(source):
    """Without the mandate it is taken under."""
    return source[1][0] if not isinstance(source, str) and source[0] == "under" else source

def sources(kind, parts):
    """Where a statement takes money from, and all that stands inside it."""
    if kind in ("payAll", "pay", "paySettled"): return [place_of(parts[-2])]
    if kind in ("split", "splitBy"): return [place_of(source) for source in parts[1]]
    return [source for node in inner(kind, parts) for source in sources(*node)]

def inner(kind, parts):
    """The statements inside one."""
    if kind == "loop": return parts[3]
    if kind == "attempt": return parts[0] + parts[1]
    if kind == "choice": return [node for one in parts[1:] if one for node in one[1][0]]
    return []

def targets(kind, parts):
    """Where a statement pays to, and all that stands inside it, but for those a book shares out to."""
    if kind in ("payAll", "pay", "paySettled"): return [parts[-1]]
    if kind in ("split", "splitBy"): return recipients(parts[-1])
    return [target for node in inner(kind, parts) for target in targets(*node)]

def recipients(to):
    """Of every level."""
    if isinstance(to, str) or to[0] != "shares": return [to]
    parts, remainder = to[1]
    return [one for _, part in parts for one in recipients(part[2])] + recipients(remainder)

class Unfit(Exception): """Not of the type; the place of the element that is not, if in a list."""

class Arrow(Exception): """An arrow inside an `if`."""

class Run:
    """A clause, or a bound, against `books` (ledger.py), where money is."""
    def __init__(self, instance, books, now):
        self.on, self.books, self.now = instance, books, now
        self.local, self.notes, self.looked, self.actor = {}, [], [], None
        self.variables, self.pots = dict(instance.variables), dict(instance.pots)
        self.mandates = dict(instance.mandates)
        # Movements made under mandates: places of both.
        self.drawn = []
        # Whether time set it off, and which holds of many it then draws on: pots and keys.
        self.is_timed, self.drawn_on = False, []

    # Expressions
    def value(self, node):
        found = getattr(self, "e_" + node[0], None)
        if not found: raise Unknown(f"the value {node[0]}")
        value = found(*node[1])
        if node[0] in ("name", "ambient", "field", "entry", "totalOf", "kindOf", "balanceOf"):
            if node[0] == "name" and not self.is_called(*node[1]): return value
            if value[0] in (*TYPES.values(), *UNITS.values()): self.looked.append((words(node), value))
        return value

    def kept(self, node):
        """Where a whole one is wanted: rounded as the contract says, where the node does not."""
        value = self.value(node)
        return whole(value, self.on.template.rounding) if "fraction" in value[0] else value

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
        if name in self.pots: return "money", self.books.held(self.pots[name])
        if name in self.on.parties: return "party", self.on.parties[name]
        if name == "actor" and self.actor: return "party", self.actor
        # A name that nothing is called by is one to choose from.
        return "choice", name

    def is_called(self, name):
        return (any(name in names for names in (self.local, self.variables, self.on.terms,
            self.on.pots, self.on.parties)) or name == "actor")

    def e_none(self): return "none", None
    def e_presence(self, which, node):
        return "boolean", int((self.value(node)[0] != "none") == (which == 2))

    def is_choice(self, node):
        """Whether it is something's value that is one of several names."""
        if node[0] == "field": return self.e_field(*node[1])[0] == "choice"
        if node[0] != "name": return False
        return self.is_called(*node[1]) and self.e_name(*node[1])[0] == "choice"

    def wanted(self, node, is_choice, value=None):
        """A bare name is the one to choose, where one of several is wanted."""
        if is_choice and node[0] == "name" and not self.is_choice(node): return "choice", *node[1]
        return (value or self.value)(node)

    def operand(self, operands, place):
        beside = operands[max(place - 1, 0):place] + operands[place + 1:place + 2]
        return self.wanted(operands[place], any(map(self.is_choice, beside)))

    def e_rate(self, millionths): return "rate", millionths
    def e_dailyRate(self, millionths): return "daily rate", millionths

    def e_interest(self, principal, rate, first, last, basis=0):
        product = exactly(3, self.value(principal), self.value(rate))
        days = checked(("integer", days_counted(
            BASES[basis - 1] if basis else "", self.value(first)[1], self.value(last)[1])))
        year = int(BASES[basis - 1][-3:]) if basis else 1
        return exactly(3, product, ("fraction", fractions.Fraction(days[1], year)))

    def moved(self, moment, duration, sign):
        if duration[0] != "working days": return later(moment, duration, sign)
        if moment[0] == "time":
            raise Refused("arithmetic", duration=duration[1], moment=moment[1])
        day = moment[1]
        for _ in range(duration[1]):
            day = self.next(day, sign)
            while not self.books.is_working(day): day = self.next(day, sign)
        return "date", day

    def next(self, day, sign): return checked(("date", day + sign))[1]

    def e_moved(self, node, step):
        day = self.value(node)[1]
        while not self.books.is_working(day): day = self.next(day, 3 - 2 * step)
        return "date", day

    def e_level(self, *nodes, rounding=None):
        """Rounded at once: as it says itself, else as the contract does."""
        exact = level(*[self.kept(node)[1] for node in nodes])
        return whole(exact, rounding or self.on.template.rounding)

    def e_whole(self, node, rounding):
        if node[0] == "level": return self.e_level(*node[1], rounding=rounding)
        return whole(self.value(node), rounding)

    def e_negate(self, node):
        kind, number = self.value(node)
        if "fraction" in kind: return kind, -number
        return checked((kind, -number))

    def e_arithmetic(self, operator, left, right):
        left, right = self.value(left), self.value(right)
        if left[0] in UNITS.values(): left, right = right, left
        if left[0] in ("date", "time"): return self.moved(left, right, 3 - 2 * operator)
        return exactly(operator, left, right)

    def e_comparison(self, operators, operands):
        """All operands are evaluated only as far as the chain holds."""
        try: return "boolean", self.compare(operators, operands)
        except Absent: return "boolean", 0

    def compare(self, operators, operands):
        left = self.operand(operands, 0)
        for place, sign in enumerate(operators, 1):
            right = self.operand(operands, place)
            same_unit(left, right)
            a, b = left, right
            if {a[0], b[0]} == {"date", "time"}:
                a, b = (("time", start_of(v[1])) if v[0] == "date" else v for v in (a, b))
            if "fraction" in a[0] + b[0]:
                a, b = (("fraction", fraction(v)) for v in (a, b))
            a, b = a[1], b[1]
            if not OPERATORS[sign - 1](a, b): return 0
            left = right
        return 1

    def e_logic(self, operator, left, right):
        first = self.value(left)
        return first if first[1] == operator - 1 else self.value(right)

    def e_field(self, name, field): return self.e_name(name)[1][field]

    # Pots of many
    def there(self, name): return self.variables[name][1]

    def owner_of(self, side):
        """Of a hold; nobody's of a wallet."""
        for name, hold in self.pots.items():
            if side == ("hold", hold):
                if not isinstance(name, str): return name[1]
                return self.on.parties[dict(self.on.template.pots)[name]]

    def set_aside(self, kind, parts):
        """Where time is about to draw on pots of many, what is frozen there goes to what is
        unclaimed by its owner: a payment's hold, and all of a pot that a loop is over."""
        drawn = [source[1] for source in sources(kind, parts)
            if not isinstance(source, str) and source[0] == "entry"]
        drawn = [(name, key) for name, key in drawn if name in self.on.template.many]
        if kind == "loop":
            if parts[2] in dict(drawn): self.release_frozen(parts[2], self.there(parts[2]))
        elif kind not in ("choice", "attempt"):
            for name, key in drawn: self.release_frozen(name, [self.value(key)])

    def release_frozen(self, name, owners):
        frozen = [one for one in owners
            if one in self.there(name) and self.books.frozen_until(one[1])]
        for _, owner in frozen:
            self.books.release(("hold", self.pots[name, owner]), ("wallet", owner))
        self.variables[name] = "list", [one for one in self.there(name) if one not in frozen]

    def held_for(self, name, owner):
        hold = self.pots.get((name, owner))
        return 0 if hold is None else self.books.held(hold)

    def keep_owners(self, sides):
        """Who has money in a pot of many stands in its list, in order of entry, and nobody else."""
        for side in sides:
            if side[0] != "many": continue
            name, owner = side[1]
            there, has = list(self.there(name)), self.held_for(name, owner)
            if has and ("party", owner) not in there:
                if len(there) >= self.on.template.many[name]: raise Refused("full")
                there.append(("party", owner))
            elif not has: there = [one for one in there if one != ("party", owner)]
            self.variables[name] = "list", there

    def opened(self, side):
        """A side as the books know it; None for who never had money there."""
        if side[0] != "many": return side
        hold = self.pots.get(side[1])
        return None if hold is None else ("hold", hold)

    def open(self, side):
        if side[0] == "many" and side[1] not in self.pots:
            self.pots[side[1]] = self.books.open_hold(self.on, *side[1])
        return self.opened(side)

    def key(self, node, code):
        """A date where times are kept is its 00:00."""
        kind, what = self.wanted(node, code == 11, self.kept)
        return ("time", start_of(what)) if (kind, code) == ("date", 5) else (kind, what)

    def e_entry(self, book, node):
        if book in self.on.template.many:
            if [book, node] in self.drawn_on: self.release_frozen(book, [self.value(node)])
            return "money", self.held_for(book, self.value(node)[1])
        code, by, _ = self.on.template.books[book]
        found = self.variables[book][1].get(self.key(node, by))
        if found: return found
        if code in NUMBERS: return TYPES[code], 0
        self.looked.append((words(("entry", [book, node])), ("none", None)))
        raise Absent

    def e_totalOf(self, book):
        if book in self.on.template.many:
            return "money", sum(self.held_for(book, owner) for _, owner in self.there(book))
        total = TYPES[self.on.template.books[book][0]], 0
        for _, amount in self.variables[book][1].values():
            total = checked((total[0], total[1] + amount))
        return total

    def e_membership(self, node, name):
        members = self.e_name(name)[1]
        kinds = {kind for kind, _ in members}
        code = 5 if kinds == {"time"} else 11 if kinds == {"choice"} else 0
        try: return "boolean", int(self.key(node, code) in members)
        except Absent: return "boolean", 0

    def e_call(self, which, nodes):
        values = [self.kept(node) for node in nodes]
        if which == 3: return "integer", values[1][1] - values[0][1]
        if {kind for kind, _ in values} == {"date", "time"}:
            values = [("time", start_of(at) if kind == "date" else at) for kind, at in values]
        for value in values[1:]: same_unit(values[0], value)
        return (min, max)[which - 1](values, key=lambda value: value[1])

    def e_digest(self, rule, nodes):
        raw = b"".join(value_bytes(self.kept(node)) for node in nodes)
        return "digest", (read_chain.sm3(raw) if rule == 1 else hashlib.sha256(raw).digest())

    def e_balanceOf(self, name):
        """Only under a mandate from there that is in force."""
        wallet = self.e_name(name)[1]
        refusal = Refused("mandate-revoked", stranger=wallet)
        for mandate in self.on.granted:
            if mandate[1] != wallet: continue
            try: self.check_mandate(mandate)
            except Refused as error: refusal = error
            else: return "money", self.books.has(("wallet", wallet))
        raise refusal

    # Mandates
    def number(self, mandate):
        return 1 + [name for name, *_ in self.on.template.mandates].index(mandate[0])

    def check_mandate(self, mandate):
        facts = {"mandate": self.number(mandate)}
        if mandate not in self.on.granted:
            raise Refused("mandate-revoked", stranger=mandate[1], **facts)
        facts["granter"] = mandate[1]
        until, revoked = self.on.granted[mandate][2], self.mandates[mandate][2]
        if revoked: raise Refused("mandate-revoked", **facts)
        if self.books.now >= until: raise Refused("mandate-revoked", deadline=until, **facts)

    def draw(self, mandate, amount):
        """Counts what was taken in the period the calendar is in."""
        most, period, _ = self.on.granted[mandate]
        used, since, revoked = self.mandates[mandate]
        first = first_day(period, day_of(self.books.now))
        if since != first: used = 0
        if used + amount > most:
            raise Refused("mandate-exceeded", needed=amount, limit=most, used=used,
                mandate=self.number(mandate), granter=mandate[1])
        self.mandates[mandate] = used + amount, first, revoked

    def taking(self, sources, amount, work):
        """Does a payment or a split, and counts what it took under mandates. Who is named twice
        gives at the first mention. Nobody is looked at who has no such mandate in force."""
        givers = {}
        for source in sources:
            side = self.opened(self.side(place_of(source)))
            under = not isinstance(source, str) and source[0] == "under"
            givers.setdefault(side, (source[1][1], side[1]) if under else None)
        needed = amount
        for side, mandate in givers.items():
            if mandate and needed > 0: self.check_mandate(mandate)
            needed -= self.books.has(side) if side else 0
        paid, posted = len(self.books.paid), len(self.books.postings)
        work()
        for side, mandate in givers.items():
            if not mandate: continue
            drawn = sum(sum_ for who, sum_ in self.books.paid[paid:] if who == side[1])
            if drawn: self.draw(mandate, drawn)
            for place in range(posted, len(self.books.postings), 2):
                if self.books.postings[place][0] == self.books.account(side):
                    self.drawn.append((place // 2, self.number(mandate)))

    def e_kindOf(self, node): return "text", self.books.kind_of(self.value(node)[1])

    # Statements
    def block(self, nodes):
        """Names given in a block are in force to its end."""
        outer = dict(self.local)
        for kind, parts in nodes:
            found = getattr(self, "s_" + kind, None)
            if not found: raise Unknown(f"the statement {kind}")
            if self.is_timed: self.set_aside(kind, parts)
            found(*parts)
        self.local = outer

    def s_pay(self, amount, source, target): self.pay(self.kept(amount)[1], source, target)
    def s_payAll(self, source, target): self.pay(self.all_of(source), source, target)

    def all_of(self, source):
        if isinstance(source, str): return self.books.held(self.pots[source])
        return self.e_entry(*source[1])[1]

    def side(self, name):
        """A pot, what somebody has in a pot of many, or the wallet meant by a name or a field."""
        if not isinstance(name, str):
            if name[0] == "entry": return "many", (name[1][0], self.value(name[1][1])[1])
            return "wallet", self.value(name)[1]
        if name in self.pots: return "hold", self.pots[name]
        return "wallet", self.e_name(name)[1]

    def pay(self, amount, source, target):
        sides = self.side(place_of(source)), self.side(target)
        def work():
            if amount == 0: return
            if amount < 0: raise Refused("invalid-amount")
            source = self.opened(sides[0])
            if not source: raise Refused("insufficient-funds", available=0, needed=amount)
            self.books.pay(source, self.open(sides[1]), amount, self.owner_of(source))
            self.keep_owners(sides)
        self.taking([source], amount, work)

    def s_split(self, node, sources, shares):
        total = self.not_negative(node) if node else self.all_of(sources[0])
        due, sides = [], [self.side(place_of(name)) for name in sources]
        self.share(total, shares, due)
        self.settle(sources, sides, due)

    def s_splitBy(self, node, sources, book, remainder):
        total = self.not_negative(node) if node else self.all_of(sources[0])
        sides = [self.side(place_of(name)) for name in sources]
        if book in self.on.template.many:
            weights = [(one[1], self.held_for(book, one[1])) for one in self.there(book)]
        else: weights = [(key[1], one[1]) for key, one in self.variables[book][1].items()]
        if any(weight < 0 for _, weight in weights): raise Refused("invalid-amount")
        whole = sum(weight for _, weight in weights)
        due = [(("wallet", owner), total * weight // whole) for owner, weight in weights]
        self.share(total - sum(part for _, part in due), remainder, due)
        self.settle(sources, sides, due)

    def settle(self, nodes, sides, due):
        """Who never had money in a pot of many gives none; who is meant twice gives it once."""
        due = [(side, amount) for side, amount in due if amount]
        sources = dict.fromkeys(side for side in map(self.opened, sides) if side)
        self.taking(nodes, sum(amount for _, amount in due), lambda: self.books.split(
            list(sources), [(self.open(side), amount) for side, amount in due],
            {side: self.owner_of(side) for side in sources}))
        self.keep_owners(sides + [side for side, _ in due])

    def not_negative(self, node):
        amount = self.kept(node)[1]
        if amount < 0: raise Refused("invalid-amount")
        return amount

    def share(self, total, to, due):
        """Adds to `due` who gets what of a level, or of a part of it."""
        if isinstance(to, str) or to[0] == "entry": return due.append((self.side(to), total))
        parts, remainder = to[1]
        left = total
        for _, (rate, cap, recipient) in parts:
            part = total * rate // 1_000_000
            if cap: part = min(part, self.not_negative(cap))
            self.share(part, recipient, due)
            left -= part
        self.share(left, remainder, due)

    def s_accrue(self, name, principal, day):
        """What has come together, in whole fen and a rest in parts of one."""
        rate, *basis = self.on.template.accruals[name]
        basis = BASES[basis[0] - 1] if basis else ""
        sum_, millionths, until = self.kept(principal)[1], self.kept(rate)[1], self.kept(day)[1]
        since = self.variables[name + ".until"][1]
        days = days_counted(basis, since, until)
        if sum_ < 0: raise Refused("invalid-amount")
        if millionths < 0: raise Refused("invalid-amount", rate=millionths)
        if until < since: raise unworkable(BACKWARDS)
        parts = 1_000_000 * int(basis[-3:] or 1)
        total = wide(wide(sum_ * millionths * days) + self.variables[name + ".rest"][1])
        fen, rest = divmod(total, parts)
        fen = checked(("money", self.variables[name][1] + checked(("money", fen))[1]))
        self.variables[name], self.variables[name + ".rest"] = fen, ("integer", rest)
        self.variables[name + ".until"] = "date", until

    def s_paySettled(self, name, source, target):
        amount, self.variables[name] = self.variables[name][1], ("money", 0)
        self.pay(amount, source, target)

    def s_loop(self, name, under, collection, body):
        outer, there = dict(self.local), self.e_name(collection)
        for element in list(there[1]):
            self.local[name] = element
            if under: self.local[under] = self.e_entry(collection, ("name", [name]))
            self.block(body)
        self.local = outer

    def s_assignEntry(self, book, node, how, what):
        code, by, _ = self.on.template.books[book]
        key = self.key(node, by)
        old = (TYPES.get(code), None) if how == 1 else self.e_entry(book, node)
        self.enter(book, key, self.changed(old, how, what))

    def s_remove(self, book, node):
        self.enter(book, self.key(node, self.on.template.books[book][1]), None)

    def s_clear(self, book): self.variables[book] = "book", {}

    def enter(self, book, key, value):
        """A number that is zero is no entry; the others keep their order."""
        entries = dict(self.variables[book][1])
        if value and (value[1] or self.on.template.books[book][0] not in NUMBERS):
            if key not in entries and len(entries) >= self.on.template.books[book][2]:
                raise Refused("full")
            entries[key] = value
        else: entries.pop(key, None)
        self.variables[book] = "book", entries

    def s_assign(self, name, how, node):
        self.variables[name] = self.changed(self.variables[name], how, node)

    def changed(self, before, how, node):
        """What something becomes by `=`, `+=` or `-=`."""
        (kind, old), value = before, self.wanted(node, before[0] == "choice", self.kept)
        if how == 1: return (kind, start_of(value[1])) if (kind, value[0]) == ("time", "date") else value
        if kind in ("date", "time"): return self.moved(before, value, 5 - 2 * how)
        return checked((kind, old + value[1] if how == 2 else old - value[1]))

    def s_attempt(self, nodes, otherwise):
        money, variables, local = self.books.mark(), dict(self.variables), dict(self.local)
        notes, pots = list(self.notes), dict(self.pots)
        mandates, drawn = dict(self.mandates), list(self.drawn)
        try: self.block(nodes)
        except Refused:
            self.books.undo(money)
            self.pots = pots
            self.variables, self.local, self.notes = variables, local, notes
            self.mandates, self.drawn = mandates, drawn
            self.block(otherwise)

    def s_note(self, pieces):
        self.notes.append("".join(
            piece if isinstance(piece, str) else self.shown(self.value(piece)) for piece in pieces))

    def s_choice(self, condition, outcome, otherwise):
        for chosen in [outcome] if self.holds(condition) else [otherwise] if otherwise else []:
            statements, arrow = chosen[1]
            self.block(statements)
            if arrow is not None: raise Arrow(arrow)

    def s_named(self, name, node): self.local[name] = self.kept(node)

    def shown(self, value):
        return self.books.actors[value[1]]["name"] if value[0] == "party" else plain(*value)

    # Clauses
    def typed(self, value, type_):
        """The value with its fields by name, or why it is none of that type."""
        kind, what = value
        if isinstance(type_, int):
            if type_ == 6:
                if not 0 <= what <= LONGEST.get(kind, -1): raise Unfit
                return value
            if kind != TYPES[type_]: raise Unfit
            if kind == "party" and not self.books.is_wallet(what): raise Unfit
            return value
        if isinstance(type_, str):
            fields, _ = self.on.template.records[type_]
            if kind != "record" or len(what) != len(fields): raise Unfit
            return kind, {name: self.typed(part, type_)
                for part, (_, (name, type_, _)) in zip(what, fields)}
        construct, parts = type_
        if construct == "oneOf":
            if kind != "choice" or what not in parts[0]: raise Unfit
            return value
        of, most = parts
        if kind != "list": raise Unfit
        if len(what) > most: raise Unfit(most + 1)
        members, keys = [], []
        for place, part in enumerate(what, 1):
            try: members.append(self.typed(part, of))
            except Unfit: raise Unfit(place) from None
            key = members[-1] if construct == "setOf" else self.key_of(members[-1], of)
            if key and key in keys: raise Unfit(place)
            keys.append(key)
        return kind, members

    def key_of(self, record, type_):
        """Of a record, where it has one: a party is its holder."""
        if not isinstance(type_, str): return None
        parts = [record[1][name] for name in self.on.template.records[type_][1]]
        return [("holder", self.books.actors[what]["holder"]) if kind == "party" else (kind, what)
            for kind, what in parts]

    def fitting(self, parameters, values, first=1):
        """Arguments or terms, if they are of the right number and types."""
        if len(values) != len(parameters): raise Refused("bad-argument")
        found = []
        for place, ((_, (_, type_, _)), value) in enumerate(zip(parameters, values), first):
            try: found.append(self.typed(value, type_))
            except Unfit as unfit:
                elements = [("element", element) for element in unfit.args]
                raise Refused("bad-argument", *elements, argument=place) from None
        return found

    def bounds(self, parameters, values, first=1, timed=True):
        """Those of fields come before that of the whole. Leaves what may be named."""
        named = {name: value for (_, (name, _, _)), value in zip(parameters, values)}
        def require(bound, place, **facts):
            if timed or not names_moment(bound):
                self.require("bad-argument", bound, argument=place, **facts)
        for place, ((_, (_, type_, bound)), value) in enumerate(zip(parameters, values), first):
            records = value[1] if value[0] == "list" else [value] if value[0] == "record" else []
            for number, record in enumerate(records, 1):
                if record[0] != "record": continue
                self.local = record[1]
                of = type_ if isinstance(type_, str) else type_[1][0]
                element = {"element": number} if value[0] == "list" else {}
                for _, (_, _, condition) in self.on.template.records[of][0]:
                    require(condition, place, **element)
            self.local = named
            require(bound, place)
        self.local = named

    def require(self, reason, condition, **facts):
        """Refuses, with what it looked at, where a condition does not hold."""
        self.looked = []
        if self.holds(condition): return
        seen = list(dict(self.looked).items())[:16]
        raise Refused(reason, *[("looked", one) for one in seen], **facts)

    def window(self, node):
        """Half-open."""
        if not node: return
        opens, closes = (end and self.value(end) for end in node[1])
        at = lambda moment: start_of(moment[1]) if moment[0] == "date" else moment[1]
        if opens and self.now < at(opens): raise Refused("too-early", deadline=at(opens))
        if closes and self.now >= at(closes): raise Refused("too-late", deadline=at(closes))

    def outcome(self, outcome):
        """Does an outcome whole; gives the name of the phase it leads to, if to any."""
        statements, arrow = outcome[1]
        try: self.block(statements)
        except Arrow as taken: arrow = taken.args[0]
        return arrow

    def schedule(self, clause):
        """How it goes on, as of now."""
        days, second, until = clause[1]
        kind, ends = self.value(until)
        day = self.kept(days[1][1])[1] if days[0] == "dayOfMonth" else 0
        if days[0] == "dayOfMonth" and not 1 <= day <= 31: raise unworkable(NO_SUCH_DAY)
        place = [one is clause for one in self.on.template.schedules].index(True)
        ends = ends if kind == "time" else start_of(ends)
        return place, lambda at: occurrence(days, day, second, at, self.on.begun, ends)

    def due(self, clause):
        """When a clause is set off by time, or None; a schedule is none of these."""
        kind, parts = clause
        if kind in ("right", "fact", "schedule"): return None
        moment = self.value(parts[1] if kind == "duty" else parts[0])
        if kind == "deadlineOnEndOf": return start_of(moment[1] + 1)
        if kind == "deadlineOn": return moment[1] if moment[0] == "time" else start_of(moment[1])
        if moment[0] == "working days":
            return start_of(1 + self.moved(("date", day_of(self.now)), moment, 1)[1])
        if kind in ("duty", "deadlineAfter"): return later(("time", self.now), moment, 1)[1]
        raise Unknown(f"the clause {kind}")
