//! `cruddur-messaging-stream`: the Lambda function behind the table's stream.
//!
//! Updates the inboxes of each conversation for its newest message, and returns the records for which this failed. Lambda
//! then sends all records from the first failed one on again (`ReportBatchItemFailures`). Updates that are done already
//! change nothing.
//! Source: Lambda developer guide, "Configuring partial batch response with DynamoDB and Lambda".

mod environment;

use aws_lambda_events::event::dynamodb::{Event, EventRecord};
use aws_lambda_events::event::streams::{DynamoDbBatchItemFailure, DynamoDbEventResponse};
use cruddur::ddb::{Item, RecordChange, StreamRecord, Table, check_table_name};
use cruddur::error::Result;
use cruddur::event::Observer;
use cruddur::messaging::{DEFAULT_INDEX, DEFAULT_TABLE, InboxCounts, by_conversation};
use cruddur::stores;
use cruddur::target::Stores;
use lambda_runtime::tracing::{error, info, warn};
use lambda_runtime::{Context, LambdaEvent, service_fn};
use std::convert::Infallible;
use std::time::Duration;
use tokio::time::Instant;

/// The timeout of one call: the time in which a function waits is billed.
const CALL_TIMEOUT: Duration = Duration::from_secs(10);

/// The time of an invocation that is reserved for the response.
const MARGIN: Duration = Duration::from_millis(500);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    environment::log_as_json();
    let table = open().await.inspect_err(|fault| error!(error = environment::chain(fault), "cannot start"))?;
    let handler = service_fn(|event: LambdaEvent<Event>| {
        let table = &table;
        async move { Ok::<_, Infallible>(update_inboxes(table, event.payload, &event.context).await) }
    });
    lambda_runtime::run(handler).await
}

/// Opens the table that `TABLE_NAME` names, with the index that `GSI_NAME` names.
async fn open() -> Result<Table> {
    let name = environment::var("TABLE_NAME").unwrap_or_else(|| DEFAULT_TABLE.to_owned());
    check_table_name(&name)?;
    let target = environment::target(Stores { messages: true, ..Stores::default() }, CALL_TIMEOUT).await?;
    let table = stores::table(&target, &name, Observer::default()).await?;
    Ok(table.with_index(environment::var("GSI_NAME").unwrap_or_else(|| DEFAULT_INDEX.to_owned())))
}

/// Updates the inboxes for a batch of records, and returns the records for which this failed. The simulation in `tests/simulation/`
/// calls it too.
pub async fn update_inboxes(table: &Table, event: Event, context: &Context) -> DynamoDbEventResponse {
    let records: Vec<StreamRecord> = event.records.into_iter().filter_map(record).collect();
    let deadline = environment::deadline(context, MARGIN);
    let (mut total, mut failed) = (InboxCounts::default(), Vec::new());
    let has_lost_its_image = |record: &&StreamRecord| record.change != RecordChange::Remove && record.image.is_none();
    for record in records.iter().filter(has_lost_its_image) {
        error!("a record without an image: the table's stream must have new images");
        failed.push(failure(record));
    }
    for key in records.iter().filter_map(StreamRecord::without_text) {
        warn!(key, "a message has no text that an inbox could show, and is left out");
    }
    for conversation in by_conversation(&records) {
        let conversation_id =
            conversation.first().and_then(|record| record.message()).map(|message| message.conversation_id);
        // Boxed, because the nested futures of the runtime would exceed the compiler's recursion limit.
        let update_inboxes = Box::pin(table.update_inboxes_for_newest(&conversation, false));
        // Half of the time that is left: a conversation that hangs leaves time for the others.
        let left = deadline.saturating_duration_since(Instant::now());
        match tokio::time::timeout(left / 2, update_inboxes).await {
            Ok(Ok(inboxes)) => {
                total += inboxes;
                if inboxes.missing > 0 {
                    warn!(
                        conversation_id,
                        "an inbox has lost this conversation: cruddur ddb repair --all --prod finds out which"
                    );
                }
                continue;
            }
            Ok(Err(fault)) => {
                error!(
                    conversation_id,
                    error = environment::chain(&fault),
                    "inboxes not updated: Lambda sends the records again"
                );
            }
            Err(_) => error!(conversation_id, "inboxes not updated in time: Lambda sends the records again"),
        }
        failed.extend(conversation.iter().map(|record| failure(record)));
    }
    let InboxCounts { updated, current, missing } = total;
    info!(records = records.len(), updated, current, missing, failed = failed.len(), "inboxes updated");
    let mut answer = DynamoDbEventResponse::default();
    answer.batch_item_failures = failed;
    answer
}

/// Returns the response item that makes Lambda send a record again.
fn failure(record: &StreamRecord) -> DynamoDbBatchItemFailure {
    let mut failure = DynamoDbBatchItemFailure::default();
    failure.item_identifier = Some(record.sequence_number.clone());
    failure
}

/// Converts a record of the event into one of the library; `None` for an event name that is not known.
fn record(record: EventRecord) -> Option<StreamRecord> {
    let change = match record.event_name.as_str() {
        "INSERT" => RecordChange::Insert,
        "MODIFY" => RecordChange::Modify,
        "REMOVE" => RecordChange::Remove,
        _ => return None,
    };
    let image = Item::from(record.change.new_image);
    Some(StreamRecord {
        change,
        keys: record.change.keys.into(),
        image: (!image.is_empty()).then_some(image),
        sequence_number: record.change.sequence_number.unwrap_or_default(),
        created: None,
    })
}
