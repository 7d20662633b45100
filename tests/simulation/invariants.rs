//! What must hold.

use crate::plan::{FOREIGN, Plan, SEEDED, partition, uuid_of};
use crate::service::{Change, Key};
use cruddur::timestamp::Timestamp;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The most microseconds that a row may be later than its message, since its key may be taken.
const MAX_KEY_STEPS: i64 = 1_000;

/// The items of a table.
pub type Items = BTreeMap<Key, Value>;

fn text<'a>(item: &'a Value, name: &str) -> &'a str {
    item[name]["S"].as_str().unwrap_or_default()
}

/// Returns the time in a sort key.
fn time(key: &Key) -> Option<Timestamp> {
    Timestamp::parse(key.1.trim_start_matches("MSG#").trim_start_matches("GRP#")).ok()
}

/// The owner and the conversation of a group row.
fn row<'a>(key: &'a Key, item: &'a Value) -> Option<(&'a str, &'a str)> {
    Some((partition(key, "GRP#")?, text(item, "message_group_uuid")))
}

/// Returns the number of messages with this text.
pub fn messages(items: &Items, wanted: &str) -> usize {
    items.iter().filter(|(key, item)| partition(key, "MSG#").is_some() && text(item, "message") == wanted).count()
}

/// Whether a conversation has a message with this text.
fn has_message(items: &Items, conversation: &str, wanted: &str) -> bool {
    items.iter().any(|(key, item)| partition(key, "MSG#") == Some(conversation) && text(item, "message") == wanted)
}

/// Returns the times of the rows of a conversation in an inbox.
fn rows<'a>(items: &'a Items, owner: &'a str, conversation: &'a str) -> impl Iterator<Item = (&'a Key, &'a Value)> {
    items.iter().filter(move |(key, item)| row(key, item) == Some((owner, conversation)))
}

/// Checks what a single request changed: no row went back or was lost, each new one shows a message that exists, and attributes of other
/// programs are whole. `items` are those after it. The rows of users who are `gone` may move to their successors.
pub fn check_changes(items: &Items, changes: &[Change], plan: &Plan, gone: &BTreeSet<String>) -> Result<(), String> {
    for Change { key, old, new } in changes {
        if let Some(new) = new
            && let Some((owner, conversation)) = row(key, new)
            && !(conversation == SEEDED && plan.resets())
            && !has_message(items, conversation, text(new, "message"))
        {
            return Err(format!("the new row of {owner} shows {:?}, which is no message", text(new, "message")));
        }
        let Some(old) = old else { continue };
        let Some((owner, conversation)) = row(key, old) else { continue };
        // A reset removes the conversation, and a repair moves the rows of users who are gone to their successors.
        if (conversation == SEEDED && plan.resets()) || gone.contains(owner) {
            continue;
        }
        let newest = rows(items, owner, conversation).max_by_key(|(key, _)| time(key));
        let Some((now, item)) = newest else {
            return Err(format!("the row of conversation {conversation} in the inbox of {owner} is lost"));
        };
        if time(now) < time(key) {
            return Err(format!("the row of {owner} moved back from {} to {}", key.1, now.1));
        }
        if old.get(FOREIGN).is_some() && item.get(FOREIGN) != old.get(FOREIGN) {
            return Err(format!("the row of {owner} lost the attribute of another program"));
        }
    }
    Ok(())
}

/// Checks that no claim is left.
pub fn check_claims(items: &Items) -> Result<(), String> {
    match items.keys().find(|key| key.0.starts_with("BEGIN#") || key.0.starts_with("SEED#")) {
        Some(key) => Err(format!("the claim {} is left", key.0)),
        None => Ok(()),
    }
}

/// Checks the whole table at a quiet moment. Nobody reads the inboxes of users who are `gone`.
pub fn check_table(items: &Items, plan: &Plan, gone: &BTreeSet<String>) -> Result<(), String> {
    let mut newest: BTreeMap<&str, (&Key, &Value)> = BTreeMap::new();
    let mut ids = BTreeSet::new();
    for (key, item) in items {
        let Some(conversation) = partition(key, "MSG#") else { continue };
        // A replaced user is a new user, with conversations of their own.
        let of = Some(conversation).filter(|_| !gone.is_empty());
        if !ids.insert((text(item, "message_uuid"), of)) {
            return Err(format!("two messages have the id {}", text(item, "message_uuid")));
        }
        let known = newest.entry(conversation).or_insert((key, item));
        if time(known.0) < time(key) {
            *known = (key, item);
        }
    }
    let mut owners: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (key, item) in items {
        let Some((owner, conversation)) = row(key, item) else { continue };
        let Some((last, message)) = newest.get(conversation) else {
            return Err(format!("the row {} of {owner} shows a conversation without messages", key.1));
        };
        if !owners.entry(conversation).or_default().insert(owner) && !gone.contains(owner) {
            return Err(format!("the inbox of {owner} has two rows of conversation {conversation}"));
        }
        if gone.contains(owner) {
            continue;
        }
        let later = time(key).zip(time(last)).map(|(row, message)| row.micros_since(message));
        if !later.is_some_and(|micros| (0..=MAX_KEY_STEPS).contains(&micros)) {
            return Err(format!("the row {} of {owner} is not of the newest message {}", key.1, last.1));
        }
        if text(item, "message") != text(message, "message") {
            return Err(format!("the row {} of {owner} shows {:?}", key.1, text(item, "message")));
        }
    }
    for conversation in newest.keys() {
        let count = owners.get(conversation).map_or(0, BTreeSet::len);
        let names_gone = |(key, item): (&Key, &Value)| {
            row(key, item).is_some_and(|(owner, id)| {
                id == *conversation && [owner, text(item, "user_uuid")].iter().any(|user| gone.contains(*user))
            })
        };
        let has_gone = items.iter().any(names_gone);
        if count != 2 && !has_gone {
            return Err(format!("{count} inboxes have the conversation {conversation}"));
        }
    }
    let mut pairs: BTreeMap<_, Vec<_>> = BTreeMap::new();
    owners.iter().for_each(|(conversation, owners)| pairs.entry(owners).or_default().push(conversation));
    // Two users have a second conversation only if a message is to have one of its own, or if one of them was replaced. In that case the
    // repair moves the rows of the first conversation to the new user.
    if let Some(many) = pairs.values().find(|many| many.len() > 1 + plan.new_conversations() + gone.len()) {
        return Err(format!("{many:?} are conversations of the same users"));
    }
    let had_attribute =
        |existing: &crate::plan::Existing| existing.between.map(|owner| (uuid_of(owner), existing.id.clone()));
    for (at, (owner, conversation)) in plan.conversations.iter().flat_map(had_attribute).enumerate() {
        let was_there = at > 0 || plan.damage != Some(crate::plan::Damage::Missing);
        if was_there && rows(items, &owner, &conversation).any(|(_, item)| item.get(FOREIGN).is_none()) {
            return Err(format!("the row of {owner} has no longer the attribute of another program"));
        }
    }
    Ok(())
}
