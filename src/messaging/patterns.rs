//! The access patterns of the app: a conversation's messages, and a user's conversations.
//!
//! A partition may hold rows of both layouts, whose sort keys stand apart: each layout's range is read on its own, in
//! parallel, and the two are merged by time.
//!
//! Sort keys sort as text. That is the order of time while every key is in UTC, and then no page is read beyond what is asked
//! for. Once a key in another form is read, a row is returned only when the rows of a day around it are read too: no offset is
//! longer than that.

use super::layout::Layout;
use super::model::{Conversation, GROUP, GROUP_ID, MESSAGE, Message, SortKeyTime};
use super::row::{Row, Stored};
use crate::ddb::Table;
use crate::ddb::item::{Item, text};
use crate::error::Result;
use crate::pages::Pages;
use crate::timestamp::Timestamp;
use aws_sdk_dynamodb::types::AttributeValue;
use std::cmp::Ordering;
use std::collections::VecDeque;

/// What follows every character of a time in the order of text: the end of a range.
const AFTER: char = '~';

/// How many rows the first page holds at least, so that one key in another form among them is noticed.
const LEAST_PAGE: usize = 25;

/// A period, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Period {
    /// Not before.
    pub since: Option<Timestamp>,
    /// Not after.
    pub until: Option<Timestamp>,
}

impl Period {
    /// Whether the period is all of time.
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }

    /// The range of sort keys that every form of a time in the period falls in: whole days, with one more at either end,
    /// since a time in another offset may stand under the day before or after. What the range holds beyond the period is
    /// left out after reading.
    fn range(&self, layout: Layout, kind: &'static str) -> (String, String) {
        let prefix = layout.prefix(kind);
        // A bare time begins with a digit, and everything else in the partition sorts elsewhere.
        let (first, last) = if prefix.is_empty() { ("0", "9") } else { ("", "") };
        let from = self.since.map_or_else(|| first.to_owned(), |since| since.day(-1));
        let to = self.until.map_or_else(|| last.to_owned(), |until| until.day(1));
        (format!("{prefix}{from}"), format!("{prefix}{to}{AFTER}"))
    }

    fn contains(&self, sort_key_time: &SortKeyTime) -> bool {
        match sort_key_time.at {
            Some(at) => self.since.is_none_or(|since| at >= since) && self.until.is_none_or(|until| at <= until),
            None => self.is_all(),
        }
    }
}

/// Which end of time comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The newest row first; those whose time is none come last.
    NewestFirst,
    /// The oldest row first.
    OldestFirst,
}

impl Order {
    /// Which of two rows comes first.
    fn compare<R: Row>(self, a: &R, b: &R) -> Ordering {
        let by_time = a.sort_key_time().order().cmp(&b.sort_key_time().order());
        match self {
            Self::OldestFirst => by_time,
            Self::NewestFirst => by_time.reverse(),
        }
    }
}

/// The rows of one partition in the order of time, read page by page as they are asked for.
///
/// A row in another offset than UTC is in its place where its sort key is within the first 25 rows, or on a page that is read
/// anyway: what is further down is not looked for.
pub struct Rows<R> {
    order: Order,
    period: Period,
    is_consistent: bool,
    ranges: [Range<R>; 2],
}

impl<R: Row> Rows<R> {
    /// Reads what was written a moment ago too, at twice the price.
    pub(super) fn consistent(mut self) -> Self {
        self.is_consistent = true;
        self
    }

    /// The next row; `None` after the last.
    ///
    /// # Errors
    /// The service errors of [`Error`](crate::Error).
    pub async fn next(&mut self) -> Result<Option<R>> {
        let (order, period, consistent) = (self.order, &self.period, self.is_consistent);
        let [flask, model] = &mut self.ranges;
        if flask.is_unread(order) || model.is_unread(order) {
            tokio::try_join!(flask.fill(order, period, consistent), model.fill(order, period, consistent))?;
        }
        let from_model = match (flask.rows.front(), model.rows.front()) {
            (Some(flask), Some(model)) => order.compare(model, flask).is_lt(),
            (flask, _) => flask.is_none(),
        };
        let range = if from_model { model } else { flask };
        Ok(range.rows.pop_front())
    }

    /// At most `limit` rows, or all of them.
    ///
    /// # Errors
    /// As [`Rows::next`].
    pub async fn take(mut self, limit: Option<usize>) -> Result<Vec<R>> {
        let mut rows = Vec::new();
        while limit.is_none_or(|limit| rows.len() < limit) {
            match self.next().await? {
                Some(row) => rows.push(row),
                None => break,
            }
        }
        Ok(rows)
    }
}

/// Where a partition is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    /// In the table.
    Table,
    /// In the index by conversation.
    Index,
}

impl Source {
    /// The attribute of the partition's key.
    fn key(self) -> &'static str {
        match self {
            Self::Table => "pk",
            Self::Index => GROUP_ID,
        }
    }
}

/// The rows of one layout in a partition.
pub(super) struct Range<R> {
    table: Table,
    source: Source,
    partition: String,
    /// What stands before the time in its sort keys.
    prefix: &'static str,
    keys: (String, String),
    /// The `user_uuid` that the rows must have, where one is asked for.
    user_uuid: Option<String>,
    page: Option<i32>,
    /// Where the next page starts; the outer `None` after the last one.
    start: Option<Option<Item>>,
    pages: Pages,
    /// The sort key that was read last.
    frontier: String,
    /// Whether a sort key was read whose text is not in the order of time.
    is_mixed: bool,
    /// The rows that were read and not returned yet, in the order in which they are returned.
    rows: VecDeque<R>,
}

impl<R: Row> Range<R> {
    /// Whether its next row is not known yet.
    pub(super) fn is_unread(&self, order: Order) -> bool {
        self.start.is_some() && self.rows.front().is_none_or(|next| self.is_mixed && !self.is_passed(next, order))
    }

    /// Its next row, where it is known.
    pub(super) fn peek(&self) -> Option<&R> {
        self.rows.front()
    }

    /// Reads one page of at most so many rows.
    pub(super) async fn read_page_of(&mut self, rows: usize, order: Order) -> Result<()> {
        self.page = self.table.page_of(Some(rows));
        self.read_page(order, &Period::default(), true).await
    }

    /// Whether every row that could come before `next` was read: those left are of another day, in whatever offset.
    fn is_passed(&self, next: &R, order: Order) -> bool {
        // Those without a time come first, or last.
        let Some(at) = next.sort_key_time().at else { return order == Order::OldestFirst };
        match order {
            Order::NewestFirst => self.frontier < format!("{}{}", self.prefix, at.day(-1)),
            Order::OldestFirst => self.frontier > format!("{}{}{AFTER}", self.prefix, at.day(1)),
        }
    }

    /// Reads pages until the next row is known, or none is left.
    async fn fill(&mut self, order: Order, period: &Period, is_consistent: bool) -> Result<()> {
        while self.is_unread(order) {
            self.read_page(order, period, is_consistent).await?;
        }
        Ok(())
    }

    /// Reads one page, or none after the last.
    async fn read_page(&mut self, order: Order, period: &Period, is_consistent: bool) -> Result<()> {
        let Some(start) = self.start.take() else { return Ok(()) };
        let mut request = self
            .table
            .client
            .query()
            .set_index_name((self.source == Source::Index).then(|| self.table.index.clone()))
            .key_condition_expression(format!("{} = :pk AND sk BETWEEN :from AND :to", self.source.key()))
            .expression_attribute_values(":pk", AttributeValue::S(self.partition.clone()))
            .expression_attribute_values(":from", AttributeValue::S(self.keys.0.clone()))
            .expression_attribute_values(":to", AttributeValue::S(self.keys.1.clone()))
            .scan_index_forward(order == Order::OldestFirst)
            .consistent_read(is_consistent)
            .set_limit(self.page)
            .set_exclusive_start_key(start);
        if let Some(user_uuid) = &self.user_uuid {
            let user_uuid = AttributeValue::S(user_uuid.clone());
            request = request.filter_expression("user_uuid = :user").expression_attribute_values(":user", user_uuid);
        }
        let reply = self.table.query(request).await?;
        let items = reply.items.unwrap_or_default();
        let next = self.pages.next(reply.last_evaluated_key, reply.scanned_count == 0 && items.is_empty())?;
        self.take(items, next, order, period);
        Ok(())
    }

    /// Takes a page in.
    fn take(&mut self, items: Vec<Item>, next: Option<Item>, order: Order, period: &Period) {
        if let Some(last) = next.as_ref().or(items.last()).and_then(|item| text(item, "sk")) {
            last.clone_into(&mut self.frontier);
        }
        for row in items.iter().filter_map(R::read) {
            self.is_mixed |= !row.sort_key_time().is_ordered_as_text();
            if period.contains(row.sort_key_time()) {
                self.rows.push_back(row);
            }
        }
        // Within a second the text of UTC times may be out of order too, where their fractions have other widths.
        self.rows.make_contiguous().sort_by(|a, b| order.compare(a, b));
        if self.is_mixed {
            self.page = self.table.page_of(None);
        }
        self.start = next.map(Some);
    }
}

impl Table {
    /// The messages of a conversation in a period. `expected` is how many will be asked for: the size of a page.
    pub fn conversation(
        &self,
        conversation_id: &str,
        period: Period,
        order: Order,
        expected: Option<usize>,
    ) -> Rows<Message> {
        self.rows(MESSAGE, Message::partition(conversation_id), period, order, expected)
    }

    /// A user's conversations, of `user_uuid`. `expected` is how many will be asked for.
    pub fn conversations(&self, user_uuid: &str, order: Order, expected: Option<usize>) -> Rows<Conversation> {
        self.rows(GROUP, Conversation::partition(user_uuid), Period::default(), order, expected)
    }

    /// The group rows of one inbox as they stand in the table now, newest first.
    pub(super) fn inbox(&self, owner: &str) -> Rows<Stored> {
        let partition = Conversation::partition(owner);
        self.rows(GROUP, partition, Period::default(), Order::NewestFirst, None).consistent()
    }

    /// Whether a conversation has any message at all.
    ///
    /// # Errors
    /// The service errors of [`Error`](crate::Error).
    pub async fn conversation_exists(&self, conversation_id: &str) -> Result<bool> {
        let mut any = self.conversation(conversation_id, Period::default(), Order::NewestFirst, Some(1));
        Ok(any.next().await?.is_some())
    }

    /// The rows of this kind that the index has of a conversation; never consistent, as no index is.
    pub(super) fn index<R: Row>(&self, kind: &'static str, conversation_id: &str) -> Rows<R> {
        self.rows_of(Source::Index, kind, conversation_id.to_owned(), Period::default(), Order::NewestFirst, None)
    }

    pub(super) fn rows<R: Row>(
        &self,
        kind: &'static str,
        partition: String,
        period: Period,
        order: Order,
        expected: Option<usize>,
    ) -> Rows<R> {
        self.rows_of(Source::Table, kind, partition, period, order, expected)
    }

    fn rows_of<R: Row>(
        &self,
        source: Source,
        kind: &'static str,
        partition: String,
        period: Period,
        order: Order,
        expected: Option<usize>,
    ) -> Rows<R> {
        let page = self.page_of(expected.map(|expected| expected.max(LEAST_PAGE)));
        let range = |layout: Layout| Range {
            table: self.clone(),
            source,
            partition: partition.clone(),
            prefix: layout.prefix(kind),
            keys: period.range(layout, kind),
            user_uuid: None,
            page,
            start: Some(None),
            pages: Pages::of("Query", &self.table),
            frontier: String::new(),
            is_mixed: false,
            rows: VecDeque::new(),
        };
        Rows { order, period, is_consistent: false, ranges: Layout::IN_KEY_ORDER.map(range) }
    }

    /// The rows of `owner`'s inbox that are conversations with `partner`, by layout.
    pub(super) fn rows_with_partner(&self, owner: &str, partner: &str) -> [Range<Conversation>; 2] {
        let mut ranges = self.conversations(owner, Order::NewestFirst, None).ranges;
        for range in &mut ranges {
            range.user_uuid = Some(partner.to_owned());
        }
        ranges
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_holds_every_form_of_a_time_in_the_period() {
        let at = Timestamp::parse("2026-01-01T00:00:00Z").unwrap();
        let period = Period { since: Some(at), until: Some(at) };
        for layout in Layout::IN_KEY_ORDER {
            let (from, to) = period.range(layout, MESSAGE);
            for form in [
                "2026-01-01T00:00:00.000000+00:00",
                "2026-01-01T00:00:00Z",
                "2026-01-01 00:00:00",
                "2025-12-31T19:00:00-05:00",
                "2026-01-01T14:00:00.000000+14:00",
            ] {
                let key = format!("{}{form}", layout.prefix(MESSAGE));
                assert!(from <= key && key <= to, "{from} {key} {to}");
                assert!(period.contains(&SortKeyTime::of(&key, MESSAGE)), "{key}");
            }
            for other in ["2025-12-31T23:59:59.999999+00:00", "2026-01-01T00:00:01.000000+00:00"] {
                assert!(!period.contains(&SortKeyTime::of(other, MESSAGE)), "{other}");
            }
            for far in ["2025-12-30T23:59:59.999999+00:00", "2026-01-03T00:00:00.000000+00:00"] {
                let key = format!("{}{far}", layout.prefix(MESSAGE));
                assert!(key < from || key > to, "{from} {key} {to}");
            }
        }
    }

    #[test]
    fn the_ranges_of_the_layouts_do_not_meet() {
        for period in [Period::default(), Period { since: Timestamp::parse_start("2026-01-01").ok(), until: None }] {
            let (_, last_flask) = period.range(Layout::Flask, GROUP);
            let (first_model, _) = period.range(Layout::Model, GROUP);
            assert!(last_flask < first_model);
        }
    }
}
