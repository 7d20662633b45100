//! Inboxes that are out of step: rows that were lost, that stayed behind, that stand twice, or that show an old name.
//!
//! A scan finds what looks wrong; what is then read again, consistently, and still is wrong, is a finding. So a message that is
//! written meanwhile is none.

use super::Messages;
use super::group_rows::{Move, Stored, layout_of};
use super::item::{Conversation, MESSAGE, Message, Person};
use super::patterns::{Keyed, Order, Period, Row, Rows, newest};
use super::scan::ScanRequest;
use super::transaction::{Outcome, has_changed};
use crate::error::Result;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many microseconds that other conversations have are passed over.
const MOMENTS: i64 = 1_000;

/// How many of the newest keys of a conversation are looked at for its newest message.
const NEWEST: usize = 25;

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
    newest: Option<Keyed<Message>>,
    rows: Vec<Stored>,
    /// Everybody who wrote, has a row or is named by one.
    people: BTreeMap<String, Person>,
}

impl Known {
    fn add_message(&mut self, found: Keyed<Message>) {
        self.add_person(&found.row.sender);
        if self.newest.as_ref().is_none_or(|newest| found.row.created.order() > newest.row.created.order()) {
            self.newest = Some(found);
        }
    }

    fn add_row(&mut self, found: Stored) {
        self.add_person(&found.row.other);
        self.add_person(&Person { user_uuid: found.row.owner.clone(), ..Person::default() });
        self.rows.push(found);
    }

    /// Adds somebody, whose name may be known from elsewhere. Who has no id is nobody.
    fn add_person(&mut self, person: &Person) {
        if person.user_uuid.is_empty() {
            return;
        }
        let known = self.people.entry(person.user_uuid.clone()).or_default();
        if known.handle.is_empty() {
            known.clone_from(person);
        }
    }

    /// What is wrong, with the names that people have now.
    fn findings(&self, group: &str, names: &HashMap<String, Person>) -> Vec<Finding> {
        // Rows without any message are not ours to judge.
        let Some(newest) = &self.newest else { return Vec::new() };
        let people: Vec<&Person> = self.people.values().collect();
        let [first, second] = people[..] else {
            let owner = newest.row.sender.user_uuid.clone();
            let found = Some(format!("{} participants", people.len()));
            let unknown = Problem::Unknown;
            return vec![Finding { group: group.to_owned(), owner, problem: unknown, found, wanted: None, step: None }];
        };
        let pairs = [(first, second), (second, first)];
        pairs.into_iter().filter_map(|(owner, other)| self.finding(newest, owner, other, names)).collect()
    }

    fn finding(
        &self,
        latest: &Keyed<Message>,
        owner: &Person,
        other: &Person,
        names: &HashMap<String, Person>,
    ) -> Option<Finding> {
        let (message, group) = (&latest.row, latest.row.group.clone());
        let rows: Vec<_> = self.rows.iter().filter(|found| found.row.owner == owner.user_uuid).collect();
        let last = newest(rows.iter().copied());
        let is_right = last.is_some_and(|last| shows(&last.row, message));
        // What the users database says, else what the row has, else what messages say.
        let named = names.get(&other.user_uuid);
        let other = named.or_else(|| last.map(|last| &last.row.other)).unwrap_or(other);
        let row = Conversation {
            owner: owner.user_uuid.clone(),
            group: group.clone(),
            last_reply: last.filter(|_| is_right).map_or(&message.created, |last| &last.row.last_reply).clone(),
            other: other.clone(),
            last_message: message.text.clone(),
        };
        let problem = match last {
            None => Problem::Missing,
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
            group,
            owner: owner.user_uuid.clone(),
            problem,
            found: last.map(|last| shown(&last.row)),
            wanted: is_whole.then(|| shown(&row)),
            step: is_whole.then(|| match rows.is_empty() {
                true => Move::to_nothing(row, layout_of(&latest.key)),
                false => Move::in_place_of(rows.into_iter().cloned().collect(), row),
            }),
        })
    }
}

/// Whether a row shows a message: its text, at its time or the moments after, which other conversations may have had.
fn shows(row: &Conversation, message: &Message) -> bool {
    let after = row.last_reply.at.zip(message.created.at).map(|(row, message)| row.micros_since(message));
    row.last_message == message.text && after.is_some_and(|micros| (0..=MOMENTS).contains(&micros))
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
                // Without an id it is no conversation.
                if let Some(found) = Keyed::<Message>::read(&item).filter(|found| !found.row.group.is_empty()) {
                    conversations.entry(found.row.group.clone()).or_default().add_message(found);
                } else if let Some(found) = Stored::read(&item).filter(|found| !found.row.group.is_empty()) {
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
        if finding.problem == Problem::Missing && self.row_of(&finding.owner, &finding.group).await?.is_some() {
            return Ok(false);
        }
        let mut step = step.clone();
        for _ in 0..MOMENTS {
            let actions = step.actions()?;
            match self.write_together(&actions).await? {
                Outcome::Done => return Ok(true),
                Outcome::Refused(refused) if has_changed(&actions, &refused) => return Ok(false),
                Outcome::Refused(_) => step.row.move_on(),
            }
        }
        Ok(false)
    }

    /// A conversation as it stands in the table now: the inboxes first, so that a message that is written meanwhile makes none
    /// of them look newer than it.
    async fn known_now(&self, group: &str, before: &Known) -> Result<Known> {
        let mut now = Known { people: before.people.clone(), ..Known::default() };
        let mut read = BTreeSet::new();
        // Whoever turns up in one inbox has another.
        while let Some(owner) = now.people.keys().find(|owner| !read.contains(*owner)).cloned() {
            // One without a row is read again: it may have been in the middle of a move.
            let rows = self.rows_in_again(&owner, group, usize::MAX).await?;
            rows.into_iter().for_each(|found| now.add_row(found));
            read.insert(owner);
        }
        let partition = Message::partition(group);
        let newest: Rows<Keyed<Message>> =
            self.rows(MESSAGE, partition, Period::default(), Order::NewestFirst, Some(NEWEST)).consistent();
        newest.take(Some(NEWEST)).await?.into_iter().for_each(|found| now.add_message(found));
        // Keys that are no times sort elsewhere; what the survey found is still the newest if it is still there.
        if let Some(found) = &before.newest
            && self.is_there(&found.key).await?
        {
            now.add_message(found.clone());
        }
        Ok(now)
    }
}
