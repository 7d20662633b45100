"""What somebody would write in Python in place of a command: with one call an item as the app's scripts did, and at its best.

    alternatives.py list-tables
    alternatives.py put-each BODIES          one PutItem an item
    alternatives.py put-batches BODIES       a batch_writer on each of four threads
    alternatives.py scan SEGMENTS            a paginator on each segment
    alternatives.py list-users POOL
    alternatives.py update-each URL FILE     one UPDATE and one commit a user
    alternatives.py bodies ITEMS             items (jsonl of DynamoDB JSON) to BatchWriteItem bodies, on standard output
    alternatives.py inbox USER COUNT         BatchWriteItem bodies of a user's conversations, on standard output
    alternatives.py fill-pool POOL COUNT     AdminCreateUser on four threads
    alternatives.py fill-users URL COUNT     users for update-each; without the ids of the pool again where they are there
"""

import json
import os
import sys
import uuid
from concurrent.futures import ThreadPoolExecutor

TABLE = "cruddur-messages"
THREADS = 4


def client(service):
    import boto3

    return boto3.client(service, endpoint_url=os.environ["ENDPOINT"])


def items_of(path):
    """The items of BatchWriteItem bodies, as DynamoDB JSON."""
    with open(path) as file:
        for line in file:
            for write in json.loads(line)["RequestItems"][TABLE]:
                yield write["PutRequest"]["Item"]


def on_threads(work, parts):
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(work, parts))


def list_tables():
    for page in client("dynamodb").get_paginator("list_tables").paginate():
        print(*page["TableNames"], sep="\n")


def put_each(path):
    dynamodb = client("dynamodb")
    for item in items_of(path):
        dynamodb.put_item(TableName=TABLE, Item=item)


def put_batches(path):
    import boto3
    from boto3.dynamodb.types import TypeDeserializer

    plain = TypeDeserializer().deserialize
    items = list(items_of(path))

    def part(at):
        table = boto3.session.Session().resource("dynamodb", endpoint_url=os.environ["ENDPOINT"]).Table(TABLE)
        with table.batch_writer() as batch:
            for item in items[at::THREADS]:
                batch.put_item(Item={name: plain(value) for name, value in item.items()})

    on_threads(part, range(THREADS))


def scan(segments):
    total = int(segments)
    out = open(os.devnull, "w")

    def part(segment):
        pages = client("dynamodb").get_paginator("scan").paginate(TableName=TABLE, Segment=segment, TotalSegments=total)
        for page in pages:
            for item in page["Items"]:
                out.write(json.dumps(item) + "\n")

    on_threads(part, range(total))


def list_users(pool):
    for page in client("cognito-idp").get_paginator("list_users").paginate(UserPoolId=pool, Limit=60):
        for user in page["Users"]:
            print(user["Username"])


def connect(url):
    import psycopg

    return psycopg.connect(url)


def update_each(url, path):
    with connect(url) as connection, open(path) as file:
        for line in file:
            user = json.loads(line)
            connection.execute(
                "UPDATE public.users SET cognito_user_id = %s WHERE handle = %s", (user["sub"], user["handle"])
            )
            connection.commit()


def print_bodies(items):
    puts = [{"PutRequest": {"Item": item}} for item in items]
    for at in range(0, len(puts), 25):
        print(json.dumps({"RequestItems": {TABLE: puts[at : at + 25]}}, separators=(",", ":")))


def bodies(path):
    with open(path) as file:
        print_bodies(json.loads(line)["Item"] for line in file)


def inbox(user, count):
    def row(number):
        attributes = {
            "pk": f"GRP#{user}",
            "sk": f"2026-01-01T{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}.000000+00:00",
            "message_group_uuid": str(uuid.UUID(int=number)),
            "message": "A message of some words, the last one of its conversation.",
            "user_uuid": str(uuid.UUID(int=number)),
            "user_handle": f"user{number}",
            "user_display_name": f"User {number}",
        }
        return {name: {"S": value} for name, value in attributes.items()}

    print_bodies(row(number) for number in range(int(count)))


def fill_pool(pool, count):
    cognito = client("cognito-idp")

    def create(number):
        attributes = [{"Name": "preferred_username", "Value": f"user{number}"}]
        cognito.admin_create_user(UserPoolId=pool, Username=f"user{number}", UserAttributes=attributes)

    on_threads(create, range(int(count)))


def fill_users(url, count):
    with connect(url) as connection:
        connection.execute("UPDATE public.users SET cognito_user_id = 'MOCK' WHERE cognito_user_id <> 'MOCK'")
        connection.execute(
            "INSERT INTO public.users (display_name, handle, email, cognito_user_id) "
            "SELECT 'User', 'user' || n, 'user@cruddur.example', 'MOCK' FROM generate_series(1, %s) AS n "
            "WHERE NOT EXISTS (SELECT FROM public.users WHERE handle = 'user1')",
            (int(count),),
        )


if __name__ == "__main__":
    globals()[sys.argv[1].replace("-", "_")](*sys.argv[2:])
