#!/usr/bin/env python3
"""A second ledger: works out what every entry of a chain must do, and compares.

ledger.py FILE…: the first difference of each file, or what was checked; exit 0 all agree, 1 not,
2 no chain. Written from docs/chain-format.md, docs/language.md and docs/glossary.md alone, plainly:
dictionaries, Python's integers, no batches, no pages kept, nothing cached. Whether blocks are well
formed and signed is for read_chain.py to say; money is in books.py; what a clause does, qi.py says.
"""
import sqlite3, struct, sys
from collections import Counter
import qi, read_chain
from books import Books, Difference, account, same
from qi import Bytes, Refused, Unknown
from read_chain import H, ZERO

TREE_LIMIT = 262_144
FACTS = (None, "available", "needed", "limit", "used", "which", "deadline", "holder", "phase",
    "argument", "element", "looked", "duration", "otherDuration", None, "mandate", "granter",
    "stranger", "discharged", "until", "frozen", "cause", "moment", "rate")
TIME, CENTRE, OPERATOR, PERSONAL, CORPORATE, ORACLE = range(6)
# Of these the page does not say everything that makes a name, a tree or a table sound.
OPENINGS = (1, 2, 3, 4, 8, 16, 17, 19)
MOST_ORDERS = 100
# Of those whose signatures are missing where a contract would be replaced.
MOST_NAMED = 64

def shown(receipt):
    """Of a clause that ran: phase before, clause, phase after, postings, notes."""
    if receipt[:1] != b"\1": return receipt.hex()
    reader = Bytes(receipt[1:])
    return (*reader.take("HHH"), reader.list(lambda: reader.take("Qq")),
        reader.list(reader.text), reader.raw[reader.at:])

def wallets_in(values):
    """All that values name, in their order."""
    found = []
    for kind, what in values:
        if kind == "party": found.append(what)
        elif kind == "book":
            for pair in what.items(): found += wallets_in(pair)
        elif kind in ("list", "record"): found += wallets_in(list(what))
    return found

class Ledger:
    def __init__(self):
        self.books = Books()
        self.actors = self.books.actors
        self.add_actor("时间", TIME)
        self.add_actor(None, CENTRE)
        self.templates, self.instances, self.published = [], [], []
        self.kinds, self.counts, self.reasons = [], Counter(), Counter()

    def add_actor(self, name, kind, class_=0, operator=0, holder=0):
        if any(actor["name"] == name for actor in self.actors.values()): raise Refused("duplicate")
        number = len(self.actors)
        if kind in (PERSONAL, CORPORATE) and not holder: holder = number
        self.actors[number] = {
            "name": name, "kind": kind, "class": class_, "operator": operator,
            "holder": holder, "sequence": 0, "day": 0, "year": 0, "day paid": 0,
            "year paid": 0, "closed": False, "attested": ""}
        return number

    # Entries
    def entry(self, fields, request, receipt, digest):
        actor, sequence, kind, reason, _, target, amount, own, of_target = fields
        self.digest = digest
        same("sequence number", self.actors[actor]["sequence"] + 1, sequence)
        if actor != TIME: self.nothing_due()
        work = (None, self.open_chain, self.publish_limits, self.open_operator, self.open_wallet,
            self.issue, self.redeem, self.transfer, self.publish_template, self.deploy, self.act,
            self.fire, self.claim, self.propose, self.sign, self.withdraw, self.open_oracle,
            self.attest_kind, self.close_wallet, self.publish_calendar, self.revoke, self.freeze,
            self.unfreeze, self.act_at_most)[kind]
        try:
            if kind in OPENINGS and qi.REASONS[reason] in ("bad-argument", "full"):
                self.reasons["of openings, not judged"] += 1
            else:
                expected = work(actor, target, amount, Bytes(request)) or b""
                same("reason", "done", qi.REASONS[reason] or "done")
                same("receipt", shown(expected), shown(receipt))
                self.counts["postings"] += len(self.books.postings)
                self.books.keep()
        except Refused as refusal:
            self.books.drop()
            self.refused(refusal, reason, Bytes(receipt))
        self.actors[actor]["sequence"] += 1
        same("balance of the actor", self.stated(actor), own)
        same("balance of the target", self.stated_target(kind, target), of_target)
        self.counts["entries"] += 1

    def stated(self, actor):
        if actor not in self.actors: return 0
        side = "issuance" if self.actors[actor]["kind"] == OPERATOR else "wallet"
        return self.books.has((side, actor))

    def pots(self, number):
        if not 0 < number <= len(self.instances): return 0
        return sum(self.books.held(hold) for hold in self.instances[number - 1].pots.values())

    def stated_target(self, kind, target):
        if kind in (1, 3, 4, 5, 6, 7, 16, 17, 21, 22): return self.stated(target)
        if kind == 12: return self.books.has(("unclaimed", target))
        return self.pots(target) if kind in (9, 10, 11, 13, 14, 15, 20, 23) else 0

    def refused(self, refusal, reason, receipt):
        self.reasons[qi.REASONS[refusal.reason]] += 1
        same("reason", qi.REASONS[refusal.reason], qi.REASONS[reason] or "done")
        same("form of the receipt", 2, receipt.take("B"))
        same("phase and clause of the refusal", refusal.at, receipt.take("HH"))
        facts = []
        for _ in range(receipt.take("B")):
            name, value = FACTS[receipt.take("B")], receipt.value()[1]
            facts.append((name, (value[0][1], value[1]) if name == "looked" else value))
        order = lambda fact: FACTS.index(fact[0])
        same("facts", sorted(refusal.facts, key=order), sorted(facts, key=order))

    # Openings
    def open_chain(self, actor, target, amount, request):
        if actor != CENTRE or self.counts["entries"]: raise Refused("not-authorised")
        self.actors[CENTRE]["name"] = request.text()
        same("target", CENTRE, target)

    def publish_limits(self, actor, target, amount, request):
        if actor != CENTRE: raise Refused("not-authorised")
        first, rows = request.take("i"), {}
        for kind, class_, *caps in request.list(lambda: request.take("BBqqqq")):
            rows[kind, class_] = caps
        self.books.limits.append((first, rows))
        self.published.append((self.digest, first, 0))

    def publish_calendar(self, actor, target, amount, request):
        if actor != CENTRE: raise Refused("not-authorised")
        year, first = request.take("Hi")
        self.books.calendars.append((year, first, dict(request.list(lambda: request.take("iB")))))
        self.published.append((self.digest, first, year))

    def open_operator(self, actor, target, amount, request):
        if actor != CENTRE: raise Refused("not-authorised")
        same("target", self.add_actor(request.text(), OPERATOR), target)

    def open_wallet(self, actor, target, amount, request):
        if self.actors[actor]["kind"] != OPERATOR: raise Refused("not-authorised")
        name, (kind, class_, holder) = request.text(), request.take("BBQ")
        if holder: holder = self.actors[holder]["holder"]
        same("target", self.add_actor(name, kind, class_, actor, holder), target)

    def open_oracle(self, actor, target, amount, request):
        if actor != CENTRE: raise Refused("not-authorised")
        same("target", self.add_actor(request.text(), ORACLE), target)

    def check_operator(self, actor, wallet):
        if self.actors[actor]["kind"] != OPERATOR: raise Refused("not-authorised")
        if not self.books.is_wallet(wallet): raise Refused("bad-argument")
        if self.actors[wallet]["operator"] != actor: raise Refused("not-authorised")

    def attest_kind(self, actor, wallet, amount, request):
        self.check_operator(actor, wallet)
        kind = request.text()
        if kind not in self.kinds: self.kinds.append(kind)
        self.actors[wallet]["attested"] = kind

    # Money
    def check_open(self, actor):
        if self.actors[actor]["closed"]: raise Refused("not-authorised", which=5)

    def check_wallet(self, actor):
        if not self.books.is_wallet(actor): raise Refused("not-authorised")
        self.check_open(actor)

    def issue(self, actor, wallet, amount, request):
        if not self.books.is_wallet(wallet) or self.actors[wallet]["operator"] != actor:
            raise Refused("not-authorised")
        self.books.move(("issuance", actor), ("wallet", wallet), amount)

    def redeem(self, wallet, operator, amount, request):
        self.check_wallet(wallet)
        same("target", self.actors[wallet]["operator"], operator)
        self.books.move(("wallet", wallet), ("issuance", operator), amount)

    def transfer(self, payer, payee, amount, request):
        self.check_wallet(payer)
        if not self.books.is_wallet(payee): raise Refused("bad-argument")
        self.books.move(("wallet", payer), ("wallet", payee), amount)

    def claim(self, wallet, holder, amount, request):
        self.check_wallet(wallet)
        same("target", self.actors[wallet]["holder"], holder)
        self.books.move(("unclaimed", holder), ("wallet", wallet), amount)

    def close_wallet(self, wallet, target, amount, request):
        self.check_wallet(wallet)
        balance = self.stated(wallet)
        if balance: raise Refused("guard-failed", available=balance)
        self.books.check_thawed(("wallet", wallet))
        self.actors[wallet]["closed"] = True

    # Orders of courts
    def freeze(self, actor, wallet, amount, request):
        order, until = request.text(), request.take("q")
        self.check_operator(actor, wallet)
        if not 1 <= len(order) <= 64 or not order.isprintable():
            raise Refused("bad-argument", argument=1)
        if until <= self.books.now: raise Refused("bad-argument", argument=2)
        standing = self.books.standing(wallet)
        if order in dict(standing): raise Refused("duplicate")
        if len(standing) >= MOST_ORDERS: raise Refused("full")
        row = self.books.freezes.setdefault(wallet, {"withheld": 0})
        if not standing: row["withheld"] = 0
        row["orders"] = standing + [(order, until)]

    def unfreeze(self, actor, wallet, amount, request):
        order = request.text()
        self.check_operator(actor, wallet)
        standing = self.books.standing(wallet)
        if order not in dict(standing): raise Refused("bad-argument", argument=1)
        self.books.freezes[wallet]["orders"] = [one for one in standing if one[0] != order]
        self.wake_waiting()

    def wake_waiting(self):
        """What has waited can fire now, and no more when it was due."""
        for instance in self.instances:
            for clause, due in instance.dues.items():
                if due < self.books.now: instance.woken[clause] = self.books.now

    def suspension(self, instance, at=None):
        """Until when money of its pots is frozen, and with which wallet; nothing where none is. Pots
        count though they are empty that a clause which has come due fills and draws on."""
        at = self.books.now if at is None else at
        found, drawn = None, [hold for clause, due in instance.dues.items() if due <= at
            for hold in self.filled(instance, clause)]
        for (_, hold), owner in instance.owners().items():
            counts = self.books.held(hold) or hold in drawn
            until = counts and self.books.frozen_until(owner, at)
            if until and (not found or until > found["until"]):
                found = {"until": until, "frozen": owner}
        return found

    def check_suspension(self, instance):
        found = self.suspension(instance)
        if found: raise Refused("frozen", **found)

    # Contracts
    def publish_template(self, actor, target, amount, request):
        self.check_open(actor)
        if len(request.raw) > TREE_LIMIT: raise Refused("bad-argument")
        if request.raw in [tree for _, _, tree in self.templates]: raise Refused("duplicate")
        self.templates.append((qi.Template(request.raw), actor, request.raw))
        same("target", len(self.templates), target)

    def deploy(self, actor, target, amount, request):
        number, roles = request.take("Q"), request.list(lambda: request.take("Q"))
        terms = request.list(request.value)
        self.check_open(actor)
        if actor not in (roles + self.named_members(number, terms))[:1]:
            raise Refused("not-authorised")
        instance, _ = self.proposal(number, roles, terms)
        instance.replaces = request.take("Q") if request.at < len(request.raw) else None
        receipt = self.begin(instance, len(self.instances) + 1)
        self.instances.append(instance)
        same("target", len(self.instances), target)
        return receipt

    def propose(self, actor, target, amount, request):
        number, roles = request.take("Q"), request.list(lambda: request.take("Q"))
        terms = request.list(request.value)
        self.check_open(actor)
        self.place(actor, roles + self.named_members(number, terms))
        instance, run = self.proposal(number, roles, terms)
        instance.replaces = request.take("Q") if request.at < len(request.raw) else None
        self.check_replaced(instance)
        run.bounds(
            instance.template.terms, list(instance.terms.values()), 1 + len(roles), timed=False)
        place = self.place(actor, instance.signatories())
        receipt = self.add_signature(instance, place, len(self.instances) + 1)
        self.instances.append(instance)
        same("target", len(self.instances), target)
        return receipt

    def named_members(self, number, terms):
        """Of roles of many, whatever else may be wrong."""
        if not 0 < number <= len(self.templates): return []
        lists = [what for kind, what in terms[:len(self.templates[number - 1][0].groups)]
            if kind == "list"]
        return [wallet for members in lists for kind, wallet in members if kind == "party"]

    def check_members(self, instance):
        seen = [self.actors[wallet]["holder"]
            for wallet in instance.signatories()[:len(instance.template.parties)]]
        for place, (name, _) in enumerate(instance.template.groups, 1 + len(instance.parties)):
            members = [wallet for group, wallet in instance.members() if group == name]
            if not members: raise Refused("bad-argument", argument=place)
            for element, wallet in enumerate(members, 1):
                row = self.actors[wallet]
                if row["closed"] or row["holder"] in seen:
                    raise Refused("bad-argument", argument=place, element=element)
                seen.append(row["holder"])
        self.check_numbers(instance)

    def check_numbers(self, instance):
        """An act takes no more to sign than there are."""
        groups = [name for name, _ in instance.template.groups]
        for phase in range(1, 1 + len(instance.template.phases)):
            for _, clause, _ in instance.template.clauses(phase):
                if clause[0] not in ("right", "duty", "fact"): continue
                roles, needed = qi.actors(clause[1][0][1][0])
                many = [groups.index(role) for role in roles if role in groups]
                there = sum(sum(name == role for name, _ in instance.members())
                    if role in groups else 1 for role in roles)
                if many and there < needed:
                    raise Refused("bad-argument", available=there, needed=needed,
                        argument=1 + len(instance.parties) + max(many))

    def proposal(self, number, roles, terms):
        """What nobody has signed yet, of roles and terms that fit."""
        if not 0 < number <= len(self.templates): raise Refused("bad-argument")
        template = self.templates[number - 1][0]
        if not template.parties and not template.groups: raise Refused("not-authorised")
        if len(template.roles) != len(roles): raise Refused("bad-argument")
        for place, actor in enumerate(roles, 1):
            row = self.actors.get(actor)
            if place > len(template.parties):
                sound = row and row["kind"] == ORACLE and actor not in roles[:place - 1]
            else:
                others = [self.actors[other]["holder"] for other in roles[:place - 1]]
                sound = (self.books.is_wallet(actor) and not row["closed"]
                    and row["holder"] not in others)
            if not sound: raise Refused("bad-argument", argument=place)
        instance = qi.Instance(number, template, roles, terms, self.books.now)
        run = qi.Run(instance, self.books, self.books.now)
        fitting = run.fitting(template.terms, terms, 1 + len(roles))
        instance.terms = dict(zip(instance.terms, fitting))
        self.check_members(instance)
        return instance, run

    def begin(self, instance, number):
        """All have signed. Nothing is changed where it is refused."""
        template = instance.template
        replaced = self.check_replaced(instance)
        if replaced: self.check_suspension(replaced)
        agreed = qi.Instance(instance.template_number, template, instance.parties.values(),
            instance.terms.values(), self.books.now)
        run = qi.Run(agreed, self.books, self.books.now)
        run.bounds(template.terms, list(agreed.terms.values()), 1 + len(agreed.parties))
        run.local = {}
        for _, (name, first, *written) in template.variables:
            is_choice = written and isinstance(written[0], tuple) and written[0][0] == "oneOf"
            first = run.wanted(first, is_choice, run.kept)
            if written == [5] and first[0] == "date": first = "time", qi.start_of(first[1])
            run.variables[name] = first
        for name in template.books: run.variables[name] = "book", {}
        for name in template.accruals:
            run.variables[name], run.variables[name + ".rest"] = ("money", 0), ("integer", 0)
            run.variables[name + ".until"] = "date", qi.day_of(self.books.now)
        for name in template.many: run.variables[name] = "list", []
        agreed.number = number
        for name, owner in template.pots:
            run.pots[name] = self.books.open_hold(agreed, name, agreed.parties[owner])
        agreed.fired = [None] * len(template.schedules)
        for name, granter, most, period, until in template.mandates:
            _, most = run.kept(most)
            kind, ends = run.value(until)
            if most < 0: raise Refused("invalid-amount")
            many = [wallet for group, wallet in agreed.members() if group == granter]
            for wallet in many or [agreed.parties[granter]]:
                agreed.granted[name, wallet] = (most, period,
                    ends if kind == "time" else qi.start_of(ends))
        run.mandates = agreed.mandates = {name: (0, 0, False) for name in agreed.granted}
        before, number_before = replaced and replaced.phase, instance.replaces
        last = replaced and self.hand_over(replaced, agreed, run)
        self.enter(agreed, run, 1)
        instance.__dict__.update(agreed.__dict__)
        if not replaced: return None
        self.enter(replaced, last, replaced.template.halted)
        return (struct.pack("<BQHH", 4, number_before, before, len(self.books.postings))
            + b"".join(struct.pack("<Qq", *one) for one in self.books.postings))

    # In place of another
    def check_replaced(self, instance):
        """The one that is to end, or nothing."""
        number = instance.replaces
        if number is None: return None
        old = self.instances[number - 1] if 0 < number <= len(self.instances) else None
        if not old or not 0 < old.phase <= len(old.template.phases):
            raise Refused("bad-argument", argument=self.place_of_replaced(instance))
        holders = [self.actors[wallet]["holder"] for wallet in instance.signatories()]
        concerned = old.signatories() + wallets_in(list(old.variables.values()))
        missing = [wallet for wallet in concerned if self.actors[wallet]["holder"] not in holders]
        if missing:
            named = list(dict.fromkeys(missing))[:MOST_NAMED]
            raise Refused("not-authorised", *[("holder", one) for one in named])
        return old

    def place_of_replaced(self, instance):
        return 1 + len(instance.parties) + len(instance.template.terms)

    def hand_over(self, old, new, run):
        """All that old pots hold goes into pots of their names. Gives a run of the old one."""
        for name, hold, owner in self.holds_of(old):
            sum_ = self.books.held(hold)
            if not sum_: continue
            owned = dict(new.template.pots)
            fits = name in new.template.many or name in owned and new.parties[owned[name]] == owner
            if name not in new.template.carried or not fits:
                looked = ("looked", (name, ("money", sum_)))
                raise Refused("bad-argument", looked, argument=self.place_of_replaced(new))
            if name in owned: target = run.pots[name]
            else:
                there = run.there(name)
                if len(there) == new.template.many[name]: raise Refused("full")
                target = run.pots[name, owner] = self.books.open_hold(new, name, owner)
                run.variables[name] = "list", there + [("party", owner)]
            self.books.move(("hold", hold), ("hold", target), sum_, owner)
        return qi.Run(old, self.books, self.books.now)

    def holds_of(self, instance):
        """By pot, in a pot of many by entry: its name, the hold, its owner."""
        holds = [(name, instance.pots[name], instance.parties[owner])
            for name, owner in instance.template.pots]
        for name in instance.template.many:
            holds += [(name, instance.pots[name, owner], owner)
                for _, owner in instance.variables[name][1]]
        return holds

    # Consent
    def place(self, actor, roles):
        """Of a holder among parties, from 1."""
        if self.books.is_wallet(actor):
            for place, wallet in enumerate(roles, 1):
                if wallet in self.actors and (
                    self.actors[wallet]["holder"] == self.actors[actor]["holder"]): return place
        raise Refused("not-authorised")

    def add_signature(self, instance, place, number):
        signed = instance.signed | {place}
        receipt = None
        if len(signed) == len(instance.signatories()): receipt = self.begin(instance, number)
        else: instance.signed = signed
        return receipt

    def of_actor(self, actor, number):
        if 0 < number <= len(self.instances): return self.instances[number - 1]
        self.check_open(actor)
        raise Refused("bad-argument")

    def signer(self, actor, number):
        instance = self.of_actor(actor, number)
        if instance.phase: raise Refused("wrong-phase", phase=instance.phase)
        self.check_open(actor)
        return instance, self.place(actor, instance.signatories())

    def sign(self, actor, target, amount, request):
        instance, place = self.signer(actor, target)
        identity = H(7, self.templates[instance.template_number - 1][2])
        if request.raw != identity + H(8, instance.agreed() + instance.replaced()): raise Refused("bad-argument")
        if place in instance.signed: raise Refused("duplicate")
        return self.add_signature(instance, place, target)

    def withdraw(self, actor, target, amount, request):
        instance, place = self.signer(actor, target)
        if place not in instance.signed:
            raise Refused("not-signed", holder=instance.signatories()[place - 1])
        instance.signed.remove(place)

    # Clauses
    def enter(self, instance, run, phase):
        """Fixes deadlines; at an end owners get what is left in pots."""
        clauses = instance.template.clauses(phase)
        run.now = self.books.now
        dues, running = {}, {}
        for number, clause, _ in clauses:
            if clause[0] == "schedule": running[number] = run.schedule(clause)
            else: dues[number] = run.due(clause)
        if phase > len(instance.template.phases):
            holds = [(run.pots[name], instance.parties[owner])
                for name, owner in instance.template.pots]
            for name in instance.template.many:
                holds += [(run.pots[name, owner], owner) for _, owner in run.there(name)]
            for hold, owner in holds:
                self.books.release(("hold", hold), ("wallet", owner))
            for name in instance.template.many: run.variables[name] = "list", []
        now = self.books.now
        instance.dues = {number: max(due, now) for number, due in dues.items() if due is not None}
        # Whatever is done in the stay, a duty is due when it is.
        instance.deadlines = dict(instance.dues)
        instance.running = running
        for number in running: self.wait(instance, number, now)
        instance.phase, instance.entered = phase, self.books.now
        instance.times, instance.variables = instance.times + 1, run.variables
        instance.spent, instance.approvals, instance.woken = set(), {}, {}
        instance.pots = run.pots
        instance.stated, instance.mandates = {}, run.mandates

    def wait(self, instance, clause, since):
        """For the next occurrence of a schedule, if there is one."""
        at = instance.next_of(clause, since)
        if at is None: instance.dues.pop(clause, None)
        else: instance.dues[clause] = at

    def finish(self, instance, run, clause, kind, arrow, halts=False):
        """What a clause leaves, and its receipt. Nothing is changed where it is refused."""
        before = instance.phase
        if halts: self.enter(instance, run, instance.template.halted)
        elif arrow is not None: self.enter(instance, run, 1 + instance.template.names.index(arrow))
        else:
            instance.variables, instance.pots = run.variables, run.pots
            instance.mandates = run.mandates
            for kept in (instance.approvals, instance.stated):
                for of in [of for of in kept if of[0] == clause]: del kept[of]
            if kind == "schedule": self.wait(instance, clause, instance.dues[clause])
            elif kind not in ("right", "fact"):
                instance.spent.add(clause)
                instance.dues.pop(clause)
        postings = self.books.postings
        return (struct.pack("<BHHHH", 1, before, clause, instance.phase, len(postings))
            + b"".join(struct.pack("<Qq", *posting) for posting in postings)
            + struct.pack("<H", len(run.notes)) + b"".join(map(read_chain.text, run.notes))
            + (struct.pack("<H", len(run.drawn)) if run.drawn else b"")
            + b"".join(struct.pack("<HH", *one) for one in sorted(run.drawn)))

    def act_at_most(self, actor, target, amount, request):
        return self.act(actor, target, None, request, amount)

    def act(self, actor, target, amount, request, most=None):
        name = request.text()
        arguments = request.list(request.value)
        instance = self.of_actor(actor, target)
        if not instance.template.has_act(name): raise Refused("unknown-action")
        if not instance.phase: self.not_signed(instance)
        acts = instance.template.acts(instance.phase, name)
        if not acts: raise Refused("wrong-phase", phase=instance.phase)
        furthest = None
        for number, clause, outcome in acts:
            run = qi.Run(instance, self.books, self.books.now)
            try:
                waits = self.fits(instance, run, actor, number, clause, arguments, most)
                if waits: return waits
                arrow = run.outcome(outcome)
                self.check_stated(instance, number, clause, arguments, actor, most)
                return self.finish(instance, run, number, clause[0], arrow)
            except Refused as refusal:
                self.books.drop()
                refusal.at = instance.phase, number
                if not furthest or refusal.reason >= furthest.reason: furthest = refusal
        raise furthest

    def check_stated(self, instance, number, clause, arguments, actor, most):
        """Nobody pays more than he said, returns not counted."""
        wallets = list(instance.parties.values()) + [wallet for _, wallet in instance.members()]
        given = qi.values_bytes(arguments)
        mine, _ = self.role(actor, qi.actors(clause[1][0][1][0])[0], instance)
        said = [(wallets[of[1] - 1], one) for of, one in sorted(instance.stated.items())
            if of[0] == number and of[1] != mine and instance.approvals.get(of) == given]
        for who, one in ([] if most is None else [(actor, most)]) + said:
            own = [account(("wallet", wallet)) for wallet, row in self.actors.items()
                if row["holder"] == self.actors[who]["holder"] and self.books.is_wallet(wallet)]
            left = -sum(sum_ for side, sum_ in self.books.postings if sum_ < 0 and side in own)
            if left > one: raise Refused("more-than-stated", needed=left, limit=one)

    def revoke(self, actor, target, amount, request):
        instance, name = self.of_actor(actor, target), request.text()
        if not instance.phase: self.not_signed(instance)
        self.check_open(actor)
        granters = [wallet for one, wallet in instance.granted if one == name]
        if not granters: raise Refused("bad-argument")
        own = [(name, wallet) for wallet in granters if self.books.is_wallet(actor)
            and self.actors[actor]["holder"] == self.actors[wallet]["holder"]]
        if not own: raise Refused("not-authorised", *[("holder", one) for one in granters])
        qi.Run(instance, self.books, self.books.now).check_mandate(own[0])
        instance.mandates = {**instance.mandates,
            own[0]: (*instance.mandates[own[0]][:2], True)}

    def not_signed(self, instance):
        raise Refused("not-signed", *[("holder", party)
            for place, party in enumerate(instance.signatories(), 1)
            if place not in instance.signed])

    def role(self, actor, roles, instance):
        self.check_open(actor)
        if not roles and self.books.is_wallet(actor): return 1, actor
        eligible = [(1 + instance.template.roles.index(role), instance.parties[role])
            for role in roles if role in instance.parties]
        # A variable says who, or that nobody may.
        eligible += [(0, instance.variables[role][1])
            for role in roles if instance.variables.get(role, (None, None))[1]]
        members = list(enumerate(instance.members(), 1 + len(instance.parties)))
        eligible += [(place, wallet)
            for role in roles for place, (name, wallet) in members if name == role]
        for role, party in eligible:
            holders = [self.actors[one]["holder"] for one in (actor, party)]
            if actor == party or self.books.is_wallet(actor) and holders[0] == holders[1]:
                return role, party
        raise Refused("not-authorised", *[("holder", party) for _, party in eligible])

    def fits(self, instance, *act):
        """The receipt, where more signatures are needed; nothing where the clause is to run."""
        try: return self.fits_unfrozen(instance, *act)
        except Refused as why:
            if why.reason > qi.REASONS.index("frozen"): self.check_suspension(instance)
            raise

    def fits_unfrozen(self, instance, run, actor, number, clause, arguments, most):
        who, _, parameters, guard, *window = clause[1][0][1]
        roles, needed = qi.actors(who)
        role, wallet = self.role(actor, roles, instance)
        if not roles or isinstance(who, str) and who in dict(instance.template.groups): run.actor = wallet
        run.window(window and window[0])
        due = clause[0] == "duty" and instance.deadlines[number]
        if due and self.books.now >= due: raise Refused("too-late", deadline=due)
        run.bounds(parameters, run.fitting(parameters, arguments))
        if number in instance.spent: raise Refused("guard-failed", discharged=1)
        given = qi.values_bytes(arguments)
        others = [other for other in instance.approvals
            if other[0] == number and other[1] != role and instance.approvals[other] == given]
        if len(others) + 1 >= needed:
            run.require("guard-failed", guard)
            return self.check_suspension(instance)
        self.check_suspension(instance)
        mine = number, role
        if (instance.approvals.get(mine), instance.stated.get(mine)) == (given, most):
            raise Refused("duplicate")
        instance.approvals[mine] = given
        instance.stated.pop(mine, None)
        if most is not None: instance.stated[mine] = most
        return struct.pack("<BHHBB", 3, instance.phase, number, len(others) + 1, needed)

    def running(self):
        """Deadlines, in the order in which they fire: when they can, when they were due, instance,
        place in the source."""
        return sorted((self.wake(one, clause, due), due, instance, clause)
            for instance, one in enumerate(self.instances, 1) for clause, due in one.dues.items())

    def wake(self, instance, clause, due):
        """Those of a suspended instance wait until it goes on."""
        at = max(due, instance.woken.get(clause, due))
        found = self.suspension(instance, at)
        return found["until"] if found else at

    def set_off(self, instance, clause):
        """What time does."""
        _, trigger, outcome = instance.template.clauses(instance.phase)[clause - 1]
        return trigger[1][2] if trigger[0] == "duty" else outcome

    def filled(self, instance, clause):
        """Holds of one owner that a clause set off by time both pays into and takes from."""
        nodes = self.set_off(instance, clause)[1][0]
        targets = [place for node in nodes for place in qi.targets(*node)]
        return [instance.pots[name] for node in nodes for name in qi.sources(*node)
            if isinstance(name, str) and name in instance.pots and name in targets]

    def nothing_due(self):
        if self.running() and self.running()[0][0] <= self.books.now:
            raise Difference("a deadline should have fired before")

    def fire(self, actor, target, amount, request):
        if actor != TIME: raise Refused("not-authorised")
        if not self.running(): raise Difference("no deadline runs")
        wake, due, number, place = self.running()[0]
        same("instance and time", (number, wake), (target, self.books.now))
        self.wake_waiting()
        instance = self.instances[number - 1]
        _, clause, _ = instance.template.clauses(instance.phase)[place - 1]
        chosen = self.set_off(instance, place)
        run = qi.Run(instance, self.books, due)
        run.is_timed = True
        run.drawn_on = [source[1] for node in chosen[1][0] for source in qi.sources(*node)
            if not isinstance(source, str) and source[0] == "entry"]
        before = list(instance.fired)
        if clause[0] == "schedule": instance.fired[instance.running[place][0]] = due
        try: return self.finish(instance, run, place, clause[0], run.outcome(chosen))
        except Refused:
            self.books.drop()
            instance.fired = before
            unchanged = qi.Run(instance, self.books, due)
            return self.finish(instance, unchanged, place, clause[0], None, halts=True)

    # State
    def kind_number(self, kind): return 1 + self.kinds.index(kind) if kind else 0

    def sections(self):
        """Rows of the state, as bytes with the money in each."""
        money, actors, holds = self.books.money, [], []
        for number, a in self.actors.items():
            balance = self.stated(number)
            actors.append((struct.pack("<qQqqiHBBQQQ", balance, a["sequence"], a["day paid"],
                a["year paid"], a["day"], a["year"], a["kind"], a["class"] + 128 * a["closed"]
                + 64 * (number in self.books.freezes),
                a["operator"], a["holder"], self.kind_number(a["attested"])), balance))
        for number, (instance, pot, owner) in enumerate(self.books.holds):
            amount = self.books.held(number)
            holds.append((struct.pack("<QIIQq", instance, pot, 0, owner, amount), amount))
        unclaimed = [(struct.pack("<Qq16x", holder, amount), amount)
            for (kind, holder), amount in money.items() if kind == "unclaimed"]
        templates = [(H(7, tree) + struct.pack("<QQ", author, len(tree)), 0)
            for _, author, tree in self.templates]
        instances = [(struct.pack("<QIIqq", one.template_number, one.phase, one.times, one.begun,
            one.entered) + H(8, one.values()), 0) for one in self.instances]
        limits = [(digest + struct.pack("<iH10x", first, year), 0)
            for digest, first, year in self.published]
        freezes = [(struct.pack("<Qq", wallet, row["withheld"]) + H(10, struct.pack("<H",
            len(row["orders"])) + b"".join(read_chain.text(order) + struct.pack("<q", until)
            for order, until in row["orders"])), 0) for wallet, row in self.books.freezes.items()]
        return [actors, holds, unclaimed, templates, instances, limits, [], [], freezes]

    def check_state(self, root):
        sections = self.sections()
        sums = [sum(amount for _, amount in rows) for rows in sections]
        nodes = []
        for number, rows in enumerate(sections):
            pages = [rows[at:at + 64] for at in range(0, len(rows), 64)]
            level = [(H(3, struct.pack("<BI", number, page) + b"".join(row for row, _ in part)),
                sum(amount for _, amount in part)) for page, part in enumerate(pages)]
            node = read_chain.tree(level, read_chain.join_sums) or (ZERO, 0)
            nodes.append((len(rows), node))
        self.counts["state roots"] += 1
        same(f"state root, sums of sections {sums}",
            read_chain.state_root(nodes[:8] + [node for node in nodes[8:] if node[0]]).hex(),
            root.hex())

def check(path):
    """What agreed, in words; raises Difference at the first that does not."""
    ledger = Ledger()
    for height, _, raw in read_chain.rows(path):
        header, entries = read_chain.contents(raw)
        ledger.books.now = header[5]
        for number, (*fields, request, receipt, side) in enumerate(entries):
            try: ledger.entry(fields, request, receipt, side)
            except (Difference, Unknown) as what:
                raise Difference(f"block {height}, entry {number}: {what}") from what
        try:
            same("sum over all accounts", 0, sum(ledger.books.money.values()))
            if header[9] == height: ledger.check_state(header[8])
        except Difference as what: raise Difference(f"after block {height}: {what}") from what
        ledger.counts["blocks"] += 1
    listed = lambda counter: ", ".join(f"{what} {n}" for what, n in sorted(counter.items()))
    supply = -sum(fen for side, fen in ledger.books.money.items() if side[0] == "issuance")
    return f"{listed(ledger.counts)}, supply {supply} fen; refused: {listed(ledger.reasons) or 'none'}"

if __name__ == "__main__":
    status = 0 if len(sys.argv) > 1 else 2
    for path in sys.argv[1:]:
        try:
            print(f"{path}: all agree: {check(path)}")
        except Difference as what:
            print(f"{path}: {what}")
            status = 1
        except (ValueError, sqlite3.Error) as error:
            print(sys.argv[0], path, error, sep=": ", file=sys.stderr)
            sys.exit(2)
    sys.exit(status)
