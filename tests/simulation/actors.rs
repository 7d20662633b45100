//! The actors: they call the functions of the library that the commands call, in the same order.

use crate::handler;
use crate::invariants::messages;
use crate::plan::{Command, Plan, To, imported, participant, seeded, uuid_of};
use crate::service::{Change, Service, TABLE, key_of};
use aws_lambda_events::event::dynamodb::Event;
use aws_sdk_dynamodb::types::AttributeValue;
use cruddur::Error;
use cruddur::db::Users;
use cruddur::ddb::{Checkpoint, ShardPosition, Table};
use cruddur::event::Observer;
use cruddur::messaging::seeds::Seeds;
use cruddur::messaging::{Layout, NewMessage, Participants, Recipient, Seed, SeedRequest, TABLE_SCHEMA};
use cruddur::stores;
use cruddur::target::Target;
use cruddur::timestamp::Timestamp;
use cruddur::transfer::{Decoder, FileFormat, Import, OnConflict, open_export};
use fastrand::Rng;
use lambda_runtime::Context;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::time::sleep;
use uuid::Uuid;

/// The interval between empty reads of the stream, and how many of them in a row are its end, as in `ddb stream apply --once`.
const POLL_INTERVAL: Duration = Duration::from_millis(200);
const MAX_EMPTY_READS: usize = 3;

/// How often Lambda sends a batch again.
const MAX_INVOCATIONS: usize = 8;

/// What a run of a command ended with.
#[derive(Debug)]
pub enum End {
    Done,
    /// It failed. `may_be_done` is whether it says that the write may be done.
    Failed {
        error: String,
        may_be_done: bool,
    },
    /// What it says is not true.
    Lie(String),
}

impl From<Error> for End {
    fn from(error: Error) -> Self {
        let may_be_done = matches!(error, Error::MaybeWritten { .. });
        let mut text = error.to_string();
        let mut cause = std::error::Error::source(&error);
        while let Some(inner) = cause {
            text.push_str(&format!(": {inner}"));
            cause = inner.source();
        }
        Self::Failed { error: text, may_be_done }
    }
}

/// What an actor works with.
#[derive(Clone)]
pub struct Desk {
    pub plan: Arc<Plan>,
    pub table: Table,
    pub target: Target,
    pub users: Users,
    pub service: Arc<Mutex<Service>>,
    /// The directory of the records and the checkpoint of the actor.
    pub directory: PathBuf,
    /// The time of its clock.
    pub now: Timestamp,
    /// What its own random choices are drawn from.
    pub seed: u64,
}

/// Runs a command once.
pub async fn run(desk: Desk, command: Command) -> End {
    let ended = match command {
        Command::Message { from, to, text, has_id } => message(&desk, from, to, &text, has_id).await,
        Command::Backend { from, to, text, at } => put_message(&desk, from, to, &text, at).await,
        Command::Seed { reset } => seed(&desk, reset).await,
        Command::Import => import(&desk).await,
        Command::Stream => apply_stream(&desk).await,
        Command::Handler => handle_records(&desk).await,
        Command::Repair { only } => repair(&desk, only).await.map(|_| ()),
    };
    match ended {
        Ok(()) => End::Done,
        Err(end) => end,
    }
}

/// `ddb patterns create-message` and `create-conversation`.
async fn message(desk: &Desk, from: usize, to: To, text: &str, has_id: bool) -> Result<(), End> {
    let (sender, receiver) =
        (participant(from), if let To::User(to) | To::New(to) = to { participant(to) } else { participant(from) });
    let layout = if desk.plan.is_model { Layout::Model } else { Layout::Flask };
    let to = match to {
        To::Conversation(at) => Recipient::Conversation(&desk.plan.conversations[at].id),
        To::User(_) => Recipient::User(&receiver, layout),
        To::New(_) => Recipient::NewConversation(&receiver, layout),
    };
    let uuid = has_id.then(|| Uuid::new_v5(&Uuid::NAMESPACE_OID, text.as_bytes()));
    let new = NewMessage { sender: &sender, to, text, now: desk.now, uuid };
    let pending = desk.table.prepare_message(&new).await?;
    let written = desk.table.write_message(pending, Some(&desk.directory)).await?;
    let item = written.pending.item()?;
    let key = ["pk", "sk"].map(|name| item[name].as_s().cloned().unwrap_or_default());
    let found = desk.service.lock().unwrap().items.get(&key.clone().into()).cloned();
    written.acknowledge();
    match found {
        Some(found) if found["message"]["S"] == text => Ok(()),
        found => Err(End::Lie(format!("{text:?} is reported at {key:?}, and the table has {found:?} there"))),
    }
}

/// What the app's backend does: a put that is the same each time.
async fn put_message(desk: &Desk, from: usize, to: usize, text: &str, at: Timestamp) -> Result<(), End> {
    let item = desk.plan.message(&desk.plan.conversations[to].id, from, at, text);
    let attributes = item
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| (name.clone(), AttributeValue::S(value["S"].as_str().unwrap_or_default().to_owned())));
    let put = desk.table.client().put_item().table_name(TABLE).set_item(Some(attributes.collect()));
    let failed = |error| End::Failed { error: format!("{error:?}"), may_be_done: true };
    put.send().await.map(drop).map_err(failed)
}

/// `ddb seed`.
async fn seed(desk: &Desk, reset: bool) -> Result<(), End> {
    let conversations = vec![seeded()];
    let participants = Participants::look_up(&desk.users, &conversations).await?;
    let sample = desk.table.sample().await?;
    let layout = sample.layout.unwrap_or(if desk.plan.is_model { Layout::Model } else { Layout::Flask });
    let until = desk.now.plus_seconds(-300);
    let table_is_empty = sample.is_empty;
    let request = SeedRequest { conversations, participants, until, layout, reset, table_is_empty };
    let seed = Seed::plan(&desk.table, request).await?;
    if !seed.is_unchanged() {
        seed.run().await?;
    }
    let items = &desk.service.lock().unwrap().items;
    match seeded().messages.iter().find(|message| messages(items, &message.text) == 0) {
        Some(message) => Err(End::Lie(format!("the seed is reported as complete, and lacks {:?}", message.text))),
        None => Ok(()),
    }
}

/// `ddb import --on-conflict overwrite --checkpoint FILE`.
async fn import(desk: &Desk) -> Result<(), End> {
    let (file, checkpoint) = (desk.directory.join("items.jsonl"), desk.directory.join("import.json"));
    let lines: Vec<String> = imported().iter().map(|item| json!({ "Item": item }).to_string()).collect();
    std::fs::write(&file, lines.join("\n")).unwrap();
    let lines = Decoder::new("items.jsonl", FileFormat::Jsonl, &TABLE_SCHEMA, open_export(&file)?)?.of_table(TABLE);
    let import = Import::begin(desk.table.clone(), &file, OnConflict::Overwrite, Some(&checkpoint)).await?;
    let ended = import.run(lines, |_| {}).await;
    if let Some(error) = ended.failure {
        return Err(error.into());
    }
    let items = &desk.service.lock().unwrap().items;
    let count = imported().iter().filter(|item| items.get(&key_of(item)) == Some(item)).count() as u64;
    match (ended.done.written, count) {
        (30, 30) => Ok(()),
        (written, count) => Err(End::Lie(format!("the import reports {written} items, and the table has {count}"))),
    }
}

/// `ddb stream apply --once --checkpoint FILE`.
async fn apply_stream(desk: &Desk) -> Result<(), End> {
    let path = desk.directory.join("stream.json");
    let checkpoint = Checkpoint::load(&path)?;
    desk.table.check_keys().await?;
    let mut stream =
        stores::stream(&desk.target, TABLE, ShardPosition::TrimHorizon, checkpoint, Observer::default()).await?;
    stream.checkpoint().save(&path)?;
    let mut empty_reads = 0;
    while empty_reads < MAX_EMPTY_READS {
        let Some(batch) = stream.next().await? else {
            empty_reads += 1;
            sleep(POLL_INTERVAL).await;
            continue;
        };
        empty_reads = 0;
        stream.apply(&batch, false).await?;
        stream.done(batch).await?;
        stream.checkpoint().save(&path)?;
    }
    Ok(())
}

/// What Lambda does: it sends the records of the stream in batches, and again from the first that failed. The batches of several
/// shards come in any order, and a batch may come twice.
async fn handle_records(desk: &Desk) -> Result<(), End> {
    let rng = &mut Rng::with_seed(desk.seed);
    let mut next = 0;
    loop {
        let changes = desk.service.lock().unwrap().changes.clone();
        if next == changes.len() {
            return Ok(());
        }
        let size = rng.usize(1..=(changes.len() - next).min(10));
        let mut batch: Vec<(usize, Change)> = changes.into_iter().enumerate().skip(next).take(size).collect();
        next += size;
        if rng.u32(..3) == 0 {
            rng.shuffle(&mut batch);
        }
        invoke(desk, batch.clone()).await?;
        if rng.u32(..4) == 0 {
            invoke(desk, batch).await?;
        }
        sleep(Duration::from_millis(rng.u64(..50))).await;
    }
}

async fn invoke(desk: &Desk, mut batch: Vec<(usize, Change)>) -> Result<(), End> {
    for _ in 0..MAX_INVOCATIONS {
        let records: Vec<Value> = batch.iter().map(record).collect();
        let event: Event = serde_json::from_value(json!({ "Records": records })).unwrap();
        let mut context = Context::default();
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis();
        context.deadline = u64::try_from(now).unwrap() + 30_000;
        let answer = handler::update_inboxes(&desk.table, event, &context).await;
        let failed: Vec<String> =
            answer.batch_item_failures.into_iter().filter_map(|failure| failure.item_identifier).collect();
        let Some(first) = batch.iter().position(|(number, _)| failed.contains(&number.to_string())) else {
            return Ok(());
        };
        batch.drain(..first);
        sleep(Duration::from_secs(1)).await;
    }
    Err(End::Failed { error: "the function failed each time".to_owned(), may_be_done: false })
}

fn record((number, change): &(usize, Change)) -> Value {
    let name = match (&change.old, &change.new) {
        (None, _) => "INSERT",
        (_, Some(_)) => "MODIFY",
        (_, None) => "REMOVE",
    };
    let (pk, sk) = &change.key;
    let mut record = json!({
        "eventID": number.to_string(),
        "eventName": name,
        "eventSource": "aws:dynamodb",
        "awsRegion": "us-east-1",
        "dynamodb": {
            "ApproximateCreationDateTime": 1_795_000_000.0,
            "Keys": { "pk": { "S": pk }, "sk": { "S": sk } },
            "SequenceNumber": number.to_string(),
            "SizeBytes": 100,
            "StreamViewType": "NEW_IMAGE",
        },
    });
    if let Some(item) = &change.new {
        record["dynamodb"]["NewImage"] = item.clone();
    }
    record
}

/// `ddb repair`. Returns what was wrong.
pub async fn repair(desk: &Desk, only: Option<usize>) -> Result<Vec<String>, End> {
    let inbox_scan = match only {
        Some(user) => desk.table.scan_inbox_of(&uuid_of(user), &[]).await?,
        None => desk.table.scan_inboxes().await?,
    };
    let current = inbox_scan.current_users(&desk.users, &Seeds::default()).await?;
    let findings = desk.table.examine(&inbox_scan, &current).await?;
    let mut unfixed = Vec::new();
    for finding in &findings {
        if !desk.table.fix_inbox(&inbox_scan, &current, finding).await? {
            unfixed.push(format!("{finding:?}"));
        }
    }
    if let Some(first) = unfixed.first() {
        return Err(End::Failed { error: format!("not fixed: {first}"), may_be_done: false });
    }
    Ok(findings.iter().map(|finding| format!("{:?} of {}", finding.problem, finding.owner)).collect())
}
