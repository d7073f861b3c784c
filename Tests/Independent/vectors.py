#!/usr/bin/env python3
"""Prints the test vectors of docs/chain-format.md §14 as JSON. Long bytes are cut into lines of 32.

What is written here depends on that page alone, as read_chain.py does."""
import json, struct
from read_chain import *

def lines(raw): return [raw[i:i + 32].hex() for i in range(0, len(raw), 32)]

values = [
    ("money -1 fen", "<Bq", 1, -1), ("integer 258", "<Bq", 2, 258),
    ("date 2026-03-01", "<Bi", 4, 20513), ("time 2026-03-01 09:30", "<Bq", 5, 1772328600),
    ("duration 3 months", "<BBq", 6, 3, 3), ("boolean true", "<BB", 7, 1),
    ("text 元", "<BI3s", 8, 3, "元".encode()), ("digest of zeros", "<B32s", 9, ZERO),
    ("party 7", "<BQ", 10, 7), ("choice 维持", "<BI6s", 11, 6, "维持".encode()), ("none", "<B", 14)]

# What a contract's sm3(7, ¥100, "盐") and sha256(…) digest, party 7 standing for a wallet.
digested = struct.pack("<BQBqBI3s", 10, 7, 1, 10000, 8, 3, "盐".encode())

# Actor 3's third payment, refused for want of money: it has 40,000 of 60,000 fen.
receipt = bytes([2]) + struct.pack("<HHB", 0, 0, 2)
receipt += struct.pack("<BBq", 1, 1, 40000) + struct.pack("<BBq", 2, 1, 60000)
refused = struct.pack("<I", 0) + receipt

# Actor 3 claims the fee of 10 in instance 1: clause 1.1 pays it 5 fen out of hold 0 and goes to phase 2.
request = text("accept") + struct.pack("<H", 1) + struct.pack("<Bq", 1, 5)
ran = struct.pack("<I", len(request)) + request + bytes([1]) + struct.pack("<HHHH", 1, 1, 2, 2)
ran += struct.pack("<QqQq", 2 << 56, -5, 1 << 56 | 3, 5) + struct.pack("<H", 1) + text("好")

def entry(sequence, reason=9, side=H(6, refused)):
    return struct.pack(ENTRY, 3, sequence, 7, reason, 0, 4, 60000, 40000, 0, side)

entries = [entry(k + 1) for k in range(17)]

def actor(balance, kind, operator=0, holder=0):
    return struct.pack("<qQqqiHBBQQQ", balance, 0, 0, 0, 0, 0, kind, 0, operator, holder, 0)

actors = b"".join([actor(0, 0), actor(0, 1), actor(-100000, 2), actor(40000, 3, 2, 3)])
hold = struct.pack("<QIIQq", 1, 0, 0, 3, 60000)

def page(section, number, rows, total): return H(3, struct.pack("<BI", section, number) + rows), total

pages = [page(0, 0, actors, -60000), page(1, 0, hold, 60000)]
node = join_sums(*pages)
state = state_root([(4, pages[0]), (1, pages[1])] + [(0, (ZERO, 0))] * 6)

d = private_key(1, 1)
public = times(d, G)
header = struct.pack(
    HEADER, 1, 1, 0, 17, 2, 1772328600, H(2), entries_root(entries), state, 1, 1, 17 * (4 + len(refused)))
signature = sign(d, H(2, header), int.from_bytes(H(9, b"k of this vector"), "big") % (N - 1) + 1)
assert verify(public, H(2, header), signature)

print(json.dumps({
    "ofNothing": [H(t).hex() for t in range(11)],
    "values": [
        {"what": what, "bytes": struct.pack(form, *fields).hex()} for what, form, *fields in values],
    "digests": {"of": "party 7, money 10000 fen, text 盐", "bytes": lines(digested),
        "sm3": sm3(digested).hex(), "sha256": hashlib.sha256(digested).hexdigest()},
    "sideItems": [{"bytes": lines(item), "digest": H(6, item).hex()} for item in (refused, ran)],
    "entry": {"bytes": lines(entries[0]), "leaf": H(0, entries[0]).hex()},
    "entriesRoot": {"what": "that entry with sequence numbers 1 to 17", "root": entries_root(entries).hex()},
    "header": {"bytes": lines(header), "digest": H(2, header).hex()},
    "key": {"seed": 1, "actor": 1, "private": big(d).hex(), "public": lines(big(public[0]) + big(public[1]))},
    "signature": {"of": "the header's digest", "bytes": lines(signature)},
    "pages": [
        {"section": section, "page": 0, "rows": lines(rows), "sum": total, "digest": digest.hex()}
        for section, rows, (digest, total) in ((0, actors, pages[0]), (1, hold, pages[1]))],
    "pageNode": {"what": "over those two", "sum": node[1], "digest": node[0].hex()},
    "stateRoot": {"what": "4 actors and 1 hold, one page each", "root": state.hex()},
}, indent=1, ensure_ascii=False))
