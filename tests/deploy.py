"""Deploys the function BINARY for the stream of TABLE, in the AWS emulator that tests/servers starts.

    deploy.py ENDPOINT BINARY TABLE
"""

import io
import sys
import zipfile

import botocore.session

FUNCTION = "cruddur-messaging-stream"


def client(service):
    return botocore.session.get_session().create_client(
        service,
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )


def archive_of(binary):
    """Returns an archive with one file, `bootstrap`, as `cargo lambda build --output-format zip` makes it."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zip_file:
        entry = zipfile.ZipInfo("bootstrap")
        entry.external_attr = 0o755 << 16
        with open(binary, "rb") as file:
            zip_file.writestr(entry, file.read())
    return archive.getvalue()


def deploy(binary, table):
    client("lambda").create_function(
        FunctionName=FUNCTION,
        Runtime="provided.al2023",
        Handler="bootstrap",
        Role="arn:aws:iam::000000000000:role/cruddur",
        Timeout=30,
        Code={"ZipFile": archive_of(binary)},
        Environment={"Variables": {"TABLE_NAME": table, "AWS_ENDPOINT_URL": endpoint}},
    )
    description = client("dynamodb").describe_table(TableName=table)["Table"]
    client("lambda").create_event_source_mapping(
        FunctionName=FUNCTION,
        EventSourceArn=description["LatestStreamArn"],
        StartingPosition="TRIM_HORIZON",
        BatchSize=100,
        FunctionResponseTypes=["ReportBatchItemFailures"],
    )


endpoint, binary, table = sys.argv[1:]
deploy(binary, table)
