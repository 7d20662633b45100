//! Inboxes that are out of step: rows that were lost, that stayed behind, that stand twice, or that show an old name.
//!
//! A scan finds what looks wrong; what is then read again, consistently, and still is wrong, is a finding. So a message that is
//! written meanwhile is none.

use super::Messages;
use super::group_rows::{Move, layout_of};
use super::item::{Conversation, GROUP, MESSAGE, Message, Person};
use super::layout::Layout;
use super::patterns::{Keyed, Order, Period, Row, Rows};
use super::scan::ScanRequest;
use super::transaction::Outcome;
use crate::error::Result;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What is wrong with a conversation in an inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The inbox has no row of it.
    Missing,
    /// The row is older than the newest message.
    Behind,
    /// Several rows are there.
    Doubled,
    /// The row shows a name or a handle that the other does not have any more.
    Renamed,
    /// Who takes part is not known: it is not two who wrote or have a row.
    Unknown,
}

/// Something wrong in an inbox.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The conversation's id.
    pub group: String,
    /// The `uuid` of the user whose inbox it is.
    pub owner: String,
    /// What is wrong.
    pub problem: Problem,
    /// What the row shows.
    pub found: Option<String>,
    /// What it should show.
    pub wanted: Option<String>,
    /// What mends it; `None` where nothing does.
    step: Option<Move>,
}

impl Finding {
    /// Whether it can be mended.
    pub fn is_mendable(&self) -> bool {
        self.step.is_some()
    }
}

/// What is known of a conversation.
#[derive(Default)]
struct Known {
    newest: Option<(Message, Layout)>,
    rows: Vec<Keyed<Conversation>>,
    /// Everybody who wrote, has a row or is named by one.
    people: BTreeMap<String, Person>,
}

impl Known {
    fn add_message(&mut self, message: Message, layout: Layout) {
        self.people.entry(message.sender.user_uuid.clone()).or_insert_with(|| message.sender.clone());
        if self.newest.as_ref().is_none_or(|(newest, _)| message.created.order() > newest.created.order()) {
            self.newest = Some((message, layout));
        }
    }

    fn add_row(&mut self, found: Keyed<Conversation>) {
        let Conversation { owner, other, .. } = &found.row;
        self.people.entry(other.user_uuid.clone()).or_insert_with(|| other.clone());
        let unnamed = || Person { user_uuid: owner.clone(), ..Person::default() };
        self.people.entry(owner.clone()).or_insert_with(unnamed);
        self.rows.push(found);
    }

    /// What is wrong, with the names that people have now.
    fn findings(&self, group: &str, names: &HashMap<String, Person>) -> Vec<Finding> {
        // Rows without any message are not ours to judge.
        let Some((newest, layout)) = &self.newest else { return Vec::new() };
        let people: Vec<&Person> =
            self.people.values().map(|person| names.get(&person.user_uuid).unwrap_or(person)).collect();
        let [first, second] = people[..] else {
            let owner = newest.sender.user_uuid.clone();
            let found = Some(format!("{} participants", people.len()));
            let unknown = Problem::Unknown;
            return vec![Finding { group: group.to_owned(), owner, problem: unknown, found, wanted: None, step: None }];
        };
        let pairs = [(first, second), (second, first)];
        pairs.into_iter().filter_map(|(owner, other)| self.finding(group, newest, *layout, owner, other)).collect()
    }

    fn finding(
        &self,
        group: &str,
        newest: &Message,
        layout: Layout,
        owner: &Person,
        other: &Person,
    ) -> Option<Finding> {
        let rows: Vec<_> = self.rows.iter().filter(|found| found.row.owner == owner.user_uuid).collect();
        let last = rows.iter().max_by(|a, b| a.row.last_reply.order().cmp(&b.row.last_reply.order()));
        let is_current = last.is_some_and(|last| last.row.last_reply.at >= newest.created.at);
        let (last_reply, last_message) = match last {
            Some(last) if is_current => (last.row.last_reply.clone(), last.row.last_message.clone()),
            _ => (newest.created.clone(), newest.text.clone()),
        };
        // A row is put as it is where nobody knows a better name.
        let other = if other.handle.is_empty() { last.map_or(other, |last| &last.row.other) } else { other };
        let row = Conversation {
            owner: owner.user_uuid.clone(),
            group: group.to_owned(),
            last_reply,
            other: other.clone(),
            last_message,
        };
        let problem = match last {
            None => Problem::Missing,
            Some(_) if rows.len() > 1 => Problem::Doubled,
            Some(_) if !is_current => Problem::Behind,
            Some(last) if last.row.other != row.other => Problem::Renamed,
            Some(_) => return None,
        };
        let shown =
            |row: &Conversation| format!("{} {}: {}", row.last_reply.shown(), row.other.handle, row.last_message);
        let old = rows.iter().map(|found| found.key.clone()).collect();
        let layout = last.map_or(layout, |last| layout_of(&last.key));
        let is_named = !row.other.handle.is_empty();
        Some(Finding {
            group: group.to_owned(),
            owner: owner.user_uuid.clone(),
            problem,
            found: last.map(|last| shown(&last.row)),
            wanted: is_named.then(|| shown(&row)),
            step: is_named.then(|| Move::instead(row, layout, old)),
        })
    }
}

/// A scan of the table, by conversation.
pub struct Survey {
    conversations: BTreeMap<String, Known>,
}

impl Survey {
    /// The `uuid`s of everybody who takes part in something.
    pub fn people(&self) -> BTreeSet<String> {
        self.conversations.values().flat_map(|known| known.people.keys().cloned()).collect()
    }
}

impl Messages {
    /// Reads the whole table once; of each conversation only the newest message and the group rows are kept.
    ///
    /// # Errors
    /// [`Error::NoTable`](crate::Error::NoTable) and the service errors.
    pub async fn survey(&self) -> Result<Survey> {
        let mut conversations: BTreeMap<String, Known> = BTreeMap::new();
        let mut pages = self.scan(&ScanRequest { segments: 1, ..ScanRequest::default() });
        while let Some(page) = pages.recv().await {
            for item in page?.items {
                if let Some(message) = Message::from_item(&item) {
                    let known = conversations.entry(message.group.clone()).or_default();
                    known.add_message(message, layout_of(&item));
                } else if let Some(found) = Keyed::<Conversation>::read(&item) {
                    conversations.entry(found.row.group.clone()).or_default().add_row(found);
                }
            }
        }
        Ok(Survey { conversations })
    }

    /// What is wrong in the inbox of `only`, or in all of them; `names` are the users as they are named now, by `uuid`. What
    /// looked wrong in the survey is read again, since others may write meanwhile.
    ///
    /// # Errors
    /// The service errors of [`Error`](crate::Error).
    pub async fn examine(
        &self,
        survey: &Survey,
        names: &HashMap<String, Person>,
        only: Option<&str>,
    ) -> Result<Vec<Finding>> {
        let is_meant = |finding: &Finding| only.is_none_or(|owner| finding.owner == owner);
        let mut findings = Vec::new();
        for (group, known) in &survey.conversations {
            if known.findings(group, names).iter().any(is_meant) {
                let now = self.known_now(group, known).await?;
                findings.extend(now.findings(group, names).into_iter().filter(is_meant));
            }
        }
        Ok(findings)
    }

    /// Mends one finding, in one transaction; false where somebody else changed the row meanwhile.
    ///
    /// # Errors
    /// The service errors of [`Error`](crate::Error).
    pub async fn mend_inbox(&self, finding: &Finding) -> Result<bool> {
        let Some(step) = &finding.step else { return Ok(false) };
        let mut step = step.clone();
        for _ in 0..MOMENTS {
            let actions = step.actions()?;
            match self.write_together(&actions).await? {
                Outcome::Done => return Ok(true),
                // The put is the last of them.
                Outcome::Refused(refused) if refused == [actions.len() - 1] => step.row.move_on(),
                Outcome::Refused(_) => return Ok(false),
            }
        }
        Ok(false)
    }

    /// A conversation as it stands in the table now.
    async fn known_now(&self, group: &str, before: &Known) -> Result<Known> {
        let mut now = Known { people: before.people.clone(), ..Known::default() };
        let partition = Message::partition(group);
        let mut newest: Rows<Keyed<Message>> =
            self.rows(MESSAGE, partition, Period::default(), Order::NewestFirst, Some(1)).consistent();
        if let Some(found) = newest.next().await? {
            let layout = layout_of(&found.key);
            now.add_message(found.row, layout);
        }
        for owner in before.people.keys() {
            let partition = Conversation::partition(owner);
            let mut rows: Rows<Keyed<Conversation>> =
                self.rows(GROUP, partition, Period::default(), Order::NewestFirst, None).consistent();
            while let Some(found) = rows.next().await? {
                if found.row.group == group {
                    now.add_row(found);
                }
            }
        }
        Ok(now)
    }
}

/// How many moments that other conversations have are passed over.
const MOMENTS: usize = 100;
