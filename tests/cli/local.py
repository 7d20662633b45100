"""Uses the DynamoDB of `cruddur local serve` as programs do. Run with its URL."""

import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

options = dict(
    endpoint_url=sys.argv[1],
    region_name="us-east-1",
    aws_access_key_id="local",
    aws_secret_access_key="local",
    config=Config(retries={"max_attempts": 1}),
)
ddb = boto3.client("dynamodb", **options)
streams = boto3.client("dynamodbstreams", **options)
TABLE = "things"


def code(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["ResponseMetadata"]["RequestId"], error.response
        return error.response["Error"]["Code"]
    raise AssertionError(f"{arguments} succeeded")


def item(pk, sk, **more):
    return {"pk": {"S": pk}, "sk": {"S": sk}, **more}


key = lambda first, second: [{"AttributeName": first, "KeyType": "HASH"}, {"AttributeName": second, "KeyType": "RANGE"}]
created = ddb.create_table(
    TableName=TABLE,
    BillingMode="PAY_PER_REQUEST",
    AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk", "group")],
    KeySchema=key("pk", "sk"),
    GlobalSecondaryIndexes=[
        {"IndexName": "by-group", "KeySchema": key("group", "sk"), "Projection": {"ProjectionType": "ALL"}}
    ],
    StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
)
assert created["TableDescription"]["TableName"] == TABLE
ddb.get_waiter("table_exists").wait(TableName=TABLE, WaiterConfig={"Delay": 1, "MaxAttempts": 10})
assert TABLE in ddb.list_tables()["TableNames"]

# Items, with every kind of text.
text = "it's “warm” ☀ \u0000\u2028"
ddb.put_item(TableName=TABLE, Item=item("a", "1", text={"S": text}, count={"N": "1"}, blob={"B": b"\x00\xff"}))
got = ddb.get_item(TableName=TABLE, Key=item("a", "1"))["Item"]
assert got["text"]["S"] == text and got["blob"]["B"] == b"\x00\xff", got
updated = ddb.update_item(
    TableName=TABLE,
    Key=item("a", "1"),
    UpdateExpression="SET #c = #c + :one",
    ExpressionAttributeNames={"#c": "count"},
    ExpressionAttributeValues={":one": {"N": "1"}},
    ReturnValues="UPDATED_NEW",
)
assert updated["Attributes"]["count"]["N"] == "2", updated

# Batches, scan pages, and queries of the table and of the index.
puts = [{"PutRequest": {"Item": item("b", f"{n:02}", group={"S": "g" if n % 2 else "h"})}} for n in range(25)]
assert not ddb.batch_write_item(RequestItems={TABLE: puts})["UnprocessedItems"]
keys = [item("b", f"{n:02}") for n in range(10)]
assert len(ddb.batch_get_item(RequestItems={TABLE: {"Keys": keys}})["Responses"][TABLE]) == 10
pages = list(ddb.get_paginator("scan").paginate(TableName=TABLE, PaginationConfig={"PageSize": 10}))
assert len(pages) >= 3 and sum(page["Count"] for page in pages) == 26, pages
query = dict(
    TableName=TABLE,
    IndexName="by-group",
    KeyConditionExpression="#g = :g AND sk > :sk",
    ExpressionAttributeNames={"#g": "group"},
    ExpressionAttributeValues={":g": {"S": "g"}, ":sk": {"S": "10"}},
    ScanIndexForward=False,
)
assert [found["sk"]["S"] for found in ddb.query(**query)["Items"]] == ["23", "21", "19", "17", "15", "13", "11"]

# Transactions.
put = lambda sk, **more: {"Put": {"TableName": TABLE, "Item": item("t", sk), **more}}
ddb.transact_write_items(TransactItems=[put("1"), put("2")])
absent = dict(ConditionExpression="attribute_not_exists(pk)")
try:
    ddb.transact_write_items(TransactItems=[put("3"), put("1", **absent)])
    raise AssertionError("a refused transaction succeeded")
except ClientError as error:
    assert error.response["Error"]["Code"] == "TransactionCanceledException", error.response
    assert [reason["Code"] for reason in error.response["CancellationReasons"]] == ["None", "ConditionalCheckFailed"]
assert "Item" not in ddb.get_item(TableName=TABLE, Key=item("t", "3"))
read = ddb.transact_get_items(TransactItems=[{"Get": {"TableName": TABLE, "Key": item("t", "1")}}])
assert read["Responses"][0]["Item"] == item("t", "1")

# The stream.
arn = streams.list_streams(TableName=TABLE)["Streams"][0]["StreamArn"]
shards = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
iterator = streams.get_shard_iterator(StreamArn=arn, ShardId=shards[0]["ShardId"], ShardIteratorType="TRIM_HORIZON")
records = streams.get_records(ShardIterator=iterator["ShardIterator"])["Records"]
assert records[0]["eventName"] == "INSERT" and records[1]["eventName"] == "MODIFY", records[:2]
assert records[0]["dynamodb"]["NewImage"]["text"]["S"] == text

# Time to live, and tags.
described = lambda: ddb.describe_time_to_live(TableName=TABLE)["TimeToLiveDescription"]
assert described()["TimeToLiveStatus"] == "DISABLED"
ddb.update_time_to_live(TableName=TABLE, TimeToLiveSpecification={"AttributeName": "until", "Enabled": True})
assert described() == {"TimeToLiveStatus": "ENABLED", "AttributeName": "until"}, described()
table_arn = ddb.describe_table(TableName=TABLE)["Table"]["TableArn"]
ddb.tag_resource(ResourceArn=table_arn, Tags=[{"Key": "app", "Value": "cruddur"}])
assert ddb.list_tags_of_resource(ResourceArn=table_arn)["Tags"] == [{"Key": "app", "Value": "cruddur"}]

# The codes of errors.
assert code(ddb.get_item, TableName="none", Key=item("a", "1")) == "ResourceNotFoundException"
assert code(ddb.get_item, TableName=TABLE, Key={"pk": {"S": "a"}}) == "ValidationException"
assert code(ddb.create_table, TableName=TABLE, BillingMode="PAY_PER_REQUEST", KeySchema=key("pk", "sk"),
            AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")]) == "ResourceInUseException"
assert code(ddb.put_item, TableName=TABLE, Item=item("a", "1"), **absent) == "ConditionalCheckFailedException"
assert code(ddb.describe_limits) in ("ValidationException", "UnknownOperationException")

ddb.delete_item(TableName=TABLE, Key=item("a", "1"))
assert "Item" not in ddb.get_item(TableName=TABLE, Key=item("a", "1"))
ddb.delete_table(TableName=TABLE)
ddb.get_waiter("table_not_exists").wait(TableName=TABLE, WaiterConfig={"Delay": 1, "MaxAttempts": 10})
print("done")
