"""A DynamoDB whose answers are ready before they are asked for. What a tool takes against it is the tool's own time.

    ready.py PORTFILE ITEMS [ITEMS_A_PAGE]

It listens on a free port of the loopback address and writes the number of the port to PORTFILE. Scan returns pages of 1 MB or less, in as
many segments as are asked for. BatchWriteItem accepts everything. The item is one of Cruddur's, of 460 bytes as DynamoDB JSON.
"""

import http.server
import json
import pathlib
import socket
import sys
import uuid

TABLE = "cruddur-messages"
KEYS = [("pk", "HASH"), ("sk", "RANGE")]
# As DynamoDB does, no attribute is where its name would sort it.
ITEM = {
    "message_uuid": "5ae290ed-55d1-47a0-bc6d-{:012d}",
    "sk": "MSG#2026-11-24T10:00:00.{:06d}+00:00",
    "message": 'You said "soon", and that was in spring; {:06d} of us are still waiting for the train.',
    "user_uuid": "78dfb5df-f4f9-4954-be22-c1cc8c1f711e",
    "pk": "MSG#98522fb7-d47d-4434-b378-{:012d}",
    "display_name": "Andrew Brown",
    "message_group_uuid": "5ae290ed-55d1-47a0-bc6d-fe2bc2700399",
    "handle": "andrewbrown",
}


def item(number):
    return {name: {"S": text.format(number % 1_000_000)} for name, text in ITEM.items()}


def described(items):
    table = {
        "TableName": TABLE,
        "TableStatus": "ACTIVE",
        "ItemCount": items,
        "KeySchema": [{"AttributeName": name, "KeyType": kind} for name, kind in KEYS],
        "AttributeDefinitions": [{"AttributeName": name, "AttributeType": "S"} for name, _ in KEYS],
        "TableArn": f"arn:aws:dynamodb:us-east-1:000000000000:table/{TABLE}",
        "TableId": str(uuid.UUID(int=1)),
        "CreationDateTime": 1_764_000_000,
    }
    return json.dumps({"Table": table}).encode()


class Answers:
    """The answers for a table of `items`."""

    def __init__(self, items, a_page):
        self.pages = max(1, items // a_page)
        texts = json.dumps([item(number) for number in range(a_page)], separators=(",", ":"))
        self.page = f'{{"Count":{a_page},"ScannedCount":{a_page},"Items":{texts}'
        self.table = described(self.pages * a_page)

    def scan(self, request):
        # A segment has every TotalSegments-th page. The key of a page is its number.
        segments, page = request.get("TotalSegments", 1), request.get("Segment", 0)
        if "ExclusiveStartKey" in request:
            page = int(request["ExclusiveStartKey"]["pk"]["S"]) + segments
        if page >= self.pages or request.get("Limit", 1_000_000) < 100:
            return b'{"Count":0,"ScannedCount":0,"Items":[]}'
        last = f',"LastEvaluatedKey":{{"pk":{{"S":"{page}"}},"sk":{{"S":"x"}}}}' if page + segments < self.pages else ""
        return f"{self.page}{last}}}".encode()

    def to(self, operation, body):
        if operation == "Scan":
            return self.scan(json.loads(body))
        if operation == "DescribeTable":
            return self.table
        return b'{"UnprocessedItems":{}}' if operation == "BatchWriteItem" else b"{}"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self):
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        answer = self.server.answers.to(self.headers["X-Amz-Target"].rpartition(".")[2], body)
        self.send_response(200)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


def main():
    port_file, items, *a_page = sys.argv[1:]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.answers = Answers(int(items), int(*a_page or [2_000]))
    # Renamed when it is whole: a reader waits for its name.
    part = pathlib.Path(f"{port_file}.part")
    part.write_text(str(server.server_port))
    part.rename(port_file)
    server.serve_forever()


main()
