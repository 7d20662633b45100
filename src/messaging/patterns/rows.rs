//! Reading the rows of one partition in the order of time.
//!
//! A partition may hold rows of both layouts, and their sort keys are in two separate ranges. Both ranges are read in
//! parallel, and merged by time.
//!
//! Sort keys sort as text. If every key is in UTC, this is the order of time, and no page is read that is not needed. If a
//! key in another form is read, a row is returned only after the rows of a day around it are read too: no offset is longer
//! than a day.

use super::period::{Period, RANGE_END};
use crate::ddb::Table;
use crate::ddb::item::{Item, text};
use crate::error::Result;
use crate::messaging::layout::Layout;
use crate::messaging::model::{Conversation, GROUP, GROUP_ID, MESSAGE, Message};
use crate::messaging::row::Row;
use crate::pages::Pages;
use aws_sdk_dynamodb::types::AttributeValue;
use std::cmp::Ordering;
use std::collections::VecDeque;

/// The minimum number of rows of the first page, so that a key in another form among them is noticed.
const MIN_PAGE: usize = 25;

/// The order of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The newest row first. Rows whose sort key has no valid time come last.
    NewestFirst,
    /// The oldest row first. Rows whose sort key has no valid time come first.
    OldestFirst,
}

impl Order {
    fn compare<R: Row>(self, a: &R, b: &R) -> Ordering {
        let by_time = a.sort_key_time().order().cmp(&b.sort_key_time().order());
        match self {
            Self::OldestFirst => by_time,
            Self::NewestFirst => by_time.reverse(),
        }
    }
}

/// The rows of one kind in one partition, of the table or of the index.
#[derive(Debug, Clone)]
pub(super) struct Partition {
    /// The partition key's attribute.
    attribute: &'static str,
    /// The partition key's value.
    value: String,
    /// The kind of the rows: `MSG#` or `GRP#`.
    kind: &'static str,
}

impl Partition {
    /// The messages of a conversation, in the table.
    pub(super) fn messages(conversation_id: &str) -> Self {
        Self { attribute: "pk", value: Message::partition(conversation_id), kind: MESSAGE }
    }

    /// The group rows of a user, in the table.
    pub(super) fn inbox(owner: &str) -> Self {
        Self { attribute: "pk", value: Conversation::partition(owner), kind: GROUP }
    }

    /// The group rows of a conversation, in the index.
    pub(super) fn indexed_rows(conversation_id: &str) -> Self {
        Self { attribute: GROUP_ID, value: conversation_id.to_owned(), kind: GROUP }
    }

    fn is_in_index(&self) -> bool {
        self.attribute == GROUP_ID
    }
}

/// The rows of one partition in the order of time. A page is read when its rows are needed.
///
/// A row in another offset than UTC is in its place if its sort key is within the first 25 rows, or on a page that is read
/// anyway. No page is read to find one.
pub struct Rows<R> {
    order: Order,
    period: Period,
    is_consistent: bool,
    ranges: [Range<R>; 2],
}

impl<R: Row> Rows<R> {
    /// Returns the rows of a partition in a period. `expected` is how many rows will be asked for: the size of a page.
    pub(super) fn of(
        table: &Table,
        partition: &Partition,
        period: Period,
        order: Order,
        expected: Option<usize>,
    ) -> Self {
        let page = table.page_of(expected.map(|expected| expected.max(MIN_PAGE)));
        let range = |layout: Layout| Range {
            table: table.clone(),
            partition: partition.clone(),
            prefix: layout.prefix(partition.kind),
            keys: period.range(layout, partition.kind),
            user_uuid: None,
            page,
            start: Some(None),
            pages: Pages::of("Query", &table.table),
            last_key: String::new(),
            is_unordered: false,
            rows: VecDeque::new(),
        };
        Self { order, period, is_consistent: false, ranges: Layout::IN_KEY_ORDER.map(range) }
    }

    /// Uses strongly consistent reads, which consume twice the read capacity.
    pub(in crate::messaging) fn consistent(mut self) -> Self {
        self.is_consistent = true;
        self
    }

    /// Returns the ranges of both layouts, of the rows that have this `user_uuid`.
    pub(super) fn with_user(self, user_uuid: &str) -> [Range<R>; 2] {
        self.ranges.map(|range| Range { user_uuid: Some(user_uuid.to_owned()), ..range })
    }

    /// Returns the next row; `None` after the last.
    ///
    /// # Errors
    /// The service errors of [`Error`](crate::Error).
    pub async fn next(&mut self) -> Result<Option<R>> {
        let (order, period, consistent) = (self.order, &self.period, self.is_consistent);
        let [flask, model] = &mut self.ranges;
        if flask.needs_page(order) || model.needs_page(order) {
            tokio::try_join!(flask.fill(order, period, consistent), model.fill(order, period, consistent))?;
        }
        let from_model = match (flask.rows.front(), model.rows.front()) {
            (Some(flask), Some(model)) => order.compare(model, flask).is_lt(),
            (flask, _) => flask.is_none(),
        };
        let range = if from_model { model } else { flask };
        Ok(range.rows.pop_front())
    }

    /// Returns at most `limit` rows; `None` for all.
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

/// The rows of one layout in a partition.
pub(in crate::messaging) struct Range<R> {
    table: Table,
    partition: Partition,
    /// The text before the time in the sort keys.
    prefix: &'static str,
    /// The first and the last sort key.
    keys: (String, String),
    /// The `user_uuid` of the rows; `None` for any.
    user_uuid: Option<String>,
    /// The size of a page.
    page: Option<i32>,
    /// The start key of the next page; the outer `None` after the last page.
    start: Option<Option<Item>>,
    pages: Pages,
    /// The sort key that was read last.
    last_key: String,
    /// Whether a sort key was read whose text is not in the order of time.
    is_unordered: bool,
    /// The rows that were read and not returned yet, in the order in which they are returned.
    rows: VecDeque<R>,
}

impl<R: Row> Range<R> {
    /// Whether another page must be read before the next row is known.
    pub(in crate::messaging) fn needs_page(&self, order: Order) -> bool {
        self.start.is_some() && self.rows.front().is_none_or(|next| self.is_unordered && !self.is_passed(next, order))
    }

    /// Returns the next row without removing it.
    pub(in crate::messaging) fn peek(&self) -> Option<&R> {
        self.rows.front()
    }

    /// Reads one page of at most `rows` rows, consistently.
    pub(in crate::messaging) async fn read_page_of(&mut self, rows: usize, order: Order) -> Result<()> {
        self.page = self.table.page_of(Some(rows));
        self.read_page(order, &Period::default(), true).await
    }

    /// Whether every row that could come before `next` was read: the rows that were not read are of another day in any
    /// offset.
    fn is_passed(&self, next: &R, order: Order) -> bool {
        // Rows without a valid time come first, or last.
        let Some(at) = next.sort_key_time().at else { return order == Order::OldestFirst };
        match order {
            Order::NewestFirst => self.last_key < format!("{}{}", self.prefix, at.day(-1)),
            Order::OldestFirst => self.last_key > format!("{}{}{RANGE_END}", self.prefix, at.day(1)),
        }
    }

    /// Reads pages until the next row is known, or no page is left.
    async fn fill(&mut self, order: Order, period: &Period, is_consistent: bool) -> Result<()> {
        while self.needs_page(order) {
            self.read_page(order, period, is_consistent).await?;
        }
        Ok(())
    }

    /// Reads one page; nothing after the last.
    async fn read_page(&mut self, order: Order, period: &Period, is_consistent: bool) -> Result<()> {
        let Some(start) = self.start.take() else { return Ok(()) };
        let mut request = self
            .table
            .client
            .query()
            .set_index_name(self.partition.is_in_index().then(|| self.table.index.clone()))
            .key_condition_expression(format!("{} = :pk AND sk BETWEEN :from AND :to", self.partition.attribute))
            .expression_attribute_values(":pk", AttributeValue::S(self.partition.value.clone()))
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
        self.add_page(items, next, order, period);
        Ok(())
    }

    fn add_page(&mut self, items: Vec<Item>, next: Option<Item>, order: Order, period: &Period) {
        if let Some(last) = next.as_ref().or(items.last()).and_then(|item| text(item, "sk")) {
            last.clone_into(&mut self.last_key);
        }
        for row in items.iter().filter_map(R::read) {
            self.is_unordered |= !row.sort_key_time().is_ordered_as_text();
            if period.contains(row.sort_key_time()) {
                self.rows.push_back(row);
            }
        }
        // Within a second, the text of UTC times may be out of order too: their fractions may have different widths.
        self.rows.make_contiguous().sort_by(|a, b| order.compare(a, b));
        if self.is_unordered {
            self.page = self.table.page_of(None);
        }
        self.start = next.map(Some);
    }
}
