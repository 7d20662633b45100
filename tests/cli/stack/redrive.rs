//! `cruddur stack redrive`.

use super::real::{deployed, python, url};
use crate::support::{Output, World};
use serde_json::Value;

/// Writes a conversation whose inboxes are behind its newest message. Prints the first and the last sequence number, the shard and the
/// ARN of its records, and the URL of the queue.
const BEHIND: &str = r#"
db, streams, queue = client('dynamodb'), client('dynamodbstreams'), client('sqs')
def put(pk, sk, user, other, text):
    item = dict(pk=pk, sk=sk, user_uuid=other, handle=other, display_name=other, message=text, message_group_uuid='c-1')
    db.put_item(TableName=table, Item={name: dict(S=value) for name, value in item.items()})
put('GRP#londo', 'GRP#2026-11-22T11:00:00.000000+00:00', 'londo', 'bayko', 'old')
put('GRP#bayko', 'GRP#2026-11-22T11:00:00.000000+00:00', 'bayko', 'londo', 'old')
put('MSG#c-1', 'MSG#2026-11-22T11:30:00.000000+00:00', 'londo', 'londo', 'middle')
put('MSG#c-1', 'MSG#2026-11-22T11:40:00.000000+00:00', 'londo', 'londo', 'newest')
put('MSG#c-1', 'MSG#2026-11-22T11:50:00.000000+00:00', 'londo', 'londo', 'behind the range')
db.delete_item(TableName=table, Key=dict(pk=dict(S='MSG#c-1'), sk=dict(S='MSG#2026-11-22T11:50:00.000000+00:00')))
arn = db.describe_table(TableName=table)['Table']['LatestStreamArn']
shard = streams.describe_stream(StreamArn=arn)['StreamDescription']['Shards'][0]['ShardId']
it = streams.get_shard_iterator(StreamArn=arn, ShardId=shard, ShardIteratorType='TRIM_HORIZON')['ShardIterator']
numbers = [r['dynamodb']['SequenceNumber'] for r in streams.get_records(ShardIterator=it)['Records']]
url = [u for u in queue.list_queues()['QueueUrls'] if '/' + stack + '-MessagingStreamFailures' in u][0]
def send(first, last, shard=shard, arn=arn):
    info = dict(shardId=shard, startSequenceNumber=first, endSequenceNumber=last, batchSize=2, streamArn=arn)
    body = dict(requestContext=dict(condition='RetryAttemptsExhausted'), version='1.0', DDBStreamBatchInfo=info)
    return queue.send_message(QueueUrl=url, MessageBody=json.dumps(body))['MessageId']
def left():
    return queue.get_queue_attributes(QueueUrl=url, AttributeNames=['ApproximateNumberOfMessages'])['Attributes']['ApproximateNumberOfMessages']
def inboxes():
    rows = [i for i in db.scan(TableName=table)['Items'] if i['pk']['S'].startswith('GRP#')]
    return sorted(i['pk']['S'] + ' ' + i['sk']['S'] + ' ' + i['message']['S'] for i in rows)
"#;

fn aws(stack: &str, script: &str) -> String {
    python(&format!("stack, table = '{stack}', '{stack}-messages'\n{BEHIND}{script}"))
}

/// What is left of the messages and of the inboxes.
fn state(stack: &str) -> (String, String) {
    let reads = BEHIND.lines().filter(|line| !line.starts_with("put(") && !line.starts_with("db.delete_item"));
    let script = reads.collect::<Vec<_>>().join("\n");
    let text =
        python(&format!("stack, table = '{stack}', '{stack}-messages'\n{script}\nprint(left())\nprint(inboxes())"));
    let (left, inboxes) = text.split_once('\n').expect("two lines");
    (left.to_owned(), inboxes.to_owned())
}

fn redrive(world: &World, arguments: &str) -> Output {
    let at = url();
    world.run_line(&format!("stack redrive --stack-name {arguments} --endpoint-url {at} --insecure-http --output json"))
}

fn column(output: &Output, name: &str) -> Vec<Value> {
    output.rows().iter().map(|row| row[name].clone()).collect()
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn what_failed_is_processed_again_and_leaves_the_queue() {
    let world = deployed("redrive");
    let output = redrive(&world, "redrive --yes").ok();
    assert!(output.stderr.contains("the queue of failures is empty"), "{output}");
    aws("redrive", "send(numbers[2], numbers[3])");
    let old =
        "['GRP#bayko GRP#2026-11-22T11:00:00.000000+00:00 old', 'GRP#londo GRP#2026-11-22T11:00:00.000000+00:00 old']";
    let new = old.replace("11:00:00", "11:40:00").replace("old", "newest");
    let output = redrive(&world, "redrive").fails_with(5);
    assert!(
        output.stderr.contains(
            "account 000000000000, region ca-central-1, stack redrive, table redrive-messages, about 1 messages"
        ),
        "{output}"
    );
    let output = redrive(&world, "redrive --dry-run").ok();
    assert_eq!(
        (column(&output, "state"), column(&output, "updated")),
        (vec!["would be done".into()], vec![2.into()]),
        "{output}"
    );
    assert_eq!(state("redrive"), ("1".to_owned(), old.to_owned()));
    let output = redrive(&world, "redrive --yes").ok();
    assert_eq!(
        (column(&output, "state"), column(&output, "records")),
        (vec!["done".into()], vec![2.into()]),
        "{output}"
    );
    assert_eq!(state("redrive"), ("0".to_owned(), new.clone()));
    let output = redrive(&world, "redrive --yes").ok();
    assert!(output.stderr.contains("the queue of failures is empty"), "{output}");
    assert_eq!(state("redrive"), ("0".to_owned(), new));
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn what_cannot_be_processed_stays_in_the_queue() {
    let world = deployed("stays");
    aws(
        "stays",
        "for m in ['{}', 'nonsense', json.dumps(dict(DDBStreamBatchInfo=dict(shardId='s')))]: queue.send_message(QueueUrl=url, MessageBody=m)\n\
         send('1', numbers[3])\n\
         send(numbers[2], numbers[3], shard='shardId-1')\n\
         send(numbers[2], numbers[3], arn=arn.replace('stays-messages', 'other'))\n\
         send(numbers[2], numbers[3])",
    );
    let output = redrive(&world, "stays --yes").fails_with(6);
    let mut states: Vec<String> =
        column(&output, "state").iter().map(|state| state.as_str().unwrap().to_owned()).collect();
    states.sort();
    assert_eq!(states, ["done", "gone", "gone", "left", "left", "left", "left"], "{output}");
    assert!(
        output.stderr.contains("2 whose records are no longer in the stream, 4 that are not about this table"),
        "{output}"
    );
    assert!(output.stderr.contains("cruddur ddb repair --all --prod"), "{output}");
    let (left, inboxes) = state("stays");
    assert_eq!(left, "6");
    assert!(inboxes.contains("newest"), "{inboxes}");
    // Others can receive what stays, at once.
    let output = redrive(&world, "stays --yes").fails_with(6);
    assert_eq!(output.rows().len(), 6, "{output}");
    // What another run holds is not taken for an empty queue.
    aws(
        "stays",
        "for i in range(3): queue.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=60)",
    );
    let output = redrive(&world, "stays --yes").fails_with(6);
    assert!(output.stderr.contains("messages are hidden in the queue of failures"), "{output}");
    aws("stays", "queue.delete_queue(QueueUrl=url)");
    let output = redrive(&world, "stays --yes").fails_with(3);
    assert!(output.stderr.contains("aws sqs create-queue --queue-name stays-MessagingStreamFailures"), "{output}");
}
