#!/usr/bin/env python3
"""Reads a Yuanqi chain and checks it, by docs/chain-format.md and nothing else.

read_chain.py FILE: a line per problem, then the result; exit 0 good, 1 problems, 2 no chain.
Beside the standard library it needs an OpenSSL that has SM3. vectors.py uses what stands here.
"""
import hashlib, os, sqlite3, struct, sys
from pathlib import Path

HEADER = "<HBBIQq32s32s32sQQQ"
ENTRY = "<QQHHIQqqq32s"
NONE, ZERO, SIDE_LIMIT = 2**64 - 1, bytes(32), 4 << 20
KINDS = range(1, 24)

def sm3(data): return hashlib.new("sm3", data).digest()
def H(domain, data=b""): return sm3(bytes([domain]) + data)
def text(s): return struct.pack("<I", len(s.encode())) + s.encode()

# SM2, GB/T 32918.5
P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
A = P - 3
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
G = (0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
     0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0)

def add(p, q):
    if p is None or q is None: return p or q
    if p[0] == q[0] and (p[1] + q[1]) % P == 0: return None
    if p == q: slope = (3 * p[0] * p[0] + A) * pow(2 * p[1], -1, P)
    else: slope = (q[1] - p[1]) * pow(q[0] - p[0], -1, P)
    x = (slope * slope - p[0] - q[0]) % P
    return x, (slope * (p[0] - x) - p[1]) % P

def times(k, p):
    result = None
    for bit in bin(k)[2:]:
        result = add(result, result)
        if bit == "1": result = add(result, p)
    return result

def big(number): return number.to_bytes(32, "big")
def point(raw): return int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
def on_curve(p): return max(p) < P and (p[1] ** 2 - p[0] ** 3 - A * p[0] - B) % P == 0

def challenge(key, message):
    identity = b"1234567812345678"
    z = sm3(struct.pack(">H", 8 * len(identity)) + identity + b"".join(map(big, (A, B, *G, *key))))
    return int.from_bytes(sm3(z + message), "big")

def verify(key, message, signature):
    r, s = point(signature)
    t = (r + s) % N
    if not (0 < r < N and 0 < s < N and t): return False
    at = add(times(s, G), times(t, key))
    return at is not None and (challenge(key, message) + at[0]) % N == r

def sign(d, message, k):
    r = (challenge(times(d, G), message) + times(k, G)[0]) % N
    return big(r) + big(pow(1 + d, -1, N) * (k - r * d) % N)

def private_key(seed, actor):
    i = 0
    while True:
        d = int.from_bytes(H(9, struct.pack("<QQQ", seed, actor, i)), "big")
        if 1 <= d <= N - 2: return d
        i += 1

# Trees
def tree(level, join):
    while len(level) > 1:
        pairs = [level[i:i + 2] for i in range(0, len(level), 2)]
        level = [join(*pair) if len(pair) == 2 else pair[0] for pair in pairs]
    return level[0] if level else None

def entries_root(entries):
    leaves = [H(0, b"".join(entries[i:i + 16])) for i in range(0, len(entries), 16)]
    return tree(leaves, lambda left, right: H(1, left + right)) or ZERO

def packed(node): return node[0] + struct.pack("<q", node[1])
def join_sums(left, right): return H(4, packed(left) + packed(right)), left[1] + right[1]
def state_root(sections):
    return H(5, b"".join(struct.pack("<Q", rows) + packed(node) for rows, node in sections))

# Checking
def receipt_form(receipt):
    """Whether it is empty, or one of the four forms; a refusal is not read further."""
    if receipt[:1] == b"\1": return ran_form(receipt)
    if receipt[:1] == b"\4": return replaced_form(receipt)
    if receipt[:1] != b"\3": return receipt[:1] in (b"", b"\2")
    if len(receipt) != 7: return False
    phase, clause, count, needed = struct.unpack("<HHBB", receipt[1:])
    return phase > 0 and clause > 0 and 0 < count < needed

def replaced_form(receipt):
    """A contract that another took the place of: its number, its phase, postings."""
    if len(receipt) < 13: return False
    number, phase, postings = struct.unpack_from("<QHH", receipt, 1)
    return number > 0 and phase > 0 and len(receipt) == 13 + 16 * postings

def ran_form(receipt):
    """A clause that ran: phases, postings, notes, and what was drawn under mandates, each movement
    once and in order."""
    try:
        *places, postings = struct.unpack_from("<HHHH", receipt, 1)
        at = 9 + 16 * postings
        notes, at = *struct.unpack_from("<H", receipt, at), at + 2
        for _ in range(notes):
            length, = struct.unpack_from("<I", receipt, at)
            receipt[at + 4:at + 4 + length].decode()
            at += 4 + length
        if at == len(receipt): return all(places)
        count, = struct.unpack_from("<H", receipt, at)
        drawn = list(struct.iter_unpack("<HH", receipt[at + 2:]))
    except (struct.error, UnicodeDecodeError): return False
    movements = [movement for movement, _ in drawn]
    return (all(places) and count == len(drawn) > 0 and all(mandate for _, mandate in drawn)
        and movements == sorted(set(movements)) and movements[-1] < postings // 2)

def check_block(height, digest, raw, parent, key):
    """Yields what is wrong; returns what the next block is checked against, and the key."""
    if not isinstance(raw, bytes) or len(raw) < 208:
        yield "shorter than a header and a signature"
        return None, key
    header, signature = raw[:144], raw[144:208]
    (version, suite, reserved, count, stated, time, previous, root, state, state_height, proposer,
     side_length) = struct.unpack(HEADER, header)
    if (version, suite, reserved) != (1, 1, 0): yield "version, suite or reserved byte"
    if stated != height: yield f"states height {stated}"
    if H(2, header) != digest: yield "stored digest is not that of the header"
    if previous != (parent[0] if parent else ZERO): yield "parent is not the block before"
    if parent and time < parent[1]: yield "time before its parent's"
    if not -28800 <= time < 253402272000: yield "time outside 1970 to 9999"
    if proposer != 1: yield f"proposer {proposer}"
    if count > 8190: yield f"{count} entries"
    if state != ZERO if state_height == NONE else state_height > height:
        yield "state root of no block so far"
    if count == 0 and state_height != height: yield "no entries and no state root of its own"
    if len(raw) != 208 + 88 * count + side_length:
        yield "length is not what the header states"
        return (H(2, header), time), key
    entries = [raw[208 + 88 * i:296 + 88 * i] for i in range(count)]
    if entries_root(entries) != root: yield "entries root"
    side, at = raw[208 + 88 * count:], 0
    for i, entry in enumerate(entries):
        fields = struct.unpack(ENTRY, entry)
        (actor, _, kind, reason, unused), side_digest = fields[:5], fields[9]
        if kind not in KINDS or reason > 19 or unused: yield f"entry {i}: kind, reason or reserved"
        if at >= SIDE_LIMIT: yield f"entry {i}: after the side area was full"
        if side_digest == ZERO:
            if reason: yield f"entry {i}: refused without a receipt"
            continue
        length = int.from_bytes(side[at:at + 4], "little")
        item, at = side[at + 4:at + 4 + length], at + 4 + length
        request_length = int.from_bytes(item[:4], "little")
        request, receipt = item[4:4 + request_length], item[4 + request_length:]
        if H(6, item) != side_digest: yield f"entry {i}: side item"
        elif len(item) <= 4 or len(request) < request_length: yield f"entry {i}: side item's form"
        elif not receipt_form(receipt): yield f"entry {i}: receipt's form"
        elif (receipt[:1] == b"\2") != (reason > 0): yield f"entry {i}: receipt and reason disagree"
        if height == 0 and i == 0 and (actor, kind, reason) == (1, 1, 0): key = point(request[-64:])
    if at != len(side): yield "side area is longer or shorter than its items"
    if not key or not on_curve(key): yield "no key to check the signature with"
    elif not verify(key, H(2, header), signature): yield "signature"
    return (H(2, header), time), key

def rows(path):
    """The blocks as stored: height, digest, bytes."""
    if not os.path.isfile(path): raise ValueError("no such file")
    database = sqlite3.connect(Path(path).absolute().as_uri() + "?mode=ro", uri=True)
    names = ("application_id", "user_version")
    marks = [database.execute(f"PRAGMA {name}").fetchone()[0] for name in names]
    if marks != [0x59515131, 1]: raise ValueError("not a Yuanqi chain of version 1")
    return database.execute("SELECT height, digest, bytes FROM block ORDER BY height")

def contents(raw):
    """Of a block that check_block finds good: its header's fields, and each entry's with its
    request and its receipt, and its side item's digest last."""
    header = struct.unpack(HEADER, raw[:144])
    count, entries = header[3], []
    at = 208 + 88 * count
    for i in range(count):
        *fields, digest = struct.unpack(ENTRY, raw[208 + 88 * i:296 + 88 * i])
        request = receipt = b""
        if digest != ZERO:
            length, size = struct.unpack("<II", raw[at:at + 8])
            request, receipt = raw[at + 8:at + 8 + size], raw[at + 8 + size:at + 4 + length]
            at += 4 + length
        entries.append((*fields, request, receipt, digest))
    return header, entries

def read(path):
    blocks = entries = problems = 0
    parent = key = None
    for height, digest, raw in rows(path):
        found = [] if height == blocks else [f"expected height {blocks}"]
        check = check_block(height, digest, raw, parent, key)
        while True:
            try: found.append(next(check))
            except StopIteration as end:
                parent, key = end.value
                break
        for what in found: print(f"block {height}: {what}")
        problems, blocks = problems + len(found), blocks + 1
        entries += int.from_bytes(raw[4:8], "little") if isinstance(raw, bytes) else 0
    head = parent[0].hex() if parent else "none"
    result = f"{problems} problems" if problems else "all good"
    print(f"{blocks} blocks, {entries} entries, head sm3 {head}: {result}")
    return 1 if problems else 0

if __name__ == "__main__":
    try:
        if len(sys.argv) != 2: raise ValueError("takes one file")
        sys.exit(read(sys.argv[1]))
    except (ValueError, sqlite3.Error) as error:
        print(*sys.argv, error, sep=": ", file=sys.stderr)
        sys.exit(2)
