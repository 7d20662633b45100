//! The actors: they call the functions of the library that the commands call, in the same order.

use crate::handler;
use crate::invariants::messages;
use crate::network::Network;
use crate::people::People;
use crate::plan::{Command, Plan, To, USERS, imported, participant, seeded, seeds};
use crate::service::{Change, Service, TABLE, key_of};
use aws_lambda_events::event::dynamodb::Event;
use aws_sdk_dynamodb::types::AttributeValue;
use cruddur::Error;
use cruddur::db::{IdReport, IdState, IdUpdate, Proof, Users};
use cruddur::ddb::{Checkpoint, ShardPosition, Table};
use cruddur::event::Observer;
use cruddur::messaging::{
    Finding, Layout, NewMessage, Participant, Participants, Recipient, Seed, SeedRequest, TABLE_SCHEMA,
};
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
use tokio::time::{sleep, timeout};
use uuid::Uuid;

/// The interval between empty reads of the stream, and how many of them in a row are its end, as in `ddb stream apply --once`.
const POLL_INTERVAL: Duration = Duration::from_millis(200);
const MAX_EMPTY_READS: usize = 3;

/// How often Lambda sends a batch again.
const MAX_INVOCATIONS: usize = 8;

/// The timeout of a call of an actor.
pub const CALL_TIMEOUT: Duration = Duration::from_secs(10);

/// The beginning of the name of a call that is to the users database or to the pool.
pub const USERS_CALL: &str = "users: ";

/// What a run of a command ended with.
#[derive(Debug)]
pub enum End {
    Done,
    /// It failed. `may_be_done` is whether it says that the write may be done.
    Failed {
        error: String,
        may_be_done: bool,
        /// Whether it is refused since a user is not there, or is another one now.
        is_refused: bool,
    },
    /// What it says is not true.
    Lie(String),
}

impl From<Error> for End {
    fn from(error: Error) -> Self {
        let may_be_done = matches!(error, Error::MaybeWritten { .. });
        let is_refused = matches!(
            error,
            Error::NoUser(_)
                | Error::NotInConversation { .. }
                | Error::NoConversation { .. }
                | Error::OtherOwners { .. }
                | Error::MessageIdTaken { .. }
        );
        let mut text = error.to_string();
        let mut cause = std::error::Error::source(&error);
        while let Some(inner) = cause {
            text.push_str(&format!(": {inner}"));
            cause = inner.source();
        }
        Self::Failed { error: text, may_be_done, is_refused }
    }
}

fn failed(error: impl Into<String>) -> End {
    End::Failed { error: error.into(), may_be_done: false, is_refused: false }
}

/// What an actor works with.
#[derive(Clone)]
pub struct Desk {
    pub plan: Arc<Plan>,
    pub table: Table,
    pub target: Target,
    pub users: Users,
    pub people: Arc<People>,
    /// Whether users change in this schedule. If not, they are not looked up, and a call to them does not wait.
    pub users_change: bool,
    pub network: Arc<Network>,
    pub actor: usize,
    pub service: Arc<Mutex<Service>>,
    /// The directory of the records and the checkpoint of the actor.
    pub directory: PathBuf,
    /// The time of its clock.
    pub now: Timestamp,
    /// What its own random choices are drawn from.
    pub seed: u64,
}

impl Desk {
    /// Runs an operation of the users database or of the pool, which may fail before and after it like any other call.
    async fn of_users<T, E: Into<End>>(
        &self,
        operation: &str,
        run: impl Future<Output = Result<T, E>>,
    ) -> Result<T, End> {
        self.ask(&format!("{USERS_CALL}{operation}")).await?;
        let done = run.await.map_err(Into::into)?;
        self.ask(&format!("{USERS_CALL}answer to {operation}")).await?;
        Ok(done)
    }

    async fn ask(&self, operation: &str) -> Result<(), End> {
        if !self.users_change {
            return Ok(());
        }
        match timeout(CALL_TIMEOUT, self.network.ask(self.actor, operation)).await {
            Ok(Ok(Ok(reply))) if reply.status == 200 => Ok(()),
            _ => Err(failed(format!("{operation}: no answer"))),
        }
    }

    /// Returns a user as the users database has them.
    async fn user(&self, user: usize) -> Result<Participant, End> {
        if !self.users_change {
            return Ok(participant(user));
        }
        let [handle, ..] = USERS[user];
        self.of_users("look up a handle", self.users.by_handle(handle)).await.map(Into::into)
    }
}

/// Runs a command once.
pub async fn run(desk: Desk, command: Command) -> End {
    let ended = match command {
        Command::Message { from, to, text, has_id } => message(&desk, from, to, &text, has_id).await,
        Command::Backend { from, to, text, at } => put_message(&desk, from, to, &text, at).await,
        Command::Seed { reset } => seed(&desk, reset).await,
        Command::Import { skips } => import(&desk, skips).await,
        Command::Stream => apply_stream(&desk).await,
        Command::Handler => handle_records(&desk).await,
        Command::Repair { only } => repair(&desk, only).await.map(|_| ()),
        Command::UpdateIds => update_ids(&desk).await.map(|_| ()),
        Command::MakeAnew { user, has_new_row, has_new_sub } => make_anew(&desk, user, has_new_row, has_new_sub).await,
    };
    match ended {
        Ok(()) => End::Done,
        Err(end) => end,
    }
}

/// `ddb patterns create-message` and `create-conversation`.
async fn message(desk: &Desk, from: usize, to: To, text: &str, has_id: bool) -> Result<(), End> {
    let sender = desk.user(from).await?;
    let receiver = if let To::User(to) | To::New(to) = to { desk.user(to).await? } else { sender.clone() };
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
    let failed = |error| End::Failed { error: format!("{error:?}"), may_be_done: true, is_refused: false };
    put.send().await.map(drop).map_err(failed)
}

/// `ddb seed`.
async fn seed(desk: &Desk, reset: bool) -> Result<(), End> {
    let conversations = vec![seeded()];
    let participants = Participants::look_up(&desk.users, &conversations);
    let participants = desk.of_users("look up participants", participants).await?;
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

/// `ddb import --on-conflict overwrite --checkpoint FILE`, or `skip`.
async fn import(desk: &Desk, skips: bool) -> Result<(), End> {
    let (file, checkpoint) = (desk.directory.join("items.jsonl"), desk.directory.join("import.json"));
    let wanted = imported(skips);
    let lines: Vec<String> = wanted.iter().map(|item| json!({ "Item": item }).to_string()).collect();
    std::fs::write(&file, lines.join("\n")).unwrap();
    let lines = Decoder::new("items.jsonl", FileFormat::Jsonl, &TABLE_SCHEMA, open_export(&file)?)?.of_table(TABLE);
    let on_conflict = if skips { OnConflict::Skip } else { OnConflict::Overwrite };
    let import = Import::begin(desk.table.clone(), &file, on_conflict, Some(&checkpoint)).await?;
    let ended = import.run(lines, |_| {}).await;
    if let Some(error) = ended.failure {
        return Err(error.into());
    }
    let items = &desk.service.lock().unwrap().items;
    let count = wanted.iter().filter(|item| items.get(&key_of(item)) == Some(item)).count() as u64;
    let (done, wanted) = (ended.done.written + ended.done.kept, wanted.len() as u64);
    if done == wanted && count == wanted {
        return Ok(());
    }
    Err(End::Lie(format!("the import reports {done} items, and the table has {count} of {wanted}")))
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
/// shards come in any order, and a batch may come twice. Records that the function has not reported as failed never come again, also
/// if it is killed later.
async fn handle_records(desk: &Desk) -> Result<(), End> {
    let rng = &mut Rng::with_seed(desk.seed);
    let position = desk.directory.join("lambda");
    let mut next = std::fs::read_to_string(&position).map_or(0, |next| next.parse().unwrap());
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
        std::fs::write(&position, next.to_string()).unwrap();
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
    Err(failed("the function failed each time"))
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
        Some(user) => desk.table.scan_inbox_of(&desk.user(user).await?.user_uuid, &[]).await?,
        None => desk.table.scan_inboxes().await?,
    };
    let seeds = seeds();
    let current = desk.of_users("look up users", inbox_scan.current_users(&desk.users, &seeds)).await?;
    let findings = desk.table.examine(&inbox_scan, &current).await?;
    let mut unfixed = Vec::new();
    // Nothing can be done for a user who is gone and has no successor, and whose name no row and no message has.
    let is_wanted = |finding: &&Finding| finding.is_fixable() || !desk.users_change;
    let findings: Vec<&Finding> = findings.iter().filter(is_wanted).collect();
    for finding in &findings {
        if !desk.table.fix_inbox(&inbox_scan, &current, finding).await? {
            unfixed.push(format!("{finding:?}"));
        }
    }
    if let Some(first) = unfixed.first() {
        return Err(failed(format!("not fixed: {first}")));
    }
    Ok(findings.iter().map(|finding| format!("{:?} of {}", finding.problem, finding.owner)).collect())
}

/// `db update-cognito-user-ids`. Returns what it found and did.
pub async fn update_ids(desk: &Desk) -> Result<IdReport, End> {
    let version = desk.people.version();
    let pool = desk.of_users("ListUsers", desk.people.pool.all(None)).await?;
    let proof = Proof::required(&desk.target, false);
    let update = async {
        let report = desk.users.update_cognito_ids(pool.into(), proof, IdUpdate::All).await?;
        let ids = desk.people.ids();
        let is_lost = |row: &&cruddur::db::IdRow| {
            row.state == IdState::Changed && row.handle.as_ref().and_then(|handle| ids.get(handle)) != row.new.as_ref()
        };
        match report.rows.iter().find(is_lost) {
            Some(row) => Err(End::Lie(format!("{row:?} is reported as changed, and the rows have {ids:?}"))),
            None => Ok(report),
        }
    };
    let report = desk.of_users("update the ids", update).await?;
    desk.people.updated(version);
    Ok(report)
}

/// What the operator of the app does by SQL, and a user in the app.
async fn make_anew(desk: &Desk, user: usize, has_new_row: bool, has_new_sub: bool) -> Result<(), End> {
    let people = &desk.people;
    if has_new_row {
        desk.of_users("delete a row", async {
            people.delete_row(user);
            Ok::<_, End>(())
        })
        .await?;
    }
    if has_new_sub {
        desk.of_users("sign up", async {
            people.sign_up_again(user);
            Ok::<_, End>(())
        })
        .await?;
    }
    if has_new_row {
        desk.of_users("insert a row", async {
            people.insert_row(user);
            Ok::<_, End>(())
        })
        .await?;
    }
    Ok(())
}
