//! Beginnings of conversation ids: the shortest ones that tell conversations apart, and the id that one of them means.
//!
//! A beginning is never an id itself: a command looks up the one id that it means before anything else. Only the inbox of one user is
//! searched, so that the cost has a limit, and no user can be led to a conversation of others.

use super::patterns::Order;
use crate::ddb::Table;
use crate::error::{Error, Result};
use std::collections::BTreeSet;

/// The minimum length of a beginning that is looked up.
const MIN_GIVEN: usize = 4;

/// The minimum length of a beginning that is shown: it stays unique for a while.
const MIN_SHOWN: usize = 8;

/// The limit of the inbox rows that are read to look one up.
const MAX_ROWS: usize = 10_000;

/// The limit of the ids that an error names.
const MAX_NAMED: usize = 10;

/// The form of an id: 36 characters, with hyphens here.
const HYPHENS: [usize; 4] = [8, 13, 18, 23];
const WHOLE: usize = 36;

/// Returns whether a text is the beginning of an id, of at least four characters, and not a whole one.
pub fn is_id_prefix(text: &str) -> bool {
    let fits = |(at, byte): (usize, u8)| if HYPHENS.contains(&at) { byte == b'-' } else { byte.is_ascii_hexdigit() };
    (MIN_GIVEN..WHOLE).contains(&text.len()) && text.bytes().enumerate().all(fits)
}

/// Returns the shortest beginning of each id, of at least eight characters, that no other of these ids has. An id stays whole if its
/// beginning would not be looked up, because it has another form.
pub fn shortest_prefixes(ids: &[String]) -> Vec<&str> {
    let sorted: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    ids.iter().map(|id| shorten(id, &sorted)).collect()
}

fn shorten<'a>(id: &'a str, sorted: &BTreeSet<&str>) -> &'a str {
    // The ids that share most with it are beside it.
    let beside = [sorted.range(..id).next_back(), sorted.range(id..).find(|other| **other != id)];
    let common = |other: &&str| id.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let shared = beside.into_iter().flatten().map(common).max().unwrap_or_default();
    id.get(..(shared + 1).max(MIN_SHOWN)).filter(|begin| is_id_prefix(begin)).unwrap_or(id)
}

impl Table {
    /// Returns the id of the conversation in the inbox of `user_uuid` whose id begins with `prefix`, or `None` if there is none. An id
    /// that is the prefix as a whole is meant before longer ones. The reads are consistent.
    ///
    /// # Errors
    /// [`Error::AmbiguousConversation`] if there are several, or if the inbox is too long to exclude it, and the service errors of
    /// [`Error`].
    pub async fn conversation_of_prefix(&self, user_uuid: &str, prefix: &str) -> Result<Option<String>> {
        let mut rows = self.conversations(user_uuid, Order::NewestFirst, None).consistent();
        let (mut found, mut read) = (BTreeSet::new(), 0);
        while let Some(conversation) = rows.next().await? {
            let id = conversation.conversation_id;
            if id == prefix {
                return Ok(Some(id));
            }
            if id.get(..prefix.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(prefix)) {
                found.insert(id);
            }
            read += 1;
            if read == MAX_ROWS {
                break;
            }
        }
        let searched = (read == MAX_ROWS).then_some(read);
        if found.len() > 1 || (searched.is_some() && !found.is_empty()) {
            let ids = found.into_iter().take(MAX_NAMED).collect();
            return Err(Error::AmbiguousConversation { prefix: prefix.to_owned(), ids, searched });
        }
        Ok(found.pop_first())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "5ae290ed-55d1-47a0-bc6d-fe2bc2700399";

    #[test]
    fn a_beginning_has_the_form_of_an_id() {
        for text in ["5ae2", "5AE290ED-", "5ae290ed-55d1-47a0-bc6d-fe2bc270039"] {
            assert!(is_id_prefix(text), "{text}");
        }
        for text in
            ["", "5ae", "londo", "5ae290ed5", "5ae2-", "5ae290ed_", ID, "5ae290ed55d147a0bc6dfe2bc2700399", "é5ae2"]
        {
            assert!(!is_id_prefix(text), "{text}");
        }
    }

    #[test]
    fn the_shortest_beginning_tells_ids_apart() {
        let ids = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        assert_eq!(shortest_prefixes(&ids(&[ID])), ["5ae290ed"]);
        let near = ids(&[ID, "5ae290ed-5aaa-47a0-bc6d-fe2bc2700399", "f290b80a-640c-4133-b41b-9a58359df3e1", ID]);
        assert_eq!(shortest_prefixes(&near), ["5ae290ed-55", "5ae290ed-5a", "f290b80a", "5ae290ed-55"]);
        // An id that is the beginning of another stays whole, and so do a short one and one of another form.
        let whole = ids(&["5ae290ed-5", "5ae290ed-55", "a", "äöüäöüäöüä", "lounge-of-everyone"]);
        assert_eq!(shortest_prefixes(&whole), whole);
    }
}
