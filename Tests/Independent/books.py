"""Money by account, limits of wallets, and what may be paid: the part of ledger.py where money is.

Written from docs/chain-format.md alone. A side of the books is a pair of its kind and its number.
"""
import qi
from qi import Refused

LARGEST = 2**63 - 1

class Difference(Exception): """The chain says one thing, this ledger another."""

def same(what, expected, found):
    if expected != found: raise Difference(f"{what}: expected {expected}, found {found}")

def account(side):
    kind, number = side
    return {"wallet": 1, "hold": 2, "unclaimed": 3, "issuance": 4}[kind] << 56 | number

class Books:
    """Money by account, and what wallets have paid out. What is under way lies in a draft."""
    def __init__(self):
        self.money, self.actors, self.limits, self.calendars = {}, {}, [], []
        self.postings, self.paid, self.kept = [], [], []
        # By wallet: its orders as pairs of a name and an end, and what a freeze made unclaimed.
        self.freezes = {}
        # Holds by number: instance, pot, owner; how many of them are no draft.
        self.holds, self.sure = [], 0

    def open_hold(self, instance, name, owner):
        pot = instance.template.pot_numbers.index(name)
        self.holds.append((instance.number, pot, owner))
        return len(self.holds) - 1

    def account(self, side): return account(side)

    def is_wallet(self, actor):
        return actor in self.actors and self.actors[actor]["kind"] in (3, 4)

    def is_working(self, day):
        """By the calendar of its year that is in force now; without one, Monday to Friday."""
        year, today = year_of(day), qi.day_of(self.now)
        known = [(first, order) for order, (of, first, _) in enumerate(self.calendars)
            if of == year and first <= today]
        worked = self.calendars[max(known)[1]][2].get(day) if known else None
        return qi.calendar_day(day).weekday() < 5 if worked is None else worked == 1

    def kind_of(self, wallet): return self.actors[wallet]["attested"]

    def has(self, side):
        mine = account(side)
        return self.money.get(side, 0) + sum(sum_ for to, sum_ in self.postings if to == mine)
    def held(self, hold): return self.has(("hold", hold))
    def mark(self): return len(self.postings), len(self.paid), len(self.kept), len(self.holds)
    def undo(self, mark):
        del self.postings[mark[0]:], self.paid[mark[1]:], self.kept[mark[2]:]
        del self.holds[mark[3]:]

    # Orders of courts
    def standing(self, wallet, at=None):
        at = self.now if at is None else at
        return [one for one in self.freezes.get(wallet, {"orders": []})["orders"] if at < one[1]]

    def frozen_until(self, wallet, at=None):
        return max((until for _, until in self.standing(wallet, at)), default=None)

    def check_thawed(self, side, owner=None):
        wallet = owner if side[0] == "hold" else side[1]
        until = side[0] in ("wallet", "hold") and self.frozen_until(wallet)
        if until: raise Refused("frozen", until=until, frozen=wallet)

    def check_withheld(self, holder, amount):
        frozen = [(wallet, row["withheld"]) for wallet, row in self.freezes.items()
            if self.actors[wallet]["holder"] == holder and row["withheld"] and self.standing(wallet)]
        free = self.has(("unclaimed", holder)) - sum(withheld for _, withheld in frozen)
        if frozen and amount > free:
            raise Refused("frozen", available=free, needed=amount, frozen=frozen[0][0],
                until=self.frozen_until(frozen[0][0]))

    def caps(self, wallet):
        """Balance, one payment, a day, a year; −1 where there is none."""
        day, kind = qi.day_of(self.now), self.actors[wallet]
        begun = [(first, order) for order, (first, _) in enumerate(self.limits) if first <= day]
        rows = self.limits[max(begun)[1]][1] if begun else {}
        return rows.get((kind["kind"], kind["class"]), (-1, -1, -1, -1))

    def used(self, wallet):
        """What it has paid today and this year."""
        actor, day = self.actors[wallet], qi.day_of(self.now)
        draft = sum(amount for who, amount in self.paid if who == wallet)
        return (draft + (actor["day paid"] if actor["day"] == day else 0),
            draft + (actor["year paid"] if actor["year"] == year_of(day) else 0))

    def over_pay_caps(self, wallet, amount):
        _, *caps = self.caps(wallet)
        for which, cap, used in zip((2, 3, 4), caps, (0, *self.used(wallet))):
            if 0 <= cap < used + amount:
                facts = {"which": which, "limit": cap, "needed": amount}
                if which > 2: facts["used"] = used
                return facts

    def over_balance(self, wallet, amount, leaving=0):
        """A closed wallet has room for nothing."""
        if self.actors[wallet]["closed"]: return {"which": 5, "limit": 0, "needed": amount}
        cap, has = self.caps(wallet)[0], self.has(("wallet", wallet)) - leaving
        if 0 <= cap < has + amount:
            return {"which": 1, "limit": cap, "needed": amount, "used": has}

    def move(self, source, target, amount, owner=None):
        """Two postings, or the first reason not to; nothing moves nothing. `owner` is that of a hold
        that pays."""
        if amount == 0: return
        if amount < 0: raise Refused("invalid-amount")
        has = self.has(source)
        if source[0] != "issuance" and has < amount:
            raise Refused("insufficient-funds", available=has, needed=amount)
        payment = source[0] == "wallet" and target[0] != "issuance"
        enters = target[0] == "wallet" and source != target
        over = (enters and self.over_balance(target[1], amount)
            or payment and self.over_pay_caps(source[1], amount))
        if over: raise Refused("limit-exceeded", **over)
        self.check_thawed(source, owner)
        if target[0] == "wallet": self.check_thawed(target)
        if source[0] == "unclaimed": self.check_withheld(source[1], amount)
        if source == target: raise Refused("self-payment")
        issued = -sum(self.has(side) for side in self.money if side[0] == "issuance")
        if source[0] == "issuance" and issued + amount > LARGEST: raise Refused("arithmetic")
        if self.has(target) + amount > LARGEST: raise Refused("arithmetic")
        if payment: self.paid.append((source[1], amount))
        self.postings += [(account(source), -amount), (account(target), amount)]

    def taker(self, target, amount, leaving=0):
        """Who has what a clause pays: what the payee's wallet cannot take waits for its holder, and
        what it cannot take because it is frozen stays frozen."""
        if target[0] != "wallet": return target
        frozen = self.frozen_until(target[1])
        if frozen: self.kept.append((target[1], amount))
        if not frozen and not self.over_balance(target[1], amount, leaving): return target
        return "unclaimed", self.actors[target[1]]["holder"]

    def pay(self, source, target, amount, owner=None):
        """A clause's payment."""
        if source != target and amount > 0: target = self.taker(target, amount)
        self.move(source, target, amount, owner)

    def release(self, hold, wallet):
        """What an end gives back, frozen or not."""
        if self.has(hold): self.move(hold, self.taker(wallet, self.has(hold)), self.has(hold))

    def split(self, sources, shares, owners):
        """Each source gives what it has until there is enough; shares are then filled in order.
        `owners` are those of holds, by source."""
        total, available = sum(amount for _, amount in shares), [self.has(side) for side in sources]
        if total > sum(available):
            raise Refused("insufficient-funds", available=sum(available), needed=total)
        left, needed = [], total
        for side, has in zip(sources, available):
            left.append(min(needed, has))
            needed -= left[-1]
        for side, draw in zip(sources, left):
            over = draw and side[0] == "wallet" and self.over_pay_caps(side[1], draw)
            if over: raise Refused("limit-exceeded", **over)
        for side, draw in zip(sources, left):
            if draw: self.check_thawed(side, owners.get(side))
        for side, draw in zip(sources, left):
            if draw and side[0] == "wallet": self.paid.append((side[1], draw))
        moves = []
        for number, (target, amount) in enumerate(shares):
            for place, source in enumerate(sources):
                part = min(amount, left[place])
                left[place], amount = left[place] - part, amount - part
                if part and source != target: moves.append((number, source, target, part))
        for number, (target, _) in enumerate(shares):
            mine = [(source, part) for share, source, _, part in moves if share == number]
            # All that is yet to be drawn counts as drawn.
            leaving = sum(
                part for share, source, _, part in moves if share >= number and source == target)
            arriving = sum(part for _, part in mine)
            if arriving: target = self.taker(target, arriving, leaving)
            for source, part in mine:
                self.postings += [(account(source), -part), (account(target), part)]

    def keep(self):
        """The draft becomes what is so."""
        same("sum of postings", 0, sum(amount for _, amount in self.postings))
        names = {1: "wallet", 2: "hold", 3: "unclaimed", 4: "issuance"}
        for number, amount in self.postings:
            side = names[number >> 56], number & (1 << 56) - 1
            self.money[side] = self.money.get(side, 0) + amount
            if side[0] != "issuance" and self.money[side] < 0: raise Difference(f"{side} below 0")
        for wallet, amount in self.kept: self.freezes[wallet]["withheld"] += amount
        for wallet in dict(self.paid):
            day, year = self.used(wallet)
            today = qi.day_of(self.now)
            self.actors[wallet].update(
                {"day": today, "year": year_of(today), "day paid": day, "year paid": year})
            self.paid = [(who, amount) for who, amount in self.paid if who != wallet]
        self.sure = len(self.holds)
        self.drop()
    def drop(self):
        self.postings, self.paid, self.kept = [], [], []
        del self.holds[self.sure:]

def year_of(day): return qi.calendar_day(day).year
