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
from books import Books, Difference, same
from qi import Bytes, Refused, Unknown
from read_chain import H, ZERO

TREE_LIMIT = 262_144
FACTS = {1: "available", 2: "needed", 3: "limit", 4: "used", 5: "which", 6: "deadline",
    7: "holder", 8: "phase", 9: "argument"}
TIME, CENTRE, OPERATOR, PERSONAL, CORPORATE = range(5)

def shown(receipt):
    """Of a clause that ran: phase before, clause, phase after, postings, notes."""
    if receipt[:1] != b"\1": return receipt.hex()
    reader = Bytes(receipt[1:])
    return (*reader.take("HHH"), reader.list(lambda: reader.take("Qq")),
        reader.list(reader.text), reader.raw[reader.at:])

class Ledger:
    def __init__(self):
        self.books = Books()
        self.actors = self.books.actors
        self.add_actor("时间", TIME)
        self.add_actor(None, CENTRE)
        self.holds, self.templates, self.instances, self.published = [], [], [], []
        self.counts, self.reasons = Counter(), Counter()

    def add_actor(self, name, kind, class_=0, operator=0, holder=0):
        if any(actor["name"] == name for actor in self.actors.values()): raise Refused("duplicate")
        number = len(self.actors)
        if kind in (PERSONAL, CORPORATE) and not holder: holder = number
        self.actors[number] = {
            "name": name, "kind": kind, "class": class_, "operator": operator,
            "holder": holder, "sequence": 0, "day": 0, "year": 0, "day paid": 0,
            "year paid": 0}
        return number

    # Entries
    def entry(self, fields, request, receipt, digest):
        actor, sequence, kind, reason, _, target, amount, own, of_target = fields
        self.digest = digest
        same("sequence number", self.actors[actor]["sequence"] + 1, sequence)
        if actor != TIME: self.nothing_due()
        work = (None, self.open_chain, self.publish_limits, self.open_operator, self.open_wallet,
            self.issue, self.redeem, self.transfer, self.publish_template, self.deploy, self.act,
            self.fire, self.claim)[kind]
        try:
            if kind in (1, 2, 3, 4, 8) and qi.REASONS[reason] in ("bad-argument", "full"):
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
        if kind in (4, 5, 6, 7): return self.stated(target)
        if kind == 12: return self.books.has(("unclaimed", target))
        return self.pots(target) if kind in (9, 10, 11) else 0

    def refused(self, refusal, reason, receipt):
        self.reasons[qi.REASONS[refusal.reason]] += 1
        same("reason", qi.REASONS[refusal.reason], qi.REASONS[reason] or "done")
        same("form of the receipt", 2, receipt.take("B"))
        same("phase and clause of the refusal", refusal.at, receipt.take("HH"))
        facts = dict((FACTS[receipt.take("B")], receipt.value()[1])
            for _ in range(receipt.take("B")))
        same("facts", refusal.facts, facts)

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
        self.published.append((self.digest, first))

    def open_operator(self, actor, target, amount, request):
        if actor != CENTRE: raise Refused("not-authorised")
        same("target", self.add_actor(request.text(), OPERATOR), target)

    def open_wallet(self, actor, target, amount, request):
        if self.actors[actor]["kind"] != OPERATOR: raise Refused("not-authorised")
        name, (kind, class_, holder) = request.text(), request.take("BBQ")
        if holder: holder = self.actors[holder]["holder"]
        same("target", self.add_actor(name, kind, class_, actor, holder), target)

    # Money
    def is_wallet(self, actor):
        return actor in self.actors and self.actors[actor]["kind"] in (PERSONAL, CORPORATE)

    def issue(self, actor, wallet, amount, request):
        if not self.is_wallet(wallet) or self.actors[wallet]["operator"] != actor:
            raise Refused("not-authorised")
        self.books.move(("issuance", actor), ("wallet", wallet), amount)

    def redeem(self, wallet, operator, amount, request):
        if not self.is_wallet(wallet): raise Refused("not-authorised")
        same("target", self.actors[wallet]["operator"], operator)
        self.books.move(("wallet", wallet), ("issuance", operator), amount)

    def transfer(self, payer, payee, amount, request):
        if not self.is_wallet(payer): raise Refused("not-authorised")
        if not self.is_wallet(payee): raise Refused("bad-argument")
        self.books.move(("wallet", payer), ("wallet", payee), amount)

    def claim(self, wallet, holder, amount, request):
        if not self.is_wallet(wallet): raise Refused("not-authorised")
        same("target", self.actors[wallet]["holder"], holder)
        self.books.move(("unclaimed", holder), ("wallet", wallet), amount)

    # Contracts
    def publish_template(self, actor, target, amount, request):
        if len(request.raw) > TREE_LIMIT: raise Refused("bad-argument")
        if request.raw in [tree for _, _, tree in self.templates]: raise Refused("duplicate")
        self.templates.append((qi.Template(request.raw), actor, request.raw))
        same("target", len(self.templates), target)

    def deploy(self, actor, target, amount, request):
        number = request.take("Q")
        wallets = request.list(lambda: request.take("Q"))
        terms = request.list(request.value)
        if actor != wallets[0]: raise Refused("not-authorised")
        if not 0 < number <= len(self.templates): raise Refused("bad-argument")
        template = self.templates[number - 1][0]
        if len(template.parties) != len(wallets): raise Refused("bad-argument")
        for place, wallet in enumerate(wallets, 1):
            others = [self.actors[other]["holder"] for other in wallets[:place - 1]]
            if not self.is_wallet(wallet) or self.actors[wallet]["holder"] in others:
                raise Refused("bad-argument", argument=place)
        instance = qi.Instance(number, template, wallets, terms, self.books.now)
        run = qi.Run(instance, self.books, self.books.now)
        run.given(template.terms, terms, 1 + len(wallets))
        instance.terms = run.local
        run.local = {}
        for _, (name, first) in template.variables: run.variables[name] = run.value(first)
        for pot, (_, (name, owner)) in enumerate(template.pots):
            instance.pots[name] = len(self.holds) + pot
        self.enter(instance, run, 1)
        for pot, (_, (name, owner)) in enumerate(template.pots):
            self.holds.append((len(self.instances) + 1, pot, instance.parties[owner]))
        self.instances.append(instance)
        same("target", len(self.instances), target)

    def enter(self, instance, run, phase):
        """Fixes deadlines; at an end owners get what is left in pots."""
        clauses = instance.template.clauses(phase)
        dues = {number: run.due(clause) for number, clause, _ in clauses}
        if phase > len(instance.template.phases):
            for _, (name, owner) in instance.template.pots:
                source = "hold", instance.pots[name]
                self.books.pay(
                    source, ("wallet", instance.parties[owner]), self.books.has(source))
        now = self.books.now
        instance.dues = {number: max(due, now) for number, due in dues.items() if due is not None}
        instance.phase, instance.entered = phase, self.books.now
        instance.times, instance.spent, instance.variables = instance.times + 1, set(), run.variables

    def finish(self, instance, run, clause, kind, arrow, halts=False):
        """What a clause leaves, and its receipt. Nothing is changed where it is refused."""
        before = instance.phase
        if halts: self.enter(instance, run, instance.template.halted)
        elif arrow is not None: self.enter(instance, run, 1 + instance.template.names.index(arrow))
        else:
            instance.variables = run.variables
            if kind != "right":
                instance.spent.add(clause)
                instance.dues.pop(clause)
        postings = self.books.postings
        return (struct.pack("<BHHHH", 1, before, clause, instance.phase, len(postings))
            + b"".join(struct.pack("<Qq", *posting) for posting in postings)
            + struct.pack("<H", len(run.notes)) + b"".join(map(read_chain.text, run.notes)))

    def act(self, actor, target, amount, request):
        name = request.text()
        arguments = request.list(request.value)
        if not 0 < target <= len(self.instances): raise Refused("bad-argument")
        instance = self.instances[target - 1]
        if not instance.template.has_act(name): raise Refused("unknown-action")
        acts = instance.template.acts(instance.phase, name)
        if not acts: raise Refused("wrong-phase", phase=instance.phase)
        furthest = None
        for number, clause, outcome in acts:
            run = qi.Run(instance, self.books, self.books.now)
            try:
                self.fits(instance, run, actor, number, clause, arguments)
                return self.finish(instance, run, number, clause[0], run.outcome(outcome))
            except Refused as refusal:
                self.books.drop()
                refusal.at = instance.phase, number
                if not furthest or refusal.reason >= furthest.reason: furthest = refusal
        raise furthest

    def fits(self, instance, run, actor, number, clause, arguments):
        party, _, parameters, guard = (clause[1][0])[1]
        wallet = instance.parties[party]
        if self.actors[wallet]["holder"] != self.actors[actor]["holder"]:
            raise Refused("not-authorised", holder=wallet)
        run.given(parameters, arguments)
        if number in instance.spent or not run.holds(guard): raise Refused("guard-failed")

    def running(self):
        """Deadlines, in the order in which they fire: time, instance, place in the source."""
        return sorted((due, instance, clause) for instance, one in enumerate(self.instances, 1)
            for clause, due in one.dues.items())

    def nothing_due(self):
        if self.running() and self.running()[0][0] <= self.books.now:
            raise Difference("a deadline should have fired before")

    def fire(self, actor, target, amount, request):
        if actor != TIME: raise Refused("not-authorised")
        if not self.running(): raise Difference("no deadline runs")
        due, number, place = self.running()[0]
        same("instance and time", (number, due), (target, self.books.now))
        instance = self.instances[number - 1]
        _, clause, outcome = instance.template.clauses(instance.phase)[place - 1]
        chosen = clause[1][2] if clause[0] == "duty" else outcome
        run = qi.Run(instance, self.books, due)
        try: return self.finish(instance, run, place, clause[0], run.outcome(chosen))
        except Refused:
            self.books.drop()
            unchanged = qi.Run(instance, self.books, due)
            return self.finish(instance, unchanged, place, clause[0], None, halts=True)

    # State
    def sections(self):
        """Rows of the state, as bytes with the money in each."""
        money, actors, holds = self.books.money, [], []
        for number, a in self.actors.items():
            balance = self.stated(number)
            actors.append((struct.pack("<qQqqiHBBQQQ", balance, a["sequence"], a["day paid"],
                a["year paid"], a["day"], a["year"], a["kind"], a["class"],
                a["operator"], a["holder"], 0), balance))
        for number, (instance, pot, owner) in enumerate(self.holds):
            amount = self.books.held(number)
            holds.append((struct.pack("<QIIQq", instance, pot, 0, owner, amount), amount))
        unclaimed = [(struct.pack("<Qq16x", holder, amount), amount)
            for (kind, holder), amount in money.items() if kind == "unclaimed"]
        templates = [(H(7, tree) + struct.pack("<QQ", author, len(tree)), 0)
            for _, author, tree in self.templates]
        instances = [(struct.pack("<QIIqq", one.template_number, one.phase, one.times, one.begun,
            one.entered) + H(8, one.values()), 0) for one in self.instances]
        limits = [(digest + struct.pack("<i12x", first), 0) for digest, first in self.published]
        return [actors, holds, unclaimed, templates, instances, limits, [], []]

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
            read_chain.state_root(nodes).hex(), root.hex())

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
