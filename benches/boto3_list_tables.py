"""Lists the tables at the endpoint that is its one argument, every page: boto3 at its best for this."""

import sys

import boto3

client = boto3.client("dynamodb", endpoint_url=sys.argv[1])
for page in client.get_paginator("list_tables").paginate():
    for name in page["TableNames"]:
        print(name)
