//! What is wrong with a conversation, decided from its state and the users database. Nothing is read or written here.

use super::shown::Shown;
use super::state::ConversationState;
use super::users::CurrentUsers;
use crate::messaging::inbox_update::InboxUpdate;
use crate::messaging::layout::Layout;
use crate::messaging::model::{Conversation, Message, Participant};
use crate::messaging::row::{Keyed, Stored, newest};
use crate::messaging::write::LeftClaim;
use std::collections::BTreeMap;

/// How many microseconds a group row may be later than the message that it shows. The key of a group row is a user and a
/// time: a row whose key another conversation has gets the next free microsecond.
pub(super) const MAX_KEY_STEPS: i64 = 1_000;

/// What is wrong with a conversation in an inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The inbox has no row of the conversation.
    Missing,
    /// The row is older than the newest message.
    Behind,
    /// The row shows another message than the newest one.
    OtherMessage,
    /// The inbox has several rows of the conversation.
    Doubled,
    /// The row shows a name or a handle that the other participant no longer has.
    Renamed,
    /// A row names a user who is not in the users database.
    UserGone,
    /// The participants are not known: the users who wrote, have a row or are named by one are not two.
    ParticipantsUnknown,
    /// A writer was ended after it claimed the conversation of two users who had one by then, or of whom one is not in the users
    /// database.
    ClaimLeft,
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
    pub found: Option<Shown>,
    /// What the row should show.
    pub wanted: Option<Shown>,
    /// The write that fixes it; `None` if no write does.
    pub(super) fix: Option<Fix>,
}

/// The write that fixes a finding.
#[derive(Debug, Clone)]
pub(super) enum Fix {
    /// Writes a group row, which replaces the rows that the inbox has.
    WriteRow(Box<InboxUpdate>),
    /// Sets the sender of the messages of `sender` to `successor`.
    ChangeSender { sender: String, successor: String },
    /// Deletes a claim.
    DeleteClaim(LeftClaim),
}

impl Finding {
    /// Whether a write can fix it.
    pub fn is_fixable(&self) -> bool {
        self.fix.is_some()
    }

    /// The finding of a claim that was left, of two users who have this conversation, or did not begin it.
    pub(super) fn of_claim(claim: &LeftClaim, conversation_id: String) -> Self {
        let [owner, _] = &claim.pair;
        Self {
            conversation_id,
            owner: owner.clone(),
            problem: Problem::ClaimLeft,
            found: Some(Shown::Claim { claim: claim.partition().to_owned() }),
            wanted: None,
            fix: Some(Fix::DeleteClaim(claim.clone())),
        }
    }
}

/// Returns what is wrong with a conversation in the inboxes of its participants.
pub(super) fn findings(conversation_id: &str, state: &ConversationState, current: &CurrentUsers) -> Vec<Finding> {
    let gone: Vec<&Participant> =
        state.participants.values().filter(|participant| current.is_gone(&participant.user_uuid)).collect();
    let mut findings: Vec<Finding> = gone.iter().map(|participant| user_gone(conversation_id, participant)).collect();
    // Rows without any message may belong to another program.
    let Some(newest) = &state.newest else { return findings };
    findings.extend(state.senders.iter().filter_map(|sender| sender_gone(conversation_id, sender, current)));
    let participants = participants(state, &gone, current);
    match inboxes(state, &participants) {
        Some(inboxes) => {
            // Nobody reads the inbox of a user who is gone.
            let read = inboxes.into_iter().filter(|(owner, _)| !current.is_gone(&owner.user_uuid));
            findings.extend(read.filter_map(|(owner, other)| row_finding(state, newest, owner, other, current)));
        }
        // The user who is gone is reported already.
        None if !gone.is_empty() => {}
        None => findings.push(participants_unknown(conversation_id, newest, participants.len())),
    }
    findings
}

/// Returns the participants, each once: those in the users database with their current names, then those who are gone.
fn participants<'a>(
    state: &'a ConversationState,
    gone: &[&'a Participant],
    current: &'a CurrentUsers,
) -> Vec<&'a Participant> {
    let present = state.participants.values().filter(|participant| !current.is_gone(&participant.user_uuid));
    // A user without a name in the users database keeps the name in the rows.
    let named = present.map(|participant| current.participant(&participant.user_uuid).unwrap_or(participant));
    let by_uuid: BTreeMap<&str, &Participant> =
        named.map(|participant| (participant.user_uuid.as_str(), participant)).collect();
    by_uuid.into_values().chain(gone.iter().copied()).collect()
}

/// Returns the inboxes that show the conversation, as pairs of owner and other participant; `None` if they are not known.
fn inboxes<'a>(
    state: &ConversationState,
    participants: &[&'a Participant],
) -> Option<Vec<(&'a Participant, &'a Participant)>> {
    match *participants {
        [first, second] => Some(vec![(first, second), (second, first)]),
        // A conversation with oneself.
        [only] if state.rows.iter().any(|stored| stored.row.owner == stored.row.other.user_uuid) => {
            Some(vec![(only, only)])
        }
        _ => None,
    }
}

/// Returns what is wrong with the conversation in the inbox of `owner`, or `None` if the inbox shows it correctly.
fn row_finding(
    state: &ConversationState,
    message: &Keyed<Message>,
    owner: &Participant,
    other: &Participant,
    current: &CurrentUsers,
) -> Option<Finding> {
    let is_owned = |stored: &&Stored| current.current_uuid(&stored.row.owner) == owner.user_uuid;
    let rows: Vec<&Stored> = state.rows.iter().filter(is_owned).collect();
    let shown = newest(rows.iter().copied()).map(|stored| &stored.row);
    // The name is that of the users database, or else that of the row, or else that of the messages.
    let named = current.participant(&other.user_uuid).or_else(|| shown.map(|row| &row.other)).unwrap_or(other);
    let wanted = wanted_row(shown, &message.row, owner, named);
    let problem = row_problem(&rows, &message.row, &wanted, current)?;
    // A row without a name or a time is not written.
    let is_complete = !wanted.other.handle.is_empty() && wanted.last_reply.at.is_some();
    Some(Finding {
        conversation_id: wanted.conversation_id.clone(),
        owner: owner.user_uuid.clone(),
        problem,
        found: shown.map(Shown::row),
        wanted: is_complete.then(|| Shown::row(&wanted)),
        fix: is_complete.then(|| {
            Fix::WriteRow(Box::new(match rows.is_empty() {
                true => InboxUpdate::insert_row(wanted, Layout::of_key(&message.key)),
                false => InboxUpdate::replacing(rows.into_iter().cloned().collect(), wanted),
            }))
        }),
    })
}

/// Returns the row that `owner`'s inbox should have. A row that shows the message already keeps its time.
fn wanted_row(
    shown: Option<&Conversation>,
    message: &Message,
    owner: &Participant,
    other: &Participant,
) -> Conversation {
    let correct = shown.filter(|row| shows(row, message));
    Conversation {
        owner: owner.user_uuid.clone(),
        conversation_id: message.conversation_id.clone(),
        last_reply: correct.map_or(&message.created, |row| &row.last_reply).clone(),
        other: other.clone(),
        last_message: message.text.clone(),
    }
}

/// Returns what is wrong with the rows of one inbox.
fn row_problem(rows: &[&Stored], message: &Message, wanted: &Conversation, current: &CurrentUsers) -> Option<Problem> {
    let names_gone = |stored: &&Stored| {
        let row = &stored.row;
        [&row.owner, &row.other.user_uuid].iter().any(|uuid| current.successors.contains_key(*uuid))
    };
    let Some(shown) = newest(rows.iter().copied()).map(|stored| &stored.row) else { return Some(Problem::Missing) };
    if rows.iter().any(names_gone) {
        Some(Problem::UserGone)
    } else if rows.len() > 1 {
        Some(Problem::Doubled)
    } else if shown.last_reply.at < message.created.at {
        Some(Problem::Behind)
    } else if !shows(shown, message) {
        Some(Problem::OtherMessage)
    } else if shown.other != wanted.other {
        Some(Problem::Renamed)
    } else {
        None
    }
}

/// Whether a row shows a message: its text, at its time or up to 1,000 microseconds later.
fn shows(row: &Conversation, message: &Message) -> bool {
    let delay = row.last_reply.at.zip(message.created.at).map(|(row, message)| row.micros_since(message));
    row.last_message == message.text && delay.is_some_and(|micros| (0..=MAX_KEY_STEPS).contains(&micros))
}

/// Returns the finding of a participant who is not in the users database and has no successor.
fn user_gone(conversation_id: &str, participant: &Participant) -> Finding {
    Finding {
        conversation_id: conversation_id.to_owned(),
        owner: participant.user_uuid.clone(),
        problem: Problem::UserGone,
        found: Some(participant.handle.clone())
            .filter(|handle| !handle.is_empty())
            .map(|handle| Shown::User { handle }),
        wanted: None,
        fix: None,
    }
}

/// Returns the finding of a sender who has a successor, or `None` if the sender has none.
fn sender_gone(conversation_id: &str, sender: &str, current: &CurrentUsers) -> Option<Finding> {
    let successor = current.successors.get(sender)?;
    Some(Finding {
        conversation_id: conversation_id.to_owned(),
        owner: sender.to_owned(),
        problem: Problem::UserGone,
        found: Some(Shown::Sender { sender: successor.handle.clone(), user_uuid: None }),
        wanted: Some(Shown::Sender { sender: successor.handle.clone(), user_uuid: Some(successor.user_uuid.clone()) }),
        fix: Some(Fix::ChangeSender { sender: sender.to_owned(), successor: successor.user_uuid.clone() }),
    })
}

/// Returns the finding of a conversation that has not two participants.
fn participants_unknown(conversation_id: &str, message: &Keyed<Message>, participants: usize) -> Finding {
    Finding {
        conversation_id: conversation_id.to_owned(),
        owner: message.row.sender.user_uuid.clone(),
        problem: Problem::ParticipantsUnknown,
        found: Some(Shown::Participants { participants }),
        wanted: None,
        fix: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messaging::model::SortKeyTime;
    use crate::messaging::row::Row;
    use crate::timestamp::Timestamp;

    const CONVERSATION: &str = "c";
    const HELLO: &str = "2026-11-22T12:00:00.000000+00:00 anna: hello";
    const HELLO_OF_BEN: &str = "2026-11-22T12:00:00.000000+00:00 ben: hello";

    fn participant(uuid: &str, handle: &str) -> Participant {
        Participant { user_uuid: uuid.to_owned(), handle: handle.to_owned(), display_name: handle.to_owned() }
    }

    fn at(micros: i64) -> SortKeyTime {
        SortKeyTime::at(Timestamp::parse("2026-11-22T12:00:00Z").unwrap().plus_micros(micros))
    }

    /// The message `hello` of this sender, which the conversation ends with.
    fn hello(sender: &Participant) -> Keyed<Message> {
        let message = Message {
            conversation_id: CONVERSATION.to_owned(),
            created: at(0),
            uuid: None,
            sender: sender.clone(),
            text: "hello".to_owned(),
        };
        Keyed::read(&message.to_item(Layout::Model).unwrap()).unwrap()
    }

    fn row(owner: &Participant, other: &Participant, micros: i64, text: &str) -> Stored {
        let row = Conversation {
            owner: owner.user_uuid.clone(),
            conversation_id: CONVERSATION.to_owned(),
            last_reply: at(micros),
            other: other.clone(),
            last_message: text.to_owned(),
        };
        Stored::read(&row.to_item(Layout::Model).unwrap()).unwrap()
    }

    /// Anna and Ben, who are in the users database.
    fn anna_and_ben() -> (Participant, Participant, CurrentUsers) {
        let (anna, ben) = (participant("u-anna", "anna"), participant("u-ben", "ben"));
        let named = [&anna, &ben].map(|user| (user.user_uuid.clone(), user.clone())).into();
        (anna, ben, CurrentUsers { named, ..CurrentUsers::default() })
    }

    /// What is wrong in a conversation that ends with `hello` of Anna and has these rows.
    fn of_rows(rows: impl IntoIterator<Item = Stored>, current: &CurrentUsers) -> Vec<Finding> {
        let mut state = ConversationState::default();
        rows.into_iter().for_each(|row| state.add_row(row));
        state.add_message(hello(&participant("u-anna", "anna")));
        findings(CONVERSATION, &state, current)
    }

    fn text(shown: Option<&Shown>) -> Option<String> {
        shown.map(Shown::to_string)
    }

    fn text_of(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    /// The problems by owner.
    fn problems(findings: &[Finding]) -> Vec<(&str, Problem)> {
        findings.iter().map(|finding| (finding.owner.as_str(), finding.problem)).collect()
    }

    /// That one row of Ben's inbox is wrong and what it should show.
    fn assert_only_ben(findings: &[Finding], problem: Problem, found: Option<&str>) {
        assert_eq!(problems(findings), [("u-ben", problem)]);
        let finding = &findings[0];
        assert_eq!(
            (text(finding.found.as_ref()), text(finding.wanted.as_ref())),
            (found.map(str::to_owned), text_of(HELLO))
        );
        assert!(matches!(&finding.fix, Some(Fix::WriteRow(_))));
    }

    #[test]
    fn right_inboxes_have_no_finding() {
        let (anna, ben, current) = anna_and_ben();
        // A row may be a little later than its message, if its key was taken.
        for micros in [0, 1, MAX_KEY_STEPS] {
            let rows = [row(&anna, &ben, 0, "hello"), row(&ben, &anna, micros, "hello")];
            assert_eq!(problems(&of_rows(rows, &current)), []);
        }
    }

    #[test]
    fn a_conversation_with_oneself_has_one_inbox() {
        let (anna, _, current) = anna_and_ben();
        assert_eq!(problems(&of_rows([row(&anna, &anna, 0, "hello")], &current)), []);
        let behind = of_rows([row(&anna, &anna, -1, "before")], &current);
        assert_eq!(problems(&behind), [("u-anna", Problem::Behind)]);
    }

    #[test]
    fn rows_without_any_message_have_no_finding() {
        let (anna, ben, current) = anna_and_ben();
        let mut state = ConversationState::default();
        state.add_row(row(&anna, &ben, 0, "hello"));
        assert_eq!(problems(&findings(CONVERSATION, &state, &current)), []);
    }

    #[test]
    fn an_inbox_without_a_row_is_missing_it() {
        let (anna, ben, current) = anna_and_ben();
        assert_only_ben(&of_rows([row(&anna, &ben, 0, "hello")], &current), Problem::Missing, None);
    }

    #[test]
    fn a_row_that_is_older_than_the_newest_message_is_behind() {
        let (anna, ben, current) = anna_and_ben();
        let rows = [row(&anna, &ben, 0, "hello"), row(&ben, &anna, -1_000_000, "before")];
        let found = "2026-11-22T11:59:59.000000+00:00 anna: before";
        assert_only_ben(&of_rows(rows, &current), Problem::Behind, Some(found));
    }

    #[test]
    fn a_row_of_another_text_or_of_a_later_time_shows_another_message() {
        let (anna, ben, current) = anna_and_ben();
        let other_text = [row(&anna, &ben, 0, "hello"), row(&ben, &anna, 0, "bye")];
        let found = "2026-11-22T12:00:00.000000+00:00 anna: bye";
        assert_only_ben(&of_rows(other_text, &current), Problem::OtherMessage, Some(found));
        let later = [row(&anna, &ben, 0, "hello"), row(&ben, &anna, MAX_KEY_STEPS + 1, "hello")];
        let found = "2026-11-22T12:00:00.001001+00:00 anna: hello";
        assert_only_ben(&of_rows(later, &current), Problem::OtherMessage, Some(found));
    }

    #[test]
    fn an_inbox_with_two_rows_has_the_conversation_doubled() {
        let (anna, ben, current) = anna_and_ben();
        let rows = [row(&anna, &ben, 0, "hello"), row(&ben, &anna, 0, "hello"), row(&ben, &anna, -1_000_000, "before")];
        assert_only_ben(&of_rows(rows, &current), Problem::Doubled, Some(HELLO));
    }

    #[test]
    fn a_row_with_an_old_name_is_renamed() {
        let (anna, ben, current) = anna_and_ben();
        let old = Participant { handle: "ann".to_owned(), ..anna.clone() };
        let rows = [row(&anna, &ben, 0, "hello"), row(&ben, &old, 0, "hello")];
        let found = "2026-11-22T12:00:00.000000+00:00 ann: hello";
        assert_only_ben(&of_rows(rows, &current), Problem::Renamed, Some(found));
    }

    #[test]
    fn the_name_in_the_row_stays_if_the_users_database_has_none() {
        let (anna, ben, mut current) = anna_and_ben();
        current.named.remove("u-anna");
        current.unnamed.insert("u-anna".to_owned());
        let old = Participant { handle: "ann".to_owned(), ..anna.clone() };
        let rows = [row(&anna, &ben, 0, "hello"), row(&ben, &old, 0, "hello")];
        assert_eq!(problems(&of_rows(rows, &current)), []);
    }

    #[test]
    fn a_user_who_is_gone_is_named_and_cannot_be_fixed() {
        let (anna, ben, mut current) = anna_and_ben();
        current.named.remove("u-ben");
        // The inbox of the user who is gone is not looked at; that of the other is.
        let gone = of_rows([row(&anna, &ben, 0, "hello")], &current);
        assert_eq!(problems(&gone), [("u-ben", Problem::UserGone)]);
        assert_eq!((text(gone[0].found.as_ref()), gone[0].is_fixable()), (text_of("ben"), false));
        let behind = of_rows([row(&anna, &ben, -1, "before")], &current);
        assert_eq!(problems(&behind), [("u-ben", Problem::UserGone), ("u-anna", Problem::Behind)]);
    }

    #[test]
    fn rows_and_messages_of_a_user_who_is_gone_go_to_the_successor() {
        let (anna, ben, mut current) = anna_and_ben();
        let now = participant("u-anna-2", "anna");
        current.named = [&now, &ben].map(|user| (user.user_uuid.clone(), user.clone())).into();
        current.successors.insert("u-anna".to_owned(), now);
        let rows = [row(&anna, &ben, 0, "hello"), row(&ben, &anna, 0, "hello")];
        let findings = of_rows(rows, &current);
        let owners = ["u-anna", "u-anna-2", "u-ben"];
        assert_eq!(problems(&findings), owners.map(|owner| (owner, Problem::UserGone)));
        let Some(Fix::ChangeSender { sender, successor }) = &findings[0].fix else { panic!("{:?}", findings[0]) };
        assert_eq!((sender.as_str(), successor.as_str()), ("u-anna", "u-anna-2"));
        for (finding, wanted) in findings[1..].iter().zip([HELLO_OF_BEN, HELLO]) {
            let Some(Fix::WriteRow(update)) = &finding.fix else { panic!("{finding:?}") };
            assert_eq!(
                (update.row.owner.as_str(), text(finding.wanted.as_ref())),
                (finding.owner.as_str(), text_of(wanted))
            );
        }
    }

    #[test]
    fn participants_who_are_not_two_are_unknown() {
        let (anna, ben, mut current) = anna_and_ben();
        let alone = of_rows([], &current);
        assert_eq!(problems(&alone), [("u-anna", Problem::ParticipantsUnknown)]);
        assert_eq!((text(alone[0].found.as_ref()), alone[0].is_fixable()), (text_of("1 participants"), false));
        let carl = participant("u-carl", "carl");
        current.named.insert(carl.user_uuid.clone(), carl.clone());
        let three = of_rows([row(&anna, &ben, 0, "hello"), row(&carl, &anna, 0, "hello")], &current);
        assert_eq!(problems(&three), [("u-anna", Problem::ParticipantsUnknown)]);
        assert_eq!(text(three[0].found.as_ref()), text_of("3 participants"));
    }
}
