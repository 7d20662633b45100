//! Inboxes that are out of step: rows that were lost, that are behind, that are there twice, that show an old name, or that belong
//! to a user who is in no users database.
//!
//! A survey finds what looks wrong; what is then read again, consistently, and still is wrong, is a finding. So a message that is
//! written meanwhile is none.

use super::group_rows::{InboxUpdate, layout_of};
use super::model::{Conversation, MESSAGE, Message, Participant};
use super::patterns::{Order, Period};
use super::row::Stored;
use super::row::{Keyed, Row, newest};
use super::seeds::Seeds;
use crate::db::Users;
use crate::ddb::Table;
use crate::ddb::item::Item;
use crate::ddb::scan::ScanRequest;
use crate::ddb::transaction::{Action, Outcome, has_changed};
use crate::error::{Error, NoUser, Result};
use crate::timestamp::Timestamp;
use futures_util::stream::{self, StreamExt, TryStreamExt};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// How many microseconds that other conversations have are passed over.
const MOMENTS: i64 = 1_000;

/// How many of the newest keys of a conversation are looked at for its newest message.
const NEWEST: usize = 25;

/// How many conversations are read at once.
const AT_ONCE: usize = 8;

/// How many items a sample has at most.
const SAMPLE: usize = 1_000;

/// How many messages are written again in one transaction.
const BATCH: usize = 25;

/// How many conversations of a survey are looked at for how far their inboxes are behind.
const LAG_SAMPLE: usize = 20;

/// How old a message has to be, in seconds, before an inbox that does not show it is behind: what follows the stream takes its
/// time.
const GRACE: i64 = 60;

/// How often a conversation that somebody else changes meanwhile is examined again.
const TRIES: usize = 4;

/// What is wrong with a conversation in an inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The inbox has no row of it.
    Missing,
    /// The row is older than the newest message.
    Behind,
    /// The row shows another message than the newest one.
    Other,
    /// Several rows are there.
    Doubled,
    /// The row shows a name or a handle that the other does not have any more.
    Renamed,
    /// It names a user who is in no users database.
    Gone,
    /// Who takes part is not known: it is not two who wrote or have a row.
    Unknown,
}

/// Something wrong in an inbox.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The conversation's id.
    pub conversation_id: String,
    /// The `uuid` of the user whose inbox it is.
    pub owner: String,
    /// What is wrong.
    pub problem: Problem,
    /// What the row shows.
    pub found: Option<String>,
    /// What it should show.
    pub wanted: Option<String>,
    /// What fixes it; `None` where nothing does.
    step: Option<Step>,
}

/// What fixes a finding.
#[derive(Debug, Clone)]
enum Step {
    /// A group row is written, in the place of others.
    Row(Box<InboxUpdate>),
    /// Messages get another sender's id.
    Senders { sender: String, successor: String },
}

impl Finding {
    /// Whether it can be fixed.
    pub fn is_fixable(&self) -> bool {
        self.step.is_some()
    }
}

/// The participants of a survey as the users database has them now.
#[derive(Debug, Clone, Default)]
pub struct CurrentUsers {
    /// Those who are there, by `uuid`.
    here: HashMap<String, Participant>,
    /// Those who are there and have no handle or no display name, by `uuid`.
    unnamed: BTreeSet<String>,
    /// For the `uuid` of one who is gone the user who is the same person.
    successors: HashMap<String, Participant>,
    /// The conversations of the seeds.
    seeded: BTreeSet<String>,
}

impl CurrentUsers {
    /// The handle of somebody who is in the users database.
    pub fn handle(&self, uuid: &str) -> Option<&str> {
        self.here.get(&canonical(uuid)).map(|participant| participant.handle.as_str())
    }

    /// Whether a conversation is one of the seeds.
    pub fn is_seeded(&self, conversation_id: &str) -> bool {
        self.seeded.contains(conversation_id)
    }

    /// A user as the users database has them now, or who has taken their place.
    fn now(&self, uuid: &str) -> Option<&Participant> {
        self.here.get(&canonical(uuid)).or_else(|| self.successors.get(uuid))
    }

    /// Whether somebody is in no users database, and nobody has taken their place.
    fn lacks(&self, uuid: &str) -> bool {
        self.now(uuid).is_none() && !self.unnamed.contains(&canonical(uuid))
    }

    /// How many users are there and have no handle or no display name.
    pub fn unnamed(&self) -> usize {
        self.unnamed.len()
    }

    /// The `uuid` of a user now.
    fn id<'a>(&'a self, uuid: &'a str) -> &'a str {
        self.successors.get(uuid).map_or(uuid, |successor| &successor.user_uuid)
    }
}

/// A UUID as the users database writes it; what is none is left as it is.
fn canonical(uuid: &str) -> String {
    Uuid::try_parse(uuid).map_or_else(|_| uuid.to_owned(), |uuid| uuid.to_string())
}

/// What is known of a conversation.
#[derive(Debug, Default)]
struct ConversationState {
    newest: Option<Keyed<Message>>,
    rows: Vec<Stored>,
    /// Everybody who wrote, has a row or is named by one.
    participants: BTreeMap<String, Participant>,
    /// Those of them who wrote.
    senders: BTreeSet<String>,
    /// How many messages have no text, or one that is not a string.
    without_text: usize,
}

impl ConversationState {
    fn add_message(&mut self, found: Keyed<Message>) {
        self.add_participant(&found.row.sender);
        self.senders.insert(found.row.sender.user_uuid.clone());
        // No inbox can show a message without a text.
        if found.row.text.is_empty() {
            self.without_text += 1;
        } else if self.newest.as_ref().is_none_or(|newest| found.row.created.order() > newest.row.created.order()) {
            self.newest = Some(found);
        }
    }

    fn add_row(&mut self, found: Stored) {
        self.add_participant(&found.row.other);
        self.add_participant(&Participant { user_uuid: found.row.owner.clone(), ..Participant::default() });
        self.rows.push(found);
    }

    /// Adds somebody, whose name may be known from elsewhere. Who has no id is nobody.
    fn add_participant(&mut self, participant: &Participant) {
        if participant.user_uuid.is_empty() {
            return;
        }
        let state = self.participants.entry(participant.user_uuid.clone()).or_default();
        if state.handle.is_empty() {
            state.clone_from(participant);
        }
    }

    /// What is wrong, with the participants as they are now.
    fn findings(&self, conversation_id: &str, current: &CurrentUsers) -> Vec<Finding> {
        let lost: Vec<&Participant> =
            self.participants.values().filter(|participant| current.lacks(&participant.user_uuid)).collect();
        let mut findings: Vec<Finding> = lost.iter().map(|participant| gone(conversation_id, participant)).collect();
        // Rows without any message are not ours to judge.
        let Some(newest) = &self.newest else { return findings };
        findings.extend(self.senders.iter().filter_map(|sender| of_messages(conversation_id, sender, current)));
        // A user whom the users database does not name goes by the name in the rows.
        let named = self.participants.values().filter(|participant| !current.lacks(&participant.user_uuid));
        let named = named.map(|participant| current.now(&participant.user_uuid).unwrap_or(participant));
        let here: BTreeMap<&str, &Participant> = named.map(|now| (now.user_uuid.as_str(), now)).collect();
        let participants: Vec<&Participant> = here.values().chain(&lost).copied().collect();
        let pairs = match participants[..] {
            [first, second] => vec![(first, second), (second, first)],
            // A conversation with oneself.
            [only] if self.rows.iter().any(|found| found.row.owner == found.row.other.user_uuid) => vec![(only, only)],
            _ if !lost.is_empty() => return findings,
            _ => {
                let (owner, problem) = (newest.row.sender.user_uuid.clone(), Problem::Unknown);
                let found = Some(format!("{} participants", participants.len()));
                findings.push(Finding {
                    conversation_id: conversation_id.to_owned(),
                    owner,
                    problem,
                    found,
                    wanted: None,
                    step: None,
                });
                return findings;
            }
        };
        // Nobody reads the inbox of a user who is gone.
        let here = pairs.into_iter().filter(|(owner, _)| !current.lacks(&owner.user_uuid));
        findings.extend(here.filter_map(|(owner, other)| self.finding(newest, owner, other, current)));
        findings
    }

    fn finding(
        &self,
        latest: &Keyed<Message>,
        owner: &Participant,
        other: &Participant,
        current: &CurrentUsers,
    ) -> Option<Finding> {
        let (message, conversation_id) = (&latest.row, latest.row.conversation_id.clone());
        let rows: Vec<_> = self.rows.iter().filter(|found| current.id(&found.row.owner) == owner.user_uuid).collect();
        let last = newest(rows.iter().copied());
        let is_right = last.is_some_and(|last| shows(&last.row, message));
        // What the users database says, else what the row has, else what messages say.
        let named = current.now(&other.user_uuid);
        let other = named.or_else(|| last.map(|last| &last.row.other)).unwrap_or(other);
        let row = Conversation {
            owner: owner.user_uuid.clone(),
            conversation_id: conversation_id.clone(),
            last_reply: last.filter(|_| is_right).map_or(&message.created, |last| &last.row.last_reply).clone(),
            other: other.clone(),
            last_message: message.text.clone(),
        };
        let is_of_gone = |found: &Stored| {
            current.successors.contains_key(&found.row.owner)
                || current.successors.contains_key(&found.row.other.user_uuid)
        };
        let problem = match last {
            None => Problem::Missing,
            Some(_) if rows.iter().any(|found| is_of_gone(found)) => Problem::Gone,
            Some(_) if rows.len() > 1 => Problem::Doubled,
            Some(last) if last.row.last_reply.at < message.created.at => Problem::Behind,
            Some(_) if !is_right => Problem::Other,
            Some(last) if last.row.other != row.other => Problem::Renamed,
            Some(_) => return None,
        };
        let shown =
            |row: &Conversation| format!("{} {}: {}", row.last_reply.shown(), row.other.handle, row.last_message);
        // A row has a name and a time, or it is none.
        let is_whole = !row.other.handle.is_empty() && row.last_reply.at.is_some();
        Some(Finding {
            conversation_id,
            owner: owner.user_uuid.clone(),
            problem,
            found: last.map(|last| shown(&last.row)),
            wanted: is_whole.then(|| shown(&row)),
            step: is_whole.then(|| {
                Step::Row(Box::new(match rows.is_empty() {
                    true => InboxUpdate::insert_row(row, layout_of(&latest.key)),
                    false => InboxUpdate::replacing(rows.into_iter().cloned().collect(), row),
                }))
            }),
        })
    }
}

/// Somebody who is in no users database, and whose place nobody is known to have taken.
fn gone(conversation_id: &str, participant: &Participant) -> Finding {
    Finding {
        conversation_id: conversation_id.to_owned(),
        owner: participant.user_uuid.clone(),
        problem: Problem::Gone,
        found: Some(participant.handle.clone()).filter(|handle| !handle.is_empty()),
        wanted: None,
        step: None,
    }
}

/// The messages of one who is gone, and whose place somebody has taken.
fn of_messages(conversation_id: &str, sender: &str, current: &CurrentUsers) -> Option<Finding> {
    let successor = current.successors.get(sender)?;
    Some(Finding {
        conversation_id: conversation_id.to_owned(),
        owner: sender.to_owned(),
        problem: Problem::Gone,
        found: Some(format!("messages of {}", successor.handle)),
        wanted: Some(format!("messages of {} ({})", successor.handle, successor.user_uuid)),
        step: Some(Step::Senders { sender: sender.to_owned(), successor: successor.user_uuid.clone() }),
    })
}

/// Whether a row shows a message: its text, at its time or the moments after, which other conversations may have had.
fn shows(row: &Conversation, message: &Message) -> bool {
    let after = row.last_reply.at.zip(message.created.at).map(|(row, message)| row.micros_since(message));
    row.last_message == message.text && after.is_some_and(|micros| (0..=MOMENTS).contains(&micros))
}

/// What a table or a part of it says of conversations: of each the newest message, the group rows and the participants.
#[derive(Debug, Default)]
pub struct InboxScan {
    conversations: BTreeMap<String, ConversationState>,
    /// The one whose inbox is meant; `None` for all.
    only: Option<String>,
    /// How many messages have no text, or one that is not a string: no inbox can show them.
    pub without_text: usize,
    /// How many items were read.
    pub items: usize,
    /// Whether these are all there are.
    pub is_whole: bool,
}

impl InboxScan {
    fn add(&mut self, item: &Item) {
        // Without an id it is no conversation.
        if let Some(found) = Keyed::<Message>::read(item).filter(|found| !found.row.conversation_id.is_empty()) {
            self.without_text += usize::from(found.row.text.is_empty());
            self.state(&found.row.conversation_id).add_message(found);
        } else if let Some(found) = <Stored>::read(item).filter(|found| !found.row.conversation_id.is_empty()) {
            self.state(&found.row.conversation_id).add_row(found);
        }
    }

    fn state(&mut self, conversation_id: &str) -> &mut ConversationState {
        self.conversations.entry(conversation_id.to_owned()).or_default()
    }

    /// The `uuid`s of everybody who takes part in something.
    fn uuids(&self) -> BTreeSet<&String> {
        self.conversations.values().flat_map(|state| state.participants.keys()).collect()
    }

    /// How many take part in something.
    pub fn participants(&self) -> usize {
        self.uuids().len()
    }

    /// How many messages were read that have no text, or one that is not a string: no inbox can show them.
    pub fn without_text(&self) -> usize {
        self.conversations.values().map(|state| state.without_text).sum()
    }

    /// Everybody who is in no users database, whether or not somebody has taken their place.
    pub fn gone(&self, current: &CurrentUsers) -> Vec<&Participant> {
        let all = self.conversations.values().flat_map(|state| state.participants.values());
        let is_there = |uuid: &str| current.handle(uuid).is_some() || current.unnamed.contains(&canonical(uuid));
        let gone = all.filter(|participant| !is_there(&participant.user_uuid));
        gone.map(|participant| (&participant.user_uuid, participant))
            .collect::<BTreeMap<_, _>>()
            .into_values()
            .collect()
    }

    /// Looks up the participants. One who is gone is known to be the same person as a user where they take part in a conversation
    /// of `seeds`, which say that handle's e-mail address, and the users database has exactly one user of both. A handle
    /// alone says nothing: anybody may have taken it since.
    ///
    /// # Errors
    /// The database errors of [`Error`].
    pub async fn current_users(&self, users: &Users, seeds: &Seeds) -> Result<CurrentUsers> {
        let found = users.by_uuids(self.uuids().into_iter().cloned().collect()).await?;
        let mut current = CurrentUsers {
            here: found.users.into_iter().map(|user| (user.uuid.clone(), user.into())).collect(),
            unnamed: found.unnamed.into_iter().collect(),
            seeded: seeds.conversations.iter().map(|conversation| conversation.conversation_id.clone()).collect(),
            successors: HashMap::new(),
        };
        for (uuid, handle) in self.seeded(seeds) {
            if !current.lacks(uuid) {
                continue;
            }
            let email = seeds.users.iter().find(|user| user.handle == handle).map(|user| &user.email);
            match users.by_handle(handle).await {
                Ok(user) if email.is_some() && users.email_of(&user.uuid).await?.as_ref() == email => {
                    current.here.insert(user.uuid.clone(), user.clone().into());
                    current.successors.insert(uuid.to_owned(), user.into());
                }
                Ok(_) | Err(Error::NoUser(NoUser::Handle { .. }) | Error::AmbiguousUser { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(current)
    }

    /// The participants of conversations of the seeds whom these name, by `uuid` and handle.
    fn seeded<'a>(&'a self, seeds: &'a Seeds) -> impl Iterator<Item = (&'a str, &'a str)> {
        seeds.conversations.iter().flat_map(|conversation| {
            let current = self
                .conversations
                .get(&conversation.conversation_id)
                .into_iter()
                .flat_map(|state| state.participants.values());
            let named = current.filter(|participant| conversation.between.contains(&participant.handle));
            named.map(|participant| (participant.user_uuid.as_str(), participant.handle.as_str()))
        })
    }
}

/// How far inboxes are behind the messages, by a sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct InboxLag {
    /// How many conversations were looked at: those of a survey that have a row and a message, at most 20.
    pub conversations: usize,
    /// In how many of them an inbox shows an older message than the newest one, which is more than a minute old.
    pub behind: usize,
    /// By how much the row that is furthest behind is older than the newest message, in seconds.
    pub most: i64,
}

impl InboxLag {
    /// Adds a conversation: its newest message, and the rows that show it.
    fn add(&mut self, newest: Timestamp, rows: &[Stored], now: Timestamp) {
        self.conversations += 1;
        let mut shown: BTreeMap<&str, Timestamp> = BTreeMap::new();
        for (owner, at) in rows.iter().filter_map(|found| Some((found.row.owner.as_str(), found.row.last_reply.at?))) {
            shown.entry(owner).and_modify(|have| *have = at.max(*have)).or_insert(at);
        }
        let lag = shown.values().map(|at| newest.micros_since(*at)).max().unwrap_or_default();
        if lag > 0 && now.micros_since(newest) > GRACE * 1_000_000 {
            self.behind += 1;
            self.most = self.most.max(lag / 1_000_000);
        }
    }
}

impl Table {
    /// How far the inboxes of a survey are behind at `now`: their rows are compared with the newest message of each conversation,
    /// which is read where the survey did not read the whole table.
    ///
    /// # Errors
    /// The service errors of [`Error`].
    pub async fn inbox_lag(&self, inbox_scan: &InboxScan, now: Timestamp) -> Result<InboxLag> {
        let sample = inbox_scan.conversations.iter().filter(|(_, state)| !state.rows.is_empty()).take(LAG_SAMPLE);
        let looked_up = sample.map(async |(conversation_id, state)| {
            let read = if inbox_scan.is_whole { Vec::new() } else { self.newest_of(conversation_id, false).await? };
            let newest = state.newest.iter().chain(&read).filter_map(|found| found.row.created.at).max();
            Ok::<_, Error>((newest, &state.rows))
        });
        let found: Vec<_> = stream::iter(looked_up).buffer_unordered(AT_ONCE).try_collect().await?;
        let mut lag = InboxLag::default();
        for (newest, rows) in found {
            if let Some(newest) = newest {
                lag.add(newest, rows, now);
            }
        }
        Ok(lag)
    }

    /// Reads the whole table once; of each conversation only the newest message and the group rows are kept.
    ///
    /// # Errors
    /// [`Error::NoTable`], [`Error::OtherKeys`] and the service errors.
    pub async fn scan_inboxes(&self) -> Result<InboxScan> {
        self.check_keys().await?;
        self.scan_inboxes_up_to(None).await
    }

    /// Reads the first items of the table, at most 1,000.
    ///
    /// # Errors
    /// As [`Table::inbox_scan`].
    pub async fn sample_inboxes(&self) -> Result<InboxScan> {
        self.scan_inboxes_up_to(Some(SAMPLE)).await
    }

    async fn scan_inboxes_up_to(&self, limit: Option<usize>) -> Result<InboxScan> {
        let mut inbox_scan = InboxScan { is_whole: true, ..InboxScan::default() };
        let mut pages = self.scan(&ScanRequest { segments: 1, limit, ..ScanRequest::default() });
        while let Some(page) = pages.recv().await {
            let page = page?;
            inbox_scan.items += page.items.len();
            page.items.iter().for_each(|item| inbox_scan.add(item));
            if limit.is_some_and(|limit| inbox_scan.items >= limit) {
                inbox_scan.is_whole = page.next.is_none();
                break;
            }
        }
        Ok(inbox_scan)
    }

    /// Reads the inbox of one user, and the conversations in it. One that this inbox has lost is found in the inbox of its other
    /// participant, where that is one of `others`; no index leads from a user to a conversation.
    ///
    /// # Errors
    /// As [`Table::inbox_scan`].
    pub async fn scan_inbox_of(&self, user: &str, others: &[String]) -> Result<InboxScan> {
        self.check_keys().await?;
        let mut inbox_scan = InboxScan { only: Some(user.to_owned()), ..InboxScan::default() };
        let mut inbox = self.inbox(user);
        while let Some(found) = inbox.next().await? {
            inbox_scan.state(&found.row.conversation_id).add_row(found);
        }
        for other in others.iter().filter(|other| *other != user) {
            let mut inbox = self.inbox(other);
            while let Some(found) = inbox.next().await? {
                if found.row.other.user_uuid == user {
                    inbox_scan.state(&found.row.conversation_id).add_row(found);
                }
            }
        }
        inbox_scan.conversations.remove("");
        let newest = inbox_scan.conversations.iter_mut().map(async |(conversation_id, state)| {
            let found = self.newest_of(conversation_id, false).await?;
            found.into_iter().for_each(|found| state.add_message(found));
            Ok::<_, Error>(())
        });
        stream::iter(newest).buffer_unordered(AT_ONCE).try_collect::<()>().await?;
        Ok(inbox_scan)
    }

    /// The messages of the newest keys of a conversation.
    async fn newest_of(&self, conversation_id: &str, is_consistent: bool) -> Result<Vec<Keyed<Message>>> {
        let partition = Message::partition(conversation_id);
        let rows = self.rows(MESSAGE, partition, Period::default(), Order::NewestFirst, Some(NEWEST));
        if is_consistent { rows.consistent() } else { rows }.take(Some(NEWEST)).await
    }

    /// What is wrong in the inboxes that a survey is of. What looked wrong in it is read again, since others may write meanwhile.
    ///
    /// # Errors
    /// The service errors of [`Error`].
    pub async fn examine(&self, inbox_scan: &InboxScan, current: &CurrentUsers) -> Result<Vec<Finding>> {
        let is_meant =
            |finding: &Finding| inbox_scan.only.as_ref().is_none_or(|owner| current.id(&finding.owner) == owner);
        let mut findings = Vec::new();
        for (conversation_id, state) in &inbox_scan.conversations {
            if state.findings(conversation_id, current).iter().any(is_meant) {
                let now = self.state_now(conversation_id, state).await?;
                findings.extend(now.findings(conversation_id, current).into_iter().filter(is_meant));
            }
        }
        // The conversations of the seeds tell who has taken whose place: a run that is cut short leaves them to the next.
        findings.sort_by_key(|finding| finding.problem == Problem::Gone && current.is_seeded(&finding.conversation_id));
        Ok(findings)
    }

    /// Fixes one finding of a survey; false where that cannot be done, or somebody else changes the conversation again and again.
    ///
    /// # Errors
    /// The service errors of [`Error`].
    pub async fn fix_inbox(&self, inbox_scan: &InboxScan, current: &CurrentUsers, finding: &Finding) -> Result<bool> {
        let mut finding = finding.clone();
        for _ in 0..TRIES {
            let done = match &finding.step {
                None => return Ok(false),
                Some(Step::Row(step)) => self.write_row(&finding, step).await?,
                Some(Step::Senders { sender, successor }) => {
                    self.change_sender(&finding.conversation_id, sender, successor).await?
                }
            };
            if done {
                return Ok(true);
            }
            let Some(before) = inbox_scan.conversations.get(&finding.conversation_id) else { return Ok(false) };
            let now =
                self.state_now(&finding.conversation_id, before).await?.findings(&finding.conversation_id, current);
            match now.into_iter().find(|now| now.owner == finding.owner && now.is_fixable()) {
                Some(now) => finding = now,
                // Somebody else has fixed it.
                None => return Ok(true),
            }
        }
        Ok(false)
    }

    /// Writes the row of a finding, in one transaction; false where somebody else changed the inbox meanwhile.
    async fn write_row(&self, finding: &Finding, step: &InboxUpdate) -> Result<bool> {
        if finding.problem == Problem::Missing && self.row_of(&finding.owner, &finding.conversation_id).await?.is_some()
        {
            return Ok(false);
        }
        let mut step = step.clone();
        for _ in 0..MOMENTS {
            let actions = step.actions()?;
            match self.transact_write(&actions).await? {
                Outcome::Done => return Ok(true),
                Outcome::Refused(refused) if has_changed(&actions, &refused) => return Ok(false),
                // Its key is taken: by another conversation, or by a row that somebody else wrote meanwhile.
                Outcome::Refused(_) if self.has_taken_place(&step).await? => return Ok(false),
                Outcome::Refused(_) => step.row.advance(),
            }
        }
        Ok(false)
    }

    /// Whether the key of a row holds one of the same conversation.
    async fn has_taken_place(&self, step: &InboxUpdate) -> Result<bool> {
        Ok(self.stored(&step.key()?, &step.row.conversation_id).await?.is_some())
    }

    /// Gives the messages of `sender` in a conversation the id of `successor`; false where somebody else changed one meanwhile.
    async fn change_sender(&self, conversation_id: &str, sender: &str, successor: &str) -> Result<bool> {
        let partition = Message::partition(conversation_id);
        let rows = self.rows::<Stored<Message>>(MESSAGE, partition, Period::default(), Order::OldestFirst, None);
        let (mut rows, mut actions, mut is_done) = (rows.consistent(), Vec::new(), true);
        loop {
            let found = rows.next().await?;
            let is_last = found.is_none();
            let of_sender = found.filter(|found| found.row.sender.user_uuid == sender);
            actions.extend(of_sender.map(|found| found.put_with("user_uuid", successor)));
            if actions.len() == BATCH || is_last {
                let batch: Vec<Action> = std::mem::take(&mut actions);
                is_done &= self.transact_write(&batch).await? == Outcome::Done;
            }
            if is_last {
                return Ok(is_done);
            }
        }
    }

    /// A conversation as it is in the table now: the inboxes first, so that a message that is written meanwhile makes none of
    /// them look newer than it. Rows are read by the keys that the survey or the index has of them; an inbox that has none of
    /// these is searched.
    async fn state_now(&self, conversation_id: &str, before: &ConversationState) -> Result<ConversationState> {
        let mut now = ConversationState {
            participants: before.participants.clone(),
            senders: before.senders.clone(),
            ..ConversationState::default()
        };
        let mut keys: Vec<Item> = before.rows.iter().map(Stored::key).collect();
        for found in self.indexed_rows(conversation_id).await? {
            if !keys.contains(&found.key) {
                keys.push(found.key);
            }
        }
        for key in keys {
            if let Some(found) = self.stored(&key, conversation_id).await? {
                now.add_row(found);
            }
        }
        let mut read: BTreeSet<String> = now.rows.iter().map(|found| found.row.owner.clone()).collect();
        // Whoever turns up in one inbox has another.
        while let Some(owner) = now.participants.keys().find(|owner| !read.contains(*owner)).cloned() {
            // One without a row is read again: it may have been in the middle of a move.
            let rows = self.rows_in_again(&owner, conversation_id, usize::MAX).await?;
            rows.into_iter().for_each(|found| now.add_row(found));
            read.insert(owner);
        }
        self.newest_of(conversation_id, true).await?.into_iter().for_each(|found| now.add_message(found));
        // Keys that are no times sort elsewhere; what the survey found is still the newest if it is still there.
        if let Some(found) = &before.newest
            && self.is_there(&found.key).await?
        {
            now.add_message(found.clone());
        }
        Ok(now)
    }
}
